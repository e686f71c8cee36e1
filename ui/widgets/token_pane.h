// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <vector>

class QLabel;
class QPlainTextEdit;

namespace attune::ui {

/// One row as the model sees it: each token on the colour of what happens to it, with the colours explained above.
class TokenPane : public QWidget {
  Q_OBJECT
 public:
  enum class Kind { Trained, Masked, Truncated, Special };
  struct Token {
    QString text;
    int id = 0;
    Kind kind = Kind::Masked;
  };
  explicit TokenPane(QWidget* parent = nullptr);
  void setTokens(std::vector<Token> tokens);
  void clear() { setTokens({}); }
  const std::vector<Token>& tokens() const { return m_tokens; }
  int count(Kind kind) const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void draw();

  std::vector<Token> m_tokens;
  std::vector<int> m_ends;  // position in the text where each token ends
  QPlainTextEdit* m_text;
  QLabel* m_legend[4];
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <functional>

#include "core/base/error.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace attune::ui {

class IconLabel;

enum class Severity { Info, Success, Warning, Error };

/// A message inside the page instead of a box in front of it: what happened, what to do next, and buttons for it. It
/// takes no space while there is nothing to say.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBar(QWidget* parent = nullptr);

  /// Shows a message without buttons; an earlier one is replaced.
  void showMessage(Severity severity, const QString& text, const QString& hint = {});
  /// Shows an error with a button that copies its details; that work was stopped on request is none.
  void showError(const Error& error);
  /// Adds a button to the message shown; pressing it runs `action` and, unless `staysOpen`, hides the bar.
  QPushButton* addAction(const QString& text, std::function<void()> action, bool staysOpen = false);
  /// Hides the message by itself after a while; pointing at it keeps it.
  void hideAfter(int milliseconds);
  void clear();
  bool isShown() const { return !isHidden(); }
  QString text() const;
  QString hint() const;

 Q_SIGNALS:
  void closed();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  IconLabel* m_icon;
  QLabel *m_text, *m_hint;
  QHBoxLayout* m_actions;
  QToolButton* m_close;
  QTimer* m_timer;
};

}  // namespace attune::ui

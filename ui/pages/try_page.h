// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>

#include "ui/pages/page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;
class QScrollArea;
class QSpinBox;
class QStackedWidget;

namespace attune::ui {

class AdapterSum;

/// Ask the tuned model, and its base beside it with the same question and seed; answers appear as they are written.
class TryPage : public Page {
  Q_OBJECT
 public:
  explicit TryPage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;
  /// Adds a question with room for its answers; used by `send` and by tests.
  void addQuestion(const QString& question, bool withBase);
  /// Adds text to the newest answer of the tuned model or the base.
  void addAnswer(bool tuned, const QString& text);

 private:
  QWidget* makeSettings();
  void showRuns();
  void showSum();
  void send();
  void stop();
  void clear();
  void finish(bool withBase);
  void showBusy(bool busy);

  QStackedWidget* m_stack;
  QComboBox* m_run;
  QCheckBox* m_beside;
  AdapterSum* m_sum;
  QSpinBox* m_length;
  QDoubleSpinBox* m_temperature;
  QLineEdit* m_seed;
  QScrollArea* m_scroll;
  QVBoxLayout* m_exchanges;
  QLabel* m_hint;
  QLabel *m_tunedLabel = nullptr, *m_baseLabel = nullptr;
  QString m_tunedText, m_baseText;
  bool m_chosen = false;  ///< The user chose the run; else the newest is shown.
  std::vector<Message> m_tunedHistory, m_baseHistory;
  QPlainTextEdit* m_input;
  QPushButton *m_send, *m_stop, *m_clear;
  QPointer<Job> m_job;
};

}  // namespace attune::ui

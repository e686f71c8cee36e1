// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>

#include "ui/shell/workspace.h"

class QLabel;
class QProgressBar;
class QSpinBox;

namespace attune::ui {

class LengthHistogram;
class MessageBar;

/// How long the rows are in tokens of the chosen model, and how many would be cut.
class LengthsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit LengthsPanel(Workspace& workspace);
  /// Counts when the panel is shown next; counting a large dataset takes a while.
  void setDataset(const std::string& id);
  void showLengths(const std::vector<std::uint32_t>& lengths);

 Q_SIGNALS:
  void cutOffChanged();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void count();
  void onCutOff(int tokens);

  Workspace& m_workspace;
  std::string m_id, m_countedFor;
  LengthHistogram* m_histogram;
  QSpinBox* m_cutOff;
  QLabel *m_summary, *m_model;
  QProgressBar* m_progress;
  MessageBar* m_message;
  QPointer<Job> m_job;
};

}  // namespace attune::ui

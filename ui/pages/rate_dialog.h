// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>
#include <QPointer>

#include "ui/shell/workspace.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace attune::ui {

class RatePlot;

/// Tries rising learning rates on the run that is prepared and draws the loss as it comes; `accepted` when the suggested rate is to be
/// used. Closing stops the test. The project stays as it is.
class RateDialog : public QDialog {
  Q_OBJECT
 public:
  RateDialog(Workspace& workspace, RunSpec spec, QWidget* parent);
  ~RateDialog() override;
  /// The rate that was found; 0 while there is none.
  double rate() const { return m_rate; }

 private:
  void start(RunSpec spec);
  void conclude(const Result<RateFinding>& finding);

  Workspace& m_workspace;
  RatePlot* m_plot;
  QProgressBar* m_progress;
  QLabel* m_text;
  QPushButton *m_use, *m_close;
  QPointer<Job> m_job;
  double m_rate = 0;
};

}  // namespace attune::ui

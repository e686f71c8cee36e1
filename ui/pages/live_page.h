// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"

class QProgressBar;
class QStackedWidget;

namespace attune::ui {

class MessageBar;
class RunPlot;

/// The run that trains: curves, speed and time left, what the model answers, warnings with their evidence, and stop.
class LivePage : public Page {
  Q_OBJECT
 public:
  explicit LivePage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;
  /// Shows a run from the beginning.
  void showRun(const LiveRun& run);
  /// Shows what was added since.
  void advance(const LiveRun& run);

 private:
  QWidget* makeFacts();
  QWidget* makeSamples();
  void follow();
  void showWarning(const LiveRun& run);
  void showSamples(const LiveRun& run);
  void showState(const LiveRun& run);
  void showMetric(const LiveRun& run);

  QStackedWidget* m_stack;
  QLabel *m_name, *m_state, *m_twice;
  QProgressBar* m_progress;
  Fact *m_step, *m_loss, *m_validation, *m_speed, *m_left, *m_rate, *m_norm, *m_memory;
  QHBoxLayout* m_facts;
  Fact* m_metric = nullptr;  ///< What the task is judged by; its caption is the run's.
  std::string m_shownMetric;
  MessageBar* m_warning;
  RunPlot* m_plot;
  QVBoxLayout* m_samples;
  QLabel* m_noSamples;
  QPushButton *m_stop, *m_compare, *m_try;
  std::size_t m_samplesShown = 0;
  std::int64_t m_warningShown = -1;
  const RunCurves* m_curves = nullptr;
};

}  // namespace attune::ui

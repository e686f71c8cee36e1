// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "ui/models/run_curves.h"

class QComboBox;
class QCheckBox;
class QSlider;
class QToolButton;

namespace attune::ui {

class RunCanvas;

/// A run as the plot shows it; the colour stays with the run.
struct PlottedRun {
  QString id, name;
  int colorIndex = 0;
  std::shared_ptr<const RunCurves> curves;
};

/// Which losses are drawn.
enum class PlotShown { Both, Training, Validation };

/// How the plot looks; kept when the runs change.
struct PlotSettings {
  PlotX x = PlotX::Step;
  PlotShown shown = PlotShown::Both;
  std::string below = "learning_rate";  ///< What the small plot below the losses draws: a name of seriesOf; empty for nothing.
  double smoothing = 0.8;  ///< Weight of the moving average, 0 … 0.99. Smoothing is for the eye; no decision reads it.
  bool logarithmic = false;
};

/// Loss curves of one run or of several, with the controls above them. Drag to zoom, wheel to zoom, double-click for
/// all; the arrow keys move the read-out from point to point.
class RunPlot : public QWidget {
  Q_OBJECT
 public:
  explicit RunPlot(QWidget* parent = nullptr);

  void setRuns(std::vector<PlottedRun> runs);
  /// To be called after the curves have grown; many calls cost one repaint.
  void refresh();
  const PlotSettings& settings() const { return m_settings; }
  void setSettings(const PlotSettings& settings);
  /// Writes the plot in the format of the name's ending: png, svg, pdf or csv (the numbers). False when that failed.
  bool exportTo(const QString& path);
  RunCanvas* canvas() const { return m_canvas; }

 Q_SIGNALS:
  void exportFailed(const QString& path);
  void exported(const QString& path);

 private:
  void readControls();
  void offerMetrics();
  void showControls();
  void askExport(const QString& suffix);
  bool writeCsv(const QString& path) const;

  std::vector<PlottedRun> m_runs;
  PlotSettings m_settings;
  RunCanvas* m_canvas;
  QComboBox *m_x, *m_shown, *m_below;
  QSlider* m_smoothing;
  QCheckBox* m_log;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>

#include "core/run/run_comparison.h"
#include "ui/widgets/qcustomplot_include.h"
#include "ui/widgets/run_plot.h"

namespace attune::ui {

/// The drawing of RunPlot. Only this class and run_plot.cpp know QCustomPlot.
class RunCanvas : public QCustomPlot {
  Q_OBJECT
 public:
  explicit RunCanvas(QWidget* parent = nullptr);

  void setRuns(const std::vector<PlottedRun>* runs);
  void setSettings(const PlotSettings& settings);
  /// Reads the curves again at the next repaint.
  void refresh();
  /// The same because they have grown, so seldom that drawing takes a hundredth of the time at most: on a machine that trains with all
  /// its cores, every moment of it is one of the training's.
  void refreshGrown();
  void showAll();
  /// Text of the read-out at the present cursor; empty when there is none.
  QString readout() const { return m_readout->isVisible() ? m_readout->text() : QString(); }
  /// Points now given to the painter, for the test of decimation.
  qsizetype drawnPoints() const;
  bool writeSvg(const QString& path);

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Curve {
    QCPGraph* graph = nullptr;
    QPen pen;
    MinMaxPyramid pyramid;  // of the numbers that it draws
  };
  struct Line {
    MovingAverage average;
    int starts = 0;                    // of the curves, when they were read
    std::vector<double> smoothed = {};  // of curves->loss
    Curve raw = {}, smooth = {}, validation = {}, below = {};
    QCPItemText *trainLabel = nullptr, *validationLabel = nullptr;
    QCPItemTracer* best = nullptr;
    std::array<Curve*, 4> curves() { return {&raw, &smooth, &validation, &below}; }
  };
  static constexpr std::size_t kManyRuns = 12;  // beyond it raw lines and labels would only be noise
  void rebuild();
  void fill();
  void follow(std::size_t index);
  void fillLine(std::size_t index, int columns);
  void draw(Curve& curve, std::span<const double> x, std::span<const double> y, const PointColumns& columns) const;
  void autoRange();
  void placeLabels();
  void placeMarks();
  void applyColors();
  void showReadout(double x);
  void hideReadout();
  QString readoutText(double x) const;
  QString belowLabel() const;
  QColor trainColor(std::size_t index) const;
  QColor validationColor(std::size_t index) const;
  bool shows(PlotShown what) const { return m_settings.shown == PlotShown::Both || m_settings.shown == what; }

  const std::vector<PlottedRun>* m_runs;
  PlotSettings m_settings;
  QCPAxisRect *m_main, *m_lower = nullptr;
  QCPMarginGroup* m_margins;
  std::vector<Line> m_lines;
  std::vector<QCPItemRect*> m_shades;
  QCPItemStraightLine *m_cursor, *m_bestLine;
  QCPItemText* m_bestLabel;
  QLabel* m_readout;
  double m_cursorX = 0;
  bool m_zoomed = false, m_filling = false, m_pending = false;
  QElapsedTimer m_sinceFrame;
  qint64 m_frameMs = 0;  // how long the last frame took
  QTimer m_grown;
};

}  // namespace attune::ui

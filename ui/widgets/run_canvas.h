// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
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
  struct Line {
    QCPGraph *raw, *smooth, *validation, *below;
    QCPItemText *trainLabel, *validationLabel;
    QCPItemTracer* best;
    std::vector<double> smoothed;  // of curves->loss
    double smoothedWeight = -1;
  };
  static constexpr std::size_t kManyRuns = 12;  // beyond it raw lines and labels would only be noise
  void rebuild();
  void fill();
  void fillLine(std::size_t index, int columns);
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
};

}  // namespace attune::ui

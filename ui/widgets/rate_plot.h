// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/run/rate_finding.h"
#include "ui/widgets/qcustomplot_include.h"

namespace attune::ui {

/// The loss over the learning rates that a range test tried, on a logarithmic axis, with the rate that it suggests.
class RatePlot : public QCustomPlot {
  Q_OBJECT
 public:
  explicit RatePlot(QWidget* parent = nullptr);
  void add(const RatePoint& point);
  void mark(const RateFinding& finding);
  QSize sizeHint() const override;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void dress();
  void fit();

  QCPGraph *m_raw, *m_smoothed;
  QCPItemStraightLine* m_line;
  QCPItemText* m_label;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rate_plot.h"

#include <cmath>

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

RatePlot::RatePlot(QWidget* parent)
    : QCustomPlot(parent), m_raw(addGraph()), m_smoothed(addGraph()), m_line(new QCPItemStraightLine(this)), m_label(new QCPItemText(this)) {
  setAccessibleName(tr("Loss over the learning rate"));
  setMinimumHeight(240);
  xAxis->setScaleType(QCPAxis::stLogarithmic);
  xAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
  xAxis->setNumberFormat("eb");  // powers of ten
  xAxis->setNumberPrecision(0);
  xAxis->setRange(1e-7, 1);
  m_line->setVisible(false);
  m_label->setVisible(false);
  m_label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_label->setPadding({4, 2, 4, 2});
  m_label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  dress();
}

QSize RatePlot::sizeHint() const { return {620, 320}; }

void RatePlot::dress() {
  const Colors& c = colorsFor(palette());
  setBackground(c.surface);
  for (QCPAxis* axis : axisRect()->axes()) {
    axis->setBasePen(QPen(c.border));
    axis->setTickPen(QPen(c.border));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(c.muted);
    axis->setLabelColor(c.muted);
    axis->setTickLabelFont(fontFor(TextRole::Caption));
    axis->setLabelFont(fontFor(TextRole::Caption));
    axis->grid()->setPen(QPen(c.border, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  xAxis->setLabel(tr("Learning rate"));
  yAxis->setLabel(tr("Loss"));
  QColor faint = runColor(0, c);
  faint.setAlphaF(0.35F);
  m_raw->setPen(QPen(faint, 1));
  m_smoothed->setPen(QPen(runColor(0, c), 2));
  m_line->setPen(QPen(c.success, 1.4, Qt::DashLine));
  m_label->setColor(c.success);
  m_label->setFont(fontFor(TextRole::Caption));
}

void RatePlot::add(const RatePoint& point) {
  m_raw->addData(point.rate, point.loss);
  m_smoothed->addData(point.rate, point.smoothed);
  fit();
  replot(rpQueuedReplot);
}

// Up to twice the height at which the curve began: how far it shoots out at the end says nothing.
void RatePlot::fit() {
  const auto points = m_smoothed->data();
  if (points->isEmpty()) return;
  double low = INFINITY, high = -INFINITY;
  for (const QCPGraphData& point : *points) {
    if (!std::isfinite(point.value)) continue;
    low = std::min(low, point.value);
    high = std::max(high, point.value);
  }
  if (!(high >= low)) return;
  const double first = points->constBegin()->value, top = std::isfinite(first) ? std::min(high, first + 2 * (first - low) + 0.5) : high;
  const double margin = std::max((top - low) * 0.08, 1e-6);
  yAxis->setRange(low - margin, top + margin);
}

void RatePlot::mark(const RateFinding& finding) {
  m_line->point1->setCoords(finding.suggested, 0);
  m_line->point2->setCoords(finding.suggested, 1);
  m_label->position->setCoords(finding.suggested, 0.02);
  m_label->setText(formatNumber(finding.suggested, 2));
  m_line->setVisible(true);
  m_label->setVisible(true);
  replot(rpQueuedReplot);
}

void RatePlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
  dress();
  replot(rpQueuedReplot);
}

}  // namespace attune::ui

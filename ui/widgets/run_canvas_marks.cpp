// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the curves of RunCanvas: best step, warnings, names of the lines, and the read-out at the cursor.
#include <cmath>

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/run_canvas.h"

namespace attune::ui {

namespace {

QColor faded(QColor color, float alpha) {
  color.setAlphaF(alpha);
  return color;
}

}  // namespace

void RunCanvas::placeMarks() {
  const auto place = [this](const RunCurves& curves) { return curves.placeOf(curves.bestStep, m_settings.x); };
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const RunCurves& curves = *(*m_runs)[i].curves;
    QCPItemTracer* best = m_lines[i].best;
    const bool known = curves.bestStep > 0 && curves.validation.size() > 0 && shows(PlotShown::Validation) &&
                       m_lines.size() <= kManyRuns;
    best->setVisible(known);
    if (!known) continue;
    const std::size_t at = nearestIndex(curves.validation.step, static_cast<double>(curves.bestStep));
    best->position->setCoords(curves.validation.of(m_settings.x)[at], curves.validationLoss[at]);
  }
  const bool one = m_lines.size() == 1 && m_lines[0].best->visible();
  m_bestLine->setVisible(one);
  m_bestLabel->setVisible(one);
  for (QCPItemRect* shade : m_shades) removeItem(shade);
  m_shades.clear();
  if (m_lines.size() != 1) return;
  const RunCurves& curves = *(*m_runs)[0].curves;
  if (one) {
    const double x = place(curves);
    m_bestLine->point1->setCoords(x, yAxis->range().lower);
    m_bestLine->point2->setCoords(x, yAxis->range().upper);
    m_bestLabel->setText(tr("best: step %1").arg(formatCount(curves.bestStep)));
    const bool rightHalf = x > xAxis->range().center();
    m_bestLabel->setPositionAlignment((rightHalf ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    m_bestLabel->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_bestLabel->position->setCoords(x, 0);
  }
  const Colors& c = colorsFor(palette());
  for (std::size_t i = 0; i < curves.warnings.size(); ++i) {
    const WarningMark& mark = curves.warnings[i];
    const bool bad = mark.kind == "overfitting" || mark.kind == "diverging" || mark.kind == "not-finite";
    if (!bad && mark.kind != "caution") continue;
    auto* shade = new QCPItemRect(this);
    shade->setPen(Qt::NoPen);
    shade->setBrush(faded(bad ? c.danger : c.warning, c.dark ? 0.13F : 0.09F));
    shade->setLayer("background");
    const double from = curves.placeOf(mark.step, m_settings.x);
    const double to = i + 1 < curves.warnings.size() ? curves.placeOf(curves.warnings[i + 1].step, m_settings.x)
                                                     : xAxis->range().upper;
    shade->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    shade->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    shade->topLeft->setCoords(from, 0);
    shade->bottomRight->setCoords(to, 1);
    m_shades.push_back(shade);
  }
}

void RunCanvas::placeLabels() {
  struct Wanted {
    QCPItemText* label;
    double pixel;
  };
  std::vector<Wanted> wanted;
  const QFontMetrics metrics(fontFor(TextRole::Caption));
  int widest = 0;
  const bool one = m_lines.size() == 1;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const auto add = [&](QCPItemText* label, QCPGraph* graph, const QString& text) {
      label->setVisible(false);
      if (m_lines.size() > kManyRuns || graph->data()->isEmpty()) return;
      const double y = (graph->data()->constEnd() - 1)->value;
      if (!std::isfinite(y) || (m_settings.logarithmic && y <= 0)) return;
      label->setText(metrics.elidedText(text, Qt::ElideRight, metrics.averageCharWidth() * 24));
      label->setVisible(true);
      widest = std::max(widest, metrics.horizontalAdvance(label->text()));
      wanted.push_back({label, yAxis->coordToPixel(y)});
    };
    const Line& line = m_lines[i];
    if (one) {
      add(line.trainLabel, line.smooth.graph, tr("training"));
      add(line.validationLabel, line.validation.graph, tr("validation"));
    } else {
      line.trainLabel->setVisible(false);
      add(line.validationLabel, (line.validation.graph->data()->isEmpty() ? line.smooth : line.validation).graph, (*m_runs)[i].name);
    }
  }
  // Labels keep the order of their lines and a line of text between them.
  std::ranges::sort(wanted, {}, &Wanted::pixel);
  const double gap = metrics.height();
  for (std::size_t i = 1; i < wanted.size(); ++i)
    wanted[i].pixel = std::max(wanted[i].pixel, wanted[i - 1].pixel + gap);
  const double bottom = m_main->bottom() + gap / 2;
  for (std::size_t i = wanted.size(); i-- > 0;) {
    const double limit = i + 1 == wanted.size() ? bottom : wanted[i + 1].pixel - gap;
    wanted[i].pixel = std::min(wanted[i].pixel, limit);
    wanted[i].label->position->setCoords(1.0, yAxis->pixelToCoord(wanted[i].pixel));
  }
  const QMargins margins(0, kUnit, widest > 0 ? widest + 2 * kUnit : 2 * kUnit, 0);
  if (m_main->minimumMargins() != margins) {
    m_main->setMinimumMargins(margins);
    if (m_lower) m_lower->setMinimumMargins(QMargins(0, kUnit, margins.right(), 0));
  }
}

QString RunCanvas::readoutText(double x) const {
  QStringList lines;
  const auto valueAt = [&](const PointPlaces& places, const std::vector<double>& values) {
    return formatNumber(values[nearestIndex(places.of(m_settings.x), x)], 4);
  };
  for (std::size_t i = 0; i < m_lines.size() && i < kManyRuns; ++i) {
    const PlottedRun& run = (*m_runs)[i];
    const RunCurves& curves = *run.curves;
    if (curves.train.size() == 0 && curves.validation.size() == 0) continue;
    const PointPlaces& places = curves.train.size() > 0 ? curves.train : curves.validation;
    const std::size_t at = nearestIndex(places.of(m_settings.x), x);
    const QString step = tr("step %1").arg(formatCount(static_cast<std::int64_t>(places.step[at])));
    lines << (m_lines.size() == 1 ? step : oneLine(run.name, 28) + QStringLiteral(" · ") + step);
    if (curves.train.size() > 0 && shows(PlotShown::Training))
      lines << "  " + tr("training %1").arg(valueAt(curves.train, curves.loss));
    if (curves.validation.size() > 0 && shows(PlotShown::Validation))
      lines << "  " + tr("validation %1").arg(valueAt(curves.validation, curves.validationLoss));
    const Series below = seriesOf(curves, m_settings.below);
    if (m_lines.size() == 1 && below.values && !below.values->empty()) lines << "  " + belowLabel() + ' ' + valueAt(*below.places, *below.values);
  }
  return lines.join('\n');
}

void RunCanvas::showReadout(double x) {
  const QString text = readoutText(x);
  if (text.isEmpty()) {
    hideReadout();
    return;
  }
  m_cursorX = x;
  m_cursor->setVisible(true);
  m_cursor->point1->setCoords(x, yAxis->range().lower);
  m_cursor->point2->setCoords(x, yAxis->range().upper);
  m_readout->setText(text);
  setAccessibleDescription(text);
  m_readout->adjustSize();
  const int pixel = static_cast<int>(xAxis->coordToPixel(x));
  const bool left = pixel + m_readout->width() + 2 * kUnit > m_main->right();
  m_readout->move(left ? pixel - m_readout->width() - kUnit : pixel + kUnit, m_main->top() + kUnit);
  m_readout->show();
  replot(QCustomPlot::rpQueuedReplot);
}

void RunCanvas::hideReadout() {
  if (!m_readout->isVisible() && !m_cursor->visible()) return;
  m_readout->hide();
  m_cursor->setVisible(false);
  replot(QCustomPlot::rpQueuedReplot);
}

void RunCanvas::mouseMoveEvent(QMouseEvent* event) {
  QCustomPlot::mouseMoveEvent(event);
  const QPoint at = event->position().toPoint();
  if (event->buttons() == Qt::NoButton && at.x() >= m_main->left() && at.x() <= m_main->right()) {
    showReadout(xAxis->pixelToCoord(at.x()));
  } else {
    hideReadout();
  }
}

void RunCanvas::leaveEvent(QEvent* event) {
  QCustomPlot::leaveEvent(event);
  hideReadout();
}

void RunCanvas::mouseDoubleClickEvent(QMouseEvent*) {
  showAll();
}

void RunCanvas::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  if (key == Qt::Key_Escape && m_readout->isVisible()) {
    hideReadout();
    return;
  }
  if (key == Qt::Key_0 || key == Qt::Key_Home) {
    showAll();
    return;
  }
  const bool step = key == Qt::Key_Left || key == Qt::Key_Right;
  if (!step || m_runs->empty() || (*m_runs)[0].curves->train.size() == 0) {
    QCustomPlot::keyPressEvent(event);
    return;
  }
  const auto& x = (*m_runs)[0].curves->train.of(m_settings.x);
  std::size_t at = m_readout->isVisible() ? nearestIndex(x, m_cursorX) : x.size() - 1;
  if (key == Qt::Key_Left && at > 0) --at;
  if (key == Qt::Key_Right && m_readout->isVisible() && at + 1 < x.size()) ++at;
  showReadout(x[at]);
}

}  // namespace attune::ui

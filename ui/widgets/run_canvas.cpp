// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_canvas.h"

#include <QSvgGenerator>
#include <cmath>

#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

const std::vector<PlottedRun> kNoRuns;
constexpr std::size_t kManyRuns = 12;  // beyond it raw lines and labels would only be noise

const std::vector<double>* belowValues(const RunCurves& curves, PlotBelow below) {
  switch (below) {
    case PlotBelow::LearningRate: return &curves.learningRate;
    case PlotBelow::GradientNorm: return &curves.gradientNorm;
    case PlotBelow::Speed: return &curves.tokensPerSecond;
    case PlotBelow::Nothing: break;
  }
  return nullptr;
}

QColor faded(QColor color, float alpha) {
  color.setAlphaF(alpha);
  return color;
}

// Numbers on an axis in the user's way of writing and without useless digits.
template <class Base>
class AxisTicker : public Base {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return std::abs(tick) < 1e-12 ? "0" : formatNumber(tick, 4); }
};

Qt::PenStyle dashOf(int index) {
  static constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
  return kStyles[runDash(index) % 4];
}

}  // namespace

RunCanvas::RunCanvas(QWidget* parent) : QCustomPlot(parent), m_runs(&kNoRuns), m_margins(new QCPMarginGroup(this)) {
  setObjectName("runCanvas");
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("Loss curves"));
  setMinimumHeight(220);
  setInteractions(QCP::iRangeZoom);
  setSelectionRectMode(QCP::srmZoom);
  m_main = axisRect();
  m_main->setMarginGroup(QCP::msLeft | QCP::msRight, m_margins);
  m_main->setRangeZoom(Qt::Horizontal);
  m_cursor = new QCPItemStraightLine(this);
  m_cursor->setVisible(false);
  m_bestLine = new QCPItemStraightLine(this);
  m_bestLabel = new QCPItemText(this);
  m_bestLabel->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_bestLabel->setPadding({4, 2, 4, 2});
  m_readout = new QLabel(this);
  m_readout->setTextFormat(Qt::PlainText);
  m_readout->setAttribute(Qt::WA_TransparentForMouseEvents);
  m_readout->setFont(fontFor(TextRole::Caption));
  m_readout->setMargin(kUnit);
  m_readout->hide();
  connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
    if (m_filling) return;
    m_zoomed = true;
    if (m_lower) m_lower->axis(QCPAxis::atBottom)->setRange(range);
    refresh();
  });
  connect(yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this] {
    if (!m_filling) refresh();
  });
  rebuild();
}

void RunCanvas::setRuns(const std::vector<PlottedRun>* runs) {
  m_runs = runs ? runs : &kNoRuns;
  m_zoomed = false;
  rebuild();
}

void RunCanvas::setSettings(const PlotSettings& settings) {
  if (settings.x != m_settings.x || settings.logarithmic != m_settings.logarithmic || settings.shown != m_settings.shown) m_zoomed = false;
  m_settings = settings;
  rebuild();
}

QColor RunCanvas::trainColor(std::size_t index) const {
  const Colors& c = colorsFor(palette());
  return m_runs->size() == 1 ? runColor(0, c) : runColor((*m_runs)[index].colorIndex, c);
}

QColor RunCanvas::validationColor(std::size_t index) const {
  const Colors& c = colorsFor(palette());
  return m_runs->size() == 1 ? runColor(1, c) : runColor((*m_runs)[index].colorIndex, c);
}

void RunCanvas::rebuild() {
  hideReadout();
  for (const Line& line : m_lines) {
    removeItem(line.trainLabel);
    removeItem(line.validationLabel);
    removeItem(line.best);
  }
  m_lines.clear();
  clearGraphs();
  for (QCPItemRect* shade : m_shades) removeItem(shade);
  m_shades.clear();
  const bool wantsLower = m_settings.below != PlotBelow::Nothing;
  if (wantsLower && !m_lower) {
    m_lower = new QCPAxisRect(this);
    plotLayout()->addElement(1, 0, m_lower);
    m_lower->setMarginGroup(QCP::msLeft | QCP::msRight, m_margins);
    m_lower->setRangeZoom(Qt::Orientations());
    for (QCPAxis* axis : m_lower->axes()) axis->setLayer("axes");
    for (QCPAxis* axis : m_lower->axes()) axis->grid()->setLayer("grid");
    plotLayout()->setRowStretchFactor(0, 3);
    plotLayout()->setRowSpacing(0);
  } else if (!wantsLower && m_lower) {
    plotLayout()->remove(m_lower);
    plotLayout()->simplify();
    m_lower = nullptr;
  }
  for (std::size_t i = 0; i < m_runs->size(); ++i) {
    Line line{};
    line.raw = addGraph(xAxis, yAxis);
    line.smooth = addGraph(xAxis, yAxis);
    line.validation = addGraph(xAxis, yAxis);
    line.below = m_lower ? addGraph(m_lower->axis(QCPAxis::atBottom), m_lower->axis(QCPAxis::atLeft)) : nullptr;
    for (QCPGraph* graph : {line.raw, line.smooth, line.validation, line.below})
      if (graph) graph->setAdaptiveSampling(false);  // done exactly by decimated()
    for (QCPItemText** label : {&line.trainLabel, &line.validationLabel}) {
      *label = new QCPItemText(this);
      (*label)->setClipToAxisRect(false);
      (*label)->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
      (*label)->setPadding({6, 0, 0, 0});
      (*label)->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
      (*label)->position->setTypeY(QCPItemPosition::ptPlotCoords);
    }
    line.best = new QCPItemTracer(this);
    line.best->setStyle(QCPItemTracer::tsCircle);
    line.best->setSize(11);
    m_lines.push_back(std::move(line));
  }
  yAxis->setScaleType(m_settings.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (m_settings.logarithmic) {
    yAxis->setTicker(QSharedPointer<AxisTicker<QCPAxisTickerLog>>::create());
  } else {
    yAxis->setTicker(QSharedPointer<AxisTicker<QCPAxisTicker>>::create());
  }
  applyColors();
  refresh();
}

void RunCanvas::applyColors() {
  const Colors& c = colorsFor(palette());
  setBackground(c.surface);
  setLocale(QLocale());
  const QFont small = fontFor(TextRole::Caption);
  const auto dress = [&](QCPAxis* axis) {
    axis->setBasePen(QPen(c.border));
    axis->setTickPen(QPen(c.border));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(c.muted);
    axis->setLabelColor(c.muted);
    axis->setTickLabelFont(small);
    axis->setLabelFont(small);
    axis->setNumberFormat("gb");
    axis->setNumberPrecision(4);
    QColor gridColor = c.border;
    gridColor.setAlphaF(c.dark ? 0.5F : 0.7F);
    axis->grid()->setPen(QPen(gridColor, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  };
  for (QCPAxis* axis : m_main->axes()) dress(axis);
  yAxis->setLabel(tr("Loss"));
  static const char* const kX[] = {QT_TR_NOOP("Step"), QT_TR_NOOP("Epoch"), QT_TR_NOOP("Tokens"), QT_TR_NOOP("Minutes")};
  const QString xLabel = tr(kX[static_cast<int>(m_settings.x)]);
  xAxis->setLabel(m_lower ? QString() : xLabel);
  if (m_lower) {
    for (QCPAxis* axis : m_lower->axes()) dress(axis);
    static const char* const kBelow[] = {"", QT_TR_NOOP("Learning rate"), QT_TR_NOOP("Gradient norm"), QT_TR_NOOP("Tokens per second")};
    m_lower->axis(QCPAxis::atLeft)->setLabel(tr(kBelow[static_cast<int>(m_settings.below)]));
    m_lower->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<AxisTicker<QCPAxisTicker>>::create());
    m_lower->axis(QCPAxis::atLeft)->ticker()->setTickCount(2);
    m_lower->axis(QCPAxis::atBottom)->setLabel(xLabel);
  }
  const bool many = m_lines.size() > kManyRuns, one = m_lines.size() == 1;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    Line& line = m_lines[i];
    const Qt::PenStyle dash = dashOf((*m_runs)[i].colorIndex);
    line.raw->setPen(QPen(faded(trainColor(i), 0.28F), 1));
    line.raw->setVisible(!many);
    // Smooth edges of sixty long lines would cost a second a frame and show nothing.
    for (QCPGraph* graph : {line.raw, line.smooth, line.validation, line.below})
      if (graph) graph->setAntialiased(!many);
    // With several runs both losses share the colour: training is the thin line, validation the one with points.
    line.smooth->setPen(QPen(faded(trainColor(i), one || many ? 1.0F : 0.75F), one ? 2 : many ? 1 : 1.2, dash));
    line.validation->setPen(QPen(validationColor(i), many ? 1 : 2, dash));
    line.validation->setScatterStyle(many ? QCPScatterStyle()
                                          : QCPScatterStyle(QCPScatterStyle::ssDisc, validationColor(i), validationColor(i), 6));
    if (line.below) line.below->setPen(QPen(trainColor(i), many ? 1 : 1.2, many ? Qt::SolidLine : dash));
    for (QCPItemText* label : {line.trainLabel, line.validationLabel}) label->setFont(small);
    line.trainLabel->setColor(trainColor(i));
    line.validationLabel->setColor(validationColor(i));
    line.best->setPen(QPen(validationColor(i), 2));
    line.best->setBrush(c.surface);
  }
  m_cursor->setPen(QPen(c.muted, 1, Qt::DotLine));
  m_bestLine->setPen(QPen(c.success, 1.2, Qt::DashLine));
  m_bestLabel->setColor(c.success);
  m_bestLabel->setFont(small);
  if (selectionRect()) {
    selectionRect()->setPen(QPen(c.accent));
    selectionRect()->setBrush(faded(c.accent, 0.15F));
  }
  m_readout->setStyleSheet(QString("background: %1; color: %2; border: 1px solid %3; border-radius: 6px;")
                               .arg(c.surface.name(), c.text.name(), c.border.name()));
}

void RunCanvas::refresh() {
  if (m_pending) return;
  m_pending = true;
  QTimer::singleShot(0, this, [this] {
    m_pending = false;
    fill();
    replot(QCustomPlot::rpQueuedReplot);
  });
}

void RunCanvas::showAll() {
  m_zoomed = false;
  refresh();
}

void RunCanvas::fill() {
  m_filling = true;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const RunCurves& curves = *(*m_runs)[i].curves;
    Line& line = m_lines[i];
    if (line.smoothed.size() != curves.loss.size() || line.smoothedWeight != m_settings.smoothing) {
      line.smoothed = smoothed(curves.loss, m_settings.smoothing);
      line.smoothedWeight = m_settings.smoothing;
    }
  }
  if (!m_zoomed) autoRange();
  const int columns = std::max(50, m_main->width());
  for (std::size_t i = 0; i < m_lines.size(); ++i) fillLine(i, columns);
  placeMarks();
  placeLabels();
  m_filling = false;
}

void RunCanvas::fillLine(std::size_t index, int columns) {
  const RunCurves& curves = *(*m_runs)[index].curves;
  Line& line = m_lines[index];
  const double from = xAxis->range().lower, to = xAxis->range().upper;
  const auto set = [&](QCPGraph* graph, const std::vector<double>& x, const std::vector<double>& y, bool shown) {
    const Polyline points = shown ? decimated(x, y, from, to, columns) : Polyline{};
    graph->setData(points.x, points.y, true);
  };
  const auto& trainX = curves.train.of(m_settings.x);
  set(line.raw, trainX, curves.loss, shows(PlotShown::Training) && m_settings.smoothing > 0 && m_lines.size() <= kManyRuns);
  set(line.smooth, trainX, line.smoothed, shows(PlotShown::Training));
  set(line.validation, curves.validation.of(m_settings.x), curves.validationLoss, shows(PlotShown::Validation));
  if (line.below) set(line.below, trainX, *belowValues(curves, m_settings.below), true);
}

void RunCanvas::autoRange() {
  double lastX = 0, low = INFINITY, high = -INFINITY, belowHigh = 0;
  const auto widen = [&](std::pair<double, double> range) {
    if (range.first == 0 && range.second == 0) return;
    low = std::min(low, range.first);
    high = std::max(high, range.second);
  };
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const RunCurves& curves = *(*m_runs)[i].curves;
    for (const PointPlaces* places : {&curves.train, &curves.validation})
      if (places->size() > 0) lastX = std::max(lastX, places->of(m_settings.x).back());
    if (shows(PlotShown::Training)) {
      widen(robustRange(m_lines[i].smoothed, 0.01));
      if (m_lines.size() <= kManyRuns && m_settings.smoothing > 0) widen(robustRange(curves.loss, 0.02));
    }
    if (shows(PlotShown::Validation)) widen(robustRange(curves.validationLoss, 0));
    if (const auto* below = belowValues(curves, m_settings.below)) belowHigh = std::max(belowHigh, robustRange(*below, 0.01).second);
  }
  if (!(high >= low)) {
    low = m_settings.logarithmic ? 0.1 : 0;
    high = 1;
  }
  const QCPRange x(0, lastX > 0 ? lastX * 1.005 : 1);
  xAxis->setRange(x);
  if (m_settings.logarithmic) {
    // A logarithm has no zero: the axis ends a little below the lowest positive value.
    const double floor = low > 0 ? low : std::max(high * 1e-4, 1e-9);
    yAxis->setRange(floor / 1.15, std::max(high, floor) * 1.15);
  } else {
    const double margin = std::max((high - low) * 0.06, 1e-6);
    yAxis->setRange(low - margin < 0 && low >= 0 ? 0 : low - margin, high + margin);
  }
  if (m_lower) {
    m_lower->axis(QCPAxis::atBottom)->setRange(x);
    m_lower->axis(QCPAxis::atLeft)->setRange(0, belowHigh > 0 ? belowHigh * 1.1 : 1);
  }
}

void RunCanvas::placeMarks() {
  const auto place = [this](const RunCurves& curves) { return curves.placeOf(curves.bestStep, m_settings.x); };
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const RunCurves& curves = *(*m_runs)[i].curves;
    QCPItemTracer* best = m_lines[i].best;
    const bool known = curves.bestStep > 0 && curves.validation.size() > 0 && shows(PlotShown::Validation) && m_lines.size() <= kManyRuns;
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
    const double to = i + 1 < curves.warnings.size() ? curves.placeOf(curves.warnings[i + 1].step, m_settings.x) : xAxis->range().upper;
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
      add(line.trainLabel, line.smooth, tr("training"));
      add(line.validationLabel, line.validation, tr("validation"));
    } else {
      line.trainLabel->setVisible(false);
      add(line.validationLabel, line.validation->data()->isEmpty() ? line.smooth : line.validation, (*m_runs)[i].name);
    }
  }
  // Labels keep the order of their lines and a line of text between them.
  std::ranges::sort(wanted, {}, &Wanted::pixel);
  const double gap = metrics.height();
  for (std::size_t i = 1; i < wanted.size(); ++i) wanted[i].pixel = std::max(wanted[i].pixel, wanted[i - 1].pixel + gap);
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
    if (m_lines.size() == 1 && m_settings.below != PlotBelow::Nothing && curves.train.size() > 0)
      lines << "  " + m_lower->axis(QCPAxis::atLeft)->label() + ' ' + valueAt(curves.train, *belowValues(curves, m_settings.below));
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

void RunCanvas::mouseDoubleClickEvent(QMouseEvent*) { showAll(); }

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

void RunCanvas::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
  applyColors();
  refresh();
}

void RunCanvas::resizeEvent(QResizeEvent* event) {
  QCustomPlot::resizeEvent(event);
  refresh();
}

qsizetype RunCanvas::drawnPoints() const {
  qsizetype points = 0;
  for (int i = 0; i < graphCount(); ++i) points += graph(i)->data()->size();
  return points;
}

bool RunCanvas::writeSvg(const QString& path) {
  QSvgGenerator generator;
  generator.setFileName(path);
  generator.setSize(size());
  generator.setViewBox(rect());
  generator.setTitle(accessibleName());
  QCPPainter painter;
  if (!painter.begin(&generator)) return false;
  painter.setMode(QCPPainter::pmVectorized);
  painter.fillRect(rect(), colorsFor(palette()).surface);
  toPainter(&painter, width(), height());
  return painter.end();
}

}  // namespace attune::ui

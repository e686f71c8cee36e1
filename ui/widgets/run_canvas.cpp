// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_canvas.h"

#include <QSvgGenerator>
#include <cmath>

#include "core/eval/evaluation.h"
#include "core/run/run_comparison.h"
#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

const std::vector<PlottedRun> kNoRuns;
QColor faded(QColor color, float alpha) {
  color.setAlphaF(alpha);
  return color;
}

// Numbers on an axis in the user's way of writing and without useless digits.
template <class Base>
class AxisTicker : public Base {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override {
    return std::abs(tick) < 1e-12 ? "0" : formatNumber(tick, 4);
  }
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
  addLayer("looks", layer("main"));  // the training's noise, of one run over another's, must not hide them
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
  m_grown.setSingleShot(true);
  connect(&m_grown, &QTimer::timeout, this, &RunCanvas::refresh);
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
  if (settings.x != m_settings.x || settings.logarithmic != m_settings.logarithmic ||
      settings.shown != m_settings.shown)
    m_zoomed = false;
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
  const bool wantsLower = !m_settings.below.empty();
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
    Line line{MovingAverage(m_settings.smoothing), (*m_runs)[i].curves->starts};
    for (Curve* curve : {&line.raw, &line.smooth, &line.validation}) curve->graph = addGraph(xAxis, yAxis);
    line.validation.graph->setLayer("looks");
    if (m_lower) line.below.graph = addGraph(m_lower->axis(QCPAxis::atBottom), m_lower->axis(QCPAxis::atLeft));
    for (const Curve* curve : line.curves())
      if (curve->graph) curve->graph->setAdaptiveSampling(false);  // done exactly by decimated()
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

QString RunCanvas::belowLabel() const {
  if (m_settings.below == "learning_rate") return tr("Learning rate");
  if (m_settings.below == "gradient_norm") return tr("Gradient norm");
  if (m_settings.below == "tokens_per_second") return tr("Tokens per second");
  if (m_settings.below.starts_with(kOfSteps)) return coreText(metricLabel(m_settings.below.substr(kOfSteps.size())));
  return coreText(metricLabel(m_settings.below));
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
  static const char* const kX[] = {QT_TR_NOOP("Step"), QT_TR_NOOP("Epoch"), QT_TR_NOOP("Tokens"),
                                   QT_TR_NOOP("Minutes")};
  const QString xLabel = tr(kX[static_cast<int>(m_settings.x)]);
  xAxis->setLabel(m_lower ? QString() : xLabel);
  if (m_lower) {
    for (QCPAxis* axis : m_lower->axes()) dress(axis);
    m_lower->axis(QCPAxis::atLeft)->setLabel(belowLabel());
    m_lower->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<AxisTicker<QCPAxisTicker>>::create());
    m_lower->axis(QCPAxis::atLeft)->ticker()->setTickCount(2);
    m_lower->axis(QCPAxis::atBottom)->setLabel(xLabel);
  }
  const bool many = m_lines.size() > kManyRuns, one = m_lines.size() == 1;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    Line& line = m_lines[i];
    const Qt::PenStyle dash = dashOf((*m_runs)[i].colorIndex);
    line.raw.pen = QPen(faded(trainColor(i), 0.28F), 1);
    line.raw.graph->setVisible(!many);
    // With several runs both losses share the colour: training is the thin line, validation the one with points.
    line.smooth.pen = QPen(faded(trainColor(i), one || many ? 1.0F : 0.75F), one ? 2 : 1, dash);
    line.validation.pen = QPen(validationColor(i), many ? 1 : 2, dash);
    line.validation.graph->setScatterStyle(
        many ? QCPScatterStyle() : QCPScatterStyle(QCPScatterStyle::ssDisc, validationColor(i), validationColor(i), 6));
    if (line.below.graph) {
      const bool looks = seriesOf(*(*m_runs)[i].curves, m_settings.below).places == &(*m_runs)[i].curves->validation;
      const QColor color = looks ? validationColor(i) : trainColor(i);
      line.below.pen = QPen(color, 1, many ? Qt::SolidLine : dash);
      line.below.graph->setScatterStyle(looks && !many ? QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 5) : QCPScatterStyle());
    }
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
    m_grown.stop();
    QElapsedTimer clock;
    clock.start();
    fill();
    replot(QCustomPlot::rpRefreshHint);
    m_frameMs = clock.elapsed();
    m_sinceFrame.start();
  });
}

void RunCanvas::refreshGrown() {
  constexpr qint64 kPart = 100;
  if (m_pending || m_grown.isActive()) return;
  const qint64 wait = m_sinceFrame.isValid() ? kPart * m_frameMs - m_sinceFrame.elapsed() : 0;
  m_grown.start(static_cast<int>(std::max<qint64>(0, wait)));
}

void RunCanvas::showAll() {
  m_zoomed = false;
  refresh();
}

void RunCanvas::fill() {
  m_filling = true;
  for (std::size_t i = 0; i < m_lines.size(); ++i) follow(i);
  if (!m_zoomed) autoRange();
  const int columns = std::max(50, m_main->width());
  for (std::size_t i = 0; i < m_lines.size(); ++i) fillLine(i, columns);
  placeMarks();
  placeLabels();
  m_filling = false;
}

// Takes in what a run has got since the last time; what was there is not read again.
void RunCanvas::follow(std::size_t index) {
  const RunCurves& curves = *(*m_runs)[index].curves;
  Line& line = m_lines[index];
  if (line.starts != curves.starts) {
    line.starts = curves.starts;
    line.average = MovingAverage(m_settings.smoothing);
    line.smoothed.clear();
    for (Curve* curve : line.curves()) curve->pyramid.clear();
  }
  for (std::size_t i = line.smoothed.size(); i < curves.loss.size(); ++i) line.smoothed.push_back(line.average.add(curves.loss[i]));
  line.raw.pyramid.follow(curves.loss);
  line.smooth.pyramid.follow(line.smoothed);
  line.validation.pyramid.follow(curves.validationLoss);
  if (const Series below = seriesOf(curves, m_settings.below); below.values) line.below.pyramid.follow(*below.values);
}

void RunCanvas::fillLine(std::size_t index, int columns) {
  const RunCurves& curves = *(*m_runs)[index].curves;
  Line& line = m_lines[index];
  const double from = xAxis->range().lower, to = xAxis->range().upper;
  const auto& trainX = curves.train.of(m_settings.x);
  const auto& looksX = curves.validation.of(m_settings.x);
  const PointColumns train = columnsOf(trainX, from, to, columns), looks = columnsOf(looksX, from, to, columns), none;
  const bool training = shows(PlotShown::Training), raw = training && m_settings.smoothing > 0 && m_lines.size() <= kManyRuns;
  draw(line.raw, trainX, curves.loss, raw ? train : none);
  draw(line.smooth, trainX, line.smoothed, training ? train : none);
  draw(line.validation, looksX, curves.validationLoss, shows(PlotShown::Validation) ? looks : none);
  if (!line.below.graph) return;
  const Series below = seriesOf(curves, m_settings.below);
  const bool atLooks = below.places == &curves.validation;
  draw(line.below, atLooks ? looksX : trainX, below.values ? *below.values : curves.loss, !below.values ? none : atLooks ? looks : train);
}

void RunCanvas::draw(Curve& curve, std::span<const double> x, std::span<const double> y, const PointColumns& columns) const {
  const QCPAxis* axis = curve.graph->valueAxis();
  const bool linear = axis->scaleType() == QCPAxis::stLinear;
  const double pixel = axis->range().size() / std::max(1, axis->axisRect()->height());
  const Polyline points = decimated(x, y, columns, curve.pyramid, linear ? pixel / 2 : 0);
  curve.graph->setData(points.x, points.y, true);
  // Smooth edges and dashes of lines that go up and down in every column cost most of a frame and show nothing.
  const bool dense = points.x.size() > axis->axisRect()->width() * 5 / 4;
  const bool plain = dense || m_lines.size() > kManyRuns;
  QPen pen = curve.pen;
  if (dense) pen = QPen(pen.color(), pen.widthF() < 2 ? 1 : 2);
  curve.graph->setPen(pen);
  curve.graph->setAntialiased(!plain);
}

void RunCanvas::autoRange() {
  double lastX = 0, low = INFINITY, high = -INFINITY, belowLow = 0, belowHigh = 0;
  const auto widen = [&](std::pair<double, double> range) {
    if (range.first == 0 && range.second == 0) return;
    low = std::min(low, range.first);
    high = std::max(high, range.second);
  };
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const RunCurves& curves = *(*m_runs)[i].curves;
    for (const PointPlaces* places : {&curves.train, &curves.validation})
      if (places->size() > 0) lastX = std::max(lastX, places->of(m_settings.x).back());
    const Line& line = m_lines[i];
    if (shows(PlotShown::Training)) {
      widen(line.smooth.pyramid.robustRange(line.smoothed, 0.01));
      if (m_lines.size() <= kManyRuns && m_settings.smoothing > 0) widen(line.raw.pyramid.robustRange(curves.loss, 0.02));
    }
    if (shows(PlotShown::Validation)) widen(line.validation.pyramid.robustRange(curves.validationLoss, 0));
    if (const Series below = seriesOf(curves, m_settings.below); below.values) {
      // Only a training step has a spike that may be cut off.
      const auto [lowest, highest] = line.below.pyramid.robustRange(*below.values, below.places == &curves.train ? 0.01 : 0);
      belowLow = std::min(belowLow, lowest);
      belowHigh = std::max(belowHigh, highest);
    }
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
    m_lower->axis(QCPAxis::atLeft)->setRange(belowLow * 1.1, belowHigh > belowLow ? belowHigh * 1.1 : belowLow + 1);
  }
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

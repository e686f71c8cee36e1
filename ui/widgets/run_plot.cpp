// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_plot.h"

#include <set>

#include "core/base/file.h"
#include "core/eval/evaluation.h"
#include "core/params/param.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/run_canvas.h"

namespace attune::ui {

RunPlot::RunPlot(QWidget* parent)
    : QWidget(parent),
      m_canvas(new RunCanvas),
      m_x(new QComboBox),
      m_shown(new QComboBox),
      m_below(new QComboBox),
      m_smoothing(new QSlider(Qt::Horizontal)),
      m_log(new QCheckBox(tr("Logarithmic"))) {
  m_x->addItems({tr("by step"), tr("by epoch"), tr("by tokens"), tr("by time")});
  m_shown->addItems({tr("Both losses"), tr("Training loss"), tr("Validation loss")});
  m_below->addItem(tr("Nothing below"), QString());
  m_below->addItem(tr("Learning rate"), QStringLiteral("learning_rate"));
  m_below->addItem(tr("Gradient norm"), QStringLiteral("gradient_norm"));
  m_below->addItem(tr("Speed"), QStringLiteral("tokens_per_second"));
  m_smoothing->setRange(0, 99);
  m_smoothing->setFixedWidth(fontMetrics().averageCharWidth() * 18);
  m_x->setObjectName("plotX");
  m_shown->setObjectName("plotShown");
  m_below->setObjectName("plotBelow");
  m_smoothing->setObjectName("plotSmoothing");
  m_log->setObjectName("plotLog");
  m_x->setAccessibleName(tr("Horizontal axis"));
  m_shown->setAccessibleName(tr("Losses shown"));
  m_below->setAccessibleName(tr("Plot below"));
  m_smoothing->setAccessibleName(tr("Smoothing"));
  m_smoothing->setToolTip(tr("Smooths the training loss for the eye; the faint line is what was measured."));
  auto* smoothingLabel = makeLabel(tr("Smoothing"), TextRole::Muted, false);
  smoothingLabel->setBuddy(m_smoothing);

  auto* all = makeIconButton("refresh", tr("Show all (double-click, or 0)"), "plotShowAll");
  connect(all, &QToolButton::clicked, m_canvas, &RunCanvas::showAll);
  auto* save = makeIconButton("download", tr("Save the plot"), "plotExport");
  auto* menu = new QMenu(save);
  for (const char* suffix : {"png", "svg", "pdf", "csv"})
    menu->addAction(tr("Save as %1…").arg(QString(suffix).toUpper()), this, [this, suffix] { askExport(suffix); });
  save->setMenu(menu);
  save->setPopupMode(QToolButton::InstantPopup);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kUnit);
  auto* controls = new FlowLayout;
  auto* smoothing = new QWidget;
  smoothing->setLayout(makeRow({smoothingLabel, m_smoothing}));
  for (QWidget* widget : std::initializer_list<QWidget*>{m_shown, m_x, m_below, smoothing, m_log})
    controls->addWidget(widget);
  auto* row = new QHBoxLayout;
  row->addLayout(controls, 1);
  row->addWidget(all, 0, Qt::AlignTop);
  row->addWidget(save, 0, Qt::AlignTop);
  column->addLayout(row);
  column->addWidget(m_canvas, 1);
  showControls();
  for (QComboBox* combo : {m_x, m_shown, m_below})
    connect(combo, &QComboBox::currentIndexChanged, this, &RunPlot::readControls);
  connect(m_smoothing, &QSlider::valueChanged, this, &RunPlot::readControls);
  connect(m_log, &QCheckBox::toggled, this, &RunPlot::readControls);
}

void RunPlot::setRuns(std::vector<PlottedRun> runs) {
  m_runs = std::move(runs);
  m_canvas->setRuns(&m_runs);
  offerMetrics();
}

// Metrics come with the looks at the validation rows; those of single classes (f1.NAME) are told in the report.
void RunPlot::offerMetrics() {
  std::set<std::string> found;
  for (const PlottedRun& run : m_runs)
    for (const auto& [id, values] : run.curves->metrics)
      if (id.find('.') == id.npos) found.insert(id);
  for (const std::string& id : found)
    if (m_below->findData(qstr(id)) < 0) m_below->addItem(coreText(metricLabel(id)), qstr(id));
  for (const PlottedRun& run : m_runs) {
    for (const auto& [id, values] : run.curves->stepMetrics) {
      const QString name = qstr(std::string(kOfSteps) + id);
      if (m_below->findData(name) < 0) m_below->addItem(tr("%1, each step").arg(coreText(metricLabel(id))), name);
    }
  }
  showControls();
}

void RunPlot::refresh() {
  offerMetrics();
  m_canvas->refreshGrown();
}

void RunPlot::setSettings(const PlotSettings& settings) {
  m_settings = settings;
  showControls();
  m_canvas->setSettings(settings);
}

void RunPlot::showControls() {
  const QSignalBlocker quiet[] = {QSignalBlocker(m_x), QSignalBlocker(m_shown), QSignalBlocker(m_below),
                                  QSignalBlocker(m_smoothing), QSignalBlocker(m_log)};
  m_x->setCurrentIndex(static_cast<int>(m_settings.x));
  m_shown->setCurrentIndex(static_cast<int>(m_settings.shown));
  m_below->setCurrentIndex(std::max(0, m_below->findData(qstr(m_settings.below))));
  m_smoothing->setValue(static_cast<int>(m_settings.smoothing * 100 + 0.5));
  m_log->setChecked(m_settings.logarithmic);
}

void RunPlot::readControls() {
  m_settings.x = static_cast<PlotX>(m_x->currentIndex());
  m_settings.shown = static_cast<PlotShown>(m_shown->currentIndex());
  m_settings.below = utf8(m_below->currentData().toString());
  m_settings.smoothing = m_smoothing->value() / 100.0;
  m_settings.logarithmic = m_log->isChecked();
  m_canvas->setSettings(m_settings);
}

void RunPlot::askExport(const QString& suffix) {
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the plot"), "loss." + suffix,
                                                    QString("%1 (*.%2)").arg(suffix.toUpper(), suffix));
  if (path.isEmpty()) return;
  if (exportTo(path)) {
    Q_EMIT exported(path);
  } else {
    Q_EMIT exportFailed(path);
  }
}

bool RunPlot::exportTo(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (suffix == "csv") return writeCsv(path);
  if (suffix == "svg") return m_canvas->writeSvg(path);
  if (suffix == "pdf") return m_canvas->savePdf(path, m_canvas->width(), m_canvas->height(), QCP::epNoCosmetic);
  return m_canvas->savePng(path, m_canvas->width(), m_canvas->height(), 2.0);
}

bool RunPlot::writeCsv(const QString& path) const {
  // Names are quoted as RFC 4180 asks; numbers are written so that they read back equal.
  const auto quoted = [](const QString& text) { return '"' + QString(text).replace('"', "\"\"") + '"'; };
  const auto number = [](double value) { return std::isfinite(value) ? qstr(paramText(value)) : QString(); };
  QString out = "run,series,step,epoch,tokens,minutes,value\n";
  for (const PlottedRun& run : m_runs) {
    const auto add = [&](const char* series, const PointPlaces& places, const std::vector<double>& values) {
      for (std::size_t i = 0; i < places.size(); ++i)
        out += QStringList{quoted(run.name),         series,
                           number(places.step[i]),   number(places.epoch[i]),
                           number(places.tokens[i]), number(places.minutes[i]),
                           number(values[i])}
                   .join(',') +
               '\n';
    };
    const RunCurves& curves = *run.curves;
    add("train_loss", curves.train, curves.loss);
    add("learning_rate", curves.train, curves.learningRate);
    add("gradient_norm", curves.train, curves.gradientNorm);
    add("validation_loss", curves.validation, curves.validationLoss);
    for (const auto& [id, values] : curves.metrics) add(id.c_str(), curves.validation, values);
    for (const auto& [id, values] : curves.stepMetrics) add((std::string(kOfSteps) + id).c_str(), curves.train, values);
  }
  return writeFileAtomic(path.toStdString(), utf8(out)).has_value();
}

}  // namespace attune::ui

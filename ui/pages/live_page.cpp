// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/live_page.h"

#include <QShortcut>

#include "core/engine/task_facts.h"
#include "core/eval/evaluation.h"
#include "ui/style/text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/run_plot.h"

namespace attune::ui {

namespace {

// Older answers stay in the stored run; the page keeps what one can read.
constexpr int kSamplesKept = 24;

Severity severityOf(const std::string& kind) {
  if (kind == "overfitting" || kind == "diverging" || kind == "not-finite") return Severity::Error;
  return kind == "caution" ? Severity::Warning : Severity::Info;
}

}  // namespace

LivePage::LivePage(Workspace& workspace)
    : Page(workspace, tr("Run"), {}, Body::Fixed),
      m_stack(new QStackedWidget),
      m_name(makeLabel({}, TextRole::Section)),
      m_state(makeBadge({}, "neutral")),
      m_progress(new QProgressBar),
      m_warning(new MessageBar),
      m_plot(new RunPlot),
      m_stop(makeButton(tr("&Stop and save"), "stop", "stopTraining")),
      m_compare(makeButton(tr("&Compare"), "runs", "compareAfter")),
      m_try(makeButton(tr("&Try it"), "chat", "tryAfter")) {
  for (QPushButton* button : {m_try, m_compare, m_stop}) actions()->addWidget(button);
  auto* empty = new EmptyState(
      "live", tr("No run is training"),
      tr("Its curves, speed and sample answers appear here while it trains, and stay until the next one."));
  connect(empty->addAction(tr("&Prepare a run"), "train", "goTrain"), &QPushButton::clicked, this,
          [this] { this->workspace().goTo("train"); });
  m_stack->addWidget(empty);

  auto* view = new QWidget;
  auto* column = new QVBoxLayout(view);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2 * kUnit);
  column->addWidget(makeFacts());
  m_warning->setObjectName("messageBar");
  column->addWidget(m_warning);
  auto* splitter = new QSplitter(Qt::Horizontal);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(2 * kUnit);
  auto* plotCard = new Card;
  plotCard->body()->addWidget(m_plot, 1);
  splitter->addWidget(plotCard);
  splitter->addWidget(makeSamples());
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({760, 300});
  column->addWidget(splitter, 1);
  m_stack->addWidget(view);
  body()->addWidget(m_stack, 1);

  connect(m_stop, &QPushButton::clicked, this, [this] { this->workspace().stopTraining(); });
  connect(m_compare, &QPushButton::clicked, this, [this] { this->workspace().goTo("runs"); });
  connect(m_try, &QPushButton::clicked, this, [this] { this->workspace().goTo("try"); });
  connect(&workspace, &Workspace::liveChanged, this, &LivePage::follow);
  connect(&workspace, &Workspace::liveAdvanced, this, [this] {
    if (const LiveRun* run = this->workspace().live()) advance(*run);
  });
  connect(m_plot, &RunPlot::exportFailed, this, [this](const QString& path) {
    this->workspace().tell(Severity::Error, tr("The plot could not be written to “%1”.").arg(path),
                           tr("Choose another folder."));
  });
  follow();
}

QWidget* LivePage::makeFacts() {
  auto* card = new Card;
  auto* head = makeRow({m_name, m_state});
  head->setStretch(0, 1);
  card->body()->addLayout(head);
  m_progress->setTextVisible(false);
  m_progress->setRange(0, 1000);
  m_progress->setAccessibleName(tr("Progress of the run"));
  card->body()->addWidget(m_progress);
  m_step = new Fact(tr("Step"), "liveStep");
  m_left = new Fact(tr("Time left"), "liveLeft");
  m_loss = new Fact(tr("Training loss"), "liveLoss");
  m_validation = new Fact(tr("Validation loss"), "liveValidation");
  m_speed = new Fact(tr("Tokens per second"), "liveSpeed");
  m_rate = new Fact(tr("Learning rate"), "liveRate");
  m_norm = new Fact(tr("Gradient norm"), "liveNorm");
  m_memory = new Fact(tr("Memory"), "liveMemory");
  auto* row = m_facts = new QHBoxLayout;
  row->setSpacing(2 * kUnit);
  for (Fact* fact : {m_step, m_left, m_loss, m_validation, m_speed, m_rate, m_norm, m_memory}) row->addWidget(fact, 1);
  card->body()->addLayout(row);
  m_twice = makeLabel({}, TextRole::Caption);
  m_twice->setObjectName("layersTwice");
  card->body()->addWidget(m_twice);
  return card;
}

QWidget* LivePage::makeSamples() {
  auto* card = new Card(tr("What it answers now"));
  auto* inner = new QWidget;
  inner->setObjectName("sampleBody");
  auto* column = new QVBoxLayout(inner);
  column->setContentsMargins(0, 0, kUnit, 0);
  m_samples = new QVBoxLayout;
  m_samples->setSpacing(2 * kUnit);
  m_noSamples =
      makeLabel(tr("At each look at the validation rows the model answers some of their questions."), TextRole::Muted);
  column->addWidget(m_noSamples);
  column->addLayout(m_samples);
  column->addStretch();
  auto* scroll = new VerticalScroll(inner);
  scroll->setObjectName("sampleScroll");
  card->body()->addWidget(scroll, 1);
  card->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
  return card;
}

void LivePage::activated() {
  m_plot->refresh();
}

QVariantMap LivePage::state() const {
  const PlotSettings& plot = m_plot->settings();
  return {{"x", static_cast<int>(plot.x)},
          {"below", qstr(plot.below)},
          {"smoothing", plot.smoothing},
          {"log", plot.logarithmic}};
}

void LivePage::restore(const QVariantMap& state) {
  if (state.isEmpty()) return;
  PlotSettings plot = m_plot->settings();
  plot.x = static_cast<PlotX>(state.value("x").toInt());
  plot.below = utf8(state.value("below").toString());
  plot.smoothing = state.value("smoothing").toDouble();
  plot.logarithmic = state.value("log").toBool();
  m_plot->setSettings(plot);
}

void LivePage::follow() {
  const LiveRun* run = workspace().live();
  m_stack->setCurrentIndex(run ? 1 : 0);
  for (QPushButton* button : {m_stop, m_compare, m_try}) button->setVisible(run != nullptr);
  if (!run) {
    m_curves = nullptr;
    return;
  }
  if (m_curves != run->curves.get())
    showRun(*run);
  else
    advance(*run);
}

void LivePage::showRun(const LiveRun& run) {
  m_curves = run.curves.get();
  m_samplesShown = 0;
  m_warningShown = -1;
  clearLayout(m_samples);
  m_warning->clear();
  m_name->setText(qstr(run.spec.name) + QStringLiteral(" · ") + qstr(run.spec.modelName));
  m_plot->setRuns({PlottedRun{"live", qstr(run.spec.name), 0, run.curves}});
  m_stack->setCurrentIndex(1);
  for (QPushButton* button : {m_stop, m_compare, m_try}) button->setVisible(true);
  advance(run);
}

void LivePage::advance(const LiveRun& run) {
  showState(run);
  const std::int64_t total = run.started ? run.started->totalSteps : 0;
  if (run.last) {
    m_step->setValue(total > 0 ? tr("%1 of %2").arg(formatCount(run.last->step), formatCount(total))
                               : formatCount(run.last->step));
    m_loss->setValue(formatFixed(run.last->loss, 3));
    m_speed->setValue(formatCount(std::llround(run.last->tokensPerSecond)));
    m_rate->setValue(formatNumber(run.last->learningRate, 3));
    m_norm->setValue(formatNumber(run.last->gradientNorm, 3));
    m_memory->setValue(formatBytes(run.last->memoryBytes));
    m_progress->setValue(total > 0 ? static_cast<int>(run.last->step * 1000 / total) : 0);
  } else {
    for (Fact* fact : {m_step, m_loss, m_speed, m_rate, m_norm, m_memory}) fact->setValue(QStringLiteral("—"));
    m_progress->setValue(0);
  }
  const bool twice = run.started && run.started->recomputedBlocks > 0;
  if (twice) m_twice->setText(tr("To fit the memory, %1 of %2 layers are computed twice.").arg(run.started->recomputedBlocks).arg(run.started->blocks));
  m_twice->setVisible(twice);
  m_validation->setValue(run.lastLook ? formatFixed(run.lastLook->loss, 3) : QStringLiteral("—"));
  showMetric(run);
  m_left->setValue(run.running && run.remainingSeconds() >= 0 ? formatDuration(run.remainingSeconds())
                   : run.finished                             ? formatDuration(run.finished->elapsedSeconds)
                                                              : QStringLiteral("—"));
  showWarning(run);
  showSamples(run);
  m_plot->refresh();
}

// The first of the task's metrics that the looks hold: words without entities have no entity F1.
void LivePage::showMetric(const LiveRun& run) {
  const TaskFacts* task = findTask(run.spec.task);
  if (!task || task->metrics.empty()) return;
  static const EvalMetrics kNone;
  const auto& found = (run.lastLook ? *run.lastLook : kNone).metrics;
  const auto known = std::ranges::find_if(task->metrics, [&](const char* id) { return found.contains(id); });
  const std::string shown = known == task->metrics.end() ? task->metrics.front() : *known;
  if (!m_metric || m_shownMetric != shown) {
    delete m_metric;
    m_metric = new Fact(coreText(metricLabel(shown)), "liveMetric");
    m_facts->insertWidget(m_facts->indexOf(m_validation) + 1, m_metric, 1);
    m_shownMetric = shown;
  }
  m_metric->setValue(found.contains(shown) ? formatFixed(found.at(shown), 3) : QStringLiteral("—"));
}

void LivePage::showState(const LiveRun& run) {
  m_stop->setEnabled(run.running && !run.stopping);
  m_compare->setEnabled(!run.running);
  m_try->setEnabled(!run.running && run.finished && run.finished->outcome != RunOutcome::Failed);
  if (run.running) {
    setBadge(m_state,
             run.stopping  ? tr("saving")
             : run.started ? tr("training on %1").arg(coreText(run.started->device))
                           : tr("preparing"),
             "accent");
  } else if (run.error || (run.finished && run.finished->outcome == RunOutcome::Failed)) {
    setBadge(m_state, tr("failed"), "bad");
  } else if (run.finished && run.finished->outcome == RunOutcome::Stopped) {
    setBadge(m_state, tr("stopped, can be resumed"), "warning");
  } else {
    setBadge(m_state,
             run.finished && run.finished->stoppedEarly ? tr("ended early: no longer better") : tr("completed"),
             "good");
  }
}

void LivePage::showWarning(const LiveRun& run) {
  if (!run.warning || run.warning->step == m_warningShown) return;
  m_warningShown = run.warning->step;
  if (run.warning->kind == "cannot-tell" || run.warning->kind == "learning") return;
  m_warning->showMessage(severityOf(run.warning->kind), coreText(run.warning->text, run.warning->args),
                         coreText(run.warning->advice, run.warning->args));
  if (run.running && severityOf(run.warning->kind) == Severity::Error)
    m_warning->addAction(tr("Stop and save"), [this] { workspace().stopTraining(); });
}

void LivePage::showSamples(const LiveRun& run) {
  m_noSamples->setVisible(run.samples.empty());
  for (; m_samplesShown < run.samples.size(); ++m_samplesShown) {
    const SampleGenerated& sample = run.samples[m_samplesShown];
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("Step %1").arg(formatCount(sample.step)), TextRole::Caption, false));
    auto* question = makeLabel(oneLine(qstr(sample.prompt)), TextRole::Muted);
    column->addWidget(question);
    auto* answer =
        makeLabel(qstr(sample.answer).trimmed().isEmpty() ? tr("(no answer)") : qstr(sample.answer).trimmed());
    answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!sample.expected.empty()) answer->setToolTip(plainTooltip(tr("Expected: %1").arg(qstr(sample.expected))));
    column->addWidget(answer);
    column->addWidget(makeLine());
    m_samples->insertWidget(0, box);  // newest on top
    if (m_samples->count() > kSamplesKept) {
      QLayoutItem* oldest = m_samples->takeAt(m_samples->count() - 1);
      oldest->widget()->deleteLater();
      delete oldest;
    }
  }
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/try_page.h"

#include "ui/pages/adapter_sum.h"
#include "ui/style/text.h"

namespace attune::ui {

namespace {

bool canAnswer(const RunRecord& run) {
  return run.summary.state == RunState::Completed || run.summary.state == RunState::Stopped;
}

// Enter sends, Shift+Enter makes a new line, as in every messenger.
class QuestionEdit : public QPlainTextEdit {
 public:
  explicit QuestionEdit(std::function<void()> send) : m_send(std::move(send)) {}

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ShiftModifier)) {
      m_send();
      return;
    }
    QPlainTextEdit::keyPressEvent(event);
  }

 private:
  std::function<void()> m_send;
};

}  // namespace

TryPage::TryPage(Workspace& workspace)
    : Page(workspace, tr("Try"), tr("Ask the model what it has learnt, beside what it knew before."), Body::Fixed),
      m_stack(new QStackedWidget),
      m_run(new QComboBox),
      m_beside(new QCheckBox(tr("&Base model beside it"))),
      m_sum(new AdapterSum),
      m_length(new QSpinBox),
      m_temperature(new QDoubleSpinBox),
      m_seed(new QLineEdit("0")),
      m_scroll(new QScrollArea),
      m_exchanges(new QVBoxLayout),
      m_hint(makeLabel(tr("Ask something that the training rows are about, in other words than theirs."),
                       TextRole::Muted)),
      m_input(new QuestionEdit([this] { send(); })),
      m_send(makePrimaryButton(tr("&Send"), "send", "sendQuestion")),
      m_stop(makeButton(tr("S&top"), "stop", "stopAnswer")),
      m_clear(makeButton(tr("&New conversation"), "plus", "clearChat")) {
  actions()->addWidget(m_clear);
  auto* empty =
      new EmptyState("chat", tr("No trained model yet"),
                     tr("When a run has ended, its model answers here, beside the base model that it came from."));
  connect(empty->addAction(tr("&Prepare a run"), "train", "goTrain"), &QPushButton::clicked, this,
          [this] { this->workspace().goTo("train"); });
  m_stack->addWidget(empty);
  auto* view = new QWidget;
  auto* column = new QVBoxLayout(view);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2 * kUnit);
  column->addWidget(makeSettings());
  m_scroll->setObjectName("pageScroll");
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* inner = new QWidget;
  inner->setObjectName("pageBody");
  auto* innerColumn = new QVBoxLayout(inner);
  innerColumn->setContentsMargins(0, 0, kUnit, 0);
  m_exchanges->setSpacing(2 * kUnit);
  m_hint->setAlignment(Qt::AlignCenter);
  innerColumn->addWidget(m_hint, 1);
  innerColumn->addLayout(m_exchanges);
  innerColumn->addStretch();
  m_scroll->setWidget(inner);
  column->addWidget(m_scroll, 1);
  m_input->setObjectName("question");
  m_input->setAccessibleName(tr("Your question"));
  m_input->setPlaceholderText(tr("Your question; Enter sends, Shift+Enter begins a new line"));
  m_input->setFixedHeight(fontMetrics().height() * 3 + 2 * kUnit);
  m_input->setTabChangesFocus(true);
  auto* row = makeRow({m_input});
  row->setStretch(0, 1);
  row->addWidget(m_stop, 0, Qt::AlignBottom);
  row->addWidget(m_send, 0, Qt::AlignBottom);
  column->addLayout(row);
  m_stack->addWidget(view);
  body()->addWidget(m_stack, 1);
  connect(m_send, &QPushButton::clicked, this, &TryPage::send);
  connect(m_stop, &QPushButton::clicked, this, &TryPage::stop);
  connect(m_clear, &QPushButton::clicked, this, &TryPage::clear);
  connect(m_run, &QComboBox::activated, this, [this] {
    m_chosen = true;
    clear();
    showSum();
  });
  connect(m_sum, &AdapterSum::changed, this, &TryPage::clear);
  connect(&workspace, &Workspace::runsChanged, this, &TryPage::showRuns);
  showRuns();
  showBusy(false);
}

QWidget* TryPage::makeSettings() {
  auto* card = new Card;
  m_run->setObjectName("tryRun");
  m_beside->setObjectName("tryBeside");
  m_length->setObjectName("tryLength");
  m_temperature->setObjectName("tryTemperature");
  m_seed->setObjectName("trySeed");
  m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_beside->setChecked(true);
  m_length->setRange(1, 4096);
  m_length->setValue(160);
  m_temperature->setRange(0, 2);
  m_temperature->setSingleStep(0.1);
  m_temperature->setDecimals(2);
  m_temperature->setToolTip(plainTooltip(tr("0 always takes the likeliest word; higher values vary more.")));
  m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,18}"), m_seed));
  m_seed->setMaximumWidth(fontMetrics().averageCharWidth() * 12);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(2 * kUnit);
  grid->setVerticalSpacing(4);
  int at = 0;
  const auto add = [&](QWidget* field, const QString& text) {
    auto* label = makeLabel(text, TextRole::Caption, false);
    label->setBuddy(field);
    field->setAccessibleName(text);
    grid->addWidget(label, 0, at);
    grid->addWidget(field, 1, at++);
  };
  add(m_run, tr("Model of the run"));
  add(m_length, tr("Tokens at most"));
  add(m_temperature, tr("Temperature"));
  add(m_seed, tr("Seed"));
  grid->addWidget(m_beside, 1, at);
  grid->setColumnStretch(0, 1);
  card->body()->addLayout(grid);
  card->body()->addWidget(m_sum);
  return card;
}

void TryPage::activated() {
  m_input->setFocus();
}

QVariantMap TryPage::state() const {
  return {{"run", m_run->currentData()}, {"chosen", m_chosen}, {"beside", m_beside->isChecked()},
          {"length", m_length->value()}, {"temperature", m_temperature->value()},
          {"seed", m_seed->text()},      {"question", m_input->toPlainText()}};
}

void TryPage::restore(const QVariantMap& state) {
  if (state.isEmpty()) return;
  m_run->setCurrentIndex(std::max(0, m_run->findData(state.value("run"))));
  showSum();
  m_chosen = state.value("chosen").toBool();
  m_beside->setChecked(state.value("beside").toBool());
  m_length->setValue(state.value("length").toInt());
  m_temperature->setValue(state.value("temperature").toDouble());
  m_seed->setText(state.value("seed").toString());
  m_input->setPlainText(state.value("question").toString());
}

void TryPage::showRuns() {
  const QVariant before = m_run->currentData();
  m_run->clear();
  for (const RunRecord& run : workspace().runs())
    if (canAnswer(run))
      m_run->addItem(qstr(run.spec.name) + QStringLiteral(" · ") + qstr(run.spec.modelName), qstr(run.id));
  // The newest run, unless the user chose another or is talking to it.
  const bool keep = m_chosen || !m_tunedHistory.empty();
  m_run->setCurrentIndex(m_run->count() == 0 ? -1 : keep ? std::max(0, m_run->findData(before)) : 0);
  m_stack->setCurrentIndex(m_run->count() == 0 ? 0 : 1);
  m_clear->setVisible(m_run->count() > 0);
  showSum();
}

void TryPage::showSum() {
  m_sum->setRuns(workspace().run(utf8(m_run->currentData().toString())), workspace().runs());
}

void TryPage::addQuestion(const QString& question, bool withBase) {
  m_hint->hide();
  m_tunedText.clear();
  m_baseText.clear();
  m_baseLabel = nullptr;
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kUnit);
  auto* asked = makeLabel(question, TextRole::Section);
  asked->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column->addWidget(asked);
  auto* row = new QHBoxLayout;
  row->setSpacing(2 * kUnit);
  const auto addSide = [&](const QString& title, const char* name) {
    auto* card = new Card;
    card->body()->addWidget(makeLabel(title, TextRole::Caption, false));
    auto* label = makeLabel(QStringLiteral("…"));
    label->setObjectName(name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    card->body()->addWidget(label, 1);
    row->addWidget(card, 1);
    return label;
  };
  m_tunedLabel = addSide(tr("Tuned"), "tunedAnswer");
  if (withBase) m_baseLabel = addSide(tr("Base"), "baseAnswer");
  column->addLayout(row);
  m_exchanges->addWidget(box);
  QTimer::singleShot(0, m_scroll,
                     [this] { m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum()); });
}

void TryPage::addAnswer(bool tuned, const QString& text) {
  QString& all = tuned ? m_tunedText : m_baseText;
  QLabel* label = tuned ? m_tunedLabel : m_baseLabel;
  if (!label) return;
  all += text;
  label->setText(all.trimmed().isEmpty() ? QStringLiteral("…") : all.trimmed());
  QTimer::singleShot(0, m_scroll,
                     [this] { m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum()); });
}

void TryPage::send() {
  const QString question = m_input->toPlainText().trimmed();
  if (question.isEmpty() || m_job || m_run->currentIndex() < 0 || !workspace().project()) return;
  const bool withBase = m_beside->isChecked();
  m_input->clear();
  addQuestion(question, withBase);
  m_tunedHistory.emplace_back(Role::User, utf8(question));
  m_baseHistory.emplace_back(Role::User, utf8(question));
  SamplingSettings settings;
  settings.maxNewTokens = m_length->value();
  settings.temperature = m_temperature->value();
  settings.seed = m_seed->text().toULongLong();
  struct Nothing {};
  showBusy(true);
  m_job = workspace().jobs().run<Nothing>(
      Lane::Background, tr("Answering"), this,
      [project = workspace().project(), id = utf8(m_run->currentData().toString()), settings, withBase, sum = m_sum->weights(),
       tuned = m_tunedHistory, base = m_baseHistory,
       guard = QPointer<TryPage>(this)](const JobPort& port) -> Result<Nothing> {
        const WorkContext context{.progress = port.progressSink(), .stop = port.stop()};
        const auto answer = [&](bool useAdapter, const std::vector<Message>& messages) {
          return project->chat(
              id, useAdapter, messages, settings,
              [&](const std::string& piece) {
                port.post([guard, useAdapter, piece] {
                  if (guard) guard->addAnswer(useAdapter, qstr(piece));
                });
                return !port.stop().stop_requested();
              },
              context, sum);
        };
        ATTUNE_TRY_VOID(answer(true, tuned));
        if (withBase && !port.stop().stop_requested()) ATTUNE_TRY_VOID(answer(false, base));
        return Nothing{};
      },
      [this, withBase](Result<Nothing> done) {
        finish(withBase);
        if (!done) workspace().tellError(done.error());
      });
}

void TryPage::finish(bool withBase) {
  m_tunedHistory.emplace_back(Role::Assistant, utf8(m_tunedText));
  if (withBase)
    m_baseHistory.emplace_back(Role::Assistant, utf8(m_baseText));
  else
    m_baseHistory.emplace_back(Role::Assistant, utf8(m_tunedText));
  m_job.clear();
  showBusy(false);
  m_input->setFocus();
}

void TryPage::stop() {
  if (m_job) m_job->cancel();
}

void TryPage::clear() {
  stop();
  clearLayout(m_exchanges);
  m_tunedHistory.clear();
  m_baseHistory.clear();
  m_tunedLabel = m_baseLabel = nullptr;
  m_hint->show();
}

void TryPage::showBusy(bool busy) {
  m_send->setEnabled(!busy);
  m_stop->setVisible(busy);
  m_run->setEnabled(!busy);
  m_sum->setEnabled(!busy);
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train_page.h"

#include <QShortcut>

#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"
#include "ui/models/presets.h"
#include "ui/pages/data_page.h"
#include "ui/pages/device_box.h"
#include "ui/pages/memory_items.h"
#include "ui/pages/rate_dialog.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/memory_bar.h"
#include "ui/widgets/param_form.h"

namespace attune::ui {

namespace {

constexpr int kPreviewDelayMs = 200;

QLabel* captionFor(QWidget* field, const QString& text) {
  auto* label = makeLabel(text, TextRole::Body, false);
  label->setBuddy(field);
  field->setAccessibleName(QString(text).remove('&'));
  return label;
}

}  // namespace

TrainPage::TrainPage(Workspace& workspace)
    : Page(workspace, tr("Train"), tr("Choose what learns from what, and how. The right side says what it will take."),
           Body::Fixed),
      m_name(new QLineEdit),
      m_seed(new QLineEdit),
      m_dataset(new QComboBox),
      m_model(new QComboBox),
      m_task(new QComboBox),
      m_technique(new QComboBox),
      m_device(new DeviceBox),
      m_taskHelp(makeLabel({}, TextRole::Muted)),
      m_techniqueHelp(makeLabel({}, TextRole::Muted)),
      m_refusal(makeLabel({})),
      m_modelFacts(makeLabel({}, TextRole::Caption)),
      m_trainingForm(new ParamForm(params::kTraining)),
      m_problems(new QVBoxLayout) {
  auto* columns = new QHBoxLayout;
  columns->setSpacing(2 * kUnit);
  auto* inner = new QWidget;
  inner->setObjectName("pageBody");
  auto* forms = new QVBoxLayout(inner);
  forms->setContentsMargins(0, 0, kUnit, 0);
  forms->setSpacing(2 * kUnit);
  forms->addWidget(makeSubjectCard());
  forms->addWidget(makeTaskCard());
  forms->addWidget(makeTechniqueCard());
  auto* settings = new Card(tr("Training"));
  m_findRate = makeFlatButton(tr("&Find a learning rate…"), "search", "findRate");
  connect(m_findRate, &QPushButton::clicked, this, &TrainPage::findRate);
  settings->head()->addWidget(m_findRate);
  settings->head()->addWidget(makePresets());
  settings->body()->addWidget(m_trainingForm);
  forms->addWidget(settings);
  forms->addStretch();
  auto* scroll = new VerticalScroll(inner);
  scroll->setObjectName("pageScroll");
  columns->addWidget(scroll, 1);
  columns->addWidget(makeStartCard(), 0, Qt::AlignTop);
  body()->addLayout(columns, 1);

  m_timer.setSingleShot(true);
  m_timer.setInterval(kPreviewDelayMs);
  connect(&m_timer, &QTimer::timeout, this, &TrainPage::preview);
  connect(m_trainingForm, &ParamForm::edited, this, &TrainPage::onEdited);
  connect(&workspace, &Workspace::datasetsChanged, this, &TrainPage::showDatasets);
  connect(&workspace, &Workspace::modelsChanged, this, &TrainPage::showModels);
  connect(&workspace, &Workspace::liveChanged, this, &TrainPage::showStart);
  connect(&workspace, &Workspace::devicesChanged, this, [this] {
    m_device->setDevices(this->workspace().devices());
    m_timer.start();
  });
  auto* go = new QShortcut(QKeySequence("Ctrl+Return"), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(go, &QShortcut::activated, m_start, &QPushButton::click);
  m_trainingForm->setValues(workspace.draft().params);
  showDatasets();
  showModels();
  chooseTechnique();
  showTasks();
}

QWidget* TrainPage::makeSubjectCard() {
  auto* card = new Card(tr("Data and model"));
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(2 * kUnit);
  grid->setVerticalSpacing(4);
  m_dataset->setObjectName("trainDataset");
  m_model->setObjectName("trainModel");
  m_name->setObjectName("runName");
  m_seed->setObjectName("seed");
  m_device->setObjectName("device");
  for (QComboBox* combo : {m_dataset, m_model})
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  auto* browse = makeButton(tr("&Browse…"), "folder", "browseModel");
  auto* modelRow = makeRow({m_model, browse});
  modelRow->setStretch(0, 1);
  m_device->setDeviceId(workspace().draft().device);
  if (!workspace().devices().empty()) m_device->setDevices(workspace().devices());
  m_seed->setText(QString::number(workspace().draft().seed));
  m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{1,18}"), m_seed));
  grid->addWidget(captionFor(m_dataset, tr("&Dataset")), 0, 0);
  grid->addWidget(captionFor(m_model, tr("&Model")), 0, 1);
  grid->addWidget(m_dataset, 1, 0);
  grid->addLayout(modelRow, 1, 1);
  grid->addWidget(m_modelFacts, 2, 1);
  grid->addWidget(captionFor(m_name, tr("&Name of the run")), 3, 0);
  auto* small = new QGridLayout;
  small->setHorizontalSpacing(2 * kUnit);
  small->setVerticalSpacing(4);
  small->addWidget(captionFor(m_device, tr("Com&pute on")), 0, 0);
  small->addWidget(captionFor(m_seed, tr("S&eed")), 0, 1);
  small->addWidget(m_device, 1, 0);
  small->addWidget(m_seed, 1, 1);
  small->setColumnStretch(0, 2);  // the name of a card is long, a seed short
  small->setColumnStretch(1, 1);
  grid->addWidget(m_name, 4, 0);
  grid->addLayout(small, 3, 1, 2, 1);
  grid->setColumnStretch(0, 1);  // a model's name is long, and a button stands beside it
  grid->setColumnStretch(1, 2);
  m_modelFacts->setContentsMargins(0, 0, 0, kUnit);
  card->body()->addLayout(grid);
  connect(browse, &QPushButton::clicked, this, &TrainPage::browseModel);
  connect(m_dataset, &QComboBox::activated, this, [this] {
    workspace().draft().datasetId = utf8(m_dataset->currentData().toString());
    if (const DatasetInfo* info = workspace().dataset(workspace().draft().datasetId))
      workspace().draft().split = info->split;
    showTasks();
  });
  connect(m_model, &QComboBox::activated, this, [this] {
    workspace().draft().modelPath = utf8(m_model->currentData().toString());
    workspace().draft().modelName = utf8(m_model->currentText());
    if (const LocalModel* model = workspace().model(workspace().draft().modelPath))
      workspace().draft().modelName = model->id;
    showModels();
    onEdited();
  });
  connect(m_device, &QComboBox::activated, this, &TrainPage::onEdited);
  connect(m_seed, &QLineEdit::textEdited, this, &TrainPage::onEdited);
  return card;
}

QWidget* TrainPage::makeTaskCard() {
  m_taskCard = new Card(tr("Task"));
  m_task->setObjectName("task");
  m_task->setAccessibleName(tr("Task"));
  for (const TaskFacts* facts : tasks()) m_task->addItem(coreText(facts->label), QString(facts->id));
  m_task->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
  m_taskCard->body()->addWidget(m_task);
  m_taskCard->body()->addWidget(m_taskHelp);
  connect(m_task, &QComboBox::activated, this, &TrainPage::chooseTask);
  return m_taskCard;
}

QWidget* TrainPage::makeTechniqueCard() {
  m_techniqueCard = new Card(tr("Technique"));
  m_technique->setObjectName("technique");
  m_technique->setAccessibleName(tr("Technique"));
  for (const TechniqueFacts* facts : techniques()) m_technique->addItem(coreText(facts->label), QString(facts->id));
  m_technique->setCurrentIndex(std::max(0, m_technique->findData(qstr(workspace().draft().technique))));
  m_technique->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
  m_techniqueCard->body()->addWidget(m_technique);
  m_techniqueCard->body()->addWidget(m_techniqueHelp);
  setStyleProperty(m_refusal, "role", "invalid");
  m_refusal->setObjectName("refusal");
  m_techniqueCard->body()->addWidget(m_refusal);
  connect(m_technique, &QComboBox::activated, this, &TrainPage::chooseTechnique);
  return m_techniqueCard;
}

QWidget* TrainPage::makePresets() {
  auto* button = makeFlatButton(tr("Start from"), "star", "presets");
  button->setProperty("hasMenu", true);
  auto* menu = new QMenu(button);
  menu->setToolTipsVisible(true);
  for (const Preset& preset : presets()) {
    auto* action = menu->addAction(QCoreApplication::translate("Presets", preset.label));
    action->setObjectName(QString("preset_") + preset.id);
    action->setToolTip(plainTooltip(QCoreApplication::translate("Presets", preset.help)));
    connect(action, &QAction::triggered, this, [this, &preset] {
      const auto values = presetValues(preset);
      if (!values) return workspace().tellError(values.error());
      m_trainingForm->setValues(*values);
      onEdited();
    });
  }
  button->setMenu(menu);
  return button;
}

QWidget* TrainPage::makeStartCard() {
  auto* card = new Card(tr("Before the start"));
  card->setFixedWidth(fontMetrics().averageCharWidth() * 48);
  m_rows = new Fact(tr("Rows to learn from"), "previewRows");
  m_steps = new Fact(tr("Steps"), "previewSteps");
  m_trained = new Fact(tr("Trained parameters"), "previewTrained");
  auto* facts = new QGridLayout;
  facts->setVerticalSpacing(kUnit + 4);
  facts->addWidget(m_rows, 0, 0);
  facts->addWidget(m_steps, 0, 1);
  facts->addWidget(m_trained, 1, 0, 1, 2);
  card->body()->addLayout(facts);
  card->body()->addWidget(makeLine());
  card->body()->addWidget(makeLabel(tr("Memory at the peak"), TextRole::Caption, false));
  m_memoryText = makeLabel(QStringLiteral("—"), TextRole::Number);
  m_memoryText->setObjectName("memoryText");
  m_memory = new MemoryBar;
  card->body()->addWidget(m_memoryText);
  card->body()->addWidget(m_memory);
  m_twice = makeLabel({}, TextRole::Caption);
  m_twice->setObjectName("layersTwice");
  m_twice->hide();
  card->body()->addWidget(m_twice);
  m_problems->setSpacing(kUnit);
  card->body()->addLayout(m_problems);
  m_start = makePrimaryButton(tr("&Start training"), "play", "startTraining");
  card->body()->addSpacing(kUnit);
  card->body()->addWidget(m_start);
  card->body()->addWidget(
      makeLabel(tr("Ctrl+Enter starts. It can be stopped and resumed at any time."), TextRole::Caption));
  connect(m_start, &QPushButton::clicked, this, &TrainPage::start);
  return card;
}

void TrainPage::activated() {
  workspace().findDevices();
  m_device->setDeviceId(workspace().draft().device);
  showDatasets();
  showModels();
  // The length may have been changed on the data page.
  m_trainingForm->setValues(workspace().draft().params);
  if (const int index = m_technique->findData(qstr(workspace().draft().technique)); index != m_technique->currentIndex()) {
    m_technique->setCurrentIndex(index);
    chooseTechnique();
  } else if (m_techniqueForm) {
    m_techniqueForm->setValues(workspace().draft().params);
  }
  showTasks();
}

QVariantMap TrainPage::state() const {
  return {{"name", m_name->text()}, {"advanced", m_trainingForm->advancedShown()}};
}

void TrainPage::restore(const QVariantMap& state) {
  m_name->setText(state.value("name").toString());
  m_trainingForm->setAdvancedShown(state.value("advanced").toBool());
}

void TrainPage::showDatasets() {
  m_dataset->clear();
  for (const DatasetInfo& info : workspace().datasets()) m_dataset->addItem(DataPage::nameOf(info), qstr(info.id));
  m_dataset->setCurrentIndex(m_dataset->findData(qstr(workspace().draft().datasetId)));
  m_dataset->setPlaceholderText(tr("Import data first"));
  m_dataset->setEnabled(m_dataset->count() > 0);
  m_timer.start();
}

void TrainPage::showModels() {
  const std::string chosen = workspace().draft().modelPath;
  m_model->clear();
  m_model->setPlaceholderText(workspace().modelsKnown() ? tr("Browse for a model") : tr("Looking for models…"));
  auto* items = qobject_cast<QStandardItemModel*>(m_model->model());
  for (const LocalModel& model : workspace().models()) {
    const QString size = model.parameters > 0
                             ? ' ' + tr("(%1)").arg(formatShortCount(static_cast<std::int64_t>(model.parameters)))
                             : QString();
    m_model->addItem(qstr(model.id) + size, QString::fromStdString(model.path.string()));
    QStandardItem* item = items->item(m_model->count() - 1);
    if (model.problem) {
      item->setEnabled(false);
      item->setToolTip(plainTooltip(errorText(*model.problem)));
    } else {
      item->setToolTip(plainTooltip(QString::fromStdString(model.path.string())));
    }
  }
  if (!chosen.empty() && m_model->findData(qstr(chosen)) < 0)
    m_model->addItem(qstr(workspace().draft().modelName), qstr(chosen));
  m_model->setCurrentIndex(m_model->findData(qstr(chosen)));
  QStringList facts;
  if (const LocalModel* model = workspace().model(chosen)) {
    if (model->contextLength > 0) facts << tr("up to %1 tokens").arg(formatCount(model->contextLength));
    facts << formatBytes(model->bytes);
    if (!model->licence.empty()) facts << tr("licence %1").arg(qstr(model->licence));
  }
  m_modelFacts->setText(facts.join(QStringLiteral(" · ")));
  m_timer.start();
}

void TrainPage::browseModel() {
  const QString path =
      QFileDialog::getOpenFileName(this, tr("Choose a model"), QDir::homePath(),
                                   tr("Models (*.gguf *.safetensors config.json *.index.json);;All files (*)"));
  if (path.isEmpty()) return;
  // A Hugging Face model is its folder.
  workspace().addModelPath(path.endsWith(".gguf") ? path : QFileInfo(path).absolutePath());
  showModels();
}

// Tasks that cannot learn from the dataset's rows are grey, and the draft gets one that can.
void TrainPage::showTasks() {
  const DatasetInfo* info = workspace().dataset(workspace().draft().datasetId);
  const auto refusal = [info](const TaskFacts& task) -> std::optional<Error> {
    if (!info) return std::nullopt;
    return refuseRows(task, exampleKindFromName(info->kind).value_or(ExampleKind::Conversation), info->name);
  };
  auto* items = qobject_cast<QStandardItemModel*>(m_task->model());
  const TaskFacts* chosen = findTask(workspace().draft().task);
  if (chosen && refusal(*chosen)) chosen = nullptr;
  for (std::size_t i = 0; i < tasks().size(); ++i) {
    const TaskFacts& task = *tasks()[i];
    const auto reason = refusal(task);
    items->item(static_cast<int>(i))->setEnabled(!reason);
    items->item(static_cast<int>(i))->setToolTip(reason ? plainTooltip(errorText(*reason)) : QString());
    if (!chosen && !reason) chosen = &task;
  }
  if (chosen) m_task->setCurrentIndex(m_task->findData(QString(chosen->id)));
  chooseTask();
}

void TrainPage::chooseTask() {
  const TaskFacts* facts = findTask(utf8(m_task->currentData().toString()));
  if (!facts) return;
  workspace().draft().task = facts->id;
  m_taskHelp->setText(coreText(facts->help));
  m_taskHelp->setToolTip(plainTooltip(QString::fromUtf8(facts->paper)));
  delete m_taskForm;
  m_taskForm = new ParamForm(facts->params);
  m_taskForm->setValues(workspace().draft().params);
  m_taskCard->body()->addWidget(m_taskForm);
  m_taskForm->setVisible(!facts->params.empty());  // not before it has its place, or it would be a window of its own
  connect(m_taskForm, &ParamForm::edited, this, &TrainPage::onEdited);
  onEdited();
}

void TrainPage::chooseTechnique() {
  const std::string id = utf8(m_technique->currentData().toString());
  const TechniqueFacts* facts = findTechnique(id);
  if (!facts) return;
  workspace().draft().technique = id;
  m_techniqueHelp->setText(coreText(facts->help));
  m_techniqueHelp->setToolTip(plainTooltip(QString::fromUtf8(facts->paper)));
  delete m_techniqueForm;
  m_techniqueForm = new ParamForm(facts->params);
  m_techniqueForm->setValues(workspace().draft().params);
  m_techniqueCard->body()->addWidget(m_techniqueForm);
  m_techniqueForm->setVisible(!facts->params.empty());  // not before it has its place, or it would be a window of its own
  connect(m_techniqueForm, &ParamForm::edited, this, &TrainPage::onEdited);
  onEdited();
}

void TrainPage::forEachForm(
    const std::function<void(std::span<const ParamRef> declared, const ParamSet& values)>& use) const {
  use(params::kTraining, m_trainingForm->values());
  if (const TaskFacts* task = findTask(workspace().draft().task); task && m_taskForm)
    use(task->params, m_taskForm->values());
  if (const TechniqueFacts* technique = findTechnique(workspace().draft().technique); technique && m_techniqueForm)
    use(technique->params, m_techniqueForm->values());
}

void TrainPage::findRate() {
  RateDialog dialog(workspace(), spec(), this);
  if (dialog.exec() != QDialog::Accepted) return;
  ParamSet values = m_trainingForm->values();
  // As one would type it: a range test does not know more than two digits.
  values.set(&params::kLearningRate, QString::number(dialog.rate(), 'g', 2).toDouble());
  m_trainingForm->setValues(values);
  onEdited();
}

RunSpec TrainPage::spec() const {
  RunSpec spec = workspace().draft();
  const QString name = m_name->text().trimmed();
  spec.name = utf8(name.isEmpty() ? m_name->placeholderText() : name);
  spec.device = m_device->deviceId();
  spec.seed = m_seed->text().toULongLong();
  // Settings of other tasks and techniques stay in the draft but are no part of this run.
  ParamSet set;
  forEachForm([&set](std::span<const ParamRef> declared, const ParamSet& values) {
    for (const ParamRef& param : declared)
      if (const ParamValue* value = values.find(paramId(param))) set.setRaw(paramId(param), *value);
  });
  spec.params = set;
  return spec;
}

void TrainPage::onEdited() {
  RunSpec& draft = workspace().draft();
  forEachForm([&draft](std::span<const ParamRef> declared, const ParamSet& values) {
    for (const ParamRef& param : declared) {
      if (const ParamValue* value = values.find(paramId(param)))
        draft.params.setRaw(paramId(param), *value);
      else
        draft.params.reset(paramId(param));
    }
  });
  const TechniqueFacts* technique = findTechnique(draft.technique);
  m_name->setPlaceholderText(tr("%1, run %2")
                                 .arg(technique ? coreText(technique->label) : qstr(draft.technique))
                                 .arg(workspace().runs().size() + 1));
  draft.device = m_device->deviceId();
  draft.seed = m_seed->text().toULongLong();
  m_timer.start();
}

void TrainPage::preview() {
  const int generation = ++m_generation;
  const RunSpec wanted = spec();
  if (!workspace().project()) return;
  if (wanted.datasetId.empty() || wanted.modelPath.empty()) {
    RunPreview empty;
    if (wanted.datasetId.empty())
      empty.problems.push_back({"ui.no-dataset",
                                QT_TRANSLATE_NOOP("core", "There is no dataset yet."),
                                {},
                                {},
                                QT_TRANSLATE_NOOP("core", "Import one on the page “Data”.")});
    if (wanted.modelPath.empty())
      empty.problems.push_back({"ui.no-model",
                                QT_TRANSLATE_NOOP("core", "No model is chosen."),
                                {},
                                {},
                                QT_TRANSLATE_NOOP("core", "Browse for a model folder or a .gguf file.")});
    showPreview(empty);
    return;
  }
  workspace().jobs().run<RunPreview>(
      Lane::Background, tr("Estimating"), this,
      [project = workspace().project(), wanted, device = m_device->device()](const JobPort&) { return previewRun(*project, wanted, device); },
      [this, generation](Result<RunPreview> preview) {
        if (generation == m_generation) showPreview(preview);
      });
}

void TrainPage::showRefusals(const ModelConfig& config) {
  auto* items = qobject_cast<QStandardItemModel*>(m_technique->model());
  m_refusal->clear();
  for (int i = 0; i < m_technique->count(); ++i) {
    const TechniqueFacts* facts = findTechnique(utf8(m_technique->itemData(i).toString()));
    if (!facts) continue;
    const auto refusal = facts->refusal(config, workspace().draft().task, workspace().draft().params);
    items->item(i)->setEnabled(!refusal);
    items->item(i)->setToolTip(refusal ? plainTooltip(errorText(*refusal) + '\n' + errorHint(*refusal)) : QString());
    if (refusal && i == m_technique->currentIndex())
      m_refusal->setText(errorText(*refusal) + ' ' + errorHint(*refusal));
  }
  m_refusal->setVisible(!m_refusal->text().isEmpty());
}

void TrainPage::showPreview(const Result<RunPreview>& preview) {
  clearLayout(m_problems);
  m_refusal->hide();
  std::vector<Error> problems;
  if (preview) {
    problems = preview->problems;
    if (preview->totalParameters > 0) {
      const auto share =
          static_cast<double>(preview->trainableParameters) / static_cast<double>(preview->totalParameters);
      m_trained->setValue(tr("%1 of %2 (%3)")
                              .arg(formatShortCount(preview->trainableParameters),
                                   formatShortCount(preview->totalParameters),
                                   formatPercent(share, share < 0.1 ? 2 : 0)));
      showRefusals(preview->config);
    } else {
      m_trained->setValue(QStringLiteral("—"));
    }
    m_steps->setValue(preview->totalSteps > 0 ? formatCount(preview->totalSteps) : QStringLiteral("—"));
    m_rows->setValue(preview->trainRows > 0 ? formatCount(preview->trainRows) : QStringLiteral("—"));
    const MemoryEstimate& memory = preview->memory;
    m_memory->setItems(memoryItems(memory), m_device->device().freeBytes);
    m_memory->setVisible(memory.total() > 0);
    m_memoryText->setText(memory.total() > 0 ? m_memory->summary() : QStringLiteral("—"));
    setStyleProperty(m_memoryText, "role", m_memory->fits() ? "number" : "invalid");
    m_twice->setText(tr("Layers computed twice, which takes longer: %1 of %2").arg(preview->recomputedBlocks).arg(preview->blocks));
    m_twice->setVisible(preview->recomputedBlocks > 0);
  } else {
    problems.push_back(preview.error());
  }
  for (const auto* form : {m_techniqueForm, m_trainingForm})
    if (form)
      for (const Error& problem : form->problems()) problems.push_back(problem);
  for (const Error& problem : problems) {
    auto* mark = new IconLabel("error", Tint::Danger, fontMetrics().height() + 2);
    auto* row = makeRow({mark});
    row->setAlignment(mark, Qt::AlignTop);
    auto* text = makeLabel((errorText(problem) + ' ' + errorHint(problem)).trimmed());
    text->setObjectName("problem");
    row->addWidget(text, 1);
    m_problems->addLayout(row);
  }
  m_previewGood = problems.empty();
  showStart();
}

void TrainPage::showStart() {
  m_start->setEnabled(m_previewGood && !workspace().isTraining());
  const TaskFacts* task = findTask(workspace().draft().task);
  const auto noTest = task ? refuseRateTest(*task) : std::nullopt;
  m_findRate->setEnabled(m_start->isEnabled() && !noTest);
  m_findRate->setToolTip(plainTooltip(noTest ? errorText(*noTest) + '\n' + errorHint(*noTest)
                                             : tr("Tries rising rates for a few steps each and suggests one.")));
  m_start->setText(workspace().isTraining() ? tr("A run is training") : tr("&Start training"));
}

void TrainPage::start() {
  if (!m_start->isEnabled()) return;
  workspace().startTraining(spec());
  m_name->clear();
}

}  // namespace attune::ui

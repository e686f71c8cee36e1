// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/models_page.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QStackedWidget>

#include "core/base/free_memory.h"
#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"
#include "ui/pages/memory_items.h"
#include "ui/style/text.h"

namespace attune::ui {

namespace {

constexpr int kPathRole = Qt::UserRole + 1;

// Where a model lies; the ids are those of LocalModel::origin.
QString originText(const std::string& origin) {
  if (origin == "hub-cache") return ModelsPage::tr("Hugging Face cache");
  if (origin == "starter") return ModelsPage::tr("came with Attune");
  return ModelsPage::tr("folder");
}

}  // namespace

ModelsPage::ModelsPage(Workspace& workspace)
    : Page(workspace, tr("Models"), tr("What is on this machine, and how each model could be trained here."),
           Body::Fixed),
      m_stack(new QStackedWidget),
      m_models(makeTable(&m_modelTable, "modelsTable", tr("Models on this machine"))),
      m_fits(makeTable(&m_fitTable, "fitTable", tr("Techniques"))) {
  auto* browse = makeButton(tr("&Browse…"), "folder", "browseModels");
  auto* get = makePrimaryButton(tr("&Download…"), "download", "showDownload");
  for (QWidget* widget : std::initializer_list<QWidget*>{browse, get}) actions()->addWidget(widget);
  connect(browse, &QPushButton::clicked, this, &ModelsPage::browse);
  connect(get, &QPushButton::clicked, this, [this] {
    m_download->setVisible(!m_download->isVisible());
    if (m_download->isVisible()) m_id->setFocus();
  });
  body()->addWidget(makeDownloadCard());
  auto* empty = new EmptyState("model", tr("No models yet"),
                               tr("Attune looks in the cache that Hugging Face programs share. Browse for a model "
                                  "folder or a .gguf file, or download one by its name."));
  connect(empty->addAction(tr("&Browse…"), "folder", "browseFirstModel"), &QPushButton::clicked, this,
          &ModelsPage::browse);
  m_stack->addWidget(empty);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(2 * kUnit);
  splitter->addWidget(m_models);
  splitter->addWidget(makeFitCard());
  splitter->setStretchFactor(0, 2);
  splitter->setStretchFactor(1, 3);
  m_stack->addWidget(splitter);
  body()->addWidget(m_stack, 1);
  m_models->setSelectionMode(QAbstractItemView::SingleSelection);
  m_fits->setSelectionMode(QAbstractItemView::SingleSelection);
  connect(m_models->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPage::chooseModel);
  connect(m_models, &QTableView::doubleClicked, this, &ModelsPage::useModel);
  connect(m_fits->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPage::showItems);
  connect(&workspace, &Workspace::modelsChanged, this, &ModelsPage::showModels);
  connect(&workspace, &Workspace::projectChanged, this, &ModelsPage::showItems);
  showModels();
}

QWidget* ModelsPage::makeDownloadCard() {
  m_download = new Card(tr("Download a model"));
  m_id = new QLineEdit;
  m_id->setObjectName("hubId");
  m_id->setPlaceholderText(tr("organisation/name, or organisation/name@revision"));
  m_id->setAccessibleName(tr("Name of the model on the hub"));
  m_token = new QLineEdit;
  m_token->setObjectName("hubToken");
  m_token->setEchoMode(QLineEdit::Password);
  m_token->setPlaceholderText(tr("Access token, for models that ask for one"));
  m_token->setAccessibleName(tr("Access token"));
  m_token->setToolTip(plainTooltip(tr("Is kept until Attune is closed and never written to disk.")));
  m_keepToken = new QCheckBox(tr("In the &keyring"));
  m_keepToken->setObjectName("keepToken");
  m_keepToken->setToolTip(plainTooltip(tr("Keeps the token in the desktop's keyring, encrypted, and takes it from there while the field is empty. "
                                          "Without the tick it is removed from there.")));
  m_lookUp = makeButton(tr("&Look up"), "search", "lookUpModel");
  m_fetch = makePrimaryButton(tr("Do&wnload"), "download", "downloadModel");
  m_found = makeLabel(tr("Nothing is sent or fetched before you press the button. The files go to the cache that other "
                         "programs share, each checked against the hub's SHA-256."),
                      TextRole::Muted);
  m_found->setObjectName("hubAnswer");
  auto* row = makeRow({m_id, m_token, m_keepToken, m_lookUp});
  row->setStretch(0, 3);
  row->setStretch(1, 2);
  m_download->body()->addLayout(row);
  auto* answer = makeRow({m_found, m_fetch});
  answer->setStretch(0, 1);
  m_download->body()->addLayout(answer);
  m_download->setVisible(false);
  m_fetch->setVisible(false);
  m_lookUp->setEnabled(false);
  connect(m_id, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_lookUp->setEnabled(text.contains('/'));
    m_fetch->setVisible(false);
    m_hub.reset();
  });
  connect(m_id, &QLineEdit::returnPressed, m_lookUp, &QPushButton::click);
  connect(m_keepToken, &QCheckBox::clicked, this, [this](bool keep) {
    if (!keep) forgetToken();
  });
  connect(m_lookUp, &QPushButton::clicked, this, &ModelsPage::lookUp);
  connect(m_fetch, &QPushButton::clicked, this, &ModelsPage::download);
  return m_download;
}

QWidget* ModelsPage::makeFitCard() {
  m_fitCard = new Card(tr("What fits this machine"));
  m_use = makeButton(tr("&Train this model"), "train", "useModel");
  m_fitCard->head()->addWidget(m_use);
  connect(m_use, &QPushButton::clicked, this, &ModelsPage::useModel);
  m_note = makeLabel({}, TextRole::Muted);
  m_items = new MemoryBar;
  m_fitCard->body()->addWidget(m_note);
  m_fitCard->body()->addWidget(m_fits, 1);
  m_fitCard->body()->addWidget(m_items);
  return m_fitCard;
}

void ModelsPage::activated() { chooseModel(); }

QVariantMap ModelsPage::state() const {
  return {{"id", m_id->text()}, {"download", !m_download->isHidden()}, {"selected", qstr(m_selected)}, {"keyring", m_keepToken->isChecked()}};
}

void ModelsPage::restore(const QVariantMap& state) {
  m_id->setText(state.value("id").toString());
  m_download->setVisible(state.value("download").toBool());
  m_keepToken->setChecked(state.value("keyring").toBool());
  m_selected = utf8(state.value("selected").toString());
  showModels();
}

void ModelsPage::browse() {
  const QString path =
      QFileDialog::getOpenFileName(this, tr("Choose a model"), QDir::homePath(),
                                   tr("Models (*.gguf *.safetensors config.json *.index.json);;All files (*)"));
  if (path.isEmpty()) return;
  // Next to it there may be nothing to show the reason at.
  if (!pickledWeights(utf8(path)).empty()) {
    if (const auto refused = openCheckpoint(utf8(path)); !refused) workspace().tellError(refused.error());
    return;
  }
  m_selected = utf8(path.endsWith(".gguf") ? path : QFileInfo(path).absolutePath());
  workspace().addModelPath(qstr(m_selected));
}

const LocalModel* ModelsPage::chosen() const {
  return workspace().model(utf8(m_models->currentIndex().siblingAtColumn(0).data(kPathRole).toString()));
}

void ModelsPage::showModels() {
  const auto at = [this](int row) -> const LocalModel& { return workspace().models()[static_cast<std::size_t>(row)]; };
  const auto number = [at](const QString& title, auto text) {
    return TableColumn{.title = title, .text = [at, text](int row) { return text(at(row)); }, .number = true};
  };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Model"),
                     .text = [at](int row) { return qstr(at(row).id); },
                     .other = [at](int row, int role) -> QVariant {
                       const LocalModel& model = at(row);
                       if (role == kPathRole) return QString::fromStdString(model.path.string());
                       if (role == Qt::DecorationRole)
                         return icon(model.problem ? "warning" : "model", model.problem ? Tint::Warning : Tint::Muted);
                       if (role != Qt::ToolTipRole) return {};
                       const QString path = QString::fromStdString(model.path.string());
                       return plainTooltip(model.problem ? errorText(*model.problem) + '\n' + path : path);
                     }});
  columns.push_back({.title = tr("Family"), .text = [at](int row) { return qstr(at(row).modelType); }});
  columns.push_back(number(tr("Parameters"), [](const LocalModel& m) {
    return m.parameters > 0 ? formatShortCount(static_cast<std::int64_t>(m.parameters)) : QStringLiteral("—");
  }));
  columns.push_back(number(tr("On disk"), [](const LocalModel& m) { return formatBytes(m.bytes); }));
  columns.push_back(number(tr("Context"), [](const LocalModel& m) {
    return m.contextLength > 0 ? formatCount(m.contextLength) : QStringLiteral("—");
  }));
  columns.push_back({.title = tr("Licence"), .text = [at](int row) {
                       return at(row).licence.empty() ? tr("not stated") : qstr(at(row).licence);
                     }});
  columns.push_back({.title = tr("Where"), .text = [at](int row) { return originText(at(row).origin); }});
  const std::string wanted = m_selected.empty() ? workspace().draft().modelPath : m_selected;
  const auto& models = workspace().models();
  m_modelTable.reset(static_cast<int>(models.size()), std::move(columns));
  setColumnWidths(m_models, {38, 10, 13, 11, 10, 18, 22});
  m_stack->setCurrentIndex(models.empty() && workspace().modelsKnown() ? 0 : 1);
  const auto found = std::ranges::find(models, wanted, [](const LocalModel& m) { return m.path.string(); });
  if (!models.empty()) m_models->selectRow(found == models.end() ? 0 : static_cast<int>(found - models.begin()));
  chooseModel();
}

void ModelsPage::chooseModel() {
  const int generation = ++m_generation;
  const LocalModel* model = chosen();
  m_use->setEnabled(model && !model->problem && workspace().project());
  if (!model) return showFits({});
  m_selected = model->path.string();
  if (model->problem) {
    showFits({});
    return m_note->setText(errorText(*model->problem) + ' ' + errorHint(*model->problem));
  }
  workspace().jobs().run<std::vector<Fit>>(
      Lane::Background, tr("Estimating"), this,
      [path = model->path, draft = workspace().draft()](const JobPort&) -> Result<std::vector<Fit>> {
        ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(path));
        std::vector<Fit> fits;
        for (const TechniqueFacts* technique : techniques()) {
          Fit fit{technique, technique->refusal(checkpoint.config, checkpoint.config.task, draft.params), 0, {}};
          if (!fit.refusal) {
            fit.trained = technique->trainableParameters(checkpoint.config, draft.params);
            fit.memory = planMemory(checkpoint.config, *technique, draft.params, draft.params.get(params::kMaxLength), draft.device, {},
                                    freeMemory()).memory;
          }
          fits.push_back(std::move(fit));
        }
        return fits;
      },
      [this, generation](Result<std::vector<Fit>> fits) {
        if (generation != m_generation) return;
        if (fits) return showFits(std::move(*fits));
        showFits({});
        m_note->setText(errorText(fits.error()) + ' ' + errorHint(fits.error()));
      });
}

void ModelsPage::showFits(std::vector<Fit> fits) {
  m_shown = std::move(fits);
  m_available = freeMemory();
  const ParamSet& params = workspace().draft().params;
  m_note->setText(tr("Memory at the peak with rows of %1 tokens, %2 at once, as set on the page “Train”. %3 are free now; "
                     "what does not fit can still be tried.")
                      .arg(formatCount(params.get(params::kMaxLength)), formatCount(params.get(params::kBatchSize)),
                           formatBytes(m_available)));
  const auto at = [this](int row) -> const Fit& { return m_shown[static_cast<std::size_t>(row)]; };
  const auto fitsHere = [this, at](int row) { return at(row).memory.total() <= m_available; };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Technique"), .text = [at](int row) { return coreText(at(row).technique->label); }});
  columns.push_back({.title = tr("Trained parameters"),
                     .text = [at](int row) {
                       return at(row).refusal ? QStringLiteral("—") : formatShortCount(at(row).trained);
                     },
                     .number = true});
  columns.push_back({.title = tr("Memory"),
                     .text = [at](int row) {
                       return at(row).refusal ? QStringLiteral("—") : formatBytes(at(row).memory.total());
                     },
                     .number = true});
  columns.push_back({.title = tr("Here"),
                     .text = [at, fitsHere](int row) {
                       if (at(row).refusal) return errorText(*at(row).refusal);
                       return fitsHere(row) ? tr("fits") : tr("too large");
                     },
                     .other = [at, fitsHere](int row, int role) -> QVariant {
                       if (role == Qt::ToolTipRole && at(row).refusal)
                         return plainTooltip(errorText(*at(row).refusal) + '\n' + errorHint(*at(row).refusal));
                       if (role != Qt::DecorationRole || at(row).refusal) return {};
                       return fitsHere(row) ? icon("success", Tint::Success) : icon("warning", Tint::Warning);
                     }});
  m_fitTable.reset(static_cast<int>(m_shown.size()), std::move(columns));
  setColumnWidths(m_fits, {28, 20, 14, 60});
  const auto lora = std::ranges::find(m_shown, workspace().draft().technique,
                                      [](const Fit& fit) { return std::string(fit.technique->id); });
  if (!m_shown.empty()) m_fits->selectRow(lora == m_shown.end() ? 0 : static_cast<int>(lora - m_shown.begin()));
  showItems();
}

void ModelsPage::showItems() {
  const LocalModel* model = chosen();
  m_use->setEnabled(model && !model->problem && workspace().project());
  const auto row = static_cast<std::size_t>(std::max(0, m_fits->currentIndex().row()));
  const bool any = row < m_shown.size() && !m_shown[row].refusal;
  m_items->setVisible(any);
  if (any) m_items->setItems(memoryItems(m_shown[row].memory), m_available);
}

void ModelsPage::useModel() {
  const LocalModel* model = chosen();
  if (!model || model->problem || !workspace().project()) return;
  workspace().draft().modelPath = model->path.string();
  workspace().draft().modelName = model->id;
  if (const int row = m_fits->currentIndex().row(); row >= 0 && !m_shown[static_cast<std::size_t>(row)].refusal)
    workspace().draft().technique = m_shown[static_cast<std::size_t>(row)].technique->id;
  Q_EMIT workspace().modelsChanged();
  workspace().goTo("train");
}

std::function<Result<HubSettings>()> ModelsPage::settingsWithToken() const {
  const auto keeping = m_keepToken->isChecked() ? TokenKeeping::Keyring : TokenKeeping::Session;
  return [text = utf8(m_token->text().trimmed()), keeping]() -> Result<HubSettings> {
    HubSettings settings = hubSettingsFromEnvironment();
    Secret given;
    if (!text.empty()) {
      ATTUNE_TRY(given, readToken(text));
    }
    ATTUNE_TRY_VOID(chooseToken(settings, given, keeping));
    return settings;
  };
}

void ModelsPage::forgetToken() {
  workspace().jobs().run<bool>(
      Lane::Background, tr("Removing the token from the keyring"), this,
      [](const JobPort&) -> Result<bool> {
        ATTUNE_TRY(const Keyring keyring, Keyring::open());
        ATTUNE_TRY_VOID(keyring.forget(hubSettingsFromEnvironment().endpoint));
        return true;
      },
      [this](const Result<bool>& done) {
        m_found->setText(done ? tr("The keyring holds no token any more.") : errorText(done.error()) + ' ' + errorHint(done.error()));
      });
}

void ModelsPage::lookUp() {
  const QString text = m_id->text().trimmed();
  const std::string id = utf8(text.section('@', 0, 0));
  m_revision = text.contains('@') ? utf8(text.section('@', 1)) : "main";
  m_lookUp->setEnabled(false);
  m_found->setText(tr("Asking the hub…"));
  workspace().jobs().run<HubModel>(
      Lane::Background, tr("Looking up a model"), this,
      [id, revision = m_revision, makeSettings = settingsWithToken()](const JobPort& port) -> Result<HubModel> {
        ATTUNE_TRY(const HubSettings settings, makeSettings());
        return lookUpModel(settings, id, revision, port.stop());
      },
      [this](Result<HubModel> model) {
        m_lookUp->setEnabled(true);
        if (model) return showFound(*model);
        m_found->setText(errorText(model.error()) + ' ' + errorHint(model.error()));
      });
}

void ModelsPage::showFound(const HubModel& model) {
  const auto files = filesToDownload(model);
  if (!files) return m_found->setText(errorText(files.error()) + ' ' + errorHint(files.error()));
  std::uint64_t bytes = 0;
  for (const HubFile& file : *files) bytes += file.bytes;
  m_hub = model;
  m_found->setText(tr("%1: %2 in %n file(s), licence: %3.", nullptr, static_cast<int>(files->size()))
                       .arg(qstr(model.id), formatBytes(bytes), model.licence.empty() ? tr("not stated") : qstr(model.licence)));
  m_fetch->setVisible(true);
  m_fetch->setFocus();
}

void ModelsPage::download() {
  if (!m_hub) return;
  m_fetch->setVisible(false);
  m_found->setText(tr("Downloading; the progress is shown at the left. What is there already is not fetched again."));
  workspace().jobs().run<std::filesystem::path>(
      Lane::Background, tr("Downloading %1").arg(qstr(m_hub->id)), this,
      [model = *m_hub, revision = m_revision, makeSettings = settingsWithToken()](const JobPort& port) -> Result<std::filesystem::path> {
        ATTUNE_TRY(const HubSettings settings, makeSettings());
        ATTUNE_TRY(const auto files, filesToDownload(model));
        return downloadFiles(settings, model, files, revision, port.progressSink(), port.stop());
      },
      [this](Result<std::filesystem::path> folder) {
        if (!folder) {
          m_found->setText(errorText(folder.error()) + ' ' + errorHint(folder.error()));
          m_fetch->setVisible(true);
          return;
        }
        m_found->setText(tr("It is here: %1").arg(QString::fromStdString(folder->string())));
        m_selected = folder->string();
        workspace().refresh();
      });
}

}  // namespace attune::ui

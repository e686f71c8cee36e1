// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include <QShortcut>

#include "core/base/file.h"
#include "core/data/export.h"
#include "core/data/recipe.h"
#include "ui/pages/check_panel.h"
#include "ui/pages/clean_panel.h"
#include "ui/pages/import_panel.h"
#include "ui/pages/lengths_panel.h"
#include "ui/pages/record_panel.h"
#include "ui/pages/rows_panel.h"
#include "ui/pages/split_panel.h"
#include "ui/pages/versions_panel.h"
#include "ui/style/text.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

DataPage::DataPage(Workspace& workspace)
    : Page(workspace, tr("Data"),
           tr("Import examples, see what the model will see, and set some aside for validation and test."),
           Body::Fixed),
      m_message(new MessageBar),
      m_stack(new QStackedWidget),
      m_import(new ImportPanel(workspace)),
      m_tabs(new QTabWidget),
      m_choice(new QComboBox),
      m_add(makePrimaryButton(tr("&Import files…"), "upload", "importFiles")),
      m_save(makeIconButton("download", tr("Save the rows as a file"), "saveDataset")),
      m_delete(makeIconButton("trash", tr("Delete this dataset"), "deleteDataset")),
      m_rows(new RowsPanel(workspace)),
      m_check(new CheckPanel(workspace)),
      m_clean(new CleanPanel(workspace)),
      m_split(new SplitPanel(workspace)),
      m_lengths(new LengthsPanel(workspace)),
      m_versions(new VersionsPanel(workspace)),
      m_record(new RecordPanel) {
  m_choice->setObjectName("datasetChoice");
  m_choice->setAccessibleName(tr("Dataset"));
  m_choice->setMinimumWidth(fontMetrics().averageCharWidth() * 28);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_choice, m_save, m_delete, m_add}) actions()->addWidget(widget);
  m_empty = new EmptyState(
      "upload", tr("Drop a file here"),
      tr("A CSV or TSV table, JSON or JSON Lines: questions with answers, chat messages, texts with labels, "
         "or better and worse answers. The file itself is not changed."));
  connect(m_empty->addAction(tr("&Choose files…"), "folder", "chooseFiles"), &QPushButton::clicked, this,
          &DataPage::askFiles);
  connect(m_empty->addAction(tr("&Paste"), "copy", "pasteRows"), &QPushButton::clicked, this, &DataPage::paste);
  auto* paste = new QShortcut(QKeySequence::Paste, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(paste, &QShortcut::activated, this, &DataPage::paste);
  m_save->setMenu(new QMenu(m_save));
  m_save->setPopupMode(QToolButton::InstantPopup);
  m_tabs->setDocumentMode(true);
  m_tabs->tabBar()->setDrawBase(false);
  m_tabs->setObjectName("dataTabs");
  m_tabs->addTab(m_rows, tr("Rows"));
  m_tabs->addTab(m_check, tr("Check"));
  m_tabs->addTab(m_clean, tr("Clean"));
  m_tabs->addTab(m_split, tr("Split"));
  m_tabs->addTab(m_lengths, tr("Lengths"));
  m_tabs->addTab(m_versions, tr("Versions"));
  m_tabs->addTab(m_record, tr("Import record"));
  for (QWidget* view : std::initializer_list<QWidget*>{m_empty, m_import, m_tabs}) m_stack->addWidget(view);
  body()->addWidget(m_message);
  body()->addWidget(m_stack, 1);

  connect(m_add, &QPushButton::clicked, this, &DataPage::askFiles);
  connect(m_choice, &QComboBox::activated, this, &DataPage::chooseDataset);
  connect(m_delete, &QToolButton::clicked, this,
          [this] { this->workspace().deleteDataset(utf8(m_choice->currentData().toString())); });
  for (const auto signal : {&ImportPanel::finished, &ImportPanel::cancelled})
    connect(m_import, signal, this, [this] {
      m_importing = false;
      showDatasets();
    });
  connect(m_split, &SplitPanel::counted, m_rows, &RowsPanel::showSplit);
  connect(m_check, &CheckPanel::stepWanted, this, &DataPage::planStep);
  connect(m_rows, &RowsPanel::stepWanted, this, &DataPage::planStep);
  connect(m_split, &SplitPanel::stepWanted, this, &DataPage::planStep);
  connect(m_check, &CheckPanel::rowWanted, this, [this](std::uint32_t example) {
    m_tabs->setCurrentWidget(m_rows);
    m_rows->showExample(example);
  });
  connect(m_clean, &CleanPanel::planChanged, this, [this](int steps) {
    m_tabs->setTabText(m_tabs->indexOf(m_clean), steps == 0 ? tr("Clean") : tr("Clean (%1)").arg(steps));
  });
  connect(m_lengths, &LengthsPanel::cutOffChanged, m_rows, &RowsPanel::refreshTokens);
  connect(&workspace, &Workspace::datasetsChanged, this, &DataPage::showDatasets);
  connect(&workspace, &Workspace::filesDropped, this, &DataPage::beginImport);
  connect(&workspace, &Workspace::projectChanged, this, [this] {
    m_shown.clear();
    m_importing = false;
  });
  showDatasets();
}

void DataPage::activated() {
  m_rows->refreshTokens();
}

QVariantMap DataPage::state() const {
  return {{"tab", m_tabs->currentIndex()}, {"files", m_importing ? m_import->files() : QStringList()}};
}

void DataPage::restore(const QVariantMap& state) {
  m_tabs->setCurrentIndex(state.value("tab").toInt());
  const QStringList files = state.value("files").toStringList();
  if (!files.isEmpty()) beginImport(files);
}

QString DataPage::nameOf(const DatasetInfo& info) {
  return info.version > 1 ? tr("%1 · version %2").arg(qstr(info.name)).arg(info.version) : qstr(info.name);
}

QString DataPage::titleOf(const DatasetInfo& info) {
  return tr("%1 (%n row(s))", nullptr, static_cast<int>(info.rows)).arg(nameOf(info));
}

void DataPage::planStep(const Json& step) {
  m_clean->plan(step);
  const RecipeStep* known = findRecipeStep(step.value("step", std::string{}));
  m_message->showMessage(Severity::Info, tr("“%1” is planned.").arg(known ? coreText(known->label) : QString()),
                         tr("Nothing is changed before you save a new version."));
  m_message->addAction(tr("&Undo"), [this] { m_clean->undo(); });
  m_message->addAction(tr("Show the &steps"), [this] { m_tabs->setCurrentWidget(m_clean); });
  m_message->hideAfter(12000);
}

void DataPage::askFiles() {
  const QStringList files = QFileDialog::getOpenFileNames(
      this, tr("Import files"), QDir::homePath(),
      tr("Tables (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.md *.conll *.gz *.zst *.xz *.bz2 *.zip *.parquet);;All files (*)"));
  if (!files.isEmpty()) beginImport(files);
}

// The clipboard's text as a file that is imported like any other; Ctrl+V in a field still pastes there.
void DataPage::paste() {
  const QString text = QGuiApplication::clipboard()->text();
  const QString start = text.trimmed().left(1);
  if (start.isEmpty())
    return m_message->showMessage(Severity::Info, tr("There is no text to paste."),
                                  tr("Copy rows of a table or of a JSON file first."));
  const char* extension = start == "[" ? "json" : start == "{" ? "jsonl" : text.contains('\t') ? "tsv" : "csv";
  m_pasted = std::make_unique<QTemporaryDir>();
  const QString path = m_pasted->filePath(tr("Pasted rows") + '.' + extension);
  if (const auto written = writeFileAtomic(path.toStdString(), utf8(text)); !written) return workspace().tellError(written.error());
  beginImport({path});
}

// Formats that can hold none of the rows are grey; the first rows tell.
void DataPage::fillExportMenu(const Dataset& dataset) {
  constexpr std::size_t kLooked = 200;
  QMenu* menu = m_save->menu();
  menu->clear();
  for (const ExportFormat& format : exportFormats()) {
    bool any = false;
    for (std::size_t i = 0; !any && i < std::min(kLooked, dataset.examples.size()); ++i) {
      const Example& example = dataset.examples[i];
      any = format.canHold(example);
    }
    auto* action = menu->addAction(coreText(std::string(format.label)) + QStringLiteral("…"), this,
                                   [this, &format] { saveAs(std::string(format.id), QString::fromUtf8(format.extension)); });
    action->setObjectName(QString("export_") + QString::fromUtf8(format.id));
    action->setEnabled(any);
  }
  menu->addSeparator();
  QAction* describe = menu->addAction(tr("Name the file in dataset_info.json, for LLaMA-Factory"));
  describe->setObjectName("exportDatasetInfo");
  describe->setCheckable(true);
  describe->setChecked(m_describeExports);
  connect(describe, &QAction::toggled, this, [this](bool on) { m_describeExports = on; });
}

void DataPage::saveAs(const std::string& format, const QString& extension) {
  const DatasetInfo* info = workspace().dataset(utf8(m_choice->currentData().toString()));
  if (!info) return;
  QString name = qstr(info->name);
  name.replace('/', '-');
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the rows as a file"), QDir::homePath() + '/' + name + extension,
                                                    QString(extension == ".parquet" ? "*%1" : "*%1 *%1.gz *%1.zst *%1.zip").arg(extension));
  if (!path.isEmpty()) workspace().exportDataset(info->id, format, path, m_describeExports);
}

void DataPage::beginImport(const QStringList& files) {
  m_import->setFiles(files);
  m_importing = true;
  showView();
}

void DataPage::showView() {
  const bool any = !workspace().datasets().empty();
  m_stack->setCurrentWidget(m_importing ? static_cast<QWidget*>(m_import)
                            : any       ? static_cast<QWidget*>(m_tabs)
                                        : m_empty);
  m_add->setVisible(!m_importing && any);
  m_choice->setVisible(!m_importing && any);
  m_delete->setVisible(!m_importing && any);
  m_save->setVisible(!m_importing && any);
}

void DataPage::showDatasets() {
  const QSignalBlocker quiet(m_choice);
  m_choice->clear();
  for (const DatasetInfo& info : workspace().datasets())
    m_choice->addItem(titleOf(info), qstr(info.id));
  m_choice->setCurrentIndex(std::max(0, m_choice->findData(qstr(workspace().draft().datasetId))));
  showView();
  chooseDataset();
}

void DataPage::chooseDataset() {
  const std::string id = utf8(m_choice->currentData().toString());
  const DatasetInfo* info = workspace().dataset(id);
  if (!info || !workspace().project()) return;
  workspace().draft().datasetId = id;
  workspace().draft().datasetHash = info->contentHash;
  workspace().draft().split = info->split;
  const std::string key = id + toJson(info->split).dump();
  if (key == m_shown) return;
  m_shown = key;
  const int generation = ++m_generation;
  workspace().jobs().run<std::shared_ptr<const Dataset>>(
      Lane::Background, tr("Reading the rows"), this,
      [project = workspace().project(), id](const JobPort&) { return project->dataset(id); },
      [this, generation, info = *info](Result<std::shared_ptr<const Dataset>> dataset) {
        if (generation != m_generation) return;
        if (dataset) {
          showDataset(std::move(*dataset), info);
        } else {
          m_shown.clear();
          workspace().tellError(dataset.error());
        }
      });
}

void DataPage::showDataset(std::shared_ptr<const Dataset> dataset, const DatasetInfo& info) {
  m_message->clear();
  fillExportMenu(*dataset);
  m_rows->showDataset(dataset, info.id);
  m_check->showDataset(dataset, info.id);
  m_clean->showDataset(dataset, info.id);
  m_versions->showDataset(dataset, info);
  m_split->showDataset(dataset, info);
  m_lengths->setDataset(info.id);
  m_record->showDataset(std::move(dataset));
}

}  // namespace attune::ui

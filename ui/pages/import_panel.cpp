// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/import_panel.h"

#include <QShortcut>

#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {

struct Separator {
  char character;
  const char* label;
};
constexpr Separator kSeparators[] = {{0, QT_TRANSLATE_NOOP("attune::ui::ImportPanel", "found out")},
                                     {',', QT_TRANSLATE_NOOP("attune::ui::ImportPanel", "comma")},
                                     {';', QT_TRANSLATE_NOOP("attune::ui::ImportPanel", "semicolon")},
                                     {'\t', QT_TRANSLATE_NOOP("attune::ui::ImportPanel", "tab")},
                                     {'|', QT_TRANSLATE_NOOP("attune::ui::ImportPanel", "bar")}};
constexpr const char* kEncodings[] = {"", "utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1250"};

bool isTable(const Dialect& dialect) {
  return dialect.format == "csv" || dialect.format == "tsv";
}

// The columns that a schema's roles usually have in this table.
ColumnMapping guessed(const Schema& schema, const std::vector<std::string>& columns) {
  ColumnMapping mapping;
  mapping.schema = std::string(schema.id);
  for (const SchemaRole& role : schema.roles)
    for (const std::string_view alias : role.aliases) {
      const auto found =
          std::ranges::find_if(columns, [alias](const std::string& c) { return qstr(c).toLower() == qstr(alias); });
      if (found == columns.end()) continue;
      mapping.columns.emplace(role.id, *found);
      break;
    }
  return mapping;
}

}  // namespace

ImportPanel::ImportPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_problem(new MessageBar),
      m_usable(makeLabel({}, TextRole::Muted)),
      m_name(new QLineEdit),
      m_progress(new QProgressBar),
      m_import(makePrimaryButton(tr("&Import"), "check", "startImport")),
      m_cancel(makeButton(tr("&Cancel"), {}, "cancelImport")) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2 * kUnit);
  column->addWidget(m_problem);
  m_form = new QWidget;
  auto* cards = new QHBoxLayout(m_form);
  cards->setContentsMargins(0, 0, 0, 0);
  cards->setSpacing(2 * kUnit);
  cards->addWidget(makeFileCard(), 2);
  cards->addWidget(makeMappingCard(), 3);
  column->addWidget(m_form);
  m_table = makeTable(&m_model, "previewTable", tr("First rows of the file"));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  column->addWidget(m_table, 1);

  m_progressArea = new QWidget;
  auto* progressColumn = new QVBoxLayout(m_progressArea);
  progressColumn->setContentsMargins(0, 0, 0, 0);
  m_progressText = makeLabel({}, TextRole::Caption);
  m_progress->setTextVisible(false);
  progressColumn->addWidget(m_progressText);
  progressColumn->addWidget(m_progress);
  m_progressArea->hide();
  auto* row = makeRow({m_usable});
  row->setStretch(0, 1);
  row->addWidget(m_progressArea, 2);
  row->addWidget(m_cancel);
  row->addWidget(m_import);
  column->addLayout(row);
  connect(m_import, &QPushButton::clicked, this, &ImportPanel::start);
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    if (m_job) {
      m_job->cancel();
    } else {
      Q_EMIT cancelled();
    }
  });
  auto* go = new QShortcut(QKeySequence("Ctrl+Return"), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(go, &QShortcut::activated, m_import, &QPushButton::click);
  connect(&workspace, &Workspace::datasetImported, this, [this] {
    if (!m_waiting.empty()) m_list->item(static_cast<int>(m_waiting.back()))->setCheckState(Qt::Unchecked);
    if (m_waiting.size() > 1) {
      m_waiting.pop_back();
      return startNext();
    }
    m_waiting.clear();
    setBusy(false);
    Q_EMIT finished();
  });
  connect(&workspace, &Workspace::importFailed, this, [this] {
    m_waiting.clear();
    setBusy(false);
  });
}

QWidget* ImportPanel::makeFileCard() {
  auto* card = new Card(tr("File"));
  m_list = new QListWidget;
  m_list->setObjectName("describedDatasets");
  m_list->setAccessibleName(tr("Datasets that the file describes"));
  m_list->setMaximumHeight(fontMetrics().lineSpacing() * 8);
  m_list->hide();
  connect(m_list, &QListWidget::currentRowChanged, this, &ImportPanel::showDescribed);
  connect(m_list, &QListWidget::itemChanged, this, &ImportPanel::checkMappingNow);
  card->body()->addWidget(m_list);
  m_file = new ElidedLabel({}, Qt::ElideMiddle);
  m_facts = makeLabel({}, TextRole::Muted);
  card->body()->addWidget(m_file);
  card->body()->addWidget(m_facts);
  m_csv = new QWidget;
  auto* grid = new QGridLayout(m_csv);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(kUnit);
  m_separator = new QComboBox;
  m_separator->setObjectName("separator");
  for (const Separator& separator : kSeparators) m_separator->addItem(tr(separator.label));
  m_encoding = new QComboBox;
  m_encoding->setObjectName("encoding");
  for (const char* encoding : kEncodings)
    m_encoding->addItem(*encoding ? QString(encoding).toUpper() : tr("found out"));
  m_header = new QCheckBox(tr("First row names the columns"));
  m_header->setObjectName("header");
  m_header->setChecked(true);
  auto* separatorLabel = makeLabel(tr("Separator"), TextRole::Body, false);
  auto* encodingLabel = makeLabel(tr("Encoding"), TextRole::Body, false);
  separatorLabel->setBuddy(m_separator);
  encodingLabel->setBuddy(m_encoding);
  grid->addWidget(separatorLabel, 0, 0);
  grid->addWidget(m_separator, 0, 1);
  grid->addWidget(encodingLabel, 1, 0);
  grid->addWidget(m_encoding, 1, 1);
  grid->addWidget(m_header, 2, 0, 1, 2);
  grid->setColumnStretch(1, 1);
  card->body()->addWidget(m_csv);
  auto* nameLabel = makeLabel(tr("Name of the dataset"), TextRole::Body, false);
  nameLabel->setBuddy(m_name);
  m_name->setObjectName("datasetName");
  card->body()->addWidget(nameLabel);
  card->body()->addWidget(m_name);
  card->body()->addStretch();
  const auto reread = [this] {
    m_dialect.delimiter = kSeparators[m_separator->currentIndex()].character;
    m_dialect.encoding = kEncodings[m_encoding->currentIndex()];
    m_dialect.header = m_header->isChecked();
    readPreview();
  };
  connect(m_separator, &QComboBox::activated, this, reread);
  connect(m_encoding, &QComboBox::activated, this, reread);
  connect(m_header, &QCheckBox::clicked, this, reread);
  return card;
}

QWidget* ImportPanel::makeMappingCard() {
  auto* card = new Card(tr("What the columns mean"));
  m_schema = new QComboBox;
  m_schema->setObjectName("schema");
  m_schema->setAccessibleName(tr("Kind of rows"));
  connect(m_schema, &QComboBox::activated, this, &ImportPanel::showSchema);
  card->body()->addWidget(m_schema);
  m_roles = new QGridLayout;
  m_roles->setVerticalSpacing(kUnit);
  m_roles->setHorizontalSpacing(2 * kUnit);
  m_roles->setColumnStretch(1, 1);
  card->body()->addLayout(m_roles);
  m_systemRow = new QWidget;
  auto* systemColumn = new QVBoxLayout(m_systemRow);
  systemColumn->setContentsMargins(0, 0, 0, 0);
  systemColumn->setSpacing(4);
  m_system = new QLineEdit;
  m_system->setObjectName("systemPrompt");
  m_system->setPlaceholderText(tr("none"));
  auto* label = makeLabel(tr("Instruction before every conversation"), TextRole::Body, false);
  label->setBuddy(m_system);
  systemColumn->addWidget(label);
  systemColumn->addWidget(m_system);
  card->body()->addWidget(m_systemRow);
  card->body()->addStretch();
  return card;
}

void ImportPanel::setFiles(const QStringList& files) {
  m_chosen = m_files = files;
  m_dialect = {};
  m_described.clear();
  m_shown = -1;
  m_list->hide();
  m_separator->setCurrentIndex(0);
  m_encoding->setCurrentIndex(0);
  m_header->setChecked(true);
  m_name->setText(files.isEmpty() ? QString() : QFileInfo(files[0]).completeBaseName());
  setBusy(false);
  // A folder of LLaMA-Factory is described by that file in it.
  const QString described = QStringLiteral("dataset_info.json");
  if (files.size() == 1 && QDir(files[0]).exists(described)) m_chosen = {QDir(files[0]).filePath(described)};
  if (m_chosen.size() == 1 && QFileInfo(m_chosen[0]).fileName() == described) return readDescriptions();
  readPreview();
}

// LLaMA-Factory's list of datasets: each lies in a file beside it and has a mapping of its own.
void ImportPanel::readDescriptions() {
  m_problem->clear();
  m_import->setEnabled(false);
  m_form->setVisible(false);
  m_model.clear();
  const int generation = ++m_generation;
  m_workspace.jobs().run<DatasetInfoFile>(
      Lane::Background, tr("Reading the file"), this,
      [path = std::filesystem::path(utf8(m_chosen[0]))](const JobPort&) { return readDatasetInfo(path); },
      [this, generation](Result<DatasetInfoFile> file) {
        if (generation != m_generation) return;
        if (!file) return m_problem->showError(file.error());
        m_described = std::move(file->datasets);
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const DescribedDataset& dataset : m_described) {
          auto* item = new QListWidgetItem(qstr(dataset.name), m_list);
          item->setCheckState(Qt::Checked);
          item->setToolTip(qstr(dataset.path.filename().string()));
        }
        QStringList left;
        for (const Error& note : file->notes) left.append(errorText(note));
        if (m_described.empty())
          return m_problem->showMessage(Severity::Error, tr("The file describes no dataset that can be imported."), left.join('\n'));
        m_list->show();
        m_list->setCurrentRow(0);
        showDescribed(0);
        if (!left.isEmpty()) m_problem->showMessage(Severity::Warning, tr("%n dataset(s) were left out.", nullptr, static_cast<int>(left.size())), left.join('\n'));
      });
}

// What was changed in the form for the described dataset that is shown.
void ImportPanel::keepEdits() {
  if (m_shown < 0 || m_preview.columns.empty()) return;
  DescribedDataset& shown = m_described[static_cast<std::size_t>(m_shown)];
  shown.mapping = mapping();
  shown.name = utf8(m_name->text().trimmed());
}

void ImportPanel::showDescribed(int index) {
  if (index < 0 || index >= static_cast<int>(m_described.size()) || index == m_shown) return;
  keepEdits();
  m_shown = index;
  const DescribedDataset& dataset = m_described[static_cast<std::size_t>(index)];
  m_files = {qstr(dataset.path.string())};
  m_dialect = {};
  m_preview = {};
  m_name->setText(qstr(dataset.name));
  readPreview();
}

void ImportPanel::readPreview() {
  m_problem->clear();
  m_import->setEnabled(false);
  if (m_files.isEmpty()) return;
  const int generation = ++m_generation;
  m_workspace.jobs().run<Preview>(
      Lane::Background, tr("Reading the file"), this,
      [path = std::filesystem::path(utf8(m_files[0])), dialect = m_dialect](const JobPort&) {
        constexpr std::size_t kShownRows = 1000;
        return previewFile(path, dialect, kShownRows);
      },
      [this, generation](Result<Preview> preview) {
        if (generation != m_generation) return;  // another file was chosen meanwhile
        if (preview) {
          showPreview(*preview);
        } else {
          m_form->setVisible(m_shown >= 0);  // another dataset of the list can be chosen
          m_model.clear();
          m_problem->showError(preview.error());
        }
      });
}

void ImportPanel::showPreview(const Preview& preview) {
  m_preview = preview;
  m_form->setVisible(true);
  const QString more =
      m_files.size() > 1 ? ' ' + tr("and %n more file(s)", nullptr, static_cast<int>(m_files.size()) - 1) : QString();
  static_cast<ElidedLabel*>(m_file)->setFullText((m_files.isEmpty() ? QString() : QFileInfo(m_files[0]).fileName()) +
                                                 more);
  const QString rows = preview.complete ? tr("%n row(s)", nullptr, static_cast<int>(preview.rowsEstimated))
                                        : tr("about %n row(s)", nullptr, static_cast<int>(preview.rowsEstimated));
  m_facts->setText(QStringList{qstr(preview.dialect.format).toUpper(), qstr(preview.dialect.encoding).toUpper(),
                               formatBytes(preview.fileBytes), rows}
                       .join(QStringLiteral(" · ")));
  m_csv->setVisible(isTable(preview.dialect));
  std::vector<TableColumn> columns;
  for (std::size_t c = 0; c < preview.columns.size(); ++c)
    columns.push_back({qstr(preview.columns[c]), [this, c](int row) {
                         const auto& cells = m_preview.rows[static_cast<std::size_t>(row)];
                         return c < cells.size() ? oneLine(qstr(cells[c]), 200) : QString();
                       }});
  m_model.reset(static_cast<int>(preview.rows.size()), std::move(columns));
  setColumnWidths(m_table, std::vector<int>(preview.columns.size(), 32));
  if (!preview.notes.empty())
    m_problem->showMessage(Severity::Warning, errorText(preview.notes.front()), errorHint(preview.notes.front()));
  const QSignalBlocker quiet(m_schema);
  m_schema->clear();
  for (const SchemaMatch& match : preview.schemas)
    if (const Schema* schema = findSchema(match.mapping.schema))
      m_schema->addItem(coreText(schema->label), qstr(schema->id));
  for (const Schema* schema : schemas())
    if (m_schema->findData(qstr(schema->id)) < 0) m_schema->addItem(coreText(schema->label), qstr(schema->id));
  if (m_shown < 0) {
    m_schema->setCurrentIndex(0);
    return showSchema();
  }
  const ColumnMapping& described = m_described[static_cast<std::size_t>(m_shown)].mapping;
  m_schema->setCurrentIndex(std::max(0, m_schema->findData(qstr(described.schema))));
  m_system->setText(qstr(described.systemPrompt));
  showMapping(described);
}

void ImportPanel::showSchema() {
  const std::string id = utf8(m_schema->currentData().toString());
  const auto match =
      std::ranges::find_if(m_preview.schemas, [&](const SchemaMatch& m) { return m.mapping.schema == id; });
  const Schema* schema = findSchema(id);
  if (!schema) return;
  showMapping(match != m_preview.schemas.end() ? match->mapping : guessed(*schema, m_preview.columns));
}

void ImportPanel::showMapping(const ColumnMapping& given) {
  const Schema* schema = findSchema(given.schema);
  if (!schema) return;
  m_base = given;
  m_systemRow->setVisible(schema->kind == ExampleKind::Conversation || schema->kind == ExampleKind::Preference ||
                           schema->kind == ExampleKind::Rated);
  showRoles(m_base);
}

void ImportPanel::showRoles(const ColumnMapping& given) {
  clearLayout(m_roles);
  m_roleCombos.clear();
  const Schema* schema = findSchema(given.schema);
  int row = 0;
  for (const SchemaRole& role : schema->roles) {
    auto* combo = new QComboBox;
    combo->setObjectName("role_" + qstr(role.id));
    combo->addItem(role.required ? tr("choose a column") : tr("none"), QString());
    for (const std::string& column : m_preview.columns) combo->addItem(qstr(column), qstr(column));
    combo->setCurrentIndex(std::max(0, combo->findData(qstr(given.column(role.id)))));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(combo, &QComboBox::activated, this, &ImportPanel::checkMappingNow);
    const QString name = coreText(role.label);
    auto* label = makeLabel(name, TextRole::Body, false);
    label->setBuddy(combo);
    combo->setAccessibleName(name);
    m_roles->addWidget(label, row, 0);
    m_roles->addWidget(combo, row++, 1);
    m_roleCombos.emplace_back(std::string(role.id), combo);
  }
  checkMappingNow();
}

ColumnMapping ImportPanel::mapping() const {
  ColumnMapping mapping = m_base;
  for (const auto& [role, combo] : m_roleCombos) {
    const std::string column = utf8(combo->currentData().toString());
    if (column.empty()) {
      mapping.columns.erase(role);
    } else {
      mapping.columns[role] = column;
    }
  }
  mapping.systemPrompt = m_systemRow->isHidden() ? std::string() : utf8(m_system->text().trimmed());
  return mapping;
}

void ImportPanel::checkMappingNow() {
  const ColumnMapping now = mapping();
  const auto valid = checkMapping(now, m_preview.columns);
  const auto match = std::ranges::find_if(m_preview.schemas, [&](const SchemaMatch& m) {
    return m.mapping.schema == now.schema && m.mapping.columns == now.columns;
  });
  if (!valid) {
    m_usable->setText(errorText(valid.error()));
  } else if (match != m_preview.schemas.end()) {
    m_usable->setText(tr("%1 of the first %2 rows can be used as they are.")
                          .arg(formatCount(static_cast<std::int64_t>(match->usableRows)),
                               formatCount(static_cast<std::int64_t>(m_preview.rows.size()))));
  } else {
    m_usable->setText({});
  }
  setStyleProperty(m_usable, "role", valid ? "muted" : "invalid");
  bool any = m_shown < 0;
  for (int i = 0; i < m_list->count() && !any; ++i) any = m_list->item(i)->checkState() == Qt::Checked;
  m_import->setEnabled(valid.has_value() && any && !m_job);
}

void ImportPanel::start() {
  if (!m_import->isEnabled()) return;
  if (m_shown < 0) {
    std::vector<std::filesystem::path> paths;
    for (const QString& file : m_files) paths.emplace_back(utf8(file));
    m_job = m_workspace.importFiles(std::move(paths), mapping(), m_dialect, utf8(m_name->text().trimmed()));
    if (!m_job) return;
    setBusy(true);
    connect(m_job, &Job::progressed, this, &ImportPanel::followJob);
    return;
  }
  keepEdits();
  m_waiting.clear();
  for (int i = m_list->count() - 1; i >= 0; --i)
    if (m_list->item(i)->checkState() == Qt::Checked) m_waiting.push_back(static_cast<std::size_t>(i));
  startNext();
}

void ImportPanel::startNext() {
  const DescribedDataset& dataset = m_described[m_waiting.back()];
  const Dialect dialect = static_cast<int>(m_waiting.back()) == m_shown ? m_dialect : Dialect{};
  m_job = m_workspace.importFiles({dataset.path}, dataset.mapping, dialect, dataset.name);
  if (!m_job) return m_waiting.clear();
  setBusy(true);
  connect(m_job, &Job::progressed, this, &ImportPanel::followJob);
}

void ImportPanel::followJob() {
  if (!m_job) return;
  const Progress& progress = m_job->progress();
  QString text = progress.text.empty() ? tr("Importing") : coreText(progress.text);
  if (progress.remainingSeconds >= 1) text = tr("%1, about %2 left").arg(text, formatDuration(progress.remainingSeconds));
  m_progressText->setText(text);
  m_progress->setRange(0, progress.fraction < 0 ? 0 : 1000);
  m_progress->setValue(static_cast<int>(progress.fraction * 1000));
}

void ImportPanel::setBusy(bool busy) {
  if (!busy) m_job.clear();
  m_form->setEnabled(!busy);
  m_progressArea->setVisible(busy);
  m_usable->setVisible(!busy);
  m_progress->setRange(0, 0);
  m_progressText->setText(tr("Importing"));
  m_cancel->setText(busy ? tr("&Stop") : tr("&Cancel"));
  if (busy)
    m_import->setEnabled(false);
  else if (!m_preview.columns.empty())
    checkMappingNow();
}

}  // namespace attune::ui

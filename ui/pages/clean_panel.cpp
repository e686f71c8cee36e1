// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean_panel.h"

#include <QShortcut>

#include "core/workflow/data_work.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

namespace {

// The name of a setting; its id when a newer version wrote it.
QString labelOf(const RecipeStep* step, const std::string& id) {
  if (step)
    for (const StepParameter& parameter : step->parameters)
      if (parameter.id == id) return coreText(parameter.label);
  return qstr(id);
}

// Settings by name; long lists are cut.
QString settingsText(const Json& step) {
  const RecipeStep* known = findRecipeStep(step.value("step", std::string{}));
  QStringList parts;
  for (const auto& [key, value] : step.items()) {
    if (key == "step" || key == "counts") continue;
    const QString shown = value.is_string() ? qstr(value.get<std::string>()) : qstr(value.dump());
    parts << labelOf(known, key) + ": " + oneLine(shown, 80);
  }
  // Labels that a step draws more often, with their weights.
  const Json counts = step.value("counts", Json::object());
  if (counts.contains("labels"))
    for (const auto& [label, drawn] : counts["labels"].items())
      if (drawn.value("weight", 1.0) > 1) parts << qstr(label) + QString(" × %1").arg(drawn.value("weight", 1.0), 0, 'f', 1);
  return oneLine(parts.join(", "), 240);
}

QString labelOf(const Json& step) {
  const std::string id = step.value("step", std::string{});
  const RecipeStep* known = findRecipeStep(id);
  return known ? coreText(known->label) : qstr(id);
}

}  // namespace

CleanPanel::CleanPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_summary(makeLabel({}, TextRole::Muted)),
      m_help(makeLabel({}, TextRole::Muted)),
      m_table(makeTable(&m_model, "stepsTable", tr("Cleaning steps"))),
      m_choice(new QComboBox),
      m_fields(new QFormLayout),
      m_add(makeButton(tr("&Add step"), "plus", "addStep")),
      m_remove(makeButton(tr("&Remove"), "trash", "removeStep")),
      m_undo(makeButton(tr("&Undo"), "undo", "undoStep")),
      m_save(makePrimaryButton(tr("&Save as new version"), "check", "saveVersion")),
      m_message(new MessageBar) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kUnit, 0, 0);
  column->setSpacing(kUnit);
  column->addWidget(m_message);
  auto* row = new QHBoxLayout;
  row->setSpacing(2 * kUnit);
  auto* list = new Card(tr("Steps"));
  list->body()->addWidget(m_summary);
  list->body()->addWidget(m_table, 1);
  list->body()->addStretch();  // takes the place while there is no step to list
  list->body()->addLayout(makeRow({m_undo, m_remove}, true));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  row->addWidget(list, 3);
  row->addWidget(makeForm(), 2);
  column->addLayout(row, 1);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(m_save);
  column->addLayout(buttons);
  connect(m_undo, &QPushButton::clicked, this, &CleanPanel::undo);
  connect(m_remove, &QPushButton::clicked, this, &CleanPanel::removeSelected);
  connect(m_save, &QPushButton::clicked, this, &CleanPanel::save);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    m_remove->setEnabled(index.row() >= static_cast<int>(m_applied) && index.row() < m_model.rowCount());
  });
  auto* back = new QShortcut(QKeySequence::Undo, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(back, &QShortcut::activated, this, &CleanPanel::undo);
  auto* away = new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
  connect(away, &QShortcut::activated, this, &CleanPanel::removeSelected);
}

QWidget* CleanPanel::makeForm() {
  auto* card = new Card(tr("Add a step"));
  m_choice->setObjectName("stepChoice");
  m_choice->setAccessibleName(tr("Kind of step"));
  m_choice->setMaxVisibleItems(24);
  for (const RecipeStep& step : recipeSteps())
    if (step.id != "edit_row") m_choice->addItem(coreText(step.label), qstr(step.id));
  card->body()->addWidget(m_choice);
  card->body()->addWidget(m_help);
  m_fields->setVerticalSpacing(kUnit);
  m_fields->setHorizontalSpacing(2 * kUnit);
  card->body()->addLayout(m_fields);
  card->body()->addStretch();
  card->body()->addLayout(makeRow({m_add}, true));
  connect(m_choice, &QComboBox::currentIndexChanged, this, &CleanPanel::chooseStep);
  connect(m_add, &QPushButton::clicked, this, &CleanPanel::addFromForm);
  chooseStep();
  return card;
}

void CleanPanel::chooseStep() {
  const RecipeStep* step = findRecipeStep(utf8(m_choice->currentData().toString()));
  while (m_fields->rowCount() > 0) m_fields->removeRow(0);
  m_values.clear();
  if (!step) return;
  m_help->setText(coreText(step->help));
  for (const auto& [parameter, label] : step->parameters) {
    auto* field = new QLineEdit;
    field->setObjectName(qstr(parameter));
    field->setAccessibleName(coreText(label));
    field->setPlaceholderText(tr("not set"));
    connect(field, &QLineEdit::returnPressed, this, &CleanPanel::addFromForm);
    m_fields->addRow(makeLabel(coreText(label), TextRole::Muted), field);
    m_values.emplace_back(parameter, field);
  }
}

void CleanPanel::addFromForm() {
  Json step{{"step", utf8(m_choice->currentData().toString())}};
  for (const auto& [parameter, field] : m_values) {
    const std::string text = utf8(field->text().trimmed());
    if (text.empty()) continue;
    const Json value = Json::parse(text, nullptr, false);
    step[parameter] = value.is_discarded() || value.is_null() ? Json(text) : value;
  }
  plan(step);
}

void CleanPanel::showDataset(std::shared_ptr<const Dataset> dataset, const std::string& id) {
  // The same rows again, after a split or a rename: the plan stays.
  const bool same = m_dataset && dataset && m_id == id;
  m_dataset = std::move(dataset);
  m_id = id;
  if (same) return;
  m_history.clear();
  m_planned = Json::array();
  m_message->clear();
  count();
  Q_EMIT planChanged(0);
}

void CleanPanel::plan(const Json& step) {
  Json planned = m_planned;
  planned.push_back(step);
  change(std::move(planned));
}

void CleanPanel::change(Json planned) {
  m_history.push_back(std::exchange(m_planned, std::move(planned)));
  count();
  Q_EMIT planChanged(static_cast<int>(m_planned.size()));
}

void CleanPanel::undo() {
  if (m_history.empty()) return;
  m_planned = std::move(m_history.back());
  m_history.pop_back();
  count();
  Q_EMIT planChanged(static_cast<int>(m_planned.size()));
}

void CleanPanel::removeSelected() {
  const auto row = m_table->currentIndex().row() - static_cast<int>(m_applied);
  if (row < 0 || row >= static_cast<int>(m_planned.size())) return;
  Json planned = m_planned;
  planned.erase(static_cast<std::size_t>(row));
  change(std::move(planned));
}

// The plan is tried on a copy of the rows, so that every step shows what it would do before anything is stored.
void CleanPanel::count() {
  const int generation = ++m_generation;
  if (m_job) m_job->cancel();
  m_message->clear();
  showCounts(std::vector<StepReport>{});
  if (!m_workspace.project() || m_planned.empty()) return;
  m_save->setEnabled(false);
  using Counts = std::vector<StepReport>;
  m_job = m_workspace.jobs().run<Counts>(
      Lane::Background, tr("Counting the steps"), this,
      [project = m_workspace.project(), id = m_id, planned = m_planned](const JobPort& port) -> Result<Counts> {
        ATTUNE_TRY(CleanedVersion version, cleanDataset(*project, id, planned, {}, false,
                                                        {.progress = port.progressSink(), .stop = port.stop()}));
        return std::move(version.cleaned.steps);
      },
      [this, generation](Result<Counts> counts) {
        if (generation == m_generation) showCounts(counts);
      });
}

void CleanPanel::showCounts(const Result<std::vector<StepReport>>& counts) {
  m_shown.clear();
  if (m_dataset)
    for (const auto& step : m_dataset->recipe) m_shown.push_back(step);
  m_applied = m_shown.size();
  for (std::size_t i = 0; i < m_planned.size(); ++i) {
    Json& step = m_shown.emplace_back(m_planned[i]);
    if (counts && i < counts->size()) step["counts"] = toJson((*counts)[i]);
  }
  showSteps();
  const bool ready = counts && counts->size() == m_planned.size() && !m_planned.empty();
  m_save->setEnabled(ready);
  m_undo->setEnabled(!m_history.empty());
  m_remove->setEnabled(false);
  if (!counts) m_message->showError(counts.error());
  const int planned = static_cast<int>(m_planned.size());
  m_summary->setText(m_shown.empty() ? tr("No steps yet. Add one here, or plan one under “Check”. The rows that "
                                          "are stored now are never changed.")
                     : planned == 0  ? tr("These steps made this version. The version before is still there.")
                     : ready         ? tr("%n step(s) planned; saving gives %1 rows.", nullptr, planned)
                                   .arg(formatCount(static_cast<std::int64_t>(counts->back().after)))
                                     : tr("%n step(s) planned.", nullptr, planned));
}

void CleanPanel::showSteps() {
  const auto at = [this](int row) -> const Json& { return m_shown[static_cast<std::size_t>(row)]; };
  const auto number = [at](const char* key) {
    return [at, key](int row) {
      const Json counts = at(row).value("counts", Json::object());
      return counts.contains(key) ? formatCount(counts[key].get<std::int64_t>()) : QString::fromUtf8("…");
    };
  };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Step"),
                     .text = [at](int row) { return labelOf(at(row)); },
                     .other =
                         [this, at](int row, int role) {
                           if (role == Qt::DecorationRole)
                             return QVariant(row < static_cast<int>(m_applied) ? icon("check", Tint::Success)
                                                                               : icon("clock", Tint::Muted));
                           if (role == Qt::ToolTipRole) return QVariant(plainTooltip(settingsText(at(row))));
                           return QVariant();
                         }});
  columns.push_back({.title = tr("State"), .text = [this](int row) {
                       return row < static_cast<int>(m_applied) ? tr("done") : tr("planned");
                     }});
  columns.push_back({.title = tr("Before"), .text = number("before"), .number = true});
  columns.push_back({.title = tr("After"), .text = number("after"), .number = true});
  columns.push_back({.title = tr("Changed"), .text = number("changed"), .number = true});
  columns.push_back({.title = tr("Settings"), .text = [at](int row) { return settingsText(at(row)); }});
  m_model.reset(static_cast<int>(m_shown.size()), std::move(columns));
  m_table->setVisible(!m_shown.empty());
  setColumnWidths(m_table, {24, 10, 9, 9, 9});
}

void CleanPanel::save() {
  if (!m_workspace.project() || m_planned.empty()) return;
  m_save->setEnabled(false);
  m_job = m_workspace.jobs().run<DatasetInfo>(
      Lane::Background, tr("Saving the new version"), this,
      [project = m_workspace.project(), id = m_id, planned = m_planned](const JobPort& port) -> Result<DatasetInfo> {
        ATTUNE_TRY(CleanedVersion version, cleanDataset(*project, id, planned, {}, true,
                                                        {.progress = port.progressSink(), .stop = port.stop()}));
        return *version.stored;
      },
      [this](Result<DatasetInfo> info) {
        if (!info) {
          m_save->setEnabled(true);
          m_message->showError(info.error());
          return;
        }
        m_workspace.draft().datasetId = info->id;
        m_workspace.tell(Severity::Success,
                         tr("Version %1 of “%2” is stored: %n row(s).", nullptr, static_cast<int>(info->rows))
                             .arg(info->version)
                             .arg(qstr(info->name)),
                         tr("The version before it is still in the list of datasets."));
        m_workspace.refresh();
      });
}

}  // namespace attune::ui

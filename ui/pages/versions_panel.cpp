// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/versions_panel.h"

#include "core/data/recipe.h"
#include "core/workflow/data_work.h"
#include "ui/pages/data_page.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

namespace {

constexpr std::size_t kShownLabels = 8;

// One row of the comparison: what became of it, and where it stands.
struct Change {
  enum class Kind { Removed, Added, Made, Edited } kind;
  std::uint32_t row;
};

QString kindText(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::Removed:
      return VersionsPanel::tr("removed");
    case Change::Kind::Added:
      return VersionsPanel::tr("added");
    case Change::Kind::Made:
      return VersionsPanel::tr("made by a step");
    case Change::Kind::Edited:
      break;
  }
  return VersionsPanel::tr("edited");
}

}  // namespace

VersionsPanel::VersionsPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_save(makeButton(tr("&Save"), "check", "saveCard")),
      m_other(new QComboBox),
      m_summary(makeLabel({}, TextRole::Section)),
      m_labels(makeLabel({}, TextRole::Muted)),
      m_message(new MessageBar),
      m_table(makeTable(&m_model, "changesTable", tr("Changed rows"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kUnit, 0, 0);
  column->setSpacing(2 * kUnit);
  column->addWidget(m_message);
  column->addWidget(makeCard());
  auto* changes = new Card(tr("What changed"));
  m_other->setObjectName("otherVersion");
  m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_other->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
  auto* label = makeLabel(tr("Compared with"), TextRole::Body, false);
  label->setBuddy(m_other);
  m_other->setAccessibleName(label->text());
  changes->body()->addLayout(makeRow({label, m_other}, true));
  changes->body()->addWidget(m_summary);
  changes->body()->addWidget(m_labels);
  changes->body()->addWidget(m_table, 1);
  changes->body()->addStretch();  // takes the place while there is nothing to list
  column->addWidget(changes, 1);
  connect(m_other, &QComboBox::activated, this, &VersionsPanel::compare);
}

QWidget* VersionsPanel::makeCard() {
  auto* box = new Card(tr("What is known of these rows"));
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(2 * kUnit);
  grid->setVerticalSpacing(kUnit);
  for (const DataCardField& field : kDataCardFields) {
    auto* edit = new QLineEdit;
    auto* label = makeLabel(coreText(field.label), TextRole::Body, false);
    label->setBuddy(edit);
    edit->setObjectName(QString("card-") + field.id);
    edit->setAccessibleName(label->text());
    edit->setPlaceholderText(coreText(field.help));
    const int row = static_cast<int>(m_fields.size());
    grid->addWidget(label, row, 0);
    grid->addWidget(edit, row, 1);
    m_fields.push_back(edit);
    connect(edit, &QLineEdit::textEdited, this, [this] { m_save->setEnabled(card() != m_stored); });
    connect(edit, &QLineEdit::returnPressed, m_save, &QPushButton::click);
  }
  grid->setColumnStretch(1, 1);
  box->body()->addLayout(grid);
  auto* note = makeLabel(tr("Every report on a run with these rows tells this."), TextRole::Muted);
  auto* row = makeRow({note});
  row->setStretch(0, 1);
  row->addWidget(m_save);
  box->body()->addLayout(row);
  m_save->setEnabled(false);
  connect(m_save, &QPushButton::clicked, this, &VersionsPanel::saveCard);
  return box;
}

DataCard VersionsPanel::card() const {
  DataCard card;
  for (std::size_t i = 0; i < m_fields.size(); ++i) card.*kDataCardFields[i].value = utf8(m_fields[i]->text().trimmed());
  return card;
}

void VersionsPanel::showDataset(std::shared_ptr<const Dataset> dataset, const DatasetInfo& info) {
  m_dataset = std::move(dataset);
  m_info = info;
  m_read = false;
  m_message->clear();
  m_other->clear();
  for (const DatasetInfo& other : m_workspace.datasets()) {
    if (other.id == info.id) continue;
    m_other->addItem(DataPage::titleOf(other), qstr(other.id));
  }
  m_other->setCurrentIndex(std::max(0, m_other->findData(qstr(info.parent))));
  m_other->setEnabled(m_other->count() > 0);
  m_model.clear();
  m_labels->setText({});
  m_summary->setText(m_other->count() > 0 ? QString() : tr("There is no other version yet."));
  m_table->hide();
  if (isVisible()) readCard();
}

void VersionsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!m_read) readCard();
}

void VersionsPanel::readCard() {
  if (!m_workspace.project() || m_info.id.empty()) return;
  m_read = true;
  m_workspace.jobs().run<DataCard>(
      Lane::Background, tr("Reading what is known of the rows"), this,
      [project = m_workspace.project(), id = m_info.id](const JobPort&) { return dataCard(*project, id); },
      [this, id = m_info.id](Result<DataCard> read) {
        if (id != m_info.id) return;
        if (!read) return m_message->showError(read.error());
        m_stored = std::move(*read);
        for (std::size_t i = 0; i < m_fields.size(); ++i) m_fields[i]->setText(qstr(m_stored.*kDataCardFields[i].value));
        m_save->setEnabled(false);
      });
  compare();
}

void VersionsPanel::saveCard() {
  if (!m_workspace.project()) return;
  m_save->setEnabled(false);
  m_workspace.jobs().run<DataCard>(
      Lane::Background, tr("Saving what is known of the rows"), this,
      [project = m_workspace.project(), id = m_info.id, card = card()](const JobPort&) -> Result<DataCard> {
        ATTUNE_TRY_VOID(setDataCard(*project, id, card));
        return card;
      },
      [this](Result<DataCard> saved) {
        if (!saved) return m_message->showError(saved.error());
        m_stored = std::move(*saved);
        m_message->showMessage(Severity::Success, tr("Saved."));
        m_message->hideAfter(4000);
      });
}

void VersionsPanel::compare() {
  const std::string other = utf8(m_other->currentData().toString());
  if (!m_workspace.project() || other.empty() || !m_dataset) return;
  const int generation = ++m_generation;
  m_summary->setText(tr("Comparing…"));
  m_workspace.jobs().run<Compared>(
      Lane::Background, tr("Comparing two versions"), this,
      [project = m_workspace.project(), other, dataset = m_dataset](const JobPort&) -> Result<Compared> {
        Compared compared;
        ATTUNE_TRY(compared.other, project->dataset(other));
        compared.diff = compareVersions(*compared.other, *dataset);
        return compared;
      },
      [this, generation](Result<Compared> compared) {
        if (generation != m_generation) return;
        if (compared) showCompared(*compared);
        else m_message->showError(compared.error());
      });
}

void VersionsPanel::showCompared(const Compared& compared) {
  const VersionDiff& diff = compared.diff;
  const auto count = [](std::uint64_t n) { return formatCount(static_cast<std::int64_t>(n)); };
  m_summary->setText(diff.any() ? tr("Same %1 · removed %2 · added %3 · edited %4")
                                      .arg(count(diff.unchanged), count(diff.removed.size()), count(diff.added.size()),
                                           count(diff.edited.size()))
                                : tr("Both have the same rows."));
  QStringList labels;
  for (const auto& [label, shift] : diff.labels)
    if (shift.before != shift.after && labels.size() < static_cast<qsizetype>(kShownLabels))
      labels << tr("%1: %2 → %3").arg(qstr(label), count(shift.before), count(shift.after));
  m_labels->setText(labels.isEmpty() ? QString()
                                     : tr("The mixture of labels moved by %1. %2")
                                           .arg(formatPercent(diff.labelShift, 1), labels.join(" · ")));
  m_labels->setVisible(!labels.isEmpty());
  std::vector<Change> changes;
  for (const auto row : diff.removed) changes.push_back({Change::Kind::Removed, row});
  for (const auto& [before, after] : diff.edited) changes.push_back({Change::Kind::Edited, after});
  for (const auto row : diff.added)
    changes.push_back({syntheticOrigin(m_dataset->examples[row]).empty() ? Change::Kind::Added : Change::Kind::Made, row});
  const auto at = [changes](int row) { return changes[static_cast<std::size_t>(row)]; };
  const auto example = [at, before = compared.other, after = m_dataset](int row) -> Example {
    return (at(row).kind == Change::Kind::Removed ? before : after)->examples[at(row).row];
  };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Change"), .text = [at](int row) { return kindText(at(row).kind); }});
  columns.push_back({.title = tr("Row"),
                     .text = [example](int row) { return formatCount(static_cast<std::int64_t>(example(row).sourceRow)); },
                     .number = true});
  columns.push_back({.title = tr("Text"), .text = [example](int row) { return oneLine(qstr(plainText(example(row)))); }});
  m_model.reset(static_cast<int>(changes.size()), std::move(columns));
  setColumnWidths(m_table, {18, 9});
  m_table->setVisible(!changes.empty());
}

}  // namespace attune::ui

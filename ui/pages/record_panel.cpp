// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/record_panel.h"

#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

RecordPanel::RecordPanel()
    : m_rows(new Fact(tr("Rows in the files"), "ledgerRows")),
      m_kept(new Fact(tr("Kept"), "ledgerKept")),
      m_dropped(new Fact(tr("Dropped"), "ledgerDropped")),
      m_sources(makeLabel({}, TextRole::Muted)),
      m_hash(makeLabel({}, TextRole::Caption)),
      m_none(makeLabel(tr("Every row of the files could be used."), TextRole::Muted)),
      m_table(makeTable(&m_model, "ledgerTable", tr("Dropped rows"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kUnit, 0, 0);
  column->setSpacing(2 * kUnit);
  auto* card = new Card;
  auto* facts = makeRow({m_rows, m_kept, m_dropped}, true);
  facts->setSpacing(5 * kUnit);
  card->body()->addLayout(facts);
  card->body()->addWidget(m_sources);
  m_hash->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  card->body()->addWidget(m_hash);
  column->addWidget(card);
  column->addWidget(m_none);
  column->addWidget(m_table, 1);
  column->addStretch();
}

void RecordPanel::showDataset(std::shared_ptr<const Dataset> dataset) {
  m_dataset = std::move(dataset);
  if (!m_dataset) {
    m_model.clear();
    return;
  }
  const Ledger& ledger = m_dataset->ledger;
  m_rows->setValue(formatCount(static_cast<std::int64_t>(ledger.rows())));
  m_kept->setValue(formatCount(static_cast<std::int64_t>(ledger.kept())));
  m_dropped->setValue(formatCount(static_cast<std::int64_t>(ledger.droppedCount())));
  QStringList sources;
  for (const SourceFile& file : m_dataset->sources)
    sources << qstr(file.name) + " (" + qstr(file.format).toUpper() + ", " + qstr(file.encoding).toUpper() + ", " +
                   formatBytes(file.bytes) + ')';
  m_sources->setText(sources.join('\n'));
  m_hash->setText(tr("Fingerprint of the rows: %1").arg(qstr(m_dataset->contentHash)));
  const auto& dropped = ledger.dropped();
  m_none->setVisible(dropped.empty());
  m_table->setVisible(!dropped.empty());
  const auto at = [this](int row) -> const DroppedRow& {
    return m_dataset->ledger.dropped()[static_cast<std::size_t>(row)];
  };
  std::vector<TableColumn> columns;
  if (m_dataset->sources.size() > 1)
    columns.push_back({.title = tr("File"), .text = [this, at](int row) {
                         const auto file = at(row).file;
                         return file < m_dataset->sources.size() ? qstr(m_dataset->sources[file].name) : QString();
                       }});
  columns.push_back({.title = tr("Row"),
                     .text = [at](int row) { return formatCount(static_cast<std::int64_t>(at(row).row)); },
                     .number = true});
  columns.push_back({.title = tr("Line"),
                     .text =
                         [at](int row) {
                           return at(row).line == 0 ? QString() : formatCount(static_cast<std::int64_t>(at(row).line));
                         },
                     .number = true});
  columns.push_back({.title = tr("Reason"),
                     .text = [at](int row) { return errorText(at(row).reason); },
                     .other =
                         [at](int row, int role) {
                           return role == Qt::ToolTipRole ? QVariant(plainTooltip(errorText(at(row).reason) + '\n' +
                                                                                  errorHint(at(row).reason)))
                                                          : QVariant();
                         }});
  const bool files = columns.size() == 4;
  m_model.reset(static_cast<int>(dropped.size()), std::move(columns));
  setColumnWidths(m_table, files ? std::vector<int>{30, 11, 11} : std::vector<int>{11, 11});
}

}  // namespace attune::ui

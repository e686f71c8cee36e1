// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

namespace attune::ui {

void TableModel::reset(int rows, std::vector<TableColumn> columns) {
  beginResetModel();
  m_rows = rows;
  m_columns = std::move(columns);
  endResetModel();
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_rows || index.column() >= columnCount()) return {};
  const TableColumn& column = m_columns[static_cast<std::size_t>(index.column())];
  if (role == Qt::DisplayRole) return column.text(index.row());
  if (role == Qt::TextAlignmentRole)
    return QVariant(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
  if (role == kSortRole) return column.key ? column.key(index.row()) : QVariant(column.text(index.row()));
  return column.other ? column.other(index.row(), role) : QVariant();
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) return column.title;
  if (role == Qt::TextAlignmentRole)
    return QVariant(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
  return {};
}

QTableView* makeTable(QAbstractItemModel* model, const char* objectName, const QString& accessibleName) {
  auto* table = new QTableView;
  table->setModel(model);
  table->setObjectName(objectName);
  table->setAccessibleName(accessibleName);
  table->setShowGrid(false);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setWordWrap(false);
  table->setTabKeyNavigation(false);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 14);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setStretchLastSection(true);
  table->setMinimumHeight(table->fontMetrics().height() * 6);
  return table;
}

void setColumnWidths(QTableView* table, const std::vector<int>& characters) {
  for (int i = 0; i < static_cast<int>(characters.size()) && i < table->model()->columnCount(); ++i) {
    const int wanted = characters[static_cast<std::size_t>(i)] * table->fontMetrics().averageCharWidth();
    table->setColumnWidth(i, std::max(wanted, table->horizontalHeader()->sectionSizeHint(i)));
  }
}

void fitColumns(QTableView* table, int characters) {
  table->resizeColumnsToContents();
  const int most = characters * table->fontMetrics().averageCharWidth();
  for (int i = 0; i < table->model()->columnCount(); ++i) table->setColumnWidth(i, std::min(table->columnWidth(i), most));
}

}  // namespace attune::ui

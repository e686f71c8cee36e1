// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractTableModel>
#include <functional>
#include <vector>

class QTableView;

namespace attune::ui {

/// A column of a TableModel: what a cell says for a role; for sorting, `key` gives a number or text to compare.
struct TableColumn {
  QString title;
  std::function<QString(int row)> text;
  std::function<QVariant(int row, int role)> other = {};  ///< Colour, icon, tooltip; may be empty.
  bool number = false;                                    ///< Right-aligned.
  std::function<QVariant(int row)> key = {};              ///< Qt::UserRole; the text when empty.
};

/// A read-only table over values that someone else holds: rows are counted, cells are asked for when they are shown, so
/// a million rows cost nothing.
class TableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  static constexpr int kSortRole = Qt::UserRole;
  explicit TableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
  void reset(int rows, std::vector<TableColumn> columns);
  void clear() { reset(0, {}); }

  int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
  int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
  }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  int m_rows = 0;
  std::vector<TableColumn> m_columns;
};

/// A table view in the program's look: whole rows, no grid, columns that the user may resize.
QTableView* makeTable(QAbstractItemModel* model, const char* objectName, const QString& accessibleName);
/// Sets widths in characters, one for each column from the first; no column gets narrower than its heading.
void setColumnWidths(QTableView* table, const std::vector<int>& characters);
/// Makes every column as wide as its heading and what its visible rows hold, that up to a width in characters.
void fitColumns(QTableView* table, int characters);

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTimer>
#include <QWidget>
#include <memory>

#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/token_pane.h"

class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace attune::ui {

/// The rows of a dataset with their part of the split, a search, and below them the chosen row as the model sees it.
class RowsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit RowsPanel(Workspace& workspace);
  void showDataset(std::shared_ptr<const Dataset> dataset, const std::string& id);
  void showSplit(const DatasetSplit& split);
  /// Reads the chosen row's tokens again, after the model or the length changed.
  void refreshTokens();
  void showTokens(const ExampleView& view);
  QTableView* table() const { return m_table; }

  /// Selects the row of this example; a search that hides it is cleared.
  void showExample(std::uint32_t example);

 Q_SIGNALS:
  /// The user edited or removed a row: the recipe step that does so.
  void stepWanted(const attune::Json& step);

 private:
  void editRow();
  void removeRow();
  void makeColumns();
  void search();
  std::uint32_t exampleAt(int row) const;
  QString partOf(std::uint32_t example) const;

  Workspace& m_workspace;
  std::shared_ptr<const Dataset> m_dataset;
  std::string m_id;
  std::vector<std::uint8_t> m_parts;   // of each example: 0 none, 1 training, 2 validation, 3 test
  std::vector<std::uint32_t> m_found;  // examples that the search left; unused while it is empty
  TableModel m_model;
  QTableView* m_table;
  QLineEdit* m_search;
  QLabel *m_count, *m_tokenNote;
  QToolButton *m_edit, *m_remove;
  TokenPane* m_tokens;
  QTimer m_searchTimer, m_tokenTimer;
  int m_searchGeneration = 0, m_tokenGeneration = 0;
};

}  // namespace attune::ui

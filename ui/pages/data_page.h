// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"

class QComboBox;
class QStackedWidget;
class QTabWidget;

namespace attune::ui {

class ImportPanel;
class LengthsPanel;
class RecordPanel;
class RowsPanel;
class SplitPanel;

/// Examples: import files, look at rows and tokens, split, lengths, and the record of what was dropped and why.
class DataPage : public Page {
  Q_OBJECT
 public:
  explicit DataPage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;
  ImportPanel* importPanel() const { return m_import; }
  /// Shows a loaded dataset in all tabs.
  void showDataset(std::shared_ptr<const Dataset> dataset, const DatasetInfo& info);

 private:
  void askFiles();
  void beginImport(const QStringList& files);
  void showDatasets();
  void chooseDataset();
  void showView();

  QStackedWidget* m_stack;
  EmptyState* m_empty;
  ImportPanel* m_import;
  QTabWidget* m_tabs;
  QComboBox* m_choice;
  QPushButton* m_add;
  QToolButton* m_delete;
  RowsPanel* m_rows;
  SplitPanel* m_split;
  LengthsPanel* m_lengths;
  RecordPanel* m_record;
  std::string m_shown;  // id and split of the dataset in the tabs
  bool m_importing = false;
  int m_generation = 0;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTemporaryDir>
#include <memory>

#include "ui/pages/page.h"

class QComboBox;
class QStackedWidget;
class QTabWidget;

namespace attune::ui {

class CheckPanel;
class CleanPanel;
class ImportPanel;
class LengthsPanel;
class MessageBar;
class RecordPanel;
class RowsPanel;
class SplitPanel;
class VersionsPanel;

/// Examples: import files, look at rows and tokens, check and clean them, split, lengths, versions, and the record of
/// what was dropped and why.
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

  /// “faq · version 2”, and with the number of rows “faq · version 2 (488 rows)”.
  static QString nameOf(const DatasetInfo& info);
  static QString titleOf(const DatasetInfo& info);

 private:
  void planStep(const Json& step);
  void askFiles();
  void fillExportMenu(const Dataset& dataset);
  void saveAs(const std::string& format, const QString& extension);
  void paste();
  void beginImport(const QStringList& files);
  void showDatasets();
  void chooseDataset();
  void showView();

  MessageBar* m_message;
  QStackedWidget* m_stack;
  EmptyState* m_empty;
  ImportPanel* m_import;
  QTabWidget* m_tabs;
  QComboBox* m_choice;
  QPushButton* m_add;
  QToolButton *m_save, *m_delete;
  std::unique_ptr<QTemporaryDir> m_pasted;  ///< Holds what was pasted while it is imported.
  RowsPanel* m_rows;
  CheckPanel* m_check;
  CleanPanel* m_clean;
  SplitPanel* m_split;
  LengthsPanel* m_lengths;
  VersionsPanel* m_versions;
  RecordPanel* m_record;
  std::string m_shown;  // id and split of the dataset in the tabs
  bool m_importing = false;
  bool m_describeExports = false;  // chosen in the menu of export formats
  int m_generation = 0;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>
#include <vector>

#include "core/data/dataset_info.h"
#include "core/data/import.h"
#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTableView;

namespace attune::ui {

class MessageBar;

/// From chosen files to an import: what the file seems to be, what each column means, the first rows, and the button.
class ImportPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ImportPanel(Workspace& workspace);

  /// Reads the beginning of the first file and shows it. Of LLaMA-Factory's dataset_info.json the datasets are listed that
  /// it describes; those that are checked are imported one by one.
  void setFiles(const QStringList& files);
  /// What was given to setFiles.
  const QStringList& files() const { return m_chosen; }
  void showPreview(const Preview& preview);
  /// The mapping as chosen in the form.
  ColumnMapping mapping() const;

 Q_SIGNALS:
  void finished();
  void cancelled();

 private:
  QWidget* makeFileCard();
  QWidget* makeMappingCard();
  void readPreview();
  void readDescriptions();
  void showDescribed(int index);
  void keepEdits();
  void showSchema();
  void showMapping(const ColumnMapping& given);
  void showRoles(const ColumnMapping& given);
  void checkMappingNow();
  void start();
  void startNext();
  void followJob();
  void setBusy(bool busy);

  Workspace& m_workspace;
  QStringList m_chosen, m_files;  // the first may be a file that describes others, the second are tables
  std::vector<DescribedDataset> m_described;
  std::vector<std::size_t> m_waiting;  // of m_described, to be imported; the last is next
  int m_shown = -1;                    // of m_described
  Preview m_preview;
  Dialect m_dialect;
  ColumnMapping m_base;  // of the chosen schema, with what the form does not show
  TableModel m_model;
  QTableView* m_table;
  QListWidget* m_list;
  MessageBar* m_problem;
  QLabel *m_file, *m_facts, *m_usable, *m_progressText;
  QComboBox *m_separator, *m_encoding, *m_schema;
  QCheckBox* m_header;
  QLineEdit *m_name, *m_system;
  QWidget *m_csv, *m_progressArea, *m_form, *m_systemRow;
  QGridLayout* m_roles;
  std::vector<std::pair<std::string, QComboBox*>> m_roleCombos;
  QProgressBar* m_progress;
  QPushButton *m_import, *m_cancel;
  QPointer<Job> m_job;
  int m_generation = 0;
};

}  // namespace attune::ui

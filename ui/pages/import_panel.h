// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>
#include <vector>

#include "core/data/import.h"
#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGridLayout;
class QLabel;
class QLineEdit;
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

  /// Reads the beginning of the first file and shows it.
  void setFiles(const QStringList& files);
  const QStringList& files() const { return m_files; }
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
  void showSchema();
  void showRoles(const ColumnMapping& given);
  void checkMappingNow();
  void start();
  void followJob();
  void setBusy(bool busy);

  Workspace& m_workspace;
  QStringList m_files;
  Preview m_preview;
  Dialect m_dialect;
  ColumnMapping m_base;  // of the chosen schema, with what the form does not show
  TableModel m_model;
  QTableView* m_table;
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

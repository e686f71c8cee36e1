// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>

#include "core/data/quality.h"
#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace attune::ui {

class MessageBar;

/// What would spoil a training on these rows: every kind of finding with its rows, and a button that plans the step
/// which mends it.
class CheckPanel : public QWidget {
  Q_OBJECT
 public:
  explicit CheckPanel(Workspace& workspace);
  /// The rows are checked when the panel is shown next.
  void showDataset(std::shared_ptr<const Dataset> dataset, const std::string& id);
  void showReport(QualityReport report);

 Q_SIGNALS:
  /// The user wants this recipe step.
  void stepWanted(const attune::Json& step);
  void rowWanted(std::uint32_t example);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void check();
  void setBusy(bool busy);
  void showFinding();
  const Finding* current() const;

  Workspace& m_workspace;
  std::shared_ptr<const Dataset> m_dataset;
  std::string m_id, m_checkedFor;
  QualityReport m_report;
  TableModel m_findings, m_rows;
  QLabel *m_summary, *m_note, *m_advice;
  QTableView *m_table, *m_rowTable;
  QPushButton *m_again, *m_stop, *m_mend;
  QProgressBar* m_progress;
  QWidget* m_detail;
  MessageBar* m_message;
  QPointer<Job> m_job;
};

}  // namespace attune::ui

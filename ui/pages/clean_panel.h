// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>
#include <vector>

#include "core/data/recipe.h"
#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace attune::ui {

class MessageBar;

/// The list of cleaning steps: those that made this version, and those that are planned, each with the rows before and
/// after it. Saving makes a new version; the old one stays as it is.
class CleanPanel : public QWidget {
  Q_OBJECT
 public:
  explicit CleanPanel(Workspace& workspace);
  void showDataset(std::shared_ptr<const Dataset> dataset, const std::string& id);
  /// Adds a step to the plan and counts again.
  void plan(const Json& step);
  /// Takes back the last change of the plan.
  void undo();
  const Json& planned() const { return m_planned; }

 Q_SIGNALS:
  /// The plan has this many steps.
  void planChanged(int steps);

 private:
  QWidget* makeForm();
  void chooseStep();
  void addFromForm();
  void removeSelected();
  void change(Json planned);
  void count();
  void showCounts(const Result<std::vector<StepReport>>& counts);
  void showSteps();
  void save();

  Workspace& m_workspace;
  std::shared_ptr<const Dataset> m_dataset;
  std::string m_id;
  Json m_planned = Json::array();
  std::vector<Json> m_history;  // earlier plans, for undo
  std::vector<Json> m_shown;    // all steps with their counts, as the table shows them
  std::size_t m_applied = 0;    // of them, those that made this version
  TableModel m_model;
  QLabel *m_summary, *m_help;
  QTableView* m_table;
  QComboBox* m_choice;
  QFormLayout* m_fields;
  std::vector<std::pair<std::string, QLineEdit*>> m_values;
  QPushButton *m_add, *m_remove, *m_undo, *m_save;
  MessageBar* m_message;
  QPointer<Job> m_job;
  int m_generation = 0;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>

#include "core/data/statistics.h"
#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace attune::ui {

class MessageBar;
class SplitBar;

/// What a split gives, counted before it is stored.
struct SplitOutcome {
  DatasetSplit split;
  Leakage leakage;      ///< Equal rows.
  Leakage nearLeakage;  ///< Nearly equal ones, and the equal ones again.
  std::size_t rows = 0;
  std::array<DatasetStatistics, 3> parts;  ///< Of training, validation and test.
};

/// How the rows are divided into training, validation and test, with the counts and a warning about equal rows on both
/// sides.
class SplitPanel : public QWidget {
  Q_OBJECT
 public:
  explicit SplitPanel(Workspace& workspace);
  void showDataset(std::shared_ptr<const Dataset> dataset, const DatasetInfo& info);
  void showOutcome(const Result<SplitOutcome>& outcome);
  SplitSpec spec() const;

 Q_SIGNALS:
  /// The user wants this recipe step.
  void stepWanted(const attune::Json& step);
  /// The split of the form was computed.
  void counted(const attune::DatasetSplit& split);

 private:
  void setSpec(const SplitSpec& spec);
  void fillColumns();
  void showMethodFields();
  void showLeakage(const SplitOutcome& outcome);
  void showParts(const SplitOutcome& outcome);
  void onEdited();
  void count();

  Workspace& m_workspace;
  std::shared_ptr<const Dataset> m_dataset;
  DatasetInfo m_info;
  QDoubleSpinBox *m_train, *m_validation, *m_test;
  QComboBox *m_method, *m_stratify, *m_group, *m_time;
  QSpinBox *m_folds, *m_fold;
  QLabel *m_timeLabel, *m_foldLabel, *m_counts, *m_unused;
  QWidget* m_foldRow;
  QLineEdit* m_seed;
  SplitBar* m_bar;
  MessageBar* m_message;
  TableModel m_parts;
  QTableView* m_table;
  QPushButton* m_apply;
  QTimer m_timer;
  QPointer<Job> m_job;
  int m_generation = 0;
};

}  // namespace attune::ui

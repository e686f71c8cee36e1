// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTimer>
#include <memory>

#include "ui/models/table_model.h"
#include "ui/pages/page.h"

class QCheckBox;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace attune::ui {

class ComparePanel;
class MessageBar;

/// All runs as a table; those selected are laid over each other, with their settings and results side by side.
class RunsPage : public Page {
  Q_OBJECT
 public:
  explicit RunsPage(Workspace& workspace);
  void activated() override;
  QVariantMap state() const override;
  void restore(const QVariantMap& state) override;
  /// Ids of the selected runs in the order of the table.
  std::vector<std::string> selected() const;
  void select(const std::vector<std::string>& ids);
  ComparePanel* comparison() const { return m_compare; }

 private:
  void makeActions();
  void showRuns();
  void onSelection();
  void compare();
  void exportRun(const QString& format);
  void evaluate();

  TableModel m_model;
  QSortFilterProxyModel* m_sorted;
  QTableView* m_table;
  QStackedWidget* m_stack;
  ComparePanel* m_compare;
  QPushButton *m_resume, *m_export, *m_evaluate;
  QToolButton* m_delete;
  QTimer m_timer;
  std::vector<std::string> m_wanted;  // to be selected when the table is filled next
  int m_generation = 0;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QVariantMap>
#include <QWidget>
#include <memory>

#include "core/run/run_comparison.h"
#include "ui/models/run_curves.h"
#include "ui/models/table_model.h"

class QCheckBox;
class QLabel;
class QTableView;
class QTabWidget;

namespace attune::ui {

class MessageBar;
class RunPlot;

/// A comparison with the curves that the plot draws.
struct Compared {
  RunComparison comparison;
  std::vector<std::shared_ptr<RunCurves>> curves;
};
/// Folds the events of each run into curves. Thread: any.
Compared foldComparison(RunComparison comparison);

/// Runs side by side: curves over each other, settings with their differences, results with the better one marked.
class ComparePanel : public QWidget {
  Q_OBJECT
 public:
  ComparePanel();
  void show(Compared compared, const std::vector<int>& colorIndices);
  void clear();
  QVariantMap state() const;
  void restore(const QVariantMap& state);
  using QWidget::show;

 Q_SIGNALS:
  void plotExportFailed(const QString& path);

 private:
  void showSettings();
  void showResults();
  void showComparability();

  Compared m_compared;
  std::vector<int> m_colors;
  QTabWidget* m_tabs;
  RunPlot* m_plot;
  TableModel m_settings, m_results;
  QCheckBox* m_onlyDifferences;
  QLabel *m_noDifference, *m_verdict;
  MessageBar* m_notComparable;
  QTableView *m_settingsTable, *m_resultsTable;
};

}  // namespace attune::ui

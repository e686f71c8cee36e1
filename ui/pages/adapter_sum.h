// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <vector>

#include "core/workflow/workflow.h"

class QMenu;
class QPushButton;

namespace attune::ui {

class FlowLayout;

/// Adapters of several runs that answer together, each with a weight that can be typed; nothing while there is only one.
class AdapterSum : public QWidget {
  Q_OBJECT
 public:
  explicit AdapterSum(QWidget* parent = nullptr);
  /// The run that answers, and the runs whose adapters can be added to its own. Another run than before begins a new sum.
  void setRuns(const RunRecord* chosen, const std::vector<RunRecord>& all);
  /// The sum, the chosen run first; empty while its adapter stands alone.
  std::vector<RunWeight> weights() const;
  void add(const std::string& runId);

 Q_SIGNALS:
  void changed();

 private:
  struct Part {
    std::string id;
    QString name;
    double weight = 1;
  };
  void arrange();

  std::vector<Part> m_parts, m_others;  // in the sum (the chosen run first), and not in it
  FlowLayout* m_row;
  QPushButton* m_add;
  QMenu* m_menu;
};

}  // namespace attune::ui

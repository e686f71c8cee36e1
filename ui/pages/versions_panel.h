// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QWidget>

#include "core/data/data_card.h"
#include "core/data/version_diff.h"
#include "ui/models/table_model.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace attune::ui {

class MessageBar;

/// What is known of a dataset (its card), and what changed against another version.
class VersionsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit VersionsPanel(Workspace& workspace);
  /// The card and the comparison are read when the panel is shown next.
  void showDataset(std::shared_ptr<const Dataset> dataset, const DatasetInfo& info);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Compared {
    std::shared_ptr<const Dataset> other;
    VersionDiff diff;
  };
  QWidget* makeCard();
  DataCard card() const;
  void readCard();
  void saveCard();
  void compare();
  void showCompared(const Compared& compared);

  Workspace& m_workspace;
  std::shared_ptr<const Dataset> m_dataset;
  DatasetInfo m_info;
  bool m_read = false;
  DataCard m_stored;
  std::vector<QLineEdit*> m_fields;
  QPushButton* m_save;
  QComboBox* m_other;
  QLabel *m_summary, *m_labels;
  MessageBar* m_message;
  TableModel m_model;
  QTableView* m_table;
  int m_generation = 0;
};

}  // namespace attune::ui

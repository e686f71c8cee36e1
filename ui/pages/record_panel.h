// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>
#include <memory>

#include "core/data/dataset.h"
#include "ui/models/table_model.h"

class QLabel;
class QTableView;

namespace attune::ui {

class Fact;

/// The record of an import: how many rows were kept and dropped, and each dropped row with its line and the reason.
class RecordPanel : public QWidget {
  Q_OBJECT
 public:
  RecordPanel();
  void showDataset(std::shared_ptr<const Dataset> dataset);

 private:
  std::shared_ptr<const Dataset> m_dataset;
  TableModel m_model;
  Fact *m_rows, *m_kept, *m_dropped;
  QLabel *m_sources, *m_hash, *m_none;
  QTableView* m_table;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>
#include <functional>
#include <vector>

#include "core/data/example.h"

class QPlainTextEdit;

namespace attune::ui {

/// Edits the texts, labels or tags of one row. Nothing is stored: `step` is the recipe step that makes the change.
class RowDialog : public QDialog {
  Q_OBJECT
 public:
  RowDialog(const Example& example, QWidget* parent);
  /// The row as it was edited.
  Example edited() const;
  /// {"step": "edit_row", …}; null when nothing was changed. The words and tags of a row must be equally many.
  Json step() const;

 private:
  void addField(const QString& title, const QString& text, int lines, std::function<void(Example&, const QString&)> put);
  void accept() override;

  Example m_example;
  std::vector<std::pair<QPlainTextEdit*, std::function<void(Example&, const QString&)>>> m_fields;
};

}  // namespace attune::ui

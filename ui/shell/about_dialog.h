// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

namespace attune::ui {

/// What the program is, its version and licence, and the keys.
class AboutDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AboutDialog(QWidget* parent = nullptr);
};

}  // namespace attune::ui

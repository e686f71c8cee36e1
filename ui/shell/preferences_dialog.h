// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

namespace attune::ui {

class Preferences;

/// Language, theme, where libtorch is, and how many threads; each choice applies at once.
class PreferencesDialog : public QDialog {
  Q_OBJECT
 public:
  PreferencesDialog(Preferences& preferences, QWidget* parent = nullptr);
};

}  // namespace attune::ui

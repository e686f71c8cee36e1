// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences_dialog.h"

#include "ui/shell/language.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

PreferencesDialog::PreferencesDialog(Preferences& preferences, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Preferences"));
  setObjectName("preferencesDialog");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(3 * kUnit, 3 * kUnit, 3 * kUnit, 2 * kUnit);
  column->setSpacing(kUnit);
  const auto add = [column](const QString& caption, QWidget* field, const QString& help) {
    auto* label = makeLabel(caption, TextRole::Body, false);
    label->setBuddy(field);
    field->setAccessibleName(QString(caption).remove('&'));
    column->addWidget(label);
    column->addWidget(field);
    if (!help.isEmpty()) column->addWidget(makeLabel(help, TextRole::Caption));
    column->addSpacing(kUnit);
  };

  auto* language = new QComboBox;
  language->setObjectName("language");
  language->addItem(tr("As the desktop"), QString());
  for (const LanguageEntry& entry : languages())
    language->addItem(QString::fromUtf8(entry.name), QString::fromLatin1(entry.code));
  language->setCurrentIndex(std::max(0, language->findData(preferences.language())));
  connect(language, &QComboBox::activated, this, [this, language, &preferences] {
    preferences.setLanguage(language->currentData().toString());
    close();  // its own texts are in the old language
  });
  add(tr("&Language"), language, {});

  auto* theme = new QComboBox;
  theme->setObjectName("theme");
  theme->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
  theme->setCurrentIndex(static_cast<int>(preferences.theme()));
  connect(theme, &QComboBox::activated, this,
          [&preferences](int index) { preferences.setTheme(static_cast<ThemeMode>(index)); });
  add(tr("&Appearance"), theme, {});

  auto* torch = new QLineEdit(preferences.libtorchFolder());
  torch->setObjectName("libtorch");
  torch->setPlaceholderText(tr("where the set-up put it"));
  connect(torch, &QLineEdit::textEdited, this,
          [&preferences](const QString& text) { preferences.setLibtorchFolder(text.trimmed()); });
  auto* browse = makeButton(tr("&Browse…"), "folder", "browseLibtorch");
  connect(browse, &QPushButton::clicked, this, [this, torch, &preferences] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of libtorch"), torch->text());
    if (folder.isEmpty()) return;
    torch->setText(folder);
    preferences.setLibtorchFolder(folder);
  });
  auto* torchRow = new QWidget;
  auto* inner = makeRow({torch, browse});
  torchRow->setLayout(inner);
  torchRow->setFocusProxy(torch);
  torch->setAccessibleName(tr("Folder of libtorch"));
  add(tr("Folder of lib&torch"), torchRow,
      tr("The folder that holds lib/libtorch_cpu.so. Used from the next start on."));

  auto* threads = new QSpinBox;
  threads->setObjectName("threads");
  threads->setRange(0, 1024);
  threads->setSpecialValueText(tr("all cores"));
  threads->setValue(preferences.threads());
  connect(threads, &QSpinBox::valueChanged, this, [&preferences](int count) { preferences.setThreads(count); });
  add(tr("T&hreads for training"), threads,
      tr("Used from the next start on. Results depend on the number of threads in the last digits."));

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  column->addStretch();
  column->addWidget(buttons);
  setMinimumWidth(fontMetrics().averageCharWidth() * 64);
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "ui/pages/pages.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Attune"));
  setObjectName("aboutDialog");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(3 * kUnit, 3 * kUnit, 3 * kUnit, 2 * kUnit);
  column->setSpacing(kUnit + 4);
  auto* mark = new QLabel;
  mark->setPixmap(QIcon(":/icons/attune.svg").pixmap(QSize(56, 56), devicePixelRatioF()));
  auto* titles = new QVBoxLayout;
  titles->addWidget(makeLabel(QStringLiteral("Attune"), TextRole::Title, false));
  titles->addWidget(makeLabel(tr("Version %1").arg(ATTUNE_VERSION), TextRole::Muted, false));
  auto* head = makeRow({mark});
  head->addSpacing(kUnit);
  head->addLayout(titles);
  head->addStretch();
  column->addLayout(head);
  column->addWidget(makeLabel(tr("Fine-tunes language models on your own machine. Nothing leaves it.")));
  column->addWidget(makeLabel(
      tr("Free software under the GNU General Public License, version 3 or later. It uses Qt, libtorch, QCustomPlot, "
         "SQLite, SentencePiece, ICU, PCRE2, simdjson and libarchive."),
      TextRole::Muted));
  column->addWidget(makeLine());
  column->addWidget(makeLabel(tr("Keys"), TextRole::Section, false));
  const std::pair<QString, QString> keys[] = {
      {QString("Ctrl+1 … Ctrl+%1").arg(pages().size()), tr("Go to a page")},
      {"F5", tr("Read again")},
      {"Ctrl+Enter", tr("Start, send or import")},
      {"Esc", tr("Close a message")},
      {"← →", tr("Walk along a curve")},
      {"0", tr("Show the whole curve")},
      {"Ctrl+,", tr("Preferences")},
      {"Ctrl+Q", tr("Quit")},
  };
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(3 * kUnit);
  int line = 0;
  for (const auto& [key, meaning] : keys) {
    grid->addWidget(makeLabel(key, TextRole::Code, false), line, 0);
    grid->addWidget(makeLabel(meaning, TextRole::Body, false), line++, 1);
  }
  grid->setColumnStretch(1, 1);
  column->addLayout(grid);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  column->addWidget(buttons);
  setMinimumWidth(fontMetrics().averageCharWidth() * 62);
}

}  // namespace attune::ui

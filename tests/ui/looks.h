// SPDX-License-Identifier: GPL-3.0-or-later
// A look at a widget as its users have it: nothing is cut off, everything has a name.
#pragma once
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

#include "tests/ui/made_up.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/basics.h"

namespace attune::ui::test {

/// Labels and buttons whose text does not fit; those that shorten it by design are left out.
inline QStringList cutTexts(QWidget* root) {
  QStringList cut;
  for (QWidget* widget : root->findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->size().isEmpty()) continue;
    QString text;
    bool fits = true;
    if (auto* label = qobject_cast<QLabel*>(widget)) {
      if (qobject_cast<ElidedLabel*>(widget) || label->text().isEmpty()) continue;
      text = label->text();
      fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height() + 1
                               : label->sizeHint().width() <= label->width() + 1;
    } else if (auto* button = qobject_cast<QAbstractButton*>(widget)) {
      text = button->text();
      if (text.isEmpty()) continue;
      fits = button->sizeHint().width() <= button->width() + 1 && button->sizeHint().height() <= button->height() + 2;
    } else if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
      for (int i = 0; i < tabs->count(); ++i)
        if (tabs->fontMetrics().horizontalAdvance(tabs->tabText(i)) + 16 > tabs->tabRect(i).width())
          cut << tabs->tabText(i);
      continue;
    }
    if (!fits)
      cut << QString("%1 “%2” %3x%4")
                 .arg(widget->objectName(), text.left(60))
                 .arg(widget->width())
                 .arg(widget->height());
  }
  return cut;
}

/// What a screen reader could not name.
inline QStringList unnamed(QWidget* root) {
  QStringList nameless;
  for (QWidget* widget : root->findChildren<QWidget*>()) {
    const bool needsName = qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget) ||
                           qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractItemView*>(widget) ||
                           qobject_cast<QPlainTextEdit*>(widget);
    if (!needsName || !widget->isVisible() || widget->objectName().startsWith("qt_")) continue;
    if (qobject_cast<QHeaderView*>(widget) || qobject_cast<QLineEdit*>(widget->parentWidget())) continue;
    if (qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<QTabBar*>(widget->parentWidget()))
      continue;
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(widget);
    if (!reader || reader->text(QAccessible::Name).isEmpty())
      nameless << QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName());
  }
  return nameless;
}

/// Keeps a picture in the folder ATTUNE_SCREENSHOTS, if that is set.
inline void keep(QWidget* widget, const QString& name) {
  const QByteArray folder = qgetenv("ATTUNE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QDir().mkpath(folder);
  QVERIFY(widget->grab().save(QString("%1/%2.png").arg(QString::fromUtf8(folder), name)));
}

/// Nothing of it is cut off and everything has a name.
inline void look(QWidget* widget, const QString& name) {
  QTest::qWait(120);
  keep(widget, name);
  const QStringList cut = cutTexts(widget);
  QVERIFY2(cut.isEmpty(), qPrintable(name + ": " + cut.join("; ")));
  const QStringList nameless = unnamed(widget);
  QVERIFY2(nameless.isEmpty(), qPrintable(name + ": " + nameless.join("; ")));
}

/// Shows the window at a page of a project of made-up rows, with two runs when asked for.
inline void showMadeUp(Bench& bench, MainWindow& window, const QString& page, bool withRuns) {
  window.show();
  bench.openMadeUp(withRuns);
  window.showPage(page);
  bench.idle();
}

}  // namespace attune::ui::test

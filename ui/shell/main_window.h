// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QMainWindow>

#include "ui/shell/language.h"
#include "ui/shell/preferences.h"
#include "ui/shell/workspace.h"

class QStackedWidget;

namespace attune::ui {

class MessageBar;
class NavigationRail;
class Page;

/// The window: a rail of pages at the left, messages and the page at the right. It makes the pages from the table and
/// knows nothing of what is on them.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  MainWindow(Workspace& workspace, Preferences& preferences, Language& language);

  void showPage(const QString& id);
  QString currentPage() const;
  Page* page(const QString& id) const;
  MessageBar* messages() const { return m_messages; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void build();
  Page* pageAt(int number) const;  // made if it is not there yet
  void makeOnePage();
  void makeShortcuts();
  void followWorkspace();
  void changeLanguage();
  void showProject();
  void showPreferences();
  void showAbout();

  Workspace& m_workspace;
  Preferences& m_preferences;
  Language& m_language;
  QStackedWidget* m_pages = nullptr;
  NavigationRail* m_rail = nullptr;
  MessageBar* m_messages = nullptr;
  bool m_closing = false;
};

}  // namespace attune::ui

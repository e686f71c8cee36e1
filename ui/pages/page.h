// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QVariantMap>
#include <QWidget>

#include "ui/shell/workspace.h"
#include "ui/widgets/basics.h"

class QScrollArea;

namespace attune::ui {

/// One of the window's pages: title, subtitle, buttons at the right, and a body. Pages hold no state of their own that
/// matters: when the language changes they are made anew from the workspace and `state()`.
class Page : public QWidget {
  Q_OBJECT
 public:
  enum class Body { Fixed, Scrolls };
  Page(Workspace& workspace, const QString& title, const QString& subtitle, Body body);

  /// Called when the page comes to the front.
  virtual void activated() {}
  /// F5: reads again what it shows.
  virtual void refresh() { m_workspace.refresh(); }
  /// What the user typed and chose here, to be given to `restore` of a new page of the same kind.
  virtual QVariantMap state() const { return {}; }
  virtual void restore(const QVariantMap&) {}

 protected:
  Workspace& workspace() { return m_workspace; }
  const Workspace& workspace() const { return m_workspace; }
  QVBoxLayout* body() { return m_body; }
  QHBoxLayout* actions() { return m_actions; }
  void setSubtitle(const QString& text);

 private:
  Workspace& m_workspace;
  QVBoxLayout* m_body;
  QHBoxLayout* m_actions;
  QLabel* m_subtitle;
};

/// A dialog for a file or folder, remembered per purpose. Empty when the user thought better of it.
QString askOpenFolder(QWidget* parent, const QString& title);
QString askSaveFile(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter);
/// Opens a folder in the desktop's file manager.
void showInFileManager(const QString& folder);

}  // namespace attune::ui

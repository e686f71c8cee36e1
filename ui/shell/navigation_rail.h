// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QTimer>
#include <vector>

class QLabel;
class QProgressBar;
class QToolButton;
class QVBoxLayout;

namespace attune::ui {

class ElidedLabel;
class Workspace;

/// The column at the left: the project's name, the pages, what is being worked on, preferences and about.
class NavigationRail : public QFrame {
  Q_OBJECT
 public:
  explicit NavigationRail(Workspace& workspace);
  /// Shows the project's name; pages that need a project are open only with one.
  void showProject(const QString& name, bool open);
  void showCurrent(std::size_t page);

 Q_SIGNALS:
  void pageChosen(const QString& id);
  void preferencesChosen();
  void aboutChosen();

 private:
  QToolButton* addButton(QVBoxLayout* column, const QString& text, const QString& iconName, const QString& objectName);
  QWidget* makeBrand();
  QWidget* makeJobArea();
  void onJobs();
  void showJobs();

  Workspace& m_workspace;
  std::vector<QToolButton*> m_buttons;
  ElidedLabel* m_project;
  QWidget* m_jobArea;
  QLabel* m_jobText;
  QProgressBar* m_jobBar;
  QTimer m_jobTimer;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"

namespace attune::ui {

/// Where one begins: the starter project, a new one, an earlier one; and, with a project open, what to do next.
class HomePage : public Page {
  Q_OBJECT
 public:
  explicit HomePage(Workspace& workspace);
  void activated() override;

 private:
  Card* makeStartCard(const QString& iconName, const QString& title, const QString& text, QPushButton* button);
  void showRecent();
  void showSteps();
  void askNew();
  void askOpen();

  QVBoxLayout *m_recent, *m_steps;
  Card *m_recentCard, *m_stepsCard;
};

}  // namespace attune::ui

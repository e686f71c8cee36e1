// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include <QDesktopServices>

#include "ui/widgets/flow_layout.h"

namespace attune::ui {

Page::Page(Workspace& workspace, const QString& title, const QString& subtitle, Body body)
    : m_workspace(workspace),
      m_body(nullptr),
      m_actions(makeRow()),
      m_subtitle(makeLabel(subtitle, TextRole::Subtitle)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4 * kUnit, 3 * kUnit, 4 * kUnit, 3 * kUnit);
  column->setSpacing(2 * kUnit);
  auto* head = new QHBoxLayout;
  head->setSpacing(2 * kUnit);
  auto* titles = new QVBoxLayout;
  titles->setSpacing(2);
  auto* heading = makeLabel(title, TextRole::Title, false);
  heading->setObjectName("pageTitle");
  titles->addWidget(heading);
  titles->addWidget(m_subtitle);
  head->addLayout(titles, 1);
  m_actions->setAlignment(Qt::AlignBottom);
  head->addLayout(m_actions);
  column->addLayout(head);
  m_subtitle->setVisible(!subtitle.isEmpty());
  setAccessibleName(title);
  setFocusPolicy(Qt::ClickFocus);

  if (body == Body::Fixed) {
    m_body = new QVBoxLayout;
    m_body->setSpacing(2 * kUnit);
    column->addLayout(m_body, 1);
    return;
  }
  auto* inner = new QWidget;
  inner->setObjectName("pageBody");
  m_body = new QVBoxLayout(inner);
  m_body->setContentsMargins(0, 0, kUnit, 0);
  m_body->setSpacing(2 * kUnit);
  auto* scroll = new VerticalScroll(inner);
  scroll->setObjectName("pageScroll");
  column->addWidget(scroll, 1);
}

void Page::setSubtitle(const QString& text) {
  m_subtitle->setText(text);
  m_subtitle->setVisible(!text.isEmpty());
}

QString askOpenFolder(QWidget* parent, const QString& title) {
  return QFileDialog::getExistingDirectory(parent, title, QDir::homePath());
}

QString askSaveFile(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) {
  return QFileDialog::getSaveFileName(parent, title, suggestion, filter);
}

void showInFileManager(const QString& folder) {
  QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home_page.h"

#include "ui/shell/preferences.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"

namespace attune::ui {

HomePage::HomePage(Workspace& workspace)
    : Page(workspace, tr("Welcome"), tr("Fine-tune a language model on your own machine. Nothing leaves it."),
           Body::Scrolls) {
  auto* starter = makePrimaryButton(tr("Try the &starter project"), "play", "openStarter");
  connect(starter, &QPushButton::clicked, this, [this] { this->workspace().openStarter(); });
  auto* create = makeButton(tr("&New project…"), "plus", "newProject");
  connect(create, &QPushButton::clicked, this, &HomePage::askNew);
  auto* open = makeButton(tr("&Open project…"), "folder", "openProject");
  connect(open, &QPushButton::clicked, this, &HomePage::askOpen);
  auto* cards = new QHBoxLayout;
  cards->setSpacing(2 * kUnit);
  cards->addWidget(
      makeStartCard(
          "star", tr("See it work"),
          tr("A small model and 503 questions about building permits. The first curves appear within a minute, "
             "without a network."),
          starter),
      1);
  cards->addWidget(makeStartCard("upload", tr("Begin with your own examples"),
                                 tr("A table, JSON Lines or chat logs: questions with answers, or texts with labels. "
                                    "All of it stays in one folder."),
                                 create),
                   1);
  cards->addWidget(
      makeStartCard("clock", tr("Go on with your work"),
                    tr("A project is a folder that ends in “.attune”. It can be moved and backed up as a whole."),
                    open),
      1);
  body()->addLayout(cards);

  m_stepsCard = new Card(tr("This project"));
  m_stepsCard->setObjectName("stepsCard");
  m_steps = new QVBoxLayout;
  m_steps->setSpacing(kUnit);
  m_stepsCard->body()->addLayout(m_steps);
  body()->addWidget(m_stepsCard);

  m_recentCard = new Card(tr("Recent projects"));
  m_recentCard->setObjectName("recentCard");
  m_recent = new QVBoxLayout;
  m_recent->setSpacing(4);
  m_recentCard->body()->addLayout(m_recent);
  body()->addWidget(m_recentCard);
  body()->addStretch(1);
  for (const auto signal : {&Workspace::projectChanged, &Workspace::datasetsChanged, &Workspace::runsChanged})
    connect(&workspace, signal, this, &HomePage::activated);
  activated();
}

Card* HomePage::makeStartCard(const QString& iconName, const QString& title, const QString& text, QPushButton* button) {
  auto* card = new Card;
  card->body()->addWidget(new IconLabel(iconName, Tint::Accent, 28));
  card->body()->addWidget(makeLabel(title, TextRole::Section));
  card->body()->addWidget(makeLabel(text, TextRole::Muted), 1, Qt::AlignTop);
  card->body()->addWidget(button, 0, Qt::AlignLeft);
  return card;
}

void HomePage::activated() {
  showRecent();
  showSteps();
}

void HomePage::showRecent() {
  clearLayout(m_recent);
  const QStringList folders = workspace().preferences().recentProjects();
  m_recentCard->setVisible(!folders.isEmpty());
  for (const QString& folder : folders) {
    auto* row = makeRow();
    auto* name = makeFlatButton(QFileInfo(folder).completeBaseName().replace('&', "&&"), "folder", "recentProject");
    connect(name, &QPushButton::clicked, this, [this, folder] { workspace().openProject(folder); });
    auto* where = new ElidedLabel(QDir::toNativeSeparators(folder), Qt::ElideMiddle);
    where->setProperty("role", "muted");
    auto* forget = makeIconButton("close", tr("Take off the list"), "forgetProject");
    connect(forget, &QToolButton::clicked, this, [this, folder] {
      workspace().preferences().removeRecentProject(folder);
      showRecent();
    });
    row->addWidget(name);
    row->addWidget(where, 1);
    row->addWidget(forget);
    m_recent->addLayout(row);
  }
}

void HomePage::showSteps() {
  clearLayout(m_steps);
  m_stepsCard->setVisible(workspace().project() != nullptr);
  if (!workspace().project()) return;
  const auto add = [this](bool done, const QString& text, const QString& button, const QString& page) {
    auto* mark = new IconLabel(done ? "success" : "chevron-right", done ? Tint::Success : Tint::Muted, 20);
    auto* go = makeButton(button, {}, "goToStep");
    connect(go, &QPushButton::clicked, this, [this, page] { workspace().goTo(page); });
    auto* row = makeRow({mark});
    row->addWidget(makeLabel(text), 1);
    row->addWidget(go);
    m_steps->addLayout(row);
  };
  std::size_t rows = 0;
  for (const DatasetInfo& dataset : workspace().datasets()) rows += dataset.rows;
  const int runs = static_cast<int>(workspace().runs().size());
  add(rows > 0, rows > 0 ? tr("%n row(s) imported", nullptr, static_cast<int>(rows)) : tr("Import your examples"),
      tr("Data"), "data");
  add(runs > 0, runs > 0 ? tr("%n run(s) trained", nullptr, runs) : tr("Choose a model and train it"), tr("Train"),
      "train");
  add(runs > 1, runs > 1 ? tr("Compare the runs and write a report") : tr("Train a second run to compare with"),
      tr("Compare"), "runs");
}

void HomePage::askNew() {
  QString folder = askSaveFile(this, tr("New project"), QDir::homePath() + "/" + tr("My project") + ".attune",
                               tr("Attune projects (*.attune)"));
  if (folder.isEmpty()) return;
  if (!folder.endsWith(".attune")) folder += ".attune";
  workspace().createProject(folder);
}

void HomePage::askOpen() {
  const QString folder = askOpenFolder(this, tr("Open a project folder"));
  if (!folder.isEmpty()) workspace().openProject(folder);
}

}  // namespace attune::ui

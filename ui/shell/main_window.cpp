// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QShortcut>
#include <QTimer>
#include <QWindow>

#include "ui/pages/pages.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/navigation_rail.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

namespace {

constexpr int kUndoMs = 8000, kSuccessMs = 6000;

}  // namespace

MainWindow::MainWindow(Workspace& workspace, Preferences& preferences, Language& language)
    : m_workspace(workspace), m_preferences(preferences), m_language(language) {
  setObjectName("mainWindow");
  setAcceptDrops(true);
  setWindowIcon(QIcon(":/icons/attune.svg"));
  const QFontMetrics metrics(font());
  resize(metrics.averageCharWidth() * 213, metrics.height() * 57);
  if (!preferences.windowGeometry().isEmpty()) restoreGeometry(preferences.windowGeometry());
  build();
  makeShortcuts();
  followWorkspace();
}

void MainWindow::build() {
  auto* content = new QWidget;
  content->setObjectName("content");
  auto* row = new QHBoxLayout(content);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  m_rail = new NavigationRail(m_workspace);
  connect(m_rail, &NavigationRail::pageChosen, this, &MainWindow::showPage);
  connect(m_rail, &NavigationRail::preferencesChosen, this, &MainWindow::showPreferences);
  connect(m_rail, &NavigationRail::aboutChosen, this, &MainWindow::showAbout);
  row->addWidget(m_rail);
  auto* column = new QVBoxLayout;
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_messages = new MessageBar;
  auto* padded = new QVBoxLayout;
  padded->setContentsMargins(4 * kUnit, 2 * kUnit, 4 * kUnit, 0);
  padded->addWidget(m_messages);
  column->addLayout(padded);
  m_pages = new QStackedWidget;
  for (std::size_t i = 0; i < pages().size(); ++i) m_pages->addWidget(new QWidget);
  column->addWidget(m_pages, 1);
  row->addLayout(column, 1);
  setCentralWidget(content);
  showProject();
  showPage("home");
}

Page* MainWindow::pageAt(int number) const {
  QWidget* there = m_pages->widget(number);
  if (auto* made = qobject_cast<Page*>(there)) return made;
  Page* page = pages()[static_cast<std::size_t>(number)].make(m_workspace);
  m_pages->insertWidget(number, page);
  m_pages->removeWidget(there);
  delete there;
  return page;
}

// All of them take longer than the rest of the window, so all but the first wait until it can be seen, and let events in between.
void MainWindow::makeOnePage() {
  if (!windowHandle() || !windowHandle()->isExposed()) {
    QTimer::singleShot(10, this, &MainWindow::makeOnePage);
    return;
  }
  for (int i = 0; i < m_pages->count(); ++i) {
    if (qobject_cast<Page*>(m_pages->widget(i))) continue;
    pageAt(i);
    QTimer::singleShot(0, this, &MainWindow::makeOnePage);
    return;
  }
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  QTimer::singleShot(0, this, &MainWindow::makeOnePage);
}

void MainWindow::makeShortcuts() {
  int number = 0;
  for (const PageEntry& entry : pages()) {
    const QString id = entry.id;
    auto* jump = new QShortcut(QKeySequence(QString("Ctrl+%1").arg(++number)), this);
    connect(jump, &QShortcut::activated, this, [this, id] { showPage(id); });
  }
  const auto add = [this](const QKeySequence& keys, auto action) {
    auto* shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, action);
  };
  add(QKeySequence(Qt::Key_F5), [this] { static_cast<Page*>(m_pages->currentWidget())->refresh(); });
  add(QKeySequence("Ctrl+,"), [this] { showPreferences(); });
  add(QKeySequence::Quit, [this] { close(); });
  add(QKeySequence(Qt::Key_F1), [this] { showAbout(); });
}

void MainWindow::followWorkspace() {
  connect(&m_workspace, &Workspace::projectChanged, this, &MainWindow::showProject);
  // The desktop marks the window when a long run ends while the user is elsewhere.
  connect(&m_workspace, &Workspace::liveChanged, this, [this] {
    if (m_workspace.live() && !m_workspace.isTraining()) QApplication::alert(this);
  });
  connect(&m_workspace, &Workspace::pageWanted, this, &MainWindow::showPage);
  connect(&m_workspace, &Workspace::message, this, [this](Severity severity, const QString& text, const QString& hint) {
    m_messages->showMessage(severity, text, hint);
    if (severity == Severity::Success) m_messages->hideAfter(kSuccessMs);
  });
  connect(&m_workspace, &Workspace::errorTold, this, [this](const Error& error) { m_messages->showError(error); });
  connect(&m_workspace, &Workspace::undoOffered, this, [this](const QString& text) {
    m_messages->showMessage(Severity::Info, text);
    m_messages->addAction(tr("Undo"), [this] { m_workspace.undoDelete(); });
    m_messages->hideAfter(kUndoMs);
  });
  connect(&m_workspace, &Workspace::exported, this, [this](const QString& folder) {
    m_messages->showMessage(Severity::Success, tr("The model is exported and was checked by reading it back."),
                            QDir::toNativeSeparators(folder));
    m_messages->addAction(tr("Open folder"), [folder] { showInFileManager(folder); });
  });
  connect(&m_workspace.jobs(), &JobQueue::idle, this, [this] {
    if (m_closing) close();
  });
  connect(&m_preferences, &Preferences::themeChanged, this, [this] { applyTheme(*qApp, m_preferences.theme()); });
  // Later, because the dialog that asked for it belongs to what is made anew.
  connect(&m_preferences, &Preferences::languageChanged, this, &MainWindow::changeLanguage, Qt::QueuedConnection);
}

void MainWindow::showProject() {
  const auto& project = m_workspace.project();
  const QString name = project ? QString::fromStdString(project->name()) : tr("No project");
  setWindowTitle(project ? tr("%1 — Attune").arg(name) : QStringLiteral("Attune"));
  m_rail->showProject(name, project != nullptr);
  if (!project) showPage("home");
}

void MainWindow::showPage(const QString& id) {
  for (std::size_t i = 0; i < pages().size(); ++i) {
    if (id != pages()[i].id) continue;
    if (pages()[i].needsProject && !m_workspace.project()) return;
    pageAt(static_cast<int>(i));
    m_pages->setCurrentIndex(static_cast<int>(i));
    m_rail->showCurrent(i);
    m_pages->currentWidget()->setFocus();  // keys go to the page; the ring in the rail shows only after Tab
    static_cast<Page*>(m_pages->currentWidget())->activated();
  }
}

QString MainWindow::currentPage() const {
  return pages()[static_cast<std::size_t>(m_pages->currentIndex())].id;
}

Page* MainWindow::page(const QString& id) const {
  for (std::size_t i = 0; i < pages().size(); ++i)
    if (id == pages()[i].id) return pageAt(static_cast<int>(i));
  return nullptr;
}

// All texts are set when widgets are made, so a new language makes new ones; what the user typed is carried over.
void MainWindow::changeLanguage() {
  m_language.use(m_preferences.language());
  const QString shown = currentPage();
  std::vector<QVariantMap> states;
  for (int i = 0; i < m_pages->count(); ++i) states.push_back(pageAt(i)->state());
  delete takeCentralWidget();
  build();
  for (int i = 0; i < m_pages->count(); ++i)
    pageAt(i)->restore(states[static_cast<std::size_t>(i)]);
  showPage(shown);
}

void MainWindow::showPreferences() {
  auto* dialog = new PreferencesDialog(m_preferences, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::showAbout() {
  auto* dialog = new AboutDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  m_workspace.deleteNow();
  if (!m_workspace.jobs().isBusy()) {
    m_preferences.setWindowGeometry(saveGeometry());
    event->accept();
    return;
  }
  event->ignore();
  if (m_workspace.isTraining() && !m_closing) {
    m_messages->showMessage(Severity::Warning, tr("A model is being trained."),
                            tr("Closing stops the training and saves it; it can be resumed later."));
    m_messages->addAction(tr("Keep training"), [] {});
    m_messages->addAction(tr("Stop and close"), [this] {
      m_closing = true;
      m_messages->showMessage(Severity::Info, tr("Saving the training; the window closes by itself."));
      m_workspace.stopTraining();
      m_workspace.jobs().cancelAll();
    });
    return;
  }
  m_closing = true;
  m_workspace.jobs().cancelAll();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList files;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) files << url.toLocalFile();
  if (files.isEmpty()) return;
  event->acceptProposedAction();
  if (files.size() == 1 && files[0].endsWith(".attune") && QFileInfo(files[0]).isDir()) {
    m_workspace.openProject(files[0]);
  } else if (!m_workspace.project()) {
    m_workspace.tell(Severity::Info, tr("Open or create a project first."), tr("Files are imported into a project."));
  } else {
    showPage("data");
    Q_EMIT m_workspace.filesDropped(files);
  }
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && m_messages->isShown()) {
    m_messages->clear();
    return;
  }
  QMainWindow::keyPressEvent(event);
}

}  // namespace attune::ui

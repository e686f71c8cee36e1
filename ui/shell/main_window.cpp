// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QShortcut>

#include "ui/pages/pages.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

namespace {

constexpr int kUndoMs = 8000, kSuccessMs = 6000;
// A job shorter than this is not worth showing: it would only flicker.
constexpr int kShowJobAfterMs = 400;

QString pageLabel(const PageEntry& entry) { return QCoreApplication::translate("Pages", entry.label); }

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
  row->addWidget(makeRail());
  auto* column = new QVBoxLayout;
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_messages = new MessageBar;
  auto* padded = new QVBoxLayout;
  padded->setContentsMargins(4 * kUnit, 2 * kUnit, 4 * kUnit, 0);
  padded->addWidget(m_messages);
  column->addLayout(padded);
  m_pages = new QStackedWidget;
  for (const PageEntry& entry : pages()) m_pages->addWidget(entry.make(m_workspace));
  column->addWidget(m_pages, 1);
  row->addLayout(column, 1);
  setCentralWidget(content);
  showProject();
  showPage("home");
}

QWidget* MainWindow::makeRail() {
  auto* rail = new QFrame;
  rail->setObjectName("rail");
  auto* column = new QVBoxLayout(rail);
  column->setContentsMargins(kUnit, 2 * kUnit, kUnit, kUnit);
  column->setSpacing(4);
  auto* brand = makeRow();
  auto* mark = new QLabel;
  const int side = fontMetrics().height() * 2;
  mark->setPixmap(QIcon(":/icons/attune.svg").pixmap(QSize(side, side), devicePixelRatioF()));
  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  auto* name = makeLabel(QStringLiteral("Attune"), TextRole::Section, false);
  m_project = new ElidedLabel;
  m_project->setFont(fontFor(TextRole::Caption));
  m_project->setProperty("role", "caption");
  names->addWidget(name);
  names->addWidget(m_project);
  brand->setContentsMargins(kUnit, 0, kUnit, kUnit);
  brand->addWidget(mark);
  brand->addLayout(names, 1);
  column->addLayout(brand);
  m_buttons.clear();
  auto* group = new QButtonGroup(rail);
  const auto addButton = [&](const QString& text, const QString& iconName, const QString& objectName) {
    auto* button = new QToolButton;
    button->setText("  " + text);
    button->setAccessibleName(text);
    button->setIcon(icon(iconName, Tint::Muted));
    button->setIconSize({20, 20});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::TabFocus);
    column->addWidget(button);
    return button;
  };
  int number = 0;
  for (const PageEntry& entry : pages()) {
    auto* button = addButton(pageLabel(entry), entry.icon, QString("nav_%1").arg(entry.id));
    button->setCheckable(true);
    button->setToolTip(QString("Ctrl+%1").arg(++number));
    group->addButton(button);
    const QString id = entry.id;
    connect(button, &QToolButton::clicked, this, [this, id] { showPage(id); });
    m_buttons.push_back(button);
  }
  column->addStretch();
  m_jobArea = new QWidget;
  auto* jobColumn = new QVBoxLayout(m_jobArea);
  jobColumn->setContentsMargins(kUnit, 0, kUnit, kUnit);
  jobColumn->setSpacing(4);
  m_jobText = makeLabel({}, TextRole::Caption);
  m_jobBar = new QProgressBar;
  m_jobBar->setTextVisible(false);
  auto* stop = makeIconButton("close", tr("Stop this"), "stopJob");
  connect(stop, &QToolButton::clicked, this, [this] {
    if (Job* job = m_workspace.jobs().newest()) job->cancel();
  });
  auto* jobRow = makeRow({m_jobText, stop});
  jobRow->setStretch(0, 1);
  jobColumn->addLayout(jobRow);
  jobColumn->addWidget(m_jobBar);
  m_jobArea->hide();
  column->addWidget(m_jobArea);
  connect(addButton(tr("Preferences"), "settings", "openPreferences"), &QToolButton::clicked, this, &MainWindow::showPreferences);
  connect(addButton(tr("About"), "info", "openAbout"), &QToolButton::clicked, this, &MainWindow::showAbout);
  rail->setFixedWidth(std::max(fontMetrics().averageCharWidth() * 24, rail->sizeHint().width()));
  return rail;
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
    m_messages->showMessage(Severity::Success, tr("The model is exported and was checked by reading it back."), QDir::toNativeSeparators(folder));
    m_messages->addAction(tr("Open folder"), [folder] { showInFileManager(folder); });
  });
  m_jobTimer.setSingleShot(true);
  m_jobTimer.setInterval(kShowJobAfterMs);
  connect(&m_jobTimer, &QTimer::timeout, this, &MainWindow::showJobs);
  connect(&m_workspace.jobs(), &JobQueue::changed, this, [this] {
    if (m_jobArea->isVisible()) {
      showJobs();
    } else if (!m_jobTimer.isActive()) {
      m_jobTimer.start();
    }
  });
  connect(&m_workspace.jobs(), &JobQueue::idle, this, [this] {
    showJobs();
    if (m_closing) close();
  });
  connect(&m_preferences, &Preferences::themeChanged, this, [this] { applyTheme(*qApp, m_preferences.theme()); });
  // Later, because the dialog that asked for it belongs to what is made anew.
  connect(&m_preferences, &Preferences::languageChanged, this, &MainWindow::changeLanguage, Qt::QueuedConnection);
}

void MainWindow::showJobs() {
  const Job* job = m_workspace.jobs().newest();
  m_jobArea->setVisible(job != nullptr);
  if (!job) return;
  const Progress& progress = job->progress();
  QString text = job->title();
  if (!progress.text.empty()) text += ": " + coreText(progress.text);
  if (m_jobText->text() != text) m_jobText->setText(text);
  const bool known = progress.fraction >= 0;
  m_jobBar->setRange(0, known ? 1000 : 0);
  if (known) m_jobBar->setValue(static_cast<int>(progress.fraction * 1000));
}

void MainWindow::showProject() {
  const auto& project = m_workspace.project();
  const QString name = project ? QString::fromStdString(project->name()) : tr("No project");
  static_cast<ElidedLabel*>(m_project)->setFullText(name);
  setWindowTitle(project ? tr("%1 — Attune").arg(name) : QStringLiteral("Attune"));
  for (std::size_t i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setEnabled(project || !pages()[i].needsProject);
  if (!project) showPage("home");
}

void MainWindow::showPage(const QString& id) {
  for (std::size_t i = 0; i < pages().size(); ++i) {
    if (id != pages()[i].id) continue;
    if (pages()[i].needsProject && !m_workspace.project()) return;
    m_pages->setCurrentIndex(static_cast<int>(i));
    for (std::size_t k = 0; k < m_buttons.size(); ++k) {
      m_buttons[k]->setChecked(k == i);
      m_buttons[k]->setIcon(icon(pages()[k].icon, k == i ? Tint::Accent : Tint::Muted));
    }
    m_pages->currentWidget()->setFocus();  // keys go to the page; the ring in the rail shows only after Tab
    static_cast<Page*>(m_pages->currentWidget())->activated();
  }
}

QString MainWindow::currentPage() const { return pages()[static_cast<std::size_t>(m_pages->currentIndex())].id; }

Page* MainWindow::page(const QString& id) const {
  for (std::size_t i = 0; i < pages().size(); ++i)
    if (id == pages()[i].id) return static_cast<Page*>(m_pages->widget(static_cast<int>(i)));
  return nullptr;
}

// All texts are set when widgets are made, so a new language makes new ones; what the user typed is carried over.
void MainWindow::changeLanguage() {
  m_language.use(m_preferences.language());
  const QString shown = currentPage();
  std::vector<QVariantMap> states;
  for (int i = 0; i < m_pages->count(); ++i) states.push_back(static_cast<Page*>(m_pages->widget(i))->state());
  delete takeCentralWidget();
  build();
  for (int i = 0; i < m_pages->count(); ++i) static_cast<Page*>(m_pages->widget(i))->restore(states[static_cast<std::size_t>(i)]);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_rail.h"

#include "ui/pages/pages.h"
#include "ui/shell/workspace.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"

namespace attune::ui {

namespace {
// A job shorter than this is not worth showing: it would only flicker.
constexpr int kShowJobAfterMs = 400;
}  // namespace

NavigationRail::NavigationRail(Workspace& workspace)
    : m_workspace(workspace),
      m_project(new ElidedLabel),
      m_jobArea(nullptr),
      m_jobText(makeLabel({}, TextRole::Caption)),
      m_jobBar(new QProgressBar) {
  setObjectName("rail");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kUnit, 2 * kUnit, kUnit, kUnit);
  column->setSpacing(4);
  column->addWidget(makeBrand());
  auto* group = new QButtonGroup(this);
  int number = 0;
  for (const PageEntry& entry : pages()) {
    const QString id = entry.id;
    auto* button = addButton(column, QCoreApplication::translate("Pages", entry.label), entry.icon, "nav_" + id);
    button->setCheckable(true);
    button->setToolTip(QString("Ctrl+%1").arg(++number));
    group->addButton(button);
    connect(button, &QToolButton::clicked, this, [this, id] { Q_EMIT pageChosen(id); });
    m_buttons.push_back(button);
  }
  column->addStretch();
  m_jobArea = makeJobArea();
  column->addWidget(m_jobArea);
  connect(addButton(column, tr("Preferences"), "settings", "openPreferences"), &QToolButton::clicked, this,
          &NavigationRail::preferencesChosen);
  connect(addButton(column, tr("About"), "info", "openAbout"), &QToolButton::clicked, this,
          &NavigationRail::aboutChosen);
  setFixedWidth(std::max(fontMetrics().averageCharWidth() * 24, sizeHint().width()));
  m_jobTimer.setSingleShot(true);
  m_jobTimer.setInterval(kShowJobAfterMs);
  connect(&m_jobTimer, &QTimer::timeout, this, &NavigationRail::showJobs);
  connect(&workspace.jobs(), &JobQueue::changed, this, &NavigationRail::onJobs);
  connect(&workspace.jobs(), &JobQueue::idle, this, &NavigationRail::showJobs);
}

QWidget* NavigationRail::makeBrand() {
  auto* mark = new QLabel;
  const int side = fontMetrics().height() * 2;
  mark->setPixmap(QIcon(":/icons/attune.svg").pixmap(QSize(side, side), devicePixelRatioF()));
  m_project->setFont(fontFor(TextRole::Caption));
  m_project->setProperty("role", "caption");
  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  names->addWidget(makeLabel(QStringLiteral("Attune"), TextRole::Section, false));
  names->addWidget(m_project);
  auto* brand = new QWidget;
  auto* row = makeRow({mark});
  row->setContentsMargins(kUnit, 0, kUnit, kUnit);
  row->addLayout(names, 1);
  brand->setLayout(row);
  return brand;
}

QWidget* NavigationRail::makeJobArea() {
  auto* area = new QWidget;
  auto* column = new QVBoxLayout(area);
  column->setContentsMargins(kUnit, 0, kUnit, kUnit);
  column->setSpacing(4);
  auto* stop = makeIconButton("close", tr("Stop this"), "stopJob");
  connect(stop, &QToolButton::clicked, this, [this] {
    if (Job* job = m_workspace.jobs().newest()) job->cancel();
  });
  auto* row = makeRow({m_jobText, stop});
  row->setStretch(0, 1);
  m_jobBar->setTextVisible(false);
  column->addLayout(row);
  column->addWidget(m_jobBar);
  area->hide();
  return area;
}

QToolButton* NavigationRail::addButton(QVBoxLayout* column, const QString& text, const QString& iconName,
                                       const QString& objectName) {
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
}

void NavigationRail::showProject(const QString& name, bool open) {
  m_project->setFullText(name);
  for (std::size_t i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setEnabled(open || !pages()[i].needsProject);
}

void NavigationRail::showCurrent(std::size_t page) {
  for (std::size_t i = 0; i < m_buttons.size(); ++i) {
    m_buttons[i]->setChecked(i == page);
    m_buttons[i]->setIcon(icon(pages()[i].icon, i == page ? Tint::Accent : Tint::Muted));
  }
}

void NavigationRail::onJobs() {
  if (m_jobArea->isVisible()) {
    showJobs();
  } else if (!m_jobTimer.isActive()) {
    m_jobTimer.start();
  }
}

void NavigationRail::showJobs() {
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

}  // namespace attune::ui

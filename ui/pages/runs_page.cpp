// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs_page.h"

#include "core/engine/technique_facts.h"
#include "ui/pages/compare_panel.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/style/theme.h"

namespace attune::ui {

namespace {

constexpr int kWidest = 40;  // characters of a column, unless the user makes it wider
constexpr std::size_t kEvaluatedRows = 50;
constexpr int kIdRole = Qt::UserRole + 1;

struct StateLook {
  const char* text;
  const char* icon;
  Tint tint;
};

StateLook lookOf(RunState state) {
  switch (state) {
    case RunState::Running:
      return {QT_TRANSLATE_NOOP("attune::ui::RunsPage", "training"), "live", Tint::Accent};
    case RunState::Completed:
      return {QT_TRANSLATE_NOOP("attune::ui::RunsPage", "completed"), "success", Tint::Success};
    case RunState::Stopped:
      return {QT_TRANSLATE_NOOP("attune::ui::RunsPage", "stopped"), "stop", Tint::Muted};
    case RunState::Failed:
      return {QT_TRANSLATE_NOOP("attune::ui::RunsPage", "failed"), "error", Tint::Danger};
    case RunState::Interrupted:
      break;
  }
  return {QT_TRANSLATE_NOOP("attune::ui::RunsPage", "interrupted"), "warning", Tint::Warning};
}

QIcon swatch(const QColor& color, qreal ratio) {
  QPixmap pixmap(QSize(14, 14) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(color);
  painter.setPen(Qt::NoPen);
  painter.drawRoundedRect(QRectF(1, 3, 12, 8), 2, 2);
  painter.end();
  QIcon icon(pixmap);
  icon.addPixmap(pixmap, QIcon::Selected);  // else the selection would tint the run's colour
  return icon;
}

bool canResume(const RunRecord& run) {
  return run.summary.state == RunState::Interrupted || run.summary.state == RunState::Stopped;
}

}  // namespace

RunsPage::RunsPage(Workspace& workspace)
    : Page(workspace, tr("Compare"),
           tr("Select one run or several: their curves, settings and results are laid side by side."), Body::Fixed),
      m_sorted(new QSortFilterProxyModel(this)),
      m_table(nullptr),
      m_stack(new QStackedWidget),
      m_compare(new ComparePanel) {
  m_sorted->setSourceModel(&m_model);
  m_sorted->setSortRole(TableModel::kSortRole);
  m_table = makeTable(m_sorted, "runsTable", tr("Runs"));
  m_table->setSortingEnabled(true);
  m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  makeActions();
  auto* empty = new EmptyState("runs", tr("No runs yet"),
                               tr("Train two runs with different settings; here you see which one is better and why."));
  connect(empty->addAction(tr("&Prepare a run"), "train", "goTrain"), &QPushButton::clicked, this,
          [this] { this->workspace().goTo("train"); });
  m_stack->addWidget(empty);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setObjectName("runsSplitter");
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(2 * kUnit);
  splitter->addWidget(m_table);
  splitter->addWidget(m_compare);
  splitter->setStretchFactor(0, 0);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({fontMetrics().height() * 12, fontMetrics().height() * 40});
  m_stack->addWidget(splitter);
  body()->addWidget(m_stack, 1);
  m_timer.setSingleShot(true);
  m_timer.setInterval(80);
  connect(&m_timer, &QTimer::timeout, this, &RunsPage::compare);
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::onSelection);
  connect(m_compare, &ComparePanel::plotExportFailed, this, [this](const QString& path) {
    this->workspace().tell(Severity::Error, tr("The plot could not be written to “%1”.").arg(path),
                           tr("Choose another folder."));
  });
  connect(&workspace, &Workspace::runsChanged, this, &RunsPage::showRuns);
  connect(&workspace, &Workspace::liveChanged, this, &RunsPage::onSelection);
  showRuns();
}

void RunsPage::makeActions() {
  m_resume = makeButton(tr("&Resume"), "play", "resumeRun");
  m_evaluate = makeButton(tr("E&valuate"), "check", "evaluateRun");
  m_evaluate->setToolTip(plainTooltip(tr("Scores the run and its base model on the test rows.")));
  m_export = makeButton(tr("&Export"), "download", "exportRun");
  m_export->setProperty("hasMenu", true);
  auto* menu = new QMenu(m_export);
  menu->addAction(tr("Adapter (PEFT)…"), this, [this] { exportRun("peft"); })->setObjectName("exportPeft");
  menu->addAction(tr("Merged model (Hugging Face)…"), this, [this] { exportRun("huggingface"); })
      ->setObjectName("exportHuggingface");
  m_export->setMenu(menu);
  m_delete = makeIconButton("trash", tr("Delete the selected runs"), "deleteRuns");
  m_delete->setShortcut(QKeySequence::Delete);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_resume, m_evaluate, m_export, m_delete})
    actions()->addWidget(widget);
  connect(m_resume, &QPushButton::clicked, this, [this] { workspace().resumeRun(selected().front()); });
  connect(m_evaluate, &QPushButton::clicked, this, &RunsPage::evaluate);
  connect(m_delete, &QToolButton::clicked, this, [this] { workspace().deleteRuns(selected()); });
}

void RunsPage::activated() {
  fitColumns(m_table, kWidest);
  m_timer.start();
}

QVariantMap RunsPage::state() const {
  QStringList ids;
  for (const std::string& id : selected()) ids << qstr(id);
  return {{"selected", ids}, {"compare", m_compare->state()}};
}

void RunsPage::restore(const QVariantMap& state) {
  std::vector<std::string> ids;
  for (const QString& id : state.value("selected").toStringList()) ids.push_back(utf8(id));
  m_compare->restore(state.value("compare").toMap());
  select(ids);
}

void RunsPage::showRuns() {
  const std::vector<std::string> before = m_wanted.empty() ? selected() : std::exchange(m_wanted, {});
  const auto at = [this](int row) -> const RunRecord& { return workspace().runs()[static_cast<std::size_t>(row)]; };
  const auto number = [](QString title, auto text, auto key) {
    return TableColumn{.title = std::move(title), .text = text, .number = true, .key = key};
  };
  const auto loss = [at, number](const QString& title, std::optional<double> RunSummary::*field) {
    return number(
        title,
        [at, field](int row) {
          const auto& value = at(row).summary.*field;
          return value ? formatFixed(*value, 3) : QStringLiteral("—");
        },
        [at, field](int row) { return QVariant((at(row).summary.*field).value_or(1e300)); });
  };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Run"),
                     .text = [at](int row) { return qstr(at(row).spec.name); },
                     .other = [this, at](int row, int role) -> QVariant {
                       if (role == Qt::DecorationRole)
                         return swatch(runColor(workspace().colorOf(at(row).id), colorsFor(palette())),
                                       devicePixelRatioF());
                       if (role == Qt::ToolTipRole) return plainTooltip(qstr(at(row).command));
                       return role == kIdRole ? QVariant(qstr(at(row).id)) : QVariant();
                     }});
  columns.push_back({.title = tr("State"),
                     .text = [at](int row) { return tr(lookOf(at(row).summary.state).text); },
                     .other = [at](int row, int role) -> QVariant {
                       const StateLook look = lookOf(at(row).summary.state);
                       return role == Qt::DecorationRole ? QVariant(icon(look.icon, look.tint)) : QVariant();
                     }});
  columns.push_back(loss(tr("Best validation"), &RunSummary::bestValidationLoss));
  columns.push_back(loss(tr("Training loss"), &RunSummary::trainLoss));
  columns.push_back(number(
      tr("Steps"), [at](int row) { return formatCount(at(row).summary.steps); },
      [at](int row) { return QVariant(qlonglong(at(row).summary.steps)); }));
  columns.push_back(number(
      tr("Time"), [at](int row) { return formatDuration(at(row).summary.elapsedSeconds); },
      [at](int row) { return QVariant(at(row).summary.elapsedSeconds); }));
  columns.push_back({.title = tr("Technique"), .text = [at](int row) {
                       const TechniqueFacts* facts = findTechnique(at(row).spec.technique);
                       return facts ? coreText(facts->label) : qstr(at(row).spec.technique);
                     }});
  columns.push_back({.title = tr("Model"), .text = [at](int row) { return qstr(at(row).spec.modelName); }});
  columns.push_back({.title = tr("Made"),
                     .text = [at](int row) { return formatTime(at(row).createdAt); },
                     .key = [at](int row) { return QVariant(qlonglong(at(row).createdAt)); }});
  m_model.reset(static_cast<int>(workspace().runs().size()), std::move(columns));
  if (isVisible()) fitColumns(m_table, kWidest);  // measuring every cell is not for a page that nobody sees while a run trains
  m_stack->setCurrentIndex(workspace().runs().empty() ? 0 : 1);
  select(before);
  onSelection();
}

std::vector<std::string> RunsPage::selected() const {
  std::vector<std::string> ids;
  if (!m_table->selectionModel()) return ids;
  QModelIndexList rows = m_table->selectionModel()->selectedRows();
  std::ranges::sort(rows, {}, [](const QModelIndex& index) { return index.row(); });
  for (const QModelIndex& row : rows) ids.push_back(utf8(row.data(kIdRole).toString()));
  return ids;
}

void RunsPage::select(const std::vector<std::string>& ids) {
  QItemSelection selection;
  bool any = false;
  for (int row = 0; row < m_sorted->rowCount(); ++row) {
    const QModelIndex index = m_sorted->index(row, 0);
    if (std::ranges::count(ids, utf8(index.data(kIdRole).toString())) == 0) continue;
    selection.select(index, index);
    any = true;
  }
  if (!any && m_sorted->rowCount() == 0) m_wanted = ids;
  // Something to look at from the first moment: the two newest.
  if (!any)
    for (int row = 0; row < std::min(2, m_sorted->rowCount()); ++row)
      selection.select(m_sorted->index(row, 0), m_sorted->index(row, 0));
  m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RunsPage::onSelection() {
  const auto ids = selected();
  const RunRecord* one = ids.size() == 1 ? workspace().run(ids.front()) : nullptr;
  const bool finished = one && (one->summary.state == RunState::Completed || one->summary.state == RunState::Stopped);
  m_resume->setEnabled(one && canResume(*one) && !workspace().isTraining());
  m_export->setEnabled(finished);
  m_evaluate->setEnabled(finished);
  m_delete->setEnabled(!ids.empty());
  for (QPushButton* button : {m_resume, m_export, m_evaluate}) button->setVisible(m_stack->currentIndex() == 1);
  m_delete->setVisible(m_stack->currentIndex() == 1);
  m_timer.start();
}

void RunsPage::compare() {
  const auto ids = selected();
  const int generation = ++m_generation;
  if (ids.empty() || !workspace().project()) {
    m_compare->clear();
    return;
  }
  workspace().jobs().run<Compared>(
      Lane::Background, tr("Comparing"), this,
      [project = workspace().project(), ids](const JobPort&) -> Result<Compared> {
        ATTUNE_TRY(RunComparison comparison, project->compare(ids));
        return foldComparison(std::move(comparison));
      },
      [this, generation](Result<Compared> compared) {
        if (generation != m_generation) return;
        if (!compared) return workspace().tellError(compared.error());
        std::vector<int> colorIndices;
        for (const RunRecord& run : compared->comparison.runs) colorIndices.push_back(workspace().colorOf(run.id));
        m_compare->show(std::move(*compared), colorIndices);
      });
}

void RunsPage::exportRun(const QString& format) {
  const auto ids = selected();
  if (ids.size() != 1) return;
  const RunRecord* run = workspace().run(ids.front());
  const QString folder = QString::fromStdString((workspace().project()->folder() / "exports").string());
  QString name = qstr(run->spec.name);
  name.replace(QRegularExpression("[^\\w .-]", QRegularExpression::UseUnicodePropertiesOption), "_");
  const QString target = askSaveFile(this, tr("Export to a new folder"),
                                     folder + '/' + name + (format == "peft" ? "-adapter" : "-merged"), {});
  if (target.isEmpty()) return;
  workspace().exportRun(ids.front(), utf8(format), target);
}

void RunsPage::evaluate() {
  const auto ids = selected();
  if (ids.size() == 1) workspace().evaluateRun(ids.front(), kEvaluatedRows);
}

}  // namespace attune::ui

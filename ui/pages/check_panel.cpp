// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/check_panel.h"

#include "core/params/training_params.h"
#include "core/workflow/data_work.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

namespace {

QString severityText(attune::Severity severity) {
  switch (severity) {
    case attune::Severity::Blocking:
      return CheckPanel::tr("serious");
    case attune::Severity::Warning:
      return CheckPanel::tr("look at it");
    case attune::Severity::Note:
      break;
  }
  return CheckPanel::tr("note");
}

QIcon severityIcon(attune::Severity severity) {
  switch (severity) {
    case attune::Severity::Blocking:
      return icon("error", Tint::Danger);
    case attune::Severity::Warning:
      return icon("warning", Tint::Warning);
    case attune::Severity::Note:
      break;
  }
  return icon("info", Tint::Info);
}

}  // namespace

CheckPanel::CheckPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_summary(makeLabel({}, TextRole::Section)),
      m_note(makeLabel({}, TextRole::Muted)),
      m_advice(makeLabel({})),
      m_table(makeTable(&m_findings, "findingsTable", tr("Findings"))),
      m_rowTable(makeTable(&m_rows, "findingRows", tr("Rows of the finding"))),
      m_again(makeButton(tr("Check &again"), "refresh", "checkAgain")),
      m_stop(makeButton(tr("&Stop"), "stop", "stopCheck")),
      m_mend(makePrimaryButton(tr("&Plan this step"), "plus", "planStep")),
      m_progress(new QProgressBar),
      m_detail(new QWidget),
      m_message(new MessageBar) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kUnit, 0, 0);
  column->setSpacing(kUnit);
  auto* head = makeRow({m_summary});
  head->setStretch(0, 1);
  head->addWidget(m_stop);
  head->addWidget(m_again);
  column->addLayout(head);
  m_progress->setTextVisible(false);
  m_progress->setRange(0, 1000);
  m_progress->setAccessibleName(tr("Progress of the check"));
  column->addWidget(m_progress);
  column->addWidget(m_message);
  column->addWidget(m_note);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(2 * kUnit);
  splitter->addWidget(m_table);
  auto* detail = new QVBoxLayout(m_detail);
  detail->setContentsMargins(0, 0, 0, 0);
  auto* card = new Card;
  auto* row = makeRow({m_advice});
  row->setStretch(0, 1);
  row->addWidget(m_mend);
  card->body()->addLayout(row);
  card->body()->addWidget(m_rowTable, 1);
  detail->addWidget(card);
  splitter->addWidget(m_detail);
  splitter->setStretchFactor(0, 2);
  splitter->setStretchFactor(1, 3);
  column->addWidget(splitter, 1);
  for (QTableView* table : {m_table, m_rowTable}) table->setSelectionMode(QAbstractItemView::SingleSelection);
  setBusy(false);
  showFinding();
  connect(m_again, &QPushButton::clicked, this, [this] {
    m_checkedFor.clear();
    check();
  });
  connect(m_stop, &QPushButton::clicked, this, [this] {
    if (m_job) m_job->cancel();
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CheckPanel::showFinding);
  connect(m_rowTable, &QTableView::activated, this, [this](const QModelIndex& index) {
    const Finding* finding = current();
    if (finding && index.isValid()) Q_EMIT rowWanted(finding->examples[static_cast<std::size_t>(index.row())]);
  });
  connect(m_mend, &QPushButton::clicked, this, [this] {
    if (const Finding* finding = current()) Q_EMIT stepWanted(finding->step);
  });
}

void CheckPanel::showDataset(std::shared_ptr<const Dataset> dataset, const std::string& id) {
  if (m_job) m_job->cancel();
  m_dataset = std::move(dataset);
  m_id = id;
  m_checkedFor.clear();
  m_report = {};
  m_findings.clear();
  m_summary->setText({});
  m_note->setText({});
  showFinding();
  if (isVisible()) check();
}

void CheckPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  check();
}

void CheckPanel::setBusy(bool busy) {
  m_progress->setVisible(busy);
  m_stop->setVisible(busy);
  m_again->setVisible(!busy);
  if (busy) m_progress->setValue(0);
}

void CheckPanel::check() {
  const RunSpec& draft = m_workspace.draft();
  const std::string key = m_id + '\n' + draft.modelPath + '\n' + std::to_string(draft.params.get(params::kMaxLength));
  if (!m_workspace.project() || m_id.empty() || key == m_checkedFor) return;
  m_checkedFor = key;
  m_message->clear();
  m_summary->setText(tr("Looking at the rows…"));
  if (m_job) m_job->cancel();
  m_job = m_workspace.jobs().run<QualityReport>(
      Lane::Background, tr("Checking the rows"), this,
      [project = m_workspace.project(), id = m_id, spec = draft](const JobPort& port) {
        return checkDataset(*project, id, spec, {.progress = port.progressSink(), .stop = port.stop()});
      },
      [this, key](Result<QualityReport> report) {
        if (key != m_checkedFor) return;
        setBusy(false);
        if (report) return showReport(std::move(*report));
        m_checkedFor.clear();
        m_summary->setText(isStopped(report.error()) ? tr("The check was stopped.") : QString());
        m_message->showError(report.error());
      });
  setBusy(true);
  connect(m_job, &Job::progressed, this, [this] {
    if (m_job && m_job->progress().fraction >= 0)
      m_progress->setValue(static_cast<int>(m_job->progress().fraction * 1000));
  });
}

void CheckPanel::showReport(QualityReport report) {
  setBusy(false);
  m_report = std::move(report);
  m_summary->setText(m_report.findings.empty()
                         ? tr("Nothing was found.")
                         : tr("%n kind(s) of findings", nullptr, static_cast<int>(m_report.findings.size())));
  m_note->setText(m_report.tokensCounted
                      ? tr("Cut and untrained rows are those of %1 at %2 tokens.")
                            .arg(qstr(m_workspace.draft().modelName),
                                 formatCount(m_workspace.draft().params.get(params::kMaxLength)))
                      : tr("With a model chosen on the page “Train”, rows that are cut or train nothing are found too."));
  const auto at = [this](int row) -> const Finding& { return m_report.findings[static_cast<std::size_t>(row)]; };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Finding"),
                     .text = [at](int row) { return coreText(at(row).title); },
                     .other =
                         [at](int row, int role) {
                           if (role == Qt::DecorationRole) return QVariant(severityIcon(at(row).severity));
                           if (role == Qt::ToolTipRole) return QVariant(plainTooltip(coreText(at(row).advice)));
                           return QVariant();
                         }});
  columns.push_back({.title = tr("Rows"),
                     .text = [at](int row) { return formatCount(static_cast<std::int64_t>(at(row).count)); },
                     .number = true});
  columns.push_back({.title = tr("Share"),
                     .text =
                         [this, at](int row) {
                           return formatPercent(static_cast<double>(at(row).count) /
                                                    static_cast<double>(std::max<std::uint64_t>(m_report.examples, 1)),
                                                1);
                         },
                     .number = true});
  columns.push_back({.title = tr("Weight"), .text = [at](int row) { return severityText(at(row).severity); }});
  m_findings.reset(static_cast<int>(m_report.findings.size()), std::move(columns));
  setColumnWidths(m_table, {46, 10, 13});
  m_table->setVisible(!m_report.findings.empty());
  if (!m_report.findings.empty()) m_table->selectRow(0);
  showFinding();
}

const Finding* CheckPanel::current() const {
  const int row = m_table->currentIndex().row();
  return row < 0 || row >= static_cast<int>(m_report.findings.size())
             ? nullptr
             : &m_report.findings[static_cast<std::size_t>(row)];
}

void CheckPanel::showFinding() {
  const Finding* finding = current();
  m_detail->setVisible(finding != nullptr);
  m_table->setVisible(!m_report.findings.empty());
  if (!finding || !m_dataset) return m_rows.clear();
  m_advice->setText(coreText(finding->advice));
  const RecipeStep* step = findRecipeStep(finding->step.value("step", std::string{}));
  m_mend->setText(step ? tr("&Plan: %1").arg(coreText(step->label)) : tr("&Plan this step"));
  m_mend->setToolTip(plainTooltip(step ? coreText(step->help) : QString()));
  const auto at = [dataset = m_dataset, rows = finding->examples](int row) -> Example {
    return dataset->examples[rows[static_cast<std::size_t>(row)]];
  };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Row"),
                     .text = [at](int row) { return formatCount(static_cast<std::int64_t>(at(row).sourceRow)); },
                     .number = true});
  columns.push_back({.title = tr("Text"), .text = [at](int row) { return oneLine(qstr(plainText(at(row)))); }});
  m_rows.reset(static_cast<int>(finding->examples.size()), std::move(columns));
  setColumnWidths(m_rowTable, {9});
}

}  // namespace attune::ui

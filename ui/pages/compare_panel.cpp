// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_panel.h"

#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/params/training_params.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/style/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/run_plot.h"

namespace attune::ui {

namespace {

struct Named {
  const char* id;
  const char* label;
};
// Parts of a run that are no hyperparameters.
constexpr Named kOther[] = {
    {"model", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Model")},
    {"technique", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Technique")},
    {"dataset", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Dataset")},
    {"split", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Split")},
    {"seed", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Seed")},
    {"device", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Device")},
    {"task", QT_TRANSLATE_NOOP("attune::ui::ComparePanel", "Task")},
};

const ParamRef* findParam(const std::string& id) {
  const auto in = [&id](std::span<const ParamRef> declared) -> const ParamRef* {
    const auto found = std::ranges::find_if(declared, [&id](const ParamRef& p) { return id == paramId(p); });
    return found == declared.end() ? nullptr : &*found;
  };
  if (const ParamRef* training = in(params::kTraining)) return training;
  for (const TaskFacts* facts : tasks())
    if (const ParamRef* own = in(facts->params)) return own;
  for (const TechniqueFacts* facts : techniques())
    if (const ParamRef* own = in(facts->params)) return own;
  return nullptr;
}

QString settingLabel(const std::string& id) {
  if (const ParamRef* param = findParam(id)) return coreText(paramLabel(*param));
  for (const Named& other : kOther)
    if (id == other.id) return QCoreApplication::translate("attune::ui::ComparePanel", other.label);
  return qstr(id);
}

QString settingValue(const std::string& id, const std::string& value) {
  const ParamRef* param = findParam(id);
  if (value.empty()) return param ? qstr(paramText(paramDefault(*param))) : QStringLiteral("—");
  return qstr(value);
}

QString resultValue(const SummaryRow& row, std::size_t run) {
  const auto& value = row.values[run];
  if (!value) return QStringLiteral("—");
  if (row.id == "elapsed_seconds") return formatDuration(*value);
  if (row.id == "peak_bytes") return formatBytes(static_cast<std::uint64_t>(*value));
  if (*value == std::floor(*value) && std::abs(*value) >= 1) return formatCount(static_cast<std::int64_t>(*value));
  return formatNumber(*value, 4);
}

// One column for the names and equal ones for the runs, which stay together at the left.
void fitTable(QTableView* table, std::size_t runs) {
  table->horizontalHeader()->setStretchLastSection(false);
  std::vector<int> widths(runs + 1, 26);
  widths[0] = 40;
  setColumnWidths(table, widths);
}

QFont bold(const QFont& font) {
  QFont heavy = font;
  heavy.setWeight(QFont::DemiBold);
  return heavy;
}

}  // namespace

Compared foldComparison(RunComparison comparison) {
  Compared compared{.comparison = std::move(comparison), .curves = {}};
  for (const RunRecord& run : compared.comparison.runs) {
    auto curves = std::make_shared<RunCurves>();
    for (const RunEvent& event : run.events) curves->add(event);
    compared.curves.push_back(std::move(curves));
  }
  return compared;
}

ComparePanel::ComparePanel()
    : m_tabs(new QTabWidget),
      m_plot(new RunPlot),
      m_onlyDifferences(new QCheckBox(tr("&Only differences"))),
      m_noDifference(makeLabel(tr("These runs have the same settings."), TextRole::Muted)),
      m_verdict(makeLabel({})),
      m_notComparable(new MessageBar),
      m_settingsTable(makeTable(&m_settings, "settingsTable", tr("Settings of the runs"))),
      m_resultsTable(makeTable(&m_results, "resultsTable", tr("Results of the runs"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kUnit);
  column->addWidget(m_notComparable);
  m_tabs->setDocumentMode(true);
  m_tabs->tabBar()->setDrawBase(false);
  m_tabs->setObjectName("compareTabs");
  auto* plotCard = new Card;
  plotCard->body()->addWidget(m_plot, 1);
  m_tabs->addTab(plotCard, tr("Curves"));

  auto* settings = new QWidget;
  auto* settingsColumn = new QVBoxLayout(settings);
  settingsColumn->setContentsMargins(0, kUnit, 0, 0);
  m_onlyDifferences->setObjectName("onlyDifferences");
  m_onlyDifferences->setChecked(true);
  settingsColumn->addWidget(m_onlyDifferences);
  settingsColumn->addWidget(m_noDifference);
  settingsColumn->addWidget(m_settingsTable, 1);
  m_tabs->addTab(settings, tr("Settings"));

  auto* results = new QWidget;
  auto* resultsColumn = new QVBoxLayout(results);
  resultsColumn->setContentsMargins(0, kUnit, 0, 0);
  m_verdict->setObjectName("verdict");
  resultsColumn->addWidget(m_verdict);
  resultsColumn->addWidget(m_resultsTable, 1);
  m_tabs->addTab(results, tr("Results"));
  column->addWidget(m_tabs, 1);
  connect(m_onlyDifferences, &QCheckBox::toggled, this, &ComparePanel::showSettings);
  connect(m_plot, &RunPlot::exportFailed, this, &ComparePanel::plotExportFailed);
}

QVariantMap ComparePanel::state() const {
  return {{"tab", m_tabs->currentIndex()}, {"onlyDifferences", m_onlyDifferences->isChecked()}};
}

void ComparePanel::restore(const QVariantMap& state) {
  if (state.isEmpty()) return;
  m_tabs->setCurrentIndex(state.value("tab").toInt());
  m_onlyDifferences->setChecked(state.value("onlyDifferences").toBool());
}

void ComparePanel::clear() {
  m_settings.clear();
  m_results.clear();
  m_plot->setRuns({});
  m_verdict->clear();
  m_notComparable->clear();
  m_compared = {};
}

void ComparePanel::show(Compared compared, const std::vector<int>& colorIndices) {
  m_compared = std::move(compared);
  m_colors = colorIndices;
  std::vector<PlottedRun> plotted;
  for (std::size_t i = 0; i < m_compared.comparison.runs.size(); ++i) {
    const RunRecord& run = m_compared.comparison.runs[i];
    plotted.push_back({qstr(run.id), qstr(run.spec.name), colorIndices[i], m_compared.curves[i]});
  }
  m_plot->setRuns(std::move(plotted));
  m_onlyDifferences->setEnabled(m_compared.comparison.runs.size() > 1);
  showSettings();
  showResults();
  showComparability();
}

void ComparePanel::showSettings() {
  const RunComparison& all = m_compared.comparison;
  const bool only = m_onlyDifferences->isChecked() && all.runs.size() > 1;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < all.params.size(); ++i)
    if (!only || all.params[i].differs) rows.push_back(i);
  m_noDifference->setVisible(only && rows.empty());
  const auto at = [this, rows](int row) -> const ParamDiffRow& {
    return m_compared.comparison.params[rows[static_cast<std::size_t>(row)]];
  };
  std::vector<TableColumn> columns;
  columns.push_back(
      {.title = tr("Setting"),
       .text = [at](int row) { return settingLabel(at(row).id); },
       .other = [at](int row, int role) { return role == Qt::ToolTipRole ? QVariant(qstr(at(row).id)) : QVariant(); }});
  for (std::size_t run = 0; run < all.runs.size(); ++run)
    columns.push_back({.title = qstr(all.runs[run].spec.name),
                       .text = [at, run](int row) { return settingValue(at(row).id, at(row).values[run]); },
                       .other = [this, at](int row, int role) -> QVariant {
                         return role == Qt::FontRole && at(row).differs ? QVariant(bold(font())) : QVariant();
                       }});
  m_settings.reset(static_cast<int>(rows.size()), std::move(columns));
  m_settingsTable->setVisible(!(only && rows.empty()));
  fitTable(m_settingsTable, all.runs.size());
}

void ComparePanel::showResults() {
  const RunComparison& all = m_compared.comparison;
  const auto at = [this](int row) -> const SummaryRow& {
    return m_compared.comparison.summary[static_cast<std::size_t>(row)];
  };
  std::vector<TableColumn> columns;
  columns.push_back({.title = tr("Result"), .text = [at](int row) { return coreText(at(row).label); }});
  for (std::size_t run = 0; run < all.runs.size(); ++run)
    columns.push_back({.title = qstr(all.runs[run].spec.name),
                       .text = [at, run](int row) { return resultValue(at(row), run); },
                       .other = [this, at, run](int row, int role) -> QVariant {
                         const bool best = at(row).best == static_cast<std::int64_t>(run);
                         if (!best) return {};
                         if (role == Qt::FontRole) return bold(font());
                         if (role == Qt::DecorationRole) return icon("star", Tint::Success);
                         return role == Qt::ToolTipRole ? QVariant(tr("best of these runs")) : QVariant();
                       },
                       .number = true});
  m_results.reset(static_cast<int>(all.summary.size()), std::move(columns));
  fitTable(m_resultsTable, all.runs.size());
  QStringList lines;
  for (const PairedDifference& pair : all.differences) {
    const bool secondBetter = pair.difference < 0;
    const QString better = qstr(all.runs[secondBetter ? pair.second : pair.first].spec.name);
    const QString other = qstr(all.runs[secondBetter ? pair.first : pair.second].spec.name);
    if (pair.significant) {
      lines
          << tr("“%1” is better than “%2” on the same %n validation row(s): loss lower by %3 (95 % interval %4 to %5).",
                nullptr, static_cast<int>(pair.rows))
                 .arg(better, other, formatNumber(std::abs(pair.difference), 3),
                      formatNumber(std::min(std::abs(pair.low), std::abs(pair.high)), 3),
                      formatNumber(std::max(std::abs(pair.low), std::abs(pair.high)), 3));
    } else {
      lines << tr("“%1” and “%2” do not differ reliably on the same %n validation row(s).", nullptr,
                  static_cast<int>(pair.rows))
                   .arg(better, other);
    }
  }
  m_verdict->setText(lines.join('\n'));
  m_verdict->setVisible(!lines.isEmpty());
}

void ComparePanel::showComparability() {
  const auto& reasons = m_compared.comparison.notComparable;
  if (reasons.empty() || m_compared.comparison.runs.size() < 2) {
    m_notComparable->clear();
    return;
  }
  QStringList texts;
  for (const Error& reason : reasons) texts << errorText(reason);
  m_notComparable->showMessage(Severity::Warning, tr("The losses of these runs cannot be compared."), texts.join(' '));
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/adapter_sum.h"

#include "core/engine/task_facts.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/flow_layout.h"

namespace attune::ui {

namespace {

// What can be added up: low-rank changes of the same model's weights (the engine refuses those that change them in another way).
bool canBeAdded(const RunRecord& run, const RunRecord& to) {
  const TaskFacts* task = findTask(run.spec.task);
  const bool ended = run.summary.state == RunState::Completed || run.summary.state == RunState::Stopped;
  return ended && task && task->writesText && run.spec.modelHash == to.spec.modelHash && run.spec.technique.ends_with("lora");
}

}  // namespace

AdapterSum::AdapterSum(QWidget* parent)
    : QWidget(parent), m_row(new FlowLayout(this)), m_add(makeFlatButton(tr("&Add an adapter"), "plus", "addAdapter")), m_menu(new QMenu(m_add)) {
  m_add->setProperty("hasMenu", true);
  m_add->setMenu(m_menu);
  m_add->setToolTip(plainTooltip(tr("Lets the adapters of several runs of one model answer together.")));
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->addWidget(m_add);
}

void AdapterSum::setRuns(const RunRecord* chosen, const std::vector<RunRecord>& all) {
  std::vector<Part> possible;
  for (const RunRecord& run : all)
    if (chosen && canBeAdded(*chosen, *chosen) && run.id != chosen->id && canBeAdded(run, *chosen)) possible.push_back({run.id, qstr(run.spec.name)});
  const auto isGone = [&](const Part& part) { return std::ranges::find(possible, part.id, &Part::id) == possible.end(); };
  if (!chosen || m_parts.empty() || m_parts.front().id != chosen->id) {
    m_parts.clear();
    if (chosen) m_parts.push_back({chosen->id, qstr(chosen->spec.name)});
  } else {
    m_parts.erase(std::remove_if(m_parts.begin() + 1, m_parts.end(), isGone), m_parts.end());
  }
  m_others.clear();
  for (const Part& part : possible)
    if (std::ranges::find(m_parts, part.id, &Part::id) == m_parts.end()) m_others.push_back(part);
  arrange();
}

std::vector<RunWeight> AdapterSum::weights() const {
  std::vector<RunWeight> sum;
  if (m_parts.size() < 2) return sum;
  for (const Part& part : m_parts) sum.push_back({part.id, part.weight});
  return sum;
}

void AdapterSum::add(const std::string& runId) {
  const auto found = std::ranges::find(m_others, runId, &Part::id);
  if (found == m_others.end()) return;
  m_parts.push_back(*found);
  m_others.erase(found);
  arrange();
  Q_EMIT changed();
}

void AdapterSum::arrange() {
  while (m_row->count() > 1) {
    QLayoutItem* item = m_row->takeAt(0);
    item->widget()->deleteLater();
    delete item;
  }
  m_row->removeWidget(m_add);  // to be put last again
  for (std::size_t i = 0; m_parts.size() > 1 && i < m_parts.size(); ++i) {
    auto* box = new QWidget;
    auto* weight = new QDoubleSpinBox;
    weight->setRange(-4, 4);
    weight->setSingleStep(0.1);
    weight->setValue(m_parts[i].weight);
    weight->setObjectName(QString("adapterWeight%1").arg(i));
    weight->setAccessibleName(tr("Weight of %1").arg(m_parts[i].name));
    connect(weight, &QDoubleSpinBox::valueChanged, this, [this, i](double value) {
      m_parts[i].weight = value;
      Q_EMIT changed();
    });
    auto* row = makeRow({new ElidedLabel(m_parts[i].name), weight});
    if (i > 0) {
      auto* remove = makeIconButton("close", tr("Leave out %1").arg(m_parts[i].name), "removeAdapter");
      connect(remove, &QToolButton::clicked, this, [this, i] {
        m_others.push_back(m_parts[i]);
        m_parts.erase(m_parts.begin() + static_cast<std::ptrdiff_t>(i));
        arrange();
        Q_EMIT changed();
      });
      row->addWidget(remove);
    }
    row->setContentsMargins(0, 0, 0, 0);
    box->setLayout(row);
    m_row->addWidget(box);
  }
  m_row->addWidget(m_add);
  m_menu->clear();
  for (const Part& part : m_others)
    m_menu->addAction(QString(part.name).replace('&', "&&"), this, [this, id = part.id] { add(id); });
  m_add->setEnabled(!m_others.empty());
  setVisible(!m_others.empty() || m_parts.size() > 1);
  updateGeometry();
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lengths_panel.h"

#include "core/params/training_params.h"
#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/length_histogram.h"
#include "ui/widgets/message_bar.h"

namespace attune::ui {

LengthsPanel::LengthsPanel(Workspace& workspace)
    : m_workspace(workspace),
      m_histogram(new LengthHistogram),
      m_cutOff(new QSpinBox),
      m_summary(makeLabel({}, TextRole::Body)),
      m_model(makeLabel({}, TextRole::Muted)),
      m_progress(new QProgressBar),
      m_message(new MessageBar) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kUnit, 0, 0);
  column->setSpacing(2 * kUnit);
  column->addWidget(m_message);
  auto* card = new Card(tr("Tokens in a row"));
  m_progress->setTextVisible(false);
  m_progress->setRange(0, 0);
  m_progress->hide();
  card->body()->addWidget(m_model);
  card->body()->addWidget(m_progress);
  card->body()->addWidget(m_histogram, 1);
  card->body()->addWidget(m_summary);
  m_cutOff->setObjectName("cutOff");
  m_cutOff->setRange(static_cast<int>(params::kMaxLength.min), static_cast<int>(params::kMaxLength.max));
  m_cutOff->setSingleStep(64);
  m_cutOff->setGroupSeparatorShown(true);
  auto* label = makeLabel(tr("Use at most"), TextRole::Body, false);
  label->setBuddy(m_cutOff);
  m_cutOff->setAccessibleName(tr("Tokens of a row that are used"));
  card->body()->addLayout(makeRow({label, m_cutOff, makeLabel(tr("tokens of a row"), TextRole::Body, false)}, true));
  column->addWidget(card, 1);
  connect(m_cutOff, &QSpinBox::valueChanged, this, &LengthsPanel::onCutOff);
}

void LengthsPanel::setDataset(const std::string& id) {
  m_id = id;
  if (isVisible()) count();
}

void LengthsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  const QSignalBlocker quiet(m_cutOff);
  m_cutOff->setValue(static_cast<int>(m_workspace.draft().params.get(params::kMaxLength)));
  m_histogram->setCutOff(m_cutOff->value());
  count();
}

void LengthsPanel::count() {
  const RunSpec& draft = m_workspace.draft();
  const std::string key = m_id + '\n' + draft.modelPath;
  if (!m_workspace.project() || m_id.empty() || key == m_countedFor) return;
  m_message->clear();
  if (draft.modelPath.empty()) {
    m_message->showMessage(Severity::Info, tr("Choose a model on the page “Train” first."),
                           tr("Each model cuts text into tokens in its own way, so the lengths depend on it."));
    return;
  }
  m_countedFor = key;
  m_model->setText(tr("Counted with the tokens of %1.").arg(qstr(draft.modelName)));
  RunSpec spec = draft;
  spec.datasetId = m_id;
  if (m_job) m_job->cancel();
  using Lengths = std::vector<std::uint32_t>;
  m_job = m_workspace.jobs().run<Lengths>(
      Lane::Background, tr("Counting tokens"), this,
      [project = m_workspace.project(), spec](const JobPort& port) {
        return tokenLengths(*project, spec, {.progress = port.progressSink(), .stop = port.stop()});
      },
      [this, key](Result<Lengths> lengths) {
        if (key != m_countedFor) return;
        m_progress->hide();
        if (lengths) {
          showLengths(*lengths);
        } else {
          m_countedFor.clear();
          m_message->showError(lengths.error());
        }
      });
  m_progress->setRange(0, 0);
  m_progress->show();
  connect(m_job, &Job::progressed, this, [this] {
    if (!m_job || m_job->progress().fraction < 0) return;
    m_progress->setRange(0, 1000);
    m_progress->setValue(static_cast<int>(m_job->progress().fraction * 1000));
  });
}

void LengthsPanel::showLengths(const std::vector<std::uint32_t>& lengths) {
  m_histogram->setLengths(lengths);
  m_histogram->setCutOff(m_cutOff->value());
  m_summary->setText(m_histogram->summary());
}

void LengthsPanel::onCutOff(int tokens) {
  m_workspace.draft().params.set(&params::kMaxLength, std::int64_t{tokens});
  m_histogram->setCutOff(tokens);
  m_summary->setText(m_histogram->summary());
  Q_EMIT cutOffChanged();
}

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rate_dialog.h"

#include "ui/style/text.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/rate_plot.h"

namespace attune::ui {

RateDialog::RateDialog(Workspace& workspace, RunSpec spec, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_plot(new RatePlot),
      m_progress(new QProgressBar),
      m_text(makeLabel(tr("The model learns for a few steps at each rate, from very small to very large. Where the loss falls fastest is a "
                          "good rate to train with."))),
      m_use(makePrimaryButton(tr("&Use this rate"), "check", "useRate")),
      m_close(makeButton(tr("&Close"), "close", "closeRate")) {
  setObjectName("rateDialog");
  setWindowTitle(tr("Find a learning rate"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(3 * kUnit, 3 * kUnit, 3 * kUnit, 2 * kUnit);
  column->setSpacing(2 * kUnit);
  m_text->setObjectName("rateText");
  m_progress->setTextVisible(false);
  m_progress->setRange(0, 0);
  m_progress->setAccessibleName(tr("Progress of the test"));
  column->addWidget(m_text);
  column->addWidget(m_plot, 1);
  column->addWidget(m_progress);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(m_close);
  buttons->addWidget(m_use);
  column->addLayout(buttons);
  m_use->setEnabled(false);
  connect(m_use, &QPushButton::clicked, this, &QDialog::accept);
  connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
  start(std::move(spec));
}

RateDialog::~RateDialog() {
  if (m_job) m_job->cancel();
}

void RateDialog::start(RunSpec spec) {
  m_job = m_workspace.jobs().run<RateFinding>(
      Lane::Training, tr("Trying learning rates"), this,
      [project = m_workspace.project(), spec = std::move(spec), guard = QPointer<RateDialog>(this)](const JobPort& port) {
        return project->findRate(
            spec, {},
            [&](const RatePoint& point) {
              port.post([guard, point] {
                if (guard) guard->m_plot->add(point);
              });
            },
            {.progress = port.progressSink(), .stop = port.stop()});
      },
      [this](Result<RateFinding> finding) { conclude(finding); });
  connect(m_job, &Job::progressed, this, [this] {
    const double fraction = m_job ? m_job->progress().fraction : -1;
    m_progress->setRange(0, fraction < 0 ? 0 : 1000);
    if (fraction >= 0) m_progress->setValue(static_cast<int>(fraction * 1000));
  });
}

void RateDialog::conclude(const Result<RateFinding>& finding) {
  m_progress->hide();
  if (!finding) {
    m_text->setText((errorText(finding.error()) + ' ' + errorHint(finding.error())).trimmed());
    return;
  }
  m_rate = finding->suggested;
  m_plot->mark(*finding);
  m_text->setText(tr("The loss falls fastest at a rate of %1; above %2 learning gets worse.")
                      .arg(formatNumber(finding->suggested, 2), formatNumber(finding->atMost, 2)));
  m_use->setEnabled(true);
  m_use->setFocus();
}

}  // namespace attune::ui

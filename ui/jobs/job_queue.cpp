// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_queue.h"

#include <QCoreApplication>
#include <algorithm>

namespace attune::ui {

JobQueue::~JobQueue() {
  disconnect(this, nullptr, nullptr, nullptr);
  // All are asked first, so that the waits overlap.
  for (const Entry& entry : m_running) entry.job->cancel();
  for (const Entry& entry : m_running) delete entry.job;
  for (const Entry& entry : m_waiting) delete entry.job;
}

tl::unexpected<Error> JobQueue::unexpectedEnd(const char* what) {
  return fail("ui.unexpected", QT_TRANSLATE_NOOP("core", "The operation ended unexpectedly."), {},
              QT_TRANSLATE_NOOP("core", "Copy the details and report them; the project itself is unharmed."), what);
}

Job* JobQueue::training() const {
  const auto found = std::ranges::find(m_running, Lane::Training, &Entry::lane);
  return found == m_running.end() ? nullptr : found->job;
}

void JobQueue::cancelAll() {
  const auto waiting = m_waiting;
  for (const Entry& entry : waiting) entry.job->cancel();
  const auto running = m_running;
  for (const Entry& entry : running) entry.job->cancel();
}

QPointer<Job> JobQueue::enqueue(Lane lane, const QString& title, Job::Work work) {
  auto* job = new Job(title, std::move(work), this);
  connect(job, &Job::finished, this, [this, job] { onFinished(job); });
  connect(job, &Job::progressed, this, &JobQueue::changed);
  m_waiting.push_back({lane, job});
  startNext();
  Q_EMIT changed();
  return job;
}

void JobQueue::startNext() {
  for (std::size_t i = 0; i < m_waiting.size();) {
    const Entry entry = m_waiting[i];
    const auto busy = static_cast<std::size_t>(std::ranges::count(m_running, entry.lane, &Entry::lane));
    if (busy >= (entry.lane == Lane::Training ? 1 : kBackgroundJobs)) {
      ++i;
      continue;
    }
    m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(i));
    m_running.push_back(entry);
    entry.job->start();
  }
}

void JobQueue::onFinished(Job* job) {
  std::erase_if(m_running, [job](const Entry& entry) { return entry.job == job; });
  std::erase_if(m_waiting, [job](const Entry& entry) { return entry.job == job; });
  job->deleteLater();
  startNext();
  Q_EMIT changed();
  if (!isBusy()) Q_EMIT idle();
}

}  // namespace attune::ui

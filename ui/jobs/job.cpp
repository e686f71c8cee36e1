// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job.h"

#include <QPointer>

namespace attune::ui {

namespace {
constexpr int kTickMs = 33;
// Longest time that one tick may spend on events, so that the window still paints at 60 frames a second.
constexpr int kBudgetMs = 8;
}  // namespace

void JobMailbox::post(Event event) {
  const std::lock_guard lock(m_mutex);
  m_events.push_back(std::move(event));
}

void JobMailbox::setProgress(Progress progress) {
  const std::lock_guard lock(m_mutex);
  m_progress = std::move(progress);
}

std::deque<JobMailbox::Event> JobMailbox::takeEvents() {
  const std::lock_guard lock(m_mutex);
  return std::exchange(m_events, {});
}

std::optional<Progress> JobMailbox::takeProgress() {
  const std::lock_guard lock(m_mutex);
  return std::exchange(m_progress, std::nullopt);
}

ProgressSink JobPort::progressSink() const {
  return [mailbox = m_mailbox](const Progress& progress) { mailbox->setProgress(progress); };
}

Job::Job(QString title, Work work, QObject* parent)
    : QObject(parent), m_title(std::move(title)), m_work(std::move(work)) {
  m_timer.setInterval(kTickMs);
  connect(&m_timer, &QTimer::timeout, this, &Job::drain);
}

Job::~Job() {
  if (!m_thread.joinable()) return;
  m_thread.request_stop();
  m_thread.join();
}

void Job::start() {
  if (m_started || m_finished) return;
  m_started = true;
  m_thread = std::jthread([work = std::move(m_work), mailbox = m_mailbox](const std::stop_token& token) mutable {
    {
      // The work and what it captured end on the worker's side before `done` is seen on the other.
      const Job::Work mine = std::move(work);
      mine(JobPort(mailbox, token));
    }
    mailbox->setDone();
  });
  m_timer.start();
}

void Job::cancel() {
  if (m_finished) return;
  m_cancelled = true;
  if (m_started) {
    m_thread.request_stop();
  } else {
    finish();
  }
}

void Job::drain() {
  // An event may run an event loop of its own (a file dialog); the tick that comes meanwhile must not overtake it.
  if (m_draining) return;
  const bool done = m_mailbox->isDone();  // before the events are taken: then nothing can come after them
  for (auto& event : m_mailbox->takeEvents()) m_pending.push_back(std::move(event));
  const QPointer<Job> self = this;
  m_draining = true;
  if (auto progress = m_mailbox->takeProgress()) {
    m_progress = std::move(*progress);
    Q_EMIT progressed();
    if (!self) return;
  }
  QElapsedTimer spent;
  spent.start();
  while (!m_pending.empty() && spent.elapsed() < kBudgetMs) {
    const auto event = std::move(m_pending.front());
    m_pending.pop_front();
    event();
    if (!self) return;  // the event closed the window
  }
  m_draining = false;
  if (done && m_pending.empty()) finish();
}

void Job::finish() {
  m_timer.stop();
  if (m_thread.joinable()) m_thread.join();
  m_finished = true;
  Q_EMIT finished();
}

}  // namespace attune::ui

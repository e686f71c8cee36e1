// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "core/base/progress.h"

namespace attune::ui {

/// Where the worker of a Job leaves what it wants to tell. It outlives both sides; it is no QObject. Thread: any.
class JobMailbox {
 public:
  using Event = std::function<void()>;
  void post(Event event);
  /// Only the newest progress is kept, so that a fast reporter cannot flood the window.
  void setProgress(Progress progress);
  void setDone() { m_done.store(true, std::memory_order_release); }
  bool isDone() const { return m_done.load(std::memory_order_acquire); }
  /// All events posted so far, in order; the mailbox is empty afterwards.
  std::deque<Event> takeEvents();
  std::optional<Progress> takeProgress();

 private:
  std::mutex m_mutex;
  std::deque<Event> m_events;
  std::optional<Progress> m_progress;
  std::atomic<bool> m_done = false;
};

/// What the work of a Job may use. Thread: the worker's.
class JobPort {
 public:
  JobPort(std::shared_ptr<JobMailbox> mailbox, std::stop_token token)
      : m_mailbox(std::move(mailbox)), m_stop(std::move(token)) {}
  const std::stop_token& stop() const { return m_stop; }
  /// Runs `event` on the GUI thread, in order, within about 33 ms.
  void post(JobMailbox::Event event) const { m_mailbox->post(std::move(event)); }
  ProgressSink progressSink() const;

 private:
  std::shared_ptr<JobMailbox> m_mailbox;
  std::stop_token m_stop;
};

/// Work on a thread of its own. Its events are run on the GUI thread by a timer, at most a few milliseconds at a time;
/// the worker never touches a QObject. Thread: GUI.
class Job : public QObject {
  Q_OBJECT
 public:
  using Work = std::function<void(const JobPort&)>;

  Job(QString title, Work work, QObject* parent = nullptr);
  /// Asks the work to stop and waits for it.
  ~Job() override;

  void start();
  /// Asks the work to stop; `finished` still follows. A job that was not started finishes at once.
  void cancel();
  bool isStarted() const { return m_started; }
  bool isFinished() const { return m_finished; }
  bool isCancelled() const { return m_cancelled; }
  const QString& title() const { return m_title; }
  const Progress& progress() const { return m_progress; }

 Q_SIGNALS:
  void progressed();
  /// Once, after the last event was run.
  void finished();

 private:
  void drain();
  void finish();

  QString m_title;
  Work m_work;
  std::shared_ptr<JobMailbox> m_mailbox = std::make_shared<JobMailbox>();
  std::deque<JobMailbox::Event> m_pending;
  Progress m_progress{.fraction = -1, .text = {}};
  QTimer m_timer;
  bool m_started = false, m_finished = false, m_cancelled = false, m_draining = false;
  std::jthread m_thread;
};

}  // namespace attune::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <deque>
#include <exception>
#include <memory>
#include <vector>

#include "core/base/error.h"
#include "ui/jobs/job.h"

namespace attune::ui {

/// Training runs one after the other; everything else beside it, a few at a time.
enum class Lane { Training, Background };

/// Starts jobs in order and owns them. Thread: GUI.
class JobQueue : public QObject {
  Q_OBJECT
 public:
  static constexpr std::size_t kBackgroundJobs = 3;

  explicit JobQueue(QObject* parent = nullptr) : QObject(parent) {}
  /// Cancels all and waits for them.
  ~JobQueue() override;

  /// Runs `work` on a worker and hands its result to `done` on the GUI thread, unless `context` is gone by then.
  /// Neither is called for a job cancelled while it waited for its turn.
  template <class T>
  QPointer<Job> run(Lane lane, const QString& title, QObject* context, std::function<Result<T>(const JobPort&)> work,
                    std::function<void(Result<T>)> done) {
    auto deliver = [guard = QPointer<QObject>(context),
                    done = std::move(done)](const std::shared_ptr<Result<T>>& result) {
      if (guard) done(std::move(*result));
    };
    return enqueue(lane, title, [work = std::move(work), deliver = std::move(deliver)](const JobPort& port) {
      const auto result = std::make_shared<Result<T>>(guarded<T>(work, port));
      port.post([deliver, result] { deliver(result); });
    });
  }

  bool isBusy() const { return !m_running.empty() || !m_waiting.empty(); }
  /// The training job that runs now, or null.
  Job* training() const;
  /// The running job that was started last, or null.
  Job* newest() const { return m_running.empty() ? nullptr : m_running.back().job; }
  std::size_t runningCount() const { return m_running.size(); }
  void cancelAll();

 Q_SIGNALS:
  /// A job was added, started, progressed or finished.
  void changed();
  /// The last job has finished.
  void idle();

 private:
  struct Entry {
    Lane lane;
    Job* job;
  };
  template <class T>
  static Result<T> guarded(const std::function<Result<T>(const JobPort&)>& work, const JobPort& port) {
    try {
      return work(port);
    } catch (const std::exception& exception) {
      return unexpectedEnd(exception.what());
    }
  }
  static tl::unexpected<Error> unexpectedEnd(const char* what);
  QPointer<Job> enqueue(Lane lane, const QString& title, Job::Work work);
  void startNext();
  void onFinished(Job* job);

  std::vector<Entry> m_running;
  std::deque<Entry> m_waiting;
};

}  // namespace attune::ui

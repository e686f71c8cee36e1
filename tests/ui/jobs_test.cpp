// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <thread>

#include "ui/jobs/job_queue.h"

using namespace attune;
using namespace attune::ui;

class JobsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void eventsArriveInOrderOnTheGuiThread() {
    JobQueue queue;
    std::vector<int> seen;
    const auto gui = std::this_thread::get_id();
    bool sameThread = true;
    Result<int> result = 0;
    queue.run<int>(
        Lane::Background, "count", this,
        [&](const JobPort& port) -> Result<int> {
          for (int i = 0; i < 5000; ++i)
            port.post([&, i] {
              seen.push_back(i);
              sameThread &= std::this_thread::get_id() == gui;
            });
          return 7;
        },
        [&](Result<int> value) { result = std::move(value); });
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(5000));
    QCOMPARE(seen.size(), std::size_t{5000});
    QVERIFY(std::ranges::is_sorted(seen));
    QVERIFY(sameThread);
    QCOMPARE(result.value(), 7);
  }

  void slowEventsDoNotStallTheWindow() {
    JobQueue queue;
    int ran = 0;
    queue.run<int>(
        Lane::Background, "slow", this,
        [&](const JobPort& port) -> Result<int> {
          for (int i = 0; i < 100; ++i)
            port.post([&] {
              QTest::qSleep(2);
              ++ran;
            });
          return 0;
        },
        [](Result<int>) {});
    qint64 longest = 0;
    QElapsedTimer gap;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, gap.restart()); });
    gap.start();
    beat.start(1);
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(20000));
    QCOMPARE(ran, 100);
    QVERIFY2(longest < 100, qPrintable(QString("longest gap %1 ms of 200 ms of events").arg(longest)));
  }

  void onlyTheNewestProgressIsKept() {
    JobQueue queue;
    auto job = queue.run<int>(
        Lane::Background, "progress", this,
        [](const JobPort& port) -> Result<int> {
          const auto sink = port.progressSink();
          for (int i = 0; i <= 10000; ++i) sink({.fraction = i / 10000.0, .text = "x"});
          return 0;
        },
        [](Result<int>) {});
    int count = 0;
    double last = 0;
    connect(job, &Job::progressed, this, [&] {
      ++count;
      last = job->progress().fraction;
    });
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(5000));
    QCOMPARE(last, 1.0);
    QVERIFY(count < 100);
  }

  void cancelReachesTheWorkAndTheResultStillArrives() {
    JobQueue queue;
    std::optional<Result<int>> result;
    auto job = queue.run<int>(
        Lane::Training, "endless", this,
        [](const JobPort& port) -> Result<int> {
          while (!port.stop().stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
          return fail("test.stopped", "stopped");
        },
        [&](Result<int> value) { result = std::move(value); });
    QVERIFY(queue.training() == job);
    QTimer::singleShot(20, job, [job] { job->cancel(); });
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(5000));
    QVERIFY(result && !*result);
    QCOMPARE(result->error().code, std::string("test.stopped"));
  }

  void oneTrainingAtATimeWithOthersBeside() {
    JobQueue queue;
    std::atomic<int> training = 0, mostTraining = 0, background = 0, both = 0;
    const auto work = [&](std::atomic<int>& mine) {
      return [&](const JobPort&) -> Result<int> {
        const int now = ++mine;
        if (&mine == &training) mostTraining = std::max<int>(mostTraining, now);
        for (int i = 0; i < 40; ++i) {
          if (training > 0 && background > 0) both = 1;
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        --mine;
        return 0;
      };
    };
    for (int i = 0; i < 3; ++i) queue.run<int>(Lane::Training, "t", this, work(training), [](Result<int>) {});
    for (int i = 0; i < 6; ++i) queue.run<int>(Lane::Background, "b", this, work(background), [](Result<int>) {});
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(10000));
    QCOMPARE(mostTraining.load(), 1);
    QCOMPARE(both.load(), 1);
  }

  void nothingIsDeliveredToWhoIsGone() {
    JobQueue queue;
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    queue.run<int>(
        Lane::Background, "late", receiver.get(),
        [](const JobPort&) -> Result<int> {
          std::this_thread::sleep_for(std::chrono::milliseconds(30));
          return 1;
        },
        [&](Result<int>) { called = true; });
    receiver.reset();
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(5000));
    QVERIFY(!called);
  }

  void anExceptionBecomesAnError() {
    JobQueue queue;
    std::optional<Result<int>> result;
    queue.run<int>(
        Lane::Background, "throws", this, [](const JobPort&) -> Result<int> { throw std::runtime_error("boom"); },
        [&](Result<int> value) { result = std::move(value); });
    QSignalSpy idle(&queue, &JobQueue::idle);
    QVERIFY(idle.wait(5000));
    QVERIFY(result && !*result);
    QCOMPARE(result->error().code, std::string("ui.unexpected"));
    QCOMPARE(result->error().detail, std::string("boom"));
  }

  // Start, cancel and destroy at random points: no crash, no leak of a running worker.
  void stormOfStartStopClose() {
    std::atomic<int> inside = 0;
    int delivered = 0, started = 0;
    unsigned seed = 7;
    const auto next = [&seed](unsigned bound) { return (seed = seed * 1664525U + 1013904223U) / 65536U % bound; };
    for (int round = 0; round < 60; ++round) {
      auto queue = std::make_unique<JobQueue>();
      auto receiver = std::make_unique<QObject>();
      std::vector<QPointer<Job>> jobs;
      for (unsigned i = 0, n = 1 + next(12); i < n; ++i) {
        const unsigned length = next(6);
        ++started;
        jobs.push_back(queue->run<int>(
            next(3) == 0 ? Lane::Training : Lane::Background, "storm", receiver.get(),
            [&inside, length](const JobPort& port) -> Result<int> {
              ++inside;
              for (unsigned k = 0; k < length * 4 && !port.stop().stop_requested(); ++k) {
                port.post([] {});
                port.progressSink()({.fraction = 0.5, .text = {}});
                std::this_thread::sleep_for(std::chrono::microseconds(300));
              }
              --inside;
              return 1;
            },
            [&delivered](Result<int>) { ++delivered; }));
        if (next(4) == 0 && jobs[next(static_cast<unsigned>(jobs.size()))]) jobs.back()->cancel();
        if (next(5) == 0) QTest::qWait(static_cast<int>(next(8)));
      }
      if (next(3) == 0) queue->cancelAll();
      if (next(3) == 0) receiver.reset();
      QTest::qWait(static_cast<int>(next(50)));
      queue.reset();
      QCOMPARE(inside.load(), 0);
    }
    QVERIFY(delivered > 0 && delivered < started);
  }
};

QTEST_GUILESS_MAIN(JobsTest)
#include "jobs_test.moc"

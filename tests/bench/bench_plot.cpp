// SPDX-License-Identifier: GPL-3.0-or-later
// How long the plot of runs takes for a frame: bench_plot RUNS POINTS FRAMES prints the milliseconds of each frame while one run grows and
// all of it is shown, and while the view moves over half of the points. bench_plot RUNS POINTS SECONDS follow lets one run grow for so
// long, thirty times a second, as a run does that trains; it prints “ready” before and is meant to run beside one.
#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "ui/widgets/run_canvas.h"

using namespace attune;
using namespace attune::ui;

namespace {

StepMetrics stepAt(std::int64_t step, int run) {
  const auto s = static_cast<double>(step);
  const double noise = std::sin(s * 12.9898 + run) * 43758.5453;
  return {.step = step, .epoch = s / 1e5, .loss = 0.4 + 2 / (1 + s / 2e5) + 0.1 * run + 0.3 * (noise - std::floor(noise)), .learningRate = 1e-4 / (1 + s / 1e5),
          .gradientNorm = 1, .tokens = step * 512, .tokensPerSecond = 900, .elapsedSeconds = s * 0.5};
}

std::shared_ptr<RunCurves> madeUp(std::int64_t points, int run) {
  auto curves = std::make_shared<RunCurves>();
  for (std::int64_t step = 1; step <= points; ++step) {
    curves->add(stepAt(step, run));
    if (step % (points / 100) == 0) curves->add(EvalMetrics{.step = step, .loss = 0.5 + 2 / (1 + static_cast<double>(step) / 2e5) + 0.1 * run});
  }
  return curves;
}

// Milliseconds of each frame; `change` is what makes the next one necessary.
template <class Change>
std::vector<double> frames(RunPlot& plot, int count, const Change& change) {
  std::vector<double> times;
  QElapsedTimer clock;
  clock.start();
  for (int frame = 0; frame < count; ++frame) {
    const qint64 begin = clock.nsecsElapsed();
    change(frame);
    plot.canvas()->refresh();
    QCoreApplication::processEvents();
    times.push_back(static_cast<double>(clock.nsecsElapsed() - begin) / 1e6);
  }
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fprintf(stderr, "bench_plot RUNS POINTS FRAMES | bench_plot RUNS POINTS SECONDS follow\n"), 2;
  const QApplication application(argc, argv);
  const int runs = std::atoi(argv[1]), count = std::atoi(argv[3]);
  const std::int64_t points = std::atoll(argv[2]);
  std::vector<PlottedRun> shown;
  for (int i = 0; i < runs; ++i) shown.push_back({QString::number(i), QString("run %1").arg(i), i, madeUp(points, i)});
  const auto growing = std::const_pointer_cast<RunCurves>(shown.front().curves);
  const auto grow = [&] { growing->add(stepAt(growing->lastStep() + 1, 0)); };
  RunPlot plot;
  plot.resize(1000, 600);
  plot.setRuns(shown);
  plot.show();
  frames(plot, 5, [](int) {});
  if (argc > 4) {
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
      grow();
      plot.refresh();
    });
    timer.start(33);
    QTimer::singleShot(count * 1000, &application, &QCoreApplication::quit);
    std::printf("ready\n");
    std::fflush(stdout);
    return QApplication::exec();
  }
  const auto grown = frames(plot, count, [&](int) { grow(); });
  const auto moved = frames(plot, count, [&](int frame) {
    const double from = static_cast<double>(points) * 0.5 * frame / count;
    plot.canvas()->xAxis->setRange(from, from + static_cast<double>(points) * 0.5);
  });
  std::printf("%s\n", nlohmann::json{{"grow", grown}, {"move", moved}, {"drawn", plot.canvas()->drawnPoints()}}.dump().c_str());
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the workbench for the driver bench.py; each prints one JSON object with the seconds it took.
//   bench_parts open FILE.safetensors    opens it and looks up every tensor
//   bench_parts store FOLDER EVENTS      appends so many steps of a run to a project's database, a hundred at a time
//   bench_parts runs FOLDER COUNT        lists a project's runs, that many
//   bench_parts import FILE              reads a file of rows into a dataset
#include <chrono>
#include <functional>
#include <iostream>

#include "core/base/json.h"
#include "core/data/import.h"
#include "core/store/project_store.h"
#include "core/weights/safetensors.h"

namespace {

using namespace attune;

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Result<Json> benchOpen(const std::string& path) {
  Result<std::shared_ptr<SafetensorsFile>> file;
  std::int64_t elements = 0;
  const double time = seconds([&] {
    file = openSafetensors(path);
    if (!file) return;
    for (const auto& tensor : (*file)->tensors()) {
      std::int64_t count = 1;
      for (const auto size : (*file)->find(tensor.name)->shape) count *= size;
      elements += count;
    }
  });
  if (!file) return tl::unexpected(file.error());
  return Json{{"seconds", time}, {"count", (*file)->tensors().size()}, {"elements", elements}};
}

Result<Json> benchStore(const std::string& folder, std::int64_t events) {
  ATTUNE_TRY(const auto store, ProjectStore::create(folder, "bench"));
  ATTUNE_TRY(const RunRecord run, store->createRun({}));
  std::vector<RunEvent> part;
  Result<void> done;
  const double time = seconds([&] {
    for (std::int64_t step = 1; step <= events && done; ++step) {
      part.push_back(StepMetrics{.step = step, .epoch = 1e-4 * static_cast<double>(step), .loss = 2.0 / static_cast<double>(step), .learningRate = 1e-4,
                                 .gradientNorm = 1, .tokens = step * 512, .trainedTokens = step * 128, .tokensPerSecond = 900,
                                 .elapsedSeconds = 0.5 * static_cast<double>(step), .memoryBytes = 1 << 30});
      if (part.size() < 100 && step < events) continue;
      done = store->appendEvents(run.id, part);
      part.clear();
    }
  });
  if (!done) return tl::unexpected(done.error());
  ATTUNE_TRY(const RunRecord stored, store->loadRun(run.id));
  return Json{{"seconds", time}, {"count", stored.events.size()}};
}

Result<Json> benchRuns(const std::string& folder, std::int64_t count) {
  ATTUNE_TRY(const auto store, ProjectStore::create(folder, "bench"));
  for (std::int64_t i = 0; i < count; ++i) {
    RunSpec spec;
    spec.name = "run " + std::to_string(i);
    ATTUNE_TRY_VOID(store->createRun(spec));
  }
  Result<std::vector<RunRecord>> runs;
  const double time = seconds([&] { runs = store->loadRuns(); });
  if (!runs) return tl::unexpected(runs.error());
  return Json{{"seconds", time}, {"count", runs->size()}};
}

Result<Json> benchImport(const std::string& path) {
  Result<Dataset> dataset;
  const double time = seconds([&] { dataset = importFile(path); });
  if (!dataset) return tl::unexpected(dataset.error());
  return Json{{"seconds", time}, {"count", dataset->examples.size()}};
}

Result<Json> run(const std::string& what, const std::string& path, const std::string& size) {
  if (what == "open") return benchOpen(path);
  if (what == "runs") return benchRuns(path, std::stoll(size));
  if (what == "store") return benchStore(path, std::stoll(size));
  return benchImport(path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto result = run(argv[1], argv[2], argc > 3 ? argv[3] : "0");
  if (!result) {
    std::cerr << describe(result.error()) << "\n";
    return 1;
  }
  std::cout << *result << std::endl;
  return 0;
}

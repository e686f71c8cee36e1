// SPDX-License-Identifier: GPL-3.0-or-later
// train_helper FOLDER: trains the tiny Llama checkpoint in FOLDER, going on from the newest good checkpoint there. Appends
// each step's loss to FOLDER/losses.txt, in hexadecimal so that no bit is lost.
#include <cstdio>

#include "tests/unit/engine/train_fixture.h"

int main(int argc, char** argv) {
  using namespace attune;
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  auto request = engine::tinyRequest(folder);
  request.spec.params.set(&params::kEpochs, 12.0);
  request.spec.params.set(&params::kSaveSteps, std::int64_t{3});
  request.spec.params.set(&params::kLoraDropout, 0.1);
  request.resume = true;
  std::FILE* losses = std::fopen((folder / "losses.txt").c_str(), "a");
  if (losses == nullptr) return 2;
  const auto finished = engine::train(
      request,
      [&](const RunEvent& event) {
        if (const auto* step = std::get_if<StepMetrics>(&event)) std::fprintf(losses, "%ld %a\n", step->step, step->loss);
        std::fflush(losses);
      },
      {});
  if (!finished) {
    std::fprintf(stderr, "%s\n", describe(finished.error()).c_str());
    return 1;
  }
  if (finished->error) std::fprintf(stderr, "%s\n", describe(*finished->error).c_str());
  return finished->outcome == RunOutcome::Completed ? 0 : 1;
}

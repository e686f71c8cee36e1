// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "train_fixture.h"

namespace attune::engine {

/// A run with dropout whose blocks are computed twice draws the same masks as one that keeps them, and a run without dropout is another one.
/// `requestIn` makes the request of a run below a folder, with dropout or without.
inline void expectMasksAreDrawnAgain(const std::function<TrainRequest(const std::filesystem::path& folder, bool drops)>& requestIn) {
  const TemporaryFolder folder;
  std::vector<std::vector<double>> losses;
  for (const int way : {0, 1, 2}) {
    auto request = requestIn(folder.path() / std::to_string(way), way != 2);
    request.spec.params.set(&params::kGradientCheckpointing, std::string(way == 1 ? "all" : "off"));
    RecordedRun run;
    ASSERT_TRUE(train(request, run.sink(), {}));
    losses.push_back(lossesOf(run));
  }
  EXPECT_EQ(losses[0], losses[1]);
  EXPECT_NE(losses[0], losses[2]);
}

}  // namespace attune::engine

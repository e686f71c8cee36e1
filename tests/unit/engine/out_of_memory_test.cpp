// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that does not suffice within a step: smaller micro-batches, and the same step once more.
#include <c10/core/CPUAllocator.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>

#include "train_fixture.h"

namespace attune::engine {
namespace {

/// Torch's allocator on the CPU, that fails for a while when told to.
class FailingAllocator : public c10::Allocator {
 public:
  FailingAllocator() : m_usual(c10::GetCPUAllocator()) { c10::SetCPUAllocator(this, 100); }
  ~FailingAllocator() override { c10::SetCPUAllocator(m_usual, 100); }
  /// `after` allocations from now on, `times` of them fail.
  void fail(std::int64_t after, std::int64_t times) {
    m_first = m_count + after;
    m_end = m_first + times;
  }
  c10::DataPtr allocate(std::size_t bytes) override {
    const std::int64_t number = m_count++;
    TORCH_CHECK(number < m_first || number >= m_end, "DefaultCPUAllocator: can't allocate memory: you tried to allocate ", bytes, " bytes.");
    return m_usual->allocate(bytes);
  }
  c10::DeleterFnPtr raw_deleter() const override { return m_usual->raw_deleter(); }
  void copy_data(void* to, const void* from, std::size_t bytes) const override { m_usual->copy_data(to, from, bytes); }

 private:
  c10::Allocator* m_usual;
  std::atomic<std::int64_t> m_count{0}, m_first{std::numeric_limits<std::int64_t>::max()}, m_end{0};
};

struct Outcome {
  RecordedRun run;
  RunFinished finished;
};

// A run whose allocations fail `times` in its third step, from the allocation of number `after` of that step on.
Outcome runWith(TrainRequest request, std::int64_t after, std::int64_t times) {
  request.spec.params.set(&params::kMaxSteps, std::int64_t{5});
  FailingAllocator memory;
  Outcome outcome;
  const auto sink = [&](const RunEvent& event) {
    outcome.run.events.push_back(event);
    if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == 2 && times > 0) memory.fail(after, times);
  };
  const auto finished = train(request, sink, {});
  EXPECT_TRUE(finished);
  if (finished) outcome.finished = *finished;
  return outcome;
}

std::vector<RunWarning> warningsOf(const Outcome& outcome) {
  auto warnings = outcome.run.all<RunWarning>();
  std::erase_if(warnings, [](const RunWarning& warning) { return warning.kind != "smaller-batches" && warning.kind != "computed-twice"; });
  return warnings;
}

TrainRequest requestIn(const std::filesystem::path& folder, const char* recomputed) {
  auto made = tinyRequest(folder, "lora");
  made.validation = nullptr;
  made.spec.params.set(&params::kGradientCheckpointing, std::string(recomputed));
  return made;
}

TEST(OutOfMemory, HalvesTheBatchAndTakesTheStepOnceMore) {
  const TemporaryFolder folder;
  int number = 0;
  const auto request = [&] {
    return requestIn(folder.path() / std::to_string(number++), "off");
  };
  const Outcome plain = runWith(request(), 0, 0);
  ASSERT_EQ(plain.finished.outcome, RunOutcome::Completed);
  EXPECT_TRUE(warningsOf(plain).empty());
  // Early in the step, in the backward pass, and in its second micro-batch.
  for (const std::int64_t after : {3, 150, 400}) {
    const Outcome held = runWith(request(), after, 1);
    ASSERT_EQ(held.finished.outcome, RunOutcome::Completed) << after;
    const auto warnings = warningsOf(held);
    ASSERT_EQ(warnings.size(), 1U) << after;
    EXPECT_EQ(warnings[0].args, (std::vector<std::string>{"3", "2"}));
    const auto expected = lossesOf(plain.run), losses = lossesOf(held.run);
    ASSERT_EQ(losses.size(), expected.size());
    for (std::size_t i = 0; i < losses.size(); ++i) EXPECT_NEAR(losses[i], expected[i], 1e-5) << after << " step " << i + 1;
    const auto norms = held.run.all<StepMetrics>(), expectedNorms = plain.run.all<StepMetrics>();
    EXPECT_NEAR(norms[2].gradientNorm, expectedNorms[2].gradientNorm, 1e-4 * expectedNorms[2].gradientNorm);
  }
}

TEST(OutOfMemory, IsAnErrorWhenASingleRowIsTooMuch) {
  const TemporaryFolder folder;
  for (const auto& [recomputed, warnings] : {std::pair("off", 2U), {"auto", 3U}, {"all", 2U}}) {
    const Outcome outcome = runWith(requestIn(folder.path() / recomputed, recomputed), 3, 1000);
    EXPECT_EQ(outcome.finished.outcome, RunOutcome::Failed);
    ASSERT_TRUE(outcome.finished.error);
    EXPECT_EQ(outcome.finished.error->code, "engine.out-of-memory");
    EXPECT_EQ(warningsOf(outcome).size(), warnings) << recomputed;  // three rows, two, one
  }
}

// The run goes on so: also when it is resumed, whatever is planned then.
TEST(OutOfMemory, ComputesAllBlocksTwiceBeforeItHalvesTheBatch) {
  const TemporaryFolder folder;
  const Outcome plain = runWith(requestIn(folder.path() / "plain", "auto"), 0, 0);
  for (const std::int64_t times : {1, 2}) {
    const auto request = requestIn(folder.path() / std::to_string(times), "auto");
    const Outcome held = runWith(request, 150, times);
    ASSERT_EQ(held.finished.outcome, RunOutcome::Completed);
    std::vector<std::string> kinds;
    for (const RunWarning& warning : warningsOf(held)) kinds.push_back(warning.kind);
    EXPECT_EQ(kinds, times == 1 ? std::vector<std::string>({"computed-twice"}) : std::vector<std::string>({"computed-twice", "smaller-batches"}));
    const auto expected = lossesOf(plain.run), losses = lossesOf(held.run);
    ASSERT_EQ(losses.size(), expected.size());
    for (std::size_t i = 0; i < losses.size(); ++i) EXPECT_NEAR(losses[i], expected[i], 1e-5) << times << " step " << i + 1;
    auto again = request;
    again.spec.params.set(&params::kMaxSteps, std::int64_t{5});
    again.resume = true;
    RecordedRun resumed;
    ASSERT_TRUE(train(again, resumed.sink(), {}));
    EXPECT_EQ(resumed.all<RunStarted>()[0].recomputedBlocks, 2);
  }
}

}  // namespace
}  // namespace attune::engine

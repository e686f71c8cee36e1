// SPDX-License-Identifier: GPL-3.0-or-later
// A sweep trains run after run, and goes on where it was stopped.
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

class Sweeps : public ProjectTest {
 protected:
  void SetUp() override {
    ProjectTest::SetUp();
    const DatasetInfo info = importLines("rows.jsonl", 40, [](int i) {
      return R"({"prompt": "a b )" + std::to_string(i % 5) + R"(", "completion": " c d"})";
    });
    m_spec.base = tinyRun(info, "causal-lm", "lora", "llama");
    m_spec.base.params.set(&params::kMaxSteps, std::int64_t{4});
    m_spec.base.params.set(&params::kEvalSteps, std::int64_t{1});
    m_spec.sampler = "grid";
    // A rate of zero learns nothing, so it cannot be the best.
    m_spec.dimensions = {{.id = "learning_rate", .values = {1e-9, 2e-2}}, {.id = "seed", .values = {std::int64_t{1}, std::int64_t{2}}}};
  }

  SweepSpec m_spec;
};

TEST_F(Sweeps, FindsTheSettingsWithTheLowestLoss) {
  std::vector<std::int64_t> told;
  const auto sweep = m_project->sweep("rates", m_spec, [&](const Sweep&, const Trial& trial) { told.push_back(trial.number); }, {}, {});
  ASSERT_TRUE(sweep) << describe(sweep.error());
  EXPECT_EQ(told, (std::vector<std::int64_t>{0, 1, 2, 3}));
  const auto best = sweep->best();
  ASSERT_TRUE(best);
  EXPECT_EQ(std::get<double>(best->values[0].second), 2e-2);
  const auto run = m_project->run(best->runId);
  ASSERT_TRUE(run) << describe(run.error());
  EXPECT_DOUBLE_EQ(run->summary.bestValidationLoss.value_or(-1), *best->value);
  EXPECT_EQ(run->spec.params.get(params::kLearningRate), 2e-2);
  EXPECT_EQ(m_project->runs()->size(), 4U);
}

TEST_F(Sweeps, GoesOnWhereItWasStopped) {
  std::stop_source stop;
  int looks = 0;
  const auto stopInTheSecondRun = [&](const RunEvent& event) {
    const auto* look = std::get_if<EvalMetrics>(&event);
    if (look != nullptr && look->set == "validation" && ++looks == 7) stop.request_stop();
  };
  const auto first = m_project->sweep("rates", m_spec, {}, stopInTheSecondRun, {{}, stop.get_token()});
  ASSERT_TRUE(first) << describe(first.error());
  ASSERT_EQ(first->trials().size(), 2U);
  EXPECT_EQ(first->trials()[0].state, TrialState::Done);
  EXPECT_EQ(first->trials()[1].state, TrialState::Running);

  const auto stopped = m_project->sweeps();
  ASSERT_TRUE(stopped) << describe(stopped.error());
  ASSERT_EQ(stopped->size(), 1U);
  EXPECT_EQ(stopped->front().second.toJson(), first->toJson());

  const auto whole = m_project->sweep("rates", {}, {}, {}, {});
  ASSERT_TRUE(whole) << describe(whole.error());
  const auto undisturbed = m_project->sweep("undisturbed", m_spec, {}, {}, {});
  ASSERT_TRUE(undisturbed) << describe(undisturbed.error());
  ASSERT_EQ(whole->trials().size(), undisturbed->trials().size());
  for (std::size_t i = 0; i < whole->trials().size(); ++i) EXPECT_EQ(whole->trials()[i].looks, undisturbed->trials()[i].looks) << i;
  EXPECT_EQ(whole->trials()[1].runId, first->trials()[1].runId);
  EXPECT_EQ(m_project->runs()->size(), 8U);
}

TEST_F(Sweeps, EndsRunsThatFallBehind) {
  m_spec.pruner = "halving";
  m_spec.firstRung = 1;
  m_spec.factor = 2;
  // Each learns plainly less than the one before, so that no rounding decides.
  m_spec.dimensions = {{.id = "learning_rate", .values = {2e-2, 5e-3, 1e-3, 1e-4}}};
  const auto sweep = m_project->sweep("halving", m_spec, {}, {}, {});
  ASSERT_TRUE(sweep) << describe(sweep.error());
  EXPECT_EQ(sweep->trials()[0].state, TrialState::Done);
  EXPECT_EQ(sweep->trials()[3].state, TrialState::Pruned);
  EXPECT_LT(m_project->run(sweep->trials()[3].runId)->summary.steps, 4);
}

TEST_F(Sweeps, SaysWhyNoRunCouldStart) {
  m_spec.base.modelPath = "/nowhere";
  const auto sweep = m_project->sweep("rates", m_spec, {}, {}, {});
  ASSERT_FALSE(sweep);
  EXPECT_TRUE(m_project->runs()->empty());
}

}  // namespace
}  // namespace attune

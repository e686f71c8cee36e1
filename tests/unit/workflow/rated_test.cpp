// SPDX-License-Identifier: GPL-3.0-or-later
// A project whose rows are answers rated good or bad, from the file to the evaluated run.
#include "core/data/statistics.h"
#include "core/engine/objectives/kto_params.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

class Rated : public ProjectTest {
 protected:
  DatasetInfo ratings() {
    return importLines("ratings.jsonl", 60, [](int i) {
      const std::string n = std::to_string(i / 2);
      return R"({"prompt": "a )" + n + R"(", "completion": ")" + (i % 3 == 0 ? "z y x " : "b b ") + n + R"(", "label": )" + (i % 3 == 0 ? "false}" : "true}");
    });
  }
  static RunSpec specFor(const DatasetInfo& info) {
    RunSpec spec = tinyRun(info, "kto", "lora", "llama");
    spec.params.set(&params::kLearningRate, 1e-2);
    spec.params.set(&params::kEpochs, 3.0);
    return spec;
  }
};

TEST_F(Rated, FromTheFileToTheEvaluatedRun) {
  const DatasetInfo info = ratings();
  EXPECT_EQ(info.kind, "rated");
  const auto statistics = computeStatistics(**m_project->dataset(info.id));
  EXPECT_EQ(statistics.labels.at("true"), 40U);
  EXPECT_EQ(statistics.labels.at("false"), 20U);

  const RunSpec spec = specFor(info);
  const auto preview = previewRun(*m_project, spec);
  ASSERT_TRUE(preview) << describe(preview.error());
  ASSERT_TRUE(preview->problems.empty()) << describe(preview->problems.front());
  std::vector<EvalMetrics> looks;
  const auto run = m_project->train(spec, [&](const RunEvent& event) {
    if (const auto* look = std::get_if<EvalMetrics>(&event); look && look->set == "validation") looks.push_back(*look);
  }, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  ASSERT_FALSE(looks.empty());
  EXPECT_LT(looks.back().loss, looks.front().loss);
  EXPECT_GT(looks.back().metrics.at("preference_accuracy"), 0.9);

  const auto scored = m_project->evaluate(run->id, 2, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  EXPECT_GT((*scored)["tuned"]["preference_accuracy"].get<double>(), 0.9);
  EXPECT_GT((*scored)["tuned"]["chosen_reward"].get<double>(), (*scored)["tuned"]["rejected_reward"].get<double>());
  EXPECT_LT((*scored)["tuned"]["loss"].get<double>(), (*scored)["base"]["loss"].get<double>()) << "of the good answers";
}

TEST_F(Rated, WhatDoesNotFitIsSaidBeforeItStarts) {
  const DatasetInfo info = ratings();
  RunSpec spec = specFor(info);
  spec.task = "preference";
  EXPECT_EQ(problemOf(spec), "task.wrong-rows");
  spec = specFor(info);
  spec.params.set(&params::kBatchSize, std::int64_t{1});
  spec.params.set(&params::kAccumulation, std::int64_t{1});
  EXPECT_EQ(problemOf(spec), "task.one-row");
  EXPECT_TRUE(m_project->runs()->empty());
}

}  // namespace
}  // namespace attune

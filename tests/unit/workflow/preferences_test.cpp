// SPDX-License-Identifier: GPL-3.0-or-later
// A project whose rows are pairs of answers, from the file to the evaluated run.
#include "core/engine/objectives/preference_params.h"
#include "core/workflow/model_bundle.h"
#include "tests/unit/workflow/project_fixture.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

class Preferences : public ProjectTest {
 protected:
  DatasetInfo pairs() {
    return importLines("pairs.jsonl", 40, [](int i) {
      const std::string n = std::to_string(i);
      return R"({"prompt": "a )" + n + R"(", "chosen": "b b )" + n + R"(", "rejected": "z y x )" + n + "\"}";
    });
  }

  RunSpec specFor(const DatasetInfo& info, const std::string& task) const {
    RunSpec spec = tinyRun(info, task, "lora", "llama");
    spec.params.set(&params::kLearningRate, 1e-2);
    spec.params.set(&params::kEpochs, 3.0);
    return spec;
  }
};

TEST_F(Preferences, FromTheFileToTheEvaluatedRun) {
  const RunSpec spec = specFor(pairs(), "preference");
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
  EXPECT_EQ(looks.front().metrics.at("preference_accuracy"), 0.5);
  EXPECT_GT(looks.back().metrics.at("preference_accuracy"), 0.9);
  EXPECT_LT(looks.back().loss, looks.front().loss);
  EXPECT_TRUE(fs::exists(m_project->folder() / "runs" / run->id / "reference" / "MANIFEST.json"));

  const auto scored = m_project->evaluate(run->id, 1, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  EXPECT_GT((*scored)["tuned"]["preference_accuracy"].get<double>(), 0.9);
  EXPECT_GT((*scored)["tuned"]["reward_margin"].get<double>(), 0.0);
  EXPECT_FALSE((*scored)["base"].contains("preference_accuracy"));
  EXPECT_TRUE(m_project->run(run->id)->summary.metrics.contains("tuned.preference_accuracy"));
}

TEST_F(Preferences, BothAnswersBecomeTokens) {
  const auto info = pairs();
  const auto rows = m_project->dataset(info.id);
  const auto model = m_project->bundle(specFor(info, "preference").modelPath);
  ASSERT_TRUE(rows && model);
  const auto part = tokenizeRows(**rows, {0, 5, 9}, **model, {}, {});
  ASSERT_TRUE(part) << describe(part.error());
  ASSERT_TRUE(part->rejected);
  ASSERT_EQ(part->rejected->size(), 3U);
  EXPECT_EQ(part->examples->size(), 3U);
  EXPECT_NE((*part->examples)[0].tokens, (*part->rejected)[0].tokens);
}

TEST_F(Preferences, WhatDoesNotFitIsSaidBeforeItStarts) {
  const auto info = pairs();
  EXPECT_EQ(problemOf(specFor(info, "causal-lm")), "task.wrong-rows");
  RunSpec spec = specFor(info, "preference");
  spec.params.set(&params::kTrainOnPrompt, true);
  EXPECT_EQ(problemOf(spec), "task.unused-param");
  spec = specFor(info, "preference");
  spec.params.set(&params::kPreferenceLoss, std::string("nothing"));
  EXPECT_EQ(problemOf(spec), "param.unknown-choice");
  const auto talk = importLines("talk.jsonl", 12, [](int) { return R"({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]})"; });
  EXPECT_EQ(problemOf(specFor(talk, "preference")), "task.wrong-rows");
  EXPECT_TRUE(m_project->runs()->empty());
}

}  // namespace
}  // namespace attune

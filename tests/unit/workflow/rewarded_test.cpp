// SPDX-License-Identifier: GPL-3.0-or-later
// A project whose runs learn from rewards: rules, and a run that has learnt to judge.
#include "core/engine/objectives/grpo_params.h"
#include "core/engine/task_facts.h"
#include "core/workflow/answer_rewards.h"
#include "project_fixture.h"

namespace attune {
namespace {

class Rewarded : public ProjectTest {
 protected:
  DatasetInfo questions() {
    return importLines("questions.jsonl", 24, [](int i) {
      const std::string n = std::to_string(i);
      return R"({"prompt": "a )" + n + R"(", "completion": "b )" + n + "\"}";
    });
  }
  static RunSpec rewardedRun(const DatasetInfo& info, const std::string& technique = "lora") {
    RunSpec spec = tinyRun(info, "grpo", technique, "llama");
    spec.params.set(&params::kBatchSize, std::int64_t{2});
    spec.params.set(&params::kMaxSteps, std::int64_t{2});
    spec.params.set(&params::kNumGenerations, std::int64_t{3});
    spec.params.set(&params::kCompletionLength, std::int64_t{8});
    return spec;
  }
  std::string judgeRun() {
    const DatasetInfo pairs = importLines("pairs.jsonl", 20, [](int i) {
      const std::string n = std::to_string(i);
      return R"({"prompt": "a )" + n + R"(", "chosen": "b b )" + n + R"(", "rejected": "z y x )" + n + "\"}";
    });
    RunSpec spec = tinyRun(pairs, "reward", "lora", "llama");
    spec.name = "judge";
    spec.params.set(&params::kLearningRate, 1e-2);
    const auto run = m_project->train(spec, {}, {});
    if (!run) throw std::runtime_error(describe(run.error()));
    return run->id;
  }
};

TEST_F(Rewarded, FromTheFileToTheEvaluatedRun) {
  RunSpec spec = rewardedRun(questions());
  spec.params.set(&params::kRewardExact, 0.0);
  spec.params.set(&params::kRewardPattern, std::string("[a-z]"));
  spec.params.set(&params::kRewardWords, std::int64_t{3});
  spec.params.set(&params::kNumIterations, std::int64_t{2});
  const auto preview = previewRun(*m_project, spec);
  ASSERT_TRUE(preview) << describe(preview.error());
  ASSERT_TRUE(preview->problems.empty()) << describe(preview->problems.front());
  EXPECT_EQ(preview->totalSteps, 2);

  RunSpec whole = spec;
  whole.params.reset("max_steps");
  EXPECT_EQ(previewRun(*m_project, whole)->totalSteps, 2 * 3 * ((preview->trainRows + 1) / 2));

  std::vector<EvalMetrics> looks;
  const auto run = m_project->train(spec, [&](const RunEvent& event) {
    if (const auto* look = std::get_if<EvalMetrics>(&event)) looks.push_back(*look);
  }, {});
  ASSERT_TRUE(run) << describe(run.error());
  ASSERT_EQ(run->summary.state, RunState::Completed);
  EXPECT_EQ(std::ranges::count(looks, std::string("step"), &EvalMetrics::set), 2);
  for (const EvalMetrics& look : looks) {
    EXPECT_GE(look.metrics.at("reward"), 0) << look.set;
    EXPECT_LE(look.metrics.at("reward"), 1) << look.set;
  }
  // What was stored gives the curves.
  const auto compared = m_project->compare({run->id});
  ASSERT_TRUE(compared);
  std::set<std::string> curves;
  for (const auto& series : compared->series.at(0)) curves.insert(series.id);
  EXPECT_TRUE(curves.contains("step.reward") && curves.contains("step.equal_rewards") && curves.contains("metric.reward"));

  const auto scored = m_project->evaluate(run->id, 2, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  EXPECT_TRUE((*scored)["base"].contains("reward") && (*scored)["tuned"].contains("reward"));
  EXPECT_TRUE(m_project->run(run->id)->summary.metrics.contains("tuned.reward"));
}

TEST_F(Rewarded, NoRateIsLookedFor) {
  RunSpec spec = rewardedRun(questions());
  spec.modelPath = "/nowhere";  // refused before anything is opened
  const auto finding = m_project->findRate(spec, {1e-5, 1e-1, 20}, {}, {});
  ASSERT_FALSE(finding);
  EXPECT_EQ(finding.error().code, "rate.no-test");
  EXPECT_EQ(describe(finding.error()), describe(*refuseRateTest(*findTask("grpo"))));
  for (const TaskFacts* task : tasks()) EXPECT_EQ(refuseRateTest(*task).has_value(), task->id == std::string("grpo")) << task->id;
}

TEST_F(Rewarded, AReaderOfPairsJudgesTheAnswers) {
  judgeRun();
  RunSpec spec = rewardedRun(questions());
  const auto alone = previewRun(*m_project, spec);
  spec.params.set(&params::kRewardModel, std::string("judge"));
  spec.params.set(&params::kRewardModelWeight, 3.0);
  const auto judged = previewRun(*m_project, spec);
  ASSERT_TRUE(alone && judged && judged->problems.empty());
  EXPECT_EQ(judged->memory.total() - alone->memory.total(), parameterCount(judged->config) * 4);  // the judge is held too
  const auto run = m_project->train(spec, {}, {});
  ASSERT_TRUE(run) << describe(run.error());
  const auto scored = m_project->evaluate(run->id, 1, {});
  ASSERT_TRUE(scored) << describe(scored.error());
  // σ of a number gives neither 0 nor 1.
  EXPECT_GT((*scored)["tuned"]["reward"].get<double>(), 0);
  EXPECT_LT((*scored)["tuned"]["reward"].get<double>(), 1);
}

TEST_F(Rewarded, TheBaseIsHeldTwiceWhereItsWeightsAreTrained) {
  RunSpec spec = rewardedRun(questions(), "full");
  const auto held = previewRun(*m_project, spec);
  spec.params.set(&params::kGrpoBeta, 0.0);
  const auto free = previewRun(*m_project, spec);
  ASSERT_TRUE(held && free);
  EXPECT_EQ(held->memory.total() - free->memory.total(), parameterCount(held->config) * 4);
}

TEST_F(Rewarded, WhatDoesNotFitIsSaidBeforeItStarts) {
  const auto info = questions();
  RunSpec spec = rewardedRun(info);
  spec.params.set(&params::kRewardModel, std::string("nobody"));
  EXPECT_EQ(problemOf(spec), "project.no-run");
  spec = rewardedRun(info);
  spec.params.set(&params::kRewardExact, 0.0);
  EXPECT_EQ(problemOf(spec), "task.no-reward");
  spec.params.set(&params::kRewardPattern, std::string("[a-"));
  EXPECT_EQ(problemOf(spec), "reward.pattern");
  const auto text = importLines("text.jsonl", 12, [](int i) { return R"({"text": "only words )" + std::to_string(i) + "\"}"; });
  EXPECT_EQ(problemOf(rewardedRun(text)), "task.wrong-rows");
  EXPECT_TRUE(m_project->runs()->empty());

  RunSpec answers = tinyRun(info, "causal-lm", "lora", "llama");
  answers.name = "answers";
  answers.params.set(&params::kMaxSteps, std::int64_t{1});
  ASSERT_TRUE(m_project->train(answers, {}, {}));
  spec = rewardedRun(info);
  spec.params.set(&params::kRewardModel, std::string("answers"));
  EXPECT_EQ(problemOf(spec), "reward.no-judge");
}

TEST_F(Rewarded, RewardsAreTheMeanOfTheRules) {
  ParamSet set;
  set.set(&params::kRewardExact, 3.0);
  set.set(&params::kRewardContains, 1.0);
  const auto rewards = AnswerRewards::create(set, nullptr);
  ASSERT_TRUE(rewards);
  EXPECT_EQ(*rewards->of({{}, "Oslo"}, {"oslo", "It is Oslo.", "Bergen"}, {}), (std::vector<double>{1, 0.25, 0}));
}

}  // namespace
}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_record.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <limits>

#include "core/params/training_params.h"
#include "tests/unit/run/sample_events.h"

namespace attune {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

RunSpec sampleSpec() {
  RunSpec spec;
  spec.name = "It's “mine”; $(rm -rf /) `x`";
  spec.modelPath = "/models/Smol LM";
  spec.modelName = "SmolLM";
  spec.modelHash = "abc";
  spec.datasetId = "faq";
  spec.datasetHash = "def";
  spec.split.seed = 9;
  spec.params.set(&params::kLearningRate, 2e-4);
  spec.params.set(&params::kMaxSteps, std::int64_t{-1});
  spec.params.set(&params::kTrainOnPrompt, true);
  spec.params.setRaw("old_one", std::string(""));
  spec.seed = UINT64_MAX;
  return spec;
}

TEST(RunSpec, SurvivesJson) {
  const RunSpec spec = sampleSpec();
  const auto json = parseJson(spec.toJson().dump(), "spec");
  ASSERT_TRUE(json.has_value());
  const auto back = RunSpec::fromJson(*json);
  ASSERT_TRUE(back.has_value()) << describe(back.error());
  EXPECT_EQ(back->toJson().dump(), spec.toJson().dump());
  EXPECT_EQ(back->seed, UINT64_MAX);
  EXPECT_EQ(back->split.seed, 9U);
  EXPECT_EQ(back->params, spec.params);
  for (const char* text :
       {"[]", R"({"seed":-1})", R"({"seed":1.5})", R"({"name":1})", R"({"params":[]})", R"({"split":3})"})
    EXPECT_FALSE(RunSpec::fromJson(*parseJson(text, "spec")).has_value()) << text;
  RunSpec sorts = spec;
  sorts.classes = {"ant", "żubr"};
  sorts.multiLabel = true;
  const auto again = RunSpec::fromJson(sorts.toJson());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->classes, sorts.classes);
  EXPECT_TRUE(again->multiLabel);
  EXPECT_FALSE(RunSpec::fromJson(*parseJson(R"({"classes":[1]})", "spec")).has_value());
  EXPECT_TRUE(RunSpec::fromJson(Json::object()).has_value()) << "fields that older versions did not write are optional";
}

TEST(RunRecord, RepeatCommandIsReadBackByAShellWordByWord) {
  const std::string command = repeatCommand(sampleSpec(), "/home/me/My data.attune");
  EXPECT_TRUE(command.starts_with("attune train '/home/me/My data.attune' --dataset faq --model '/models/Smol LM'"))
      << command;
  // The shell itself says which words it would hand to the program.
  const std::string script =
      "set -- " + command.substr(std::string("attune ").size()) + "; for w in \"$@\"; do printf '%s\\n' \"$w\"; done";
  const std::string shell = "sh -c '" + [&] {
    std::string quoted;
    for (const char c : script) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted;
  }() + "'";
  std::string output;
  FILE* pipe = popen(shell.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::array<char, 4096> buffer{};
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), n);
  ASSERT_EQ(pclose(pipe), 0);
  EXPECT_EQ(output,
            "train\n/home/me/My data.attune\n--dataset\nfaq\n--model\n/models/Smol "
            "LM\n--task\ncausal-lm\n--technique\nlora\n--device\nauto\n"
            "--seed\n18446744073709551615\n--name\nIt's “mine”; $(rm -rf /) "
            "`x`\n--learning-rate\n0.0002\n--max-steps=-1\n--train-on-prompt=true\n"
            "--old-one\n\n");
}

TEST(RunRecord, SummarizeFoldsEvents) {
  std::vector<RunEvent> events{oneOfEachEvent()[0]};
  for (std::int64_t s = 1; s <= 30; ++s)
    events.push_back(StepMetrics{.step = s,
                                 .loss = s == 30 ? kNaN : static_cast<double>(s),
                                 .tokens = 100 * s,
                                 .elapsedSeconds = 0.5 * static_cast<double>(s),
                                 .memoryBytes = static_cast<std::uint64_t>(s == 4 ? 999 : 10)});
  const double losses[] = {kNaN, 3, 2, 2, 4, kNaN};
  for (std::int64_t i = 0; i < 6; ++i) events.push_back(EvalMetrics{.step = 5 * (i + 1), .loss = losses[i]});
  events.push_back(EvalMetrics{.step = 30, .set = "train", .loss = 0.1});
  RunSummary summary = summarize(events);
  EXPECT_EQ(summary.state, RunState::Running);
  EXPECT_EQ(summary.steps, 30);
  EXPECT_EQ(summary.tokens, 3000);
  EXPECT_DOUBLE_EQ(summary.tokensPerSecond, 200);
  EXPECT_EQ(summary.peakBytes, 999U);
  EXPECT_DOUBLE_EQ(*summary.trainLoss, 19.5) << "the mean of the last 20 finite ones, 10 … 29";
  EXPECT_EQ(summary.bestStep, 15) << "the first of two equal ones; NaN is never best";
  EXPECT_EQ(*summary.bestValidationLoss, 2);
  EXPECT_EQ(*summary.firstValidationLoss, 3);
  EXPECT_EQ(*summary.validationLoss, 4);
  EXPECT_EQ(summary.trainableParameters, 1000);
  events.push_back(RunWarning{.kind = "plateau"});
  events.push_back(RunFinished{.outcome = RunOutcome::Stopped, .step = 30, .elapsedSeconds = 20});
  summary = summarize(events);
  EXPECT_EQ(summary.state, RunState::Stopped);
  EXPECT_STREQ(stateId(summary.state), "stopped");
  EXPECT_EQ(summary.verdict, "plateau");
  EXPECT_DOUBLE_EQ(summary.elapsedSeconds, 20);
  const RunSummary none = summarize({});
  EXPECT_FALSE(none.trainLoss || none.validationLoss || none.bestValidationLoss);
}

}  // namespace
}  // namespace attune

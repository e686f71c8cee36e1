// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/base/random.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

using params::kTraining;

std::string problemOf(const ParamRef& param, std::string_view text) {
  const auto value = paramFromText(param, text);
  return value ? "" : value.error().code + ": " + describe(value.error());
}

TEST(Param, TextIsTheShortestThatReadsBackEqual) {
  EXPECT_EQ(paramText(2e-4), "0.0002");
  EXPECT_EQ(paramText(1e-8), "1e-08");
  EXPECT_EQ(paramText(0.1), "0.1");
  EXPECT_EQ(paramText(3.0), "3");
  EXPECT_EQ(paramText(std::int64_t{-1}), "-1");
  EXPECT_EQ(paramText(true), "true");
  EXPECT_EQ(paramText(std::string("cosine")), "cosine");
  Random random(7);
  const Param<double> any{"any", "Any", "", 0.0};
  for (int i = 0; i < 20'000; ++i) {
    const double value = (random.uniform() - 0.5) * std::pow(10.0, static_cast<double>(random.below(60)) - 30);
    const auto back = paramFromText(&any, paramText(value));
    ASSERT_TRUE(back.has_value()) << paramText(value);
    ASSERT_EQ(std::get<double>(*back), value) << paramText(value);
  }
}

TEST(Param, EveryDefaultIsValidAndReadsBackFromItsText) {
  std::set<std::string> ids;
  for (const ParamRef& param : kTraining) {
    EXPECT_TRUE(ids.insert(paramId(param)).second) << "declared twice: " << paramId(param);
    EXPECT_TRUE(checkParam(param, paramDefault(param)).has_value()) << paramId(param);
    const auto back = paramFromText(param, paramText(paramDefault(param)));
    ASSERT_TRUE(back.has_value()) << paramId(param);
    EXPECT_EQ(*back, paramDefault(param)) << paramId(param);
    EXPECT_STRNE(paramLabel(param), "") << paramId(param);
    EXPECT_STRNE(paramHelp(param), "") << paramId(param);
  }
}

TEST(Param, ProblemsNameTheLabelAndTheLimits) {
  EXPECT_EQ(problemOf(&params::kLearningRate, "fast"),
            "param.not-a-number: “Learning rate” must be a number; “fast” is none.");
  EXPECT_EQ(problemOf(&params::kLearningRate, "-1"),
            "param.out-of-range: “Learning rate” must be between 0 and 10; -1 is not.");
  EXPECT_EQ(problemOf(&params::kBatchSize, "0"),
            "param.out-of-range: “Batch size” must be between 1 and 4096; 0 is not.");
  EXPECT_EQ(problemOf(&params::kBatchSize, "1.5"),
            "param.not-a-number: “Batch size” must be a whole number; “1.5” is none.");
  EXPECT_EQ(problemOf(&params::kBatchSize, "99999999999999999999"),
            "param.not-a-number: “Batch size” must be a whole number; “99999999999999999999” is none.");
  EXPECT_EQ(problemOf(&params::kSchedule, "stairs"),
            "param.unknown-choice: “Schedule” cannot be “stairs”. It is one of: linear, cosine, constant, "
            "cosine_with_restarts, inverse_sqrt, warmup_stable_decay, reduce_lr_on_plateau.");
  EXPECT_EQ(problemOf(&params::kTrainOnPrompt, "maybe"),
            "param.wrong-type: “Learn the questions too” is either on or off (true or false); “maybe” is neither.");
  for (const char* text : {"", " ", "nan", "inf", "0x10", "1,5", "1e", "1 2", "+-3", "--3"})
    EXPECT_NE(problemOf(&params::kLearningRate, text), "") << text;
  const Param<double> atLeast{"a", "Rank", "", 1.0, 0.5};
  EXPECT_EQ(problemOf(&atLeast, "0"), "param.out-of-range: “Rank” must be at least 0.5; 0 is not.");
  const Param<std::int64_t> atMost{"a", "Rank", "", 1, std::numeric_limits<std::int64_t>::lowest(), 8};
  EXPECT_EQ(problemOf(&atMost, "9"), "param.out-of-range: “Rank” must be at most 8; 9 is not.");
}

TEST(Param, TypedTextIsReadKindly) {
  EXPECT_EQ(std::get<double>(*paramFromText(&params::kLearningRate, " 2e-4 ")), 2e-4);
  EXPECT_EQ(std::get<double>(*paramFromText(&params::kLearningRate, "+.5")), 0.5);
  EXPECT_EQ(std::get<std::int64_t>(*paramFromText(&params::kMaxSteps, "−1")), -1);
  for (const char* yes : {"true", "on", "yes", "1"})
    EXPECT_TRUE(std::get<bool>(*paramFromText(&params::kTrainOnPrompt, yes)));
  for (const char* no : {"false", "off", "no", "0"})
    EXPECT_FALSE(std::get<bool>(*paramFromText(&params::kTrainOnPrompt, no)));
  EXPECT_EQ(paramOption(&params::kLearningRate), "--learning-rate");
}

TEST(Param, AChoiceThatWasASwitchReadsItsOldValues) {
  const auto& param = params::kGradientCheckpointing;
  EXPECT_EQ(ParamSet().get(param), "auto");
  for (const char* now : {"off", "auto", "all"}) EXPECT_EQ(*paramFromText(&param, now), ParamValue(std::string(now)));
  for (const char* yes : {"true", "on", "yes", "1"}) EXPECT_EQ(*paramFromText(&param, yes), ParamValue(std::string("all"))) << yes;
  for (const char* no : {"false", "no", "0"}) EXPECT_EQ(*paramFromText(&param, no), ParamValue(std::string("off"))) << no;
  EXPECT_NE(problemOf(&param, "some"), "");
  EXPECT_NE(problemOf(&params::kSchedule, "true"), "") << "was never a switch";
  // A project of an older version; what is stored stays as it was written, since a resumed run is known by it.
  for (const bool old : {false, true}) {
    const std::string text = std::string(R"({"gradient_checkpointing":)") + (old ? "true}" : "false}");
    const auto stored = ParamSet::fromJson(*parseJson(text, "text"));
    EXPECT_TRUE(checkParams(kTraining, *stored).empty());
    EXPECT_EQ(stored->get(param), old ? "all" : "off");
    EXPECT_EQ(stored->toJson().dump(), text);
    EXPECT_EQ(paramSpelling(&param, *stored->find(param.id)), ParamValue(std::string(old ? "all" : "off")));
  }
}

TEST(ParamSet, KeepsOrderAndUnknownIdsThroughJson) {
  ParamSet set;
  set.set(&params::kLearningRate, 1.0);
  set.set(&params::kBatchSize, std::int64_t{8});
  set.setRaw("from_the_future", std::string("kept"));
  set.set(&params::kTrainOnPrompt, true);
  set.set(&params::kLearningRate, 0.1 + 0.2);
  const std::string text = set.toJson().dump();
  EXPECT_EQ(
      text,
      R"({"learning_rate":0.30000000000000004,"per_device_train_batch_size":8,"from_the_future":"kept","train_on_prompt":true})");
  const auto back = ParamSet::fromJson(*parseJson(text, "text"));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, set);
  EXPECT_TRUE(checkParams(kTraining, *back).empty());
}

TEST(ParamSet, GetGivesTheStoredValueOrTheDefault) {
  ParamSet set;
  EXPECT_EQ(set.get(params::kEpochs), 3.0);
  EXPECT_EQ(set.get(params::kSchedule), "cosine");
  // Other programs write 3 for 3.0 and 8.0 for 8.
  set = *ParamSet::fromJson(*parseJson(R"({"num_train_epochs":5,"per_device_train_batch_size":8.0})", "text"));
  EXPECT_EQ(set.get(params::kEpochs), 5.0);
  EXPECT_EQ(set.get(params::kBatchSize), 8);
  EXPECT_TRUE(checkParams(kTraining, set).empty());
  set.reset("num_train_epochs");
  EXPECT_EQ(set.get(params::kEpochs), 3.0);
  EXPECT_FALSE(set.contains("num_train_epochs"));
}

TEST(ParamSet, ReportsEveryProblemAndRefusesOtherJson) {
  ParamSet set;
  set.set(&params::kBatchSize, std::int64_t{0});
  set.set(&params::kSchedule, std::string("stairs"));
  set.set(&params::kEpochs, std::string("three"));
  const auto problems = checkParams(kTraining, set);
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].code, "param.not-a-number");
  EXPECT_EQ(problems[1].code, "param.out-of-range");
  EXPECT_EQ(problems[2].code, "param.unknown-choice");
  for (const char* text : {"[]", "3", R"({"a":null})", R"({"a":[1]})", R"({"a":{}})"})
    EXPECT_EQ(ParamSet::fromJson(*parseJson(text, "text")).error().code, "param.wrong-type") << text;
}

}  // namespace
}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_event.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/run/run_record.h"
#include "tests/unit/run/sample_events.h"

namespace attune {
namespace {

RunEvent throughText(const RunEvent& event) {
  const std::string line = toJson(event).dump();
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto json = parseJson(line, "event");
  EXPECT_TRUE(json.has_value());
  auto back = runEventFromJson(*json);
  EXPECT_TRUE(back.has_value()) << line << (back ? "" : describe(back.error()));
  return std::move(*back);
}

TEST(RunEvent, EveryKindSurvivesJson) {
  for (const RunEvent& event : oneOfEachEvent()) {
    const RunEvent back = throughText(event);
    EXPECT_EQ(back.index(), event.index());
    EXPECT_EQ(toJson(back).dump(), toJson(event).dump());
    EXPECT_EQ(eventStep(back), eventStep(event));
  }
  EXPECT_EQ(oneOfEachEvent().size(), std::variant_size_v<RunEvent>) << "a kind of event is not tested";
}

TEST(RunEvent, NumbersAreBitExact) {
  Random random(3);
  for (int i = 0; i < 2000; ++i) {
    EvalMetrics eval;
    eval.step = static_cast<std::int64_t>(random.next() >> 1);
    eval.loss = std::ldexp(random.uniform(), static_cast<int>(random.below(200)) - 100);
    eval.exampleLosses = {static_cast<float>(random.uniform() * 100),
                          static_cast<float>(std::ldexp(random.uniform(), -130))};
    eval.metrics["m"] = random.uniform();
    const auto back = std::get<EvalMetrics>(throughText(eval));
    ASSERT_EQ(back.step, eval.step);
    ASSERT_EQ(back.loss, eval.loss);
    ASSERT_EQ(back.exampleLosses, eval.exampleLosses);
    ASSERT_EQ(back.metrics, eval.metrics);
  }
}

TEST(RunEvent, NotFiniteNumbersAreNullAndComeBackAsNaN) {
  StepMetrics step;
  step.loss = std::numeric_limits<double>::quiet_NaN();
  step.gradientNorm = std::numeric_limits<double>::infinity();
  const Json json = toJson(step);
  EXPECT_TRUE(json["loss"].is_null());
  EXPECT_TRUE(json["grad_norm"].is_null());
  const auto back = std::get<StepMetrics>(throughText(step));
  EXPECT_TRUE(std::isnan(back.loss));
  EXPECT_TRUE(std::isnan(back.gradientNorm));
}

TEST(RunEvent, DamagedEventsAreRefusedByField) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"type":"step","loss":"low"})", "loss"},
      {R"({"type":"step","step":1.5})", "step"},
      {R"({"type":"step","memory_bytes":-1})", "memory_bytes"},
      {R"({"type":"eval","example_tokens":[1,"x"]})", "example_tokens"},
      {R"({"type":"eval","example_tokens":[3000000000]})", "example_tokens"},
      {R"({"type":"finished","outcome":"lost"})", "outcome"},
      {R"({"type":"finished","error":{"code":1}})", "error"},
      {R"({"type":"step","step":18446744073709551615})", "step"},
      {R"({"type":"warning","args":"x"})", "args"}};
  for (const auto& [text, field] : cases) {
    const auto event = runEventFromJson(*parseJson(text, "event"));
    ASSERT_FALSE(event.has_value()) << text;
    EXPECT_EQ(event.error().code, "run.bad-event");
    EXPECT_EQ(event.error().args.back(), field) << text;
  }
  EXPECT_EQ(runEventFromJson(*parseJson(R"({"type":"dance"})", "event")).error().code, "run.unknown-event");
  for (const char* text : {"3", "[]", "{}", R"({"type":3})"})
    EXPECT_EQ(runEventFromJson(*parseJson(text, "event")).error().code, "run.bad-event") << text;
}

TEST(RunEvent, AResumedRunOvertakesWhatCameAfterItsCheckpoint) {
  RunFinished finished;
  finished.step = 4;
  std::vector<RunEvent> events{RunStarted{}};
  for (std::int64_t s = 1; s <= 4; ++s) events.push_back(StepMetrics{.step = s, .loss = 1});
  events.push_back(finished);
  RunStarted again;
  again.resumedFromStep = 2;
  events.push_back(again);
  for (std::int64_t s = 3; s <= 5; ++s) events.push_back(StepMetrics{.step = s, .loss = 2});
  dropOvertaken(events);
  std::vector<std::pair<std::int64_t, double>> steps;
  int starts = 0, ends = 0;
  for (const RunEvent& event : events) {
    if (const auto* step = std::get_if<StepMetrics>(&event)) steps.emplace_back(step->step, step->loss);
    starts += std::holds_alternative<RunStarted>(event);
    ends += std::holds_alternative<RunFinished>(event);
  }
  const std::vector<std::pair<std::int64_t, double>> expected{{1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 2}};
  EXPECT_EQ(steps, expected);
  EXPECT_EQ(starts, 2);
  EXPECT_EQ(ends, 0) << "the run goes on, so it is not finished";
}

// A run that is stopped twice where it stands has looked twice, and its checkpoint knew nothing of it.
TEST(RunEvent, ALookTakenOnceMoreReplacesTheFirst) {
  std::vector<RunEvent> events{RunStarted{}, StepMetrics{.step = 1, .loss = 1}, EvalMetrics{.step = 0, .epoch = 0, .set = "validation", .loss = 1},
                               EvalMetrics{.step = 0, .epoch = 0, .set = "train", .loss = 2}};
  RunStarted again;
  again.resumedFromStep = 1;
  events.push_back(again);
  events.push_back(EvalMetrics{.step = 0, .epoch = 0, .set = "validation", .loss = 3});
  events.push_back(EvalMetrics{.step = 0, .epoch = 0, .set = "train", .loss = 4});
  dropOvertaken(events);
  std::vector<double> losses;
  for (const RunEvent& event : events)
    if (const auto* look = std::get_if<EvalMetrics>(&event)) losses.push_back(look->loss);
  EXPECT_EQ(losses, (std::vector<double>{3, 4}));
}

}  // namespace
}  // namespace attune

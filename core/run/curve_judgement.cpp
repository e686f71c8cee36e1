// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/run/json_reader.h"
#include "core/run/run_monitor.h"

namespace attune {
namespace {

constexpr double kNoisy = 0.018;  // relative noise from which a curve is called noisy
constexpr std::size_t kFewestLooks = 4;
constexpr double kPlateauGain = 0.02;

std::string verdictOf(const RunMonitor& monitor, std::size_t looks) {
  if (monitor.warnedAtStep()) return "overfit";
  if (monitor.current() == MonitorState::Diverging) return "diverging";
  if (looks < kFewestLooks) return "cannot-tell";
  if (monitor.noise() > kNoisy) return "noisy";
  return monitor.current() == MonitorState::Plateau ? "plateau" : "healthy";
}

// A plateau that was announced and never left: the best loss after it is hardly below what it was then.
bool stayedOnPlateau(const CurveJudgement& judgement, std::span<const std::int64_t> steps,
                     std::span<const double> validation) {
  std::int64_t since = -1;
  for (const RunWarning& warning : judgement.warnings)
    if (warning.kind == "plateau") since = warning.step;
  if (since < 0) return false;
  double before = std::numeric_limits<double>::infinity(), after = before;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (std::isfinite(validation[i]))
      (steps[i] <= since ? before : after) = std::min(steps[i] <= since ? before : after, validation[i]);
  return after > before * (1 - kPlateauGain);
}

}  // namespace

CurveJudgement judgeCurve(std::span<const std::int64_t> steps, std::span<const double> train,
                          std::span<const double> validation) {
  RunMonitor monitor;
  CurveJudgement judgement;
  const auto feed = [&](const RunEvent& event) {
    for (RunWarning& warning : monitor.observe(event)) judgement.warnings.push_back(std::move(warning));
  };
  // The curve says nothing of the learning rate; two equal rates tell the monitor that there is no warm-up to wait for.
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const StepMetrics step{.step = steps[i], .loss = train[i], .learningRate = 1};
    if (i == 0) feed(step);
    feed(step);
    feed(EvalMetrics{.step = steps[i], .loss = validation[i]});
  }
  judgement.verdict = verdictOf(monitor, steps.size());
  if (judgement.verdict == "healthy" && stayedOnPlateau(judgement, steps, validation)) judgement.verdict = "plateau";
  judgement.warnedAtStep = monitor.warnedAtStep();
  judgement.bestStep = monitor.bestStep();
  return judgement;
}

Result<CurveJudgement> judgeCurve(const Json& curve) {
  const auto bad = [](const std::string& what) {
    return fail(
        "run.bad-curve", ATTUNE_TEXT("The curve cannot be judged: {0}."), {what},
        ATTUNE_TEXT(
            "It must be an object with equally long lists “steps”, “train” and “val”; null stands for not finite."));
  };
  if (!curve.is_object()) return bad("it is not an object");
  std::vector<std::int64_t> steps;
  std::vector<double> train, validation;
  JsonReader reader(curve);
  reader.readNumbers("steps", steps);
  reader.readNumbers("train", train);
  reader.readNumbers("val", validation);
  if (!reader.badKey().empty()) return bad("“" + reader.badKey() + "” has a wrong value");
  if (steps.size() != train.size() || steps.size() != validation.size()) return bad("the lists have different lengths");
  for (std::size_t i = 1; i < steps.size(); ++i)
    if (steps[i] <= steps[i - 1]) return bad("the steps do not ascend");
  return judgeCurve(steps, train, validation);
}

Json toJson(const CurveJudgement& judgement) {
  Json warnings = Json::array();
  for (const RunWarning& warning : judgement.warnings) {
    Json json = toJson(RunEvent(warning));
    json["message"] = fillSlots(warning.text, warning.args) + " " + fillSlots(warning.advice, warning.args);
    warnings.push_back(std::move(json));
  }
  return {{"verdict", judgement.verdict},
          {"warned_at_step", judgement.warnedAtStep ? Json(*judgement.warnedAtStep) : Json(nullptr)},
          {"best_step", judgement.bestStep},
          {"warnings", std::move(warnings)}};
}

}  // namespace attune

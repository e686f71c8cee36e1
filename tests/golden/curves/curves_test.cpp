// SPDX-License-Identifier: GPL-3.0-or-later
// How well the monitor tells overfitting, beside the usual early-stopping rules, on stored and on generated curves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "core/run/run_monitor.h"
#include "tests/golden/curves/curve_generator.h"

namespace attune {
namespace {

/// The index of the look at which a detector warns; −1 for never.
using Detector = std::function<int(const TrueCurve&)>;

struct Score {
  double f1 = 0, falseAlarms = 0, medianDelay = 0, meanDelay = 0;
  int curves = 0;
};

// As score.py of the golden data: a warning before the best look is a miss and a false alarm.
Score score(const std::vector<TrueCurve>& curves, const Detector& detector) {
  int hits = 0, wrong = 0, missed = 0, quiet = 0, alarms = 0;
  std::vector<int> delays;
  for (const TrueCurve& curve : curves) {
    const int at = detector(curve);
    if (curve.label != "overfit") {
      ++quiet;
      if (at >= 0) ++wrong, ++alarms;
    } else if (at < 0) {
      ++missed;
    } else if (at < curve.best) {
      ++missed, ++wrong;
    } else {
      ++hits;
      delays.push_back(std::max(0, at - curve.onset));
    }
  }
  std::sort(delays.begin(), delays.end());
  Score result{.f1 = hits ? 2.0 * hits / (2 * hits + wrong + missed) : 0,
               .falseAlarms = quiet ? static_cast<double>(alarms) / quiet : 0,
               .curves = static_cast<int>(curves.size())};
  for (const int delay : delays) result.meanDelay += static_cast<double>(delay) / static_cast<double>(delays.size());
  const std::size_t n = delays.size();
  result.medianDelay = n ? (delays[n / 2] + delays[(n - 1) / 2]) / 2.0 : std::numeric_limits<double>::infinity();
  return result;
}

int monitorDetector(const TrueCurve& curve) {
  const CurveJudgement judgement = judgeCurve(curve.steps, curve.train, curve.validation);
  EXPECT_EQ(judgement.verdict == "overfit", judgement.warnedAtStep.has_value());
  if (!judgement.warnedAtStep) return -1;
  return static_cast<int>(std::find(curve.steps.begin(), curve.steps.end(), *judgement.warnedAtStep) -
                          curve.steps.begin());
}

// Warns when validation loss has not improved for so many looks.
Detector patience(int looks) {
  return [looks](const TrueCurve& curve) {
    double best = std::numeric_limits<double>::infinity();
    int since = 0;
    for (std::size_t i = 0; i < curve.validation.size(); ++i) {
      if (curve.validation[i] < best)
        best = curve.validation[i], since = 0;
      else if (++since >= looks)
        return static_cast<int>(i);
    }
    return -1;
  };
}

// Prechelt 1998: generalisation loss 100·(E/E_opt − 1) above alpha.
int generalisationLoss5(const TrueCurve& curve) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < curve.validation.size(); ++i) {
    best = std::min(best, curve.validation[i]);
    if (100 * (curve.validation[i] / best - 1) > 5) return static_cast<int>(i);
  }
  return -1;
}

// Prechelt 1998: three successive rises.
int upThree(const TrueCurve& curve) {
  int rises = 0;
  for (std::size_t i = 1; i < curve.validation.size(); ++i) {
    rises = curve.validation[i] > curve.validation[i - 1] ? rises + 1 : 0;
    if (rises >= 3) return static_cast<int>(i);
  }
  return -1;
}

Score report(const char* set, const std::vector<TrueCurve>& curves) {
  const std::pair<const char*, Detector> detectors[] = {{"monitor", monitorDetector},
                                                        {"patience 3", patience(3)},
                                                        {"patience 5", patience(5)},
                                                        {"GL 5", generalisationLoss5},
                                                        {"UP 3", upThree}};
  std::printf("%-10s %-11s %6s %6s %13s %13s %11s\n", set, "detector", "curves", "F1", "false alarms", "median delay",
              "mean delay");
  Score own;
  for (const auto& [name, detector] : detectors) {
    const Score result = score(curves, detector);
    std::printf("%-10s %-11s %6d %6.3f %12.1f%% %13.1f %11.2f\n", "", name, result.curves, result.f1,
                100 * result.falseAlarms, result.medianDelay, result.meanDelay);
    if (name == std::string("monitor")) own = result;
  }
  return own;
}

std::vector<double> numbers(const Json& list) {
  std::vector<double> values;
  for (const Json& item : list)
    values.push_back(item.is_null() ? std::numeric_limits<double>::quiet_NaN() : item.get<double>());
  return values;
}

std::vector<TrueCurve> storedCurves() {
  std::vector<TrueCurve> curves;
  for (int i = 0; i < 40; ++i) {
    char name[64];
    std::snprintf(name, sizeof name, "/golden/curves/curve_%03d.json", i);
    const Json json = readJsonFile(ATTUNE_TEST_DATA + std::string(name)).value();
    TrueCurve curve;
    curve.label = json["label"].get<std::string>();
    curve.kind = json["kind"].get<std::string>();
    curve.steps = json["steps"].get<std::vector<std::int64_t>>();
    curve.train = numbers(json["train"]);
    curve.validation = numbers(json["val"]);
    const auto index = [&](const char* key) {
      if (json[key].is_null()) return -1;
      return static_cast<int>(std::find(curve.steps.begin(), curve.steps.end(), json[key].get<std::int64_t>()) -
                              curve.steps.begin());
    };
    curve.best = index("best_step");
    curve.onset = index("onset_step");
    curves.push_back(std::move(curve));
  }
  return curves;
}

TEST(Curves, StoredCurvesAreJudgedWell) {
  const Score result = report("stored", storedCurves());
  EXPECT_GE(result.f1, 0.91);
  EXPECT_LE(result.falseAlarms, 0.05);
  EXPECT_LE(result.medianDelay, 2);
}

TEST(Curves, GeneratedCurvesAreJudgedWell) {
  std::vector<TrueCurve> curves;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) curves.push_back(makeCurve(seed));
  const Score result = report("generated", curves);
  EXPECT_GE(result.f1, 0.91);
  EXPECT_LE(result.falseAlarms, 0.05);
  EXPECT_LE(result.medianDelay, 2);
}

TEST(Curves, VerdictsOfTheStoredCurvesNameTheirKind) {
  std::map<std::string, std::map<std::string, int>> table;
  int right = 0;
  for (const TrueCurve& curve : storedCurves()) {
    const std::string verdict = judgeCurve(curve.steps, curve.train, curve.validation).verdict;
    ++table[curve.label][verdict];
    right += verdict == curve.label;
  }
  for (const auto& [label, verdicts] : table)
    for (const auto& [verdict, count] : verdicts)
      std::printf("%-10s judged %-10s %d\n", label.c_str(), verdict.c_str(), count);
  EXPECT_EQ(table["diverging"]["diverging"], 4);
  std::printf("%d of 40 verdicts are the label\n", right);
  EXPECT_GE(right, 34);
}

TEST(Curves, AJudgementUsesOnlyWhatItHasSeen) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const TrueCurve curve = makeCurve(seed);
    const auto whole = judgeCurve(curve.steps, curve.train, curve.validation);
    for (std::size_t n = 1; n <= curve.steps.size(); ++n) {
      const auto part = judgeCurve(std::span(curve.steps).first(n), std::span(curve.train).first(n),
                                   std::span(curve.validation).first(n));
      const bool known = whole.warnedAtStep && *whole.warnedAtStep <= curve.steps[n - 1];
      ASSERT_EQ(part.warnedAtStep.has_value(), known) << "seed " << seed << " after " << n << " looks";
    }
  }
}

TEST(Curves, RunsThatLookFiveTimesAsOftenAreJudgedAsWell) {
  std::vector<TrueCurve> curves;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const TrueCurve curve = makeCurve(seed);
    // The average of more looks rightly shows restarts that lift validation a little more than training.
    if (curve.kind.find("restarts") != std::string::npos) continue;
    Random random(seed);
    const auto noise = [&] {
      // The sum of twelve uniform numbers is close enough to normal.
      double sum = -6;
      for (int k = 0; k < 12; ++k) sum += random.uniform();
      return std::exp(curve.noise * sum);
    };
    TrueCurve often = curve;
    often.steps.clear();
    often.train.clear();
    often.validation.clear();
    often.best = curve.best < 0 ? -1 : 5 * curve.best;
    often.onset = curve.onset < 0 ? -1 : 5 * curve.onset;
    for (std::size_t i = 0; i + 1 < curve.steps.size(); ++i)
      for (int k = 0; k < 5; ++k) {
        const double share = k / 5.0;
        often.steps.push_back(curve.steps[i] + 2 * k);
        often.validation.push_back((curve.cleanValidation[i] * (1 - share) + curve.cleanValidation[i + 1] * share) *
                                   noise());
        often.train.push_back((curve.cleanTrain[i] * (1 - share) + curve.cleanTrain[i + 1] * share) * noise());
      }
    curves.push_back(std::move(often));
  }
  const Score result = report("often", curves);
  EXPECT_GE(result.f1, 0.91);
  EXPECT_LE(result.falseAlarms, 0.05);
  EXPECT_LE(result.medianDelay, 10) << "two looks of the original curve";
}

TEST(Curves, OddFilesAreRefusedOrJudgedNeverACrash) {
  const auto judged = [](const char* text) { return judgeCurve(*parseJson(text, "curve")); };
  for (const char* text :
       {"[]", "3", R"({"steps":[1],"train":[1],"val":[]})", R"({"steps":[1,"x"],"train":[1,1],"val":[1,1]})",
        R"({"steps":[2,1],"train":[1,1],"val":[1,1]})", R"({"steps":[1],"train":["a"],"val":[1]})"}) {
    const auto result = judged(text);
    ASSERT_FALSE(result.has_value()) << text;
    EXPECT_EQ(result.error().code, "run.bad-curve");
  }
  EXPECT_EQ(judged(R"({"steps":[],"train":[],"val":[]})")->verdict, "cannot-tell");
  EXPECT_EQ(judged(R"({"steps":[1,2],"train":[null,null],"val":[null,null]})")->verdict, "diverging");
  EXPECT_TRUE(judged(R"({"steps":[1,2,3,4,5],"train":[0,-1,0,1e308,1],"val":[0,0,-3,1e-300,1e300]})").has_value());
  // A curve alone does not tell epochs, so the advice must not name any.
  for (const TrueCurve& curve : storedCurves())
    for (const RunWarning& warning : judgeCurve(curve.steps, curve.train, curve.validation).warnings)
      EXPECT_EQ(fillSlots(warning.advice, warning.args).find("epoch"), std::string::npos);
  const Json json = toJson(*judged(R"({"steps":[1,2],"train":[2,1],"val":[2,1]})"));
  EXPECT_TRUE(json["warned_at_step"].is_null());
  EXPECT_EQ(json["best_step"], 2);
}

}  // namespace
}  // namespace attune

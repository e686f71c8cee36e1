// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_monitor.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/run/curve_test.h"
#include "core/run/json_reader.h"
#include "core/run/monitor_words.h"

namespace attune {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostPoints = 60;    // longer curves are condensed, see condensed()
constexpr std::size_t kFewestRows = 10;    // below, rows say too little
constexpr double kLoudNoise = 0.08;        // of the logarithm: curves alone say nothing
constexpr std::size_t kLooksForNoise = 8;  // fewer show a bend rather than noise
constexpr double kCautionShare = 0.6;      // of the threshold of a rise
constexpr double kDivergingRise = 0.2;     // of the logarithm, training and validation
constexpr std::size_t kPlateauLooks = 6;
constexpr double kPlateauRise = 0.005;  // of the logarithm, over the plateau's looks
constexpr double kTrainStillFalls = 0.02;
constexpr double kSignificant = 3.0;  // standard errors; strict because every look is a test
constexpr double kSuggestive = 2.0;
constexpr double kMatters = 0.015;  // relative rise of the mean loss
constexpr double kFirstRows = 3;    // looks before rows are judged

struct Look {
  std::int64_t step = 0;
  double epoch = 0;
  double validation = kNaN;
  double train = kNaN;  // mean of the steps since the look before
};

}  // namespace

struct RunMonitor::Impl {
  std::vector<Look> looks;  // finite ones after warm-up
  // The look before the first step has no training loss beside it: it waits for that of the steps after it.
  std::int64_t startStep = 0;
  double startLoss = kNaN;
  // What stands in the state, in the order of its JSON.
  double trainSum = 0;
  std::int64_t trainSteps = 0;
  std::int64_t trainExamples = 0;
  double lastRate = -1;
  std::int64_t lastStep = -1;
  bool warmUp = true;
  MonitorState state = MonitorState::CannotTell;
  std::int64_t warnedAt = -1, bestStep = 0;
  double bestLoss = std::numeric_limits<double>::infinity(), bestTrain = kNaN, bestEpoch = 0, epoch = 0;
  bool cautioned = false, plateaued = false, diverged = false, notFinite = false, toldCannot = false,
       suggestiveBefore = false;
  std::vector<float> bestRows;
  std::vector<std::int32_t> rowTokens;

  std::vector<RunWarning> onStep(const StepMetrics& e);
  std::vector<RunWarning> onLook(const EvalMetrics& e);

 private:
  MonitorFacts facts(std::int64_t step, double loss, double train) const;
  MonitorState judge(const EvalMetrics& e, MonitorFacts& known);
  std::optional<MonitorState> judgeRows(const EvalMetrics& e, MonitorFacts& known, bool trainFell);
  bool onPlateau(std::span<const double> validation, std::span<const double> train, double noise) const;
  std::vector<RunWarning> announce(MonitorState now, const MonitorFacts& known);
};

MonitorFacts RunMonitor::Impl::facts(std::int64_t step, double loss, double train) const {
  return {.step = step,
          .bestStep = bestStep,
          .bestLoss = bestLoss,
          .loss = loss,
          .trainThen = bestTrain,
          .trainNow = train,
          .bestEpoch = bestEpoch,
          .trainExamples = trainExamples,
          .looks = looks.size()};
}

std::vector<RunWarning> RunMonitor::Impl::onStep(const StepMetrics& e) {
  // Warm-up lasts as long as the learning rate rises step by step; what comes first must have been a rise.
  if (warmUp && lastRate >= 0 && !(e.learningRate > lastRate)) warmUp = false;
  lastRate = e.learningRate;
  lastStep = e.step;
  epoch = e.epoch;
  trainSum += e.loss;  // a NaN stays in the sum, so the look knows of it
  ++trainSteps;
  if (std::isfinite(e.loss) || notFinite) return {};
  notFinite = true;
  state = MonitorState::Diverging;
  return {notFiniteWarning(facts(e.step, kNaN, e.loss), false)};
}

// The paired test: the same rows at the best look and now, so that what makes rows easy or hard cancels out.
std::optional<MonitorState> RunMonitor::Impl::judgeRows(const EvalMetrics& e, MonitorFacts& known, bool trainFell) {
  if (e.exampleLosses.empty() || e.exampleLosses.size() != bestRows.size() || e.exampleTokens != rowTokens)
    return std::nullopt;
  const RowDifference difference = rowDifference(bestRows, e.exampleLosses, rowTokens);
  known.rows = difference.rows;
  if (difference.rows < kFewestRows) return MonitorState::CannotTell;
  if (looks.size() < kFirstRows) return MonitorState::Learning;
  const double relative = difference.mean / bestLoss;
  known.standardErrors = difference.standardError > 0 ? difference.mean / difference.standardError : 0;
  // Few rows have heavier tails than the normal distribution.
  const double needed = kSignificant + 15 / static_cast<double>(difference.rows);
  const bool suggestive = known.standardErrors > kSuggestive && relative > kPlateauRise && trainFell;
  const bool lasting = suggestive && suggestiveBefore;
  suggestiveBefore = suggestive;
  if (lasting && known.standardErrors > needed && relative > kMatters) return MonitorState::Overfitting;
  return suggestive ? MonitorState::Caution : MonitorState::Learning;
}

bool RunMonitor::Impl::onPlateau(std::span<const double> validation, std::span<const double> train,
                                 double noise) const {
  const std::size_t looksNeeded = std::max(kPlateauLooks, validation.size() / 4);
  if (validation.size() < looksNeeded + 2) return false;
  const auto span = static_cast<double>(looksNeeded - 1);
  const double change = theilSenSlope(validation.last(looksNeeded)) * span;
  const double trainChange = theilSenSlope(train.last(looksNeeded)) * span;
  return change > -std::max(kPlateauRise, noise / 2) && trainChange < -kTrainStillFalls && trainChange < 2 * change;
}

MonitorState RunMonitor::Impl::judge(const EvalMetrics& e, MonitorFacts& known) {
  std::vector<double> validation, train;
  for (const Look& look : looks) {
    validation.push_back(std::log(look.validation));
    train.push_back(std::log(look.train));
  }
  validation = condensed(validation, kMostPoints);
  train = condensed(train, kMostPoints);
  const double noise = curveNoise(validation), trainNoise = curveNoise(train);
  const double trainAbove = levelAbove(train);
  if (trainAbove > std::max(kDivergingRise, 6 * trainNoise) &&
      levelAbove(validation) > std::max(kDivergingRise, 6 * noise))
    return MonitorState::Diverging;
  const Rise rise = testRise(validation, train);
  const bool trainFell = std::isfinite(bestTrain) && looks.back().train < bestTrain && trainAbove < 2 * trainNoise;
  const auto byRows = judgeRows(e, known, trainFell);
  if (byRows && *byRows != MonitorState::Learning) return *byRows;
  if (!byRows) {
    if (rise.found) return MonitorState::Overfitting;
    if (validation.size() <= RiseSettings{}.silent) return MonitorState::Learning;
    if (validation.size() >= kLooksForNoise && trainAbove < trainNoise &&
        std::min(noise, bendFreeNoise(validation)) > kLoudNoise)
      return MonitorState::CannotTell;
    if (rise.share > kCautionShare && rise.trainChange < 0 && e.loss > bestLoss) return MonitorState::Caution;
  }
  return onPlateau(validation, train, noise) ? MonitorState::Plateau : MonitorState::Learning;
}

// Each kind of warning is told once, and again only after the run has found a new best level.
std::vector<RunWarning> RunMonitor::Impl::announce(MonitorState now, const MonitorFacts& known) {
  const auto once = [](bool& told, RunWarning warning) {
    if (std::exchange(told, true)) return std::vector<RunWarning>{};
    return std::vector<RunWarning>{std::move(warning)};
  };
  switch (now) {
    case MonitorState::Overfitting: {
      bool told = warnedAt >= 0;
      if (!told) warnedAt = known.step;
      return once(told, overfittingWarning(known));
    }
    case MonitorState::Caution:
      return once(cautioned, cautionWarning(known));
    case MonitorState::Plateau:
      return once(plateaued, plateauWarning(known));
    case MonitorState::Diverging:
      return once(diverged, divergingWarning(known));
    case MonitorState::CannotTell:
      return once(toldCannot, cannotTellWarning(known));
    case MonitorState::Learning:
      return {};
  }
  return {};
}

std::vector<RunWarning> RunMonitor::Impl::onLook(const EvalMetrics& e) {
  // The model as it was at first may be looked at after a step or more, whose loss belongs to the look that follows.
  const bool ofTheStart = e.step < lastStep;
  const double train = trainSteps > 0 && !ofTheStart ? trainSum / static_cast<double>(trainSteps) : kNaN;
  if (!ofTheStart) {
    trainSum = 0;
    trainSteps = 0;
  }
  const bool finite = std::isfinite(e.loss) && e.loss > 0;
  if (finite && e.loss < bestLoss) {
    const bool clearly = e.loss < bestLoss * (1 - kPlateauRise);
    if (clearly) cautioned = plateaued = false;
    bestLoss = e.loss;
    bestStep = e.step;
    bestTrain = train;
    bestEpoch = epoch > 0 ? epoch : e.epoch;
    bestRows = e.exampleLosses;
    rowTokens = e.exampleTokens;
    suggestiveBefore = false;
  }
  if (!finite) {
    // A validation loss of exactly 0 is possible and no fault, but has no logarithm.
    if (e.loss == 0) return {};
    state = MonitorState::Diverging;
    if (std::exchange(notFinite, true)) return {};
    return {notFiniteWarning(facts(e.step, e.loss, train), true)};
  }
  if (lastRate < 0 || ofTheStart) {
    startStep = e.step;
    startLoss = e.loss;
  }
  if (!std::isfinite(train) || train <= 0) return {};
  if (!std::isfinite(bestTrain)) bestTrain = train;
  if (warmUp && lastRate >= 0) return {};
  if (looks.empty() && std::isfinite(startLoss)) looks.push_back({startStep, 0, startLoss, train});
  looks.push_back({e.step, e.epoch, e.loss, train});
  MonitorFacts known = facts(e.step, e.loss, train);
  const MonitorState now = judge(e, known);
  // Once given, the warning stands, whatever the curve does later.
  state = warnedAt >= 0 && now != MonitorState::Diverging ? MonitorState::Overfitting : now;
  return announce(warnedAt >= 0 && now == MonitorState::Overfitting ? MonitorState::Learning : now, known);
}

RunMonitor::RunMonitor() : m_impl(std::make_unique<Impl>()) {}
RunMonitor::~RunMonitor() = default;

std::vector<RunWarning> RunMonitor::observe(const RunEvent& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) m_impl->trainExamples = started->trainExamples;
  if (const auto* step = std::get_if<StepMetrics>(&event)) return m_impl->onStep(*step);
  const auto* eval = std::get_if<EvalMetrics>(&event);
  return eval && eval->set == "validation" ? m_impl->onLook(*eval) : std::vector<RunWarning>{};
}

MonitorState RunMonitor::current() const {
  return m_impl->state;
}
std::int64_t RunMonitor::bestStep() const {
  return m_impl->bestStep;
}
std::optional<std::int64_t> RunMonitor::warnedAtStep() const {
  return m_impl->warnedAt >= 0 ? std::optional(m_impl->warnedAt) : std::nullopt;
}

double RunMonitor::noise() const {
  std::vector<double> validation;
  for (const Look& look : m_impl->looks) validation.push_back(std::log(look.validation));
  return std::min(curveNoise(validation), bendFreeNoise(validation));
}

const char* monitorStateId(MonitorState state) {
  constexpr const char* kIds[] = {"cannot-tell", "learning", "plateau", "caution", "overfitting", "diverging"};
  return kIds[static_cast<std::size_t>(state)];
}

Json RunMonitor::state() const {
  const Impl& m = *m_impl;
  Json looks = Json::array();
  for (const Look& look : m.looks) looks.push_back({look.step, finiteOrNull(look.epoch), look.validation, look.train});
  // Floats as doubles: every bit comes back.
  Json rows = Json::array();
  for (const float loss : m.bestRows) rows.push_back(finiteOrNull(loss));
  return {{"version", 1},
          {"looks", std::move(looks)},
          {"start_step", m.startStep},
          {"start_loss", finiteOrNull(m.startLoss)},
          {"train_sum", finiteOrNull(m.trainSum)},
          {"train_steps", m.trainSteps},
          {"train_examples", m.trainExamples},
          {"last_rate", finiteOrNull(m.lastRate)},
          {"last_step", m.lastStep},
          {"warm_up", m.warmUp},
          {"state", static_cast<int>(m.state)},
          {"warned_at", m.warnedAt},
          {"best_step", m.bestStep},
          {"best_loss", finiteOrNull(m.bestLoss)},
          {"best_train", finiteOrNull(m.bestTrain)},
          {"best_epoch", finiteOrNull(m.bestEpoch)},
          {"epoch", finiteOrNull(m.epoch)},
          {"told", {m.cautioned, m.plateaued, m.diverged, m.notFinite, m.toldCannot, m.suggestiveBefore}},
          {"best_rows", std::move(rows)},
          {"row_tokens", m.rowTokens}};
}

Result<void> RunMonitor::restore(const Json& json) {
  const auto bad = [](const std::string& key) {
    return fail("run.bad-monitor-state",
                ATTUNE_TEXT("The monitor's part of the checkpoint is damaged: “{0}” has a wrong value."), {key});
  };
  if (!json.is_object()) return bad("version");
  auto fresh = std::make_unique<Impl>();
  Impl& m = *fresh;
  JsonReader reader(json);
  std::int64_t version = 0, state = 0;
  reader.read("version", version);
  reader.read("start_step", m.startStep);
  reader.read("start_loss", m.startLoss);
  reader.read("train_sum", m.trainSum);
  reader.read("train_steps", m.trainSteps);
  reader.read("train_examples", m.trainExamples);
  reader.read("last_rate", m.lastRate);
  reader.read("last_step", m.lastStep);
  reader.read("warm_up", m.warmUp);
  reader.read("state", state);
  reader.read("warned_at", m.warnedAt);
  reader.read("best_step", m.bestStep);
  reader.read("best_loss", m.bestLoss);
  reader.read("best_train", m.bestTrain);
  reader.read("best_epoch", m.bestEpoch);
  reader.read("epoch", m.epoch);
  reader.readNumbers("best_rows", m.bestRows);
  reader.readNumbers("row_tokens", m.rowTokens);
  if (version != 1 || state < 0 || state > static_cast<int>(MonitorState::Diverging)) return bad("version");
  if (std::isnan(m.bestLoss)) m.bestLoss = std::numeric_limits<double>::infinity();
  m.state = static_cast<MonitorState>(state);
  const Json* told = reader.child("told");
  bool* flags[] = {&m.cautioned, &m.plateaued, &m.diverged, &m.notFinite, &m.toldCannot, &m.suggestiveBefore};
  if (!told || !told->is_array() || told->size() != std::size(flags)) return bad("told");
  for (std::size_t i = 0; i < std::size(flags); ++i) {
    if (!(*told)[i].is_boolean()) return bad("told");
    *flags[i] = (*told)[i].get<bool>();
  }
  const Json* looks = reader.child("looks");
  if (!looks || !looks->is_array()) return bad("looks");
  for (const Json& look : *looks) {
    if (!look.is_array() || look.size() != 4 || !look[0].is_number_integer() || !look[2].is_number() ||
        !look[3].is_number())
      return bad("looks");
    m.looks.push_back({look[0].get<std::int64_t>(), look[1].is_number() ? look[1].get<double>() : kNaN,
                       look[2].get<double>(), look[3].get<double>()});
  }
  if (!reader.badKey().empty()) return bad(reader.badKey());
  m_impl = std::move(fresh);
  return {};
}

}  // namespace attune

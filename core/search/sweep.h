// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/run/run_spec.h"
#include "core/search/search_space.h"

namespace attune {

/// What to search and how.
struct SweepSpec {
  RunSpec base;  ///< What all runs share.
  std::vector<SearchDimension> dimensions;
  std::string sampler = "random";  ///< Id in samplers().
  std::string pruner = "none";     ///< Id in pruners().
  std::int64_t trials = 20;        ///< At most; a grid ends earlier when it is through.
  std::uint64_t seed = 1;
  std::int64_t firstRung = 0;  ///< Halving: step of the first decision; 0: the first look.
  double factor = 3;           ///< Halving: one in `factor` goes on at each rung, which lie this factor apart. Above 1.
};

enum class TrialState { Running, Done, Pruned, Failed };
const char* trialStateId(TrialState state);  ///< "running", "done", "pruned", "failed".

/// One run of a sweep.
struct Trial {
  std::int64_t number = 0;                                 ///< From 0.
  std::vector<std::pair<std::string, ParamValue>> values;  ///< By dimension.
  std::string runId;                                       ///< Set by whoever trains it.
  TrialState state = TrialState::Running;
  std::vector<std::pair<std::int64_t, double>> looks;  ///< Step and validation loss.
  std::optional<double> value;                         ///< The lowest loss of the looks.
};

/// How a sampler chooses: the position of each dimension in [0, 1], from the trials so far. Pure: the same arguments
/// give the same answer; nothing when it is through.
struct Sampler {
  const char* id;     ///< "grid", "random", "tpe".
  const char* label;  ///< ATTUNE_TEXT.
  std::optional<std::vector<ParamValue>> (*choose)(const SweepSpec& spec, std::span<const Trial> trials);
};
std::span<const Sampler> samplers();

/// Whether a trial that has just had a look should end. Pure.
struct Pruner {
  const char* id;     ///< "none", "halving".
  const char* label;  ///< ATTUNE_TEXT.
  bool (*ends)(const SweepSpec& spec, std::span<const Trial> trials, const Trial& trial);
};
std::span<const Pruner> pruners();

/// A search for the settings with the lowest validation loss, one run at a time. Its whole state is toJson(), so it
/// goes on after an interruption as if there had been none. Not thread-safe.
class Sweep {
 public:
  /// Errors: search.no-dimension, search.bad-range, search.unknown-sampler, search.unknown-pruner.
  static Result<Sweep> create(SweepSpec spec);
  /// Errors: search.bad-state.
  static Result<Sweep> fromJson(const Json& json);
  Json toJson() const;

  /// The trial to run now: one that was interrupted, else a new one; nothing when the search is over.
  std::optional<Trial> next();
  /// The spec of a trial: the base with its values, named after them.
  RunSpec specOf(const Trial& trial) const;
  /// Notes the run that a trial became.
  void setRun(std::int64_t number, std::string runId);
  /// Takes a look of a running trial; true when the run should be stopped. NaN is never good.
  bool report(std::int64_t number, std::int64_t step, double validationLoss);
  /// Ends a trial: Done, Pruned or Failed.
  void finish(std::int64_t number, TrialState state);

  const SweepSpec& spec() const { return m_spec; }
  std::span<const Trial> trials() const { return m_trials; }
  /// The finished trial with the lowest loss.
  std::optional<Trial> best() const;

 private:
  explicit Sweep(SweepSpec spec) : m_spec(std::move(spec)) {}
  SweepSpec m_spec;
  std::vector<Trial> m_trials;
};

}  // namespace attune

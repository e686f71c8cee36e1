// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sweep.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/run/json_reader.h"

namespace attune {
namespace {

constexpr TrialState kStates[] = {TrialState::Running, TrialState::Done, TrialState::Pruned, TrialState::Failed};

template <class T>
const T* entryNamed(std::span<const T> table, const std::string& id) {
  for (const T& entry : table)
    if (id == entry.id) return &entry;
  return nullptr;
}

tl::unexpected<Error> badState(const std::string& field) {
  return fail("search.bad-state", ATTUNE_TEXT("The stored sweep is damaged: its field “{0}” has a wrong value."),
              {field});
}

Json trialJson(const Trial& trial) {
  Json values = Json::object(), looks = Json::array();
  for (const auto& [id, value] : trial.values) std::visit([&, &key = id](const auto& v) { values[key] = v; }, value);
  for (const auto& [step, loss] : trial.looks) looks.push_back({step, finiteOrNull(loss)});
  return {{"number", trial.number},
          {"values", values},
          {"run", trial.runId},
          {"state", trialStateId(trial.state)},
          {"looks", looks}};
}

void addLook(Trial& trial, std::int64_t step, double loss) {
  trial.looks.emplace_back(step, loss);
  if (std::isfinite(loss) && (!trial.value || loss < *trial.value)) trial.value = loss;
}

Result<Trial> trialFrom(const Json& json, const std::vector<SearchDimension>& dimensions) {
  if (!json.is_object()) return badState("trials");
  Trial trial;
  std::string state;
  JsonReader reader(json);
  reader.read("number", trial.number);
  reader.read("run", trial.runId);
  reader.read("state", state);
  if (!reader.badKey().empty()) return badState(reader.badKey());
  const auto known =
      std::find_if(std::begin(kStates), std::end(kStates), [&](TrialState s) { return state == trialStateId(s); });
  if (known == std::end(kStates)) return badState("state");
  trial.state = *known;
  const Json* values = reader.child("values");
  if (!values) return badState("values");
  ATTUNE_TRY(const ParamSet set, ParamSet::fromJson(*values));
  for (const SearchDimension& dimension : dimensions) {
    const ParamValue* value = set.find(dimension.id);
    if (!value) return badState("values");
    trial.values.emplace_back(dimension.id, *value);
  }
  const Json* looks = reader.child("looks");
  if (!looks || !looks->is_array()) return badState("looks");
  for (const Json& look : *looks) {
    if (!look.is_array() || look.size() != 2 || !look[0].is_number_integer() ||
        !(look[1].is_number() || look[1].is_null()))
      return badState("looks");
    addLook(trial, look[0].get<std::int64_t>(),
            look[1].is_null() ? std::numeric_limits<double>::quiet_NaN() : look[1].get<double>());
  }
  return trial;
}

}  // namespace

const char* trialStateId(TrialState state) {
  constexpr const char* kIds[] = {"running", "done", "pruned", "failed"};
  return kIds[static_cast<int>(state)];
}

Result<Sweep> Sweep::create(SweepSpec spec) {
  if (spec.dimensions.empty())
    return fail("search.no-dimension", ATTUNE_TEXT("A sweep needs at least one setting to vary."), {},
                ATTUNE_TEXT("Give a setting several values, for example learning_rate=1e-4,2e-4."));
  std::set<std::string> ids;
  for (const SearchDimension& dimension : spec.dimensions) {
    const bool range = std::isfinite(dimension.low) && std::isfinite(dimension.high) && dimension.low < dimension.high;
    if ((dimension.values.empty() && !range) || !ids.insert(dimension.id).second)
      return fail("search.bad-range", ATTUNE_TEXT("The setting “{0}” stands twice, or has neither values nor a range."),
                  {dimension.id});
  }
  if (!entryNamed(samplers(), spec.sampler))
    return fail("search.unknown-sampler", ATTUNE_TEXT("There is no way to search called “{0}”."), {spec.sampler});
  if (!entryNamed(pruners(), spec.pruner))
    return fail("search.unknown-pruner", ATTUNE_TEXT("There is no way to end runs early called “{0}”."), {spec.pruner});
  if (!(spec.factor > 1))
    return fail("search.bad-range", ATTUNE_TEXT("The factor of successive halving must be above 1; {0} is not."),
                {paramText(spec.factor)});
  return Sweep(std::move(spec));
}

std::optional<Trial> Sweep::next() {
  for (Trial& trial : m_trials)
    if (trial.state == TrialState::Running) return trial;
  if (static_cast<std::int64_t>(m_trials.size()) >= m_spec.trials) return std::nullopt;
  const auto values = entryNamed(samplers(), m_spec.sampler)->choose(m_spec, m_trials);
  if (!values) return std::nullopt;
  Trial trial;
  trial.number = static_cast<std::int64_t>(m_trials.size());
  for (std::size_t d = 0; d < values->size(); ++d) trial.values.emplace_back(m_spec.dimensions[d].id, (*values)[d]);
  m_trials.push_back(trial);
  return trial;
}

RunSpec Sweep::specOf(const Trial& trial) const {
  RunSpec spec = m_spec.base;
  std::string name;
  for (const auto& [id, value] : trial.values) {
    applySetting(spec, id, value);
    char shortNumber[32];
    const auto* real = std::get_if<double>(&value);
    if (real) std::snprintf(shortNumber, sizeof shortNumber, "%.3g", *real);
    name += (name.empty() ? "" : ", ") + id + " " + (real ? std::string(shortNumber) : paramText(value));
  }
  spec.name = spec.name.empty() ? name : spec.name + " · " + name;
  return spec;
}

void Sweep::setRun(std::int64_t number, std::string runId) {
  for (Trial& trial : m_trials)
    if (trial.number == number) trial.runId = std::move(runId);
}

bool Sweep::report(std::int64_t number, std::int64_t step, double validationLoss) {
  for (Trial& trial : m_trials) {
    if (trial.number != number) continue;
    // A resumed run looks again at steps that were reported before it was interrupted.
    std::erase_if(trial.looks, [&](const auto& look) { return look.first >= step; });
    addLook(trial, step, validationLoss);
    return entryNamed(pruners(), m_spec.pruner)->ends(m_spec, m_trials, trial);
  }
  return false;
}

void Sweep::finish(std::int64_t number, TrialState state) {
  for (Trial& trial : m_trials)
    if (trial.number == number) trial.state = state;
}

std::optional<Trial> Sweep::best() const {
  const Trial* best = nullptr;
  for (const Trial& trial : m_trials)
    if (trial.state == TrialState::Done && trial.value && (!best || *trial.value < *best->value)) best = &trial;
  return best ? std::optional(*best) : std::nullopt;
}

Json Sweep::toJson() const {
  Json dimensions = Json::array(), trials = Json::array();
  for (const SearchDimension& dimension : m_spec.dimensions) dimensions.push_back(attune::toJson(dimension));
  for (const Trial& trial : m_trials) trials.push_back(trialJson(trial));
  return {{"base", m_spec.base.toJson()},   {"dimensions", dimensions},        {"sampler", m_spec.sampler},
          {"pruner", m_spec.pruner},        {"trials_at_most", m_spec.trials}, {"seed", m_spec.seed},
          {"first_rung", m_spec.firstRung}, {"factor", m_spec.factor},         {"trials", trials}};
}

Result<Sweep> Sweep::fromJson(const Json& json) {
  if (!json.is_object()) return badState("base");
  SweepSpec spec;
  JsonReader reader(json);
  reader.read("sampler", spec.sampler);
  reader.read("pruner", spec.pruner);
  reader.read("trials_at_most", spec.trials);
  reader.read("seed", spec.seed);
  reader.read("first_rung", spec.firstRung);
  reader.read("factor", spec.factor);
  if (!reader.badKey().empty()) return badState(reader.badKey());
  const Json *base = reader.child("base"), *dimensions = reader.child("dimensions"), *trials = reader.child("trials");
  if (!base || !dimensions || !dimensions->is_array() || !trials || !trials->is_array()) return badState("dimensions");
  ATTUNE_TRY(spec.base, RunSpec::fromJson(*base));
  for (const Json& dimension : *dimensions) {
    ATTUNE_TRY(SearchDimension read, dimensionFromJson(dimension));
    spec.dimensions.push_back(std::move(read));
  }
  ATTUNE_TRY(Sweep sweep, create(std::move(spec)));
  for (const Json& entry : *trials) {
    ATTUNE_TRY(Trial trial, trialFrom(entry, sweep.m_spec.dimensions));
    if (trial.number != static_cast<std::int64_t>(sweep.m_trials.size())) return badState("number");
    sweep.m_trials.push_back(std::move(trial));
  }
  return sweep;
}

}  // namespace attune

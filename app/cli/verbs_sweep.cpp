// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/run_options.h"
#include "core/search/sweep.h"

namespace attune::cli {
namespace {

std::string valuesText(const Trial& trial) {
  std::string text;
  for (const auto& [id, value] : trial.values) text += (text.empty() ? "" : ", ") + id + " " + paramText(value);
  return text;
}

std::string lossText(const Trial& trial) {
  char text[32] = "no validation loss";
  if (trial.value) std::snprintf(text, sizeof text, "validation %.4f", *trial.value);
  return text;
}

std::string lineOf(const Trial& trial) {
  return std::to_string(trial.number + 1) + "  " + valuesText(trial) + "  " + lossText(trial) + "  " + trialStateId(trial.state);
}

template <class Table>
std::vector<std::string> idsOf(const Table& table) {
  std::vector<std::string> ids;
  for (const auto& entry : table) ids.emplace_back(entry.id);
  return ids;
}

}  // namespace

Action declareSweep(CLI::App& command) {
  struct Options {
    RunOptions run;
    std::string name = "sweep";
    std::vector<std::string> vary;
    SweepSpec sweep;
  };
  auto o = std::make_shared<Options>();
  o->run.declare(command);
  command.add_option("--name", o->name, "What the sweep is called; an interrupted one of this name goes on")->capture_default_str();
  command.add_option("--vary", o->vary, "A setting and its values, once for each setting: rank=4,8,16 or \"learning_rate=1e-5..1e-3 log\"; also seed and technique")
      ->required()->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->expected(1, -1)->allow_extra_args(false);
  command.add_option("--sampler", o->sweep.sampler, "How settings are chosen")->check(CLI::IsMember(idsOf(samplers())))->capture_default_str();
  command.add_option("--pruner", o->sweep.pruner, "When a run that falls behind ends early")->check(CLI::IsMember(idsOf(pruners())))->capture_default_str();
  command.add_option("--trials", o->sweep.trials, "Runs at most")->capture_default_str()->check(CLI::PositiveNumber);
  command.add_option("--first-rung", o->sweep.firstRung, "Halving: the step of the first decision; 0 is the first look")->capture_default_str();
  command.add_option("--factor", o->sweep.factor, "Halving: one run in this many goes on")->capture_default_str();
  return [o](Console& console) {
    return o->run.use(console, [&](Project& project, RunSpec spec) -> Result<int> {
      SweepSpec wanted = o->sweep;
      wanted.base = std::move(spec);
      wanted.seed = wanted.base.seed;
      for (const std::string& text : o->vary) {
        ATTUNE_TRY(SearchDimension dimension, o->run.dimension(text));
        wanted.dimensions.push_back(std::move(dimension));
      }
      const auto told = [&](const Sweep&, const Trial& trial) { console.note(lineOf(trial)); };
      ATTUNE_TRY(const Sweep sweep, project.sweep(o->name, wanted, told, {}, console.work()));
      const auto best = sweep.best();
      Json json = sweep.toJson();
      json["name"] = o->name;
      json["best"] = best ? Json{{"number", best->number}, {"run", best->runId}, {"validation_loss", *best->value}} : Json(nullptr);
      std::string text = best ? "Best: " + lineOf(*best) + "  " + best->runId + "\n" : "No run was completed.\n";
      console.result(json, text);
      if (console.stop().stop_requested()) return static_cast<int>(kStopped);
      return static_cast<int>(best ? kDone : kFailed);
    });
  };
}

}  // namespace attune::cli

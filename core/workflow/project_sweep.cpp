// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the trials of a sweep, one after another.
#include "core/workflow/workflow.h"

namespace attune {
namespace {

// A stop source that also stops when the user asks: the pruner ends one run, the user all of them.
class LinkedStop {
 public:
  explicit LinkedStop(const std::stop_token& outer) : m_link(outer, [this] { m_source.request_stop(); }) {}
  void request() { m_source.request_stop(); }
  std::stop_token token() const { return m_source.get_token(); }

 private:
  std::stop_source m_source;
  std::stop_callback<std::function<void()>> m_link;
};

bool isLook(const RunEvent& event) {
  const auto* look = std::get_if<EvalMetrics>(&event);
  return look != nullptr && look->set == "validation";
}

}  // namespace

Result<std::vector<std::pair<std::string, Sweep>>> Project::sweeps() const {
  ATTUNE_TRY(const auto stored, m_store->loadSweeps());
  std::vector<std::pair<std::string, Sweep>> sweeps;
  for (const auto& [name, state] : stored) {
    ATTUNE_TRY(Sweep sweep, Sweep::fromJson(state));
    sweeps.emplace_back(name, std::move(sweep));
  }
  return sweeps;
}

Result<Sweep> Project::sweep(const std::string& name, const SweepSpec& spec, const std::function<void(const Sweep&, const Trial&)>& onTrial,
                             const EventSink& onEvent, const WorkContext& context) {
  ATTUNE_TRY(const auto stored, m_store->loadSweeps());
  const auto found = std::ranges::find(stored, name, &std::pair<std::string, Json>::first);
  ATTUNE_TRY(Sweep sweep, found == stored.end() ? Sweep::create(spec) : Sweep::fromJson(found->second));
  bool anyStarted = std::ranges::any_of(sweep.trials(), [](const Trial& trial) { return trial.state == TrialState::Done; });
  std::optional<Error> firstError;
  while (!context.stop.stop_requested()) {
    const std::optional<Trial> trial = sweep.next();
    if (!trial) break;
    LinkedStop stop(context.stop);
    bool pruned = false;
    const auto keep = [&] { return m_store->saveSweep(name, sweep.toJson()); };
    const EventSink sink = [&](const RunEvent& event) {
      if (onEvent) onEvent(event);
      if (!isLook(event)) return;
      const auto& look = std::get<EvalMetrics>(event);
      if (sweep.report(trial->number, look.step, look.loss)) {
        pruned = true;
        stop.request();
      }
      (void)keep();  // the run itself is stored; a look that is lost is looked at again
    };
    const WorkContext work{context.progress, stop.token()};
    const auto created = [&](const std::string& id) {
      sweep.setRun(trial->number, id);
      (void)keep();
    };
    Result<RunRecord> run = m_store->loadRun(trial->runId);
    if (!run) run = train(sweep.specOf(*trial), sink, work, created);  // never begun, or deleted since
    else if (run->summary.state != RunState::Completed) run = resume(trial->runId, sink, work);

    if (run && run->summary.state == RunState::Stopped && !pruned) break;  // the user's stop: the trial goes on next time
    if (!run && context.stop.stop_requested()) break;
    if (!run && !firstError) firstError = run.error();
    anyStarted = anyStarted || run.has_value();
    const bool completed = run && run->summary.state == RunState::Completed;
    sweep.finish(trial->number, pruned ? TrialState::Pruned : completed ? TrialState::Done : TrialState::Failed);
    ATTUNE_TRY_VOID(keep());
    if (onTrial) onTrial(sweep, sweep.trials()[static_cast<std::size_t>(trial->number)]);
    if (!anyStarted) break;
  }
  ATTUNE_TRY_VOID(m_store->saveSweep(name, sweep.toJson()));
  if (!anyStarted && firstError) return tl::unexpected(std::move(*firstError));
  return sweep;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdio>
#include <iostream>
#include <set>

#include "app/cli/command.h"
#include "app/cli/run_options.h"
#include "core/engine/task_facts.h"
#include "core/eval/evaluation.h"

namespace attune::cli {
namespace {

std::string number(double value, int digits = 4) {
  if (!std::isfinite(value)) return "not finite";
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

// What a run's plan adds to a line about it.
std::string twiceText(std::int64_t recomputed, std::int64_t blocks) {
  return recomputed == 0 ? std::string() : ", " + std::to_string(recomputed) + " of " + std::to_string(blocks) + " layers computed twice";
}

Json optionalJson(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }

// How a training run tells of itself: one JSON object a line on stdout with --events jsonl, else a line on stderr for what
// matters and a moving line for each step on a terminal.
class EventPrinter {
 public:
  explicit EventPrinter(bool jsonl) : m_jsonl(jsonl), m_terminal(isatty(STDERR_FILENO) != 0) {}

  void operator()(const RunEvent& event) {
    if (m_jsonl) {
      std::cout << toJson(event).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n' << std::flush;
      return;
    }
    std::visit([this](const auto& e) { show(e); }, event);
  }

 private:
  void line(const std::string& text) const { std::fprintf(stderr, "%s%s\n", m_terminal ? "\r\033[K" : "", text.c_str()); }
  void show(const RunStarted& e) {
    m_totalSteps = e.totalSteps;
    line("Training on " + e.device + " (" + e.precision + "): " + std::to_string(e.trainableParameters) + " of " + std::to_string(e.totalParameters) +
         " parameters, " + std::to_string(e.trainExamples) + " rows, " + std::to_string(e.totalSteps) + " steps" + twiceText(e.recomputedBlocks, e.blocks));
  }
  void show(const StepMetrics& e) const {
    if (!m_terminal) return;
    const double left = e.step > 0 ? e.elapsedSeconds / static_cast<double>(e.step) * static_cast<double>(m_totalSteps - e.step) : 0;
    std::fprintf(stderr, "\r\033[Kstep %lld of %lld  loss %s  %.0f tokens/s  %.0f s left", static_cast<long long>(e.step),
                 static_cast<long long>(m_totalSteps), number(e.loss).c_str(), e.tokensPerSecond, left);
  }
  void show(const EvalMetrics& e) const {
    if (e.set != "validation") return;
    std::string text = "step " + std::to_string(e.step) + "  validation loss " + number(e.loss);
    std::set<std::string> told{"perplexity"};  // which the loss tells already
    for (const TaskFacts* task : tasks())
      for (const char* id : task->metrics)
        if (const auto found = e.metrics.find(id); found != e.metrics.end() && told.insert(id).second)
          text += "  " + metricLabel(id) + " " + number(found->second);
    line(text);
  }
  void show(const SampleGenerated&) const {}
  void show(const CheckpointSaved&) const {}
  void show(const RunWarning& e) const { line("Warning: " + fillSlots(e.text, e.args) + " " + fillSlots(e.advice, e.args)); }
  void show(const RunFinished& e) const {
    line(std::string("Run ") + outcomeId(e.outcome) + " after " + std::to_string(e.step) + " steps, " + number(e.elapsedSeconds, 0) + " s");
  }

  bool m_jsonl, m_terminal;
  std::int64_t m_totalSteps = 0;
};

int exitCodeOf(const RunRecord& run) {
  switch (run.summary.state) {
    case RunState::Completed: return kDone;
    case RunState::Stopped: return kStopped;
    default: return kFailed;
  }
}

std::string lineOf(const RunRecord& run) {
  const RunSummary& s = run.summary;
  return run.id + "  " + run.spec.name + "  " + stateId(s.state) + "  " + std::to_string(s.steps) + " steps  train " +
         (s.trainLoss ? number(*s.trainLoss) : "–") + "  validation " + (s.bestValidationLoss ? number(*s.bestValidationLoss) : "–") +
         " (step " + std::to_string(s.bestStep) + ")" + (s.verdict.empty() ? "" : "  " + s.verdict);
}

int finishRun(Console& console, const Result<RunRecord>& run, bool jsonl) {
  if (!run) return console.error(run.error());
  if (!jsonl) console.result(runJson(*run), lineOf(*run));
  for (const RunEvent& event : run->events)
    if (const auto* end = std::get_if<RunFinished>(&event); end && end->error) return console.error(*end->error);
  return exitCodeOf(*run);
}

// One line a metric: base and tuned, and their difference where it was worked out row by row.
std::string evaluationText(const Json& result) {
  const auto interval = [](const Json& estimate) {
    const auto part = [&estimate](const char* key) {
      const auto found = estimate.find(key);
      return found != estimate.end() && found->is_number() ? number(found->get<double>()) : "–";
    };
    return part("value") + " [" + part("low") + ", " + part("high") + "]";
  };
  std::string text = result.value("set", std::string()) + ": " + std::to_string(result.value("rows", 0)) + " rows, step " + std::to_string(result.value("step", 0)) + "\n";
  for (const Json& metric : result.value("metrics", Json::array())) {
    text += "  " + metric.at("id").get<std::string>();
    for (const char* part : {"base", "tuned", "difference"})
      if (metric.contains(part) && metric[part].is_object()) text += std::string("  ") + part + " " + interval(metric[part]);
    text += "\n";
  }
  return text;
}

void addSampling(CLI::App& command, SamplingSettings& s) {
  command.add_option("--max-new-tokens", s.maxNewTokens, "Longest answer")->capture_default_str();
  command.add_option("--temperature", s.temperature, "0 always takes the likeliest token")->capture_default_str();
  command.add_option("--top-p", s.topP)->capture_default_str();
  command.add_option("--top-k", s.topK)->capture_default_str();
  command.add_option("--seed", s.seed)->capture_default_str();
}

}  // namespace

Json runJson(const RunRecord& run) {
  const RunSummary& s = run.summary;
  return {{"id", run.id}, {"name", run.spec.name}, {"state", stateId(s.state)}, {"created_at", run.createdAt}, {"command", run.command},
          {"spec", run.spec.toJson()}, {"steps", s.steps}, {"best_step", s.bestStep}, {"train_loss", optionalJson(s.trainLoss)},
          {"validation_loss", optionalJson(s.validationLoss)}, {"best_validation_loss", optionalJson(s.bestValidationLoss)},
          {"first_validation_loss", optionalJson(s.firstValidationLoss)}, {"trainable_parameters", s.trainableParameters},
          {"total_parameters", s.totalParameters}, {"tokens", s.tokens}, {"tokens_per_second", s.tokensPerSecond},
          {"elapsed_seconds", s.elapsedSeconds}, {"peak_bytes", s.peakBytes}, {"verdict", s.verdict}, {"metrics", s.metrics}};
}

namespace {

// Several adapters on one base: RUN or RUN:WEIGHT each.
struct StackOptions {
  std::string run;
  std::vector<std::string> adapters;
};

void addStackOptions(CLI::App& command, StackOptions& o) {
  command.add_option("--run", o.run, "Name or id; may be left out when --adapter names one");
  command.add_option("--adapter", o.adapters, "RUN[:WEIGHT], repeated: the weighted sum of the LoRA adapters of these runs")->take_all();
}

// The run that gives rows and settings, and the adapters that are added up; none when the run stands alone.
Result<std::pair<std::string, std::vector<RunWeight>>> stackOf(const Project& project, const StackOptions& o) {
  std::pair<std::string, std::vector<RunWeight>> result;
  for (const std::string& text : o.adapters) {
    RunWeight item;
    const auto whole = project.findRun(text);
    const std::size_t colon = text.rfind(':');
    if (whole) {
      item.runId = *whole;
    } else {
      ATTUNE_TRY(item.runId, project.findRun(text.substr(0, colon)));
      char* end = nullptr;
      item.weight = std::strtod(text.c_str() + colon + 1, &end);
      if (*end != '\0' || end == text.c_str() + colon + 1 || !std::isfinite(item.weight))
        return fail("usage.weight", ATTUNE_TEXT("“{0}” is not a weight."), {text.substr(colon + 1)}, ATTUNE_TEXT("Write RUN:0.5."));
    }
    result.second.push_back(std::move(item));
  }
  if (o.run.empty() && result.second.empty())
    return fail("usage.run", ATTUNE_TEXT("No run is named."), {}, ATTUNE_TEXT("Give --run or --adapter."));
  result.first = result.second.empty() ? std::string() : result.second.front().runId;
  if (!o.run.empty()) {
    ATTUNE_TRY(result.first, project.findRun(o.run));
  }
  return result;
}

}  // namespace

Action declareTrain(CLI::App& command) {
  struct Options {
    RunOptions run;
    std::string name, events;
    bool dryRun = false;
  };
  auto o = std::make_shared<Options>();
  o->run.declare(command);
  command.add_option("--name", o->name, "What the run is called");
  command.add_option("--events", o->events, "jsonl: each event as one JSON line on stdout")->check(CLI::IsMember({"jsonl"}));
  command.add_flag("--dry-run", o->dryRun, "Only say what would be done: steps, parameters, memory");
  return [o](Console& console) {
    return o->run.use(console, [&](Project& project, RunSpec spec) -> Result<int> {
      spec.name = o->name;
      if (o->dryRun) {
        ATTUNE_TRY(const RunPreview preview, previewRun(project, spec));
        Json json = {{"trainable_parameters", preview.trainableParameters}, {"total_parameters", preview.totalParameters}, {"steps", preview.totalSteps},
                     {"train_rows", preview.trainRows}, {"validation_rows", preview.validationRows}, {"memory_bytes", preview.memory.total()},
                     {"recomputed_blocks", preview.recomputedBlocks}, {"blocks", preview.blocks},
                     {"problems", Json::array()}};
        std::string text = std::to_string(preview.totalSteps) + " steps over " + std::to_string(preview.trainRows) + " rows, " +
                           std::to_string(preview.trainableParameters) + " of " + std::to_string(preview.totalParameters) + " parameters, about " +
                           number(static_cast<double>(preview.memory.total()) / 1e9, 1) + " GB of memory" + twiceText(preview.recomputedBlocks, preview.blocks) + "\n";
        for (const Error& problem : preview.problems) {
          json["problems"].push_back(describe(problem));
          text += describe(problem) + "\n";
        }
        console.result(json, text);
        return static_cast<int>(preview.problems.empty() ? kDone : kFailed);
      }
      EventPrinter printer(o->events == "jsonl");
      return finishRun(console, project.train(spec, std::ref(printer), console.work()), o->events == "jsonl");
    });
  };
}

Action declareFindRate(CLI::App& command) {
  struct Options {
    RunOptions run;
    RateRange range;
  };
  auto o = std::make_shared<Options>();
  o->run.declare(command);
  command.add_option("--from", o->range.from, "Lowest rate tried")->capture_default_str();
  command.add_option("--to", o->range.to, "Highest rate tried")->capture_default_str();
  command.add_option("--steps", o->range.steps, "Steps, each at a higher rate")->capture_default_str();
  return [o](Console& console) {
    return o->run.use(console, [&](Project& project, RunSpec spec) -> Result<int> {
      ATTUNE_TRY(const RateFinding finding, project.findRate(spec, o->range, {}, console.work()));
      char text[160];
      std::snprintf(text, sizeof text, "A learning rate of about %.2g lowers the loss fastest; above %.2g learning gets worse (%zu steps%s).", finding.suggested,
                    finding.atMost, finding.points.size(), finding.diverged ? ", ended when the loss rose" : "");
      console.result(toJson(finding), text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareResume(CLI::App& command) {
  struct Options {
    std::string project, run, events;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("RUN", o->run, "Name or id")->required();
  command.add_option("--events", o->events)->check(CLI::IsMember({"jsonl"}));
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const std::string id, project.findRun(o->run));
      EventPrinter printer(o->events == "jsonl");
      return finishRun(console, project.resume(id, std::ref(printer), console.work()), o->events == "jsonl");
    });
  };
}

Action declareRuns(CLI::App& command) {
  auto folder = std::make_shared<std::string>();
  command.add_option("PROJECT", *folder)->required();
  return [folder](Console& console) {
    return withProject(console, *folder, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const auto runs, project.runs());
      Json json = Json::array();
      std::string text;
      for (const RunRecord& run : runs) {
        json.push_back(runJson(run));
        text += lineOf(run) + "\n";
      }
      console.result(json, text.empty() ? "No runs yet; `attune train` makes one." : text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareShow(CLI::App& command) {
  struct Options {
    std::string project, run;
    bool events = false;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("RUN", o->run, "Name or id")->required();
  command.add_flag("--events", o->events, "Include every event");
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const std::string id, project.findRun(o->run));
      ATTUNE_TRY(const RunRecord run, project.run(id));
      Json json = runJson(run);
      std::string text = lineOf(run) + "\nRepeat with: " + run.command + "\n";
      for (const auto& [name, value] : run.summary.metrics) text += "  " + name + "  " + number(value) + "\n";
      if (o->events) {
        json["events"] = Json::array();
        for (const RunEvent& event : run.events) {
          json["events"].push_back(toJson(event));
          text += toJson(event).dump() + "\n";
        }
      }
      console.result(json, text);
      return static_cast<int>(kDone);
    });
  };
}

Action declareEvaluate(CLI::App& command) {
  struct Options : StackOptions {
    std::string project;
    std::size_t rows = 0;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  addStackOptions(command, *o);
  command.add_option("--rows", o->rows, "Test rows at most whose answers are generated; 0 takes all")->capture_default_str();
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const auto stack, stackOf(project, *o));
      ATTUNE_TRY(const Json result, project.evaluate(stack.first, o->rows, console.work(), stack.second));
      console.result(result, evaluationText(result));
      return static_cast<int>(kDone);
    });
  };
}

Action declareGenerate(CLI::App& command) {
  struct Options : StackOptions {
    std::string project, prompt, system;
    bool base = false;
    SamplingSettings sampling;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("PROMPT", o->prompt)->required();
  addStackOptions(command, *o);
  command.add_option("--system", o->system, "System message");
  command.add_flag("--base", o->base, "Answer with the run's base model, without what was trained");
  addSampling(command, o->sampling);
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const auto stack, stackOf(project, *o));
      std::vector<Message> messages;
      if (!o->system.empty()) messages.emplace_back(Role::System, o->system);
      messages.emplace_back(Role::User, o->prompt);
      const bool stream = !console.json;
      ATTUNE_TRY(const std::string answer, project.chat(stack.first, !o->base, messages, o->sampling,
                                                        [&](const std::string& piece) {
                                                          if (stream) std::cout << piece << std::flush;
                                                          return !console.stop().stop_requested();
                                                        },
                                                        console.work(), stack.second));
      if (console.json) console.result({{"answer", answer}}, "");
      else std::cout << '\n';
      return static_cast<int>(console.stop().stop_requested() ? kStopped : kDone);
    });
  };
}

Action declareExport(CLI::App& command) {
  struct Options : StackOptions {
    std::string project, format = "peft", output;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  addStackOptions(command, *o);
  command.add_option("--format", o->format, "peft: the adapter; huggingface: the merged model")->capture_default_str();
  command.add_option("--output,-o", o->output, "Folder to create; below exports/ of the project when left out");
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      ATTUNE_TRY(const auto stack, stackOf(project, *o));
      ATTUNE_TRY(const auto path, project.exportRun(stack.first, o->format, o->output, console.work(), stack.second));
      console.result({{"path", path.string()}}, "Wrote " + path.string());
      return static_cast<int>(kDone);
    });
  };
}

Action declareReport(CLI::App& command) {
  struct Options {
    std::string project, format = "html", output;
    std::vector<std::string> runs;
  };
  auto o = std::make_shared<Options>();
  command.add_option("PROJECT", o->project)->required();
  command.add_option("RUNS", o->runs, "Names or ids")->required();
  command.add_option("--format", o->format, "html, markdown, csv or model-card")->capture_default_str();
  command.add_option("--output,-o", o->output, "File to write; below reports/ of the project when left out");
  return [o](Console& console) {
    return withProject(console, o->project, [&](Project& project) -> Result<int> {
      std::vector<std::string> ids;
      for (const auto& run : o->runs) {
        ATTUNE_TRY(ids.emplace_back(), project.findRun(run));
      }
      ATTUNE_TRY(const auto path, project.writeReport(ids, o->format, o->output, console.work()));
      console.result({{"path", path.string()}}, "Wrote " + path.string());
      return static_cast<int>(kDone);
    });
  };
}

}  // namespace attune::cli

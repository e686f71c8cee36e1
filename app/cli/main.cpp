// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>
#include <unistd.h>

#include "app/cli/command.h"

namespace attune::cli {
namespace {

constexpr Verb kVerbs[] = {
    {"new", "Create a project folder", declareNew},
    {"import", "Import a file of examples", declareImport},
    {"check", "Look for what would spoil a training: duplicates, contradictions, personal data …", declareCheck},
    {"clean", "Apply cleaning or augmentation steps and store a new version", declareClean},
    {"diff-data", "Show what changed between two datasets", declareDiffData},
    {"card", "Show or edit what is known of a dataset: source, licence, consent …", declareCard},
    {"export-data", "Write the rows of a dataset, or of one part of its split, to a file", declareExportData},
    {"split", "Divide a dataset into training, validation and test rows", declareSplit},
    {"datasets", "List the datasets of a project", declareDatasets},
    {"models", "List the models on this machine", declareModels},
    {"devices", "List the devices to compute on", declareDevices},
    {"params", "List the hyperparameters", declareParams},
    {"train", "Train a model and record the run", declareTrain},
    {"sweep", "Search settings: train run after run for the lowest validation loss", declareSweep},
    {"find-rate", "Try rising learning rates for a moment and suggest one", declareFindRate},
    {"resume", "Go on with an interrupted or stopped run", declareResume},
    {"runs", "List the runs of a project", declareRuns},
    {"show", "Show one run", declareShow},
    {"compare", "Compare runs", declareCompare},
    {"evaluate", "Score a run and its base on the test rows", declareEvaluate},
    {"generate", "Answer a prompt with a run or a base model", declareGenerate},
    {"export", "Write a run's adapter or merged model", declareExport},
    {"report", "Write a report on runs", declareReport},
    {"inspect", "Say what a file is, or refuse it", declareInspect},
    {"tokenize", "Print the token ids of each line of a file", declareTokenize},
    {"template", "Render messages with a chat template", declareTemplate},
    {"logits", "Write the logits of given token ids", declareLogits},
    {"monitor", "Judge a stored training curve", declareMonitor},
};

std::string seconds(double value) {
  char text[32];
  if (value < 90) std::snprintf(text, sizeof text, "%.0f s", value);
  else std::snprintf(text, sizeof text, "%.0f min", value / 60);
  return text;
}

// Signals are taken by one thread, so that a stop request is made in ordinary code and not in a handler. The first asks
// the work to stop and save; the second leaves at once.
std::jthread watchSignals(const std::stop_source& source) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return std::jthread(
      [](const std::stop_token& end, sigset_t awaited, std::stop_source work) {
        for (int count = 0; !end.stop_requested();) {
          const timespec wait{0, 200'000'000};
          if (sigtimedwait(&awaited, nullptr, &wait) < 0) continue;
          if (++count > 1) _exit(kStopped);
          std::fputs("Stopping; once more to leave at once.\n", stderr);
          work.request_stop();
        }
      },
      signals, source);
}

}  // namespace

std::string bytesText(std::uint64_t bytes) {
  char text[32];
  const double value = static_cast<double>(bytes);
  if (value >= 1e9) std::snprintf(text, sizeof text, "%.1f GB", value / 1e9);
  else if (value >= 1e6) std::snprintf(text, sizeof text, "%.0f MB", value / 1e6);
  else std::snprintf(text, sizeof text, "%.0f kB", value / 1e3);
  return text;
}

WorkContext Console::work() const {
  const bool shown = isatty(STDERR_FILENO) != 0;
  WorkContext context;
  context.stop = m_stop;
  context.progress = [shown](const Progress& progress) {
    if (!shown) return;
    std::string line = fillSlots(progress.text, {});
    if (progress.fraction >= 0) line += "  " + std::to_string(static_cast<int>(progress.fraction * 100)) + " %";
    if (progress.remainingSeconds >= 0) line += "  " + seconds(progress.remainingSeconds) + " left";
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    if (progress.fraction >= 1) std::fputs("\r\033[K", stderr);
  };
  return context;
}

void Console::result(const Json& value, const std::string& text) const {
  if (json) std::cout << value.dump(-1, ' ', true, Json::error_handler_t::replace) << '\n';
  else std::cout << text << (text.empty() || text.back() == '\n' ? "" : "\n");
  std::cout.flush();
}

// A message may quote a damaged file; what is no UTF-8 in it is replaced.
void Console::note(const std::string& text) const {
  const std::string quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  std::fprintf(stderr, "%s\n", Json::parse(quoted).get<std::string>().c_str());
}

int Console::error(const Error& error) const {
  note("attune: " + describe(error));
  if (m_stop.stop_requested()) return kStopped;
  return error.code.starts_with("usage.") ? kUsage : kFailed;
}

int withProject(Console& console, const std::string& folder, const std::function<Result<int>(Project&)>& use) {
  auto project = Project::open(folder);
  if (!project) return console.error(project.error());
  auto code = use(**project);
  return code ? *code : console.error(code.error());
}

}  // namespace attune::cli

int main(int argc, char** argv) {
  using namespace attune::cli;
  std::ios::sync_with_stdio(false);
  CLI::App app("Attune fine-tunes language models on your own machine.", "attune");
  app.set_version_flag("--version", std::string("attune ") + ATTUNE_VERSION);
  app.require_subcommand(1);
  app.option_defaults()->take_last();  // so that a stored command can be given another --name at its end
  const auto source = std::make_unique<std::stop_source>();
  const std::jthread signals = watchSignals(*source);
  Console console(source->get_token());
  int code = kDone;
  for (const Verb& verb : kVerbs) {
    CLI::App* command = app.add_subcommand(verb.name, verb.help);
    command->add_flag("--json", console.json, "Machine-readable output on stdout");
    Action action = verb.declare(*command);
    command->callback([action, &console, &code] { code = action(console); });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  return code;
}

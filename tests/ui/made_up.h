// SPDX-License-Identifier: GPL-3.0-or-later
// A project with made-up rows and runs in a temporary folder, for tests that need something to show.
#pragma once
#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/params/training_params.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/workspace.h"

namespace attune::ui::test {

/// 120 questions about a library, 3 of them without an answer.
inline QByteArray questions() {
  QByteArray lines;
  const char* topics[] = {"opening hours", "lending", "fines", "events"};
  for (int i = 1; i <= 120; ++i) {
    const QString topic = topics[i % 4];
    const QString answer =
        i % 40 == 0
            ? QString()
            : QString("The rule number %1 about %2 says: ask at the desk, and bring your card. It holds on weekdays.")
                  .arg(i)
                  .arg(topic);
    lines +=
        QString("{\"category\": \"%1\", \"question\": \"What should I know about %1, part %2?\", \"answer\": \"%3\"}\n")
            .arg(topic)
            .arg(i)
            .arg(answer)
            .toUtf8();
  }
  return lines;
}

/// The events of a made-up run that overfits after `bestStep`.
inline std::vector<RunEvent> madeUpEvents(std::int64_t steps, std::int64_t bestStep, double floor, bool finished) {
  std::vector<RunEvent> events;
  events.push_back(RunStarted{.device = "CPU, 2 threads",
                              .precision = "fp32",
                              .trainableParameters = 460'800,
                              .totalParameters = 134'975'808,
                              .totalSteps = steps,
                              .trainExamples = 94,
                              .validationExamples = 12});
  const auto wobble = [](std::int64_t s) {
    return 0.12 * std::sin(static_cast<double>(s) * 12.9898) * std::cos(static_cast<double>(s) * 4.233);
  };
  for (std::int64_t s = 1; s <= steps; ++s) {
    const auto x = static_cast<double>(s), n = static_cast<double>(steps);
    events.push_back(StepMetrics{.step = s,
                                 .epoch = x / n * 3,
                                 .loss = floor + 1.9 * std::exp(-x / (n * 0.25)) + wobble(s),
                                 .learningRate = 2e-4 * 0.5 * (1 + std::cos(x / n * 3.14159)),
                                 .gradientNorm = 1.2 + 3 * wobble(s),
                                 .tokens = s * 1430,
                                 .trainedTokens = s * 600,
                                 .tokensPerSecond = 812 + 60 * wobble(s),
                                 .elapsedSeconds = x * 1.8,
                                 .memoryBytes = 1'420'000'000});
    if (s % 10 == 0) {
      const double rise = s > bestStep ? 0.012 * static_cast<double>(s - bestStep) : 0;
      events.push_back(
          EvalMetrics{.step = s, .epoch = x / n * 3, .loss = floor + 0.35 + 1.6 * std::exp(-x / (n * 0.22)) + rise});
      if (s % 20 == 0)
        events.push_back(
            SampleGenerated{.step = s,
                            .prompt = "What should I know about lending, part 7?",
                            .expected = "Ask at the desk.",
                            .answer = s < 30 ? "Lending is a process in which a lender gives money to a borrower."
                                             : "Ask at the desk and bring your card. It holds on weekdays."});
    }
  }
  if (steps > bestStep + 20)
    events.push_back(RunWarning{.step = bestStep + 20,
                                .kind = "overfitting",
                                .text = "Validation loss has risen by {0} since step {1} while training loss fell.",
                                .args = {"0.24", std::to_string(bestStep)},
                                .advice = "Use the model of step {1}, or train for fewer epochs.",
                                .bestStep = bestStep});
  if (finished)
    events.push_back(RunFinished{.outcome = RunOutcome::Completed,
                                 .step = steps,
                                 .bestStep = bestStep,
                                 .elapsedSeconds = static_cast<double>(steps) * 1.8,
                                 .peakBytes = 1'600'000'000});
  return events;
}

inline RunSpec madeUpSpec(const DatasetInfo& dataset, const std::string& name, std::int64_t rank) {
  RunSpec spec;
  spec.name = name;
  spec.modelPath = "/models/SmolLM2-135M-Instruct.gguf";
  spec.modelName = "SmolLM2-135M-Instruct";
  spec.datasetId = dataset.id;
  spec.datasetHash = dataset.contentHash;
  spec.split = dataset.split;
  spec.params.setRaw("r", rank);
  spec.params.setRaw("lora_alpha", 2 * rank);
  spec.params.set(&params::kEpochs, 3.0);
  return spec;
}

/// Preferences, language and workspace of a test, away from the user's own.
struct Bench {
  QTemporaryDir folder;
  Preferences preferences{folder.filePath("attune.conf")};
  Language language;
  Workspace workspace{preferences};

  void idle(int limitMs = 60'000) {
    if (!workspace.jobs().isBusy()) return;
    QSignalSpy spy(&workspace.jobs(), &JobQueue::idle);
    while (workspace.jobs().isBusy() && spy.wait(limitMs)) {
    }
    QTest::qWait(1);
  }
  /// A project with 117 rows and, when asked for, two finished runs.
  void openMadeUp(bool withRuns) {
    QFile file(folder.filePath("library.jsonl"));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write the made-up rows");
    file.write(questions());
    file.close();
    const std::filesystem::path path = folder.filePath("Library.attune").toStdString();
    {
      auto project = Project::create(path);
      if (!project) qFatal("%s", describe(project.error()).c_str());
      auto info =
          (*project)->importDataset({folder.filePath("library.jsonl").toStdString()}, {}, {}, "Library questions", {});
      if (!info) qFatal("%s", describe(info.error()).c_str());
      for (const auto& [name, rank, best, floor] :
           {std::tuple{"LoRA rank 4", 4, 70, 0.62}, {"LoRA rank 16", 16, 50, 0.41}}) {
        if (!withRuns) break;
        auto& store = (*project)->store();
        auto run = store.createRun(madeUpSpec(*info, name, rank));
        const auto events = madeUpEvents(90, best, floor, true);
        if (!run || !store.appendEvents(run->id, events) || !store.updateSummary(run->id, summarize(events)))
          qFatal("cannot store a made-up run");
      }
    }
    workspace.openProject(QString::fromStdString(path.string()));
    idle();
  }
};

}  // namespace attune::ui::test

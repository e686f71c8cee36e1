// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"

#include <algorithm>
#include <cmath>

#include "core/report/format_text.h"

namespace attune::report {
namespace {

std::string stateText(const ReportInput& input, const RunRecord& run) {
  switch (run.summary.state) {
    case RunState::Running:
      return say(input, ATTUNE_TEXT("still training"));
    case RunState::Completed:
      return say(input, ATTUNE_TEXT("completed"));
    case RunState::Stopped:
      return say(input, ATTUNE_TEXT("stopped by the user"));
    case RunState::Failed:
      return say(input, ATTUNE_TEXT("failed"));
    case RunState::Interrupted:
      return say(input, ATTUNE_TEXT("interrupted"));
  }
  return {};
}

Tiles tilesOf(const ReportInput& input, const RunRecord& run) {
  const Numbers numbers(input.language);
  const RunSummary& s = run.summary;
  Tiles tiles;
  const auto add = [&](const char* label, std::string value, std::string note) {
    tiles.tiles.push_back({say(input, label), std::move(value), std::move(note)});
  };
  if (s.bestValidationLoss) {
    std::string note = say(input, ATTUNE_TEXT("at step {0}"), {numbers.count(s.bestStep)});
    if (s.firstValidationLoss && *s.firstValidationLoss > 0 && *s.firstValidationLoss != *s.bestValidationLoss)
      note = say(input, ATTUNE_TEXT("at step {0}; first look {1}"),
                 {numbers.count(s.bestStep), numbers.loss(*s.firstValidationLoss)});
    add(ATTUNE_TEXT("Best validation loss"), numbers.loss(*s.bestValidationLoss), note);
    add(ATTUNE_TEXT("Perplexity"), numbers.loss(std::exp(*s.bestValidationLoss)),
        say(input, ATTUNE_TEXT("of that checkpoint")));
  }
  if (s.trainableParameters > 0)
    add(ATTUNE_TEXT("Trained parameters"), numbers.count(s.trainableParameters),
        s.totalParameters > 0
            ? say(input, ATTUNE_TEXT("{0} of the model"),
                  {numbers.percent(static_cast<double>(s.trainableParameters) / static_cast<double>(s.totalParameters),
                                   2)})
            : std::string());
  add(ATTUNE_TEXT("Training time"), numbers.duration(s.elapsedSeconds),
      say(input, ATTUNE_TEXT("{0} steps"), {numbers.count(s.steps)}));
  if (s.tokensPerSecond > 0)
    add(ATTUNE_TEXT("Speed"), numbers.fixed(s.tokensPerSecond, s.tokensPerSecond < 100 ? 1 : 0),
        say(input, ATTUNE_TEXT("tokens per second")));
  if (s.peakBytes > 0) add(ATTUNE_TEXT("Peak memory"), numbers.bytes(static_cast<double>(s.peakBytes)), "");
  return tiles;
}

std::string summaryCell(const std::string& id, double value, const Numbers& numbers) {
  if (id == "elapsed_seconds") return numbers.duration(value);
  if (id == "peak_bytes") return numbers.bytes(value);
  if (id == "tokens_per_second") return numbers.fixed(value, value < 100 ? 1 : 0);
  constexpr const char* kCounts[] = {"steps", "best_step", "tokens", "trainable_parameters"};
  if (std::find(std::begin(kCounts), std::end(kCounts), id) != std::end(kCounts))
    return numbers.count(std::llround(value));
  return numbers.loss(value);
}

// "tuned.rouge_l" -> "ROUGE-L (tuned)".
std::string summaryLabel(const ReportInput& input, const SummaryRow& row) {
  for (const auto& [prefix, form] :
       {std::pair{"base.", ATTUNE_TEXT("{0}, base model")}, std::pair{"tuned.", ATTUNE_TEXT("{0}, after training")}})
    if (row.id.starts_with(prefix))
      return say(input, form, {say(input, metricLabel(row.id.substr(std::string(prefix).size())))});
  return say(input, row.label);
}

Table resultsTable(const ReportInput& input) {
  const Numbers numbers(input.language);
  Table table;
  table.header.push_back("");
  table.numeric.push_back(false);
  for (const RunRecord& run : input.comparison.runs) {
    table.header.push_back(runName(run));
    table.numeric.push_back(true);
  }
  std::vector<Cell> states{{say(input, ATTUNE_TEXT("State")), false}};
  for (const RunRecord& run : input.comparison.runs) states.push_back({stateText(input, run), false});
  table.rows.push_back(std::move(states));
  for (const SummaryRow& row : input.comparison.summary) {
    const bool any =
        std::any_of(row.values.begin(), row.values.end(), [](const auto& value) { return value && *value != 0; });
    if (!any) continue;
    std::vector<Cell> cells{{summaryLabel(input, row), false}};
    for (std::size_t i = 0; i < row.values.size(); ++i)
      cells.push_back({row.values[i] ? summaryCell(row.id, *row.values[i], numbers) : "–",
                       static_cast<std::int64_t>(i) == row.best});
    table.rows.push_back(std::move(cells));
  }
  table.note = say(input, ATTUNE_TEXT("Bold marks the best of each row where better means something."));
  return table;
}

void addDifferences(const ReportInput& input, Section& section) {
  if (input.comparison.differences.empty()) return;
  const Numbers numbers(input.language);
  Table table;
  table.header = {say(input, ATTUNE_TEXT("Difference in validation loss")),
                  say(input, ATTUNE_TEXT("Rows")),
                  say(input, ATTUNE_TEXT("Mean")),
                  say(input, ATTUNE_TEXT("95 % interval")),
                  say(input, ATTUNE_TEXT("p")),
                  say(input, ATTUNE_TEXT("Finding"))};
  table.numeric = {false, true, true, true, true, false};
  for (const PairedDifference& d : input.comparison.differences) {
    const auto& runs = input.comparison.runs;
    if (d.first >= runs.size() || d.second >= runs.size()) continue;
    const std::string finding = !d.significant ? say(input, ATTUNE_TEXT("no difference that these rows can show"))
                                               : say(input, ATTUNE_TEXT("“{0}” is better"),
                                                     {runName(runs[d.difference < 0 ? d.second : d.first])});
    table.rows.push_back(
        {{say(input, ATTUNE_TEXT("{0} minus {1}"), {runName(runs[d.second]), runName(runs[d.first])}), false},
         {numbers.count(static_cast<std::int64_t>(d.rows)), false},
         {numbers.loss(d.difference), false},
         {numbers.loss(d.low) + " … " + numbers.loss(d.high), false},
         {d.pValue < 0.001 ? "< " + numbers.fixed(0.001, 3) : numbers.fixed(d.pValue, 3), false},
         {finding, d.significant}});
  }
  table.note = say(input, ATTUNE_TEXT("Each run’s best look, compared row by row on the same validation rows; the "
                                      "interval is a bootstrap over rows."));
  section.blocks.emplace_back(std::move(table));
}

constexpr std::ptrdiff_t kFewestLooks = 5;  // with fewer, silence means nothing

void addWarnings(const ReportInput& input, Section& section) {
  for (const Error& problem : input.comparison.notComparable)
    section.blocks.emplace_back(Callout{Callout::Kind::Warning, say(input, ATTUNE_TEXT("Compare with care")),
                                        say(input, problem.text, problem.args)});
  const bool several = input.comparison.runs.size() > 1;
  for (const RunRecord& run : input.comparison.runs) {
    const std::string prefix = several ? runName(run) + ": " : "";
    bool told = false;
    const auto looks = std::count_if(run.events.begin(), run.events.end(), [](const RunEvent& event) {
      const auto* look = std::get_if<EvalMetrics>(&event);
      return look && look->set == "validation";
    });
    for (const RunEvent& event : run.events) {
      const auto* warning = std::get_if<RunWarning>(&event);
      if (!warning || warning->kind == "caution" || warning->kind == "plateau") continue;
      told = true;
      const bool bad = warning->kind == "diverging" || warning->kind == "not-finite";
      section.blocks.emplace_back(
          Callout{bad ? Callout::Kind::Bad : Callout::Kind::Warning,
                  prefix + say(input, ATTUNE_TEXT("warning at step {0}"), {std::to_string(warning->step)}),
                  say(input, warning->text, warning->args) + " " + say(input, warning->advice, warning->args)});
    }
    for (const RunEvent& event : run.events)
      if (const auto* finished = std::get_if<RunFinished>(&event); finished && finished->error)
        section.blocks.emplace_back(Callout{Callout::Kind::Bad, prefix + say(input, ATTUNE_TEXT("the run failed")),
                                            say(input, finished->error->text, finished->error->args)});
    if (!told && run.summary.state == RunState::Completed && looks >= kFewestLooks)
      section.blocks.emplace_back(Callout{
          Callout::Kind::Good, prefix + say(input, ATTUNE_TEXT("no sign of overfitting")),
          say(input,
              ATTUNE_TEXT("Validation loss never rose above its best by more than the noise of the curve explains."))});
  }
}

}  // namespace

std::string say(const ReportInput& input, const std::string& text, const std::vector<std::string>& args) {
  return fillSlots(input.translate ? input.translate(text) : text, args);
}

std::string runName(const RunRecord& run) {
  return run.spec.name.empty() ? run.id : run.spec.name;
}

Section overviewSection(const ReportInput& input) {
  Section section{"overview", say(input, ATTUNE_TEXT("Overview")), {}};
  const auto& runs = input.comparison.runs;
  if (runs.empty()) return section;
  if (runs.size() == 1) {
    const RunRecord& run = runs.front();
    section.blocks.emplace_back(Paragraph{
        say(input, ATTUNE_TEXT("{0}, trained with {1} on “{2}”; {3}."),
            {run.spec.modelName.empty() ? run.spec.modelPath : run.spec.modelName, run.spec.technique,
             input.datasets.empty() ? run.spec.datasetId : input.datasets.front().name, stateText(input, run)})});
    section.blocks.emplace_back(tilesOf(input, run));
  } else {
    section.blocks.emplace_back(resultsTable(input));
    addDifferences(input, section);
  }
  addWarnings(input, section);
  for (std::size_t i = 0; i < std::min(runs.size(), input.runs.size()); ++i) {
    const ReportRun& run = input.runs[i];
    Facts facts;
    if (!run.tags.empty()) {
      std::string tags;
      for (const std::string& tag : run.tags) tags += (tags.empty() ? "" : ", ") + tag;
      facts.rows.emplace_back(
          runs.size() > 1 ? runName(runs[i]) + ": " + say(input, ATTUNE_TEXT("Tags")) : say(input, ATTUNE_TEXT("Tags")),
          tags);
    }
    if (!run.notes.empty())
      facts.rows.emplace_back(runs.size() > 1 ? runName(runs[i]) + ": " + say(input, ATTUNE_TEXT("Notes"))
                                              : say(input, ATTUNE_TEXT("Notes")),
                              run.notes);
    if (!facts.rows.empty()) section.blocks.emplace_back(std::move(facts));
  }
  return section;
}

namespace {

// Rows are the labels of the data, columns what the model chose; bold where the two agree.
Table confusionTable(const ReportInput& input, const ConfusionMatrix& matrix) {
  Table table;
  table.header = {say(input, ATTUNE_TEXT("Label"))};
  table.numeric = {false};
  for (const std::string& label : matrix.labels) {
    table.header.push_back(label);
    table.numeric.push_back(true);
  }
  for (std::size_t i = 0; i < matrix.labels.size(); ++i) {
    std::vector<Cell> row{{matrix.labels[i], false}};
    for (std::size_t k = 0; k < matrix.labels.size(); ++k)
      row.push_back({std::to_string(matrix.counts[i][k]), i == k && matrix.counts[i][k] > 0});
    table.rows.push_back(std::move(row));
  }
  table.note = say(input, ATTUNE_TEXT("Rows are the labels of the data, columns what the model chose."));
  return table;
}

}  // namespace

Section evaluationSection(const ReportInput& input) {
  Section section{"evaluation", say(input, ATTUNE_TEXT("Before and after")), {}};
  const Numbers numbers(input.language);
  constexpr std::size_t kAnswers = 6, kConfusedLabels = 16;  // more labels than that do not fit a page
  for (std::size_t i = 0; i < std::min(input.runs.size(), input.comparison.runs.size()); ++i) {
    if (input.runs[i].evaluations.empty()) continue;
    const Evaluation& evaluation = input.runs[i].evaluations.back();
    const bool compared = std::any_of(evaluation.metrics.begin(), evaluation.metrics.end(), [](const MetricComparison& m) { return m.base.has_value(); });
    std::string intro =
        say(input,
            compared ? ATTUNE_TEXT("The base model and the checkpoint of step {0} on the same {1} rows that training never saw.")
                     : ATTUNE_TEXT("The checkpoint of step {0} on {1} rows that training never saw."),
            {numbers.count(evaluation.step), numbers.count(static_cast<std::int64_t>(evaluation.rows))});
    if (input.comparison.runs.size() > 1) intro = runName(input.comparison.runs[i]) + ": " + intro;
    section.blocks.emplace_back(Paragraph{intro});
    Table table;
    table.header = {say(input, ATTUNE_TEXT("Metric")), say(input, ATTUNE_TEXT("Base model")),
                    say(input, ATTUNE_TEXT("After training")), say(input, ATTUNE_TEXT("Difference")),
                    say(input, ATTUNE_TEXT("95 % interval"))};
    table.numeric = {false, true, true, true, true};
    for (const MetricComparison& metric : evaluation.metrics) {
      const bool better = metric.base && (metric.higherIsBetter ? metric.tuned.value > metric.base->value
                                                                : metric.tuned.value < metric.base->value);
      const bool clear = metric.difference && (metric.difference->low > 0 || metric.difference->high < 0);
      table.rows.push_back(
          {{say(input, metricLabel(metric.id)), false},
           {metric.base ? numbers.loss(metric.base->value) : "–", metric.base && !better && clear},
           {numbers.loss(metric.tuned.value), better && clear},
           {metric.difference ? numbers.loss(metric.difference->value) : "–", false},
           {metric.difference ? numbers.loss(metric.difference->low) + " … " + numbers.loss(metric.difference->high)
                              : "–",
            false}});
    }
    table.note =
        say(input, ATTUNE_TEXT("Bold marks the better one where the interval of the paired difference excludes 0."));
    section.blocks.emplace_back(std::move(table));
    if (evaluation.confusion && evaluation.confusion->labels.size() <= kConfusedLabels)
      section.blocks.emplace_back(confusionTable(input, *evaluation.confusion));
    for (std::size_t k = 0; k < std::min(kAnswers, evaluation.answers.size()); ++k) {
      const AnswerPair& answer = evaluation.answers[k];
      Exchange exchange{"",
                        {{say(input, ATTUNE_TEXT("Question")), answer.prompt},
                         {say(input, ATTUNE_TEXT("Expected")), answer.expected}}};
      if (!answer.base.empty()) exchange.parts.emplace_back(say(input, ATTUNE_TEXT("Base model")), answer.base);
      exchange.parts.emplace_back(say(input, ATTUNE_TEXT("After training")), answer.tuned);
      section.blocks.emplace_back(std::move(exchange));
    }
  }
  return section;
}

Section samplesSection(const ReportInput& input) {
  Section section{"samples", say(input, ATTUNE_TEXT("Answers while training")), {}};
  constexpr std::size_t kSamples = 6;
  for (const RunRecord& run : input.comparison.runs) {
    std::vector<const SampleGenerated*> samples;
    for (const RunEvent& event : run.events)
      if (const auto* sample = std::get_if<SampleGenerated>(&event)) samples.push_back(sample);
    // The first and the last answers show what training changed.
    std::vector<const SampleGenerated*> shown(
        samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(std::min(samples.size(), kSamples / 2)));
    for (std::size_t k = samples.size() > kSamples ? samples.size() - kSamples / 2 : shown.size(); k < samples.size();
         ++k)
      shown.push_back(samples[k]);
    for (const SampleGenerated* sample : shown) {
      const std::string step = say(input, ATTUNE_TEXT("Step {0}"), {std::to_string(sample->step)});
      Exchange exchange{input.comparison.runs.size() > 1 ? runName(run) + " · " + step : step,
                        {{say(input, ATTUNE_TEXT("Question")), sample->prompt}}};
      if (!sample->expected.empty()) exchange.parts.emplace_back(say(input, ATTUNE_TEXT("Expected")), sample->expected);
      exchange.parts.emplace_back(say(input, ATTUNE_TEXT("Answer")), sample->answer);
      section.blocks.emplace_back(std::move(exchange));
    }
  }
  return section;
}

Document makeDocument(const ReportInput& input) {
  Document document;
  document.language = input.language.empty() ? "en" : input.language;
  document.title = input.title.empty() ? say(input, ATTUNE_TEXT("Training report")) : input.title;
  document.subtitle = input.projectName;
  document.footer =
      say(input,
          ATTUNE_TEXT("Made by Attune {0} on {1}. This file is complete in itself and loads nothing from elsewhere."),
          {input.programVersion, dateTime(input.createdAt)});
  for (auto* make :
       {overviewSection, curvesSection, evaluationSection, samplesSection, dataSection, settingsSection, repeatSection})
    if (Section section = make(input); !section.blocks.empty()) document.sections.push_back(std::move(section));
  return document;
}

}  // namespace attune::report

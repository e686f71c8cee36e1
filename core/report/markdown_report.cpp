// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/report/document.h"
#include "core/report/format_text.h"

namespace attune {
namespace {

using namespace report;

struct MarkdownWriter {
  std::string out = {};

  void operator()(const Paragraph& block) { out += markdownEscaped(block.text) + "\n\n"; }
  void operator()(const Tiles& block) {
    for (const Tiles::Tile& tile : block.tiles)
      out += "- " + markdownEscaped(tile.label) + ": **" + markdownEscaped(tile.value) + "**" +
             (tile.note.empty() ? "" : " (" + markdownEscaped(tile.note) + ")") + "\n";
    out += "\n";
  }
  void operator()(const Facts& block) {
    for (const auto& [name, value] : block.rows)
      out += "- " + markdownEscaped(name) + ": " + markdownEscaped(value) + "\n";
    out += "\n";
  }
  void operator()(const Table& block) {
    out += "|";
    for (const std::string& cell : block.header) out += " " + markdownEscaped(cell) + " |";
    out += "\n|";
    for (std::size_t i = 0; i < block.header.size(); ++i)
      out += i < block.numeric.size() && block.numeric[i] ? " ---: |" : " --- |";
    out += "\n";
    for (const auto& row : block.rows) {
      out += "|";
      for (const Cell& cell : row)
        out += cell.strong && !cell.text.empty() ? " **" + markdownEscaped(cell.text) + "** |"
                                                 : " " + markdownEscaped(cell.text) + " |";
      out += "\n";
    }
    out += "\n";
    if (!block.note.empty()) out += markdownEscaped(block.note) + "\n\n";
  }
  // Markdown has no drawings of its own: a table of at most this many points tells the curve.
  void operator()(const Chart& block) {
    constexpr std::size_t kPoints = 12;
    out += "### " + markdownEscaped(block.title) + "\n\n";
    for (const ChartLine& line : block.lines) {
      if (line.faint || line.x.empty()) continue;
      const std::size_t count = std::min(kPoints, line.x.size());
      std::string steps = "| " + markdownEscaped(block.xLabel) + " |", rule = "| --- |",
                  values = "| " + markdownEscaped(line.label.empty() ? block.yLabel : line.label) + " |";
      for (std::size_t k = 0; k < count; ++k) {
        const std::size_t i = count == 1 ? 0 : k * (line.x.size() - 1) / (count - 1);
        steps += " " + Numbers("en").general(line.x[i]) + " |";
        rule += " ---: |";
        values += " " + Numbers("en").general(line.y[i]) + " |";
      }
      out += steps + "\n" + rule + "\n" + values + "\n\n";
    }
  }
  void operator()(const Callout& block) {
    out += "> **" + markdownEscaped(block.title) + "**<br>" + markdownEscaped(block.text) + "\n\n";
  }
  void operator()(const Code& block) { out += markdownCode(block.text, "sh") + "\n"; }
  void operator()(const Exchange& block) {
    if (!block.caption.empty()) out += "**" + markdownEscaped(block.caption) + "**\n\n";
    for (const auto& [name, text] : block.parts)
      out += markdownEscaped(name) + ":\n\n" + markdownCode(text, "text") + "\n";
  }
};

std::string body(const Document& document, std::string_view leaveOut = {}) {
  MarkdownWriter writer;
  for (const Section& section : document.sections) {
    if (section.id == leaveOut) continue;
    writer.out += "## " + markdownEscaped(section.title) + "\n\n";
    for (const Block& block : section.blocks) std::visit(writer, block);
  }
  return std::move(writer.out);
}

std::string tagLine(const std::string& tag) {
  return "- " + yamlText(tag) + "\n";
}

// model-index: the results in the form that model hubs read.
std::string modelIndex(const ReportInput& input, const RunRecord& run) {
  if (input.runs.empty() || input.runs.front().evaluations.empty()) return {};
  const Evaluation& evaluation = input.runs.front().evaluations.back();
  if (evaluation.metrics.empty()) return {};
  std::string out = "model-index:\n- name: " + yamlText(runName(run)) +
                    "\n  results:\n  - task:\n      type: " + input.runs.front().hubTask + "\n    dataset:\n      name: " +
                    yamlText(input.datasets.empty() ? run.spec.datasetId : input.datasets.front().name) +
                    "\n      type: " + yamlText("local/" + run.spec.datasetId) + "\n    metrics:\n";
  for (const MetricComparison& metric : evaluation.metrics)
    out += "    - type: " + yamlText(metric.id) + "\n      value: " + paramText(metric.tuned.value) + "\n";
  return out;
}

std::string frontMatter(const ReportInput& input, const RunRecord& run) {
  std::string out = "---\n";
  if (!run.spec.modelName.empty()) out += "base_model: " + yamlText(run.spec.modelName) + "\n";
  const ReportRun more = input.runs.empty() ? ReportRun{} : input.runs.front();
  if (!more.library.empty()) out += "library_name: " + more.library + "\n";
  if (!more.hubTask.empty()) out += "pipeline_tag: " + more.hubTask + "\n";
  out += "tags:\n" + tagLine("attune") + tagLine(run.spec.technique);
  for (const std::string& tag : more.tags) out += tagLine(tag);
  return out + modelIndex(input, run) + "---\n\n";
}

}  // namespace

std::string writeMarkdownReport(const ReportInput& input) {
  const Document document = makeDocument(input);
  std::string out = "# " + markdownEscaped(document.title) + "\n\n";
  if (!document.subtitle.empty()) out += markdownEscaped(document.subtitle) + "\n\n";
  return out + body(document) + markdownEscaped(document.footer) + "\n";
}

std::string writeModelCard(const ReportInput& input) {
  if (input.comparison.runs.empty()) return {};
  // The card is of one run; the comparison's tables are of all, so the comparison is made anew.
  ReportInput one = input;
  one.comparison = compareRuns({input.comparison.runs.front()});
  if (one.runs.size() > 1) one.runs.resize(1);
  const RunRecord& run = one.comparison.runs.front();
  const Document document = makeDocument(one);
  std::string out = frontMatter(one, run) + "# " + markdownEscaped(runName(run)) + "\n\n";
  out += "## " + markdownEscaped(say(input, ATTUNE_TEXT("Use and limits"))) + "\n\n" +
         markdownEscaped(say(input, ATTUNE_TEXT("This model was fine-tuned on the data described below and is meant "
                                                "for texts like those. It keeps the licence and "
                                                "the limits of its base model, and can state wrong things with "
                                                "confidence: check its answers where they matter."))) +
         "\n\n";
  return out + body(document) + markdownEscaped(document.footer) + "\n";
}

}  // namespace attune

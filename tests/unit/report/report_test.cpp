// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <limits>
#include <regex>

#include "core/base/file.h"
#include "core/report/chart.h"
#include "core/report/format_text.h"
#include "tests/unit/report/sample_report.h"

namespace attune {
namespace {

namespace fs = std::filesystem;

std::size_t countOf(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

// Every start tag is closed in order: enough of a parser to see that no text broke out of its place.
std::string firstUnbalanced(const std::string& html) {
  static const std::regex tag("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>");
  std::vector<std::string> open;
  const std::size_t from = html.find("<body");
  const std::string text = html.substr(from, html.find("</body>") + 7 - from);
  for (std::sregex_iterator it(text.begin(), text.end(), tag), end; it != end; ++it) {
    const std::string name = (*it)[2], rest = (*it)[3];
    if (name == "br" || name == "meta" || name == "img" || rest.ends_with('/')) continue;
    if ((*it)[1].length() == 0)
      open.push_back(name);
    else if (open.empty() || open.back() != name)
      return "</" + name + ">";
    else
      open.pop_back();
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

const std::string kPayload = "\"><script>alert(1)</script><img src='file:///etc/passwd' onerror=x>&<b>'";

// A report in which every text that can come from elsewhere is an attack.
ReportInput hostileReport() {
  RunRecord run = sampleRun("run-0001", kPayload, 2e-4, true, 1);
  run.id = kPayload;
  run.spec.modelName = run.spec.modelPath = run.spec.datasetId = run.spec.technique = run.spec.task = run.spec.device =
      kPayload;
  run.spec.split.method = run.spec.split.groupBy = kPayload;
  run.spec.params.setRaw(kPayload, kPayload);
  run.command = kPayload;
  for (RunEvent& event : run.events) {
    if (auto* sample = std::get_if<SampleGenerated>(&event))
      sample->prompt = sample->expected = sample->answer = kPayload;
    if (auto* started = std::get_if<RunStarted>(&event))
      started->device = started->precision = kPayload, started->versions = {{kPayload, kPayload}};
    if (auto* warning = std::get_if<RunWarning>(&event)) warning->text = warning->advice = kPayload;
  }
  run.summary.metrics = {{kPayload, 1}};
  ReportInput input = sampleReport({run});
  input.title = input.projectName = input.programVersion = input.language = kPayload;
  ReportDataset& dataset = input.datasets[0];
  dataset.name = dataset.contentHash = dataset.kind = dataset.card.licence = dataset.card.consent = dataset.split.method =
      dataset.split.stratifyBy = dataset.split.groupBy = kPayload;
  dataset.dropped = {{kPayload, 14}};
  dataset.sources = {kPayload};
  ReportRun& extra = input.runs[0];
  extra.notes = kPayload;
  extra.tags = {kPayload};
  extra.exports = {{kPayload, false, 1, kPayload}};
  extra.evaluations[0].metrics[0].id = kPayload;
  extra.evaluations[0].answers = {{kPayload, kPayload, kPayload, kPayload}};
  return input;
}

TEST(Report, HtmlIsSelfContainedAndWellFormed) {
  for (const bool several : {false, true}) {
    std::vector<RunRecord> runs{sampleRun("run-0001", "Baseline", 2e-4, true, 1)};
    if (several) runs.push_back(sampleRun("run-0002", "Half the rate", 1e-4, false, 2));
    const std::string html = writeHtmlReport(sampleReport(runs));
    EXPECT_EQ(firstUnbalanced(html), "");
    for (const char* forbidden :
         {"<script", "<link", "<iframe", "<img", "url(", "@import", "javascript:", " src=", "onload", "https://"})
      EXPECT_EQ(html.find(forbidden), std::string::npos) << forbidden;
    EXPECT_EQ(countOf(html, "http://"), countOf(html, "http://www.w3.org/2000/svg"));
    EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(html.find("prefers-color-scheme:dark"), std::string::npos);
  }
}

TEST(Report, TellsWhatTheRunsWere) {
  const ReportInput input = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, true, 1)});
  for (const std::string& text : {writeHtmlReport(input), writePrintableHtml(input)})
    for (const char* part :
         {"Baseline", "SmolLM2-135M-Instruct", "Front-desk questions", "faq-2025.csv", "The answer is empty.",
          "9f86d081884c7d65", "ROUGE-L", "0.467", "lora_r", "--learning-rate 0.0002", "overfitting", "libtorch 2.11.0",
          "Call the front desk", "weight_decay", "3.1e-06"})
      EXPECT_NE(text.find(part), std::string::npos) << part;
  const std::string markdown = writeMarkdownReport(input);
  for (const char* part :
       {"# Baseline", "| ROUGE-L | 0.182 | **0.467** |",
        "```sh\nattune train /home/kari/Clinic.attune \\\n  --dataset faq \\\n", "Front-desk questions"})
    EXPECT_NE(markdown.find(part), std::string::npos) << part << "\n" << markdown;
}

TEST(Report, TheLedgerSums) {
  ReportInput input = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, false, 1)});
  input.datasets[0].imported = 600;
  const std::string text = writeMarkdownReport(input);
  EXPECT_NE(text.find("left out for other reasons | −83 |"), std::string::npos) << text;
}

TEST(Report, OfAClassifierShowsWhichLabelsAreConfused) {
  ReportInput input = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, false, 1)});
  Evaluation& evaluation = input.runs[0].evaluations.back();
  evaluation.metrics = {{"accuracy", {}, {0.75, 0.6, 0.9}, {}, true}};
  evaluation.confusion = ConfusionMatrix{{"billing", "<script>"}, {{31, 4}, {6, 27}}};
  const std::string text = writeMarkdownReport(input);
  EXPECT_NE(text.find("| billing | **31** | 4 |"), std::string::npos) << text;
  EXPECT_EQ(text.find("The base model and the checkpoint"), std::string::npos);
  EXPECT_EQ(writeHtmlReport(input).find("<script"), std::string::npos);
}

TEST(Report, ComparesSeveralRuns) {
  const ReportInput input = sampleReport(
      {sampleRun("run-0001", "Baseline", 2e-4, true, 1), sampleRun("run-0002", "Half the rate", 1e-4, false, 2)});
  ASSERT_EQ(input.comparison.differences.size(), 1U);
  const std::string html = writeHtmlReport(input);
  EXPECT_NE(html.find("Half the rate minus Baseline"), std::string::npos);
  EXPECT_NE(html.find("<strong>0.0001</strong>"), std::string::npos) << "the setting that differs is marked";
  EXPECT_EQ(countOf(html, "<figure>"), 2U);
}

TEST(Report, TextFromElsewhereNeverBecomesMarkup) {
  const ReportInput input = hostileReport();
  for (const std::string& html : {writeHtmlReport(input), writePrintableHtml(input)}) {
    EXPECT_EQ(firstUnbalanced(html), "");
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("file:///etc/passwd' onerror"), std::string::npos);
    EXPECT_GE(countOf(html, "&lt;script&gt;"), 25U)
        << "the payload must be in many fields for this test to mean something";
  }
  for (const std::string& svg : printableCharts(input)) EXPECT_EQ(svg.find("<script"), std::string::npos);
  const std::string markdown = writeMarkdownReport(input);
  // In fenced blocks the text stands as it is; elsewhere nothing is a tag.
  std::string outside;
  bool fenced = false;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string line = markdown.substr(at, end - at);
    if (line.starts_with("```"))
      fenced = !fenced;
    else if (!fenced)
      outside += line + "\n";
    at = end + 1;
  }
  EXPECT_FALSE(fenced);
  EXPECT_EQ(outside.find("<script"), std::string::npos);
  EXPECT_EQ(outside.find("<img"), std::string::npos);
}

TEST(Report, MarkdownFencesAreLongerThanAnyInTheText) {
  const std::string text = "before\n````\nafter ``` `";
  const std::string block = report::markdownCode(text);
  EXPECT_TRUE(block.starts_with("`````\n"));
  EXPECT_TRUE(block.ends_with("\n`````\n"));
  EXPECT_EQ(report::markdownEscaped("a|b*c_[x](javascript:1)\n# h"), "a\\|b\\*c\\_\\[x\\](javascript:1)<br># h");
  EXPECT_EQ(report::markdownEscaped("  - a"), "\\- a");
  EXPECT_EQ(report::markdownEscaped("12. learning_rate 0.5"), "12\\. learning_rate 0.5");
  EXPECT_EQ(report::markdownEscaped("https://x <b> ![i](u)"), "https\\://x &lt;b&gt; !\\[i\\](u)");
}

TEST(Report, CsvCellsAreNoFormulas) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    EXPECT_EQ(report::csvText(formula).find('\''), report::csvText(formula).starts_with('"') ? 1U : 0U) << formula;
  EXPECT_EQ(report::csvText(std::string("\0=1", 3)), "'\uFFFD=1");
  EXPECT_EQ(report::csvText("a \"b\", c"), "\"a \"\"b\"\", c\"");
  EXPECT_EQ(report::csvText("plain – text"), "plain – text");
  ReportInput input = sampleReport({sampleRun("run-0001", "=cmd|' /C calc'!A0", 2e-4, false, 1)});
  const std::string csv = writeCsvReport(input);
  EXPECT_NE(csv.find("run-0001,'=cmd|"), std::string::npos) << csv;
  EXPECT_EQ(countOf(csv, "\r\n"), 2U);
  EXPECT_NE(csv.find("learning_rate"), std::string::npos);
}

TEST(Report, ModelCardHasFrontMatterThatIsValidYaml) {
  ReportInput input = sampleReport(
      {sampleRun("run-0001", "Baseline: \"a\" # b", 2e-4, false, 1), sampleRun("run-0002", "Other", 1e-4, false, 2)});
  input.runs.front().library = "peft";
  input.runs.front().hubTask = "text-generation";
  const std::string card = writeModelCard(input);
  ASSERT_TRUE(card.starts_with("---\nbase_model: \"SmolLM2-135M-Instruct\"\nlibrary_name: peft\npipeline_tag: text-generation\n")) << card;
  const std::string front = card.substr(4, card.find("\n---\n", 4) - 4);
  EXPECT_NE(front.find("- name: \"Baseline: \\\"a\\\" # b\""), std::string::npos) << front;
  EXPECT_NE(front.find("- type: \"rouge_l\"\n      value: 0.467"), std::string::npos) << front;
  EXPECT_EQ(card.find("Other"), std::string::npos) << "the card is of one run";
}

TEST(Report, TheSameInputGivesTheSameBytes) {
  const ReportInput input = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, true, 1)});
  for (const ReportFormat& format : reportFormats()) EXPECT_EQ(format.write(input), format.write(input)) << format.id;
}

TEST(Report, EmptyAndOddInputsAreWritten) {
  for (const ReportFormat& format : reportFormats()) EXPECT_NO_FATAL_FAILURE(format.write(ReportInput{})) << format.id;
  RunRecord bare;
  bare.id = "run-0001";
  bare.events = {StepMetrics{.step = 1, .loss = std::numeric_limits<double>::quiet_NaN()},
                 EvalMetrics{.step = 1, .loss = std::numeric_limits<double>::infinity()}};
  ReportInput input;
  input.comparison = compareRuns({bare});
  for (const ReportFormat& format : reportFormats()) EXPECT_FALSE(format.write(input).empty()) << format.id;
  EXPECT_EQ(firstUnbalanced(writeHtmlReport(input)), "");
}

TEST(Report, PrintableHtmlNamesItsCharts) {
  const ReportInput input = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, true, 1)});
  const std::string html = writePrintableHtml(input);
  const auto charts = printableCharts(input);
  EXPECT_EQ(charts.size(), 3U);
  for (std::size_t i = 0; i < charts.size(); ++i) {
    EXPECT_NE(html.find("src=\"chart:" + std::to_string(i) + "\""), std::string::npos);
    EXPECT_TRUE(charts[i].starts_with("<svg ") && charts[i].ends_with("</svg>"));
    EXPECT_EQ(charts[i].find("var(--"), std::string::npos)
        << "colours are written out for renderers without CSS variables";
  }
}

TEST(Report, FilesAreWrittenOrRefused) {
  std::string pattern = (fs::temp_directory_path() / "attune-report-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  const fs::path folder = pattern;
  const ReportInput input = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, true, 1)});
  for (const ReportFormat& format : reportFormats()) {
    const fs::path path = folder / (std::string(format.id) + "." + format.extension);
    ASSERT_TRUE(writeReport(input, format.id, path).has_value());
    EXPECT_EQ(*readFile(path), format.write(input));
  }
  EXPECT_EQ(writeReport(input, "docx", folder / "x").error().code, "report.unknown-format");
  EXPECT_EQ(writeReport(ReportInput{}, "html", folder / "x").error().code, "report.no-runs");
  EXPECT_EQ(writeReport(input, "html", folder / "missing" / "x").error().code, "file.write");
  fs::remove_all(folder);
}

TEST(Chart, TicksAreRoundAndCoverTheRange) {
  EXPECT_EQ(report::niceTicks(0, 10, 5), (std::vector<double>{0, 2, 4, 6, 8, 10}));
  EXPECT_EQ(report::niceTicks(0.13, 0.97, 4).front(), 0.2);
  EXPECT_TRUE(report::niceTicks(1, 1, 5).empty());
  for (const auto& [low, high] : {std::pair{-3.7e-9, 8.1e-9}, std::pair{1e6, 1.00001e6}, std::pair{-5.0, 1e12}}) {
    const auto ticks = report::niceTicks(low, high, 5);
    EXPECT_GE(ticks.size(), 3U);
    EXPECT_LE(ticks.size(), 11U);
  }
}

TEST(Chart, LongCurvesAreThinnedWithoutLosingASpike) {
  report::ChartLine line{"", {}, {}, 0, false, false, false};
  for (int i = 0; i < 100'000; ++i) {
    line.x.push_back(i);
    line.y.push_back(i == 61'234 ? 5.0 : 1.0 + 0.1 * std::sin(i * 0.01));
  }
  report::Chart chart;
  chart.lines.push_back(line);
  const std::string svg = report::chartSvg(chart, report::ChartColours::Fixed);
  EXPECT_LT(svg.size(), 100'000U);
  // The spike is the top of the range less the padding, near the top edge of the plot.
  double top = 1e9;
  static const std::regex point("[ML]([0-9.]+) ([0-9.]+)");
  for (std::sregex_iterator it(svg.begin(), svg.end(), point), end; it != end; ++it)
    top = std::min(top, std::stod((*it)[2]));
  EXPECT_LT(top, 60);
}

TEST(FormatText, NumbersReadWell) {
  const report::Numbers en("en"), nb("nb");
  EXPECT_EQ(en.loss(1.23456), "1.235");
  EXPECT_EQ(en.loss(-0.0312), "−0.031");
  EXPECT_EQ(nb.loss(1.5), "1,500");
  EXPECT_EQ(en.count(1234567), "1\u202F234\u202F567");
  EXPECT_EQ(en.count(-999), "-999");
  EXPECT_EQ(en.bytes(1.42e9), "1.4\u202FGB");
  EXPECT_EQ(en.bytes(999.6e6), "1.0\u202FGB");
  EXPECT_EQ(en.duration(3.21), "3.2\u202Fs");
  EXPECT_EQ(en.duration(59.97), "1\u202Fmin 00\u202Fs");
  EXPECT_EQ(en.duration(371), "6\u202Fmin 11\u202Fs");
  EXPECT_EQ(en.duration(7265), "2\u202Fh 01\u202Fmin");
  EXPECT_EQ(en.fixed(-0.0001, 2), "0.00");
  EXPECT_EQ(report::dateTime(1'790'000'000), "2026-09-21 14:13 UTC");
  EXPECT_EQ(report::cleaned("a\x01\xFF\xED\xA0\x80z\r\n"), "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz\n");
  EXPECT_EQ(report::yamlText("a: \"b\"\n"), "\"a: \\\"b\\\"\\n\"");
}

// Set ATTUNE_REPORT_OUT to a folder to look at what the writers make.
TEST(Report, WritesExamplesToLookAt) {
  const char* folder = std::getenv("ATTUNE_REPORT_OUT");
  if (!folder) GTEST_SKIP() << "ATTUNE_REPORT_OUT is not set";
  const ReportInput one = sampleReport({sampleRun("run-0001", "LoRA on front-desk questions", 2e-4, true, 1)});
  const ReportInput two = sampleReport({sampleRun("run-0001", "Baseline", 2e-4, true, 1),
                                        sampleRun("run-0002", "Half the rate", 1e-4, false, 2),
                                        sampleRun("run-0003", "A quarter", 5e-5, false, 3)});
  for (const ReportFormat& format : reportFormats()) {
    EXPECT_TRUE(
        writeReport(one, format.id, fs::path(folder) / (std::string("one-") + format.id + "." + format.extension))
            .has_value());
    EXPECT_TRUE(
        writeReport(two, format.id, fs::path(folder) / (std::string("three-") + format.id + "." + format.extension))
            .has_value());
  }
}

}  // namespace
}  // namespace attune

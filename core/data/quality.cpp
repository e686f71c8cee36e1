// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/quality.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/data/near_duplicates.h"
#include "core/data/personal_data.h"

namespace attune {
namespace {

// Collects findings with the first few examples of each.
class Collector {
 public:
  Collector(QualityReport& report, const QualityOptions& options) : m_report(report), m_options(options) {}
  // Counts an example for a finding that is described when it is first met.
  void add(const Finding& description, std::uint32_t example) {
    auto found = std::find_if(m_report.findings.begin(), m_report.findings.end(),
                              [&](const auto& f) { return f.kind == description.kind; });
    if (found == m_report.findings.end()) found = m_report.findings.insert(found, description);
    ++found->count;
    if (found->examples.size() < m_options.maxExamples) found->examples.push_back(example);
  }

 private:
  QualityReport& m_report;
  const QualityOptions& m_options;
};

const Finding kNearEmpty{
    "near-empty",
    Severity::Warning,
    0,
    {},
    ATTUNE_TEXT("Very short texts or answers"),
    ATTUNE_TEXT(
        "Look at these rows: an answer of one or two characters teaches little. Remove them by a least length."),
    Json{{"step", "length_limits"}, {"min_characters", 3}}};
const Finding kDuplicate{
    "duplicate",
    Severity::Warning,
    0,
    {},
    ATTUNE_TEXT("Rows that stand there more than once"),
    ATTUNE_TEXT(
        "Remove the copies: they weigh more than other rows, and across the parts of a split they hide overfitting."),
    Json{{"step", "deduplicate"}}};
const Finding kNearDuplicate{
    "near-duplicate",
    Severity::Note,
    0,
    {},
    ATTUNE_TEXT("Rows that are nearly the same"),
    ATTUNE_TEXT("Keep one of each group, or split by groups, so that the validation stays honest."),
    Json{{"step", "deduplicate"}, {"similarity", 0.8}}};
const Finding kContradiction{"contradiction",
                             Severity::Warning,
                             0,
                             {},
                             ATTUNE_TEXT("The same text with different labels"),
                             ATTUNE_TEXT("Decide for one label: the model cannot learn both."),
                             nullptr};
const Finding kSeveralAnswers{"several-answers",
                              Severity::Note,
                              0,
                              {},
                              ATTUNE_TEXT("The same question with different answers"),
                              ATTUNE_TEXT("Check that all of them are wanted; else keep the best one."),
                              nullptr};
const Finding kImbalance{
    "imbalance",
    Severity::Note,
    0,
    {},
    ATTUNE_TEXT("Labels with very few rows"),
    ATTUNE_TEXT("Collect more rows for these labels, join rare labels, and split stratified by label."),
    nullptr};
const Finding kUntrained{
    "untrained",
    Severity::Blocking,
    0,
    {},
    ATTUNE_TEXT("Rows in which nothing is trained"),
    ATTUNE_TEXT("Raise the length limit, or remove these rows: they count as data but teach nothing."),
    nullptr};
const Finding kUnfinished{
    "unfinished",
    Severity::Note,
    0,
    {},
    ATTUNE_TEXT("Conversations that do not end with an answer"),
    ATTUNE_TEXT("What stands after the last answer is not trained; check that the export was complete."),
    nullptr};

Finding sensitiveFinding(std::string_view kind) {
  const bool secret = kind == "secret";
  return {std::string(kind),
          Severity::Warning,
          0,
          {},
          secret ? ATTUNE_TEXT("Passwords or keys") : ATTUNE_TEXT("Personal data"),
          secret ? ATTUNE_TEXT("Mask them, and change these keys: a trained model can repeat them.")
                 : ATTUNE_TEXT("Mask them, or make sure that you may use them: a trained model can repeat them."),
          Json{{"step", "mask_personal_data"}, {"kinds", Json::array({std::string(kind)})}}};
}

// What an example asks: everything but the answer that is learnt last, or its label.
std::string questionOf(const Example& example) {
  if (example.kind != ExampleKind::Conversation) return comparable(example.text);
  std::string bytes;
  for (std::size_t i = 0; i + 1 < example.messages.size(); ++i) bytes += comparable(example.messages[i].content) + '\n';
  return bytes;
}

std::string answerOf(const Example& example) {
  if (example.kind == ExampleKind::Conversation)
    return example.messages.empty() ? std::string{} : comparable(example.messages.back().content);
  std::string bytes;
  for (const auto& label : example.labels) bytes += label + '\n';
  return bytes;
}

void checkTexts(const Dataset& dataset, const QualityOptions& options, Collector& collector,
                const std::function<bool(std::size_t)>& goOn) {
  for (std::uint32_t i = 0; i < dataset.examples.size() && goOn(i); ++i) {
    const Example& example = dataset.examples[i];
    bool small = (example.kind == ExampleKind::Classification || example.kind == ExampleKind::PlainText) &&
                 characterCount(example.text) < options.nearEmptyCharacters;
    for (const auto& message : example.messages)
      small = small || (message.trained && message.extra.is_null() &&
                        characterCount(message.content) < options.nearEmptyCharacters);
    if (small) collector.add(kNearEmpty, i);
    if (example.kind == ExampleKind::Conversation && !example.messages.empty() &&
        example.messages.back().role != Role::Assistant)
      collector.add(kUnfinished, i);
    if (options.trainedTokens && options.trainedTokens(example) == 0) collector.add(kUntrained, i);
    std::string_view seen[16];
    std::size_t kinds = 0;
    for (const auto& place : findSensitive(plainText(example))) {
      if (std::find(seen, seen + kinds, place.kind) != seen + kinds) continue;
      seen[kinds++] = place.kind;
      collector.add(sensitiveFinding(place.kind), i);
    }
  }
}

void checkDuplicates(const Dataset& dataset, Collector& collector) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> seen;
  std::string bytes;
  for (std::uint32_t i = 0; i < dataset.examples.size(); ++i) {
    bytes.clear();
    appendCanonical(dataset.examples[i], bytes);
    auto& firsts = seen[fastHash(bytes)];
    const bool twice = std::any_of(firsts.begin(), firsts.end(),
                                   [&](auto j) { return sameContent(dataset.examples[j], dataset.examples[i]); });
    if (twice)
      collector.add(kDuplicate, i);
    else
      firsts.push_back(i);
  }
}

void checkContradictions(const Dataset& dataset, Collector& collector) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> byQuestion;
  for (std::uint32_t i = 0; i < dataset.examples.size(); ++i) {
    const Example& example = dataset.examples[i];
    if (example.kind != ExampleKind::Classification && example.kind != ExampleKind::Conversation) continue;
    byQuestion[fastHash(questionOf(example), static_cast<std::uint64_t>(example.kind))].push_back(i);
  }
  std::vector<std::pair<std::uint32_t, ExampleKind>> found;
  for (const auto& [hash, rows] : byQuestion) {
    if (rows.size() < 2) continue;
    const std::string first = answerOf(dataset.examples[rows[0]]);
    if (std::all_of(rows.begin(), rows.end(), [&](auto row) { return answerOf(dataset.examples[row]) == first; }))
      continue;
    for (const auto row : rows) found.emplace_back(row, dataset.examples[row].kind);
  }
  std::sort(found.begin(), found.end());
  for (const auto& [row, kind] : found)
    collector.add(kind == ExampleKind::Classification ? kContradiction : kSeveralAnswers, row);
}

void checkBalance(const Dataset& dataset, Collector& collector) {
  std::map<std::string, std::vector<std::uint32_t>> rows;
  for (std::uint32_t i = 0; i < dataset.examples.size(); ++i)
    for (const auto& label : dataset.examples[i].labels) rows[label].push_back(i);
  // Fewer than five rows cannot be validated; less than a twentieth of an even share is hardly learnt.
  for (const auto& [label, members] : rows)
    if (rows.size() > 1 && (members.size() < 5 || members.size() * rows.size() * 20 < dataset.examples.size()))
      for (const auto row : members) collector.add(kImbalance, row);
}

}  // namespace

const Finding* QualityReport::find(std::string_view kind) const {
  for (const auto& finding : findings)
    if (finding.kind == kind) return &finding;
  return nullptr;
}

QualityReport checkQuality(const Dataset& dataset, const QualityOptions& options, const ProgressSink& progress,
                           std::stop_token stop) {
  QualityReport report;
  report.examples = dataset.examples.size();
  Collector collector(report, options);
  const double total = static_cast<double>(std::max<std::size_t>(dataset.examples.size(), 1));
  checkTexts(dataset, options, collector, [&](std::size_t i) {
    if (progress && i % 1024 == 0)
      progress({0.4 * static_cast<double>(i) / total, ATTUNE_TEXT("Looking at the texts")});
    return !stop.stop_requested();
  });
  if (!stop.stop_requested()) checkDuplicates(dataset, collector);
  if (!stop.stop_requested()) checkContradictions(dataset, collector);
  if (!stop.stop_requested()) checkBalance(dataset, collector);
  if (!stop.stop_requested() && options.nearDuplicateThreshold < 1) {
    if (progress) progress({0.6, ATTUNE_TEXT("Comparing rows")});
    std::vector<std::string> texts;
    texts.reserve(dataset.examples.size());
    for (const auto& example : dataset.examples) texts.push_back(plainText(example));
    for (const auto& group : findNearDuplicates(texts, options.nearDuplicateThreshold, stop))
      for (std::size_t k = 1; k < group.size(); ++k)
        if (!sameContent(dataset.examples[group[0]], dataset.examples[group[k]]))
          collector.add(kNearDuplicate, group[k]);
  }
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  return report;
}

Json toJson(const QualityReport& report) {
  constexpr std::array<const char*, 3> kSeverities{"note", "warning", "blocking"};
  Json findings = Json::array();
  for (const auto& finding : report.findings) {
    Json item{{"kind", finding.kind},     {"severity", kSeverities[static_cast<std::size_t>(finding.severity)]},
              {"count", finding.count},   {"title", finding.title},
              {"advice", finding.advice}, {"examples", finding.examples}};
    if (!finding.step.is_null()) item["step"] = finding.step;
    findings.push_back(std::move(item));
  }
  return {{"examples", report.examples}, {"findings", std::move(findings)}};
}

}  // namespace attune

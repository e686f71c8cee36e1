// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/quality.h"

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/data/language.h"
#include "core/data/near_duplicates.h"
#include "core/data/personal_data.h"
#include "core/data/recipe.h"
#include "core/data/statistics.h"
#include "core/data/text_damage.h"

namespace attune {
namespace {

// What is said of a kind, and the step that mends it; null: the rows themselves are removed.
struct Kind {
  std::string_view id;
  Severity severity;
  const char* title;
  const char* advice;
  const char* step;
};

#define ATTUNE_PERSONAL \
  ATTUNE_TEXT("Mask them, or make sure that you may use them: a trained model can repeat them.")
constexpr Kind kKinds[]{
    {"untrained", Severity::Blocking, ATTUNE_TEXT("Rows in which nothing is trained"),
     ATTUNE_TEXT("Raise the length limit, or remove these rows: they count as data but teach nothing."), nullptr},
    {"near-empty", Severity::Warning, ATTUNE_TEXT("Very short texts or answers"),
     ATTUNE_TEXT(
         "Look at these rows: an answer of one or two characters teaches little. Remove them by a least length."),
     R"({"step":"length_limits","min_characters":3})"},
    {"duplicate", Severity::Warning, ATTUNE_TEXT("Rows that stand there more than once"),
     ATTUNE_TEXT("Remove the copies: they weigh more than other rows, and across the parts of a split they hide "
                 "overfitting."),
     R"({"step":"deduplicate"})"},
    {"near-duplicate", Severity::Note, ATTUNE_TEXT("Rows that are nearly the same"),
     ATTUNE_TEXT("Keep one of each group, or split by groups, so that the validation stays honest."),
     R"({"step":"deduplicate","similarity":0.8})"},
    {"contradiction", Severity::Warning, ATTUNE_TEXT("The same text with different labels"),
     ATTUNE_TEXT("Decide for one label: the model cannot learn both."), R"({"step":"one_answer","keep":"majority"})"},
    {"several-answers", Severity::Note, ATTUNE_TEXT("The same question with different answers"),
     ATTUNE_TEXT("Check that all of them are wanted; else keep the best one."),
     R"({"step":"one_answer","keep":"first"})"},
    {"imbalance", Severity::Note, ATTUNE_TEXT("Labels with very few rows"),
     ATTUNE_TEXT("Collect more rows for these labels, join rare labels, and split stratified by label."),
     R"({"step":"rebalance","strength":0.5})"},
    {"language", Severity::Note, ATTUNE_TEXT("Rows that seem to be in another language"),
     ATTUNE_TEXT("Check that they are wanted. The language is guessed from common words, so look before you remove."),
     nullptr},
    {"misread", Severity::Warning, ATTUNE_TEXT("Letters that were read in the wrong encoding"),
     ATTUNE_TEXT("Repair them: the model would learn to write “Ã¥” for “å”."), R"({"step":"repair_encoding"})"},
    {"lost-characters", Severity::Warning, ATTUNE_TEXT("Characters that were lost"),
     ATTUNE_TEXT("The file holds “�” where a letter was. Export it again as UTF-8, or remove these rows."), nullptr},
    {"control-characters", Severity::Note, ATTUNE_TEXT("Invisible characters"),
     ATTUNE_TEXT("Normalise the texts: control and zero-width characters cost tokens and mean nothing."),
     R"({"step":"normalise"})"},
    {"truncated", Severity::Warning, ATTUNE_TEXT("Rows that are cut at the chosen length"),
     ATTUNE_TEXT("Raise “Length at most”, shorten them, or remove them: the model never sees their end."), nullptr},
    {"unfinished", Severity::Note, ATTUNE_TEXT("Conversations that do not end with an answer"),
     ATTUNE_TEXT("What stands after the last answer is not trained; check that the export was complete."),
     R"({"step":"end_with_answer"})"},
    {"secret", Severity::Warning, ATTUNE_TEXT("Passwords or keys"),
     ATTUNE_TEXT("Mask them, and change these keys: a trained model can repeat them."), nullptr},
    {"email", Severity::Warning, ATTUNE_TEXT("E-mail addresses"), ATTUNE_PERSONAL, nullptr},
    {"phone", Severity::Warning, ATTUNE_TEXT("Telephone numbers"), ATTUNE_PERSONAL, nullptr},
    {"national-id-no", Severity::Warning, ATTUNE_TEXT("Norwegian national identity numbers"), ATTUNE_PERSONAL, nullptr},
    {"national-id-pl", Severity::Warning, ATTUNE_TEXT("Polish PESEL numbers"), ATTUNE_PERSONAL, nullptr},
    {"national-id-se", Severity::Warning, ATTUNE_TEXT("Swedish personal identity numbers"), ATTUNE_PERSONAL, nullptr},
    {"ssn-us", Severity::Warning, ATTUNE_TEXT("US social security numbers"), ATTUNE_PERSONAL, nullptr},
    {"iban", Severity::Warning, ATTUNE_TEXT("Bank accounts (IBAN)"), ATTUNE_PERSONAL, nullptr},
    {"card", Severity::Warning, ATTUNE_TEXT("Payment cards"), ATTUNE_PERSONAL, nullptr},
    {"name", Severity::Note, ATTUNE_TEXT("What may be names of people"),
     ATTUNE_TEXT("Names are guessed from sentences such as “my name is …”: look, then mask them if they are."), nullptr},
};
#undef ATTUNE_PERSONAL

// The examples of each kind, in ascending order.
class Collector {
 public:
  void add(std::string_view kind, std::uint32_t example) {
    auto& rows = m_rows[kind];
    if (rows.empty() || rows.back() != example) rows.push_back(example);
  }

  // Takes over the rows of other kinds.
  void join(Collector&& other) { m_rows.merge(other.m_rows); }

  // One finding for each kind that was met, in the order of the table.
  std::vector<Finding> findings(const Dataset& dataset, std::size_t maxExamples) const {
    std::vector<Finding> findings;
    for (const Kind& kind : kKinds) {
      const auto met = m_rows.find(kind.id);
      if (met == m_rows.end()) continue;
      const auto& rows = met->second;
      Finding& finding = findings.emplace_back();
      finding.kind = kind.id;
      finding.severity = kind.severity;
      finding.count = rows.size();
      finding.examples.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), maxExamples)));
      finding.title = kind.title;
      finding.advice = kind.advice;
      finding.step = stepOf(kind, dataset, rows);
    }
    return findings;
  }

 private:
  static Json stepOf(const Kind& kind, const Dataset& dataset, const std::vector<std::uint32_t>& rows) {
    if (kind.step != nullptr) return Json::parse(kind.step);
    const auto sensitive = sensitiveKinds();
    if (kind.id == kNameKind || std::find(sensitive.begin(), sensitive.end(), kind.id) != sensitive.end())
      return {{"step", "mask_personal_data"}, {"kinds", Json::array({std::string(kind.id)})}};
    Json names = Json::array();
    for (const auto row : rows) {
      const Example& example = dataset.examples[row];
      if (example.sourceFile == 0) names.push_back(example.sourceRow);
      else names.push_back({example.sourceFile, example.sourceRow});
    }
    return {{"step", "remove_rows"}, {"rows", std::move(names)}};
  }

  std::map<std::string_view, std::vector<std::uint32_t>> m_rows;
};

bool isNearEmpty(const Example& example, std::uint64_t least) {
  if (example.kind == ExampleKind::Classification || example.kind == ExampleKind::PlainText)
    return characterCount(example.text) < least;
  return std::any_of(example.messages.begin(), example.messages.end(), [&](const Message& message) {
    return message.trained && message.extra.is_null() && characterCount(message.content) < least;
  });
}

void checkSensitive(const std::string& text, std::uint32_t row, Collector& collector) {
  for (const auto& place : findSensitive(text)) collector.add(place.kind, row);
  if (!findNameHints(text).empty()) collector.add(kNameKind, row);
}

void checkDamage(const std::string& text, std::uint32_t row, Collector& collector) {
  switch (textDamage(text)) {
    case TextDamage::None:
      break;
    case TextDamage::Misread:
      collector.add("misread", row);
      break;
    case TextDamage::Lost:
      collector.add("lost-characters", row);
      break;
    case TextDamage::Control:
      collector.add("control-characters", row);
      break;
  }
}

// Rows in a language that is rare in the dataset; a dataset of several languages has no wrong one.
void checkLanguages(const std::vector<std::string_view>& languages, Collector& collector) {
  constexpr double kRare = 0.05;
  std::map<std::string_view, std::size_t> counts;
  std::size_t known = 0;
  for (const auto language : languages) {
    if (language.empty()) continue;
    ++counts[language];
    ++known;
  }
  for (std::uint32_t i = 0; i < languages.size(); ++i)
    if (!languages[i].empty() && static_cast<double>(counts[languages[i]]) < kRare * static_cast<double>(known))
      collector.add("language", i);
}

void checkTexts(const Dataset& dataset, const QualityOptions& options, Collector& collector,
                const std::function<bool(std::size_t)>& goOn) {
  std::vector<std::string_view> languages(dataset.examples.size());
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    const std::uint32_t i = next++;
    if (!goOn(i)) break;
    const std::string text = plainText(example);
    if (isNearEmpty(example, options.nearEmptyCharacters)) collector.add("near-empty", i);
    if (example.kind == ExampleKind::Conversation && !example.messages.empty() &&
        example.messages.back().role != Role::Assistant)
      collector.add("unfinished", i);
    if (options.tokens) {
      const RowTokens tokens = options.tokens(example);
      if (tokens.trained == 0) collector.add("untrained", i);
      else if (tokens.truncated > 0) collector.add("truncated", i);
    }
    languages[i] = guessLanguage(text);
    checkDamage(text, i, collector);
    checkSensitive(text, i, collector);
  }
  checkLanguages(languages, collector);
}

void checkDuplicates(const Dataset& dataset, Collector& collector) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> seen;
  std::string bytes;
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    const std::uint32_t i = next++;
    if (!syntheticOrigin(example).empty()) continue;
    bytes.clear();
    appendCanonical(example, bytes);
    auto& firsts = seen[fastHash(bytes)];
    const bool twice = std::any_of(firsts.begin(), firsts.end(),
                                   [&](auto j) { return sameContent(dataset.examples[j], example); });
    if (twice)
      collector.add("duplicate", i);
    else
      firsts.push_back(i);
  }
}

void checkNearDuplicates(const Dataset& dataset, double threshold, std::stop_token stop, Collector& collector) {
  std::vector<std::uint32_t> rows, found;
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    if (syntheticOrigin(example).empty()) rows.push_back(next);
    ++next;
  }
  const auto text = [&](std::uint32_t k) { return plainText(dataset.examples[rows[k]]); };
  for (const auto& group : findNearDuplicates(static_cast<std::uint32_t>(rows.size()), text, threshold, std::move(stop)))
    for (std::size_t k = 1; k < group.size(); ++k)
      if (!sameContent(dataset.examples[rows[group[0]]], dataset.examples[rows[group[k]]]))
        found.push_back(rows[group[k]]);
  std::sort(found.begin(), found.end());
  for (const auto row : found) collector.add("near-duplicate", row);
}

void checkContradictions(const Dataset& dataset, Collector& collector) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> byQuestion;
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    const std::uint32_t i = next++;
    if (example.kind != ExampleKind::Classification && example.kind != ExampleKind::Conversation) continue;
    const std::string question = questionKey(example);
    if (!question.empty()) byQuestion[fastHash(question, static_cast<std::uint64_t>(example.kind))].push_back(i);
  }
  std::vector<std::pair<std::uint32_t, ExampleKind>> found;
  for (const auto& [hash, rows] : byQuestion) {
    if (rows.size() < 2) continue;
    const std::string first = answerKey(dataset.examples[rows[0]]);
    if (std::all_of(rows.begin(), rows.end(), [&](auto row) { return answerKey(dataset.examples[row]) == first; }))
      continue;
    for (const auto row : rows) found.emplace_back(row, dataset.examples[row].kind);
  }
  std::sort(found.begin(), found.end());
  for (const auto& [row, kind] : found)
    collector.add(kind == ExampleKind::Classification ? "contradiction" : "several-answers", row);
}

void checkBalance(const Dataset& dataset, Collector& collector) {
  std::map<std::string, std::vector<std::uint32_t>> rows;
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    for (const auto& label : example.labels) rows[label].push_back(next);
    ++next;
  }
  // Fewer than five rows cannot be validated; less than a twentieth of an even share is hardly learnt.
  std::vector<std::uint32_t> rare;
  for (const auto& [label, members] : rows)
    if (rows.size() > 1 && (members.size() < 5 || members.size() * rows.size() * 20 < dataset.examples.size()))
      rare.insert(rare.end(), members.begin(), members.end());
  std::sort(rare.begin(), rare.end());
  for (const auto row : rare) collector.add("imbalance", row);
}

}  // namespace

std::string questionKey(const Example& example) {
  if (example.kind != ExampleKind::Conversation) return comparable(example.text);
  std::string bytes;
  for (std::size_t i = 0; i + 1 < example.messages.size(); ++i) bytes += comparable(example.messages[i].content) + '\n';
  return bytes;
}

std::string answerKey(const Example& example) {
  if (example.kind == ExampleKind::Conversation)
    return example.messages.empty() ? std::string{} : comparable(example.messages.back().content);
  std::vector<std::string> labels = example.labels;
  std::sort(labels.begin(), labels.end());
  std::string bytes;
  for (const auto& label : labels) bytes += label + '\n';
  return bytes;
}

const Finding* QualityReport::find(std::string_view kind) const {
  for (const auto& finding : findings)
    if (finding.kind == kind) return &finding;
  return nullptr;
}

QualityReport checkQuality(const Dataset& dataset, const QualityOptions& options, const ProgressSink& progress,
                           std::stop_token stop) {
  QualityReport report;
  report.examples = dataset.examples.size();
  report.tokensCounted = static_cast<bool>(options.tokens);
  Collector collector;
  const double total = static_cast<double>(std::max<std::size_t>(dataset.examples.size(), 1));
  // What compares rows goes on beside what reads each; they find different kinds.
  auto compared = std::async(std::launch::async, [&] {
    Collector found;
    for (const auto check : {checkDuplicates, checkContradictions, checkBalance})
      if (!stop.stop_requested()) check(dataset, found);
    return found;
  });
  checkTexts(dataset, options, collector, [&](std::size_t i) {
    if (progress && i % 1024 == 0)
      progress({0.5 * static_cast<double>(i) / total, ATTUNE_TEXT("Looking at the texts")});
    return !stop.stop_requested();
  });
  collector.join(compared.get());
  if (!stop.stop_requested() && options.nearDuplicateThreshold < 1) {
    if (progress) progress({0.6, ATTUNE_TEXT("Comparing rows")});
    checkNearDuplicates(dataset, options.nearDuplicateThreshold, stop, collector);
  }
  report.findings = collector.findings(dataset, options.maxExamples);
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  return report;
}

Json toJson(const QualityReport& report) {
  constexpr std::array<const char*, 3> kSeverities{"note", "warning", "blocking"};
  Json findings = Json::array();
  for (const auto& finding : report.findings)
    findings.push_back({{"kind", finding.kind},
                        {"severity", kSeverities[static_cast<std::size_t>(finding.severity)]},
                        {"count", finding.count},
                        {"title", finding.title},
                        {"advice", finding.advice},
                        {"examples", finding.examples},
                        {"step", finding.step}});
  return {{"examples", report.examples}, {"tokens_counted", report.tokensCounted}, {"findings", std::move(findings)}};
}

}  // namespace attune

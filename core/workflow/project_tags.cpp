// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that tag words: scores on the test rows, and the entities of a text that is typed in.
#include <algorithm>

#include "core/data/tagging.h"
#include "core/eval/metrics.h"
#include "core/eval/statistics.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace {

using Tags = std::vector<std::string>;

// What the tags say in words: entities with their kinds, or where tags mark no spans each word with its tag.
std::string taggedText(const std::vector<std::string>& words, const Tags& tags, const std::vector<std::string>& classes, const char* separator) {
  const bool spans = std::ranges::any_of(classes, [](const std::string& tag) { return !spansOf(std::span(&tag, 1)).empty(); });
  std::string text;
  const auto add = [&](std::size_t begin, std::size_t end, const std::string& kind) {
    if (!text.empty()) text += separator;
    for (std::size_t w = begin; w < end; ++w) text += (w > begin ? " " : "") + words[w];
    text += "  " + kind;
  };
  if (spans) {
    for (const TagSpan& span : spansOf(tags)) add(span.begin, span.end, span.kind);
    return text.empty() ? "–" : text;
  }
  for (std::size_t w = 0; w < words.size(); ++w) add(w, w + 1, tags[w]);
  return text;
}

// A typed text as words: punctuation at the ends of a word stands for itself, as in the usual corpora.
std::vector<std::string> wordsOf(const std::string& text) {
  const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  const auto isMark = [](char c) { return std::string_view(".,;:!?()[]{}\"'").find(c) != std::string_view::npos; };
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    if (isBlank(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !isBlank(text[end])) ++end;
    std::size_t last = end;
    while (at < last && isMark(text[at])) words.emplace_back(1, text[at++]);
    while (last > at && isMark(text[last - 1])) --last;
    if (last > at) words.push_back(text.substr(at, last - at));
    for (; last < end; ++last) words.emplace_back(1, text[last]);
    at = end;
  }
  return words;
}

// The tags of an example's words from the logits of its tagged tokens, of which `token` is the first; words that the model did not
// see are outside of everything.
Result<Tags> tagsOfWords(const Example& example, const TokenizedExample& row, const Logits& scores, std::size_t& token, const ModelBundle& model,
                         const RunSpec& spec) {
  ATTUNE_TRY(const auto words, taggedWords(example, *model.tokenizer, model.encodeSettings(spec)));
  const auto classes = static_cast<std::size_t>(scores.vocabulary);
  Tags tags(example.tokens.size(), "O");
  std::size_t next = 0;
  for (const std::int32_t label : row.labels) {
    if (label == kNoLabel) continue;
    const auto chances = std::span(scores.values).subspan(token++ * classes, classes);
    if (static_cast<std::size_t>(label) < classes)
      tags[words[next++]] = spec.classes[static_cast<std::size_t>(std::ranges::max_element(chances) - chances.begin())];
  }
  return tags;
}

// F1 and its parts over sentences drawn together: each is a sum of hits over a sum of spans.
void addEntities(Evaluation& evaluation, const std::vector<Tags>& predicted, const std::vector<Tags>& expected) {
  std::vector<double> hits, twice, found, right, both;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const SpanCounts counts = sumOf(spanCounts(std::span(&predicted[i], 1), std::span(&expected[i], 1)));
    hits.push_back(counts.hits);
    twice.push_back(2 * counts.hits);
    found.push_back(counts.predicted);
    right.push_back(counts.expected);
    both.push_back(counts.predicted + counts.expected);
  }
  evaluation.metrics.push_back({"entity_f1", {}, bootstrapMean(twice, both), {}, true});
  evaluation.metrics.push_back({"entity_precision", {}, bootstrapMean(hits, found), {}, true});
  evaluation.metrics.push_back({"entity_recall", {}, bootstrapMean(hits, right), {}, true});
  for (const auto& [id, value] : taggingMetrics(predicted, expected)) {
    const bool known = std::ranges::any_of(evaluation.metrics, [&wanted = id](const MetricComparison& metric) { return metric.id == wanted; });
    if (!known) evaluation.metrics.push_back({id, {}, {value, value, value}, {}, true});
  }
}

}  // namespace

Result<Json> Project::evaluateTags(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, true, context));
  if (context.progress) context.progress({-1, ATTUNE_TEXT("Scoring the tuned model on the test rows"), -1});
  ATTUNE_TRY(const auto losses, opened->evaluate(*test.examples, {}, context.stop));
  ATTUNE_TRY(const Logits scores, opened->classify(*test.examples, context.progress, context.stop));

  Evaluation evaluation = evaluationOf(run, test);
  std::vector<Tags> predicted, expected;
  std::vector<double> lossOfRow, tokens, right, words;
  std::size_t token = 0;
  for (std::size_t i = 0; i < test.rows.size(); ++i) {
    const Example& example = rows.examples[test.rows[i]];
    ATTUNE_TRY(Tags tags, tagsOfWords(example, (*test.examples)[i], scores, token, *model, run.spec));
    double same = 0;
    for (std::size_t w = 0; w < tags.size(); ++w) same += tags[w] == example.tags[w] ? 1 : 0;
    right.push_back(same);
    words.push_back(static_cast<double>(tags.size()));
    lossOfRow.push_back(losses[i].loss);
    tokens.push_back(losses[i].tokens);
    if (maxRows == 0 || i < maxRows)
      evaluation.answers.push_back({plainText(example), taggedText(example.tokens, example.tags, run.spec.classes, "; "), {},
                                    taggedText(example.tokens, tags, run.spec.classes, "; ")});
    predicted.push_back(std::move(tags));
    expected.push_back(example.tags);
  }
  evaluation.metrics.push_back({"loss", {}, bootstrapMean(lossOfRow, tokens), {}, false});
  evaluation.metrics.push_back({"token_accuracy", {}, bootstrapMean(right, words), {}, true});
  if (!spanCounts(predicted, expected).empty()) addEntities(evaluation, predicted, expected);
  std::vector<std::string> allPredicted, allExpected;
  for (const Tags& tags : predicted) allPredicted.insert(allPredicted.end(), tags.begin(), tags.end());
  for (const Tags& tags : expected) allExpected.insert(allExpected.end(), tags.begin(), tags.end());
  evaluation.confusion = confusionMatrix(allPredicted, allExpected);
  return storeEvaluation(run, evaluation);
}

Result<std::string> Project::tagText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  Example example;
  example.kind = ExampleKind::TokenTags;
  example.tokens = wordsOf(messages.back().content);
  if (example.tokens.empty()) return std::string();
  example.tags.assign(example.tokens.size(), run.spec.classes.front());
  ATTUNE_TRY(const EncodedExample encoded, model->encode(example, model->encodeSettings(run.spec)));
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, useAdapter, context));
  ATTUNE_TRY(const Logits scores, opened->classify({encoded.example}, {}, context.stop));
  std::size_t token = 0;
  ATTUNE_TRY(const Tags tags, tagsOfWords(example, encoded.example, scores, token, *model, run.spec));
  return taggedText(example.tokens, tags, run.spec.classes, "\n");
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that learn vectors of texts: how well questions find their answers among those of the test rows, the answers that a typed
// question finds, and the files by which sentence-transformers opens the model.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>

#include "core/base/file.h"
#include "core/eval/metrics.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/text_pairs.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kSearchedRows = 2000, kShownTexts = 5;

// The texts of rows: anchors, then as many that belong to them, then wrong ones; and for the latter two which text each is.
struct PairTexts {
  std::vector<TokenizedExample> texts;
  std::size_t rows = 0;
  std::vector<std::size_t> candidates;
};

PairTexts textsOf(const std::vector<TokenizedExample>& pairs) {
  PairTexts found;
  found.rows = pairs.size();
  std::map<std::vector<TokenId>, std::size_t> known;
  for (std::size_t part = 0; part < 3; ++part) {
    for (const TokenizedExample& pair : pairs) {
      if (part >= pair.labels.size()) continue;
      const auto from = pair.tokens.begin() + std::accumulate(pair.labels.begin(), pair.labels.begin() + static_cast<std::ptrdiff_t>(part), 0);
      found.texts.push_back({{from, from + pair.labels[part]}, {}});
      if (part > 0) found.candidates.push_back(known.emplace(found.texts.back().tokens, known.size()).first->second);
    }
  }
  return found;
}

}  // namespace

Result<Json> Project::evaluateSearch(const RunRecord& run, const Dataset& rows, const TokenizedPart& test, std::size_t maxRows, const WorkContext& context) {
  const PairTexts pairs = textsOf(*test.examples);
  Evaluation evaluation = evaluationOf(run, test);
  const std::size_t shown = maxRows == 0 ? pairs.rows : std::min(maxRows, pairs.rows);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto texts = pairTexts(rows.examples[test.rows[i]]);
    evaluation.answers.push_back({texts[0], texts[1], {}, {}});
  }
  std::map<std::string, std::vector<double>> values[2];
  const std::scoped_lock lock(m_opened->modelMutex);
  for (const bool tuned : {false, true}) {
    ATTUNE_TRY(OpenModel* const opened, openModel(run, tuned, context));
    if (context.progress)
      context.progress({-1, tuned ? ATTUNE_TEXT("Scoring the tuned model on the test rows") : ATTUNE_TEXT("Scoring the base model on the test rows"), -1});
    ATTUNE_TRY(const Logits vectors, opened->classify(pairs.texts, context.progress, context.stop));
    const auto size = static_cast<std::size_t>(vectors.vocabulary);
    const auto all = std::span(vectors.values);
    const auto anchors = all.first(pairs.rows * size), candidates = all.subspan(pairs.rows * size);
    for (const std::size_t rank : ranksOf(anchors, candidates, size, pairs.candidates)) {
      for (const auto& [id, value] : retrievalMetrics(std::span(&rank, 1))) values[tuned][id].push_back(value);
    }
    for (std::size_t i = 0; i < shown; ++i) {
      const std::size_t best = nearestOf(anchors.subspan(i * size, size), candidates, 1).front();
      if (best >= pairs.rows) continue;  // a row's wrong text
      (tuned ? evaluation.answers[i].tuned : evaluation.answers[i].base) = pairTexts(rows.examples[test.rows[best]])[1];
    }
  }
  for (const auto& [id, tuned] : values[1]) evaluation.metrics.push_back(compared(id, values[0][id], tuned, {}, true));
  return storeEvaluation(run, evaluation);
}

Result<std::string> Project::searchText(const RunRecord& run, bool useAdapter, const std::vector<Message>& messages, const WorkContext& context) {
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  ATTUNE_TRY(const auto rows, dataset(run.spec.datasetId));
  std::vector<TokenizedExample> texts;
  std::vector<std::string> answers;
  const EncodeSettings settings = model->encodeSettings(run.spec);
  ATTUNE_TRY(TokenizedExample question, encodeText(messages.back().content, *model, settings));
  texts.push_back(std::move(question));
  for (const Example& example : rows->examples) {
    if (answers.size() >= kSearchedRows) break;
    auto parts = pairTexts(example);
    if (parts.size() < 2 || std::ranges::find(answers, parts[1]) != answers.end()) continue;
    ATTUNE_TRY(TokenizedExample encoded, encodeText(parts[1], *model, settings));
    texts.push_back(std::move(encoded));
    answers.push_back(std::move(parts[1]));
  }
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, useAdapter, context));
  ATTUNE_TRY(const Logits vectors, opened->classify(texts, context.progress, context.stop));
  const auto size = static_cast<std::size_t>(vectors.vocabulary);
  const auto all = std::span(vectors.values);
  const auto anchor = all.first(size), candidates = all.subspan(size);
  std::string lines;
  for (const std::size_t place : nearestOf(anchor, candidates, kShownTexts)) {
    const auto candidate = candidates.subspan(place * size, size);
    char cosine[32];
    std::snprintf(cosine, sizeof cosine, "%.3f  ", std::inner_product(anchor.begin(), anchor.end(), candidate.begin(), 0.0));
    lines += (lines.empty() ? "" : "\n") + (cosine + answers[place]);
  }
  return lines;
}

Result<void> writeSentenceTransformerFiles(const ModelBundle& bundle, const RunSpec& spec, const fs::path& folder) {
  const auto module = [](int number, const char* path, const char* type) {
    return Json{{"idx", number}, {"name", std::to_string(number)}, {"path", path}, {"type", std::string("sentence_transformers.models.") + type}};
  };
  const Json pooling = {{"word_embedding_dimension", bundle.checkpoint.config.hiddenSize}, {"pooling_mode_cls_token", false},
                        {"pooling_mode_mean_tokens", true}, {"pooling_mode_max_tokens", false}, {"pooling_mode_mean_sqrt_len_tokens", false}};
  const std::pair<const char*, Json> files[] = {
      {"modules.json", Json::array({module(0, "", "Transformer"), module(1, "1_Pooling", "Pooling"), module(2, "2_Normalize", "Normalize")})},
      {"1_Pooling/config.json", pooling},
      {"sentence_bert_config.json", {{"max_seq_length", bundle.encodeSettings(spec).maxLength}, {"do_lower_case", false}}},
      {"config_sentence_transformers.json", {{"prompts", Json::object()}, {"default_prompt_name", nullptr}, {"similarity_fn_name", "cosine"}}},
  };
  std::error_code code;
  for (const char* name : {"1_Pooling", "2_Normalize"}) fs::create_directory(folder / name, code);
  for (const auto& [name, content] : files) ATTUNE_TRY_VOID(writeFileAtomic(folder / name, content.dump(2) + "\n"));
  return {};
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// Learning vectors of texts from pairs that belong together: each anchor has to find its own text among those of the whole batch,
// the wrong ones that rows bring with them included.
#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <span>

#include "core/engine/nn/transfer.h"
#include "core/engine/objectives/embedding.h"
#include "core/engine/objectives/embedding_params.h"
#include "core/engine/objectives/implementations.h"
#include "core/eval/metrics.h"
#include "core/params/training_params.h"

namespace attune::engine {
namespace {

// The texts of some rows: anchors, then as many that belong to them, then wrong ones.
struct Texts {
  std::vector<TokenizedExample> all;
  std::int64_t rows = 0;

  std::vector<const TokenizedExample*> pointers() const {
    std::vector<const TokenizedExample*> list;
    for (const TokenizedExample& text : all) list.push_back(&text);
    return list;
  }
  // Which text each candidate is.
  std::vector<std::size_t> candidates() const {
    std::map<std::vector<std::int32_t>, std::size_t> known;
    std::vector<std::size_t> texts;
    for (auto text = all.begin() + rows; text != all.end(); ++text) texts.push_back(known.emplace(text->tokens, known.size()).first->second);
    return texts;
  }
  // [rows, candidates]: whether a candidate is another row's, but has the row's own text.
  Tensor sameText() const {
    const auto texts = candidates();
    const auto count = static_cast<std::int64_t>(texts.size());
    Tensor same = at::zeros({rows, count}, at::kBool);
    bool* flag = same.mutable_data_ptr<bool>();
    for (std::int64_t i = 0; i < rows; ++i) {
      for (std::int64_t j = 0; j < count; ++j) *flag++ = i != j && texts[static_cast<std::size_t>(i)] == texts[static_cast<std::size_t>(j)];
    }
    return same;
  }
};

class Embedding : public Objective {
 public:
  using Objective::Objective;

  Result<void> check(Part part, const ModelConfig& config) const override {
    const auto& examples = examplesOf(m_request, part);
    std::vector<TokenizedExample> longest;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      std::size_t length = 0;
      for (const std::int32_t size : examples[i].labels) length += static_cast<std::size_t>(std::max(size, 0));
      if (length != examples[i].tokens.size() || examples[i].labels.size() < 2) {
        return fail("train.no-pairs", ATTUNE_TEXT("Row {0} is not a pair of texts."), {std::to_string(i + 1)});
      }
      const auto texts = textsOf(examples[i]);
      longest.push_back(*std::ranges::max_element(texts, {}, [](const TokenizedExample& text) { return text.tokens.size(); }));
    }
    ATTUNE_TRY_VOID(checkTokens(longest, part, config, false));
    // Every token, but not the length, which is that of several texts.
    ModelConfig anyLength = config;
    anyLength.maxPositions = 0;
    return checkTokens(examples, part, anyLength, false);
  }

  RowSize size(Part part, std::uint32_t row) const override {
    const TokenizedExample& example = examplesOf(m_request, part)[row];
    const auto tokens = static_cast<std::int64_t>(example.tokens.size());
    const bool whole = example.labels.size() >= 2 && std::ranges::all_of(example.labels, [](std::int32_t length) { return length > 0; });
    return {tokens, whole ? tokens : 0, whole ? 1 : 0};
  }

  std::uint64_t contentHash(std::uint64_t seed) const override {
    return hashOf(examplesOf(m_request, Part::Train), hashOf(examplesOf(m_request, Part::Validation), seed));
  }

  Result<std::unique_ptr<Model>> build(const Checkpoint& checkpoint, at::Device device, at::ScalarType dtype) override {
    ATTUNE_TRY(auto model, buildModel(checkpoint, device, dtype, m_request.spec.seed));
    m_model = dynamic_cast<TextEmbedder*>(model.get());
    if (m_model == nullptr) return fail("train.no-head", ATTUNE_TEXT("The model “{0}” gives no vectors of texts."), {checkpoint.name});
    m_device = device;
    return model;
  }

  bool rowsAddUp() const override { return false; }  // each row's negatives are the others of its batch

  Tensor lossSum(const std::vector<std::uint32_t>& rows) override {
    const Texts texts = textsOfRows(Part::Train, rows);
    const Tensor vectors = m_model->vectors(m_technique->prepare(makeBatch(texts.pointers(), m_device)));
    return losses(texts, vectors).sum();
  }

  std::optional<RowLosses> look(Part part, const std::vector<std::uint32_t>& rows, const std::stop_token& stop) override {
    const at::NoGradGuard noGradients;
    RowLosses look;
    if (rows.empty()) return look;
    const Texts texts = textsOfRows(part, rows);
    const auto vectors = textVectors(*m_model, texts.pointers(), m_device, hook(), kLookTokens, {}, stop);
    if (!vectors) return std::nullopt;
    // The loss depends on how many texts there are to tell apart: as many as in training.
    const auto step = static_cast<std::size_t>(m_request.spec.params.get(params::kBatchSize));
    for (std::size_t from = 0; from < rows.size(); from += step) {
      const std::vector<std::uint32_t> some(rows.begin() + static_cast<std::ptrdiff_t>(from),
                                            rows.begin() + static_cast<std::ptrdiff_t>(std::min(from + step, rows.size())));
      const Texts group = textsOfRows(part, some);
      std::vector<std::int64_t> places;
      appendPlaces(texts, rows, from, some.size(), part, places);
      const Tensor found = losses(group, vectors->index_select(0, at::tensor(places, at::kLong).to(m_device))).to(at::kCPU, at::kDouble).contiguous();
      for (std::int64_t i = 0; i < found.size(0); ++i) look.rows.push_back({found.const_data_ptr<double>()[i], 1});
    }
    const Tensor values = vectors->to(at::kCPU).contiguous();
    const auto all = std::span(values.const_data_ptr<float>(), static_cast<std::size_t>(values.numel()));
    const std::size_t size = all.size() / texts.all.size(), anchors = rows.size() * size;
    look.metrics = retrievalMetrics(ranksOf(all.first(anchors), all.subspan(anchors), size, texts.candidates()));
    return look;
  }

 private:
  Tensor losses(const Texts& texts, const Tensor& vectors) const {
    return contrastiveLosses(vectors.narrow(0, 0, texts.rows), vectors.slice(0, texts.rows), toDevice(texts.sameText(), m_device),
                             m_request.spec.params.get(params::kContrastTemperature));
  }

  Texts textsOfRows(Part part, const std::vector<std::uint32_t>& rows) const {
    Texts texts;
    texts.rows = static_cast<std::int64_t>(rows.size());
    std::vector<std::vector<TokenizedExample>> ofRow;
    for (const std::uint32_t row : rows) ofRow.push_back(textsOf(examplesOf(m_request, part)[row]));
    for (std::size_t kind = 0; kind < 3; ++kind) {
      for (const auto& row : ofRow)
        if (kind < row.size()) texts.all.push_back(row[kind]);
    }
    return texts;
  }

  // Where the texts of rows [from, from + count) stand among those of all rows, in the order of textsOfRows.
  void appendPlaces(const Texts& all, const std::vector<std::uint32_t>& rows, std::size_t from, std::size_t count, Part part,
                    std::vector<std::int64_t>& places) const {
    const auto begin = static_cast<std::int64_t>(from), end = begin + static_cast<std::int64_t>(count);
    for (std::int64_t i = begin; i < end; ++i) places.push_back(i);
    for (std::int64_t i = begin; i < end; ++i) places.push_back(all.rows + i);
    std::int64_t wrong = 2 * all.rows;
    for (std::int64_t i = 0; i < end; ++i) {
      if (examplesOf(m_request, part)[rows[static_cast<std::size_t>(i)]].labels.size() < 3) continue;
      if (i >= begin) places.push_back(wrong);
      ++wrong;
    }
  }

  TextEmbedder* m_model = nullptr;
};

}  // namespace

std::unique_ptr<Objective> makeEmbeddingObjective(const TrainRequest& request) { return std::make_unique<Embedding>(request); }

}  // namespace attune::engine

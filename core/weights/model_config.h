// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

class GgufFile;

/// Rotary position embedding (Su et al. 2021, arXiv:2104.09864) and how it is stretched to longer texts; names follow
/// `rope_parameters` of config.json.
struct RopeSettings {
  double theta = 10000;                         ///< Base of the frequencies, > 0.
  std::string type = "default";                 ///< default, linear, dynamic, yarn, llama3 or longrope.
  double factor = 1;                            ///< How many times longer than trained, >= 1.
  double lowFreqFactor = 1;                     ///< llama3.
  double highFreqFactor = 4;                    ///< llama3.
  std::int64_t originalMaxPositions = 0;        ///< Length trained before stretching; 0 where not given.
  std::optional<double> attentionFactor;        ///< yarn and longrope: factor of the attention logits.
  double betaFast = 32, betaSlow = 1;           ///< yarn.
  std::optional<double> mscale, mscaleAllDim;   ///< yarn.
  std::vector<double> shortFactor, longFactor;  ///< longrope: one factor for each frequency.
  double partialRotaryFactor = 1;               ///< Part of each head's dimensions that is rotated, 0 < x <= 1.
  bool operator==(const RopeSettings&) const = default;
};

/// Where a decoder layer has its norms: before each block (Llama), after it (OLMo 2), or both (Gemma 2 and 3).
enum class NormPlacement : std::uint8_t { Before, After, Both };
/// What the query and key norms span: nothing, each head (Qwen 3, Gemma 3) or the whole projection (OLMo 2).
enum class QueryKeyNorm : std::uint8_t { None, PerHead, Full };

/// Feed-forward parts of which each token is sent through a few, chosen by a router (Shazeer et al. 2017, arXiv:1701.06538).
struct ExpertSettings {
  std::int64_t count = 0;     ///< Experts of a layer.
  std::int64_t perToken = 0;  ///< Experts that each token is sent through, at most `count`.
  std::int64_t size = 0;      ///< Width of an expert's inner side.
  bool normalized = true;     ///< The weights of a token's experts sum to 1; else they are the router's probabilities.
  double balanceFactor = 0;   ///< Factor of the loss that balances the experts' load while training, 0 for none.
  std::string block = "mlp";  ///< Module below the layer that holds `gate` (the router) and `experts`.
  std::string gate = "gate_proj", up = "up_proj", down = "down_proj";  ///< Modules of an expert.
  bool operator==(const ExpertSettings&) const = default;
};

/// DeBERTa's attention, which adds to content·content how content and distance speak of each other (He et al. 2020,
/// arXiv:2006.03654; in logarithmic buckets since He et al. 2021, arXiv:2111.09543).
struct RelativeAttention {
  std::int64_t buckets = 0;      ///< Buckets to each side: distances up to half of them have their own, farther ones share. 0: none.
  std::int64_t maxDistance = 0;  ///< Distances from here on count as this one.
  bool contentToPosition = false, positionToContent = false;
  bool sharedProjections = true;  ///< Distances go through the content's query and key projections, not through their own.
  bool normed = false;            ///< The table of distances goes through a norm first.

  /// Rows of the table on each side.
  std::int64_t span() const { return buckets > 0 ? buckets : maxDistance; }
  bool operator==(const RelativeAttention&) const = default;
};

/// A transformer decoder or encoder as config.json describes it: only what is needed to build and check it. All sizes
/// were checked (positive, within limits, divisible), so code may multiply them without care.
struct ModelConfig {
  std::string modelType;                   ///< `model_type`: llama, qwen3, bert …
  std::vector<std::string> architectures;  ///< Class names of the checkpoint (LlamaForCausalLM).
  std::string task;        ///< causal-lm, masked-lm, sequence-classification, token-classification or base.
  std::string basePrefix;  ///< First part of the tensor names of the body: model, transformer, bert …
  bool decoder = true;     ///< Attends only to what stands before.

  std::int64_t hiddenSize = 0, layers = 0, heads = 0, kvHeads = 0, headDim = 0, intermediateSize = 0, vocabSize = 0;
  bool learnedPositions = true;     ///< An encoder adds a row of a table of positions to each token.
  std::optional<RelativeAttention> relativeAttention;
  std::int64_t positionOffset = 0;  ///< First row of the position table in use (RoBERTa).
  std::int64_t maxPositions = 0;    ///< Longest text in tokens.
  std::int64_t typeVocabSize = 0;   ///< Segment embeddings (BERT), 0 for none.
  std::string dtype;                ///< Spelling of config.json: float32, bfloat16, float16; empty if not told.

  bool rmsNorm = true;  ///< RMS norm; else layer norm with mean and bias.
  double normEps = 1e-6;
  bool normUnitOffset = false;  ///< The weight of a norm is stored minus one (Gemma).
  NormPlacement normPlacement = NormPlacement::Before;
  QueryKeyNorm queryKeyNorm = QueryKeyNorm::None;

  bool rotary = true;  ///< Rotary positions; else learned or sinusoidal ones.
  RopeSettings rope;
  std::optional<RopeSettings> localRope;  ///< Of sliding-window layers where it differs (Gemma 3, ModernBERT).
  std::vector<bool> layerRotary;          ///< One for each layer; false = no positions in it (SmolLM3).
  std::int64_t slidingWindow = 0;         ///< Tokens seen by a sliding-window layer, 0 for none.
  std::vector<bool> layerSliding;         ///< One for each layer: attends only within slidingWindow.

  std::string activation = "silu";  ///< Spelling of config.json: silu, gelu, gelu_new, gelu_pytorch_tanh, relu …
  bool gatedMlp = true;             ///< down(act(gate(x)) * up(x)); else down(act(up(x))).
  bool fusedQueryKeyValue = false;  ///< One projection for the three (Phi-3, GPT-2, GPT-NeoX, ModernBERT).
  bool fusedGateUp = false;         ///< One projection for gate and up (Phi-3, ModernBERT).
  std::optional<ExpertSettings> experts;  ///< Of the layers that layerExperts tells.
  std::vector<bool> layerExperts;         ///< One for each layer: experts instead of one feed-forward part.
  bool parallelResidual = false;    ///< Attention and MLP read the same input (GPT-NeoX).
  bool attentionBias = false;       ///< Bias of the query, key and value projections.
  bool attentionOutputBias = false;
  bool mlpBias = false;
  bool normBias = false;
  bool tieWordEmbeddings = false;  ///< The output head is the embedding; the checkpoint holds it once.

  std::optional<double> attentionScale;  ///< Factor of query·key where it is not 1/sqrt(headDim).
  double attentionSoftcap = 0;           ///< cap * tanh(x / cap) on attention logits, 0 for none (Gemma 2).
  double finalSoftcap = 0;               ///< The same on output logits.
  double embeddingMultiplier = 1;        ///< Granite; Gemma's sqrt(hiddenSize) stands here too.
  double residualMultiplier = 1;         ///< Granite.
  double logitsDivisor = 1;              ///< Granite `logits_scaling`.

  double embeddingDropout = 0, hiddenDropout = 0, attentionDropout = 0, classifierDropout = 0;
  double initializerRange = 0.02;
  std::string classifierPooling = "cls";          ///< What a ModernBERT classifier looks at: cls or mean.
  std::int64_t bosTokenId = -1, padTokenId = -1;  ///< -1 where there is none.
  /// What the family takes for `padTokenId` where config.json has no such key; -1 for none. Never saved.
  std::int64_t impliedPadTokenId = -1;
  /// Looking up the padding token gives its row no gradient, wherever the token stands (PyTorch's padding_idx, which Transformers
  /// sets for every family but GPT-2 and GPT-NeoX). A tied head still trains the row.
  bool padRowFrozen = true;
  std::vector<std::int64_t> eosTokenIds;
  /// The row of the word embedding that looking up gives no gradient; -1 for none.
  std::int64_t frozenRow() const {
    const std::int64_t id = padTokenId >= 0 ? padTokenId : impliedPadTokenId;
    return padRowFrozen && id < vocabSize ? id : -1;
  }
  std::vector<std::string> labels;  ///< Class names in the order of their numbers, of classification heads.
  bool multiLabel = false;          ///< A text may have any number of the labels (`problem_type`).
  bool newHead = false;             ///< The task's head is not in the checkpoint but made new (see setTask).
  bool newPooler = false;           ///< So is BERT's pooler, which then counts as part of the head.

  /// The weights are eight-bit floats with scales (see withScales), one for each block of so many rows and columns; 0 × 0 where scales
  /// belong to rows or whole tensors.
  std::optional<std::array<std::int64_t, 2>> scaledBlock;

  Json original = Json::object();  ///< All of config.json; keys that Attune does not know survive load and save.
  bool operator==(const ModelConfig&) const = default;
};

/// What part a tensor has in a model.
enum class TensorPart : std::uint8_t {
  Body,      ///< Must be in every checkpoint of the model.
  Head,      ///< Belongs to the task; made new when a checkpoint of another task is loaded.
  Optional,  ///< May be in a checkpoint and is read then (a pooler).
};

/// A tensor that a checkpoint of a config holds, under its Hugging Face name.
struct ExpectedTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  TensorPart part = TensorPart::Body;
};

/// Parses the object of a config.json; `name` is what messages call it. Reads old and new key names.
/// Errors: config.type (wrong JSON type), config.missing, config.value (out of range, not divisible),
/// config.unsupported.
Result<ModelConfig> parseModelConfig(const Json& json, const std::string& name);
/// Reads and parses a config.json. Errors: those of readJsonFile and parseModelConfig.
Result<ModelConfig> readModelConfig(const std::filesystem::path& path);
/// The config that the metadata of a GGUF file describe. Errors: config.missing, config.type, config.value,
/// config.unsupported.
Result<ModelConfig> modelConfigFromGguf(const GgufFile& file);

/// The config.json to save: `original` with what Attune may change (task, labels, vocabulary, positions, tying, dtype,
/// token ids) put in, under the old and the new key names.
Json modelConfigJson(const ModelConfig& config);

/// Module paths of the task's head, which every technique trains beside its own tensors; empty for text models. BERT's pooler is
/// among them only when it is new.
std::vector<std::string> headModules(const ModelConfig& config);

/// All tensors of the model, head of `task` included, in the order of the layers. A tied head is not listed.
std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config);
/// Elements of all tensors of body and head; a tied head counts once.
std::uint64_t parameterCount(const ModelConfig& config);

}  // namespace attune

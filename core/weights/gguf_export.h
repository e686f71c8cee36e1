// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/text/tokenizer.h"
#include "core/weights/checkpoint.h"

namespace attune {

/// The vocabulary of a tokenizer.json in GGUF's terms. Known are byte-level BPE whose splitting llama.cpp has under a
/// name (gpt-2, smollm, llama-bpe, qwen2), and SentencePiece-style BPE with byte fallback. Anything else is refused,
/// since a wrong name loads and silently gives other tokens. `tokenizerConfig` is tokenizer_config.json or an empty
/// object. Errors: weights.gguf-tokenizer.
Result<GgufVocabulary> ggufVocabularyFromTokenizerJson(const Json& tokenizer, const Json& tokenizerConfig,
                                                       const ModelConfig& config);

/// The vocabulary of a checkpoint: its own for GGUF, else that of its tokenizer.json. Errors: weights.gguf-tokenizer,
/// json.*.
Result<GgufVocabulary> ggufVocabularyOf(const Checkpoint& checkpoint);

/// What goes into a GGUF file besides config and weights.
struct GgufExport {
  std::string name;  ///< For people.
  std::string licence;
  std::string chatTemplate;
  GgufVocabulary vocabulary;
  std::string fileType = "f16";  ///< f32, f16, bf16, q8_0 or q4_0.
};

/// Writes a model that llama.cpp loads: norms and biases as float32, matrices as `fileType` (with q4_0 the embedding
/// and head as q8_0; rows that blocks do not fill as f16). Families: llama, mistral, qwen2, qwen3, causal-lm only.
/// Errors: weights.gguf-export (family, rope or file type that GGUF cannot express), weights.write, weights.stopped,
/// file.*.
Result<void> writeGguf(const std::filesystem::path& path, const ModelConfig& config, const TensorSource& tensors,
                       const GgufExport& content, const ProgressSink& progress = {}, std::stop_token stop = {});

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// How the models of llama.cpp are named and laid out in GGUF files, in both directions.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/tokenizer.h"
#include "core/weights/gguf.h"
#include "core/weights/model_config.h"
#include "core/weights/tensor_view.h"

namespace attune {

/// The Hugging Face name of a GGUF tensor ("blk.0.attn_q.weight"), for decoders with Llama's names; nothing if unknown.
std::optional<std::string> huggingFaceName(std::string_view ggufName);
/// The GGUF name of a Hugging Face tensor; nothing if unknown.
std::optional<std::string> ggufName(std::string_view huggingFaceName);

/// The tensors of a GGUF file under Hugging Face names, query and key rows in Hugging Face's order where the file's
/// architecture has them otherwise. Errors: weights.shape when a projection cannot be split into heads.
Result<std::shared_ptr<const TensorSource>> ggufTensors(std::shared_ptr<const GgufFile> file,
                                                        const ModelConfig& config);

/// The vocabulary of a GGUF file; nothing when it holds none. Errors: weights.gguf when its lists disagree in length.
Result<std::optional<GgufVocabulary>> ggufVocabulary(const GgufFile& file);

/// The divisors of the rotary frequencies of Llama 3.1 and later (transformers' _compute_llama3_parameters), one for
/// each pair of a head's dimensions; llama.cpp stores them as rope_freqs.weight. rope.type is llama3.
std::vector<float> llama3FrequencyFactors(const RopeSettings& rope, std::int64_t headDim);

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// What the techniques share whose trained vectors stand before every text.
#pragma once
#include "core/base/json.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// The single tensor of their adapter files.
inline constexpr const char* kPromptEmbeddings = "prompt_embeddings";

/// Lays `vectors` [n, C] before the embedded tokens of each sequence; they bear no loss.
Batch withVirtualTokens(Model& model, Batch batch, const Tensor& vectors);

/// The keys that the configs of these adapters have in common. `tokenDim` and `heads` are PEFT's token_dim and
/// num_attention_heads.
Json virtualTokensJson(const char* peftType, const Model& model, const std::string& modelName,
                       std::int64_t virtualTokens, std::int64_t tokenDim, std::int64_t heads);

/// Reads prompt_embeddings of an adapter, [any, width] float32, to the model's device. Errors: technique.wrong-adapter,
/// weights.*, file.*.
Result<Tensor> readPromptEmbeddings(const std::filesystem::path& folder, Model& model, std::int64_t width);

/// `count` tokens drawn from the vocabulary, [count] int64 on the model's device.
Tensor drawnTokens(Model& model, std::int64_t count, std::uint64_t seed);

at::Device deviceOf(Model& model);

/// A small linear layer of an encoder, as torch.nn.Linear begins: U(−1/√in, 1/√in). Names end in .weight and .bias.
struct EncoderLayer {
  std::string name;
  Tensor weight, bias;  ///< [out, in] and [out] float32.
  EncoderLayer(std::string layerName, std::int64_t in, std::int64_t out, at::Generator& random, at::Device device);
  Tensor operator()(const Tensor& x) const;
};

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/weights/checkpoint.h"

namespace attune {

/// What stands beside the weights in a Hugging Face folder.
struct CompanionFiles {
  std::filesystem::path copyFrom;            ///< Folder of the files in `copied`.
  std::vector<std::string> copied;           ///< Plain names, copied as they are.
  std::map<std::string, std::string> texts;  ///< Name and content of generated files; win over copied ones.
  std::string chatTemplate;                  ///< chat_template.jinja; empty for none.
  Json generationConfig = Json::object();    ///< generation_config.json; not written when empty.
};

/// The companion files of a checkpoint: copies of its own, or for a GGUF file ones made from its vocabulary, for which
/// the caller gives the text of a tokenizer.json (Tokenizer::toJson).
CompanionFiles companionFilesOf(const Checkpoint& checkpoint, const std::string& tokenizerJson = {});

/// Writes config.json and model.safetensors (or shards) into an existing folder. Floating-point tensors are converted
/// to `dtype` ("float32", "bfloat16", "float16") unless they are stored so, others are copied; memory stays small.
/// Errors: weights.dtype, weights.write, weights.stopped, file.*.
Result<void> writeModelFiles(const std::filesystem::path& folder, ModelConfig config, const TensorSource& tensors,
                             const std::string& dtype, std::uint64_t maxShardBytes = 5'000'000'000,
                             const ProgressSink& progress = {}, std::stop_token stop = {});

/// Writes the companion files into an existing folder. Errors: weights.write (a name that is not plain), file.*.
Result<void> writeCompanionFiles(const std::filesystem::path& folder, const CompanionFiles& files);

/// Writes a whole Hugging Face folder, which appears under its name complete or not at all, with a MANIFEST.json that
/// holds `facts`. `check` may look at the finished files before and refuse them. Errors: those above, file.exists,
/// check's own.
Result<void> writeHuggingFaceFolder(
    const std::filesystem::path& folder, const ModelConfig& config, const TensorSource& tensors,
    const std::string& dtype, const CompanionFiles& companions, const Json& facts = Json::object(),
    std::uint64_t maxShardBytes = 5'000'000'000, const ProgressSink& progress = {}, std::stop_token stop = {},
    const std::function<Result<void>(const std::filesystem::path& staging)>& check = {});

}  // namespace attune

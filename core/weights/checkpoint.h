// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/text/tokenizer.h"
#include "core/weights/model_config.h"
#include "core/weights/tensor.h"

namespace attune {

/// Where a checkpoint's tokenizer is: files of a folder, or the parts of a GGUF file.
struct TokenizerSource {
  std::filesystem::path folder;        ///< Empty for GGUF.
  std::vector<std::string> files;      ///< Names in the folder: tokenizer.json, tokenizer.model, vocab.txt …
  Json config = Json::object();        ///< tokenizer_config.json.
  std::optional<GgufVocabulary> gguf;  ///< For Tokenizer::fromGguf.
};

/// A model on disk, opened but not yet loaded. Tensor names are Hugging Face's with the body's prefix ("model.",
/// "bert."), whatever the file's own: GGUF names are mapped, row orders undone, old spellings and missing prefixes put
/// right.
struct Checkpoint {
  std::filesystem::path path;  ///< The folder or .gguf file.
  std::string format;          ///< "huggingface" or "gguf".
  std::string name;            ///< For people: "SmolLM2 135M Instruct".
  std::string licence;         ///< As the model card or the metadata say ("apache-2.0"); may be empty.
  ModelConfig config;
  std::shared_ptr<const TensorSource> tensors;
  TokenizerSource tokenizer;
  std::string chatTemplate;  ///< Jinja text; empty where the model has none.
  Json generationConfig = Json::object();
  std::vector<std::filesystem::path> files;  ///< The files that hold config and weights.
};

/// How a checkpoint's tensors differ from what its config asks for; names in order.
struct TensorReport {
  std::vector<std::string> missing;      ///< Of the body.
  std::vector<std::string> missingHead;  ///< Of the task's head: to be made new.
  std::vector<std::string> unexpected;
  std::vector<std::string> wrongShape;  ///< "NAME: [2, 3] instead of [3, 2]".
};

/// Opens a Hugging Face folder (config.json beside model.safetensors or its shards) or a .gguf file, and checks that
/// each tensor of the body is there with the right shape. Reads headers only. Errors: weights.no-model,
/// weights.tensor-missing, weights.tensor-extra, weights.shape, weights.safetensors, weights.index, weights.gguf, config.*, json.*, file.*.
Result<Checkpoint> openCheckpoint(const std::filesystem::path& path);

/// The file that holds weights in Python's format (pytorch_model.bin, a shard of it or its index, consolidated.00.pth …), which
/// runs what it says when it is read and is therefore refused: `path` itself by its ending, or the first in a folder. Empty for none.
std::filesystem::path pickledWeights(const std::filesystem::path& path);

/// Gives the checkpoint the head of a task: "sequence-classification" with its classes. A head of the same task and classes that
/// it has is kept; else one is to be made new, which the config then says. Any other task is left as it is.
void setTask(Checkpoint& checkpoint, const std::string& task, const std::vector<std::string>& labels, bool multiLabel);

/// Compares names and shapes with expectedTensors(config).
TensorReport compareTensors(const ModelConfig& config, const TensorSource& tensors);

/// SHA-256 over the content of `files`: the identity of a base model in a run. Reads all of it, about 1 s for each GB.
/// Errors: file.*; weights.stopped after a stop request.
Result<std::string> checkpointHash(const Checkpoint& checkpoint, const ProgressSink& progress = {},
                                   std::stop_token stop = {});

/// A model that is on this machine.
struct LocalModel {
  std::string id;              ///< "org/name" from a hub cache, else the folder's or file's name.
  std::filesystem::path path;  ///< For openCheckpoint.
  std::string origin;          ///< "hub-cache", "starter" or "folder".
  std::string modelType;       ///< llama, bert …; empty where the config could not be read.
  std::string task;            ///< See ModelConfig.
  std::string licence;
  std::uint64_t parameters = 0;
  std::uint64_t bytes = 0;  ///< On disk.
  std::int64_t contextLength = 0;
  std::optional<Error> problem;  ///< Why it cannot be used; shown rather than hidden.
};

/// Models in the user's Hugging Face cache (HF_HUB_CACHE, HF_HOME, ~/.cache/huggingface/hub), in the starter folder
/// (~/.cache/attune/starter) and up to three levels below `extraFolders`, sorted by origin and id. Reads headers only.
std::vector<LocalModel> findLocalModels(const std::vector<std::filesystem::path>& extraFolders = {});

}  // namespace attune

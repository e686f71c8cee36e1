// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/folder_writer.h"

#include <algorithm>

#include "core/weights/codec.h"
#include "core/weights/safetensors.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kChunkElements = 1 << 20;

bool isFloating(DType dtype) {
  switch (dtype) {
    case DType::I64:
    case DType::I32:
    case DType::I16:
    case DType::I8:
    case DType::U64:
    case DType::U32:
    case DType::U16:
    case DType::U8:
    case DType::Bool:
      return false;
    default:
      return true;
  }
}

Result<void> copyTensor(ShardedSafetensorsWriter& writer, const TensorSource& source, const TensorInfo& from,
                        const TensorInfo& to, const std::stop_token& stop) {
  std::vector<float> values;
  std::vector<std::byte> bytes;
  const auto& dtype = dtypeInfo(to.dtype);
  const std::uint64_t elements = from.elements();
  for (std::uint64_t done = 0; done < elements; done += kChunkElements) {
    if (stop.stop_requested()) return fail("weights.stopped", ATTUNE_TEXT("Stopped."));
    const std::uint64_t n = std::min(kChunkElements, elements - done);
    bytes.resize(n * dtype.blockBytes);
    if (from.dtype == to.dtype) {
      ATTUNE_TRY_VOID(source.readBytes(from.name, bytes, done * dtype.blockBytes));
    } else {
      values.resize(n);
      ATTUNE_TRY_VOID(source.readFloat32(from.name, values, done));
      encodeFromFloat32(to.dtype, values, bytes);
    }
    ATTUNE_TRY_VOID(writer.write(to.name, bytes, done * dtype.blockBytes));
  }
  return {};
}

// Settings of a tokenizer that comes from a GGUF file, in the form that transformers reads.
Json tokenizerConfig(const Checkpoint& checkpoint, const GgufVocabulary& vocabulary) {
  Json json = {{"tokenizer_class", "PreTrainedTokenizerFast"},
               {"clean_up_tokenization_spaces", false},
               {"model_max_length", checkpoint.config.maxPositions}};
  const auto put = [&](const char* key, const std::optional<TokenId>& id) {
    if (id && static_cast<std::size_t>(*id) < vocabulary.tokens.size())
      json[key] = vocabulary.tokens[static_cast<std::size_t>(*id)];
  };
  put("bos_token", vocabulary.bos);
  put("eos_token", vocabulary.eos);
  put("pad_token", vocabulary.pad);
  put("unk_token", vocabulary.unknown);
  return json;
}

}  // namespace

CompanionFiles companionFilesOf(const Checkpoint& checkpoint, const std::string& tokenizerJson) {
  CompanionFiles files;
  files.copyFrom = checkpoint.tokenizer.folder;
  files.copied = checkpoint.tokenizer.files;
  files.chatTemplate = checkpoint.chatTemplate;
  files.generationConfig = checkpoint.generationConfig;
  if (!tokenizerJson.empty()) files.texts["tokenizer.json"] = tokenizerJson;
  if (checkpoint.tokenizer.gguf) {
    Json config = tokenizerConfig(checkpoint, *checkpoint.tokenizer.gguf);
    Json map = Json::object();
    for (const char* key : {"bos_token", "eos_token", "pad_token", "unk_token"})
      if (config.contains(key)) map[key] = config[key];
    // Programs that do not know chat_template.jinja yet look here.
    if (!checkpoint.chatTemplate.empty()) config["chat_template"] = checkpoint.chatTemplate;
    files.texts["tokenizer_config.json"] = config.dump(2) + "\n";
    files.texts["special_tokens_map.json"] = map.dump(2) + "\n";
  }
  return files;
}

Result<void> writeModelFiles(const fs::path& folder, ModelConfig config, const TensorSource& tensors,
                             const std::string& dtype, std::uint64_t maxShardBytes, const ProgressSink& progress,
                             std::stop_token stop) {
  const auto target = dtypeFromTorchName(dtype);
  if (!target || !isFloating(*target) || !canEncode(*target))
    return fail("weights.dtype", ATTUNE_TEXT("Weights cannot be written as “{0}”."), {dtype},
                ATTUNE_TEXT("Use float32, bfloat16 or float16."));
  std::vector<TensorInfo> list;
  for (const auto& tensor : tensors.tensors()) {
    list.push_back(tensor);
    if (isFloating(tensor.dtype)) list.back().dtype = *target;
  }
  config.dtype = dtype;
  ATTUNE_TRY_VOID(writeFileAtomic(folder / "config.json", modelConfigJson(config).dump(2) + "\n"));
  ATTUNE_TRY(auto writer, ShardedSafetensorsWriter::create(folder, list, maxShardBytes));
  for (std::size_t i = 0; i < list.size(); ++i) {
    ATTUNE_TRY_VOID(copyTensor(writer, tensors, tensors.tensors()[i], list[i], stop));
    if (progress)
      progress({static_cast<double>(i + 1) / static_cast<double>(list.size()), ATTUNE_TEXT("Writing the model")});
  }
  return writer.finish();
}

Result<void> writeCompanionFiles(const fs::path& folder, const CompanionFiles& files) {
  std::map<std::string, std::string> texts = files.texts;
  if (!files.chatTemplate.empty()) texts["chat_template.jinja"] = files.chatTemplate;
  if (!files.generationConfig.empty()) texts["generation_config.json"] = files.generationConfig.dump(2) + "\n";
  for (const auto& name : files.copied) {
    if (texts.contains(name)) continue;
    if (!isPlainFileName(name)) return fail("weights.write", ATTUNE_TEXT("“{0}” is not a plain file name."), {name});
    ATTUNE_TRY(texts[name], readFile(files.copyFrom / name, 1 << 30));
  }
  for (const auto& [name, text] : texts) {
    if (!isPlainFileName(name)) return fail("weights.write", ATTUNE_TEXT("“{0}” is not a plain file name."), {name});
    ATTUNE_TRY_VOID(writeFileAtomic(folder / name, text));
  }
  return {};
}

Result<void> writeHuggingFaceFolder(const fs::path& folder, const ModelConfig& config, const TensorSource& tensors,
                                    const std::string& dtype, const CompanionFiles& companions, const Json& facts,
                                    std::uint64_t maxShardBytes, const ProgressSink& progress, std::stop_token stop,
                                    const std::function<Result<void>(const fs::path&)>& check) {
  ATTUNE_TRY(StagedFolder staged, StagedFolder::create(folder));
  ATTUNE_TRY_VOID(writeModelFiles(staged.path(), config, tensors, dtype, maxShardBytes, progress, stop));
  ATTUNE_TRY_VOID(writeCompanionFiles(staged.path(), companions));
  if (check) ATTUNE_TRY_VOID(check(staged.path()));
  return staged.commit(facts);
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/inspect.h"

#include "core/weights/checkpoint.h"
#include "core/weights/gguf.h"
#include "core/weights/safetensors.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kShownEntries = 8;  // of a list in the metadata

Json tensorList(const TensorSource& source) {
  Json list = Json::array();
  for (const auto& tensor : source.tensors())
    list.push_back({{"name", tensor.name},
                    {"dtype", dtypeInfo(tensor.dtype).name},
                    {"shape", tensor.shape},
                    {"bytes", tensor.bytes()}});
  return list;
}

void putTensors(Json& json, const TensorSource& source) {
  std::uint64_t elements = 0, bytes = 0;
  for (const auto& tensor : source.tensors()) {
    elements += tensor.elements();
    bytes += tensor.bytes();
  }
  json["tensor_count"] = source.tensors().size();
  json["elements"] = elements;
  json["bytes"] = bytes;
  json["tensors"] = tensorList(source);
}

Json valueJson(const GgufValue& value) {
  const auto* array = std::get_if<GgufArray>(&value.value);
  if (!array)
    return std::visit(
        [](const auto& x) -> Json {
          if constexpr (std::is_same_v<std::decay_t<decltype(x)>, GgufArray>)
            return {};
          else
            return x;
        },
        value.value);
  Json json = {{"count", array->count}};
  if (!array->strings.empty())
    json["first"] = std::vector(
        array->strings.begin(),
        array->strings.begin() + static_cast<std::ptrdiff_t>(std::min(kShownEntries, array->strings.size())));
  return json;
}

Json configSummary(const ModelConfig& config) {
  return {{"model_type", config.modelType},
          {"task", config.task},
          {"parameters", parameterCount(config)},
          {"vocab_size", config.vocabSize},
          {"hidden_size", config.hiddenSize},
          {"layers", config.layers},
          {"heads", config.heads},
          {"kv_heads", config.kvHeads},
          {"head_dim", config.headDim},
          {"context_length", config.maxPositions},
          {"tied", config.tieWordEmbeddings},
          {"dtype", config.dtype}};
}

Result<Json> inspectSafetensors(const fs::path& path) {
  ATTUNE_TRY(const auto file, openSafetensors(path));
  Json json = Json::object();
  json["metadata"] = file->metadata;
  putTensors(json, *file);
  return json;
}

Result<Json> inspectIndex(const fs::path& path) {
  ATTUNE_TRY(const auto file, openShardedSafetensors(path));
  Json json = Json::object();
  json["files"] = file->files().size();
  putTensors(json, *file);
  return json;
}

Result<Json> inspectGguf(const fs::path& path) {
  ATTUNE_TRY(const auto file, openGguf(path));
  Json json = {{"version", file->version()}};
  json["metadata"] = Json::object();
  for (const auto& [key, value] : file->metadata()) json["metadata"][key] = valueJson(value);
  putTensors(json, *file);
  return json;
}

Result<Json> inspectConfig(const fs::path& path) {
  ATTUNE_TRY(const ModelConfig config, readModelConfig(path));
  return configSummary(config);
}

Result<Json> inspectFolder(const fs::path& path) {
  ATTUNE_TRY(const Checkpoint checkpoint, openCheckpoint(path));
  Json json = configSummary(checkpoint.config);
  json["name"] = checkpoint.name;
  json["format"] = checkpoint.format;
  json["licence"] = checkpoint.licence;
  json["tokenizer_files"] = checkpoint.tokenizer.files;
  json["chat_template"] = !checkpoint.chatTemplate.empty();
  json["unexpected_tensors"] = compareTensors(checkpoint.config, *checkpoint.tensors).unexpected;
  return json;
}

constexpr InspectHandler kInspectors[] = {
    {"model",
     [](const fs::path& path) {
       std::error_code code;
       return fs::is_directory(path, code);
     },
     inspectFolder},
    {"pickle", [](const fs::path& path) { return !pickledWeights(path).empty(); }, inspectFolder},
    {"safetensors", [](const fs::path& path) { return path.extension() == ".safetensors"; }, inspectSafetensors},
    {"safetensors-index",
     [](const fs::path& path) { return path.filename().string().ends_with(".safetensors.index.json"); }, inspectIndex},
    {"gguf", [](const fs::path& path) { return path.extension() == ".gguf"; }, inspectGguf},
    {"config", [](const fs::path& path) { return path.filename() == "config.json"; }, inspectConfig},
};

}  // namespace

std::span<const InspectHandler> weightsInspectors() {
  return kInspectors;
}

Result<Json> inspectFile(const fs::path& path, std::span<const InspectHandler> more) {
  for (const auto handlers : {more, weightsInspectors()}) {
    for (const auto& handler : handlers) {
      if (!handler.matches(path)) continue;
      ATTUNE_TRY(Json content, handler.inspect(path));
      Json json = {{"kind", handler.kind}, {"path", path.string()}};
      json.update(content);
      return json;
    }
  }
  return fail("inspect.unknown", ATTUNE_TEXT("The name of “{0}” does not tell what kind of file it is."),
              {path.string()}, ATTUNE_TEXT("Models, tokenizers, configs and tables of data can be inspected."));
}

}  // namespace attune

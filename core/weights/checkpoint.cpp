// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/checkpoint.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "core/base/hash.h"
#include "core/weights/gguf_model.h"
#include "core/weights/model_card.h"
#include "core/weights/safetensors.h"
#include "core/weights/scaled_tensors.h"
#include "core/weights/tensor_view.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kTokenizerFiles[] = {
    "tokenizer.json", "tokenizer.model", "spm.model", "spiece.model",          "sentencepiece.bpe.model", "vocab.json",
    "merges.txt",     "vocab.txt",       "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"};

// Constants that older versions of transformers stored among the weights; they are computed, not learned.
constexpr std::string_view kStoredConstants[] = {
    "rotary_emb.inv_freq",   "embeddings.position_ids",      "attn.bias", "attn.masked_bias", "attention.bias",
    "attention.masked_bias", "attention.rotary_emb.inv_freq"};

// Names under which a tied head is sometimes stored a second time.
constexpr std::string_view kTiedHeads[] = {
    "lm_head.weight",         "embed_out.weight",     "cls.predictions.decoder.weight", "cls.predictions.decoder.bias",
    "lm_head.decoder.weight", "lm_head.decoder.bias", "vocab_projector.weight",         "decoder.weight"};

tl::unexpected<Error> noModel(const fs::path& path, std::string text, std::string hint) {
  return fail("weights.no-model", std::move(text), {path.string()}, std::move(hint));
}

tl::unexpected<Error> refusePickled(const fs::path& file) {
  return noModel(file, ATTUNE_TEXT("“{0}” holds weights in a format that can run programs when it is read, so Attune does not read it."),
                 ATTUNE_TEXT("Get a version of the model with model.safetensors; most models have one. Or save it as safetensors with the program that "
                             "wrote the file."));
}

bool isFile(const fs::path& path) {
  std::error_code code;
  return fs::is_regular_file(path, code);
}

bool endsWithAny(std::string_view name, std::span<const std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

// Brings the names of older checkpoints and of bare bodies to the ones that expectedTensors gives.
std::shared_ptr<const TensorSource> withCanonicalNames(std::shared_ptr<const TensorSource> source,
                                                       const ModelConfig& config) {
  std::unordered_set<std::string> expected;
  for (auto& tensor : expectedTensors(config)) expected.insert(std::move(tensor.name));
  std::vector<TensorView::Entry> entries;
  std::unordered_set<std::string> taken;
  bool changed = false;
  for (const auto& tensor : source->tensors()) {
    std::string name = tensor.name;
    if (name.ends_with(".gamma")) name.replace(name.size() - 5, 5, "weight");
    if (name.ends_with(".beta")) name.replace(name.size() - 4, 4, "bias");
    if (!expected.contains(name)) {
      if (expected.contains(config.basePrefix + "." + name)) {
        name = config.basePrefix + "." + name;
      } else {
        const bool tied = config.tieWordEmbeddings &&
                          std::find(std::begin(kTiedHeads), std::end(kTiedHeads), name) != std::end(kTiedHeads);
        if (tied || endsWithAny(name, kStoredConstants)) {
          changed = true;
          continue;
        }
      }
    }
    changed = changed || name != tensor.name;
    if (taken.insert(name).second) entries.push_back({name, tensor.name});
  }
  if (!changed) return source;
  return std::make_shared<TensorView>(std::move(source), std::move(entries));
}

Result<std::shared_ptr<SafetensorsFile>> openWeights(const fs::path& folder) {
  if (isFile(folder / "model.safetensors")) return openSafetensors(folder / "model.safetensors");
  if (isFile(folder / "model.safetensors.index.json"))
    return openShardedSafetensors(folder / "model.safetensors.index.json");
  if (const fs::path pickled = pickledWeights(folder); !pickled.empty()) return refusePickled(pickled);
  return noModel(folder, ATTUNE_TEXT("“{0}” holds no model.safetensors."),
                 ATTUNE_TEXT("Choose a folder with config.json and model.safetensors, or a .gguf file."));
}

// The first names of a list, for one line.
std::string someOf(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 3; ++i) text += (i ? ", " : "") + names[i];
  return names.size() > 3 ? text + ", …" : text;
}

std::string upTo(const std::string& name, std::size_t end) { return name.substr(0, std::min(end, name.size())); }

// Of the tensors that the config does not ask for, those that its computation would have to use: a bias, a further layer, a norm. What
// lies neither in the body nor in a module of this task's head is the head of another task and does no harm.
std::vector<std::string> leftOut(const ModelConfig& config, const std::vector<std::string>& unexpected) {
  std::unordered_set<std::string> roots, modules;
  const std::string prefix = config.basePrefix + ".";
  for (const auto& tensor : expectedTensors(config)) {
    modules.insert(upTo(tensor.name, tensor.name.rfind('.')));
    if (tensor.name.starts_with(prefix)) roots.insert(upTo(tensor.name.substr(prefix.size()), tensor.name.find('.', prefix.size()) - prefix.size()));
  }
  std::vector<std::string> names;
  for (const auto& name : unexpected)
    if (name.starts_with(prefix) || roots.contains(upTo(name, name.find('.'))) || modules.contains(upTo(name, name.rfind('.')))) names.push_back(name);
  return names;
}

Result<void> checkTensors(const Checkpoint& checkpoint) {
  const TensorReport report = compareTensors(checkpoint.config, *checkpoint.tensors);
  std::vector<std::string> missing = report.missing;
  missing.insert(missing.end(), report.missingHead.begin(), report.missingHead.end());
  if (!missing.empty())
    return fail(
        "weights.tensor-missing", ATTUNE_TEXT("“{0}” lacks {1} tensors of a {2} model: {3}."),
        {checkpoint.path.string(), std::to_string(missing.size()), checkpoint.config.modelType, someOf(missing)},
        ATTUNE_TEXT("Get the model again; its weights and its config.json do not belong together."));
  if (!report.wrongShape.empty())
    return fail("weights.shape", ATTUNE_TEXT("“{0}” does not fit its config: {1}."),
                {checkpoint.path.string(), someOf(report.wrongShape)},
                ATTUNE_TEXT("Get the model again; its weights and its config.json do not belong together."));
  if (const auto extra = leftOut(checkpoint.config, report.unexpected); !extra.empty())
    return fail("weights.tensor-extra", ATTUNE_TEXT("“{0}” holds {1} tensors that a {2} model with this config has no place for: {3}."),
                {checkpoint.path.string(), std::to_string(extra.size()), checkpoint.config.modelType, someOf(extra)},
                ATTUNE_TEXT("Get the model again; its weights and its config.json do not belong together."));
  return {};
}

// The template file wins over the older place in tokenizer_config.json, where it is text or a list of named ones.
Result<std::string> readChatTemplate(const fs::path& folder, const Json& tokenizerConfig) {
  if (isFile(folder / "chat_template.jinja")) return readFile(folder / "chat_template.jinja", 1 << 20);
  const auto found = tokenizerConfig.find("chat_template");
  if (found == tokenizerConfig.end()) return std::string{};
  if (found->is_string()) return found->get<std::string>();
  std::string text;
  for (const auto& item : found->is_array() ? *found : Json::array()) {
    if (!item.is_object() || !item.contains("template") || !item["template"].is_string()) continue;
    if (text.empty() || (item.contains("name") && item["name"] == "default"))
      text = item["template"].get<std::string>();
  }
  return text;
}

Result<Json> readOptionalObject(const fs::path& path) {
  if (!isFile(path)) return Json::object();
  ATTUNE_TRY(Json json, readJsonFile(path));
  if (!json.is_object()) return fail("json.invalid", ATTUNE_TEXT("{0} should hold a JSON object."), {path.string()});
  return json;
}

// "org/name" for a snapshot of a hub cache, else the folder's name; "model" alone says too little.
std::string nameOfFolder(const fs::path& folder) {
  const fs::path absolute = fs::absolute(folder).lexically_normal();
  fs::path named = absolute.has_filename() ? absolute : absolute.parent_path();
  for (const auto& part : named) {
    const std::string text = part.string();
    if (!text.starts_with("models--")) continue;
    const auto middle = text.find("--", 8);
    return middle == text.npos ? text.substr(8) : text.substr(8, middle - 8) + "/" + text.substr(middle + 2);
  }
  if (named.filename() == "model") named = named.parent_path();
  return named.filename().string();
}

Result<Checkpoint> openFolder(const fs::path& folder) {
  Checkpoint checkpoint;
  checkpoint.path = folder;
  checkpoint.format = "huggingface";
  checkpoint.name = nameOfFolder(folder);
  ATTUNE_TRY(checkpoint.config, readModelConfig(folder / "config.json"));
  ATTUNE_TRY(auto weights, openWeights(folder));
  checkpoint.files.push_back(folder / "config.json");
  for (const auto& file : weights->files()) checkpoint.files.push_back(file.path);
  ATTUNE_TRY(auto tensors, withScales(std::move(weights), checkpoint.config));
  checkpoint.tensors = withCanonicalNames(std::move(tensors), checkpoint.config);
  ATTUNE_TRY_VOID(checkTensors(checkpoint));
  checkpoint.tokenizer.folder = folder;
  for (const auto name : kTokenizerFiles)
    if (isFile(folder / name)) checkpoint.tokenizer.files.emplace_back(name);
  ATTUNE_TRY(checkpoint.tokenizer.config, readOptionalObject(folder / "tokenizer_config.json"));
  ATTUNE_TRY(checkpoint.chatTemplate, readChatTemplate(folder, checkpoint.tokenizer.config));
  ATTUNE_TRY(checkpoint.generationConfig, readOptionalObject(folder / "generation_config.json"));
  checkpoint.licence = licenceOfFolder(folder);
  return checkpoint;
}

Result<Checkpoint> openGgufCheckpoint(const fs::path& path) {
  Checkpoint checkpoint;
  checkpoint.path = path;
  checkpoint.format = "gguf";
  checkpoint.name = path.stem().string();
  checkpoint.files.push_back(path);
  ATTUNE_TRY(std::shared_ptr<const GgufFile> file, openGguf(path));
  if (file->text("general.type").value_or("model") == "adapter")
    return noModel(path, ATTUNE_TEXT("“{0}” is an adapter, not a whole model."),
                   ATTUNE_TEXT("Choose the model it was made for."));
  ATTUNE_TRY(checkpoint.config, modelConfigFromGguf(*file));
  ATTUNE_TRY(auto tensors, ggufTensors(file, checkpoint.config));
  checkpoint.tensors = withCanonicalNames(std::move(tensors), checkpoint.config);
  ATTUNE_TRY_VOID(checkTensors(checkpoint));
  ATTUNE_TRY(checkpoint.tokenizer.gguf, ggufVocabulary(*file));
  checkpoint.chatTemplate = file->text("tokenizer.chat_template").value_or("");
  checkpoint.licence = file->text("general.license").value_or("");
  Json& generation = checkpoint.generationConfig;
  if (checkpoint.config.bosTokenId >= 0) generation["bos_token_id"] = checkpoint.config.bosTokenId;
  if (!checkpoint.config.eosTokenIds.empty()) generation["eos_token_id"] = checkpoint.config.eosTokenIds.front();
  if (checkpoint.config.padTokenId >= 0) generation["pad_token_id"] = checkpoint.config.padTokenId;
  return checkpoint;
}

}  // namespace

TensorReport compareTensors(const ModelConfig& config, const TensorSource& tensors) {
  TensorReport report;
  std::unordered_set<std::string> expectedNames;
  for (const auto& expected : expectedTensors(config)) {
    expectedNames.insert(expected.name);
    const TensorInfo* tensor = tensors.find(expected.name);
    if (!tensor) {
      if (expected.part == TensorPart::Body) report.missing.push_back(expected.name);
      if (expected.part == TensorPart::Head) report.missingHead.push_back(expected.name);
    } else if (tensor->shape != expected.shape) {
      report.wrongShape.push_back(expected.name + ": " + shapeText(tensor->shape) + " instead of " +
                                  shapeText(expected.shape));
    }
  }
  for (const auto& tensor : tensors.tensors())
    if (!expectedNames.contains(tensor.name)) report.unexpected.push_back(tensor.name);
  return report;
}

void setTask(Checkpoint& checkpoint, const std::string& task, const std::vector<std::string>& labels, bool multiLabel) {
  ModelConfig& config = checkpoint.config;
  if (task == "text-embedding") config.task = task;
  if (!task.ends_with("classification")) return;
  config.newHead = config.task != task || config.labels != labels || config.multiLabel != multiLabel;
  config.task = task;
  config.labels = labels;
  config.multiLabel = multiLabel;
  // Programs that pad find a text's last token by it.
  const bool padded = config.padTokenId >= 0 || (config.impliedPadTokenId >= 0 && config.impliedPadTokenId < config.vocabSize);
  if (config.decoder && !padded && !config.eosTokenIds.empty()) config.padTokenId = config.eosTokenIds.front();
  config.newPooler = config.newHead && task == "sequence-classification" && !checkpoint.tensors->find(config.basePrefix + ".pooler.dense.weight");
}

fs::path pickledWeights(const fs::path& path) {
  std::error_code code;
  const auto isPickle = [](const fs::path& file) {
    const std::string ending = file.extension().string();
    return ending == ".bin" || ending == ".pt" || ending == ".pth" || ending == ".ckpt" || file.filename().string().ends_with(".bin.index.json");
  };
  if (!fs::is_directory(path, code)) return isPickle(path) ? path : fs::path();
  // The states of an optimiser and the like have the same endings.
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(path, code)) {
    const std::string name = entry.path().filename().string();
    const bool weights = name.starts_with("pytorch_model") || name.starts_with("model") || name.starts_with("consolidated");
    if (weights && isPickle(entry.path())) found.push_back(entry.path());
  }
  return found.empty() ? fs::path() : *std::ranges::min_element(found);
}

Result<Checkpoint> openCheckpoint(const fs::path& path) {
  std::error_code code;
  if (!fs::is_directory(path, code)) {
    if (path.extension() == ".gguf") return openGgufCheckpoint(path);
    if (!fs::exists(path, code)) return fail("file.open", ATTUNE_TEXT("“{0}” does not exist."), {path.string()});
    if (!pickledWeights(path).empty()) return refusePickled(path);
    return noModel(path, ATTUNE_TEXT("“{0}” is not a model."),
                   ATTUNE_TEXT("Choose a folder with config.json and model.safetensors, or a .gguf file."));
  }
  if (isFile(path / "config.json")) return openFolder(path);
  if (isFile(path / "adapter_config.json"))
    return noModel(path, ATTUNE_TEXT("“{0}” is an adapter, not a whole model."),
                   ATTUNE_TEXT("Choose the model it was made for."));
  std::vector<fs::path> ggufFiles;
  for (const auto& entry : fs::directory_iterator(path, code))
    if (entry.path().extension() == ".gguf") ggufFiles.push_back(entry.path());
  if (ggufFiles.size() == 1) return openGgufCheckpoint(ggufFiles.front());
  if (ggufFiles.size() > 1)
    return noModel(path, ATTUNE_TEXT("“{0}” holds several .gguf files."), ATTUNE_TEXT("Choose one of the files."));
  if (const fs::path pickled = pickledWeights(path); !pickled.empty()) return refusePickled(pickled);
  return noModel(path, ATTUNE_TEXT("“{0}” holds no model."),
                 ATTUNE_TEXT("Choose a folder with config.json and model.safetensors, or a .gguf file."));
}

Result<std::string> checkpointHash(const Checkpoint& checkpoint, const ProgressSink& progress, std::stop_token stop) {
  std::uint64_t total = 0, done = 0;
  std::vector<std::uint64_t> sizes;
  for (const auto& path : checkpoint.files) {
    std::uint64_t size = 0;
    ATTUNE_TRY_VOID(openForReading(path, size));
    total += sizes.emplace_back(size);
  }
  Sha256 combined;
  std::vector<char> buffer(1 << 22);
  for (std::size_t i = 0; i < checkpoint.files.size(); ++i) {
    std::uint64_t size = 0;
    ATTUNE_TRY(const FileDescriptor file, openForReading(checkpoint.files[i], size));
    Sha256 hash;
    for (std::uint64_t offset = 0; offset < size;) {
      if (stop.stop_requested()) return fail("weights.stopped", ATTUNE_TEXT("Stopped."));
      const std::size_t n = std::min<std::uint64_t>(buffer.size(), size - offset);
      ATTUNE_TRY_VOID(
          preadExactly(file, checkpoint.files[i], std::as_writable_bytes(std::span(buffer).first(n)), offset));
      hash.update({buffer.data(), n});
      offset += n;
      done += n;
      if (progress)
        progress({static_cast<double>(done) / static_cast<double>(total), ATTUNE_TEXT("Reading the model")});
    }
    // Names count, since they say which shard is which; folders do not, so a moved model keeps its hash.
    combined.update(checkpoint.files[i].filename().string() + "\n" + hash.finish() + "\n");
  }
  return combined.finish();
}

}  // namespace attune

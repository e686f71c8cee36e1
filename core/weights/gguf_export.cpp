// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/gguf_export.h"

#include <cmath>
#include <cstdio>

#include "core/weights/gguf_model.h"

namespace attune {
namespace {

// What a file is called by its main type; numbers of llama.cpp's `llama_ftype`.
struct FileType {
  std::string_view name;
  DType matrices, embeddings;
  std::uint32_t number;
};
constexpr FileType kFileTypes[] = {{"f32", DType::F32, DType::F32, 0},
                                   {"f16", DType::F16, DType::F16, 1},
                                   {"bf16", DType::BF16, DType::BF16, 32},
                                   {"q8_0", DType::Q8_0, DType::Q8_0, 7},
                                   {"q4_0", DType::Q4_0, DType::Q8_0, 2}};

// Families whose computation llama.cpp has under an architecture that keeps Llama's tensor names.
struct Target {
  std::string_view modelType, architecture;
  bool permuted;
};
constexpr Target kTargets[] = {
    {"llama", "llama", true}, {"mistral", "llama", true}, {"qwen2", "qwen2", false}, {"qwen3", "qwen3", false}};

tl::unexpected<Error> cannotExpress(std::string text, std::vector<std::string> args) {
  return fail("weights.gguf-export", std::move(text), std::move(args),
              ATTUNE_TEXT("Export the model as a Hugging Face folder instead."));
}

// "135M", "1.7B": the number of parameters as file names of models give it.
std::string sizeLabel(std::uint64_t parameters) {
  const double count = static_cast<double>(parameters);
  const double unit = count >= 1e9 ? 1e9 : count >= 1e6 ? 1e6 : 1e3;
  char text[32];
  std::snprintf(text, sizeof(text), unit == 1e9 ? "%.1f" : "%.0f", count / unit);
  std::string label = text;
  if (label.ends_with(".0")) label.resize(label.size() - 2);
  return label + (unit == 1e9 ? "B" : unit == 1e6 ? "M" : "K");
}

class MetadataWriter {
 public:
  explicit MetadataWriter(std::string_view architecture) : m_prefix(std::string(architecture) + ".") {}
  void general(const char* key, GgufValue value) { metadata.emplace_back(key, std::move(value)); }
  void size(const char* key, std::int64_t value) {
    metadata.emplace_back(m_prefix + key, GgufValue::u32(static_cast<std::uint32_t>(value)));
  }
  void real(const char* key, double value) {
    metadata.emplace_back(m_prefix + key, GgufValue::f32(static_cast<float>(value)));
  }
  void text(const char* key, std::string value) {
    metadata.emplace_back(m_prefix + key, GgufValue::text(std::move(value)));
  }
  GgufMetadata metadata;

 private:
  std::string m_prefix;
};

Result<void> putModel(MetadataWriter& out, const ModelConfig& config) {
  out.size("block_count", config.layers);
  out.size("context_length", config.maxPositions);
  out.size("embedding_length", config.hiddenSize);
  out.size("feed_forward_length", config.intermediateSize);
  out.size("attention.head_count", config.heads);
  out.size("attention.head_count_kv", config.kvHeads);
  out.real("attention.layer_norm_rms_epsilon", config.normEps);
  out.size("attention.key_length", config.headDim);
  out.size("attention.value_length", config.headDim);
  out.size("vocab_size", config.vocabSize);
  out.size("rope.dimension_count", config.headDim);
  out.real("rope.freq_base", config.rope.theta);
  const RopeSettings& rope = config.rope;
  if (rope.type == "yarn" && (rope.attentionFactor || rope.mscale || rope.mscaleAllDim || rope.betaFast != 32 || rope.betaSlow != 1))
    return cannotExpress(ATTUNE_TEXT("GGUF cannot express the position scaling “{0}” of this model."), {rope.type});
  if (config.rope.type == "linear" || config.rope.type == "yarn") {
    out.text("rope.scaling.type", config.rope.type);
    out.real("rope.scaling.factor", config.rope.factor);
    if (config.rope.originalMaxPositions > 0)
      out.size("rope.scaling.original_context_length", config.rope.originalMaxPositions);
  } else if (config.rope.type != "default" && config.rope.type != "llama3") {
    return cannotExpress(ATTUNE_TEXT("GGUF cannot express the position scaling “{0}” of this model."),
                         {config.rope.type});
  }
  return {};
}

Result<void> putVocabulary(MetadataWriter& out, GgufVocabulary vocabulary, const ModelConfig& config,
                           const std::string& chatTemplate) {
  const auto size = static_cast<std::size_t>(config.vocabSize);
  if (vocabulary.model.empty() || vocabulary.tokens.empty() || vocabulary.tokens.size() > size)
    return fail("weights.gguf-tokenizer",
                ATTUNE_TEXT("The tokenizer has {0} tokens, the model {1}; they do not fit together."),
                {std::to_string(vocabulary.tokens.size()), std::to_string(size)});
  // Rows of the embedding beyond the tokenizer get names that no text contains, of the type "unused".
  if (vocabulary.tokenTypes.empty()) vocabulary.tokenTypes.assign(vocabulary.tokens.size(), 1);
  if (vocabulary.scores.empty() && vocabulary.model == "llama") vocabulary.scores.assign(vocabulary.tokens.size(), 0);
  while (vocabulary.tokens.size() < size) {
    vocabulary.tokens.push_back("[PAD" + std::to_string(vocabulary.tokens.size()) + "]");
    vocabulary.tokenTypes.push_back(5);
    if (!vocabulary.scores.empty()) vocabulary.scores.push_back(-1000);
  }
  out.general("tokenizer.ggml.model", GgufValue::text(vocabulary.model));
  out.general("tokenizer.ggml.pre", GgufValue::text(vocabulary.pre.empty() ? "default" : vocabulary.pre));
  out.general("tokenizer.ggml.tokens", GgufValue::texts(std::move(vocabulary.tokens)));
  out.general("tokenizer.ggml.token_type", GgufValue::i32s(vocabulary.tokenTypes));
  if (!vocabulary.scores.empty()) out.general("tokenizer.ggml.scores", GgufValue::f32s(vocabulary.scores));
  if (!vocabulary.merges.empty()) out.general("tokenizer.ggml.merges", GgufValue::texts(std::move(vocabulary.merges)));
  const auto putId = [&](const char* key, const std::optional<TokenId>& id) {
    if (id) out.general(key, GgufValue::u32(static_cast<std::uint32_t>(*id)));
  };
  putId("tokenizer.ggml.bos_token_id", vocabulary.bos);
  putId("tokenizer.ggml.eos_token_id", vocabulary.eos);
  putId("tokenizer.ggml.unknown_token_id", vocabulary.unknown);
  putId("tokenizer.ggml.padding_token_id", vocabulary.pad);
  const auto putFlag = [&](const char* key, const std::optional<bool>& flag) {
    if (flag) out.general(key, GgufValue::boolean(*flag));
  };
  putFlag("tokenizer.ggml.add_bos_token", vocabulary.addBos);
  putFlag("tokenizer.ggml.add_eos_token", vocabulary.addEos);
  putFlag("tokenizer.ggml.add_space_prefix", vocabulary.addSpacePrefix);
  if (!chatTemplate.empty()) out.general("tokenizer.chat_template", GgufValue::text(chatTemplate));
  return {};
}

DType storedType(const TensorInfo& tensor, const std::string& name, const FileType& type) {
  if (tensor.shape.size() != 2) return DType::F32;
  const bool embedding = name == "token_embd.weight" || name == "output.weight";
  const DType wanted = embedding ? type.embeddings : type.matrices;
  return tensor.shape.back() % dtypeInfo(wanted).blockElements == 0 ? wanted : DType::F16;
}

// The inverse of what reading does: row `row` of Hugging Face's order goes to rotaryRow.
std::vector<float> interleaveRows(const std::vector<float>& values, std::int64_t rows, std::int64_t heads) {
  std::vector<float> result(values.size());
  const std::size_t width = values.size() / static_cast<std::size_t>(rows);
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto to = static_cast<std::size_t>(rotaryRow(row, rows / heads));
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * width), width,
                result.begin() + static_cast<std::ptrdiff_t>(to * width));
  }
  return result;
}

struct Source {
  TensorInfo tensor;       // as in the source
  std::string storedName;  // in the file
  std::int64_t heads = 0;  // > 0: rows to be interleaved
};

Result<std::vector<Source>> planTensors(const ModelConfig& config, const TensorSource& tensors, bool permuted) {
  std::vector<Source> plan;
  for (const auto& expected : expectedTensors(config)) {
    const TensorInfo* tensor = tensors.find(expected.name);
    const auto name = ggufName(expected.name);
    if (!name) return cannotExpress(ATTUNE_TEXT("GGUF has no name for the tensor “{0}”."), {expected.name});
    if (!tensor)
      return fail("weights.tensor-missing", ATTUNE_TEXT("The tensor “{0}” is not in the checkpoint."), {expected.name});
    std::int64_t heads = 0;
    if (permuted && expected.name.find(".q_proj.") != std::string::npos) heads = config.heads;
    if (permuted && expected.name.find(".k_proj.") != std::string::npos) heads = config.kvHeads;
    plan.push_back({*tensor, *name, heads});
  }
  return plan;
}

}  // namespace

Result<void> writeGguf(const std::filesystem::path& path, const ModelConfig& config, const TensorSource& tensors,
                       const GgufExport& content, const ProgressSink& progress, std::stop_token stop) {
  const auto target = std::find_if(std::begin(kTargets), std::end(kTargets),
                                   [&](const Target& t) { return t.modelType == config.modelType; });
  if (target == std::end(kTargets) || config.task != "causal-lm")
    return cannotExpress(ATTUNE_TEXT("Models of the type “{0}” for the task “{1}” cannot be exported as GGUF."),
                         {config.modelType, config.task});
  const auto type = std::find_if(std::begin(kFileTypes), std::end(kFileTypes),
                                 [&](const FileType& t) { return t.name == content.fileType; });
  if (type == std::end(kFileTypes))
    return cannotExpress(ATTUNE_TEXT("“{0}” is not a GGUF type that can be written."), {content.fileType});
  MetadataWriter out(target->architecture);
  out.general("general.architecture", GgufValue::text(std::string(target->architecture)));
  out.general("general.type", GgufValue::text("model"));
  out.general("general.name", GgufValue::text(content.name));
  out.general("general.size_label", GgufValue::text(sizeLabel(parameterCount(config))));
  if (!content.licence.empty()) out.general("general.license", GgufValue::text(content.licence));
  out.general("general.file_type", GgufValue::u32(type->number));
  out.general("general.quantization_version", GgufValue::u32(2));
  ATTUNE_TRY_VOID(putModel(out, config));
  ATTUNE_TRY_VOID(putVocabulary(out, content.vocabulary, config, content.chatTemplate));
  ATTUNE_TRY(const auto plan, planTensors(config, tensors, target->permuted));
  std::vector<TensorInfo> stored;
  for (const auto& source : plan)
    stored.push_back({source.storedName, storedType(source.tensor, source.storedName, *type), source.tensor.shape});
  const bool scaled = config.rope.type == "llama3";
  if (scaled) stored.push_back({"rope_freqs.weight", DType::F32, {config.headDim / 2}});
  ATTUNE_TRY(auto writer, GgufWriter::create(path, out.metadata, std::move(stored)));
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (stop.stop_requested()) return fail("weights.stopped", ATTUNE_TEXT("Stopped."));
    ATTUNE_TRY(std::vector<float> values, tensors.readFloat32(plan[i].tensor.name));
    if (plan[i].heads > 0) values = interleaveRows(values, plan[i].tensor.shape.front(), plan[i].heads);
    ATTUNE_TRY_VOID(writer.writeFloat32(plan[i].storedName, values));
    if (progress)
      progress({static_cast<double>(i + 1) / static_cast<double>(plan.size()), ATTUNE_TEXT("Writing the model")});
  }
  if (scaled)
    ATTUNE_TRY_VOID(writer.writeFloat32("rope_freqs.weight", llama3FrequencyFactors(config.rope, config.headDim)));
  return writer.finish();
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/families/families.h"

namespace attune {
namespace {

constexpr ModelFamily kFamilies[] = {
    {"llama", "Llama", "Llama", "model", true, parseLlama, decoderTensors, "llama", true},
    {"mistral", "Mistral", "Mistral", "model", true, parseMistral, decoderTensors, "", true},
    {"qwen2", "Qwen 2", "Qwen2", "model", true, parseQwen2, decoderTensors, "qwen2", false},
    {"qwen3", "Qwen 3", "Qwen3", "model", true, parseQwen3, decoderTensors, "qwen3", false},
    {"qwen3_moe", "Qwen 3 MoE", "Qwen3Moe", "model", true, parseQwen3Moe, decoderTensors, "", false},
    {"mixtral", "Mixtral", "Mixtral", "model", true, parseMixtral, decoderTensors, "", true},
    {"gemma2", "Gemma 2", "Gemma2", "model", true, parseGemma2, decoderTensors, "", false},
    {"gemma3_text", "Gemma 3", "Gemma3", "model", true, parseGemma3, decoderTensors, "", false},
    {"phi3", "Phi-3", "Phi3", "model", true, parsePhi3, decoderTensors, "", false},
    {"smollm3", "SmolLM3", "SmolLM3", "model", true, parseSmolLm3, decoderTensors, "", false},
    {"granite", "Granite", "Granite", "model", true, parseGranite, decoderTensors, "", true},
    {"olmo2", "OLMo 2", "Olmo2", "model", true, parseOlmo2, decoderTensors, "", false},
    {"stablelm", "StableLM", "StableLm", "model", true, parseStableLm, decoderTensors, "", false},
    {"gpt2", "GPT-2", "GPT2", "transformer", true, parseGpt2, gpt2Tensors, "", false},
    {"gpt_neox", "GPT-NeoX", "GPTNeoX", "gpt_neox", true, parseGptNeoX, gptNeoXTensors, "", false},
    {"bert", "BERT", "Bert", "bert", false, parseBert, bertTensors, "", false},
    {"roberta", "RoBERTa", "Roberta", "roberta", false, parseRoberta, robertaTensors, "", false},
    {"xlm-roberta", "XLM-RoBERTa", "XLMRoberta", "roberta", false, parseRoberta, robertaTensors, "", false},
    {"distilbert", "DistilBERT", "DistilBert", "distilbert", false, parseDistilBert, distilBertTensors, "", false},
    {"deberta-v2", "DeBERTa", "DebertaV2", "deberta", false, parseDeberta, debertaTensors, "", false},
    {"modernbert", "ModernBERT", "ModernBert", "model", false, parseModernBert, modernBertTensors, "", false},
};

}  // namespace

std::span<const ModelFamily> modelFamilies() {
  return kFamilies;
}

const ModelFamily* findFamily(std::string_view modelType) {
  for (const auto& family : kFamilies)
    if (family.modelType == modelType) return &family;
  return nullptr;
}

std::string architectureName(const ModelConfig& config) {
  const ModelFamily* family = findFamily(config.modelType);
  if (!family) return {};
  const std::string prefix(family->classPrefix);
  if (config.task == "causal-lm") return prefix + (family->modelType == "gpt2" ? "LMHeadModel" : "ForCausalLM");
  if (config.task == "masked-lm") return prefix + "ForMaskedLM";
  if (config.task == "sequence-classification") return prefix + "ForSequenceClassification";
  if (config.task == "token-classification") return prefix + "ForTokenClassification";
  return prefix + (family->modelType == "gemma3_text" ? "TextModel" : "Model");
}

void addLinear(std::vector<ExpectedTensor>& list, const std::string& name, std::int64_t out, std::int64_t in, bool bias,
               TensorPart part) {
  list.push_back({name + ".weight", {out, in}, part});
  if (bias) list.push_back({name + ".bias", {out}, part});
}

void addNorm(std::vector<ExpectedTensor>& list, const std::string& name, std::int64_t size, bool bias,
             TensorPart part) {
  list.push_back({name + ".weight", {size}, part});
  if (bias) list.push_back({name + ".bias", {size}, part});
}

void addDecoderHead(const ModelConfig& config, std::vector<ExpectedTensor>& list, const std::string& lmHead) {
  const auto labels = static_cast<std::int64_t>(config.labels.size());
  if (config.task == "causal-lm" && !config.tieWordEmbeddings)
    addLinear(list, lmHead, config.vocabSize, config.hiddenSize, false, TensorPart::Head);
  if (config.task == "sequence-classification")
    addLinear(list, "score", labels, config.hiddenSize, false, TensorPart::Head);
  if (config.task == "token-classification")
    addLinear(list, "score", labels, config.hiddenSize, true, TensorPart::Head);
}

std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config) {
  std::vector<ExpectedTensor> list;
  if (const ModelFamily* family = findFamily(config.modelType)) family->tensors(config, list);
  return list;
}

std::vector<std::string> headModules(const ModelConfig& config) {
  std::vector<std::string> modules;
  if (!config.task.ends_with("classification")) return modules;
  for (const auto& tensor : expectedTensors(config)) {
    if (tensor.part != TensorPart::Head) continue;
    std::string name = tensor.name.substr(0, tensor.name.rfind('.'));
    if (!config.newPooler && name.find(".pooler.") != std::string::npos) continue;
    if (modules.empty() || modules.back() != name) modules.push_back(std::move(name));
  }
  return modules;
}

std::uint64_t parameterCount(const ModelConfig& config) {
  std::uint64_t count = 0;
  for (const auto& tensor : expectedTensors(config)) {
    std::uint64_t elements = 1;
    for (const std::int64_t dimension : tensor.shape) elements *= static_cast<std::uint64_t>(dimension);
    if (tensor.part != TensorPart::Optional) count += elements;
  }
  return count;
}

}  // namespace attune

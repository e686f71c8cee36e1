// SPDX-License-Identifier: GPL-3.0-or-later
// A model family is one parser of its config.json and one list of its tensors: a file here, and a line in families.cpp.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/weights/families/config_reader.h"
#include "core/weights/model_config.h"

namespace attune {

/// A family of models that Attune can read.
struct ModelFamily {
  std::string_view modelType;    ///< `model_type` of config.json.
  std::string_view label;        ///< For people.
  std::string_view classPrefix;  ///< Class names start so: LlamaForCausalLM.
  std::string_view basePrefix;   ///< Tensor names of the body start so, with a dot.
  bool decoder;
  /// Fills what is special to the family; common keys were read before. Problems go to the reader.
  void (*parse)(ConfigReader& reader, ModelConfig& config);
  /// Appends all tensors of body and head.
  void (*tensors)(const ModelConfig& config, std::vector<ExpectedTensor>& list);
  std::string_view ggufArchitecture;  ///< `general.architecture`; empty where GGUF files are not read.
  bool ggufPermuted;                  ///< llama.cpp stores the rows of query and key in another order.
};

/// All families, in the order that is shown.
std::span<const ModelFamily> modelFamilies();
/// The family of a model_type, or nullptr.
const ModelFamily* findFamily(std::string_view modelType);
/// The class name of the config's task ("LlamaForCausalLM").
std::string architectureName(const ModelConfig& config);

/// Llama's keys and defaults, on which most decoders build: sizes, rope, norm, biases, activation; `defaultPositions` is the context
/// where config.json tells none.
void parseDecoder(ConfigReader& reader, ModelConfig& config, std::int64_t defaultPositions = 2048);
/// Rope settings from `rope_parameters`, or `rope_theta` and `rope_scaling`, or the family's defaults.
void parseRope(ConfigReader& reader, ModelConfig& config, double defaultTheta, double defaultRotatedPart = 1);
/// Rope settings of one kind of layer ("full_attention") from `rope_parameters`, or `defaults` when it is not there.
RopeSettings parseLayerRope(ConfigReader& reader, const ModelConfig& config, std::string_view kind,
                            RopeSettings defaults);
/// Rope settings from one object of rope_parameters or rope_scaling; checks them for `rotatedDims` dimensions.
RopeSettings parseRopeObject(ConfigReader& reader, const ModelConfig& config, RopeSettings settings);
/// Which layers attend within a window: `layer_types` if given, else `byDefault` of the layer's number.
void parseLayerTypes(ConfigReader& reader, ModelConfig& config,
                     bool (*byDefault)(const ModelConfig&, std::int64_t layer));
/// The padding token where config.json has no `pad_token_id`; null there means none.
void implyPadToken(ModelConfig& config, std::int64_t id);
/// Sizes of BERT-like encoders.
void parseEncoder(ConfigReader& reader, ModelConfig& config, std::int64_t defaultPositions = 512);
/// Appends `name`.weight of `shape` and, if `bias`, `name`.bias of its first dimension.
void addLinear(std::vector<ExpectedTensor>& list, const std::string& name, std::int64_t out, std::int64_t in, bool bias,
               TensorPart part = TensorPart::Body);
/// Appends a norm's weight and, if `bias`, its bias.
void addNorm(std::vector<ExpectedTensor>& list, const std::string& name, std::int64_t size, bool bias,
             TensorPart part = TensorPart::Body);
/// Appends the head of a decoder: lm_head or score.
void addDecoderHead(const ModelConfig& config, std::vector<ExpectedTensor>& list,
                    const std::string& lmHead = "lm_head");
/// Tensors of the decoders with Llama's names.
void decoderTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);

void parseLlama(ConfigReader& reader, ModelConfig& config);
void parseMistral(ConfigReader& reader, ModelConfig& config);
void parseQwen2(ConfigReader& reader, ModelConfig& config);
void parseQwen3(ConfigReader& reader, ModelConfig& config);
void parseQwen3Moe(ConfigReader& reader, ModelConfig& config);
void parseMixtral(ConfigReader& reader, ModelConfig& config);
void parseGemma2(ConfigReader& reader, ModelConfig& config);
void parseGemma3(ConfigReader& reader, ModelConfig& config);
void parsePhi3(ConfigReader& reader, ModelConfig& config);
void parseSmolLm3(ConfigReader& reader, ModelConfig& config);
void parseGranite(ConfigReader& reader, ModelConfig& config);
void parseOlmo2(ConfigReader& reader, ModelConfig& config);
void parseStableLm(ConfigReader& reader, ModelConfig& config);
void parseGpt2(ConfigReader& reader, ModelConfig& config);
void gpt2Tensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);
void parseGptNeoX(ConfigReader& reader, ModelConfig& config);
void gptNeoXTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);
void parseBert(ConfigReader& reader, ModelConfig& config);
void bertTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);
void parseRoberta(ConfigReader& reader, ModelConfig& config);
void robertaTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);
void parseDistilBert(ConfigReader& reader, ModelConfig& config);
void distilBertTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);
void parseDeberta(ConfigReader& reader, ModelConfig& config);
void debertaTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);
void parseModernBert(ConfigReader& reader, ModelConfig& config);
void modernBertTensors(const ModelConfig& config, std::vector<ExpectedTensor>& list);

}  // namespace attune

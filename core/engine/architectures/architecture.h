// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>
#include <string_view>

#include "core/engine/nn/decoder.h"
#include "core/engine/nn/encoder.h"
#include "core/engine/nn/sequence_classifier.h"

namespace attune::engine {

/// A decoder family whose modules have other names than Llama's: one file beside this one and one line in architecture.cpp. What has
/// Llama's names is computed by what its ModelConfig says and needs nothing here.
struct CausalArchitecture {
  const char* id;  ///< `model_type` of config.json.
  DecoderNames (*names)(const ModelConfig& config);
};

/// The names of a decoder's modules.
DecoderNames decoderNames(const ModelConfig& config);

/// An encoder family: one file and one line in encoderArchitectures().
struct EncoderArchitecture {
  const char* id;  ///< `model_type` of config.json.
  std::unique_ptr<Model> (*body)(WeightReader& reader);
  ClassifierNames (*classifier)(const ModelConfig& config);
};

/// Every encoder family.
std::span<const EncoderArchitecture> encoderArchitectures();
/// The encoder family of a `model_type`, or nullptr.
const EncoderArchitecture* findEncoderArchitecture(std::string_view id);

/// Names that Llama introduced and most later families share, with their variations by ModelConfig.
DecoderNames llamaNames(const ModelConfig& config);
DecoderNames gpt2Names(const ModelConfig& config);
DecoderNames gptNeoXNames(const ModelConfig& config);

/// BERT's body, which RoBERTa shares under another prefix.
std::unique_ptr<Model> bertBody(WeightReader& reader);
std::unique_ptr<Model> distilBertBody(WeightReader& reader);
std::unique_ptr<Model> debertaBody(WeightReader& reader);
std::unique_ptr<Model> modernBertBody(WeightReader& reader);
ClassifierNames bertClassifier(const ModelConfig& config);
ClassifierNames robertaClassifier(const ModelConfig& config);
ClassifierNames distilBertClassifier(const ModelConfig& config);
ClassifierNames debertaClassifier(const ModelConfig& config);
ClassifierNames modernBertClassifier(const ModelConfig& config);

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/architectures/architecture.h"

#include <algorithm>
#include <array>

namespace attune::engine {
namespace {

// Decoders that do not have Llama's names.
constexpr std::array kOwnNames = {CausalArchitecture{"gpt2", gpt2Names}, CausalArchitecture{"gpt_neox", gptNeoXNames}};

constexpr std::array kEncoders = {
    EncoderArchitecture{"bert", bertBody, bertClassifier},
    EncoderArchitecture{"roberta", bertBody, robertaClassifier},
    EncoderArchitecture{"xlm-roberta", bertBody, robertaClassifier},
    EncoderArchitecture{"distilbert", distilBertBody, distilBertClassifier},
    EncoderArchitecture{"deberta-v2", debertaBody, debertaClassifier},
    EncoderArchitecture{"modernbert", modernBertBody, modernBertClassifier},
};

}  // namespace

DecoderNames decoderNames(const ModelConfig& config) {
  const auto found = std::ranges::find_if(kOwnNames, [&](const auto& entry) { return config.modelType == entry.id; });
  return (found == kOwnNames.end() ? llamaNames : found->names)(config);
}

std::span<const EncoderArchitecture> encoderArchitectures() { return kEncoders; }

const EncoderArchitecture* findEncoderArchitecture(std::string_view id) {
  const auto found = std::ranges::find_if(kEncoders, [&](const auto& entry) { return id == entry.id; });
  return found == kEncoders.end() ? nullptr : &*found;
}

}  // namespace attune::engine

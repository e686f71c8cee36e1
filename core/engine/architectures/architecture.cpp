// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/architectures/architecture.h"

#include <algorithm>
#include <array>

namespace attune::engine {
namespace {

constexpr std::array kArchitectures = {
    CausalArchitecture{"llama", llamaNames},   CausalArchitecture{"mistral", llamaNames},
    CausalArchitecture{"qwen2", llamaNames},   CausalArchitecture{"qwen3", llamaNames},
    CausalArchitecture{"mixtral", llamaNames}, CausalArchitecture{"qwen3_moe", llamaNames},
    CausalArchitecture{"gemma2", llamaNames},  CausalArchitecture{"gemma3_text", llamaNames},
    CausalArchitecture{"phi3", llamaNames},    CausalArchitecture{"smollm3", llamaNames},
    CausalArchitecture{"granite", llamaNames}, CausalArchitecture{"olmo2", llamaNames},
    CausalArchitecture{"gpt2", gpt2Names},     CausalArchitecture{"gpt_neox", gptNeoXNames},
};

constexpr std::array kEncoders = {
    EncoderArchitecture{"bert", bertBody, bertClassifier},
    EncoderArchitecture{"roberta", bertBody, robertaClassifier},
    EncoderArchitecture{"xlm-roberta", bertBody, robertaClassifier},
    EncoderArchitecture{"distilbert", distilBertBody, distilBertClassifier},
    EncoderArchitecture{"deberta-v2", debertaBody, debertaClassifier},
    EncoderArchitecture{"modernbert", modernBertBody, modernBertClassifier},
};

}  // namespace

std::span<const CausalArchitecture> causalArchitectures() { return kArchitectures; }

const CausalArchitecture* findCausalArchitecture(std::string_view id) {
  const auto found = std::ranges::find_if(kArchitectures, [&](const auto& entry) { return id == entry.id; });
  return found == kArchitectures.end() ? nullptr : &*found;
}

std::span<const EncoderArchitecture> encoderArchitectures() { return kEncoders; }

const EncoderArchitecture* findEncoderArchitecture(std::string_view id) {
  const auto found = std::ranges::find_if(kEncoders, [&](const auto& entry) { return id == entry.id; });
  return found == kEncoders.end() ? nullptr : &*found;
}

}  // namespace attune::engine

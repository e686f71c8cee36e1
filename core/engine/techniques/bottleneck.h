// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// How the two kinds of adapter modules differ.
struct BottleneckKind {
  std::string id;          ///< The technique's, and `attune_type` in the config.
  bool attentionToo;       ///< Behind the attention as well as behind the feed-forward part.
  std::string activation;  ///< Between the two layers: gelu, relu.
};

/// Puts adapter modules behind the layers that end attention or feed-forward parts:
///   y = h + W_up act(W_down h + b_down) + b_up, h being what the layer gave.
/// W_down begins as N(0, 0.01²), W_up and the biases as zero, so that the model begins as it was.
/// They are saved as adapter_model.safetensors with LAYER.adapter_down.weight [m, C], .adapter_down.bias [m],
/// LAYER.adapter_up.weight [C, m] and .adapter_up.bias [C], beside an adapter_config.json with attune_type,
/// adapter_size, activation and modules; the head of a task stands beside them under PEFT's keys. PEFT has no such method.
Result<std::unique_ptr<Technique>> applyBottleneck(Model& model, const TechniqueContext& context,
                                                   const BottleneckKind& kind);

}  // namespace attune::engine

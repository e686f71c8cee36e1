// SPDX-License-Identifier: GPL-3.0-or-later
// RoBERTa (Liu et al. 2019, arXiv:1907.11692) and XLM-RoBERTa (Conneau et al. 2019, arXiv:1911.02116): BERT's body, positions
// counted from the padding id on (ModelConfig::positionOffset), and a head of two layers of its own.
#include "core/engine/architectures/architecture.h"

namespace attune::engine {

ClassifierNames robertaClassifier(const ModelConfig& config) {
  if (config.task == "token-classification") return {.output = "classifier"};
  return {.dense = "classifier.dense", .activation = "tanh", .output = "classifier.out_proj"};
}

}  // namespace attune::engine

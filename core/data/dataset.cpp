// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include <set>

namespace attune {

std::string contentHashOf(std::span<const Example> examples) {
  ContentHasher hasher;
  for (const auto& example : examples) hasher.add(example);
  return hasher.finish();
}

std::optional<ExampleKind> commonKind(const Dataset& dataset) {
  if (dataset.examples.empty()) return std::nullopt;
  const ExampleKind kind = dataset.examples.front().kind;
  for (const auto& example : dataset.examples)
    if (example.kind != kind) return std::nullopt;
  return kind;
}

std::vector<std::string> labelSet(const Dataset& dataset) {
  std::set<std::string> labels;
  for (const auto& example : dataset.examples) {
    labels.insert(example.labels.begin(), example.labels.end());
    labels.insert(example.tags.begin(), example.tags.end());
  }
  return {labels.begin(), labels.end()};
}

}  // namespace attune

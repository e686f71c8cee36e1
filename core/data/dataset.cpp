// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

namespace attune {

std::optional<ExampleKind> commonKind(const Dataset& dataset) {
  const auto& counts = dataset.examples.counts();
  for (std::size_t kind = 0; kind < counts.size(); ++kind)
    if (counts[kind] > 0 && counts[kind] == dataset.examples.size()) return static_cast<ExampleKind>(kind);
  return std::nullopt;
}

std::vector<std::string> labelSet(const Dataset& dataset) {
  return dataset.examples.labels().names;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/data/dataset.h"

namespace attune {

/// How often a label stands in two versions.
struct LabelShift {
  std::uint64_t before = 0, after = 0;
};

/// What changed from one version of a dataset to another. Rows are told by their content, whatever their order.
struct VersionDiff {
  std::uint64_t unchanged = 0;
  std::vector<std::uint32_t> removed;  ///< Indices into the first version.
  std::vector<std::uint32_t> added;    ///< Indices into the second version.
  /// Rows of the same place in the same file with other content: (first, second).
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edited;
  std::map<std::string, LabelShift> labels;  ///< Every label of either.
  /// Half the sum of the differences of the labels' shares: 0 for the same mixture, 1 for nothing in common.
  double labelShift = 0;
  bool any() const { return !removed.empty() || !added.empty() || !edited.empty(); }
};

/// Compares two versions. An edited row is recognised when both come from the same files.
VersionDiff compareVersions(const Dataset& before, const Dataset& after);

}  // namespace attune

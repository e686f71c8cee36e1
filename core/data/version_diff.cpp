// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/version_diff.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/data/recipe.h"

namespace attune {
namespace {

// Rows of the second version by the hash of their content; each is taken once.
class Contents {
 public:
  explicit Contents(const Dataset& dataset) : m_dataset(dataset), m_taken(dataset.examples.size()) {
    std::uint32_t row = 0;
    for (const auto& example : dataset.examples) m_rows[hashOf(example)].push_back(row++);
  }
  bool take(const Example& example) {
    const auto found = m_rows.find(hashOf(example));
    if (found == m_rows.end()) return false;
    for (const auto row : found->second) {
      if (m_taken[row] || !sameContent(m_dataset.examples[row], example)) continue;
      m_taken[row] = true;
      return true;
    }
    return false;
  }
  bool isTaken(std::uint32_t row) const { return m_taken[row]; }

 private:
  static std::uint64_t hashOf(const Example& example) {
    std::string bytes;
    appendCanonical(example, bytes);
    return fastHash(bytes);
  }
  const Dataset& m_dataset;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_rows;
  std::vector<bool> m_taken;
};

void compareLabels(const Dataset& before, const Dataset& after, VersionDiff& diff) {
  double totalBefore = 0, totalAfter = 0;
  const auto count = [&](const Dataset& dataset, std::uint64_t LabelShift::*place, double& total) {
    for (const auto& example : dataset.examples)
      for (const auto* labels : {&example.labels, &example.tags})
        for (const auto& label : *labels) {
          ++(diff.labels[label].*place);
          ++total;
        }
  };
  count(before, &LabelShift::before, totalBefore);
  count(after, &LabelShift::after, totalAfter);
  for (const auto& [label, counts] : diff.labels)
    diff.labelShift += std::abs(static_cast<double>(counts.before) / std::max(totalBefore, 1.0) -
                                static_cast<double>(counts.after) / std::max(totalAfter, 1.0)) /
                       2;
}

}  // namespace

VersionDiff compareVersions(const Dataset& before, const Dataset& after) {
  VersionDiff diff;
  Contents contents(after);
  std::vector<std::uint32_t> gone;
  std::uint32_t next = 0;
  for (const auto& example : before.examples) {
    if (contents.take(example)) ++diff.unchanged;
    else gone.push_back(next);
    ++next;
  }
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> byPlace;
  for (std::uint32_t i = 0; i < after.examples.size(); ++i) {
    if (contents.isTaken(i)) continue;
    const Example example = after.examples[i];
    const bool own = syntheticOrigin(example).empty() && before.sources == after.sources;
    if (!own || !byPlace.emplace(std::pair(example.sourceFile, example.sourceRow), i).second) diff.added.push_back(i);
  }
  for (const auto row : gone) {
    const Example& example = before.examples[row];
    const auto same = byPlace.find({example.sourceFile, example.sourceRow});
    if (same == byPlace.end() || !syntheticOrigin(example).empty()) {
      diff.removed.push_back(row);
    } else {
      diff.edited.emplace_back(row, same->second);
      byPlace.erase(same);
    }
  }
  for (const auto& [place, row] : byPlace) diff.added.push_back(row);
  std::sort(diff.added.begin(), diff.added.end());
  compareLabels(before, after, diff);
  return diff;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

/// Lower case (ASCII), letters and digits only, single spaces: what near duplicates are compared by.
std::string comparable(std::string_view text);

/// Groups of texts that are nearly the same, each ascending, the groups by their first index; texts that are equal are
/// in one group too. Two texts are near when their sets of character 5-grams have a Jaccard similarity of at least
/// `threshold` (0.5 … 1). Candidates come from one-permutation MinHash with optimal densification (Shrivastava 2017)
/// and banding (Indyk and Motwani's LSH), and each is verified exactly, so a reported pair is always true; a true pair
/// may be missed with a small probability, or where very many texts are alike but not near. The time grows with the
/// number of texts. Stopped early, it gives the groups found so far. Memory: about 200 bytes for each of the `count`
/// texts, which `text` gives as often as they are asked for, to several threads at once.
std::vector<std::vector<std::uint32_t>> findNearDuplicates(std::uint32_t count,
                                                           const std::function<std::string(std::uint32_t)>& text,
                                                           double threshold = 0.8, std::stop_token stop = {});
/// The same of texts that are at hand.
inline std::vector<std::vector<std::uint32_t>> findNearDuplicates(std::span<const std::string> texts, double threshold = 0.8) {
  return findNearDuplicates(static_cast<std::uint32_t>(texts.size()), [&](std::uint32_t i) { return texts[i]; }, threshold);
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/near_duplicates.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

#include "core/base/hash.h"

namespace attune {
namespace {

constexpr std::size_t kGram = 5;
constexpr std::size_t kBins = 128;
constexpr std::size_t kRows =
    4;  // 32 bands of 4: a pair of similarity 0.8 is missed with probability 5e-8, of 0.5 with 0.13
constexpr std::size_t kBands = kBins / kRows;

// The different 5-grams as sorted hashes.
std::vector<std::uint64_t> shingles(std::string_view text) {
  std::vector<std::uint64_t> grams;
  if (text.size() <= kGram) return {fastHash(text)};
  grams.reserve(text.size());
  for (std::size_t i = 0; i + kGram <= text.size(); ++i) grams.push_back(fastHash(text.substr(i, kGram)));
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

using Signature = std::array<std::uint64_t, kBins>;

// The smallest hash of each of 128 bins; an empty bin borrows from one that its own number picks.
Signature signature(const std::vector<std::uint64_t>& grams) {
  Signature smallest;
  smallest.fill(UINT64_MAX);
  for (const auto gram : grams) {
    auto& bin = smallest[gram >> 57];
    bin = std::min(bin, gram);
  }
  Signature dense = smallest;
  for (std::size_t b = 0; b < kBins; ++b)
    for (std::uint64_t attempt = 1; dense[b] == UINT64_MAX; ++attempt)
      dense[b] = smallest[mix(b * 0x9E3779B97F4A7C15ULL + attempt) % kBins];
  return dense;
}

// The bands of a text's signature: two texts of which one key is the same may be near. A short key only costs a
// comparison when it is the same by chance.
struct Candidate {
  std::uint32_t row, size;  // bytes of the comparable form
  std::array<std::uint32_t, kBands> keys;
};

std::array<std::uint32_t, kBands> bandKeys(const std::vector<std::uint64_t>& grams) {
  const Signature whole = signature(grams);
  std::array<std::uint32_t, kBands> keys;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t key = band;
    for (std::size_t r = 0; r < kRows; ++r) key = mix(key ^ whole[band * kRows + r]) + r;
    keys[band] = static_cast<std::uint32_t>(key);
  }
  return keys;
}

double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

class Groups {
 public:
  explicit Groups(std::size_t n) : m_parent(n) { std::iota(m_parent.begin(), m_parent.end(), 0U); }
  std::uint32_t find(std::uint32_t i) {
    while (m_parent[i] != i) i = m_parent[i] = m_parent[m_parent[i]];
    return i;
  }
  // The smaller index stays the root, so that the result does not depend on the order of the bands.
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    m_parent[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> m_parent;
};

}  // namespace

std::string comparable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    const bool word = (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || u >= 0x80;
    if (!word) {
      gap = true;
      continue;
    }
    if (gap && !result.empty()) result.push_back(' ');
    gap = false;
    result.push_back(u >= 'A' && u <= 'Z' ? static_cast<char>(u + 32) : c);
  }
  return result;
}

std::vector<std::vector<std::uint32_t>> findNearDuplicates(std::uint32_t n,
                                                           const std::function<std::string(std::uint32_t)>& text,
                                                           double threshold, std::stop_token stop) {
  Groups groups(n);
  // Equal texts are joined first, and only one of each goes on.
  std::unordered_map<std::uint64_t, std::uint32_t> firsts;
  std::vector<Candidate> different;
  for (std::uint32_t i = 0; i < n && !stop.stop_requested(); ++i) {
    const std::string form = comparable(text(i));
    const auto [first, isNew] = firsts.emplace(fastHash(form), i);
    if (!isNew && comparable(text(first->second)) == form) groups.join(first->second, i);
    else if (threshold < 1) different.push_back({i, static_cast<std::uint32_t>(form.size()), bandKeys(shingles(form))});
  }
  firsts.clear();
  // Members of a crowded bucket are compared with its first few only; texts and grams are made anew instead of kept,
  // which would need many times the memory of the texts.
  constexpr std::size_t kCompared = 8;
  for (std::size_t band = 0; band < kBands && !stop.stop_requested(); ++band) {
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> buckets;
    for (std::uint32_t k = 0; k < different.size() && !stop.stop_requested(); ++k) {
      const Candidate& own = different[k];
      auto& members = buckets[own.keys[band]];
      std::vector<std::uint64_t> grams;
      for (const auto member : members) {
        const Candidate& other = different[member];
        if (groups.find(other.row) == groups.find(own.row)) continue;
        const double ratio = static_cast<double>(std::min(own.size, other.size)) /
                             static_cast<double>(std::max({own.size, other.size, 1U}));
        if (ratio < threshold / 2) continue;
        if (grams.empty()) grams = shingles(comparable(text(own.row)));
        if (jaccard(grams, shingles(comparable(text(other.row)))) >= threshold) groups.join(own.row, other.row);
      }
      if (members.size() < kCompared) members.push_back(k);
    }
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> byRoot;
  for (std::uint32_t i = 0; i < n; ++i) byRoot[groups.find(i)].push_back(i);
  std::vector<std::vector<std::uint32_t>> result;
  for (auto& [root, members] : byRoot)
    if (members.size() > 1) result.push_back(std::move(members));
  return result;
}

}  // namespace attune

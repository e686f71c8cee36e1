// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/near_duplicates.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <future>
#include <map>
#include <numeric>
#include <thread>
#include <unordered_map>

#include "core/base/hash.h"

namespace attune {
namespace {

constexpr std::size_t kGram = 5;
constexpr std::size_t kBins = 128;
constexpr std::size_t kRows =
    4;  // 32 bands of 4: a pair of similarity 0.8 is missed with probability 5e-8, of 0.5 with 0.13
constexpr std::size_t kBands = kBins / kRows;

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

// The hashes of the 5-grams as they follow. `mix` gives different numbers for different grams.
void putGrams(std::string_view text, std::vector<std::uint64_t>& grams) {
  grams.clear();
  if (text.size() <= kGram) return grams.push_back(fastHash(text));
  grams.reserve(text.size());
  std::uint64_t gram = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    gram = (gram >> 8) | (std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * (kGram - 1)));
    if (i + 1 >= kGram) grams.push_back(mix(gram + 0x9E3779B97F4A7C15ULL));
  }
}

// The different 5-grams in order.
std::vector<std::uint64_t> shingles(std::string_view text) {
  std::vector<std::uint64_t> grams;
  putGrams(text, grams);
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

// Of a text's signature, the smallest hash of each of 128 bins, one byte each is kept: two texts share it with a
// probability that is their similarity (and 1/256 by chance). Four of them are the key of a band.
struct Candidate {
  std::array<std::uint8_t, kBins> signature;
  std::uint32_t row, size;  // bytes of the comparable form
  std::uint8_t filled;      // bins that had a gram of their own
  std::uint16_t spent = 0;  // on comparisons in vain

  std::uint32_t key(std::size_t band) const {
    std::uint32_t key;
    std::memcpy(&key, signature.data() + band * kRows, sizeof key);
    return key;
  }
};

// An empty bin borrows from one that its own number picks.
void sign(const std::vector<std::uint64_t>& grams, Candidate& candidate) {
  std::array<std::uint64_t, kBins> smallest;
  smallest.fill(UINT64_MAX);
  for (const auto gram : grams) {
    auto& bin = smallest[gram >> 57];
    bin = std::min(bin, gram);
  }
  candidate.filled = 0;
  for (std::size_t b = 0; b < kBins; ++b) {
    std::uint64_t value = smallest[b];
    candidate.filled = static_cast<std::uint8_t>(candidate.filled + (value != UINT64_MAX ? 1 : 0));
    for (std::uint64_t attempt = 1; value == UINT64_MAX; ++attempt)
      value = smallest[mix(b * 0x9E3779B97F4A7C15ULL + attempt) % kBins];
    candidate.signature[b] = static_cast<std::uint8_t>(value);
  }
}

// What a comparison of the texts in vain may cost, judged by their signatures: 1 where they are likely to be near, 4
// where that can be, 0 where they are more than four standard deviations away and need not be compared.
int chance(const Candidate& a, const Candidate& b, double threshold) {
  const double ratio =
      static_cast<double>(std::min(a.size, b.size)) / static_cast<double>(std::max({a.size, b.size, 1U}));
  if (ratio < threshold / 2) return 0;
  int same = 0;
  for (std::size_t i = 0; i < kBins; ++i) same += a.signature[i] == b.signature[i] ? 1 : 0;
  const double deviation = std::sqrt(threshold * (1 - threshold) / std::max<int>(1, std::min(a.filled, b.filled)));
  const double missing = threshold - static_cast<double>(same) / kBins;
  return missing > 4 * deviation ? 0 : missing > deviation ? 4 : 1;
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

namespace {

using Texts = std::function<std::string(std::uint32_t)>;

// Signatures of all texts and hashes of their forms, made by several threads: each takes the next thousand rows.
void signAll(std::vector<Candidate>& candidates, std::vector<std::uint64_t>& forms, const Texts& text, std::stop_token stop) {
  constexpr std::uint32_t kBlock = 1024;
  const auto n = static_cast<std::uint32_t>(candidates.size());
  std::atomic<std::uint32_t> next = 0;
  const auto work = [&] {
    std::vector<std::uint64_t> grams;
    for (std::uint32_t from = next.fetch_add(kBlock); from < n && !stop.stop_requested(); from = next.fetch_add(kBlock))
      for (std::uint32_t i = from; i < std::min(n, from + kBlock); ++i) {
        const std::string form = comparable(text(i));
        forms[i] = fastHash(form);
        putGrams(form, grams);
        sign(grams, candidates[i]);
        candidates[i].row = i;
        candidates[i].size = static_cast<std::uint32_t>(form.size());
      }
  };
  std::vector<std::future<void>> helpers;
  const unsigned threads = n <= kBlock ? 1 : std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  for (unsigned t = 1; t < threads; ++t) helpers.push_back(std::async(std::launch::async, work));
  work();
  for (auto& helper : helpers) helper.get();
}

// Joins the candidates of one band whose keys are the same and whose texts are found to be near. Members of a crowded
// bucket are compared with its first few only, and among very many rows a text that was compared in vain often is left
// alone; texts and grams are made anew instead of kept, which would need many times the memory of the texts.
void joinBand(std::vector<Candidate>& candidates, const std::vector<std::uint64_t>& byKey, const Texts& text,
              double threshold, Groups& groups, const std::stop_token& stop) {
  constexpr std::size_t kCompared = 8;
  constexpr std::size_t kVain = 16'000'000;  // in all
  const std::size_t allowed = std::clamp<std::size_t>(kVain / std::max<std::size_t>(1, candidates.size()), 16, 4096);
  std::size_t first = 0;
  for (std::size_t k = 1; k < byKey.size() && !stop.stop_requested(); ++k) {
    if (byKey[k] >> 32 != byKey[first] >> 32) {
      first = k;
      continue;
    }
    Candidate& own = candidates[static_cast<std::uint32_t>(byKey[k])];
    std::vector<std::uint64_t> grams;
    for (std::size_t m = first; m < std::min(k, first + kCompared) && own.spent < allowed; ++m) {
      const Candidate& other = candidates[static_cast<std::uint32_t>(byKey[m])];
      if (groups.find(other.row) == groups.find(own.row)) continue;
      const int cost = chance(own, other, threshold);
      if (cost == 0) continue;
      if (grams.empty()) grams = shingles(comparable(text(own.row)));
      if (jaccard(grams, shingles(comparable(text(other.row)))) >= threshold) groups.join(own.row, other.row);
      else own.spent = static_cast<std::uint16_t>(own.spent + cost);
    }
  }
}

}  // namespace

std::vector<std::vector<std::uint32_t>> findNearDuplicates(std::uint32_t n, const Texts& text, double threshold,
                                                           std::stop_token stop) {
  Groups groups(n);
  std::vector<Candidate> candidates(n);
  std::vector<std::uint64_t> forms(n);
  signAll(candidates, forms, text, stop);
  // Equal texts are joined first, and only one of each goes on.
  std::unordered_map<std::uint64_t, std::uint32_t> firsts;
  std::uint32_t different = 0;
  for (std::uint32_t i = 0; i < n && !stop.stop_requested(); ++i) {
    const auto [first, isNew] = firsts.emplace(forms[i], i);
    if (!isNew && comparable(text(first->second)) == comparable(text(i))) groups.join(first->second, i);
    else candidates[different++] = candidates[i];
  }
  candidates.resize(different);
  firsts.clear();
  forms.resize(different);
  for (std::size_t band = 0; band < kBands && threshold < 1 && !stop.stop_requested(); ++band) {
    for (std::uint32_t k = 0; k < different; ++k) forms[k] = std::uint64_t{candidates[k].key(band)} << 32 | k;
    std::sort(forms.begin(), forms.end());
    joinBand(candidates, forms, text, threshold, groups, stop);
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> byRoot;
  for (std::uint32_t i = 0; i < n; ++i) byRoot[groups.find(i)].push_back(i);
  std::vector<std::vector<std::uint32_t>> result;
  for (auto& [root, members] : byRoot)
    if (members.size() > 1) result.push_back(std::move(members));
  return result;
}

}  // namespace attune

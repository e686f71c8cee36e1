// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/merge_rules.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {

std::vector<std::pair<std::string, std::string>> mergesFromScores(const std::vector<ScoredPiece>& pieces) {
  struct Rule {
    std::string_view left, right;
    std::size_t leftId, rightId;
    std::size_t leftLength, rightLength;  // in characters
    float score;
  };
  std::unordered_map<std::string_view, std::size_t> ids;
  for (std::size_t id = 0; id < pieces.size(); ++id)
    if (pieces[id].mergeable) ids.emplace(pieces[id].text, id);
  std::vector<Rule> rules;
  for (const ScoredPiece& piece : pieces) {
    if (!piece.mergeable) continue;
    const std::string_view text = piece.text;
    const std::size_t first = rules.size();
    std::size_t characters = 0, total = 0;
    unicode::forEachChar(text, [&](char32_t, std::size_t, unsigned) { ++total; });
    unicode::forEachChar(text, [&](char32_t, std::size_t at, unsigned) {
      if (at > 0) {
        const auto left = ids.find(text.substr(0, at)), right = ids.find(text.substr(at));
        if (left != ids.end() && right != ids.end())
          rules.push_back({left->first, right->first, left->second, right->second, characters, total - characters, piece.score});
      }
      ++characters;
    });
    std::sort(rules.begin() + static_cast<std::ptrdiff_t>(first), rules.end(),
              [](const Rule& a, const Rule& b) { return std::tie(a.leftId, a.rightId) < std::tie(b.leftId, b.rightId); });
  }
  std::stable_sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) {
    return std::tie(a.score, a.leftLength, a.rightLength) > std::tie(b.score, b.leftLength, b.rightLength);
  });
  std::vector<std::pair<std::string, std::string>> out;
  out.reserve(rules.size());
  for (const Rule& rule : rules) out.emplace_back(rule.left, rule.right);
  return out;
}

Json metaspaceBpeParts(bool addSpacePrefix) {
  const std::string mark = "\xE2\x96\x81";
  Json replace = {{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", mark}};
  Json decoders = Json::array();
  decoders.push_back({{"type", "Replace"}, {"pattern", {{"String", mark}}}, {"content", " "}});
  decoders.push_back({{"type", "ByteFallback"}});
  decoders.push_back({{"type", "Fuse"}});
  if (!addSpacePrefix)
    return {{"normalizer", replace}, {"pre_tokenizer", nullptr}, {"decoder", {{"type", "Sequence"}, {"decoders", decoders}}}};
  decoders.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
  Json normalizers = Json::array();
  normalizers.push_back({{"type", "Prepend"}, {"prepend", mark}});
  normalizers.push_back(replace);
  return {{"normalizer", {{"type", "Sequence"}, {"normalizers", normalizers}}},
          {"pre_tokenizer", nullptr},
          {"decoder", {{"type", "Sequence"}, {"decoders", decoders}}}};
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/bpe.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <queue>

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {

MergeTable::MergeTable(std::size_t rules) {
  const std::size_t slots = std::bit_ceil(std::max<std::size_t>(16, rules * 2));
  m_slots.assign(slots, {kFree, {}});
  m_mask = slots - 1;
  m_shift = 64 - std::countr_zero(slots);
}

void MergeTable::set(TokenId left, TokenId right, MergeRule rule) {
  const std::uint64_t key = keyOf(left, right);
  std::size_t slot = slotOf(key);
  while (m_slots[slot].key != kFree && m_slots[slot].key != key) slot = (slot + 1) & m_mask;
  m_slots[slot] = {key, rule};
}

Result<void> Bpe::readMerges(const Fields& fields, const Json& merges) {
  std::uint32_t rank = 0;
  const bool texts = merges.empty() || merges[0].is_string();
  for (const Json& merge : merges) {
    const std::string key = "merges[" + std::to_string(rank) + "]";
    std::string left, right;
    if (texts && merge.is_string()) {
      const auto& line = merge.get_ref<const std::string&>();
      if (line.starts_with("#version")) continue;
      const std::size_t space = line.find(' ');
      if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
        return fields.wrong(key, "two tokens with one space between them");
      left = line.substr(0, space);
      right = line.substr(space + 1);
    } else if (!texts && merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
      left = merge[0].get<std::string>();
      right = merge[1].get<std::string>();
    } else {
      return fields.wrong(key, texts ? "a text" : "a list of two texts");
    }
    const auto a = m_vocabulary.find(left), b = m_vocabulary.find(right);
    if (!a || !b) return fields.wrong(key, "made of tokens of the vocabulary, which “" + (a ? right : left) + "” is not");
    if (right.size() < m_prefix.size()) return fields.wrong(key, "a pair whose second token begins with the prefix");
    const auto merged = m_vocabulary.find(left + right.substr(m_prefix.size()));
    if (!merged) return fields.wrong(key, "a pair that gives a token of the vocabulary");
    m_merges.set(*a, *b, {rank++, *merged});
  }
  return {};
}

Result<std::unique_ptr<const Model>> Bpe::make(const Fields& fields) {
  ATTUNE_TRY(Vocabulary vocabulary, Vocabulary::fromJson(fields, "vocab"));
  ATTUNE_TRY(const Json* merges, fields.array("merges"));
  std::unique_ptr<Bpe> bpe(new Bpe(merges->size()));
  bpe->m_vocabulary = std::move(vocabulary);
  if (const Json* dropout = fields.find("dropout")) {
    if (!dropout->is_number() || dropout->get<double>() < 0 || dropout->get<double>() > 1)
      return fields.wrong("dropout", "a number from 0 to 1");
    if (dropout->get<double>() > 0) return fields.wrong("dropout", "0, because ids must not depend on chance");
  }
  ATTUNE_TRY(const auto unknown, fields.optionalText("unk_token"));
  ATTUNE_TRY(const auto prefix, fields.optionalText("continuing_subword_prefix"));
  ATTUNE_TRY(const auto suffix, fields.optionalText("end_of_word_suffix"));
  ATTUNE_TRY(bpe->m_fuseUnknown, fields.boolean("fuse_unk", false));
  ATTUNE_TRY(bpe->m_byteFallback, fields.boolean("byte_fallback", false));
  ATTUNE_TRY(bpe->m_ignoreMerges, fields.boolean("ignore_merges", false));
  bpe->m_hasUnknown = unknown.has_value();
  bpe->m_unknown = unknown.value_or("");
  bpe->m_prefix = prefix.value_or("");
  bpe->m_suffix = suffix.value_or("");
  for (unsigned byte = 0; byte < 256; ++byte) {
    char name[8];
    std::snprintf(name, sizeof name, "<0x%02X>", byte);
    bpe->m_byteTokens[byte] = bpe->m_vocabulary.find(name).value_or(-1);
  }
  ATTUNE_TRY_VOID(bpe->readMerges(fields, *merges));
  return bpe;
}

Result<std::unique_ptr<const Model>> makeBpe(const Fields& fields) { return Bpe::make(fields); }

bool Bpe::dropsNothing() const {
  return m_hasUnknown || (m_byteFallback && std::all_of(m_byteTokens.begin(), m_byteTokens.end(), [](TokenId id) { return id >= 0; }));
}

bool Bpe::onlyAtStart(std::string_view mark) const {
  bool holds = true;
  m_vocabulary.forEach([&](const std::string& token, TokenId) {
    std::size_t begin = 0;
    while (token.compare(begin, mark.size(), mark) == 0 && begin < token.size()) begin += mark.size();
    if (token.find(mark, begin) != std::string::npos) holds = false;
  });
  return holds;
}

Result<void> Bpe::symbolsOf(std::string_view word, std::vector<Symbol>& out) const {
  std::uint32_t unknownLength = 0;
  TokenId unknown = -1;  // unknown characters not yet put out
  const auto flush = [&] {
    if (unknown >= 0) out.push_back({unknown, unknownLength});
    unknown = -1;
  };
  std::string spelling;
  for (std::size_t at = 0; at < word.size();) {
    const unsigned length = unicode::sequenceLength(static_cast<unsigned char>(word[at]));
    spelling.clear();
    if (at > 0) spelling += m_prefix;
    spelling += word.substr(at, length);
    at += length;
    if (at == word.size()) spelling += m_suffix;
    if (const auto id = m_vocabulary.find(spelling)) {
      flush();
      out.push_back({*id, length});
      continue;
    }
    if (m_byteFallback && std::all_of(spelling.begin(), spelling.end(), [this](char c) {
          return m_byteTokens[static_cast<unsigned char>(c)] >= 0;
        })) {
      for (const char c : spelling) out.push_back({m_byteTokens[static_cast<unsigned char>(c)], 1});
      continue;
    }
    if (!m_hasUnknown) continue;  // the reference drops such characters
    if (unknown >= 0 && m_fuseUnknown) {
      unknownLength += length;
      continue;
    }
    flush();
    const auto id = m_vocabulary.find(m_unknown);
    if (!id)
      return fail("tokenizer.encode", ATTUNE_TEXT("The text has a character that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary."),
                  {m_unknown});
    unknown = *id;
    unknownLength = length;
  }
  flush();
  return {};
}

void Bpe::mergeAll(std::vector<Symbol>& symbols) const {
  if (symbols.size() < 2) return;
  if (symbols.size() <= 32)
    mergeShort(symbols);
  else
    mergeLong(symbols);
}

// Quadratic, but without allocation: the ranks of all neighbours stand beside the symbols.
void Bpe::mergeShort(std::vector<Symbol>& symbols) const {
  constexpr std::uint32_t kNone = ~0U;
  std::array<MergeRule, 32> rules;
  std::size_t count = symbols.size();
  const auto look = [&](std::size_t i) {
    const MergeRule* rule = m_merges.find(symbols[i].id, symbols[i + 1].id);
    rules[i] = rule ? *rule : MergeRule{kNone, -1};
  };
  for (std::size_t i = 0; i + 1 < count; ++i) look(i);
  while (count > 1) {
    std::size_t best = 0;
    for (std::size_t i = 1; i + 1 < count; ++i)
      if (rules[i].rank < rules[best].rank) best = i;
    if (rules[best].rank == kNone) break;
    symbols[best] = {rules[best].merged, symbols[best].length + symbols[best + 1].length};
    --count;
    for (std::size_t i = best + 1; i < count; ++i) {
      symbols[i] = symbols[i + 1];
      rules[i] = rules[i + 1];
    }
    if (best + 1 < count) look(best);
    if (best > 0) look(best - 1);
  }
  symbols.resize(count);
}

// O(n log n): a queue of candidate pairs over a linked list of symbols.
void Bpe::mergeLong(std::vector<Symbol>& symbols) const {
  struct Node {
    TokenId id;
    std::uint32_t length;
    std::int32_t previous, next;
  };
  struct Candidate {
    std::uint32_t rank;
    std::int32_t position;
    TokenId merged;
    bool operator<(const Candidate& other) const {
      return rank != other.rank ? rank > other.rank : position > other.position;
    }
  };
  const auto count = static_cast<std::int32_t>(symbols.size());
  std::vector<Node> nodes;
  nodes.reserve(symbols.size());
  for (std::int32_t i = 0; i < count; ++i) {
    const Symbol& symbol = symbols[static_cast<std::size_t>(i)];
    nodes.push_back({symbol.id, symbol.length, i - 1, i + 1 < count ? i + 1 : -1});
  }
  const auto node = [&](std::int32_t i) -> Node& { return nodes[static_cast<std::size_t>(i)]; };
  std::vector<Candidate> first;
  const auto candidate = [&](std::int32_t left, std::int32_t right, auto&& take) {
    if (const MergeRule* rule = m_merges.find(node(left).id, node(right).id)) take(Candidate{rule->rank, left, rule->merged});
  };
  for (std::int32_t i = 0; i + 1 < count; ++i) candidate(i, i + 1, [&](Candidate c) { first.push_back(c); });
  std::priority_queue<Candidate> queue({}, std::move(first));
  while (!queue.empty()) {
    const Candidate top = queue.top();
    queue.pop();
    Node& left = node(top.position);
    if (left.id < 0 || left.next < 0) continue;
    Node& right = node(left.next);
    const MergeRule* rule = m_merges.find(left.id, right.id);
    if (!rule || rule->merged != top.merged) continue;  // the pair has changed since
    left.id = top.merged;
    left.length += right.length;
    right.id = -1;
    left.next = right.next;
    if (left.next >= 0) node(left.next).previous = top.position;
    if (left.previous >= 0) candidate(left.previous, top.position, [&](Candidate c) { queue.push(c); });
    if (left.next >= 0) candidate(top.position, left.next, [&](Candidate c) { queue.push(c); });
  }
  symbols.clear();
  for (const Node& n : nodes)
    if (n.id >= 0) symbols.push_back({n.id, n.length});
}

Result<void> Bpe::tokenize(std::string_view word, std::vector<WordToken>& out) const {
  if (word.empty()) return {};
  if (m_ignoreMerges) {
    if (const auto id = m_vocabulary.find(word)) {
      out.push_back({*id, 0, static_cast<std::uint32_t>(word.size())});
      return {};
    }
  }
  std::vector<Symbol> symbols;
  symbols.reserve(word.size());
  ATTUNE_TRY_VOID(symbolsOf(word, symbols));
  mergeAll(symbols);
  std::uint32_t at = 0;
  for (const Symbol& symbol : symbols) {
    out.push_back({symbol.id, at, at + symbol.length});
    at += symbol.length;
  }
  return {};
}

}  // namespace attune::tokenizers

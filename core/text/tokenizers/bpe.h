// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/text/tokenizers/model.h"

namespace attune::tokenizers {

/// A merge rule: the pair's place in the order, and the token that it becomes.
struct MergeRule {
  std::uint32_t rank;
  TokenId merged;
};

/// Merge rules by pair of ids, in one flat table with open addressing.
class MergeTable {
 public:
  explicit MergeTable(std::size_t rules);
  void set(TokenId left, TokenId right, MergeRule rule);
  const MergeRule* find(TokenId left, TokenId right) const {
    const std::uint64_t key = keyOf(left, right);
    for (std::size_t slot = slotOf(key);; slot = (slot + 1) & m_mask) {
      if (m_slots[slot].key == key) return &m_slots[slot].rule;
      if (m_slots[slot].key == kFree) return nullptr;
    }
  }

 private:
  struct Slot {
    std::uint64_t key;
    MergeRule rule;
  };
  static constexpr std::uint64_t kFree = ~0ULL;
  static std::uint64_t keyOf(TokenId left, TokenId right) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 | static_cast<std::uint32_t>(right);
  }
  std::size_t slotOf(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15ULL) >> m_shift; }

  std::vector<Slot> m_slots;
  std::size_t m_mask;
  int m_shift;
};

/// A symbol of a word that is being merged, and how many bytes of the word it stands for.
struct Symbol {
  TokenId id;
  std::uint32_t length;
};

/// Byte-pair encoding (Sennrich et al. 2016) with the options of tokenizer.json.
class Bpe : public Model {
 public:
  static Result<std::unique_ptr<const Model>> make(const Fields& fields);

  Result<void> tokenize(std::string_view word, std::vector<WordToken>& out) const override;
  std::optional<TokenId> tokenToId(std::string_view token) const override { return m_vocabulary.find(token); }
  const std::string* idToToken(TokenId id) const override { return m_vocabulary.token(id); }
  std::size_t size() const override { return m_vocabulary.size(); }
  TokenId idLimit() const override { return m_vocabulary.idLimit(); }

  /// Applies the merge rules in their order until none fits.
  void mergeAll(std::vector<Symbol>& symbols) const;
  const Vocabulary& vocabulary() const { return m_vocabulary; }
  bool ignoresMerges() const { return m_ignoreMerges; }
  bool plainSymbols() const { return m_prefix.empty() && m_suffix.empty(); }
  /// True if `mark` begins every token that it is in, so that words may be cut before it without changing the ids.
  bool onlyAtStart(std::string_view mark) const;
  bool byteFallback() const { return m_byteFallback; }
  /// True if every character becomes some token, so that nothing of the text is left out.
  bool dropsNothing() const;

 private:
  explicit Bpe(std::size_t rules) : m_merges(rules) {}
  Result<void> readMerges(const Fields& fields, const Json& merges);
  Result<void> symbolsOf(std::string_view word, std::vector<Symbol>& out) const;
  void mergeShort(std::vector<Symbol>& symbols) const;
  void mergeLong(std::vector<Symbol>& symbols) const;

  Vocabulary m_vocabulary;
  MergeTable m_merges;
  std::string m_unknown, m_prefix, m_suffix;
  bool m_hasUnknown = false, m_fuseUnknown = false, m_byteFallback = false, m_ignoreMerges = false;
  std::array<TokenId, 256> m_byteTokens{};  // <0x00> … <0xFF>, negative where absent
};

}  // namespace attune::tokenizers

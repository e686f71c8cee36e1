// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/text/tokenizers/aligned_text.h"
#include "core/text/tokenizers/byte_trie.h"
#include "core/text/tokenizers/model.h"

namespace attune::tokenizers {

/// The unigram language model (Kudo 2018): the division of a word with the highest sum of log-probabilities.
class Unigram : public Model {
 public:
  static Result<std::unique_ptr<const Model>> make(const Fields& fields);

  Result<void> tokenize(std::string_view word, std::vector<WordToken>& out) const override;
  std::optional<TokenId> tokenToId(std::string_view token) const override;
  const std::string* idToToken(TokenId id) const override;
  std::size_t size() const override { return m_pieces.size(); }
  TokenId idLimit() const override { return static_cast<TokenId>(m_pieces.size()); }
  /// True if `mark` begins every piece that it is in.
  bool onlyAtStart(std::string_view mark) const;

 private:
  Unigram() = default;
  Result<void> emit(std::string_view word, std::uint32_t begin, std::uint32_t end, std::vector<WordToken>& out) const;

  std::vector<std::string> m_pieces;
  std::vector<double> m_scores;
  ByteTrie m_trie;
  double m_unknownScore = 0;
  TokenId m_unknown = -1;
  bool m_byteFallback = false;
};

}  // namespace attune::tokenizers

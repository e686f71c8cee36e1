// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "core/text/tokenizers/byte_trie.h"
#include "core/text/tokenizers/model.h"

namespace attune::tokenizers {

/// WordPiece (Schuster, Nakajima 2012): the longest known prefix again and again, or one unknown token for the word.
class WordPiece : public Model {
 public:
  static Result<std::unique_ptr<const Model>> make(const Fields& fields);

  Result<void> tokenize(std::string_view word, std::vector<WordToken>& out) const override;
  std::optional<TokenId> tokenToId(std::string_view token) const override { return m_vocabulary.find(token); }
  const std::string* idToToken(TokenId id) const override { return m_vocabulary.token(id); }
  std::size_t size() const override { return m_vocabulary.size(); }
  TokenId idLimit() const override { return m_vocabulary.idLimit(); }

 private:
  WordPiece() = default;
  Vocabulary m_vocabulary;
  std::string m_unknown, m_prefix;
  std::size_t m_maxCharacters = 100;
  ByteTrie m_first, m_next;  // tokens that begin a word, and those that go on, without their prefix
};

}  // namespace attune::tokenizers

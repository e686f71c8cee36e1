// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/wordpiece.h"

#include <algorithm>

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

Result<TokenId> unknownId(const Vocabulary& vocabulary, const std::string& token) {
  if (const auto id = vocabulary.find(token)) return *id;
  return fail("tokenizer.encode", ATTUNE_TEXT("The text has a word that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary."),
              {token});
}

// One id for each whole word.
class WordLevel : public Model {
 public:
  WordLevel(Vocabulary vocabulary, std::string unknown)
      : m_vocabulary(std::move(vocabulary)), m_unknown(std::move(unknown)) {}
  Result<void> tokenize(std::string_view word, std::vector<WordToken>& out) const override {
    const auto length = static_cast<std::uint32_t>(word.size());
    if (const auto id = m_vocabulary.find(word)) {
      out.push_back({*id, 0, length});
      return {};
    }
    ATTUNE_TRY(const TokenId id, unknownId(m_vocabulary, m_unknown));
    out.push_back({id, 0, length});
    return {};
  }
  std::optional<TokenId> tokenToId(std::string_view token) const override { return m_vocabulary.find(token); }
  const std::string* idToToken(TokenId id) const override { return m_vocabulary.token(id); }
  std::size_t size() const override { return m_vocabulary.size(); }
  TokenId idLimit() const override { return m_vocabulary.idLimit(); }

 private:
  Vocabulary m_vocabulary;
  std::string m_unknown;
};

}  // namespace

Result<std::unique_ptr<const Model>> makeWordLevel(const Fields& fields) {
  ATTUNE_TRY(Vocabulary vocabulary, Vocabulary::fromJson(fields, "vocab"));
  ATTUNE_TRY(std::string unknown, fields.text("unk_token"));
  return std::make_unique<WordLevel>(std::move(vocabulary), std::move(unknown));
}

Result<std::unique_ptr<const Model>> WordPiece::make(const Fields& fields) {
  std::unique_ptr<WordPiece> model(new WordPiece);
  ATTUNE_TRY(model->m_vocabulary, Vocabulary::fromJson(fields, "vocab"));
  ATTUNE_TRY(model->m_unknown, fields.text("unk_token"));
  ATTUNE_TRY(model->m_prefix, fields.text("continuing_subword_prefix"));
  ATTUNE_TRY(model->m_maxCharacters, fields.number("max_input_chars_per_word"));
  std::vector<std::pair<std::string_view, std::int32_t>> first, next;
  model->m_vocabulary.forEach([&](const std::string& token, TokenId id) {
    first.emplace_back(token, id);
    if (token.starts_with(model->m_prefix)) next.emplace_back(std::string_view(token).substr(model->m_prefix.size()), id);
  });
  model->m_first = ByteTrie(std::move(first));
  model->m_next = ByteTrie(std::move(next));
  return model;
}

Result<std::unique_ptr<const Model>> makeWordPiece(const Fields& fields) { return WordPiece::make(fields); }

Result<void> WordPiece::tokenize(std::string_view word, std::vector<WordToken>& out) const {
  const std::size_t before = out.size();
  const auto unknown = [&]() -> Result<void> {
    ATTUNE_TRY(const TokenId id, unknownId(m_vocabulary, m_unknown));
    out.resize(before);
    out.push_back({id, 0, static_cast<std::uint32_t>(word.size())});
    return {};
  };
  const auto isContinuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  const auto characters = word.size() - static_cast<std::size_t>(std::count_if(word.begin(), word.end(), isContinuation));
  if (characters > m_maxCharacters) return unknown();
  for (std::size_t begin = 0; begin < word.size();) {
    std::size_t length = 0;
    TokenId id = -1;
    (begin == 0 ? m_first : m_next).prefixes(word.substr(begin), [&](std::size_t bytes, std::int32_t value) {
      length = bytes;
      id = value;
    });
    if (id < 0) return unknown();
    out.push_back({id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)});
    begin += length;
  }
  return {};
}

}  // namespace attune::tokenizers

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
  model->m_vocabulary.forEach(
      [&](const std::string& token, TokenId) { model->m_longest = std::max(model->m_longest, token.size()); });
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
  std::string spelling;
  for (std::size_t begin = 0; begin < word.size();) {
    const std::size_t prefix = begin > 0 ? m_prefix.size() : 0;
    std::size_t end = std::min(word.size(), begin + (m_longest > prefix ? m_longest - prefix : 0));
    while (end > begin && end < word.size() && isContinuation(word[end])) --end;
    spelling.assign(m_prefix, 0, prefix);
    spelling += word.substr(begin, end - begin);
    std::optional<TokenId> id;
    while (end > begin && !(id = m_vocabulary.find(spelling))) {
      do {
        --end;
        spelling.pop_back();
      } while (end > begin && isContinuation(word[end]));
    }
    if (!id) return unknown();
    out.push_back({*id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end;
  }
  return {};
}

}  // namespace attune::tokenizers

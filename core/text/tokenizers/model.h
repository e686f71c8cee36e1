// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/fields.h"

namespace attune::tokenizers {

/// A token of one word: its range in bytes, and whether its spelling is that of the text instead of the vocabulary's.
struct WordToken {
  TokenId id;
  std::uint32_t begin, end;
  bool surface = false;
};

/// Token spellings and their ids, with holes allowed.
class Vocabulary {
 public:
  Vocabulary() = default;
  Vocabulary(Vocabulary&&) = default;
  Vocabulary& operator=(Vocabulary&&) = default;
  /// Reads {"token": id, …}. Errors: tokenizer.invalid.
  static Result<Vocabulary> fromJson(const Fields& model, const std::string& key);
  void add(std::string token, TokenId id);
  std::optional<TokenId> find(std::string_view token) const;
  const std::string* token(TokenId id) const;
  /// Number of different spellings.
  std::size_t size() const { return m_ids.size(); }
  TokenId idLimit() const { return m_limit; }
  template <class F>
  void forEach(F&& f) const {
    for (const auto& [token, id] : m_ids) f(token, id);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, TokenId, Hash, std::equal_to<>> m_ids;
  std::unordered_map<TokenId, const std::string*> m_tokens;  // the keys of m_ids, which never move
  TokenId m_limit = 0;
};

/// What turns a word into tokens. Thread: any.
class Model {
 public:
  virtual ~Model() = default;
  /// Appends the tokens of `word`. Errors: tokenizer.encode.
  virtual Result<void> tokenize(std::string_view word, std::vector<WordToken>& out) const = 0;
  virtual std::optional<TokenId> tokenToId(std::string_view token) const = 0;
  virtual const std::string* idToToken(TokenId id) const = 0;
  /// Number of tokens, and one more than the largest id.
  virtual std::size_t size() const = 0;
  virtual TokenId idLimit() const = 0;
};

/// Builds the model of a tokenizer.json; the table of names is in models.cpp. Errors: tokenizer.invalid,
/// tokenizer.unsupported.
Result<std::unique_ptr<const Model>> makeModel(const Fields& fields);
// Constructors of the families, one file each.
Result<std::unique_ptr<const Model>> makeBpe(const Fields& fields);
Result<std::unique_ptr<const Model>> makeWordPiece(const Fields& fields);
Result<std::unique_ptr<const Model>> makeWordLevel(const Fields& fields);
Result<std::unique_ptr<const Model>> makeUnigram(const Fields& fields);

}  // namespace attune::tokenizers

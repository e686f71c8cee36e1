// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/aligned_text.h"
#include "core/text/tokenizers/byte_trie.h"
#include "core/text/tokenizers/fields.h"
#include "core/text/tokenizers/model.h"
#include "core/text/tokenizers/normalizer.h"

namespace attune::tokenizers {

/// A token that is found in the text before the model sees it.
struct AddedToken {
  TokenId id = -1;
  std::string content;
  bool singleWord = false, stripLeft = false, stripRight = false, normalized = false, special = false;
};

/// Finds added tokens in texts, leftmost and longest first. Thread: any.
class AddedTokens {
 public:
  /// A part of a text: an added token, or text between them (id negative).
  struct Part {
    Span range;
    TokenId id;
  };
  /// Whether this token may stand at these bytes of the text.
  using Allowed = std::function<bool(const AddedToken& token, Span range)>;

  AddedTokens() = default;
  /// Reads the list of a tokenizer.json. Ids come from the model's vocabulary or follow it, as in the reference.
  /// Errors: tokenizer.invalid.
  static Result<AddedTokens> fromJson(const Fields& root, const Model& model, const Normalizer* normalizer);

  /// Divides text; `normalized` chooses the tokens that are looked for after normalisation. An empty `allowed` allows all.
  std::vector<Part> find(std::string_view text, bool normalized, const Allowed& allowed) const;
  /// True if there is nothing to look for.
  bool none(bool normalized) const { return (normalized ? m_normalized : m_plain).trie.empty(); }
  /// The first place at or after `from` where a plain token might begin, for skipping quickly.
  std::size_t nextCandidate(std::string_view text, std::size_t from) const;
  bool hasNormalizedSpecial() const { return m_normalizedSpecial; }

  const AddedToken* byId(TokenId id) const;
  const AddedToken* byContent(std::string_view content) const;
  /// The spelling that decoding starts from.
  const std::string* decoded(TokenId id) const;
  bool isSpecialSpelling(const std::string& token) const { return m_special.contains(token); }
  TokenId idLimit() const { return m_limit; }
  const std::map<TokenId, AddedToken>& all() const { return m_tokens; }

 private:
  struct Set {
    ByteTrie trie;
    std::array<bool, 256> first{};
  };
  std::map<TokenId, AddedToken> m_tokens;
  std::map<std::string, TokenId, std::less<>> m_ids;
  std::map<TokenId, std::string> m_decoded;
  std::unordered_set<std::string> m_special;
  Set m_plain, m_normalized;
  TokenId m_limit = 0;
  bool m_normalizedSpecial = false;
};

}  // namespace attune::tokenizers

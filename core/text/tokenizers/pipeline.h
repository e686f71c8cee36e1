// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>
#include <vector>

#include "core/text/tokenizers/parts.h"
#include "core/text/tokenizers/permission.h"

namespace attune::tokenizers {

/// Text to tokens without the post-processor: added tokens, normalisation, splitting, model.
class Pipeline {
 public:
  Pipeline(const Tokenizer::Parts& parts, const Permission& permission) : m_parts(parts), m_permission(permission) {}
  /// Errors: tokenizer.encode.
  Result<Encoding> encode(std::string_view text) const;
  Result<void> encodeIds(std::string_view text, std::vector<TokenId>& ids) const;

 private:
  std::vector<AddedTokens::Part> findPlain(std::string_view text) const;
  Result<std::vector<Piece>> pieces(std::string_view text, bool tracked) const;
  Result<void> encodeFast(std::string_view text, std::vector<TokenId>& ids) const;

  const Tokenizer::Parts& m_parts;
  const Permission& m_permission;
};

}  // namespace attune::tokenizers

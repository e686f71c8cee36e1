// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/pipeline.h"

#include "core/text/tokenizers/character_index.h"

namespace attune::tokenizers {

std::vector<AddedTokens::Part> Pipeline::findPlain(std::string_view text) const {
  AddedTokens::Allowed allowed;
  if (!m_permission.always())
    allowed = [this](const AddedToken& token, Span range) { return !token.special || m_permission.allows(range); };
  return m_parts.added.find(text, false, allowed);
}

Result<std::vector<Piece>> Pipeline::pieces(std::string_view text, bool tracked) const {
  std::vector<Piece> out;
  const AlignedText whole{std::string(text), tracked};
  for (const AddedTokens::Part& part : findPlain(text)) {
    AlignedText slice = whole.slice(part.range);
    if (part.id >= 0) {
      out.push_back({std::move(slice), part.id});
      continue;
    }
    if (m_parts.normalizer) ATTUNE_TRY_VOID(m_parts.normalizer->apply(slice));
    if (slice.text().empty()) continue;
    if (m_parts.added.none(true)) {
      out.push_back({std::move(slice), -1});
      continue;
    }
    AddedTokens::Allowed allowed;
    if (!m_permission.always())
      allowed = [&](const AddedToken& token, Span range) {
        return !token.special || m_permission.allows(slice.origin(range.begin, range.end));
      };
    for (const AddedTokens::Part& inner : m_parts.added.find(slice.text(), true, allowed))
      out.push_back({slice.slice(inner.range), inner.id});
  }
  if (m_parts.preTokenizer) ATTUNE_TRY_VOID(m_parts.preTokenizer->apply(out));
  return out;
}

Result<Encoding> Pipeline::encode(std::string_view text) const {
  ATTUNE_TRY(const std::vector<Piece> all, pieces(text, true));
  Encoding encoding;
  const CharacterIndex characters(text);
  const auto put = [&](TokenId id, std::string spelling, Span bytes) {
    encoding.ids.push_back(id);
    encoding.tokens.push_back(std::move(spelling));
    encoding.offsets.push_back(characters.convert(bytes));
  };
  std::vector<WordToken> tokens;
  for (const Piece& piece : all) {
    const std::string& word = piece.text.text();
    if (piece.added >= 0) {
      put(piece.added, word, piece.text.origin(0, static_cast<std::uint32_t>(word.size())));
      continue;
    }
    tokens.clear();
    ATTUNE_TRY_VOID(m_parts.model->tokenize(word, tokens));
    for (const WordToken& token : tokens)
      put(token.id, token.surface ? word.substr(token.begin, token.end - token.begin) : *m_parts.model->idToToken(token.id),
          piece.text.origin(token.begin, token.end));
  }
  encoding.typeIds.assign(encoding.ids.size(), 0);
  return encoding;
}

Result<void> Pipeline::encodeFast(std::string_view text, std::vector<TokenId>& ids) const {
  if (m_parts.added.nextCandidate(text, 0) == text.size())
    return text.empty() ? Result<void>() : m_parts.fast->encode(text, true, ids);
  for (const AddedTokens::Part& part : findPlain(text)) {
    if (part.id >= 0)
      ids.push_back(part.id);
    else
      ATTUNE_TRY_VOID(m_parts.fast->encode(text.substr(part.range.begin, part.range.end - part.range.begin),
                                           part.range.begin == 0, ids));
  }
  return {};
}

Result<void> Pipeline::encodeIds(std::string_view text, std::vector<TokenId>& ids) const {
  if (m_parts.fast) return encodeFast(text, ids);
  const bool tracked = m_parts.idsNeedTracking || (m_parts.added.hasNormalizedSpecial() && !m_permission.always());
  ATTUNE_TRY(const std::vector<Piece> all, pieces(text, tracked));
  std::vector<WordToken> tokens;
  for (const Piece& piece : all) {
    if (piece.added >= 0) {
      ids.push_back(piece.added);
      continue;
    }
    tokens.clear();
    ATTUNE_TRY_VOID(m_parts.model->tokenize(piece.text.text(), tokens));
    for (const WordToken& token : tokens) ids.push_back(token.id);
  }
  return {};
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer.h"

#include <algorithm>

#include "core/text/tokenizers/character_index.h"
#include "core/text/tokenizers/parts.h"
#include "core/text/tokenizers/pipeline.h"
#include "core/text/tokenizers/unicode.h"

namespace attune {
namespace {

using tokenizers::Permission;
using tokenizers::Pipeline;

Result<void> checkText(std::string_view text) {
  if (text.size() >= 0xFFFFFFFFULL)
    return fail("tokenizer.text", ATTUNE_TEXT("A text of {0} bytes is too long to be tokenised at once."),
                {std::to_string(text.size())});
  const std::size_t bad = unicode::findInvalid(text);
  if (bad == std::string_view::npos) return {};
  return fail("tokenizer.text", ATTUNE_TEXT("The text is not valid UTF-8 at byte {0}."), {std::to_string(bad)});
}

std::string join(std::span<const TextSegment> segments) {
  std::string text;
  for (const TextSegment& segment : segments) text += segment.text;
  return text;
}

Permission permissionOf(const EncodeOptions& options) {
  return options.parseSpecialTokens ? Permission::everywhere() : Permission::nowhere();
}

Result<Encoding> encodeAligned(const Tokenizer::Parts& parts, std::string_view text, const Permission& permission,
                               bool addSpecialTokens) {
  ATTUNE_TRY_VOID(checkText(text));
  ATTUNE_TRY(Encoding encoding, Pipeline(parts, permission).encode(text));
  if (parts.postProcessor) parts.postProcessor->apply(encoding, addSpecialTokens);
  encoding.byteOffsets = tokenizers::toByteOffsets(text, encoding.offsets);
  return encoding;
}

Result<std::vector<TokenId>> encodeToIds(const Tokenizer::Parts& parts, std::string_view text,
                                         const Permission& permission, bool addSpecialTokens) {
  ATTUNE_TRY_VOID(checkText(text));
  std::vector<TokenId> ids;
  ids.reserve(text.size() / 4 + 8);
  ATTUNE_TRY_VOID(Pipeline(parts, permission).encodeIds(text, ids));
  if (parts.postProcessor) parts.postProcessor->applyIds(ids, addSpecialTokens);
  return ids;
}

// A SentencePiece model has no special tokens in ordinary text; `controls` tells where a template may write them.
Result<Encoding> encodeRaw(const tokenizers::SentencePieceModel& model, std::string_view text,
                           const Permission* controls) {
  ATTUNE_TRY_VOID(checkText(text));
  return model.encode(text, controls);
}

Result<std::vector<TokenId>> idsOf(Result<Encoding> encoding) {
  if (!encoding) return tl::unexpected(std::move(encoding.error()));
  return std::move(encoding->ids);
}

}  // namespace

Tokenizer::Tokenizer(std::unique_ptr<const Parts> parts) : m_parts(std::move(parts)) {}
Tokenizer::~Tokenizer() = default;

Result<Encoding> Tokenizer::encode(std::string_view text, const EncodeOptions& options) const {
  if (m_parts->raw) return encodeRaw(*m_parts->raw, text, nullptr);
  return encodeAligned(*m_parts, text, permissionOf(options), options.addSpecialTokens);
}

Result<std::vector<TokenId>> Tokenizer::encodeIds(std::string_view text, const EncodeOptions& options) const {
  if (m_parts->raw) return idsOf(encodeRaw(*m_parts->raw, text, nullptr));
  return encodeToIds(*m_parts, text, permissionOf(options), options.addSpecialTokens);
}

Result<std::vector<TokenId>> Tokenizer::encodeSegments(std::span<const TextSegment> segments,
                                                       bool addSpecialTokens) const {
  const Permission permission(segments);
  if (m_parts->raw) return idsOf(encodeRaw(*m_parts->raw, join(segments), &permission));
  return encodeToIds(*m_parts, join(segments), permission, addSpecialTokens);
}

Result<Encoding> Tokenizer::encodeSegmentsWithOffsets(std::span<const TextSegment> segments,
                                                      bool addSpecialTokens) const {
  const Permission permission(segments);
  if (m_parts->raw) return encodeRaw(*m_parts->raw, join(segments), &permission);
  return encodeAligned(*m_parts, join(segments), permission, addSpecialTokens);
}

std::string Tokenizer::decode(std::span<const TokenId> ids, bool skipSpecial) const {
  if (m_parts->raw) return m_parts->raw->decode(ids, skipSpecial);
  std::vector<std::string> tokens;
  tokens.reserve(ids.size());
  for (const TokenId id : ids) {
    const std::string* token = m_parts->added.decoded(id);
    if (!token) token = m_parts->model->idToToken(id);
    if (!token || (skipSpecial && m_parts->added.isSpecialSpelling(*token))) continue;
    tokens.push_back(*token);
  }
  std::string text;
  if (m_parts->decoder) {
    m_parts->decoder->apply(tokens);
    for (const std::string& token : tokens) text += token;
    return text;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) text += (i > 0 ? " " : "") + tokens[i];
  return text;
}

std::optional<TokenId> Tokenizer::tokenToId(std::string_view token) const {
  if (m_parts->raw) return m_parts->raw->tokenToId(token);
  if (const tokenizers::AddedToken* added = m_parts->added.byContent(token)) return added->id;
  return m_parts->model->tokenToId(token);
}

std::optional<std::string> Tokenizer::idToToken(TokenId id) const {
  if (m_parts->raw) {
    const auto& pieces = m_parts->raw->proto().pieces;
    if (id < 0 || static_cast<std::size_t>(id) >= pieces.size()) return {};
    return pieces[static_cast<std::size_t>(id)].text;
  }
  if (const tokenizers::AddedToken* added = m_parts->added.byId(id)) return added->content;
  const std::string* token = m_parts->model->idToToken(id);
  return token ? std::optional(*token) : std::nullopt;
}

TokenId Tokenizer::vocabSize() const {
  if (m_parts->raw) return static_cast<TokenId>(m_parts->raw->proto().pieces.size());
  return std::max(m_parts->model->idLimit(), m_parts->added.idLimit());
}

bool Tokenizer::isSpecial(TokenId id) const {
  if (m_parts->raw) return m_parts->raw->isSpecial(id);
  const tokenizers::AddedToken* added = m_parts->added.byId(id);
  return added && added->special;
}

const SpecialTokenIds& Tokenizer::specialIds() const { return m_parts->special; }

Result<std::string> Tokenizer::toJson() const {
  return m_parts->raw ? tokenizers::sentencePieceToJson(m_parts->raw->proto()) : Result<std::string>(m_parts->json);
}

const std::string& Tokenizer::contentHash() const { return m_parts->hash; }

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/added_tokens.h"

#include <algorithm>

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

unsigned flagsBefore(std::string_view text, std::size_t at, std::size_t& begin) {
  begin = at - 1;
  while ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  unsigned length = 0;
  return unicode::charTable().flags(unicode::decodeAt(text.data() + begin, length));
}

unsigned flagsAt(std::string_view text, std::size_t at, unsigned& length) {
  return unicode::charTable().flags(unicode::decodeAt(text.data() + at, length));
}

bool isSingleWord(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t unusedBegin = 0;
  unsigned unusedLength = 0;
  if (begin > 0 && (flagsBefore(text, begin, unusedBegin) & unicode::kWord)) return false;
  return end == text.size() || !(flagsAt(text, end, unusedLength) & unicode::kWord);
}

Result<AddedToken> readToken(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.requireObject());
  AddedToken token;
  ATTUNE_TRY_VOID(fields.number("id"));
  ATTUNE_TRY(token.content, fields.text("content"));
  ATTUNE_TRY(token.singleWord, fields.boolean("single_word"));
  ATTUNE_TRY(token.stripLeft, fields.boolean("lstrip"));
  ATTUNE_TRY(token.stripRight, fields.boolean("rstrip"));
  ATTUNE_TRY(token.normalized, fields.boolean("normalized"));
  ATTUNE_TRY(token.special, fields.boolean("special"));
  return token;
}

}  // namespace

Result<AddedTokens> AddedTokens::fromJson(const Fields& root, const Model& model, const Normalizer* normalizer) {
  AddedTokens added;
  if (!root.json().contains("added_tokens")) return added;
  ATTUNE_TRY(const Json* list, root.array("added_tokens"));
  auto nextId = static_cast<TokenId>(model.size());
  std::size_t position = 0;
  for (const Json& item : *list) {
    ATTUNE_TRY(AddedToken token, readToken(root.child(item, "added_tokens[" + std::to_string(position++) + "]")));
    if (token.content.empty()) continue;
    if (const AddedToken* known = added.byContent(token.content))
      token.id = known->id;
    else if (const auto id = model.tokenToId(token.content))
      token.id = *id;
    else
      token.id = nextId++;
    if (token.normalized && normalizer) {
      AlignedText text(token.content, normalizer->needsTracking());
      ATTUNE_TRY_VOID(normalizer->apply(text));
      if (text.text() != token.content) added.m_decoded[token.id] = text.text();
    }
    if (token.special) added.m_special.insert(token.content);
    added.m_ids[token.content] = token.id;
    added.m_limit = std::max(added.m_limit, token.id + 1);
    added.m_tokens[token.id] = std::move(token);
  }
  std::vector<std::pair<std::string_view, std::int32_t>> plain, normalized;
  for (const auto& [id, token] : added.m_tokens) {
    (token.normalized ? normalized : plain).emplace_back(*added.decoded(id), id);
    added.m_normalizedSpecial = added.m_normalizedSpecial || (token.normalized && token.special);
  }
  added.m_plain.trie = ByteTrie(std::move(plain));
  added.m_normalized.trie = ByteTrie(std::move(normalized));
  for (Set* set : {&added.m_plain, &added.m_normalized})
    for (unsigned byte = 0; byte < 256; ++byte) set->first[byte] = set->trie.startsKey(static_cast<unsigned char>(byte));
  return added;
}

std::size_t AddedTokens::nextCandidate(std::string_view text, std::size_t from) const {
  while (from < text.size() && !m_plain.first[static_cast<unsigned char>(text[from])]) ++from;
  return from;
}

std::vector<AddedTokens::Part> AddedTokens::find(std::string_view text, bool normalized, const Allowed& allowed) const {
  const Set& set = normalized ? m_normalized : m_plain;
  std::vector<Part> parts;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t done = 0;
  if (!set.trie.empty()) {
    for (std::size_t at = 0; at < text.size();) {
      if (!set.first[static_cast<unsigned char>(text[at])]) {
        ++at;
        continue;
      }
      std::size_t length = 0;
      const AddedToken* token = nullptr;
      set.trie.prefixes(text.substr(at), [&](std::size_t bytes, std::int32_t id) {
        const AddedToken& candidate = m_tokens.find(id)->second;
        if (allowed && !allowed(candidate, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + bytes)})) return;
        length = bytes;
        token = &candidate;
      });
      if (!token) {
        ++at;
        continue;
      }
      auto begin = static_cast<std::uint32_t>(at), end = static_cast<std::uint32_t>(at + length);
      at = end;
      if (token->singleWord && !isSingleWord(text, begin, end)) continue;
      if (token->stripLeft) {
        std::size_t before = 0;
        while (begin > done && (flagsBefore(text, begin, before) & unicode::kSpace)) begin = static_cast<std::uint32_t>(before);
      }
      unsigned bytes = 0;
      if (token->stripRight)
        while (end < size && (flagsAt(text, end, bytes) & unicode::kSpace)) end += bytes;
      if (done < begin) parts.push_back({{done, begin}, -1});
      parts.push_back({{begin, end}, token->id});
      done = end;
    }
  }
  if (done < size) parts.push_back({{done, size}, -1});
  return parts;
}

const AddedToken* AddedTokens::byId(TokenId id) const {
  const auto found = m_tokens.find(id);
  return found == m_tokens.end() ? nullptr : &found->second;
}

const AddedToken* AddedTokens::byContent(std::string_view content) const {
  const auto found = m_ids.find(content);
  return found == m_ids.end() ? nullptr : byId(found->second);
}

const std::string* AddedTokens::decoded(TokenId id) const {
  if (const auto found = m_decoded.find(id); found != m_decoded.end()) return &found->second;
  const AddedToken* token = byId(id);
  return token ? &token->content : nullptr;
}

}  // namespace attune::tokenizers

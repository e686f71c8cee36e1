// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer.h"

namespace attune {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

StreamingDecoder::StreamingDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skipSpecial)
    : m_tokenizer(std::move(tokenizer)), m_skipSpecial(skipSpecial) {}

// Decoders look at a token's neighbours (the first one loses its space, bytes join to characters), so the new text is
// what the tokens since the last output add to the text of the ones before.
std::string StreamingDecoder::push(TokenId id) {
  m_ids.push_back(id);
  const std::string text = m_tokenizer->decode(m_ids, m_skipSpecial);
  // A character has four bytes at most; what is incomplete for longer is no character.
  m_incomplete = text.ends_with(kReplacement) ? m_incomplete + 1 : 0;
  if (m_incomplete > 0 && m_incomplete < 4) return {};
  std::string fresh;
  if (text.starts_with(m_given))
    fresh = text.substr(m_given.size());
  else if (m_incomplete > 0 || !m_given.starts_with(text))  // broken bytes have spoilt the ones before, too
    fresh = m_tokenizer->decode(std::span(m_ids).subspan(m_contextEnd), m_skipSpecial);
  if (fresh.empty()) return {};
  m_incomplete = 0;
  m_ids.erase(m_ids.begin(), m_ids.begin() + static_cast<std::ptrdiff_t>(m_contextEnd));
  m_contextEnd = m_ids.size();
  m_given = m_tokenizer->decode(m_ids, m_skipSpecial);
  return fresh;
}

std::string StreamingDecoder::finish() {
  const std::string text = m_tokenizer->decode(m_ids, m_skipSpecial);
  m_ids.clear();
  m_contextEnd = 0;
  m_incomplete = 0;
  std::string rest = text.starts_with(m_given) ? text.substr(m_given.size()) : std::string();
  m_given.clear();
  return rest;
}

}  // namespace attune

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
  // A character may be incomplete for four tokens at most; after that the bytes are simply no text.
  const bool incomplete = text.ends_with(kReplacement) && m_ids.size() - m_contextEnd < 4;
  if (incomplete || text.size() <= m_given.size() || !text.starts_with(m_given)) return {};
  std::string fresh = text.substr(m_given.size());
  m_ids.erase(m_ids.begin(), m_ids.begin() + static_cast<std::ptrdiff_t>(m_contextEnd));
  m_contextEnd = m_ids.size();
  m_given = m_tokenizer->decode(m_ids, m_skipSpecial);
  return fresh;
}

std::string StreamingDecoder::finish() {
  const std::string text = m_tokenizer->decode(m_ids, m_skipSpecial);
  m_ids.clear();
  m_contextEnd = 0;
  std::string rest = text.starts_with(m_given) ? text.substr(m_given.size()) : std::string();
  m_given.clear();
  return rest;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/charsmap.h"

#include <unicode/uchar.h>

#include <array>

#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

std::uint32_t readU32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

// Fields of a darts-clone unit.
bool hasLeaf(std::uint32_t unit) { return unit >> 8 & 1; }
std::uint32_t value(std::uint32_t unit) { return unit & 0x7FFFFFFFU; }
std::uint32_t label(std::uint32_t unit) { return unit & 0x800000FFU; }
std::uint32_t offset(std::uint32_t unit) { return (unit >> 10) << ((unit & 0x200U) >> 6); }

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int clusterBreak(char32_t c) { return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK); }

bool pictographic(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC); }

bool isControl(int kind) { return kind == U_GCB_CONTROL || kind == U_GCB_CR || kind == U_GCB_LF; }

}  // namespace

Result<Charsmap> Charsmap::parse(std::string_view bytes) {
  const auto broken = [](const char* why) {
    return fail("tokenizer.invalid", ATTUNE_TEXT("The normalisation rules (precompiled_charsmap) are damaged."), {}, {}, why);
  };
  if (bytes.size() < 4) return broken("shorter than its size field");
  const std::size_t trieBytes = readU32(bytes, 0) / 4 * 4;
  if (trieBytes < 4 || trieBytes > bytes.size() - 4) return broken("the trie reaches beyond the data");
  Charsmap map;
  map.m_units.reserve(trieBytes / 4);
  for (std::size_t i = 0; i < trieBytes; i += 4) map.m_units.push_back(readU32(bytes, 4 + i));
  map.m_replacements = bytes.substr(4 + trieBytes);
  if (unicode::findInvalid(map.m_replacements) != std::string_view::npos) return broken("the replacements are not UTF-8");
  return map;
}

bool Charsmap::sound() const {
  std::vector<bool> seen(m_units.size());
  std::vector<std::uint32_t> bases{offset(m_units[0])};  // where the children of the nodes still to be visited begin
  while (!bases.empty()) {
    const std::uint32_t base = bases.back();
    bases.pop_back();
    if ((base | 0xFF) >= m_units.size()) return false;
    for (std::uint32_t byte = 1; byte < 256; ++byte) {
      const std::uint32_t node = base ^ byte;
      const std::uint32_t unit = m_units[node];
      if (label(unit) != byte || seen[node]) continue;
      seen[node] = true;
      const std::uint32_t children = node ^ offset(unit);
      if (children >= m_units.size()) return false;
      if (hasLeaf(unit) && value(m_units[children]) > m_replacements.size()) return false;
      bases.push_back(children);
    }
  }
  return true;
}

std::optional<std::string_view> Charsmap::shortestRule(std::string_view text) const {
  std::uint32_t node = offset(m_units[0]);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) break;
    node ^= byte;
    if (node >= m_units.size()) return {};
    const std::uint32_t unit = m_units[node];
    if (label(unit) != byte) return {};
    node ^= offset(unit);
    if (node >= m_units.size()) return {};
    if (!hasLeaf(unit)) continue;
    const std::uint32_t at = value(m_units[node]);
    if (at > m_replacements.size()) return {};
    if (at < m_replacements.size() && (static_cast<unsigned char>(m_replacements[at]) & 0xC0) == 0x80) return {};
    const std::size_t end = m_replacements.find('\0', at);
    return std::string_view(m_replacements).substr(at, end == std::string::npos ? end : end - at);
  }
  return {};
}

std::optional<std::string> decodeBase64(std::string_view text) {
  if (text.size() % 4 != 0) return {};
  std::array<int, 256> digits{};
  digits.fill(-1);
  for (std::size_t i = 0; i < kBase64.size(); ++i) digits[static_cast<unsigned char>(kBase64[i])] = static_cast<int>(i);
  std::string out;
  out.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const bool lastGroup = i + 4 == text.size();
    unsigned group = 0;
    int padding = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const char c = text[i + j];
      if (c == '=' && lastGroup && j >= 2) {
        ++padding;
        group <<= 6;
        continue;
      }
      const int digit = digits[static_cast<unsigned char>(c)];
      if (digit < 0 || padding > 0) return {};
      group = group << 6 | static_cast<unsigned>(digit);
    }
    if ((padding == 1 && (group & 0xFF)) || (padding == 2 && (group & 0xFFFF))) return {};
    out += static_cast<char>(group >> 16);
    if (padding < 2) out += static_cast<char>(group >> 8 & 0xFF);
    if (padding < 1) out += static_cast<char>(group & 0xFF);
  }
  return out;
}

std::string encodeBase64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) out += i + j <= bytes.size() ? kBase64[group >> (18 - 6 * j) & 63] : '=';
  }
  return out;
}

std::size_t graphemeEnd(std::string_view text, std::size_t at) {
  unsigned length = 0;
  char32_t c = unicode::decodeAt(text.data() + at, length);
  std::size_t end = at + length;
  if (end == text.size()) return end;
  if (c < 0x80 && c != '\r' && static_cast<unsigned char>(text[end]) < 0x80) return end;
  int kind = clusterBreak(c);
  bool afterPicture = pictographic(c);  // a pictograph and marks only, so far
  bool joinable = false;                // the same and a joiner behind it
  bool oddIndicator = kind == U_GCB_REGIONAL_INDICATOR;
  while (end < text.size()) {
    c = unicode::decodeAt(text.data() + end, length);
    const int next = clusterBreak(c);
    const bool nextPicture = pictographic(c);
    bool joined = false;
    if (kind == U_GCB_CR)
      joined = next == U_GCB_LF;
    else if (isControl(kind) || isControl(next))
      joined = false;
    else if (next == U_GCB_EXTEND || next == U_GCB_ZWJ || next == U_GCB_SPACING_MARK || kind == U_GCB_PREPEND)
      joined = true;
    else if (kind == U_GCB_L)
      joined = next == U_GCB_L || next == U_GCB_V || next == U_GCB_LV || next == U_GCB_LVT;
    else if (kind == U_GCB_LV || kind == U_GCB_V)
      joined = next == U_GCB_V || next == U_GCB_T;
    else if (kind == U_GCB_LVT || kind == U_GCB_T)
      joined = next == U_GCB_T;
    else if (kind == U_GCB_ZWJ && joinable)
      joined = nextPicture;
    else if (kind == U_GCB_REGIONAL_INDICATOR && next == U_GCB_REGIONAL_INDICATOR)
      joined = oddIndicator;
    if (!joined) break;
    joinable = afterPicture && next == U_GCB_ZWJ;
    afterPicture = nextPicture || (afterPicture && next == U_GCB_EXTEND);
    oddIndicator = next == U_GCB_REGIONAL_INDICATOR && !(kind == U_GCB_REGIONAL_INDICATOR && oddIndicator);
    kind = next;
    end += length;
  }
  return end;
}

namespace {

class Precompiled : public Normalizer {
 public:
  explicit Precompiled(Charsmap map) : m_map(std::move(map)) {}

  // SentencePiece replaces whole grapheme clusters by the shortest rule they begin with, if they are short; this is how
  // its vocabularies were trained.
  Result<void> apply(AlignedText& aligned) const override {
    const std::string& text = aligned.text();
    std::vector<Change> changes;
    changes.reserve(text.size());
    bool modified = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = graphemeEnd(text, at);
      const std::string_view cluster = std::string_view(text).substr(at, end - at);
      if (cluster.size() < 6) {
        if (const auto rule = m_map.shortestRule(cluster)) {
          replace(changes, cluster, *rule);
          modified = true;
          at = end;
          continue;
        }
      }
      unicode::forEachChar(cluster, [&](char32_t c, std::size_t i, unsigned length) {
        const std::string_view part = cluster.substr(i, length);
        if (const auto rule = m_map.shortestRule(part)) {
          replace(changes, part, *rule);
          modified = true;
        } else {
          changes.push_back({c, 0});
        }
      });
      at = end;
    }
    if (modified) aligned.transform(changes);
    return {};
  }

 private:
  // Surplus new characters count as inserted; missing ones are put on whatever stands last, as in the reference.
  static void replace(std::vector<Change>& changes, std::string_view before, std::string_view after) {
    int old = 0, now = 0;
    unicode::forEachChar(before, [&](char32_t, std::size_t, unsigned) { ++old; });
    unicode::forEachChar(after, [&](char32_t c, std::size_t, unsigned) {
      changes.push_back({c, 0});
      ++now;
    });
    for (int i = 0; i < now - old; ++i) changes[changes.size() - 1 - static_cast<std::size_t>(i)].change = 1;
    if (now < old && !changes.empty()) changes.back().change += now - old;
  }

  Charsmap m_map;
};

}  // namespace

Result<std::unique_ptr<const Normalizer>> makePrecompiled(const Fields& fields) {
  ATTUNE_TRY(const std::string encoded, fields.text("precompiled_charsmap"));
  const auto bytes = decodeBase64(encoded);
  if (!bytes) return fields.wrong("precompiled_charsmap", "base64");
  auto map = Charsmap::parse(*bytes);
  if (!map) return fields.wrong("precompiled_charsmap", "a SentencePiece rule table");
  return std::make_unique<Precompiled>(std::move(*map));
}

}  // namespace attune::tokenizers

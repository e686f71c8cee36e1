// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_damage.h"

#include <array>
#include <cstdint>
#include <optional>

namespace attune {
namespace {

// What Windows-1252 shows for the bytes 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<std::uint16_t, 32> kWindows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

struct Character {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

Character characterAt(std::string_view text, std::size_t i) {
  const auto c = static_cast<unsigned char>(text[i]);
  const std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  if (i + length > text.size()) return {c, 1};
  std::uint32_t value = length == 1 ? c : c & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) value = (value << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
  return {value, length};
}

// The byte that was shown as this character.
std::optional<unsigned char> byteOf(std::uint32_t character) {
  if (character >= 0x80 && character <= 0xFF) return static_cast<unsigned char>(character);
  for (std::size_t k = 0; k < kWindows.size(); ++k)
    if (kWindows[k] != 0 && kWindows[k] == character) return static_cast<unsigned char>(0x80 + k);
  return std::nullopt;
}

struct Misread {
  std::string bytes;       // what was meant, in UTF-8
  std::size_t length = 0;  // of the text that stands there
};

// One character that was written as UTF-8 and read byte by byte: a lead byte's character and those that follow it.
Misread misreadAt(std::string_view text, std::size_t i) {
  const Character first = characterAt(text, i);
  const auto lead = byteOf(first.value);
  if (!lead || *lead < 0xC2 || *lead > 0xF4) return {};
  const std::size_t more = *lead < 0xE0 ? 1 : *lead < 0xF0 ? 2 : 3;
  Misread found{std::string(1, static_cast<char>(*lead)), first.bytes};
  for (std::size_t k = 0; k < more; ++k) {
    if (i + found.length >= text.size()) return {};
    const Character next = characterAt(text, i + found.length);
    const auto byte = byteOf(next.value);
    if (!byte || *byte < 0x80 || *byte > 0xBF) return {};
    found.bytes.push_back(static_cast<char>(*byte));
    found.length += next.bytes;
  }
  const std::uint32_t meant = characterAt(found.bytes, 0).value;
  const bool overlong = (more == 2 && meant < 0x800) || (more == 3 && (meant < 0x10000 || meant > 0x10FFFF));
  return overlong || (meant >= 0xD800 && meant <= 0xDFFF) ? Misread{} : found;
}

}  // namespace

TextDamage textDamage(std::string_view text) {
  TextDamage damage = TextDamage::None;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
        damage = damage == TextDamage::None ? TextDamage::Control : damage;
    } else if (text.compare(i, 3, "\xEF\xBF\xBD") == 0) {
      return TextDamage::Lost;
    } else if (text.compare(i, 3, "\xE2\x80\x8B") == 0 || text.compare(i, 3, "\xEF\xBB\xBF") == 0) {
      damage = damage == TextDamage::None ? TextDamage::Control : damage;
    } else if (c >= 0xC2 && damage != TextDamage::Misread && misreadAt(text, i).length > 0) {
      damage = TextDamage::Misread;
    }
  }
  return damage;
}

std::string repairMisread(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const Misread found = static_cast<unsigned char>(text[i]) >= 0xC2 ? misreadAt(text, i) : Misread{};
    if (found.length > 0) {
      result += found.bytes;
      i += found.length;
    } else {
      result.push_back(text[i++]);
    }
  }
  return result;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/byte_level.h"

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

struct Alphabet {
  std::array<char32_t, 256> characters{};
  std::array<int, 0x144> bytes{};

  constexpr Alphabet() {
    bytes.fill(-1);
    char32_t next = 0x100;
    for (unsigned b = 0; b < 256; ++b) {
      const bool visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      characters[b] = visible ? static_cast<char32_t>(b) : next++;
      bytes[characters[b]] = static_cast<int>(b);
    }
  }
};

constexpr Alphabet kAlphabet;

}  // namespace

char32_t byteCharacter(unsigned char byte) { return kAlphabet.characters[byte]; }

std::optional<unsigned char> characterByte(char32_t c) {
  if (c >= kAlphabet.bytes.size() || kAlphabet.bytes[c] < 0) return {};
  return static_cast<unsigned char>(kAlphabet.bytes[c]);
}

void toByteLevel(AlignedText& text) {
  if (!text.tracked()) return text.assignUntracked(toByteLevel(std::string_view(text.text())));
  std::vector<Change> changes;
  changes.reserve(text.text().size());
  for (const char c : text.text()) {
    const auto byte = static_cast<unsigned char>(c);
    changes.push_back({byteCharacter(byte), (byte & 0xC0) == 0x80});
  }
  text.transform(changes);
}

std::string toByteLevel(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  for (const char c : bytes) unicode::append(out, byteCharacter(static_cast<unsigned char>(c)));
  return out;
}

std::optional<std::string> fromByteLevel(std::string_view token) {
  std::string out;
  out.reserve(token.size());
  for (std::size_t i = 0; i < token.size();) {
    unsigned length = 0;
    const auto byte = characterByte(unicode::decodeAt(token.data() + i, length));
    if (!byte) return {};
    out += static_cast<char>(*byte);
    i += length;
  }
  return out;
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/data/personal_data.h"

namespace attune {
namespace {

// What stands before a name, in lower case and with the blank that follows.
constexpr std::string_view kIntroductions[]{
    "my name is ",  "i am called ", "jeg heter ", "mitt navn er ", "navnet mitt er ", "jag heter ", "mitt namn är ",
    "nazywam się ", "mam na imię ", "mr. ",       "mr ",           "mrs. ",           "mrs ",       "ms. ",
    "ms ",          "pan ",         "pani ",      "hr. ",          "fru "};

// The letters with which an introduction begins.
constexpr auto kStarts = [] {
  std::array<bool, 256> starts{};
  for (const auto introduction : kIntroductions) starts[static_cast<unsigned char>(introduction[0])] = true;
  return starts;
}();

bool isWordByte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80 || c == '-' || c == '\'';
}

// A capital of the Latin letters of our languages.
bool startsCapital(std::string_view text) {
  if (text.empty()) return false;
  if (text[0] >= 'A' && text[0] <= 'Z') return true;
  if (text.size() < 2) return false;
  const auto first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
  if (first == 0xC3) return second <= 0x9E;
  return first == 0xC5 && (second == 0x81 || second == 0x83 || second == 0x9A || second == 0xB9 || second == 0xBB);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// The length of up to three capitalised words.
std::size_t nameLength(std::string_view text) {
  std::size_t end = 0;
  for (int words = 0; words < 3; ++words) {
    std::size_t at = end;
    if (words > 0) {
      if (at >= text.size() || text[at] != ' ') break;
      ++at;
    }
    if (!startsCapital(text.substr(at))) break;
    while (at < text.size() && isWordByte(text[at])) ++at;
    end = at;
  }
  return end;
}

}  // namespace

std::vector<SensitivePlace> findNameHints(std::string_view text) {
  std::vector<SensitivePlace> places;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kStarts[static_cast<unsigned char>(lower(text[i]))] || (i > 0 && isWordByte(text[i - 1]))) continue;
    for (const auto introduction : kIntroductions) {
      if (text.size() - i <= introduction.size() ||
          !std::equal(introduction.begin(), introduction.end(), text.begin() + static_cast<std::ptrdiff_t>(i),
                      [](char a, char b) { return a == lower(b); }))
        continue;
      const std::size_t begin = i + introduction.size(), length = nameLength(text.substr(begin));
      if (length < 2) continue;
      places.push_back({kNameKind, begin, length});
      i = begin + length - 1;
      break;
    }
  }
  return places;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace attune {
namespace {

// Short words that hold a language's sentences together. Words of several languages stand in each of their rows.
struct Words {
  std::string_view code;
  std::string_view words;  // each between blanks
};
constexpr Words kWords[]{
    {"en",
     " the and of to is are in that it you for with was on as this be have not from what how can which or by at your "
     "will an do does "},
    {"nb",
     " og er det i på som ikke en et av til med for jeg vi har den de kan hva hvordan om fra vil deg hvor så eller "
     "være skal noe å få nå blir etter meg dere mer "},
    {"da",
     " og er det i på som ikke en et af til med for jeg vi har den de kan hvad hvordan om fra vil dig hvor så eller "
     "være skal noget få nu bliver efter mig mere "},
    {"sv",
     " och är det i på som inte en ett av till med för jag vi har den de kan vad hur om från vill dig var så eller "
     "vara ska något "},
    {"pl",
     " i w na nie się z do jest to że o jak po co za od dla czy są przez oraz ale by tym być można mi jego który która "
     "które ten ta "},
    {"de",
     " der die das und ist nicht ein eine zu in den mit von für auf ich sie wir wie was dem des im auch es an als sind "
     "oder bei "},
    {"fr",
     " le la les et est un une des de du dans que qui pour pas sur avec il elle nous vous je ce cette sont au par plus "
     "ou mais "},
    {"es",
     " el la los las y es un una de del en que para no por con se su al como lo más son está pero si o cuando esta "
     "este "},
    {"it",
     " il la le gli e è un una di del della in che per non con si su al come lo più sono ma se o questo questa anche "
     "dei "},
    {"nl",
     " de het een en is van in dat niet op te zijn voor met die je ik hij wij hoe wat aan ook om als door of maar bij "
     "naar "},
};

// The languages of each of those words, a bit for each.
class WordTable {
 public:
  WordTable() {
    for (std::size_t k = 0; k < std::size(kWords); ++k)
      for (std::string_view rest = kWords[k].words.substr(1); !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        m_languages[word] |= 1U << k;
        m_longest = std::max(m_longest, word.size());
        rest.remove_prefix(word.size() + 1);
      }
  }
  std::uint32_t languagesOf(std::string_view word) const {
    if (word.size() > m_longest) return 0;
    const auto found = m_languages.find(word);
    return found == m_languages.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> m_languages;
  std::size_t m_longest = 0;
};

// Letters of a script say more than words; Latin is told apart by words.
std::string_view scriptLanguage(std::uint32_t c) {
  if (c < 0x370) return {};
  if (c >= 0x400 && c <= 0x52F) return "ru";
  if (c >= 0x370 && c <= 0x3FF) return "el";
  if (c >= 0x590 && c <= 0x5FF) return "he";
  if (c >= 0x600 && c <= 0x6FF) return "ar";
  if (c >= 0x900 && c <= 0x97F) return "hi";
  if (c >= 0x3040 && c <= 0x30FF) return "ja";
  if (c >= 0xAC00 && c <= 0xD7AF) return "ko";
  if (c >= 0x4E00 && c <= 0x9FFF) return "zh";
  return {};
}

std::uint32_t codePointAt(std::string_view text, std::size_t& i) {
  const auto c = static_cast<unsigned char>(text[i]);
  const std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  std::uint32_t value = length == 1 ? c : c & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
    value = (value << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
  i += length;
  return value;
}

}  // namespace

std::string_view guessLanguage(std::string_view text) {
  constexpr std::size_t kLookedAt = 4000, kFewestWords = 6, kFewestLetters = 8;
  text = text.substr(0, kLookedAt);
  static const WordTable table;
  std::string word;
  std::size_t words = 0;
  std::array<std::size_t, std::size(kWords)> hits{};
  const auto endWord = [&] {
    if (word.empty()) return;
    ++words;
    for (std::uint32_t languages = table.languagesOf(word); languages != 0; languages &= languages - 1)
      ++hits[static_cast<std::size_t>(std::countr_zero(languages))];
    word.clear();
  };
  std::array<std::pair<std::string_view, std::size_t>, 8> scripts{};
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    const std::uint32_t c = codePointAt(text, i);
    const bool latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x250);
    const std::string_view script = scriptLanguage(c);
    letters += latin || !script.empty() ? 1 : 0;
    if (!script.empty()) {
      const auto place = std::ranges::find_if(scripts, [&](const auto& known) { return known.first.empty() || known.first == script; });
      if (place != scripts.end()) *place = {script, place->second + 1};
    }
    if (!latin) {
      endWord();
    } else if (c < 0x80) {
      word.push_back(static_cast<char>(c | 0x20U));
    } else {
      word.append(text, from, i - from);
    }
  }
  endWord();
  // Japanese is written with Chinese characters too; its own letters decide.
  for (const auto& [code, count] : scripts)
    if (code == "ja" && letters >= kFewestLetters && count * 5 >= letters) return "ja";
  for (const auto& [code, count] : scripts)
    if (letters >= kFewestLetters && count * 2 > letters) return code;
  if (words < kFewestWords) return {};
  const auto best = std::max_element(hits.begin(), hits.end());
  std::size_t second = 0;
  for (auto it = hits.begin(); it != hits.end(); ++it)
    if (it != best) second = std::max(second, *it);
  // A fifth of ordinary prose are such words; a tie (Norwegian and Danish) says nothing.
  if (*best < 2 || *best * 8 < words || *best == second) return {};
  return kWords[static_cast<std::size_t>(best - hits.begin())].code;
}

}  // namespace attune

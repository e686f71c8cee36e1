// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/personal_data.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

constexpr std::array<std::string_view, 9> kKinds{
    "email", "phone", "national-id-no", "national-id-pl", "national-id-se", "ssn-us", "iban", "card", "secret"};

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool isLetter(char c) {
  return isUpper(c) || (c >= 'a' && c <= 'z');
}
bool isWord(char c) {
  return isLetter(c) || isDigit(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool isToken(char c) {
  return isLetter(c) || isDigit(c) || c == '_' || c == '-';
}

int digit(char c) {
  return c - '0';
}
int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + digit(c);
  return value;
}

bool isDate(int year, int month, int day) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// Two-digit years may be of any century; 2000 is a leap year like most others divisible by 4.
bool isShortDate(int year, int month, int day) {
  return isDate(2000 + year, month, day);
}

bool luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digit(digits[digits.size() - 1 - i]);
    if (i % 2 == 1) value = value > 4 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

template <std::size_t N>
int weighted(std::string_view digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += weights[i] * digit(digits[i]);
  return sum;
}

bool isUsSsn(const std::vector<std::string_view>& groups, char separator) {
  if (separator != '-' || groups.size() != 3 || groups[0].size() != 3 || groups[1].size() != 2 || groups[2].size() != 4)
    return false;
  const int area = number(groups[0]);
  return area != 0 && area != 666 && area < 900 && number(groups[1]) != 0 && number(groups[2]) != 0;
}

// Forms that are written with separators in Norway, Poland and the USA; a plain row of digits is no telephone number.
bool isGroupedPhone(const std::vector<std::string_view>& groups) {
  std::string shape;
  for (const auto group : groups) shape.push_back(static_cast<char>('0' + std::min<std::size_t>(group.size(), 9)));
  if (groups.back() == "000") return false;  // 250 000 000 is an amount
  return shape == "2222" || shape == "333" || shape == "323" || shape == "334" || shape == "2322";
}

// Digits in groups with one space or hyphen between them.
struct DigitRun {
  std::vector<std::string_view> groups;
  std::vector<std::size_t> ends;  // behind each group
  char separator = 0;             // the first one
};

DigitRun digitRun(std::string_view text, std::size_t at) {
  constexpr std::size_t kMaxGroups = 8;
  DigitRun run;
  while (run.groups.size() < kMaxGroups) {
    const std::size_t begin = at;
    while (at < text.size() && isDigit(text[at])) ++at;
    if (at == begin) break;
    run.groups.push_back(text.substr(begin, at - begin));
    run.ends.push_back(at);
    if (at >= text.size() || (text[at] != ' ' && text[at] != '-')) break;
    if (run.separator == 0) run.separator = text[at];
    ++at;
  }
  return run;
}

// What the first `n` groups are, or an empty text.
std::string_view numberKind(const DigitRun& run, std::size_t n) {
  const std::vector<std::string_view> groups(run.groups.begin(), run.groups.begin() + static_cast<std::ptrdiff_t>(n));
  std::string digits;
  for (const auto group : groups) digits.append(group);
  if (n <= 2 && isNorwegianId(digits) && (n == 1 || groups[0].size() == 6)) return "national-id-no";
  if (n == 1 && isPesel(digits)) return "national-id-pl";
  // Ten digits in a row are too often something else.
  if ((n == 1 ? digits.size() == 12 : n == 2 && groups[1].size() == 4) && isSwedishId(digits)) return "national-id-se";
  if (isUsSsn(groups, run.separator)) return "ssn-us";
  if (isCardNumber(digits) && (n == 1 || groups[0].size() == 4)) return "card";
  if (isGroupedPhone(groups)) return "phone";
  return {};
}

// "+47 22 33 44 55", "0048 501 234 567": 8 to 15 digits behind the prefix.
std::size_t internationalPhone(std::string_view text, std::size_t at) {
  std::size_t i = at, digits = 0, end = 0;
  if (text[i] == '+')
    ++i;
  else if (text.substr(i, 2) == "00")
    i += 2;
  else
    return 0;
  if (i >= text.size() || !isDigit(text[i]) || text[i] == '0') return 0;
  for (; i < text.size() && i - at < 24; ++i) {
    if (isDigit(text[i])) {
      ++digits;
      end = i + 1;
    } else if ((text[i] != ' ' && text[i] != '-' && text[i] != '(' && text[i] != ')') ||
               (i > 0 && text[i] == ' ' && text[i - 1] == ' ')) {
      break;
    }
  }
  return digits >= 8 && digits <= 15 ? end - at : 0;
}

// Around an at sign.
SensitivePlace emailAt(std::string_view text, std::size_t at, std::size_t notBefore) {
  std::size_t begin = at, end = at + 1;
  const auto local = [](char c) {
    return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
  };
  while (begin > notBefore && local(text[begin - 1]) && at - begin < 64) --begin;
  while (end < text.size() && (isLetter(text[end]) || isDigit(text[end]) || text[end] == '.' || text[end] == '-'))
    ++end;
  while (end > at + 1 && !isLetter(text[end - 1])) --end;
  const std::string_view domain = text.substr(at + 1, end - at - 1);
  const std::size_t dot = domain.rfind('.');
  if (begin == at || dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3) return {};
  return {"email", begin, end - begin};
}

std::size_t ibanAt(std::string_view text, std::size_t at) {
  if (at + 15 > text.size() || !isUpper(text[at]) || !isUpper(text[at + 1]) || !isDigit(text[at + 2]) ||
      !isDigit(text[at + 3]))
    return 0;
  std::string account;
  for (std::size_t i = at; i < text.size() && account.size() < 34; ++i) {
    if (isUpper(text[i]) || isDigit(text[i])) {
      account.push_back(text[i]);
      const bool ends = i + 1 == text.size() || !isWord(text[i + 1]);
      if (ends && account.size() >= 15 && isIban(account)) return i + 1 - at;
    } else if (text[i] != ' ' || text[i - 1] == ' ') {
      break;
    }
  }
  return 0;
}

struct SecretForm {
  std::string_view prefix;
  std::size_t minimum;  // token characters behind the prefix
};

// Prefixes that services give their keys so that they can be found.
constexpr SecretForm kSecrets[]{{"AKIA", 16},  {"ASIA", 16},     {"ghp_", 36},        {"gho_", 36},
                                {"ghs_", 36},  {"ghu_", 36},     {"github_pat_", 22}, {"glpat-", 20},
                                {"sk-", 32},   {"sk_live_", 24}, {"rk_live_", 24},    {"xoxb-", 20},
                                {"xoxp-", 20}, {"xoxa-", 20},    {"AIza", 35},        {"hf_", 34},
                                {"npm_", 36},  {"pypi-", 50},    {"dop_v1_", 60},     {"SG.", 60}};

// Whether a key, or another secret that secretAt knows, may begin with this byte: few words of prose do.
constexpr auto kSecretStarts = [] {
  std::array<bool, 256> starts{};
  for (const auto& form : kSecrets) starts[static_cast<unsigned char>(form.prefix[0])] = true;
  starts['-'] = starts['e'] = true;
  return starts;
}();

std::size_t tokenLength(std::string_view text, std::size_t at, bool dots) {
  std::size_t end = at;
  while (end < text.size() && (isToken(text[end]) || (dots && text[end] == '.'))) ++end;
  return end - at;
}

std::size_t secretAt(std::string_view text, std::size_t at) {
  if (!kSecretStarts[static_cast<unsigned char>(text[at])]) return 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("-----BEGIN ")) {
    const std::size_t head = rest.substr(0, 60).find("PRIVATE KEY-----");
    if (head == std::string_view::npos) return 0;
    const std::size_t tail = rest.find("PRIVATE KEY-----", head + 16);
    return tail == std::string_view::npos ? head + 16 : tail + 16;
  }
  // A signed token: header.payload.signature, each base64 of JSON.
  if (rest.starts_with("eyJ")) {
    const std::size_t length = tokenLength(text, at, true);
    const std::string_view token = rest.substr(0, length);
    if (length > 40 && std::count(token.begin(), token.end(), '.') == 2 && token.find(".eyJ") != std::string_view::npos)
      return length;
    return 0;
  }
  for (const auto& form : kSecrets) {
    if (rest[0] != form.prefix[0] || !rest.starts_with(form.prefix)) continue;
    const std::size_t length = tokenLength(text, at + form.prefix.size(), form.prefix == "SG.");
    if (length >= form.minimum) return form.prefix.size() + length;
  }
  return 0;
}

// What begins at this word boundary.
SensitivePlace placeAt(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '-' || isLetter(c)) {
    if (const std::size_t length = secretAt(text, at)) return {"secret", at, length};
    if (const std::size_t length = ibanAt(text, at)) return {"iban", at, length};
    return {};
  }
  if (c == '+' || c == '0')
    if (const std::size_t length = internationalPhone(text, at)) return {"phone", at, length};
  if (!isDigit(c)) return {};
  const DigitRun run = digitRun(text, at);
  for (std::size_t n = run.groups.size(); n > 0; --n) {
    const std::size_t end = run.ends[n - 1];
    // Letters or a decimal point behind the digits make it another kind of number.
    if (end < text.size() &&
        (isWord(text[end]) || (text[end] == '.' && end + 1 < text.size() && isDigit(text[end + 1]))))
      continue;
    const std::string_view kind = numberKind(run, n);
    if (!kind.empty()) return {kind, at, end - at};
  }
  return {};
}

}  // namespace

std::span<const std::string_view> sensitiveKinds() {
  return kKinds;
}

bool isNorwegianId(std::string_view digits) {
  if (digits.size() != 11 || !std::all_of(digits.begin(), digits.end(), isDigit)) return false;
  int day = number(digits.substr(0, 2));
  if (day > 40) day -= 40;
  if (!isShortDate(number(digits.substr(4, 2)), number(digits.substr(2, 2)), day)) return false;
  constexpr std::array<int, 10> kFirst{3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
  constexpr std::array<int, 11> kSecond{5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
  return weighted(digits, kFirst) % 11 == 0 && weighted(digits, kSecond) % 11 == 0;
}

bool isPesel(std::string_view digits) {
  if (digits.size() != 11 || !std::all_of(digits.begin(), digits.end(), isDigit)) return false;
  // The month tells the century: +80 1800, +0 1900, +20 2000, +40 2100, +60 2200.
  const int coded = number(digits.substr(2, 2));
  constexpr std::array<int, 5> kCenturies{1900, 2000, 2100, 2200, 1800};
  const int year = kCenturies[static_cast<std::size_t>(coded / 20)] + number(digits.substr(0, 2));
  if (!isDate(year, coded % 20, number(digits.substr(4, 2)))) return false;
  constexpr std::array<int, 11> kWeights{1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  return weighted(digits, kWeights) % 10 == 0;
}

bool isSwedishId(std::string_view digits) {
  if ((digits.size() != 10 && digits.size() != 12) || !std::all_of(digits.begin(), digits.end(), isDigit)) return false;
  if (digits.size() == 12) {
    if (!digits.starts_with("19") && !digits.starts_with("20") && !digits.starts_with("18")) return false;
    digits.remove_prefix(2);
  }
  int day = number(digits.substr(4, 2));
  if (day > 60) day -= 60;
  return isShortDate(number(digits.substr(0, 2)), number(digits.substr(2, 2)), day) && luhn(digits);
}

bool isCardNumber(std::string_view digits) {
  if (digits.size() < 13 || digits.size() > 19 || !std::all_of(digits.begin(), digits.end(), isDigit)) return false;
  if (digits[0] < '2' || digits[0] > '6') return false;
  return luhn(digits);
}

bool isIban(std::string_view text) {
  struct Country {
    std::string_view code;
    std::size_t length;
  };
  constexpr Country kCountries[]{{"AD", 24}, {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24},
                                 {"DE", 22}, {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FO", 18}, {"FR", 27},
                                 {"GB", 22}, {"GL", 18}, {"GR", 27}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IS", 26},
                                 {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MC", 27}, {"MT", 31},
                                 {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24}, {"RS", 22}, {"SE", 24},
                                 {"SI", 19}, {"SK", 24}, {"SM", 27}, {"TR", 26}, {"UA", 29}};
  const auto* country = std::find_if(std::begin(kCountries), std::end(kCountries),
                                     [&](const Country& c) { return text.starts_with(c.code); });
  if (country == std::end(kCountries) || text.size() != country->length) return false;
  const std::string turned = std::string(text.substr(4)) + std::string(text.substr(0, 4));
  int remainder = 0;
  for (const char c : turned) {
    if (isDigit(c))
      remainder = (remainder * 10 + digit(c)) % 97;
    else if (isUpper(c))
      remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
    else
      return false;
  }
  return remainder == 1;
}

std::vector<SensitivePlace> findSensitive(std::string_view text) {
  std::vector<SensitivePlace> places;
  std::size_t taken = 0;  // behind the last place
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    SensitivePlace place;
    if (c == '@') {
      place = emailAt(text, i, taken);
    } else if ((isDigit(c) || isLetter(c) || c == '+' || c == '-') && (i == 0 || !isWord(text[i - 1]))) {
      place = placeAt(text, i);
    }
    if (place.length == 0) {
      ++i;
      // A number that is none of the kinds is passed as a whole.
      if (isDigit(c))
        while (i < text.size() && isDigit(text[i])) ++i;
      continue;
    }
    // An address may begin with what was taken for a number before its at sign was seen.
    while (!places.empty() && places.back().begin >= place.begin) places.pop_back();
    i = taken = place.begin + place.length;
    places.push_back(place);
  }
  return places;
}

std::string maskSensitive(std::string_view text, std::span<const std::string> kinds) {
  std::string result;
  std::size_t from = 0;
  auto places = findSensitive(text);
  if (std::find(kinds.begin(), kinds.end(), kNameKind) != kinds.end()) {
    for (const auto& name : findNameHints(text))
      if (std::none_of(places.begin(), places.end(), [&](const auto& place) {
            return place.begin < name.begin + name.length && name.begin < place.begin + place.length;
          }))
        places.push_back(name);
    std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  }
  for (const auto& place : places) {
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), place.kind) == kinds.end()) continue;
    result.append(text, from, place.begin - from).append("[");
    for (const char c : place.kind)
      result.push_back(c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c));
    result.append("]");
    from = place.begin + place.length;
  }
  return result.append(text, from, text.size() - from);
}

}  // namespace attune

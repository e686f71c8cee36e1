// SPDX-License-Identifier: GPL-3.0-or-later
// Oniguruma's dialect (Ruby syntax) → PCRE2, for the patterns of tokenizer files.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdio>

#include "core/text/tokenizers/pattern.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

std::string hex(char32_t c) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "\\x{%x}", static_cast<unsigned>(c));
  return buffer;
}

// The white space of \s: PCRE2's own has U+180E, the reference's does not.
constexpr const char* kSpaces =
    R"(\x{9}-\x{d}\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";

// Ten times the version (Unicode 14.0 → 140) of PCRE2's tables.
int pcreUnicode() {
  char version[64] = "";
  pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, version);
  int major = 0, minor = 0;
  std::sscanf(version, "%d.%d", &major, &minor);
  return major * 10 + minor;
}

// Ranges of the characters with these general categories that PCRE2's tables do not know yet.
std::string newerRanges(unsigned categories) {
  static const int known = pcreUnicode();
  if (known >= 160) return {};
  std::string out;
  char32_t first = 0, last = 0;
  const auto flush = [&] {
    if (first) out += hex(first) + (last > first ? "-" + hex(last) : std::string());
    first = 0;
  };
  for (char32_t c = 0x300; c < 0x32400; ++c) {
    const int category = unicode::generalCategory(c);
    if (category == U_UNASSIGNED || !(categories >> category & 1U)) continue;
    UVersionInfo version;
    u_charAge(static_cast<UChar32>(c), version);
    const int age = version[0] * 10 + version[1];
    if (age != 0 && age <= known && u_charType(static_cast<UChar32>(c)) == category) continue;
    if (first && c == last + 1) {
      last = c;
      continue;
    }
    flush();
    first = last = c;
  }
  flush();
  return out;
}

// What stands between the brackets of a class: \p{L} with the newer letters behind it.
std::string categoryItems(const std::string& name, unsigned categories) { return "\\p{" + name + "}" + newerRanges(categories); }

// A set of characters: a plain PCRE2 class body, or a combination of sets.
struct CharSet {
  std::string items;             // body of […], without ^
  std::vector<CharSet> nested;   // united with `items`
  std::vector<CharSet> further;  // intersected with the union of the above
  bool negated = false;

  bool plain() const { return nested.empty() && further.empty(); }
};

std::string emit(const CharSet& set) {
  if (set.plain()) {
    if (set.items.empty()) return set.negated ? "(?s:.)" : "(?!)";
    return (set.negated ? "[^" : "[") + set.items + "]";
  }
  std::string united;
  if (!set.items.empty()) united = "[" + set.items + "]";
  for (const CharSet& part : set.nested) united += (united.empty() ? "" : "|") + emit(part);
  std::string all = "(?:" + united + ")";
  for (const CharSet& part : set.further) all = "(?=" + emit(part) + ")" + all;
  if (set.negated) return "(?:(?!" + all + ")(?s:.))";
  return set.further.empty() ? all : "(?:" + all + ")";
}

struct NamedCategory {
  const char* name;
  const char* shortName;
  unsigned mask;
};
#define ATTUNE_CATEGORY(longName, shortName, mask) {longName, shortName, mask}, {shortName, shortName, mask}
constexpr NamedCategory kCategories[] = {
    ATTUNE_CATEGORY("letter", "l", U_GC_L_MASK),
    ATTUNE_CATEGORY("uppercaseletter", "lu", U_GC_LU_MASK),
    ATTUNE_CATEGORY("lowercaseletter", "ll", U_GC_LL_MASK),
    ATTUNE_CATEGORY("titlecaseletter", "lt", U_GC_LT_MASK),
    ATTUNE_CATEGORY("modifierletter", "lm", U_GC_LM_MASK),
    ATTUNE_CATEGORY("otherletter", "lo", U_GC_LO_MASK),
    ATTUNE_CATEGORY("mark", "m", U_GC_M_MASK),
    ATTUNE_CATEGORY("nonspacingmark", "mn", U_GC_MN_MASK),
    ATTUNE_CATEGORY("spacingmark", "mc", U_GC_MC_MASK),
    ATTUNE_CATEGORY("enclosingmark", "me", U_GC_ME_MASK),
    ATTUNE_CATEGORY("number", "n", U_GC_N_MASK),
    ATTUNE_CATEGORY("decimalnumber", "nd", U_GC_ND_MASK),
    ATTUNE_CATEGORY("letternumber", "nl", U_GC_NL_MASK),
    ATTUNE_CATEGORY("othernumber", "no", U_GC_NO_MASK),
    ATTUNE_CATEGORY("punctuation", "p", U_GC_P_MASK),
    ATTUNE_CATEGORY("connectorpunctuation", "pc", U_GC_PC_MASK),
    ATTUNE_CATEGORY("dashpunctuation", "pd", U_GC_PD_MASK),
    ATTUNE_CATEGORY("openpunctuation", "ps", U_GC_PS_MASK),
    ATTUNE_CATEGORY("closepunctuation", "pe", U_GC_PE_MASK),
    ATTUNE_CATEGORY("initialpunctuation", "pi", U_GC_PI_MASK),
    ATTUNE_CATEGORY("finalpunctuation", "pf", U_GC_PF_MASK),
    ATTUNE_CATEGORY("otherpunctuation", "po", U_GC_PO_MASK),
    ATTUNE_CATEGORY("symbol", "s", U_GC_S_MASK),
    ATTUNE_CATEGORY("mathsymbol", "sm", U_GC_SM_MASK),
    ATTUNE_CATEGORY("currencysymbol", "sc", U_GC_SC_MASK),
    ATTUNE_CATEGORY("modifiersymbol", "sk", U_GC_SK_MASK),
    ATTUNE_CATEGORY("othersymbol", "so", U_GC_SO_MASK),
    ATTUNE_CATEGORY("separator", "z", U_GC_Z_MASK),
    ATTUNE_CATEGORY("spaceseparator", "zs", U_GC_ZS_MASK),
    ATTUNE_CATEGORY("lineseparator", "zl", U_GC_ZL_MASK),
    ATTUNE_CATEGORY("paragraphseparator", "zp", U_GC_ZP_MASK),
    ATTUNE_CATEGORY("control", "cc", U_GC_CC_MASK),
    ATTUNE_CATEGORY("format", "cf", U_GC_CF_MASK),
    ATTUNE_CATEGORY("privateuse", "co", U_GC_CO_MASK),
};
#undef ATTUNE_CATEGORY

std::string capitalised(const char* shortName) {
  std::string name = shortName;
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

// \w; on its own, but not within a class, the reference's engine counts superscripts and fractions of Latin-1, too.
std::string wordItems(bool inClass) {
  return R"(\p{Alphabetic}\p{M}\p{Nd}\p{Pc})" + std::string(inClass ? "" : R"(\x{b2}\x{b3}\x{b9}\x{bc}-\x{be})") +
         newerRanges(U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK);
}

class Translator {
 public:
  explicit Translator(std::string_view pattern) : m_in(unicode::toCodePoints(pattern)) {}

  Result<std::string> run() {
    while (m_at < m_in.size())
      if (auto done = step(); !done) return tl::unexpected(std::move(done.error()));
    return std::move(m_out);
  }

 private:
  bool more() const { return m_at < m_in.size(); }
  char32_t peek(std::size_t ahead = 0) const { return m_at + ahead < m_in.size() ? m_in[m_at + ahead] : 0; }
  bool take(std::u32string_view text) {
    if (m_in.compare(m_at, text.size(), text) != 0) return false;
    m_at += text.size();
    return true;
  }
  static tl::unexpected<Error> refuse(const std::string& what) {
    return fail("tokenizer.unsupported", ATTUNE_TEXT("The construct {0} is not supported."), {what});
  }
  void atom(const std::string& text) {
    m_atom = m_out.size();
    m_out += text;
  }

  Result<void> step();
  Result<void> group();
  Result<void> quantifier();
  Result<void> escape();
  Result<CharSet> property();
  Result<CharSet> charClass();
  Result<CharSet> posixClass();
  /// An escape that stands for a set, or one character in `items` form.
  Result<CharSet> setEscape(bool& single, char32_t& character);
  Result<char32_t> number(int base, std::size_t most, bool braces);

  std::u32string m_in;
  std::size_t m_at = 0;
  std::string m_out;
  std::size_t m_atom = 0;               // where the last atom begins in m_out
  std::vector<std::size_t> m_groups;    // where the open groups begin
  int m_depth = 0;                      // how many classes are open
};

Result<void> Translator::step() {
  const char32_t c = peek();
  switch (c) {
    case '\\':
      return escape();
    case '[': {
      ATTUNE_TRY(const CharSet set, charClass());
      atom(emit(set));
      return {};
    }
    case '(':
      return group();
    case ')':
      ++m_at;
      m_out += ')';
      if (!m_groups.empty()) {
        m_atom = m_groups.back();
        m_groups.pop_back();
      }
      return {};
    case '*':
    case '+':
    case '?':
    case '{':
      return quantifier();
    default:
      ++m_at;
      m_atom = m_out.size();
      unicode::append(m_out, c);
      return {};
  }
}

Result<void> Translator::group() {
  const std::size_t begin = m_out.size();
  ++m_at;
  if (peek() == '*') return refuse("(*");
  m_groups.push_back(begin);
  if (peek() != '?') {
    m_out += '(';
    return {};
  }
  if (take(U"?#")) {
    while (more() && peek() != ')') ++m_at;
    ++m_at;
    m_groups.pop_back();
    return {};
  }
  for (const std::u32string_view kind : {U"?:", U"?=", U"?!", U"?<=", U"?<!", U"?>"})
    if (take(kind)) {
      m_out += "(" + unicode::toUtf8(kind);
      return {};
    }
  ++m_at;  // the question mark
  std::string options;
  while (more() && peek() != ')' && peek() != ':') {
    const char32_t c = peek();
    if (c != 'i' && c != 'm' && c != 'x' && c != '-') return refuse("(?" + unicode::toUtf8(m_in.substr(m_at, 1)));
    options += c == 'm' ? 's' : static_cast<char>(c);  // Ruby's m lets the dot match line ends
    ++m_at;
  }
  m_out += "(?" + options;
  if (peek() == ':') {
    m_out += ':';
    ++m_at;
    return {};
  }
  if (peek() == ')') m_groups.pop_back();
  m_out += ')';
  ++m_at;
  return {};
}

Result<void> Translator::quantifier() {
  if (peek() != '{') {
    m_out += static_cast<char>(peek());
    ++m_at;
    if (peek() == '?' || peek() == '+') m_out += static_cast<char>(m_in[m_at++]);
    return {};
  }
  std::size_t p = m_at + 1;
  std::string low, high;
  bool comma = false;
  for (; p < m_in.size() && ((m_in[p] >= '0' && m_in[p] <= '9') || (m_in[p] == ',' && !comma)); ++p) {
    if (m_in[p] == ',')
      comma = true;
    else
      (comma ? high : low) += static_cast<char>(m_in[p]);
  }
  if (p >= m_in.size() || m_in[p] != '}' || (low.empty() && high.empty())) {  // an ordinary brace
    ++m_at;
    atom("\\{");
    return {};
  }
  m_at = p + 1;
  m_out += "{" + (low.empty() ? "0" : low) + (comma ? "," + high : "") + "}";
  // After an interval, + and (for a fixed count) ? are quantifiers of their own.
  if (peek() == '+' || (peek() == '?' && !comma)) {
    m_out.insert(m_atom, "(?:");
    m_out += ')';
    return {};
  }
  if (peek() == '?') m_out += static_cast<char>(m_in[m_at++]);
  return {};
}

Result<char32_t> Translator::number(int base, std::size_t most, bool braces) {
  std::string digits;
  while (more() && (braces ? peek() != '}' : digits.size() < most)) {
    const char32_t c = peek();
    const bool digit = (c >= '0' && c <= (base == 8 ? '7' : '9')) || (base == 16 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'));
    if (!digit) {
      if (braces) return refuse("\\x{");
      break;
    }
    digits += static_cast<char>(c);
    ++m_at;
  }
  if (braces) ++m_at;
  if (digits.empty() || digits.size() > 8) return refuse("\\x");
  return static_cast<char32_t>(std::stoul(digits, nullptr, base));
}

Result<CharSet> Translator::property() {
  const bool inverted = peek() == 'P';
  ++m_at;
  if (peek() != '{') return refuse("\\p without a name");
  ++m_at;
  bool negated = inverted;
  if (peek() == '^') {
    negated = !negated;
    ++m_at;
  }
  std::string name;
  while (more() && peek() != '}') {
    const char32_t c = peek();
    if (c != ' ' && c != '_' && c != '-') name += c < 128 ? static_cast<char>(u_tolower(static_cast<UChar32>(c))) : '?';
    ++m_at;
  }
  ++m_at;
  CharSet set;
  set.negated = negated;
  for (const NamedCategory& category : kCategories)
    if (name == category.name) {
      set.items = categoryItems(capitalised(category.shortName), category.mask);
      return set;
    }
  struct Other {
    const char* name;
    std::string items;
  };
  const Other others[] = {{"alnum", "\\p{Alphabetic}" + categoryItems("Nd", U_GC_ND_MASK | U_GC_L_MASK | U_GC_M_MASK)},
                          {"alpha", "\\p{Alphabetic}" + newerRanges(U_GC_L_MASK)},
                          {"alphabetic", "\\p{Alphabetic}" + newerRanges(U_GC_L_MASK)},
                          {"ascii", "\\x{0}-\\x{7f}"},
                          {"any", "\\x{0}-\\x{10ffff}"},
                          {"blank", "\\x{9}\\p{Zs}"},
                          {"cntrl", "\\p{Cc}"},
                          {"digit", categoryItems("Nd", U_GC_ND_MASK)},
                          {"lower", "\\p{Lowercase}" + newerRanges(U_GC_LL_MASK)},
                          {"lowercase", "\\p{Lowercase}" + newerRanges(U_GC_LL_MASK)},
                          {"upper", "\\p{Uppercase}" + newerRanges(U_GC_LU_MASK)},
                          {"uppercase", "\\p{Uppercase}" + newerRanges(U_GC_LU_MASK)},
                          {"punct", categoryItems("P", U_GC_P_MASK | U_GC_S_MASK) + "\\p{S}"},
                          {"space", kSpaces},
                          {"whitespace", kSpaces},
                          {"word", wordItems(true)},
                          {"xdigit", "0-9A-Fa-f"}};
  for (const Other& other : others)
    if (name == other.name) {
      set.items = other.items;
      return set;
    }
  const int script = u_getPropertyValueEnum(UCHAR_SCRIPT, name.c_str());
  if (script < 0) return refuse("\\p{" + name + "}");
  set.items = std::string("\\p{sc:") + uscript_getShortName(static_cast<UScriptCode>(script)) + "}";
  if (script == USCRIPT_HAN && pcreUnicode() < 151) set.items += "\\x{2ebf0}-\\x{2ee5d}";
  if (script == USCRIPT_HAN && pcreUnicode() < 150) set.items += "\\x{31350}-\\x{323af}";
  return set;
}

Result<CharSet> Translator::setEscape(bool& single, char32_t& character) {
  ++m_at;  // the backslash
  if (!more()) return refuse("a backslash at the end");
  const char32_t c = peek();
  CharSet set;
  single = false;
  const auto make = [&](std::string items, bool negated) {
    ++m_at;
    set.items = std::move(items);
    set.negated = negated;
    return set;
  };
  switch (c) {
    case 's':
    case 'S':
      return make(kSpaces, c == 'S');
    case 'd':
    case 'D':
      return make(categoryItems("Nd", U_GC_ND_MASK), c == 'D');
    case 'w':
    case 'W':
      return make(wordItems(m_depth > 0), c == 'W');
    case 'h':
    case 'H':
      return make("0-9A-Fa-f", c == 'H');
    case 'p':
    case 'P':
      return property();
    default:
      break;
  }
  single = true;
  ++m_at;
  constexpr std::array<std::pair<char32_t, char32_t>, 7> kControls{
      {{'t', 9}, {'n', 10}, {'v', 11}, {'f', 12}, {'r', 13}, {'a', 7}, {'e', 27}}};
  for (const auto& [name, value] : kControls)
    if (c == name) {
      character = value;
      return set;
    }
  if (c == 'x' && peek() == '{') {
    ++m_at;
    ATTUNE_TRY(character, number(16, 0, true));
    return set;
  }
  if (c == 'x') {
    ATTUNE_TRY(character, number(16, 2, false));
    if (character > 0x7F) return refuse("\\x of a byte above 7F");
    return set;
  }
  if (c == 'u') {
    ATTUNE_TRY(character, number(16, 4, false));
    return set;
  }
  if (c == '0') {
    --m_at;
    ATTUNE_TRY(character, number(8, 3, false));
    return set;
  }
  if ((c >= '0' && c <= '9') || (c < 128 && u_isalpha(static_cast<UChar32>(c))))
    return refuse("\\" + unicode::toUtf8(std::u32string(1, c)));
  character = c;
  return set;
}

Result<void> Translator::escape() {
  const char32_t next = peek(1);
  switch (next) {
    case 'b':
    case 'B': {
      m_at += 2;
      const std::string word = "[" + wordItems(false) + "]";
      const std::string edge = "(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + ")";
      const std::string none = "(?<=" + word + ")(?=" + word + ")|(?<!" + word + ")(?!" + word + ")";
      atom("(?:" + (next == 'b' ? edge : none) + ")");
      return {};
    }
    case 'A':
    case 'z':
    case 'Z':
      m_at += 2;
      atom(std::string("\\") + static_cast<char>(next));
      return {};
    case 'R':
      m_at += 2;
      atom("\\R");
      return {};
    default:
      break;
  }
  bool single = false;
  char32_t character = 0;
  ATTUNE_TRY(const CharSet set, setEscape(single, character));
  atom(single ? hex(character) : emit(set));
  return {};
}

Result<CharSet> Translator::posixClass() {
  m_at += 2;  // [:
  CharSet set;
  std::u32string name;
  if (peek() == '^') {
    set.negated = true;
    ++m_at;
  }
  while (more() && peek() != ':') name += m_in[m_at++];
  if (!take(U":]")) return refuse("[:");
  Translator inner("\\p{" + unicode::toUtf8(name) + "}");
  inner.m_at = 1;
  ATTUNE_TRY(const CharSet found, inner.property());
  set.items = found.items;
  return set;
}

Result<CharSet> Translator::charClass() {
  if (++m_depth > 50) return refuse("a class in so many classes");
  CharSet set;
  CharSet* target = &set;
  ++m_at;
  if (peek() == '^') {
    set.negated = true;
    ++m_at;
  }
  bool first = true;
  std::vector<CharSet> further;
  while (true) {
    if (!more()) return refuse("[ without an end");
    if (peek() == ']' && !first) break;
    if (take(U"&&")) {
      further.emplace_back();
      target = &further.back();
      first = false;
      continue;
    }
    first = false;
    if (peek() == '[') {
      const bool posix = peek(1) == ':';
      ATTUNE_TRY(CharSet inner, posix ? posixClass() : charClass());
      if (inner.plain() && !inner.negated)
        target->items += inner.items;
      else
        target->nested.push_back(std::move(inner));
      continue;
    }
    bool single = true;
    char32_t from = peek();
    CharSet escaped;
    if (from == '\\') {
      if (peek(1) == 'b') {
        m_at += 2;
        from = 8;
      } else {
        ATTUNE_TRY(escaped, setEscape(single, from));
      }
    } else {
      ++m_at;
    }
    if (!single) {
      if (escaped.negated)
        target->nested.push_back(std::move(escaped));
      else
        target->items += escaped.items;
      continue;
    }
    if (peek() == '-' && peek(1) != ']' && peek(1) != '[' && peek(1) != 0) {
      ++m_at;
      char32_t to = peek();
      CharSet upper;
      if (to == '\\') {
        ATTUNE_TRY(upper, setEscape(single, to));
        if (!single) return refuse("a range that ends in a set");
      } else {
        ++m_at;
      }
      if (to < from) return refuse("a range that runs backwards");
      target->items += hex(from) + "-" + hex(to);
    } else {
      target->items += hex(from);
    }
  }
  ++m_at;
  --m_depth;
  set.further = std::move(further);
  return set;
}

}  // namespace

Result<std::string> translateRegex(std::string_view pattern) { return Translator(pattern).run(); }

}  // namespace attune::tokenizers

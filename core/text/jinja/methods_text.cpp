// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of str.
#include <algorithm>

#include "core/text/jinja/methods.h"
#include "core/text/jinja/printing.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {
namespace {

using Arg = const Bound&;
constexpr auto kNowhere = std::string::npos;

std::optional<Text> characters(Arg args) {
  return args.value(0).isNone() ? std::nullopt : std::optional(requireText(args.value(0), "the characters"));
}

template <bool left, bool right>
Value stripMethod(Runtime&, const Value& value, Arg args) {
  return strip(value.asText(), characters(args), left, right);
}

// str.split() without separator: at runs of white space, none at the ends.
std::vector<Value> splitAtSpace(const Text& text, Integer most) {
  const std::string& bytes = text.bytes();
  std::vector<Value> parts;
  std::size_t at = 0;
  const auto skip = [&](bool space) {
    while (at < bytes.size() && isSpace(codePointAt(bytes, at)) == space) at += characterLength(bytes, at);
  };
  for (skip(true); at < bytes.size(); skip(true)) {
    const std::size_t begin = at;
    if (most >= 0 && static_cast<Integer>(parts.size()) == most) {
      parts.emplace_back(strip(text.slice(begin, bytes.size()), std::nullopt, false, true));
      return parts;
    }
    skip(false);
    parts.emplace_back(text.slice(begin, at));
  }
  return parts;
}

std::vector<Value> splitAtSpaceFromRight(const Text& text, Integer most) {
  std::vector<Value> words = splitAtSpace(text, -1);
  if (most < 0 || static_cast<Integer>(words.size()) <= most) return words;
  // The rest keeps its inner white space: cut the last words off the end.
  std::vector<Value> parts(words.end() - static_cast<std::ptrdiff_t>(most), words.end());
  Text rest = strip(text, std::nullopt, false, true);
  for (Integer i = 0; i < most; ++i) {
    const std::size_t size = words[words.size() - 1 - static_cast<std::size_t>(i)].asText().size();
    rest = strip(rest.slice(0, rest.size() - size), std::nullopt, false, true);
  }
  parts.insert(parts.begin(), Value(strip(rest, std::nullopt, true, false)));
  return parts;
}

std::vector<Value> splitAt(Runtime& runtime, const Text& text, const Text& separator, Integer most, bool fromRight) {
  if (separator.empty()) typeError("empty separator");
  const std::string& bytes = text.bytes();
  std::vector<Value> parts;
  std::size_t begin = 0;
  std::size_t end = bytes.size();
  while (most < 0 || static_cast<Integer>(parts.size()) < most) {
    const std::size_t limit = fromRight ? (end < separator.size() ? kNowhere : end - separator.size()) : 0;
    const std::size_t found = !fromRight          ? bytes.find(separator.bytes(), begin)
                              : limit == kNowhere ? kNowhere
                                                  : bytes.rfind(separator.bytes(), limit);
    if (found == kNowhere) break;
    runtime.step();
    parts.emplace_back(fromRight ? text.slice(found + separator.size(), end) : text.slice(begin, found));
    (fromRight ? end : begin) = fromRight ? found : found + separator.size();
  }
  parts.emplace_back(text.slice(begin, end));
  if (fromRight) std::reverse(parts.begin(), parts.end());
  return parts;
}

template <bool fromRight>
Value splitMethod(Runtime& runtime, const Value& value, Arg args) {
  const Text& text = value.asText();
  const Integer most = args.integer(1, -1);
  if (args.value(0).isNone())
    return Value::list(fromRight ? splitAtSpaceFromRight(text, most) : splitAtSpace(text, most));
  return Value::list(splitAt(runtime, text, requireText(args.value(0), "the separator"), most, fromRight));
}

template <bool fromRight>
Value partitionMethod(Runtime&, const Value& value, Arg args) {
  const Text& text = value.asText();
  const Text& separator = requireText(args.value(0), "the separator");
  if (separator.empty()) typeError("empty separator");
  const std::size_t found = fromRight ? text.bytes().rfind(separator.bytes()) : text.bytes().find(separator.bytes());
  if (found == kNowhere)
    return fromRight ? Value::tuple({Value(""), Value(""), value}) : Value::tuple({value, Value(""), Value("")});
  return Value::tuple(
      {Value(text.slice(0, found)), Value(separator), Value(text.slice(found + separator.size(), text.size()))});
}

// The bytes [begin, end) that the arguments start and stop (at `first` and `first` + 1) choose; nothing if start lies
// behind.
struct Window {
  std::size_t begin = 0, end = 0;
  Integer firstCharacter = 0;
  bool valid = true;
};

Window window(const Text& text, Arg args, std::size_t first) {
  const auto size = static_cast<Integer>(characterCount(text.bytes()));
  const auto bound = [&](std::size_t i, Integer otherwise) {
    const Integer at = args.value(i).isNone() ? otherwise : args.integer(i, otherwise);
    return at < 0 ? std::max<Integer>(at + size, 0) : at;
  };
  const Integer start = bound(first, 0);
  const Integer stop = std::min(bound(first + 1, size), size);
  if (start > size || start > stop) return {0, 0, start, false};
  return {byteOfCharacter(text.bytes(), static_cast<std::size_t>(start)),
          byteOfCharacter(text.bytes(), static_cast<std::size_t>(stop)), start, true};
}

// The character where `needle` is found, or -1.
Integer findIn(const Value& value, Arg args, bool fromRight) {
  const Text& text = value.asText();
  const Text& needle = requireText(args.value(0), "the text to find");
  const Window part = window(text, args, 1);
  if (!part.valid) return -1;
  const std::string_view bytes = std::string_view(text.bytes()).substr(part.begin, part.end - part.begin);
  const std::size_t found = fromRight ? bytes.rfind(needle.bytes()) : bytes.find(needle.bytes());
  return found == kNowhere ? Integer{-1}
                           : part.firstCharacter + static_cast<Integer>(characterCount(bytes.substr(0, found)));
}

template <bool fromRight, bool mustExist>
Value findMethod(Runtime&, const Value& value, Arg args) {
  const Integer found = findIn(value, args, fromRight);
  if (found < 0 && mustExist) typeError("substring not found");
  return found;
}

Value countText(Runtime&, const Value& value, Arg args) {
  const Text& needle = requireText(args.value(0), "the text to count");
  const Window part = window(value.asText(), args, 1);
  if (!part.valid) return 0;
  const std::string_view bytes = std::string_view(value.asText().bytes()).substr(part.begin, part.end - part.begin);
  if (needle.empty()) return characterCount(bytes) + 1;
  std::size_t count = 0;
  for (std::size_t at = bytes.find(needle.bytes()); at != kNowhere; at = bytes.find(needle.bytes(), at + needle.size()))
    ++count;
  return count;
}

template <bool atStart>
Value affixMethod(Runtime&, const Value& value, Arg args) {
  const Window part = window(value.asText(), args, 1);
  const std::string_view bytes = std::string_view(value.asText().bytes()).substr(part.begin, part.end - part.begin);
  const auto fits = [&](const Value& affix) {
    const std::string& wanted = requireText(affix, "the beginning or end").bytes();
    return part.valid && (atStart ? bytes.starts_with(wanted) : bytes.ends_with(wanted));
  };
  if (!args.value(0).isTuple()) return fits(args.value(0));
  return std::any_of(args.value(0).items().begin(), args.value(0).items().end(), fits);
}

template <bool prefix>
Value removeAffix(Runtime&, const Value& value, Arg args) {
  const Text& text = value.asText();
  const std::string& affix = requireText(args.value(0), "the part to remove").bytes();
  if (affix.empty() || !(prefix ? text.bytes().starts_with(affix) : text.bytes().ends_with(affix))) return value;
  return prefix ? text.slice(affix.size(), text.size()) : text.slice(0, text.size() - affix.size());
}

Value replaceMethod(Runtime& runtime, const Value& value, Arg args) {
  return replace(runtime, value.asText(), requireText(args.value(0), "replace()"),
                 requireText(args.value(1), "replace()"), args.integer(2, -1));
}

Value joinMethod(Runtime& runtime, const Value& value, Arg args) {
  requireDefined(args.value(0));
  std::vector<Text> parts;
  for (const Value& item : toVector(args.value(0))) parts.push_back(requireText(item, "sequence item"));
  return join(runtime, value.asText(), parts);
}

Value splitLinesMethod(Runtime&, const Value& value, Arg args) {
  std::vector<Value> lines;
  for (Text& line : splitLines(value.asText(), args.flag(0))) lines.emplace_back(std::move(line));
  return Value::list(std::move(lines));
}

template <char align>
Value padMethod(Runtime& runtime, const Value& value, Arg args) {
  const Text fill = args.text(1, " ");
  if (characterCount(fill.bytes()) != 1) typeError("The fill character must be exactly one character long");
  return pad(runtime, value.asText(), args.integer(0, 0), fill, align);
}

Value zeroFill(Runtime& runtime, const Value& value, Arg args) {
  const Text& text = value.asText();
  const bool sign = text.bytes().starts_with('-') || text.bytes().starts_with('+');
  Text out = text.slice(0, sign ? 1 : 0);
  out.append(pad(runtime, text.slice(sign ? 1 : 0, text.size()), args.integer(0, 0) - (sign ? 1 : 0), Text("0"), '>'));
  return out;
}

Value expandTabs(Runtime& runtime, const Value& value, Arg args) {
  const Text& text = value.asText();
  const Integer width = args.integer(0, 8);
  if (width > 10000) limitExceeded("a tab of more than 10000 blanks");
  Text out;
  Integer column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = characterLength(text.bytes(), at);
    const char c = text.bytes()[at];
    if (c == '\t') {
      const Integer blanks = width > 0 ? width - column % width : 0;
      runtime.willMake(static_cast<std::size_t>(blanks));
      out.append(std::string(static_cast<std::size_t>(blanks), ' '), text.marksAt(at));
      column += blanks;
    } else {
      out.append(text, at, at + length);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    at += length;
  }
  return out;
}

// All characters pass, and there is one.
template <bool (*accepts)(char32_t)>
Value allAre(Runtime&, const Value& value, Arg) {
  const std::string& bytes = value.asText().bytes();
  for (std::size_t at = 0; at < bytes.size(); at += characterLength(bytes, at))
    if (!accepts(codePointAt(bytes, at))) return false;
  return !bytes.empty();
}

bool isAlphanumeric(char32_t c) {
  return isAlphabetic(c) || isDecimal(c) || isDigit(c) || isNumeric(c);
}
bool isAscii(char32_t c) {
  return c < 0x80;
}

Value isTitleMethod(Runtime&, const Value& value, Arg) {
  const std::string& bytes = value.asText().bytes();
  bool cased = false;
  bool any = false;
  for (std::size_t at = 0; at < bytes.size(); at += characterLength(bytes, at)) {
    const char32_t c = codePointAt(bytes, at);
    const bool upper = isUpper(c) || isTitle(c);
    if ((upper && cased) || (isLower(c) && !cased)) return false;
    cased = upper || isLower(c);
    any = any || cased;
  }
  return any;
}

Value isIdentifier(Runtime&, const Value& value, Arg) {
  const std::string& bytes = value.asText().bytes();
  for (std::size_t at = 0; at < bytes.size(); at += characterLength(bytes, at))
    if (!(at == 0 ? isIdentifierStart(codePointAt(bytes, at)) : isIdentifierPart(codePointAt(bytes, at)))) return false;
  return !bytes.empty();
}

template <bool lower>
Value isCaseMethod(Runtime& runtime, const Value& value, Arg) {
  Arguments none;
  return runtime.test(lower ? "lower" : "upper", value, none);
}

Value formatMethod(Runtime& runtime, const Value& value, Arg args) {
  return formatBraces(runtime, value.asText(), args.all);
}

Value formatMap(Runtime& runtime, const Value& value, Arg args) {
  Arguments arguments;
  if (!args.value(0).isDict()) typeError("format_map() takes a mapping");
  for (const auto& [key, item] : args.value(0).asDict().entries)
    if (key.isText()) arguments.named.emplace_back(key.asText().bytes(), item);
  return formatBraces(runtime, value.asText(), arguments);
}

template <CaseMapping mapping>
Value caseMethod(Runtime&, const Value& value, Arg) {
  return mapCase(value.asText(), mapping);
}

constexpr Entry<Value> kTextMethods[] = {
    {"strip", "chars", 0, stripMethod<true, true>},
    {"lstrip", "chars", 0, stripMethod<true, false>},
    {"rstrip", "chars", 0, stripMethod<false, true>},
    {"split", "sep maxsplit", 0, splitMethod<false>},
    {"rsplit", "sep maxsplit", 0, splitMethod<true>},
    {"splitlines", "keepends", 0, splitLinesMethod},
    {"partition", "sep", 1, partitionMethod<false>},
    {"rpartition", "sep", 1, partitionMethod<true>},
    {"startswith", "prefix start end", 1, affixMethod<true>},
    {"endswith", "suffix start end", 1, affixMethod<false>},
    {"removeprefix", "prefix", 1, removeAffix<true>},
    {"removesuffix", "suffix", 1, removeAffix<false>},
    {"replace", "old new count", 2, replaceMethod},
    {"find", "sub start end", 1, findMethod<false, false>},
    {"rfind", "sub start end", 1, findMethod<true, false>},
    {"index", "sub start end", 1, findMethod<false, true>},
    {"rindex", "sub start end", 1, findMethod<true, true>},
    {"count", "sub start end", 1, countText},
    {"join", "iterable", 1, joinMethod},
    {"upper", "", 0, caseMethod<CaseMapping::Upper>},
    {"lower", "", 0, caseMethod<CaseMapping::Lower>},
    {"casefold", "", 0, caseMethod<CaseMapping::Fold>},
    {"title", "", 0, [](Runtime&, const Value& v, Arg) -> Value { return titleCase(v.asText()); }},
    {"capitalize", "", 0, [](Runtime&, const Value& v, Arg) -> Value { return capitalize(v.asText()); }},
    {"swapcase", "", 0, [](Runtime&, const Value& v, Arg) -> Value { return swapCase(v.asText()); }},
    {"center", "width fillchar", 1, padMethod<'^'>},
    {"ljust", "width fillchar", 1, padMethod<'<'>},
    {"rjust", "width fillchar", 1, padMethod<'>'>},
    {"zfill", "width", 1, zeroFill},
    {"expandtabs", "tabsize", 0, expandTabs},
    {"format", "*", 0, formatMethod},
    {"format_map", "mapping", 1, formatMap},
    {"isalpha", "", 0, allAre<isAlphabetic>},
    {"isdigit", "", 0, allAre<isDigit>},
    {"isdecimal", "", 0, allAre<isDecimal>},
    {"isnumeric", "", 0, allAre<isNumeric>},
    {"isalnum", "", 0, allAre<isAlphanumeric>},
    {"isspace", "", 0, allAre<isSpace>},
    {"isascii", "", 0,
     [](Runtime& r, const Value& v, Arg a) -> Value {
       return v.asText().empty() ? Value(true) : allAre<isAscii>(r, v, a);
     }},
    {"isprintable", "", 0,
     [](Runtime& r, const Value& v, Arg a) -> Value {
       return v.asText().empty() ? Value(true) : allAre<isPrintable>(r, v, a);
     }},
    {"islower", "", 0, isCaseMethod<true>},
    {"isupper", "", 0, isCaseMethod<false>},
    {"istitle", "", 0, isTitleMethod},
    {"isidentifier", "", 0, isIdentifier},
};

}  // namespace

std::span<const Entry<Value>> textMethods() {
  return kTextMethods;
}

}  // namespace attune::jinja

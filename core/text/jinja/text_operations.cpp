// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on text that both methods and filters use.
#include <algorithm>

#include "core/text/jinja/runtime.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {

Text strip(const Text& text, const std::optional<Text>& characters, bool left, bool right) {
  const std::string& bytes = text.bytes();
  const auto removes = [&](std::size_t at, std::size_t length) {
    if (!characters) return isSpace(codePointAt(bytes, at));
    const std::string_view character = std::string_view(bytes).substr(at, length);
    for (std::size_t i = 0; i < characters->size(); i += characterLength(characters->bytes(), i))
      if (std::string_view(characters->bytes()).substr(i, characterLength(characters->bytes(), i)) == character)
        return true;
    return false;
  };
  std::size_t begin = 0;
  std::size_t end = bytes.size();
  while (left && begin < end) {
    const std::size_t length = characterLength(bytes, begin);
    if (!removes(begin, length)) break;
    begin += length;
  }
  while (right && end > begin) {
    std::size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(bytes[last]) & 0xC0) == 0x80) --last;
    if (!removes(last, end - last)) break;
    end = last;
  }
  Text out = text.slice(begin, end);
  out.markup = text.markup;
  return out;
}

Text replace(Runtime& runtime, const Text& text, const Text& from, const Text& to, Integer count) {
  const std::string& bytes = text.bytes();
  Text out;
  out.markup = text.markup;
  std::size_t done = 0;
  if (from.empty()) {
    // Between all characters, and at both ends.
    for (std::size_t at = 0; count != 0; --count) {
      out.append(text, done, at);
      done = at;
      runtime.willMake(to.size() + 1);
      out.append(to);
      if (at >= bytes.size()) break;
      at += characterLength(bytes, at);
    }
  }
  for (; !from.empty() && count != 0; --count) {
    const std::size_t found = bytes.find(from.bytes(), done);
    if (found == std::string::npos) break;
    runtime.willMake(found - done + to.size());
    out.append(text, done, found);
    out.append(to);
    done = found + from.size();
  }
  out.append(text, done, bytes.size());
  runtime.willMake(out.size());
  return out;
}

Text join(Runtime& runtime, const Text& separator, const std::vector<Text>& parts) {
  std::size_t size = 0;
  for (const Text& part : parts) size += part.size() + separator.size();
  runtime.willMake(size);
  Text out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out.append(separator);
    out.append(parts[i]);
  }
  return out;
}

std::vector<Text> splitLines(const Text& text, bool keepEnds) {
  const std::string& bytes = text.bytes();
  std::vector<Text> lines;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = characterLength(bytes, at);
    if (!isLineBreak(codePointAt(bytes, at))) {
      at += length;
      continue;
    }
    const std::size_t end = at + length + (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 1 : 0);
    lines.push_back(text.slice(begin, keepEnds ? end : at));
    begin = at = end;
  }
  if (begin < bytes.size()) lines.push_back(text.slice(begin, bytes.size()));
  return lines;
}

Text reversed(const Text& text) {
  Text out;
  out.markup = text.markup;
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(text.bytes()[begin]) & 0xC0) == 0x80) --begin;
    out.append(text, begin, end);
    end = begin;
  }
  return out;
}

Text pad(Runtime& runtime, const Text& text, Integer width, const Text& fill, char align) {
  const auto size = static_cast<Integer>(characterCount(text.bytes()));
  if (width <= size) return text;
  const Integer missing = width - size;
  if (missing > (1 << 26)) limitExceeded("a text of more than 67 million characters");
  runtime.willMake(text.size() + static_cast<std::size_t>(missing) * fill.size());
  // The odd place goes left for an odd width, as in str.center.
  const Integer left = align == '>' ? missing : align == '^' ? missing / 2 + (missing & width & 1) : 0;
  Text out;
  out.markup = text.markup;
  for (Integer i = 0; i < left; ++i) out.append(fill);
  out.append(text);
  for (Integer i = left; i < missing; ++i) out.append(fill);
  return out;
}

}  // namespace attune::jinja

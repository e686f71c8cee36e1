// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer_file.h"

#include <algorithm>
#include <charconv>

#include "core/base/file.h"
#include "core/base/json.h"

namespace attune {
namespace {

void appendIds(const std::vector<TokenId>& ids, std::string& line) {
  char digits[16];
  line += '[';
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) line += ',';
    line.append(digits, std::to_chars(digits, digits + sizeof digits, ids[i]).ptr);
  }
  line += "]\n";
}

Result<std::string> textOf(std::string_view line, const std::string& place) {
  ATTUNE_TRY(const Json json, parseJson(line, place));
  const auto text = json.is_object() ? json.find("text") : json.end();
  if (!json.is_object() || text == json.end() || !text->is_string())
    return fail("tokenizer.input", ATTUNE_TEXT("{0} is no object with a “text”."), {place});
  return text->get<std::string>();
}

}  // namespace

Result<std::uint64_t> tokenizeFile(const Tokenizer& tokenizer, const std::filesystem::path& input, std::ostream& out,
                                   const EncodeOptions& options) {
  ATTUNE_TRY(const std::string content, readFile(input));
  const bool objects = input.extension() == ".jsonl";
  std::uint64_t count = 0, lineNumber = 0;
  std::string line;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    std::string_view text = std::string_view(content).substr(begin, end - begin);
    begin = end + 1;
    const std::string place = input.string() + ":" + std::to_string(++lineNumber);
    std::string decoded;
    if (objects) {
      if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      ATTUNE_TRY(decoded, textOf(text, place));
      text = decoded;
    }
    auto ids = tokenizer.encodeIds(text, options);
    if (!ids) {
      Error error = std::move(ids.error());
      error.detail = error.detail.empty() ? place : place + ", " + error.detail;
      return tl::unexpected(std::move(error));
    }
    line.clear();
    appendIds(*ids, line);
    out.write(line.data(), static_cast<std::streamsize>(line.size()));
    ++count;
  }
  if (!out.flush()) return fail("file.write", ATTUNE_TEXT("The ids could not be written."));
  return count;
}

}  // namespace attune

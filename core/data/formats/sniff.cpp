// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>

#include "core/data/formats/formats.h"

namespace attune {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::string_view what;  // English, put into the message
};

// First bytes of files that are often met under a wrong name.
constexpr Magic kMagics[]{
    {"\x7F"
     "ELF"sv,
     ATTUNE_TEXT("a program")},
    {"MZ\x90\x00"sv, ATTUNE_TEXT("a program")},
    {"PK\x03\x04"sv, ATTUNE_TEXT("a ZIP archive or office document")},
    {"PK\x05\x06"sv, ATTUNE_TEXT("a ZIP archive or office document")},
    {"\x1F\x8B"sv, ATTUNE_TEXT("a gzip-compressed file")},
    {"\x28\xB5\x2F\xFD"sv, ATTUNE_TEXT("a Zstandard-compressed file")},
    {"BZh"sv, ATTUNE_TEXT("a bzip2-compressed file")},
    {"\xFD"
     "7zXZ\x00"sv,
     ATTUNE_TEXT("an XZ-compressed file")},
    {"7z\xBC\xAF\x27\x1C"sv, ATTUNE_TEXT("a 7-Zip archive")},
    {"%PDF-"sv, ATTUNE_TEXT("a PDF document")},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, ATTUNE_TEXT("an old office document")},
    {"PAR1"sv, ATTUNE_TEXT("a Parquet file")},
    {"ARROW1"sv, ATTUNE_TEXT("an Arrow file")},
    {"GGUF"sv, ATTUNE_TEXT("a GGUF model")},
    {"SQLite format 3\x00"sv, ATTUNE_TEXT("an SQLite database")},
    {"\x89PNG"sv, ATTUNE_TEXT("an image")},
    {"\xFF\xD8\xFF"sv, ATTUNE_TEXT("an image")},
    {"GIF8"sv, ATTUNE_TEXT("an image")},
};

// Byte order marks; the longer ones first, because UTF-32LE begins like UTF-16LE.
constexpr std::pair<std::string_view, const char*> kMarks[]{{"\xFF\xFE\x00\x00"sv, "utf-32le"},
                                                            {"\x00\x00\xFE\xFF"sv, "utf-32be"},
                                                            {"\xEF\xBB\xBF"sv, "utf-8"},
                                                            {"\xFF\xFE"sv, "utf-16le"},
                                                            {"\xFE\xFF"sv, "utf-16be"}};

std::string extensionOf(const std::string& fileName) {
  std::string extension = std::filesystem::path(fileName).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

// UTF-16 without a mark: a table begins with an ASCII character, and NUL stands nearly always in the same half of the
// units (the other half has it in a few characters, such as U+1F600).
std::string encodingWithoutMark(std::string_view head) {
  const std::string_view sample = head.substr(0, 4096);
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (sample[i] == 0) ++(i % 2 == 0 ? even : odd);
  const std::size_t enough = std::max<std::size_t>(sample.size() / 8, 2);
  if (sample.size() >= 4 && even * 8 <= odd && odd >= enough && sample[1] == 0) return "utf-16le";
  if (sample.size() >= 4 && odd * 8 <= even && even >= enough && sample[0] == 0) return "utf-16be";
  return "utf-8";
}

tl::unexpected<Error> notATable(const std::string& name, const char* text, std::string what = {},
                                const char* hint = "") {
  return fail("data.not-a-table", text, {name, std::move(what)}, hint);
}

Result<std::string> decodedHead(std::string_view head, const std::string& encoding) {
  ATTUNE_TRY(const auto source, decodingSource(memorySource(head), encoding));
  std::string text, part(1 << 16, '\0');
  text.reserve(head.size());
  for (;;) {
    ATTUNE_TRY(const std::size_t n, source->read(part.data(), part.size()));
    if (n == 0) return text;
    text.append(part, 0, n);
  }
}

// Objects that follow each other without a comma are JSON Lines, whatever the name says.
bool looksLikeJsonl(std::string_view text) {
  std::size_t depth = 0;
  bool inText = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inText) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        inText = false;
    } else if (c == '"') {
      inText = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && (depth == 0 || --depth == 0)) {
      const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
      return next != std::string_view::npos && text[next] == '{';
    }
  }
  return false;
}

bool looksLikeJsonList(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && text[next] == '{';
}

std::string formatOf(const std::string& extension, std::string_view text) {
  for (const auto& format : formats())
    for (const auto known : format.extensions)
      if (extension == known) {
        if (format.id == "json" && text.starts_with('{') && looksLikeJsonl(text)) return "jsonl";
        if (format.id == "jsonl" && looksLikeJsonList(text)) return "json";
        return std::string(format.id);
      }
  if (looksLikeJsonList(text)) return "json";
  if (text.starts_with('{')) return looksLikeJsonl(text) ? "jsonl" : "json";
  return {};
}

}  // namespace

Result<Dialect> detectDialect(const std::string& fileName, std::string_view head, bool complete, const Dialect& given) {
  Dialect dialect = given;
  if (head.empty() && complete)
    return notATable(fileName, ATTUNE_TEXT("“{0}” is empty."), {}, ATTUNE_TEXT("Choose a file with rows."));
  for (const auto& magic : kMagics)
    if (head.starts_with(magic.bytes))
      return notATable(
          fileName, ATTUNE_TEXT("“{0}” is not a table of text: its content is {1}."), std::string(magic.what),
          ATTUNE_TEXT(
              "Give a compressed file its usual ending (.gz, .zst, .zip), or save the table as CSV or JSON Lines."));
  if (dialect.encoding.empty()) {
    for (const auto& [mark, encoding] : kMarks)
      if (dialect.encoding.empty() && head.starts_with(mark)) dialect.encoding = encoding;
    if (dialect.encoding.empty()) dialect.encoding = encodingWithoutMark(head);
  }
  ATTUNE_TRY(const std::string decoded, decodedHead(head, dialect.encoding));
  const std::string_view text(decoded);
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos && complete)
    return notATable(fileName, ATTUNE_TEXT("“{0}” holds only blank lines."), {},
                     ATTUNE_TEXT("Choose a file with rows."));
  if (dialect.format.empty())
    dialect.format = formatOf(extensionOf(fileName), start == std::string_view::npos ? text : text.substr(start));
  if (dialect.format.empty())
    return fail("data.format-unknown", ATTUNE_TEXT("The format of “{0}” is not known."), {fileName},
                ATTUNE_TEXT("Give the file its usual ending (.csv, .tsv, .json, .jsonl), or choose the format."));
  if (findFormat(dialect.format) == nullptr)
    return fail("data.format-unknown", ATTUNE_TEXT("There is no data format “{1}” to read “{0}” with."),
                {fileName, dialect.format});
  if (dialect.quote == 0) dialect.quote = '"';
  if (dialect.delimiter == 0) dialect.delimiter = dialect.format == "csv" ? sniffDelimiter(text, dialect.quote) : '\t';
  return dialect;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <unordered_map>

#include "core/data/formats/formats.h"
#include "core/data/formats/open.h"
#include "core/data/import.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kHeadBytes = 4 << 20;
constexpr std::size_t kLargeHeadBytes = 16 << 20;
constexpr std::size_t kCellBytes = 2000;

struct Head {
  std::string name;  // what the format is found by
  std::string bytes;
  bool complete = false;
};

Result<Head> readHead(const fs::path& path, std::size_t size) {
  ATTUNE_TRY(auto opened, openRaw(path, {}));
  const auto source = std::move(opened.source);
  Head head;
  head.name = std::move(opened.name);
  std::error_code code;
  if (const auto whole = fs::file_size(path, code); !code) head.bytes.reserve(std::min<std::uint64_t>(size, whole) + 1);
  std::size_t done = 0;
  while (done <= size) {
    if (done == head.bytes.size()) head.bytes.resize(std::min(size + 1, std::max<std::size_t>(done * 4, 1 << 14)));
    ATTUNE_TRY(const std::size_t n, source->read(head.bytes.data() + done, head.bytes.size() - done));
    if (n == 0) break;
    done += n;
  }
  head.complete = done <= size;
  head.bytes.resize(std::min(done, size));
  return head;
}

// What a cell adds to the facts of its column.
void countCell(const Cell& cell, ColumnFacts& facts, std::set<std::string>& values) {
  if (cell.type == CellType::List) {
    ++facts.lists;
    if (cell.isJson) {
      const auto items = asArray(cell.json);
      bool messages = items.size() > 0;
      for (const auto item : items) {
        simdjson::dom::element ignored;
        messages = messages && item.is_object() &&
                   (item["role"].get(ignored) == simdjson::SUCCESS || item["from"].get(ignored) == simdjson::SUCCESS);
      }
      if (messages) ++facts.messageLists;
    }
  } else if (cell.type == CellType::Text && !cell.text.empty()) {
    facts.meanCharacters =
        (facts.meanCharacters * static_cast<double>(facts.texts) + static_cast<double>(cell.text.size())) /
        static_cast<double>(facts.texts + 1);
    ++facts.texts;
    if (cell.text.size() < 32 && cell.text.find_first_not_of("0123456789+-., eE%") == std::string_view::npos)
      ++facts.numbers;
    values.emplace(cell.text.substr(0, 200));
    facts.distinct = values.size();
  }
}

// The first pass: which columns there are, what they hold and what is shown.
class Collector : public RowSink {
 public:
  Collector(Preview& preview, std::size_t maxRows) : m_preview(preview), m_maxRows(maxRows) {}

  bool row(const RowView& row) override {
    ++rows;
    endOffset = row.endOffset;
    std::vector<std::string> shown(facts.size());
    for (const auto& cell : row.cells) {
      const std::size_t index = indexOf(cell.name);
      if (index == SIZE_MAX) continue;
      if (index >= shown.size()) shown.resize(index + 1);
      shown[index] = displayText(cell, kCellBytes);
      countCell(cell, facts[index], m_values[index]);
    }
    m_preview.rows.push_back(std::move(shown));
    m_lastWasFault = false;
    return rows + faults < m_maxRows;
  }

  bool bad(std::uint64_t, std::uint64_t line, Error reason) override {
    ++faults;
    Error note{reason.code,
               ATTUNE_TEXT("Line {0}: {1}"),
               {std::to_string(line), fillSlots(reason.text, reason.args)},
               reason.detail,
               reason.hint};
    if (m_preview.notes.size() < 20) m_preview.notes.push_back(std::move(note));
    m_lastWasFault = true;
    return rows + faults < m_maxRows;
  }

  // Takes the last row back: a head that ends in the middle of the file cuts it, whatever the reader made of it.
  void forgetLast() {
    if (m_lastWasFault) {
      --faults;
      if (faults < 20) m_preview.notes.pop_back();
    } else if (rows > 0) {
      --rows;
      m_preview.rows.pop_back();
    }
  }

  std::vector<ColumnFacts> facts;
  std::size_t rows = 0, faults = 0;
  std::uint64_t endOffset = 0;

 private:
  std::size_t indexOf(std::string_view name) {
    constexpr std::size_t kMaxColumns = 4096;
    const auto found = m_index.find(std::string(name));
    if (found != m_index.end()) return found->second;
    if (facts.size() >= kMaxColumns) return SIZE_MAX;
    m_index.emplace(std::string(name), facts.size());
    facts.push_back({std::string(name)});
    m_values.emplace_back();
    return facts.size() - 1;
  }

  Preview& m_preview;
  const std::size_t m_maxRows;
  bool m_lastWasFault = false;
  std::unordered_map<std::string, std::size_t> m_index;
  std::vector<std::set<std::string>> m_values;
};

// The second pass: tries every candidate mapping on the sample rows.
class Trier : public RowSink {
 public:
  Trier(std::vector<SchemaMatch>& matches, std::size_t maxRows) : m_matches(matches), m_maxRows(maxRows) {}
  bool row(const RowView& row) override {
    for (auto& match : m_matches) {
      Example example;
      if (findSchema(match.mapping.schema)->read(row, match.mapping, example)) ++match.usableRows;
    }
    return ++m_rows < m_maxRows;
  }
  bool bad(std::uint64_t, std::uint64_t, Error) override { return true; }

 private:
  std::vector<SchemaMatch>& m_matches;
  const std::size_t m_maxRows;
  std::size_t m_rows = 0;
};

void rank(std::vector<SchemaMatch>& matches, std::size_t rows) {
  for (auto& match : matches)
    match.confidence *= static_cast<double>(match.usableRows) / static_cast<double>(std::max<std::size_t>(rows, 1));
  std::erase_if(matches, [](const SchemaMatch& match) { return match.usableRows == 0; });
  std::stable_sort(matches.begin(), matches.end(),
                   [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
}

void noteHeadings(Preview& preview) {
  for (const auto& name : preview.columns)
    if (name.ends_with(" (2)"))
      preview.notes.push_back({"data.heading-twice",
                               ATTUNE_TEXT("Two columns have the same heading: the second is called “{0}” here."),
                               {name}});
}

std::uint64_t estimateRows(const Preview& preview, const Collector& collector, bool compressed) {
  const std::size_t seen = collector.rows + collector.faults;
  if (preview.complete) return seen;
  if (compressed || collector.endOffset == 0) return 0;
  // Offsets count decoded text, in which Latin letters take one byte.
  const std::string& encoding = preview.dialect.encoding;
  const double unit = encoding.starts_with("utf-16") ? 2 : encoding.starts_with("utf-32") ? 4 : 1;
  return static_cast<std::uint64_t>(static_cast<double>(seen) * static_cast<double>(preview.fileBytes) /
                                    (static_cast<double>(collector.endOffset) * unit));
}

Result<Preview> previewHead(const fs::path& path, const Head& head, const Dialect& given, std::size_t maxRows) {
  const std::string name = path.filename().string();
  Preview preview;
  ATTUNE_TRY(preview.dialect, detectDialect(head.name, head.bytes, head.complete, given));
  std::error_code code;
  preview.fileBytes = fs::file_size(path, code);
  const Format& format = *findFormat(preview.dialect.format);
  const ImportLimits limits;
  const auto open = [&] { return decodingSource(memorySource(head.bytes), preview.dialect.encoding); };
  Collector collector(preview, maxRows);
  ATTUNE_TRY(const auto source, open());
  auto read = format.read(*source, preview.dialect, limits, collector);
  if (!read) return tl::unexpected(Error{read.error().code, ATTUNE_TEXT("“{0}”: {1}"), {name, describe(read.error())}});
  const bool ranOut = collector.rows + collector.faults < maxRows;
  if (ranOut && !head.complete && collector.rows + collector.faults > 0) collector.forgetLast();
  for (const auto& facts : collector.facts) preview.columns.push_back(facts.name);
  for (auto& row : preview.rows) row.resize(preview.columns.size());
  preview.complete = ranOut && head.complete;
  preview.rowsEstimated = estimateRows(preview, collector, isCompressedName(path));
  noteHeadings(preview);
  preview.schemas = candidateMappings(collector.facts, collector.rows);
  Trier trier(preview.schemas, std::max<std::size_t>(preview.rows.size(), 1));
  ATTUNE_TRY(const auto again, open());
  static_cast<void>(format.read(*again, preview.dialect, limits, trier));
  rank(preview.schemas, preview.rows.size());
  return preview;
}

}  // namespace

Result<Preview> previewFile(const fs::path& path, const Dialect& given, std::size_t maxRows) {
  std::error_code code;
  if (fs::is_directory(path, code)) {
    ATTUNE_TRY(const auto files, dataFilesOf(path));
    ATTUNE_TRY(Preview preview, previewFile(files.front(), given, maxRows));
    preview.complete = preview.complete && files.size() == 1;
    return preview;
  }
  ATTUNE_TRY(Head head, readHead(path, kHeadBytes));
  ATTUNE_TRY(Preview preview, previewHead(path, head, given, maxRows));
  if (!preview.rows.empty() || head.complete) return preview;
  // One row alone is longer than the head.
  ATTUNE_TRY(head, readHead(path, kLargeHeadBytes));
  return previewHead(path, head, given, maxRows);
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <unordered_map>

#include "core/data/formats/csv_parser.h"
#include "core/data/formats/formats.h"

namespace attune {
namespace {

// A table of texts does not have more; names are compared with each other.
constexpr std::size_t kMaxColumns = 4096;

// The heading as column names: every one present and different, so that a mapping names one column.
std::vector<std::string> columnNames(const std::vector<std::string_view>& cells, bool isHeader) {
  std::vector<std::string> names;
  std::unordered_map<std::string, int> count;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string name = isHeader ? std::string(cells[i]) : std::string{};
    const std::size_t from = name.find_first_not_of(" \t"), to = name.find_last_not_of(" \t");
    name = from == std::string::npos ? "column " + std::to_string(i + 1) : name.substr(from, to - from + 1);
    const std::string base = name;
    while (!count.emplace(name, 1).second) name = base + " (" + std::to_string(++count[base]) + ")";
    names.push_back(std::move(name));
  }
  return names;
}

class CsvRowsReader {
 public:
  CsvRowsReader(const Dialect& dialect, RowSink& sink) : m_dialect(dialect), m_sink(sink) {}

  /// Whether to go on. Errors: data.not-a-table when the heading cannot be read, because then no column has a name.
  Result<bool> take(const CsvRow& row) {
    if (m_names.empty()) {
      if (m_dialect.header || row.fault) ATTUNE_TRY_VOID(checkHeading(row));
      if (row.cells.size() > kMaxColumns)
        return fail("data.not-a-table",
                    ATTUNE_TEXT("The heading in line {0} has {1} columns; at most {2} can be read."),
                    {std::to_string(row.line), std::to_string(row.cells.size()), std::to_string(kMaxColumns)});
      m_names = columnNames(row.cells, m_dialect.header);
      m_cells.resize(m_names.size());
      for (std::size_t i = 0; i < m_names.size(); ++i) m_cells[i].name = m_names[i];
      if (m_dialect.header) return true;
    }
    ++m_view.row;
    m_view.line = row.line;
    m_view.endOffset = row.endOffset;
    if (row.fault) return m_sink.bad(m_view.row, row.line, *row.fault);
    if (auto problem = check(row)) return m_sink.bad(m_view.row, row.line, std::move(*problem));
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
      m_cells[i].type = CellType::Text;
      m_cells[i].text = row.cells[i];
    }
    m_view.cells = m_cells;
    return m_sink.row(m_view);
  }

 private:
  Result<void> checkHeading(const CsvRow& row) const {
    std::optional<Error> problem = row.fault;
    if (!problem) problem = checkText(row);
    if (!problem) return {};
    return fail("data.not-a-table", ATTUNE_TEXT("The heading in line {0} cannot be read: {1}"),
                {std::to_string(row.line), fillSlots(problem->text, problem->args)}, problem->hint);
  }

  static std::optional<Error> checkText(const CsvRow& row) {
    if (!row.raw.empty() && std::memchr(row.raw.data(), 0, row.raw.size()) != nullptr)
      return Error{"data.row-nul", ATTUNE_TEXT("The row holds a NUL character."), {}};
    if (!simdjson::validate_utf8(row.raw.data(), row.raw.size()))
      return Error{"data.row-utf8",
                   ATTUNE_TEXT("The row is not valid UTF-8."),
                   {},
                   {},
                   ATTUNE_TEXT("Save the file as UTF-8, or choose its encoding.")};
    return std::nullopt;
  }

  std::optional<Error> check(const CsvRow& row) const {
    // Empty cells beyond the heading hold nothing that could be lost; spreadsheets write them.
    std::size_t count = row.cells.size();
    while (count > m_names.size() && row.cells[count - 1].empty()) --count;
    if (count != m_names.size())
      return Error{"data.row-cells",
                   ATTUNE_TEXT("The row has {0} cells, but the heading has {1}."),
                   {std::to_string(row.cells.size()), std::to_string(m_names.size())},
                   {},
                   ATTUNE_TEXT("A text with the delimiter in it needs quotation marks around it.")};
    return checkText(row);
  }

  const Dialect& m_dialect;
  RowSink& m_sink;
  std::vector<std::string> m_names;
  std::vector<Cell> m_cells;
  RowView m_view;
};

}  // namespace

Result<void> readCsv(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink) {
  Window window(source);
  CsvParser parser(window, dialect.delimiter == 0 ? ',' : dialect.delimiter, dialect.quote == 0 ? '"' : dialect.quote,
                   limits.maxRowBytes);
  CsvRowsReader reader(dialect, sink);
  for (;;) {
    ATTUNE_TRY(const bool found, parser.next());
    if (!found) return {};
    ATTUNE_TRY(const bool goOn, reader.take(parser.row()));
    if (!goOn) return {};
  }
}

char sniffDelimiter(std::string_view text, char quote) {
  constexpr std::size_t kRows = 100;
  char best = ',';
  double bestScore = -1;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const auto source = memorySource(text);
    Window window(*source);
    CsvParser parser(window, delimiter, quote, text.size() + 1);
    std::size_t columns = 0, rows = 0, fitting = 0;
    while (rows < kRows) {
      const auto found = parser.next();
      if (!found || !*found) break;
      const auto& row = parser.row();
      if (columns == 0) columns = row.cells.size();
      ++rows;
      if (!row.fault && row.cells.size() == columns) ++fitting;
    }
    if (rows == 0) continue;
    // A delimiter that never occurs fits every row with one cell: it loses against any that cuts the rows evenly.
    const double score = (columns > 1 ? 1.0 : 0.3) * static_cast<double>(fitting) / static_cast<double>(rows) +
                         0.001 * static_cast<double>(std::min<std::size_t>(columns, 50));
    if (score > bestScore + 1e-9) {
      bestScore = score;
      best = delimiter;
    }
  }
  return best;
}

}  // namespace attune

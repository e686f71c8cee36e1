// SPDX-License-Identifier: GPL-3.0-or-later
#include <deque>

#include "core/data/formats/formats.h"
#include "core/data/recipe.h"

namespace attune {
namespace {

// CoNLL: one word a line with columns between tabs or spaces, a blank line behind every sentence. The first column is
// the word and the last its tag, as in CoNLL-2003; CoNLL-U has ten columns, with the word in the second and its class
// in the fourth. "-DOCSTART-" and comments (#) hold no words.
class ConllReader {
 public:
  ConllReader(const Dialect& dialect, const ImportLimits& limits, RowSink& sink)
      : m_universal(dialect.format == "conllu"), m_limits(limits), m_sink(sink) {}

  bool take(std::string_view line, std::uint64_t endOffset) {
    ++m_line;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return flush(endOffset);
    if (line.starts_with("# ") && m_tokens.empty()) takeMark(line.substr(2));
    if (line.starts_with("-DOCSTART-") || (line.starts_with("# ") && m_tokens.empty()) ||
        (m_universal && line.starts_with('#')))
      return true;
    if (m_tokens.empty() && !m_fault) m_view.line = m_line;
    m_bytes += line.size();
    if (m_bytes > m_limits.maxRowBytes) {
      fault("data.row-too-long", ATTUNE_TEXT("The row is longer than {0} bytes."),
            std::to_string(m_limits.maxRowBytes));
      return true;
    }
    const auto columns = split(line);
    const std::size_t least = m_universal ? 8 : 2;
    if (columns.size() < least) {
      fault("data.row-cells", ATTUNE_TEXT("Line {0} of the sentence has no tag."), std::to_string(m_line));
    } else if (m_universal && columns[0].find_first_of("-.") != std::string_view::npos) {
      return true;  // a contraction's surface form: its words follow
    } else if (!simdjson::validate_utf8(line.data(), line.size()) || line.find('\0') != std::string_view::npos) {
      fault("data.row-utf8", ATTUNE_TEXT("Line {0} is not valid UTF-8."), std::to_string(m_line));
    } else {
      m_tokens.push_back(m_texts.emplace_back(m_universal ? columns[1] : columns.front()));
      m_tags.push_back(m_texts.emplace_back(m_universal ? columns[3] : columns.back()));
    }
    return true;
  }

  bool flush(std::uint64_t endOffset) {
    bool goOn = true;
    if (m_fault) {
      goOn = m_sink.bad(++m_view.row, m_view.line, std::move(*m_fault));
    } else if (!m_tokens.empty()) {
      ++m_view.row;
      m_view.endOffset = endOffset;
      Cell cells[3];
      cells[0].name = "tokens";
      cells[0].items = m_tokens;
      cells[1].name = "tags";
      cells[1].items = m_tags;
      for (std::size_t i = 0; i < 2; ++i) cells[i].type = CellType::List;
      cells[2] = {kSyntheticColumn, CellType::Text, m_mark, {}, false, {}};
      m_view.cells = std::span(cells, m_mark.empty() ? 2U : 3U);
      goOn = m_sink.row(m_view);
    }
    m_fault.reset();
    m_mark.clear();
    m_tokens.clear();
    m_tags.clear();
    m_texts.clear();
    m_bytes = 0;
    return goOn;
  }

 private:
  // The comment by which an export tells a row that a step made: "attune_synthetic = typos".
  void takeMark(std::string_view comment) {
    constexpr std::string_view kEquals = " = ";
    if (!comment.starts_with(kSyntheticColumn) || !comment.substr(kSyntheticColumn.size()).starts_with(kEquals)) return;
    comment.remove_prefix(kSyntheticColumn.size() + kEquals.size());
    if (simdjson::validate_utf8(comment.data(), comment.size())) m_mark = comment;
  }

  void fault(const char* code, const char* text, std::string arg) {
    if (!m_fault) m_fault = Error{code, text, {std::move(arg)}};
  }

  // Tabs separate when there are any, so that a word may hold a space; else runs of spaces.
  std::vector<std::string_view> split(std::string_view line) const {
    std::vector<std::string_view> columns;
    const bool tabs = line.find('\t') != std::string_view::npos;
    const char separator = tabs ? '\t' : ' ';
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t to = std::min(line.find(separator, from), line.size());
      if (to > from) columns.push_back(line.substr(from, to - from));
      from = to + 1;
    }
    return columns;
  }

  const bool m_universal;
  const ImportLimits& m_limits;
  RowSink& m_sink;
  RowView m_view;
  std::string m_mark;
  std::deque<std::string> m_texts;
  std::vector<std::string_view> m_tokens, m_tags;
  std::optional<Error> m_fault;
  std::uint64_t m_line = 0, m_bytes = 0;
};

}  // namespace

Result<void> readConll(ByteSource& source, const Dialect& dialect, const ImportLimits& limits, RowSink& sink) {
  ConllReader reader(dialect, limits, sink);
  std::uint64_t end = 0;
  bool stopped = false;
  ATTUNE_TRY_VOID(forEachLine(source, limits, [&](std::string_view line, std::uint64_t offset) {
    end = offset;
    stopped = !reader.take(line, offset);
    return !stopped;
  }));
  if (!stopped) reader.flush(end);
  return {};
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/data/formats/csv_parser.h"
#include "core/data/formats/formats.h"

namespace attune {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Gives its bytes in pieces of a few at a time, so that every row is cut at every place.
class Trickle : public ByteSource {
 public:
  Trickle(std::string text, std::size_t piece) : m_text(std::move(text)), m_piece(piece) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t n = std::min({size, m_piece, m_text.size() - m_at});
    m_text.copy(to, n, m_at);
    m_at += n;
    return n;
  }
  std::uint64_t position() const override { return m_at; }

 private:
  std::string m_text;
  std::size_t m_piece, m_at = 0;
};

struct Parsed {
  Rows rows;
  std::vector<std::uint64_t> lines;
  std::vector<Error> faults;
};

Parsed parse(const std::string& text, char delimiter = ',', std::size_t piece = SIZE_MAX,
             std::uint64_t maxRow = 1 << 20) {
  Trickle source(text, piece);
  Window window(source);
  CsvParser parser(window, delimiter, '"', maxRow);
  Parsed result;
  for (;;) {
    const auto found = parser.next();
    if (!found || !*found) return result;
    const CsvRow& row = parser.row();
    if (row.fault) {
      result.faults.push_back(*row.fault);
    } else {
      result.rows.emplace_back(row.cells.begin(), row.cells.end());
      result.lines.push_back(row.line);
    }
  }
}

struct Case {
  const char* name;
  std::string text;
  Rows rows;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      {"simple", "a,b,c\n1,2,3\n", {{"a", "b", "c"}, {"1", "2", "3"}}},
      {"no newline at the end", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
      {"CR LF", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
      {"CR alone", "a,b\r1,2\r3,4", {{"a", "b"}, {"1", "2"}, {"3", "4"}}},
      {"mixed line ends", "a\r\nb\nc\rd", {{"a"}, {"b"}, {"c"}, {"d"}}},
      {"comma in quotes", "a,\"b, c\",d\n", {{"a", "b, c", "d"}}},
      {"newline in quotes", "a,\"b\nc\",d\n1,2,3", {{"a", "b\nc", "d"}, {"1", "2", "3"}}},
      {"CR LF in quotes stays", "\"a\r\nb\",c\r\n", {{"a\r\nb", "c"}}},
      {"doubled quotes", "\"say \"\"hi\"\"\",\"\"\"\"\n", {{"say \"hi\"", "\""}}},
      {"empty quoted", "\"\",\"\"\n", {{"", ""}}},
      {"empty cells", ",,\na,,b\n", {{"", "", ""}, {"a", "", "b"}}},
      {"json in a cell",
       "1,\"{\"\"type\"\": \"\"Point\"\", \"\"c\"\": [1, 2]}\"\n",
       {{"1", "{\"type\": \"Point\", \"c\": [1, 2]}"}}},
      {"quote inside unquoted", "5\" disk,a\"b\n", {{"5\" disk", "a\"b"}}},
      {"spaces stay", " a , \"b\n", {{" a ", " \"b"}}},
      {"utf-8", "zażółć,gęślą\næøå,😀\n", {{"zażółć", "gęślą"}, {"æøå", "😀"}}},
      {"blank lines", "\n\na,b\n\n\n1,2\n\n", {{"a", "b"}, {"1", "2"}}},
      {"one cell", "a\nb\n", {{"a"}, {"b"}}},
      {"only quotes", "\"\n\n\"\n", {{"\n\n"}}},
      {"trailing delimiter", "a,\n1,\n", {{"a", ""}, {"1", ""}}},
      {"nothing", "", {}},
  };
  return kCases;
}

TEST(Csv, ReadsTheCasesInPiecesOfAnySize) {
  for (const auto& item : cases())
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, SIZE_MAX}) {
      const Parsed parsed = parse(item.text, ',', piece);
      EXPECT_EQ(parsed.rows, item.rows) << item.name << " in pieces of " << piece;
      EXPECT_TRUE(parsed.faults.empty()) << item.name;
    }
}

TEST(Csv, CountsLinesOfRows) {
  EXPECT_EQ(parse("a\n\"b\n\nc\"\n\nd\r\ne\rf").lines, (std::vector<std::uint64_t>{1, 2, 6, 7, 8}));
}

TEST(Csv, NamesLineAndColumnOfAFault) {
  const Parsed after = parse("a,b\n1,\"x\"y,z\n3,4\n");
  ASSERT_EQ(after.faults.size(), 1U);
  EXPECT_EQ(after.faults[0].code, "data.row-quote");
  EXPECT_EQ(after.faults[0].args, (std::vector<std::string>{"2", "6"}));
  EXPECT_EQ(after.rows, (Rows{{"a", "b"}, {"3", "4"}}));

  const Parsed later = parse("a,b\nłódź,\"x\nęę\"y\n3,4\n");
  ASSERT_EQ(later.faults.size(), 1U);
  EXPECT_EQ(later.faults[0].args, (std::vector<std::string>{"3", "4"})) << "columns count characters, not bytes";
  EXPECT_EQ(later.rows, (Rows{{"a", "b"}, {"3", "4"}}));

  const Parsed open = parse("a,b\n1,2\nż,\"never\n5,6\n");
  ASSERT_EQ(open.faults.size(), 1U);
  EXPECT_EQ(open.faults[0].code, "data.file-open-quote");
  EXPECT_EQ(open.faults[0].args, (std::vector<std::string>{"3", "3"}));
  EXPECT_EQ(open.rows, (Rows{{"a", "b"}, {"1", "2"}})) << "what follows an open quote is not guessed at";
}

TEST(Csv, DropsRowsBeyondTheLimitAndGoesOn) {
  const std::string big(5'000'000, 'x');
  for (const std::size_t piece : {std::size_t{4096}, SIZE_MAX}) {
    const Parsed parsed = parse("a\n" + big + ",y\nb\n", ',', piece);
    ASSERT_EQ(parsed.faults.size(), 1U);
    EXPECT_EQ(parsed.faults[0].code, "data.row-too-long");
    EXPECT_EQ(parsed.rows, (Rows{{"a"}, {"b"}}));
    EXPECT_EQ(parsed.lines, (std::vector<std::uint64_t>{1, 3}));
  }
  const Parsed quoted = parse("a\n\"" + big + "\"\nb\n");
  EXPECT_EQ(quoted.rows, (Rows{{"a"}}));
  EXPECT_EQ(quoted.faults.size(), 1U);
}

TEST(Csv, FindsTheDelimiter) {
  EXPECT_EQ(sniffDelimiter("a,b\n1,2\n", '"'), ',');
  EXPECT_EQ(sniffDelimiter("a;b\n1,5;2\n", '"'), ';');
  EXPECT_EQ(sniffDelimiter("a\tb\tc\nx, y\t2\t3\n", '"'), '\t');
  EXPECT_EQ(sniffDelimiter("a|b\n1|2\n", '"'), '|');
  EXPECT_EQ(sniffDelimiter("text\nhello\n", '"'), ',');
  EXPECT_EQ(sniffDelimiter("question;answer\n\"a;b, c\";d, e\n\"x\ny, z\";w\n", '"'), ';');
}

// What a writer by RFC 4180 puts out comes back, whatever the cells hold.
TEST(Csv, RandomTablesRoundTrip) {
  Random random(7);
  const std::string alphabet = "ab\",;\n\r\t '|é";
  for (int round = 0; round < 2000; ++round) {
    const std::size_t columns = 1 + random.below(4);
    Rows rows(1 + random.below(4));
    std::string text;
    for (auto& row : rows) {
      for (std::size_t c = 0; c < columns; ++c) {
        std::string cell;
        for (std::uint64_t n = random.below(6); n > 0; --n) cell.push_back(alphabet[random.below(alphabet.size())]);
        row.push_back(cell);
        text += c > 0 ? ",\"" : "\"";
        for (const char ch : cell) text += ch == '"' ? std::string("\"\"") : std::string(1, ch);
        text += '"';
      }
      text += random.below(2) == 0 ? "\n" : "\r\n";
    }
    EXPECT_EQ(parse(text, ',', 1 + random.below(9)).rows, rows) << text;
  }
}

}  // namespace
}  // namespace attune

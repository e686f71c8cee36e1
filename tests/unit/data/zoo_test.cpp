// SPDX-License-Identifier: GPL-3.0-or-later
// The text zoo: odd, broken and hostile files. Every row is accounted for, nothing crashes or hangs, nothing is
// changed.
#include <gtest/gtest.h>

#include <chrono>

#include "core/base/random.h"
#include "core/data/import.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

using namespace std::string_literals;

Result<Dataset> importText(const std::string& name, std::string_view text, const Dialect& dialect = {},
                           const ImportLimits& limits = {}) {
  const TemporaryFolder temporary;
  ColumnMapping mapping;
  mapping.schema = "question-answer";
  mapping.columns = {{"prompt", "q"}, {"response", "a"}};
  return importFile(temporary.write(name, text), mapping, dialect, {}, {}, limits);
}

// The text in another encoding.
std::string encode(std::u32string_view text, int unit, bool big, bool mark) {
  std::string out;
  const auto put = [&](std::uint32_t value) {
    for (int k = 0; k < unit; ++k) out.push_back(static_cast<char>(value >> (8 * (big ? unit - 1 - k : k))));
  };
  if (mark) put(0xFEFF);
  for (const char32_t c : text) {
    if (unit == 2 && c > 0xFFFF) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  return out;
}

TEST(Zoo, EncodingsWithAndWithoutMarkGiveTheSameText) {
  const std::u32string csv = U"q,a\nzażółć gęślą,jaźń\næøå,😀\n";
  const std::u32string jsonl = U"{\"q\":\"zażółć gęślą\",\"a\":\"jaźń\"}\n{\"q\":\"æøå\",\"a\":\"😀\"}\n";
  const auto plain = importText("x.csv", "q,a\nzażółć gęślą,jaźń\næøå,😀\n");
  ASSERT_TRUE(plain) << describe(plain.error());
  for (const auto& [name, text] : {std::pair{"x.csv", csv}, std::pair{"x.jsonl", jsonl}})
    for (const int unit : {2, 4})
      for (const bool big : {false, true})
        for (const bool mark : {true, false}) {
          if (unit == 4 && !mark) continue;  // not guessed; the user may choose it
          const auto dataset = importText(name, encode(text, unit, big, mark));
          ASSERT_TRUE(dataset) << name << unit << big << mark << describe(dataset.error());
          EXPECT_EQ(dataset->contentHash, plain->contentHash) << name << unit << big << mark;
          EXPECT_EQ(dataset->sources[0].encoding, "utf-" + std::to_string(8 * unit) + (big ? "be" : "le"));
        }
  EXPECT_EQ(importText("x.csv", "\xEF\xBB\xBFq,a\nzażółć gęślą,jaźń\næøå,😀\n")->contentHash, plain->contentHash);
  EXPECT_EQ(importText("x.jsonl", "\xEF\xBB\xBF{\"q\":\"zażółć gęślą\",\"a\":\"jaźń\"}\n{\"q\":\"æøå\",\"a\":\"😀\"}")
                ->contentHash,
            plain->contentHash);
}

TEST(Zoo, OneByteEncodingsAreChosenNeverGuessed) {
  const std::string polish = "q,a\nza\xBF\xF3\xB3\xE6,ja\x9F\xF1\nx,y\n";  // windows-1250
  const auto guessed = importText("x.csv", polish);
  ASSERT_TRUE(guessed);
  EXPECT_EQ(guessed->ledger.kept(), 1U);
  EXPECT_EQ(guessed->ledger.reasons().at("data.row-utf8"), 1U);
  Dialect dialect;
  dialect.encoding = "windows-1250";
  const auto chosen = importText("x.csv", polish, dialect);
  ASSERT_TRUE(chosen) << describe(chosen.error());
  EXPECT_EQ(chosen->examples[0].messages[0].content, "zażółć");
  EXPECT_EQ(chosen->examples[0].messages[1].content, "jaźń");
  dialect.encoding = "iso-8859-2";
  EXPECT_EQ(importText("x.csv", "q,a\nza\xBF\xF3\xB3\xE6,ja\xBC\xF1\n", dialect)->examples[0].messages[1].content,
            "jaźń");
  dialect.encoding = "windows-1252";
  EXPECT_EQ(importText("x.csv", "q,a\n\xE6\xF8\xE5 \x80,b\n", dialect)->examples[0].messages[0].content, "æøå €");
  EXPECT_EQ(importText("x.csv", "q,a\n\x81,b\nx,y\n", dialect)->ledger.reasons().at("data.row-utf8"), 1U)
      << "an undefined byte";
  dialect.encoding = "klingon";
  EXPECT_EQ(importText("x.csv", "q,a\nx,y\n", dialect).error().code, "data.encoding-unknown");
}

TEST(Zoo, BrokenUtf16LosesOnlyItsRow) {
  std::string text = encode(U"q,a\nx,y\n", 2, false, true) + "\x00\xD8"s + encode(U",b\nz,w\n", 2, false, false);
  const auto dataset = importText("x.csv", text);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->ledger.kept(), 2U);
  EXPECT_EQ(dataset->ledger.dropped()[0].line, 3U);
  EXPECT_EQ(dataset->ledger.dropped()[0].reason.code, "data.row-utf8");
}

struct Expected {
  const char* name;
  std::string file, text;
  std::uint64_t kept;
  std::vector<std::pair<std::uint64_t, std::string>> dropped;  // line, code
};

TEST(Zoo, EveryRowIsAccountedFor) {
  const std::vector<Expected> cases{
      {"CR LF", "x.csv", "q,a\r\nb,c\r\n", 1, {}},
      {"CR", "x.csv", "q,a\rb,c\rd,e", 2, {}},
      {"CR JSONL", "x.jsonl", "{\"q\":\"b\",\"a\":\"c\"}\r{\"q\":\"b\",\"a\":\"c\"}\r", 2, {}},
      {"CR LF JSONL", "x.jsonl", "{\"q\":\"b\",\"a\":\"c\"}\r\n\r\n{\"q\":\"b\",\"a\":\"c\"}\r\n", 2, {}},
      {"NUL", "x.csv", "q,a\nb,c\nd\0d,e\nf,g\n"s, 2, {{3, "data.row-nul"}}},
      {"raw NUL in JSONL",
       "x.jsonl",
       "{\"q\":\"b\0\",\"a\":\"c\"}\n{\"q\":\"b\",\"a\":\"c\"}\n"s,
       1,
       {{1, "data.row-json"}}},
      {"invalid and overlong UTF-8",
       "x.csv",
       "q,a\n\xFF,c\n\xC0\xAF,e\n\xE0\x80\x80,e\n\xED\xA0\x80,e\nf,g\n",
       1,
       {{2, "data.row-utf8"}, {3, "data.row-utf8"}, {4, "data.row-utf8"}, {5, "data.row-utf8"}}},
      {"ragged", "x.csv", "q,a\nb\nc,d\ne,f,g\nh,i,\nj,k\n", 3, {{2, "data.row-cells"}, {4, "data.row-cells"}}},
      {"duplicate headings", "x.csv", "q,a,q\nb,c,d\n", 1, {}},
      {"empty heading", "x.csv", "q,,a\nb,c,d\n", 1, {}},
      {"stray quote", "x.csv", "q,a\n\"b\"x,c\nd,e\n", 1, {{2, "data.row-quote"}}},
      {"open quote", "x.csv", "q,a\nb,c\n\"d,e\nf,g\n", 1, {{3, "data.file-open-quote"}}},
      {"empty answer",
       "x.csv",
       "q,a\nb,\n,c\n\" \",\" \"\nd,e\n",
       1,
       {{2, "data.row-empty"}, {3, "data.row-empty"}, {4, "data.row-empty"}}},
      {"bidi and joiners stay",
       "x.csv",
       "q,a\n\xE2\x80\xAE"
       "abc,\xE2\x80\x8D\n",
       1,
       {}},
      {"cut JSONL", "x.jsonl", "{\"q\":\"b\",\"a\":\"c\"}\n{\"q\":\"b\",\"a\":", 1, {{2, "data.row-json"}}},
      {"list",
       "x.json",
       "[\n{\"q\":\"b\",\"a\":\"c\"},\n5,\n{\"q\":\"b\"}\n]",
       1,
       {{3, "data.row-not-object"}, {4, "data.row-missing"}}},
      {"cut list", "x.json", "[{\"q\":\"b\",\"a\":\"c\"},\n{\"q\":\"b", 1, {{2, "data.file-json"}}},
      {"list without end", "x.json", "[{\"q\":\"b\",\"a\":\"c\"}", 1, {{1, "data.file-json"}}},
      {"text after the list", "x.json", "[{\"q\":\"b\",\"a\":\"c\"}]\n]", 1, {{2, "data.file-json"}}},
      {"missing comma", "x.json", "[{\"q\":\"b\",\"a\":\"c\"}\n{\"q\":\"b\",\"a\":\"c\"}]", 1, {{2, "data.file-json"}}},
      {"wrapped",
       "x.json",
       "{\"_meta\":{\"n\":[1]},\"rows\":[{\"q\":\"b\",\"a\":\"c\"},{\"q\":\"d\",\"a\":\"e\"}],\"more\":[1,2]}",
       2,
       {}},
      {"two lists", "x.json", "{\"train\":[{\"q\":\"b\",\"a\":\"c\"}],\"test\":[{\"q\":\"d\",\"a\":\"e\"}]}", 2, {}},
      {"broken row in a list",
       "x.json",
       "[{\"q\":\"b\",\"a\":\"c\"},{\"q\":\"b\" \"a\"},{\"q\":\"b\",\"a\":\"c\"}]",
       2,
       {{1, "data.row-json"}}},
      {"brackets in texts", "x.json", "[{\"q\":\"}]\\\"{\",\"a\":\"[{\\\\\"}]", 1, {}},
      {"JSONL under .json", "x.json", "{\"q\":\"b\",\"a\":\"c\"}\n{\"q\":\"b\",\"a\":\"c\"}\n", 2, {}},
      {"list under .jsonl", "x.jsonl", "[\n {\"q\":\"b\",\"a\":\"c\"},\n {\"q\":\"b\",\"a\":\"c\"}\n]\n", 2, {}},
      {"no ending", "data", "{\"q\":\"b\",\"a\":\"c\"}\n{\"q\":\"b\",\"a\":\"c\"}\n", 2, {}},
      {"tabs", "x.tsv", "q\ta\nb, c\td\n", 1, {}},
      {"big numbers",
       "x.jsonl",
       "{\"q\":\"b\",\"a\":\"c\",\"n\":123456789012345678901234567890}\n{\"q\":\"b\",\"a\":\"c\",\"n\":"
       "18446744073709551615}\n",
       1,
       {{1, "data.row-json"}}},
  };
  for (const auto& item : cases) {
    const auto dataset = importText(item.file, item.text);
    ASSERT_TRUE(dataset) << item.name << ": " << describe(dataset.error());
    EXPECT_EQ(dataset->ledger.kept(), item.kept) << item.name;
    EXPECT_EQ(dataset->examples.size(), item.kept);
    std::vector<std::pair<std::uint64_t, std::string>> dropped;
    for (const auto& row : dataset->ledger.dropped()) dropped.emplace_back(row.line, row.reason.code);
    EXPECT_EQ(dropped, item.dropped) << item.name;
  }
}

TEST(Zoo, TextsComeInUnchanged) {
  const std::string odd =
      "  \t\"x\"\r\n\xE2\x80\xAE\xE2\x80\x8B e\xCC\x81 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB =1+1 \x7F";
  std::string quoted = odd;
  for (std::size_t at = 0; (at = quoted.find('"', at)) != std::string::npos; at += 2) quoted.insert(at, 1, '"');
  const auto csv = importText("x.csv", "q,a\n\"" + quoted + "\",\"" + quoted + "\"\n");
  const auto jsonl = importText("x.jsonl", Json{{"q", odd}, {"a", odd}}.dump() + "\n");
  ASSERT_TRUE(csv) << describe(csv.error());
  ASSERT_TRUE(jsonl);
  for (const auto& dataset : {*csv, *jsonl})
    for (const auto& message : dataset.examples[0].messages) EXPECT_EQ(message.content, odd);
}

TEST(Zoo, WholeFilesThatAreNoTables) {
  const std::pair<std::string, std::string> cases[]{{"x.csv", ""},
                                                    {"x.csv", "\n\n  \n"},
                                                    {"x.csv", "\"q,a\n"},
                                                    {"x.csv", "q\xFF,a\nb,c\n"},
                                                    {"x.csv", "q\0,a\nb,c\n"s},
                                                    {"x.json", ""},
                                                    {"x.json", "42"},
                                                    {"x.json", "\"text\""},
                                                    {"x.json", "{}"},
                                                    {"x.json", "{\"a\":1}"},
                                                    {"x.json", "[]"},
                                                    {"x.json", "nonsense"},
                                                    {"x.json", "{\"a\":"},
                                                    {"x.jsonl", "null\nnull\n"},
                                                    {"x.jsonl", "\xEF\xBB\xBF"},
                                                    {"x.csv", "%PDF-1.7\n"},
                                                    {"x.csv", "q,a\n"},
                                                    {"x.unknown", "hello"}};
  for (const auto& [name, text] : cases) {
    const auto dataset = importText(name, text);
    ASSERT_FALSE(dataset) << name << " " << text;
    EXPECT_NE(describe(dataset.error()).find(name), std::string::npos) << describe(dataset.error());
  }
  EXPECT_EQ(importFile("/nowhere/x.csv").error().code, "file.open");
  const TemporaryFolder empty;
  EXPECT_EQ(importFile(empty.path()).error().code, "data.no-rows") << "a folder without tables";
  EXPECT_EQ(importFiles({}).error().code, "data.no-rows");
}

double secondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Zoo, MegabytesInOneCellAndDeepNesting) {
  const std::string big(20'000'000, 'x');
  EXPECT_LT(secondsOf([&] {
              const auto csv = importText("x.csv", "q,a\n\"" + big + "\",b\nc,d\n");
              ASSERT_TRUE(csv) << describe(csv.error());
              EXPECT_EQ(csv->examples[0].messages[0].content.size(), big.size());
              EXPECT_EQ(csv->ledger.kept(), 2U);
              const auto jsonl =
                  importText("x.jsonl", "{\"q\":\"" + big + "\",\"a\":\"b\"}\n{\"q\":\"c\",\"a\":\"d\"}\n");
              EXPECT_EQ(jsonl->contentHash, csv->contentHash);
            }),
            10.0);
  for (const char* open : {"[", "{\"a\":"}) {
    std::string deep;
    for (int i = 0; i < 1'000'000; ++i) deep += open;
    EXPECT_LT(secondsOf([&] {
                const auto jsonl = importText("x.jsonl", "{\"q\":\"c\",\"a\":\"d\"}\n{\"q\":" + deep + "}\n" + deep +
                                                             "\n{\"q\":\"c\",\"a\":\"d\"}\n");
                ASSERT_TRUE(jsonl) << describe(jsonl.error());
                EXPECT_EQ(jsonl->ledger.kept(), 2U);
                EXPECT_EQ(jsonl->ledger.droppedCount(), 2U);
                EXPECT_FALSE(importText("x.json", deep));
                EXPECT_FALSE(importText("x.json", "[" + deep));
              }),
              10.0);
  }
}

TEST(Zoo, CraftedTablesTakeNoQuadraticTime) {
  EXPECT_LT(secondsOf([] {
              EXPECT_FALSE(importText("x.csv", std::string(2'000'000, ',') + "\n" + std::string(2'000'000, ',')));
              std::string quotes = "q,a\n";
              for (int i = 0; i < 200'000; ++i) quotes += "\"\n";
              static_cast<void>(importText("x.csv", quotes));
              std::string keys = "{\"q\":\"b\",\"a\":\"c\"";
              for (int i = 0; i < 100'000; ++i) keys += ",\"k" + std::to_string(i) + "\":1";
              const auto wide = importText("x.jsonl", keys + "}\n" + keys + ",\"k5\":2}\n");
              ASSERT_TRUE(wide) << describe(wide.error());
              EXPECT_EQ(wide->ledger.reasons().at("data.row-duplicate-key"), 1U);
              EXPECT_FALSE(importText("x.json", "{" + std::string(1'000'000, '"')));
            }),
            20.0);
}

TEST(Zoo, LimitsDropRowsAndStopEarly) {
  ImportLimits limits;
  limits.maxRowBytes = 1000;
  const std::string big(3'000'000, 'x');
  const auto dataset = importText(
      "x.jsonl", "{\"q\":\"b\",\"a\":\"c\"}\n{\"q\":\"" + big + "\",\"a\":\"c\"}\n{\"q\":\"b\",\"a\":\"c\"}\n", {},
      limits);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->ledger.kept(), 2U);
  EXPECT_EQ(dataset->ledger.dropped()[0].line, 2U);
  EXPECT_EQ(dataset->ledger.dropped()[0].reason.code, "data.row-too-long");
  EXPECT_EQ(dataset->examples[1].sourceRow, 3U);
  limits.maxRows = 1;
  EXPECT_EQ(importText("x.csv", "q,a\n1,2\n3,4\n5,6\n", {}, limits)->ledger.rows(), 1U);
}

// Any damage to a file: it is refused, or every row of what is left is kept or named; inspection and preview live.
TEST(Zoo, RandomCorruptionsAlwaysSum) {
  const TemporaryFolder temporary;
  std::string csv = "q,a,c\n", jsonl, json = "[";
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    csv += "question " + n + ",\"answer, \"\"" + n + "\"\"\nżółw\",x\n";
    jsonl += R"({"q":"question )" + n + R"(","a":"answer \"żółw\" )" + n + R"(","c":[1,{"x":null}]})" + "\n";
    json += (i > 0 ? ",\n"s : ""s) + R"({"q":"question )" + n + R"(","a":"żółw )" + n + R"("})";
  }
  json += "]";
  std::string tsv = "q\ta\n", conll, prose;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    tsv += "question " + n + "\tanswer żółw " + n + "\n";
    conll += "Ola" + n + " NNP B-PER\nbor VB O\ni IN O\nGdańsk NNP B-LOC\n\n";
    prose += "Paragraph " + n + " has a line\nand żółw in another.\n\n";
  }
  Random random(11);
  const std::string spice = "\",{}[]\\\n\r\0\xFF:;\t0"s;
  std::size_t accepted = 0, refused = 0;
  for (const auto& [name, text] : {std::pair{"x.csv"s, csv}, std::pair{"x.jsonl"s, jsonl}, std::pair{"x.json"s, json},
                                   std::pair{"x.tsv"s, tsv}, std::pair{"x.conll"s, conll}, std::pair{"x.txt"s, prose}})
    for (int round = 0; round < 250; ++round) {
      std::string broken = text;
      for (std::uint64_t n = 1 + random.below(4); n > 0; --n) {
        const std::size_t at = random.below(broken.size());
        switch (random.below(5)) {
          case 0:
            broken[at] = spice[random.below(spice.size())];
            break;
          case 1:
            broken[at] = static_cast<char>(random.below(256));
            break;
          case 2:
            broken.erase(at, 1 + random.below(20));
            break;
          case 3:
            broken.insert(at, 1, spice[random.below(spice.size())]);
            break;
          default:
            broken.resize(at + 1);
            break;
        }
      }
      const auto path = temporary.write(name, broken);
      ColumnMapping mapping;  // of words and of plain texts: found out
      if (name != "x.conll" && name != "x.txt") {
        mapping.schema = "question-answer";
        mapping.columns = {{"prompt", "q"}, {"response", "a"}};
      }
      const auto dataset = importFile(path, mapping);
      static_cast<void>(previewFile(path));
      static_cast<void>(inspectTable(path));
      if (!dataset) {
        ++refused;
        EXPECT_NE(describe(dataset.error()).find(name), std::string::npos) << describe(dataset.error());
        continue;
      }
      ++accepted;
      EXPECT_EQ(dataset->ledger.rows(), dataset->ledger.kept() + dataset->ledger.droppedCount());
      EXPECT_EQ(dataset->examples.size(), dataset->ledger.kept());
      std::uint64_t last = 0;
      for (const auto& example : dataset->examples) {
        EXPECT_GT(example.sourceRow, last) << "no row twice";
        last = example.sourceRow;
      }
      for (const auto& row : dataset->ledger.dropped()) EXPECT_GT(row.line, 0U);
    }
  EXPECT_GT(accepted, 300U);
  EXPECT_GT(refused, 10U);
}

}  // namespace
}  // namespace attune

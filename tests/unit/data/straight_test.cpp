// SPDX-License-Identifier: GPL-3.0-or-later
// The short way of usual rows gives the bytes of the plain one, on random and hostile rows.
#include "core/data/schemas/straight.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/data/example_line.h"
#include "core/data/formats/json_row.h"
#include "core/data/schemas/reading.h"

namespace attune {
namespace {

struct Counts {
  std::size_t rows = 0, readable = 0, taken = 0;
};

// Both ways of one row: whatever the short way takes, the plain one gives too, byte for byte.
void compare(const RowView& row, const ColumnMapping& mapping, StraightRows& straight, Counts& counts, const std::string& text) {
  std::string line = "old", canonical = "kept";
  const bool taken = straight.take(row, line, canonical);
  Example example;
  const auto read = findSchema(mapping.schema)->read(row, mapping, example);
  ++counts.rows;
  counts.readable += read ? 1 : 0;
  counts.taken += taken ? 1 : 0;
  if (!taken) {
    EXPECT_EQ(canonical, "kept") << text;
    return;
  }
  ASSERT_TRUE(read) << text << describe(read.error());
  example.sourceRow = row.row;
  example.sourceFile = 3;
  std::vector<std::string_view> mapped;
  for (const auto& [role, column] : mapping.columns) mapped.push_back(column);
  if (mapping.keepOtherColumns) copyOthers(row, mapped, example);
  std::string plainLine, plainCanonical = "kept";
  appendLine(example, plainLine);
  appendCanonical(example, plainCanonical);
  EXPECT_EQ(line, plainLine) << text;
  EXPECT_EQ(canonical, plainCanonical) << text;
}

std::string pick(Random& random, std::initializer_list<const char*> choices) {
  return *(choices.begin() + random.below(choices.size()));
}

std::string text(Random& random) {
  std::string result = "\"";
  for (std::uint64_t n = random.below(6); n > 0; --n)
    result += pick(random, {"a", "długi tekst, som er lang nok for seksten byte", "\\\"", "\\\\", "\\n", "\\u0001", "\\u007f", "\\/", " ", "\\t", "😀",
                            "\\ud83d\\ude00", "\\b\\f\\r", "\\u00a0", "\\ufeff", "&<>", "\x7f"});
  if (random.below(60) == 0) result += "\\u0000";
  return result + "\"";
}

std::string value(Random& random, int depth) {
  switch (random.below(depth > 3 ? 7 : 9)) {
    case 0:
      return pick(random, {"0", "-1", "18446744073709551615", "-9223372036854775808", "12345678901234"});
    case 1:
      return pick(random, {"0.1", "1.0", "-0.0", "1e300", "1E-7", "123456789.125", "5e-324", "1e5"});
    case 2:
      return pick(random, {"true", "false"});
    case 3:
      return "null";
    case 7: {
      std::string list;
      for (std::uint64_t n = random.below(4); n > 0; --n) list += (list.empty() ? "" : ",") + value(random, depth + 1);
      return "[" + list + "]";
    }
    case 8: {
      std::string object;
      for (std::uint64_t n = random.below(4); n > 0; --n)
        object += (object.empty() ? "\"k" : ",\"k") + std::to_string(n) + "\\n\":" + value(random, depth + 1);
      return "{" + object + "}";
    }
    default:
      return text(random);
  }
}

std::string turn(Random& random, std::size_t i) {
  std::string object = "{\"" + pick(random, {"role", "role", "role", "from"}) + "\":\"" +
                       (random.below(12) == 0 ? pick(random, {"system", "tool", "gpt", "Human", "function_call", "nobody", "observation"})
                                              : std::string(i % 2 == 0 ? "user" : "assistant")) +
                       "\",\"" + pick(random, {"content", "content", "value"}) + "\":" + (random.below(30) == 0 ? value(random, 2) : text(random));
  if (random.below(15) == 0) object += ",\"" + pick(random, {"weight", "trained", "name", "from", "value"}) + "\":" + pick(random, {"0", "true", "\"x\""});
  return object + "}";
}

std::string row(Random& random, bool turns) {
  std::string object;
  const auto put = [&](const char* key, const std::string& json) { object += (object.empty() ? "\"" : ",\"") + std::string(key) + "\":" + json; };
  if (random.below(2) == 0) put("id", value(random, 0));
  if (turns) {
    std::string list;
    for (std::size_t i = 0, n = random.below(5); i < n; ++i) list += (i == 0 ? "" : ",") + turn(random, i);
    put("messages", random.below(30) == 0 ? value(random, 0) : "[" + list + "]");
    if (random.below(8) == 0) put("tools", pick(random, {"null", "[]", "\"\"", "\" \"", "[{\"name\":\"f\"}]", "3"}));
  } else {
    put("instruction", random.below(20) == 0 ? value(random, 0) : text(random));
    if (random.below(2) == 0) put("input", pick(random, {"null", "\"\"", "\" \"", "\"more\"", "\"\\u0000\"", "7", "[\"x\"]"}));
    put("output", random.below(20) == 0 ? value(random, 0) : text(random));
    if (random.below(8) == 0) put("history", pick(random, {"null", "[]", "\"\"", "[[\"a\",\"b\"]]", "4"}));
  }
  if (random.below(8) == 0) put("system", pick(random, {"null", "\"\"", "\" \"", "\"be kind\"", "5"}));
  if (random.below(2) == 0) put("o\\u0022ther", value(random, 0));
  return "{" + object + "}";
}

TEST(StraightRows, RandomAndHostileRowsGiveTheSameBytes) {
  Random random(17);
  JsonRowParser parser;
  for (const bool turns : {true, false}) {
    ColumnMapping mapping;
    mapping.schema = turns ? "messages" : "alpaca";
    if (turns) mapping.columns = {{"messages", "messages"}, {"system", "system"}, {"tools", "tools"}};
    else
      mapping.columns = {{"prompt", "instruction"}, {"input", "input"}, {"response", "output"}, {"system", "system"}, {"history", "history"}};
    StraightRows straight(mapping, 3);
    Counts counts;
    for (std::uint64_t i = 1; i <= 20'000; ++i) {
      const std::string json = row(random, turns);
      std::string padded = json;
      padded.append(simdjson::SIMDJSON_PADDING, ' ');
      const auto cells = parser.parse({padded.data(), json.size()});
      if (!cells) continue;
      RowView view;
      view.row = i;
      view.cells = *cells;
      compare(view, mapping, straight, counts, json);
      if (testing::Test::HasFailure()) return;
    }
    std::printf("%-8s rows %zu  readable %zu  taken the short way %zu\n", mapping.schema.c_str(), counts.rows, counts.readable, counts.taken);
    EXPECT_GT(counts.readable, counts.rows / 10);
    EXPECT_LT(counts.readable, counts.rows);
    EXPECT_GT(counts.taken, counts.readable / 4) << "usual rows take it";
    EXPECT_LT(counts.taken, counts.readable) << "and some do not";
  }
}

TEST(StraightRows, RowsOfTablesGiveTheSameBytes) {
  ColumnMapping mapping;
  mapping.schema = "question-answer";
  mapping.columns = {{"prompt", "q"}, {"response", "a"}};
  const std::string_view texts[]{"x", "", " ", "\"quoted\"\n", "a\tb", std::string_view("n\0l", 3), "żółw"};
  for (const bool keep : {true, false}) {
    mapping.keepOtherColumns = keep;
    StraightRows straight(mapping, 3);
    Counts counts;
    for (const auto question : texts)
      for (const auto answer : texts)
        for (const auto other : texts)
          for (const CellType type : {CellType::Text, CellType::Missing, CellType::Null}) {
            const Cell cells[]{{"q", CellType::Text, question, {}, false, {}}, {"other", type, other, {}, false, {}}, {"a", CellType::Text, answer, {}, false, {}}};
            RowView view;
            view.row = 9;
            view.cells = cells;
            compare(view, mapping, straight, counts, std::string(question) + "|" + std::string(answer));
          }
    EXPECT_EQ(counts.taken, counts.readable);
    EXPECT_EQ(counts.taken, 4U * 4U * 7U * 3U);
  }
}

// What the mapping asks beyond the usual is left to the plain way.
TEST(StraightRows, UnusualMappingsTakeNone) {
  const Cell cells[]{{"q", CellType::Text, "x", {}, false, {}}, {"a", CellType::Text, "y", {}, false, {}}};
  RowView view;
  view.cells = cells;
  const auto takes = [&](const ColumnMapping& mapping) {
    std::string line, canonical;
    return StraightRows(mapping, 0).take(view, line, canonical);
  };
  ColumnMapping mapping;
  mapping.schema = "question-answer";
  mapping.columns = {{"prompt", "q"}, {"response", "a"}};
  EXPECT_TRUE(takes(mapping));
  ColumnMapping same = mapping, system = mapping, tags = mapping, labels = mapping;
  same.columns["response"] = "q";
  system.systemPrompt = "be kind";
  tags.tags["role_tag"] = "who";
  labels.schema = "classification";
  for (const ColumnMapping* one : {&same, &system, &tags, &labels}) EXPECT_FALSE(takes(*one));
}

}  // namespace
}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// Which JSON texts are accepted as a value inside a row, in all three readers of JSON.
#include <gtest/gtest.h>

#include "core/data/import.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

using namespace std::string_literals;

// How many of the one row {"text":"t","value":VALUE} are kept.
std::uint64_t keptWith(const std::string& name, const std::string& file) {
  const TemporaryFolder temporary;
  ColumnMapping mapping;
  mapping.schema = "plain-text";
  mapping.columns = {{"text", "text"}};
  const auto dataset = importFile(temporary.write(name, file), mapping);
  return dataset ? dataset->ledger.kept() : 0;
}

TEST(JsonSuite, AcceptsWhatRfc8259Allows) {
  for (const std::string value : {"[]",
                                  "{}",
                                  "[ ]",
                                  "[[]]",
                                  "[null]",
                                  "[true,false]",
                                  "0",
                                  "-0",
                                  "123",
                                  "-123",
                                  "0.5",
                                  "1e5",
                                  "1E+5",
                                  "1e-5",
                                  "-0e1",
                                  "123.456e78",
                                  "\"\"",
                                  "\"a\"",
                                  "\"\\u0041\"",
                                  "\"\\u00e5\"",
                                  "\"\\ud83d\\ude00\"",
                                  "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                                  "\"\xF0\x9F\x98\x80\"",
                                  "\"\x7F\"",
                                  "\"\xE2\x80\xA8\"",
                                  "{\"a\":[1,{\"b\":[]}]}",
                                  "{\"\":0}",
                                  "{\"a\\u0000b\":0}",
                                  " [ 1 , 2 ] ",
                                  "[1,\t2]",
                                  "9223372036854775807",
                                  "-9223372036854775808",
                                  "18446744073709551615",
                                  "1e308",
                                  "[[[[[[[[[[]]]]]]]]]]"}) {
    const std::string row = "{\"text\":\"t\",\"value\":" + value + "}";
    EXPECT_EQ(keptWith("x.jsonl", row + "\n"), 1U) << value;
    EXPECT_EQ(keptWith("x.json", "[" + row + "]"), 1U) << value;
    EXPECT_EQ(keptWith("x.json", "{\"rows\": [" + row + "]}"), 1U) << value;
  }
}

TEST(JsonSuite, RefusesWhatRfc8259Forbids) {
  for (const std::string& value : {"[1 true]"s,
                                   "[a\xE5]"s,
                                   "[\"\": 1]"s,
                                   "[\"\"],"s,
                                   "[,1]"s,
                                   "[1,,2]"s,
                                   "[\"x\"]]"s,
                                   "[\"\",]"s,
                                   "[\"x\""s,
                                   "[x"s,
                                   "[3[4]]"s,
                                   "[1:2]"s,
                                   "[,]"s,
                                   "[-]"s,
                                   "[   , \"\"]"s,
                                   "[1,]"s,
                                   "[*]"s,
                                   "[\"a\",\n4\n,1,"s,
                                   "[fals]"s,
                                   "[nul]"s,
                                   "[tru]"s,
                                   "123\0"s,
                                   "[++1234]"s,
                                   "[+1]"s,
                                   "[+Inf]"s,
                                   "[-01]"s,
                                   "[-1.0.]"s,
                                   "[-2.]"s,
                                   "[.-1]"s,
                                   "[.2e-3]"s,
                                   "[0.1.2]"s,
                                   "[0.3e+]"s,
                                   "[0.e1]"s,
                                   "[0E]"s,
                                   "[1.0e]"s,
                                   "[1 000.0]"s,
                                   "[1eE2]"s,
                                   "[2.e3]"s,
                                   "[9.e+]"s,
                                   "[Inf]"s,
                                   "[NaN]"s,
                                   "[0x1]"s,
                                   "[1+2]"s,
                                   "[012]"s,
                                   "[- 1]"s,
                                   "[-1x]"s,
                                   "[1ea]"s,
                                   "[1e\xE5]"s,
                                   "[\xEF\xBC\x91]"s,
                                   "{\"x\", null}"s,
                                   "{\"x\"::\"b\"}"s,
                                   "{\"a\" b}"s,
                                   "{:\"b\"}"s,
                                   "{\"a\":"s,
                                   "{\"a\""s,
                                   "{1:1}"s,
                                   "{null:null}"s,
                                   "{\"id\":0,,,,,}"s,
                                   "{'a':0}"s,
                                   "{\"id\":0,}"s,
                                   "{\"a\":\"b\",,\"c\":\"d\"}"s,
                                   "{a: \"b\"}"s,
                                   "{\"a\":\"a"s,
                                   "{\"a\":\"b\"}#"s,
                                   "[\"\\ud800\\\"]"s,
                                   "[\"\\ud800\\u\"]"s,
                                   "[\"\\ud800\\u1\"]"s,
                                   "[\"\\ud800\\u1x\"]"s,
                                   "[\xC3\xA9]"s,
                                   "[\"\\x00\"]"s,
                                   "[\"\\\\\\\"]"s,
                                   "[\"\\\t\"]"s,
                                   "[\"\\\xF0\x9F\x8C\x80\"]"s,
                                   "[\"\\\"]"s,
                                   "[\"\\u00A\"]"s,
                                   "[\"\\ud834\\udd\"]"s,
                                   "[\"\\a\"]"s,
                                   "[\"\\uqqqq\"]"s,
                                   "[\"\\\xE5\"]"s,
                                   "[\\u0020\"asd\"]"s,
                                   "[\\n]"s,
                                   "\""s,
                                   "['x']"s,
                                   "[\"a\0a\"]"s,
                                   "[\"a\tb\"]"s,
                                   "\"\\UA66D\""s,
                                   "<.>"s,
                                   "[<null>]"s,
                                   "[True]"s,
                                   "1]"s,
                                   "{\"x\": true,"s,
                                   "[][]"s,
                                   "\xE2\x81\xA0[]"s,
                                   "\xEF\xBB\xBF{}"s,
                                   "[\f]"s,
                                   "*"s,
                                   "{\"a\":\"b\"}#{}"s,
                                   "[\\u000A\"\"]"s,
                                   "[1}"s,
                                   "{\"a\":1]"s,
                                   ""s,
                                   "undefined"s,
                                   "1_000"s,
                                   "// x"s,
                                   "/* */ 1"s}) {
    const std::string row = "{\"text\":\"t\",\"value\":" + value + "}";
    EXPECT_EQ(keptWith("x.jsonl", row + "\n"), 0U) << value;
    EXPECT_EQ(keptWith("x.json", "[" + row + "]"), 0U) << value;
    EXPECT_EQ(keptWith("x.json", "{\"rows\": [" + row + "]}"), 0U) << value;
  }
}

TEST(JsonSuite, OneBrokenLineTakesNoOtherWithIt) {
  for (const std::string broken :
       {"{\"text\":\"", "{\"text\":\"a\\\"", "[", "{", "}", "]", "\"", "{\"text\":{\"a\":[1,2}"})
    EXPECT_EQ(keptWith("x.jsonl", "{\"text\":\"1\"}\n" + broken + "\n{\"text\":\"2\"}\n{\"text\":\"3\"}\n"), 3U)
        << broken;
}

}  // namespace
}  // namespace attune

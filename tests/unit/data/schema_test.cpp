// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema.h"

#include <gtest/gtest.h>

#include "core/data/import.h"
#include "tests/unit/data/temporary.h"

namespace attune {
namespace {

Result<Dataset> importText(const std::string& name, const std::string& text, const ColumnMapping& mapping = {},
                           const Dialect& dialect = {}) {
  const TemporaryFolder temporary;
  return importFile(temporary.write(name, text), mapping, dialect);
}

std::string schemaOf(const std::string& name, const std::string& text) {
  const auto dataset = importText(name, text);
  return dataset ? dataset->mapping.schema : describe(dataset.error());
}

TEST(Schema, RecognisesTheUsualLayouts) {
  const std::pair<const char*, std::string> cases[]{
      {"alpaca", R"({"instruction":"a","input":"","output":"b"})"},
      {"alpaca", R"({"instruction":"a","output":"b","category":"c"})"},
      {"sharegpt", R"({"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}]})"},
      {"messages", R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]})"},
      {"prompt-completion", R"({"prompt":"a","completion":"b"})"},
      {"prompt-completion",
       R"({"prompt":[{"role":"user","content":"a"}],"completion":[{"role":"assistant","content":"b"}]})"},
      {"question-answer", R"({"question":"a","answer":"b"})"},
      {"question-answer", R"({"Spørsmål":"a","Svar":"b"})"},
      {"question-answer", R"({"PYTANIE":"a","ODPOWIEDŹ":"b"})"},
      {"question-answer", R"({"id":"1","category":"c","q":"a","a":"b"})"},
      {"classification", R"({"text":"a","label":1})"},
      {"classification", R"({"text":"a","labels":["x","y"]})"},
      {"preference", R"({"prompt":"a","chosen":"b","rejected":"c"})"},
      {"rated", R"({"prompt":"a","completion":"b","label":true})"},
      {"rated",
       R"({"prompt":[{"role":"user","content":"a"}],"completion":[{"role":"assistant","content":"b"}],"label":false})"},
      {"prompt-completion", R"({"prompt":"a","completion":"b","label":"sport"})"},
      {"preference",
       R"({"chosen":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}],"rejected":[{"role":"user","content":"a"},{"role":"assistant","content":"c"}]})"},
      {"token-tags", R"({"tokens":["a","b"],"ner_tags":[0,1]})"},
      {"plain-text", R"({"text":"a"})"},
      {"messages", R"({"unheard_of":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]})"},
  };
  for (const auto& [schema, line] : cases) EXPECT_EQ(schemaOf("x.jsonl", line + "\n"), schema) << line;
}

TEST(Schema, GuessesUnknownColumnsByContent) {
  std::string qa = "spalte1,spalte2,nr\n", labels = "beschreibung,art\n";
  for (int i = 0; i < 20; ++i) {
    qa += "Wie geht das hier " + std::to_string(i) + "?,Das geht so und nicht anders " + std::to_string(i) + "," +
          std::to_string(i) + "\n";
    labels += "Ein langer Satz Nummer " + std::to_string(i) + "," + (i % 2 == 0 ? "gut" : "schlecht") + "\n";
  }
  EXPECT_EQ(schemaOf("x.csv", qa), "question-answer");
  EXPECT_EQ(schemaOf("x.csv", labels), "classification");
  EXPECT_EQ(importText("x.csv", "n,m\n1,2\n3,4\n5,6\n").error().code, "data.mapping-needed") << "numbers mean nothing";
}

TEST(Schema, OffersOtherReadingsAfterTheBest) {
  const TemporaryFolder temporary;
  const auto preview = previewFile(temporary.write("x.jsonl", R"({"id":"1","category":"c","q":"a","a":"b"})"
                                                              "\n"));
  ASSERT_TRUE(preview);
  ASSERT_GE(preview->schemas.size(), 2U);
  EXPECT_EQ(preview->schemas[0].mapping.schema, "question-answer");
  EXPECT_EQ(preview->schemas[1].mapping.schema, "classification");
  EXPECT_GT(preview->schemas[0].confidence, preview->schemas[1].confidence);
}

TEST(Schema, AlpacaJoinsInputAndKeepsHistory) {
  const auto dataset = importText(
      "x.jsonl",
      R"({"instruction":"Sum up.","input":"Long text","output":"Short","system":"Be brief","history":[["q1","a1"]]})"
      "\n");
  ASSERT_TRUE(dataset) << describe(dataset.error());
  const auto& messages = dataset->examples[0].messages;
  ASSERT_EQ(messages.size(), 5U);
  EXPECT_EQ(messages[0], Message(Role::System, "Be brief"));
  EXPECT_EQ(messages[1], Message(Role::User, "q1"));
  EXPECT_EQ(messages[2], Message(Role::Assistant, "a1"));
  EXPECT_EQ(messages[3], Message(Role::User, "Sum up.\nLong text"));
  EXPECT_EQ(messages[4], Message(Role::Assistant, "Short"));
}

TEST(Schema, MessagesKeepToolsWeightsAndExtras) {
  const auto dataset = importText(
      "x.jsonl",
      R"({"messages":[{"role":"developer","content":"s"},{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"name":"Eva"},)"
      R"({"role":"assistant","content":null,"tool_calls":[{"id":"1"}],"weight":0},{"role":"tool","content":"","tool_call_id":"1"},{"role":"assistant","content":"end"}],)"
      R"("tools":[{"name":"f"}],"topic":"x"})"
      "\n");
  ASSERT_TRUE(dataset) << describe(dataset.error());
  const Example& example = dataset->examples[0];
  ASSERT_EQ(example.messages.size(), 5U);
  EXPECT_EQ(example.messages[0].role, Role::System);
  EXPECT_EQ(example.messages[1].content, "ab");
  EXPECT_EQ(example.messages[1].extra, Json::parse(R"({"name":"Eva"})"));
  EXPECT_FALSE(example.messages[2].trained);
  EXPECT_EQ(example.messages[2].extra, Json::parse(R"({"tool_calls":[{"id":"1"}]})"));
  EXPECT_EQ(example.messages[3].role, Role::Tool);
  EXPECT_TRUE(example.messages[4].trained);
  EXPECT_EQ(example.tools, Json::parse(R"([{"name":"f"}])"));
  EXPECT_EQ(columnText(example, "topic"), "x");
}

TEST(Schema, ShareGptFunctionCallsBecomeToolCalls) {
  const auto dataset = importText(
      "x.jsonl",
      R"({"conversations":[{"from":"human","value":"a"},{"from":"function_call","value":"{\"name\":\"f\",\"arguments\":{\"x\":1}}"},{"from":"observation","value":"2"},{"from":"gpt","value":"b"}],"system":"s","tools":"[{\"name\":\"f\"}]"})"
      "\n");
  ASSERT_TRUE(dataset) << describe(dataset.error());
  const Example& example = dataset->examples[0];
  ASSERT_EQ(example.messages.size(), 5U);
  EXPECT_EQ(example.messages[0], Message(Role::System, "s"));
  EXPECT_EQ(example.messages[2].extra,
            Json::parse(R"({"tool_calls":[{"type":"function","function":{"name":"f","arguments":{"x":1}}}]})"));
  EXPECT_TRUE(example.messages[2].trained);
  EXPECT_EQ(example.messages[3].role, Role::Tool);
  EXPECT_EQ(example.tools, Json::parse(R"([{"name":"f"}])"));
}

TEST(Schema, PreferenceFindsTheCommonPrompt) {
  const auto dataset = importText(
      "x.jsonl",
      R"({"chosen":[{"role":"user","content":"a"},{"role":"assistant","content":"old"},{"role":"user","content":"q"},{"role":"assistant","content":"b"}],)"
      R"("rejected":[{"role":"user","content":"a"},{"role":"assistant","content":"old"},{"role":"user","content":"q"},{"role":"assistant","content":"c"}]})"
      "\n");
  ASSERT_TRUE(dataset) << describe(dataset.error());
  const Example& example = dataset->examples[0];
  ASSERT_EQ(example.messages.size(), 3U);
  EXPECT_FALSE(example.messages[1].trained) << "an earlier answer of the prompt is not learnt";
  EXPECT_EQ(example.chosen, std::vector{Message(Role::Assistant, "b")});
  EXPECT_EQ(example.rejected, std::vector{Message(Role::Assistant, "c")});
}

TEST(Schema, RatingsAreTrueOrFalse) {
  ColumnMapping mapping;
  mapping.schema = "rated";
  mapping.columns = {{"prompt", "prompt"}, {"response", "completion"}, {"rating", "label"}};
  const auto dataset = importText("x.csv", "prompt,completion,label\na,b,Good\na,c,0\nd,e,TRUE\nf,g,perhaps\nh,,1\n", mapping);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  ASSERT_EQ(dataset->examples.size(), 3U);
  EXPECT_TRUE(isRatedGood(dataset->examples[0]));
  EXPECT_FALSE(isRatedGood(dataset->examples[1]));
  EXPECT_TRUE(isRatedGood(dataset->examples[2]));
  EXPECT_EQ(dataset->examples[1].messages, std::vector{Message(Role::User, "a")});
  EXPECT_EQ(dataset->examples[1].chosen, std::vector{Message(Role::Assistant, "c")});
  ASSERT_EQ(dataset->ledger.droppedCount(), 2U);
  EXPECT_EQ(dataset->ledger.dropped()[0].reason.code, "data.row-rating");
}

TEST(Schema, LabelsAndTagsMayHaveNames) {
  ColumnMapping mapping;
  mapping.schema = "token-tags";
  mapping.columns = {{"tokens", "tokens"}, {"tags", "ner_tags"}};
  mapping.labelNames = {"O", "B-PER", "I-PER"};
  const std::string text = R"({"tokens":["Eva","Lie","ler"],"ner_tags":[1,2,0]})"
                           "\n"
                           R"({"tokens":["x"],"ner_tags":[3]})"
                           "\n";
  const auto named = importText("x.jsonl", text, mapping);
  ASSERT_TRUE(named) << describe(named.error());
  EXPECT_EQ(named->examples[0].tags, (std::vector<std::string>{"B-PER", "I-PER", "O"}));
  EXPECT_EQ(named->ledger.reasons().at("data.row-label"), 1U);
  EXPECT_EQ(labelSet(*named), (std::vector<std::string>{"B-PER", "I-PER", "O"}));
  const auto numbers = importText("x.jsonl", text);
  ASSERT_TRUE(numbers);
  EXPECT_EQ(numbers->examples[0].tags, (std::vector<std::string>{"1", "2", "0"}));
  ColumnMapping several;
  several.schema = "classification";
  several.columns = {{"text", "t"}, {"label", "l"}};
  several.labelSeparator = ";";
  const auto split = importText("x.csv", "t,l\nhei,a; b\nha,\n", several);
  ASSERT_TRUE(split);
  EXPECT_EQ(split->examples[0].labels, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(split->examples[1].labels.empty());
}

TEST(Schema, WrongRowsAreDroppedWithTheirReason) {
  const std::pair<const char*, const char*> cases[]{
      {"data.row-missing", R"({"prompt":"a"})"},
      {"data.row-missing", R"({"prompt":"a","completion":null})"},
      {"data.row-type", R"({"prompt":"a","completion":5})"},
      {"data.row-type", R"({"prompt":true,"completion":"b"})"},
      {"data.row-type", R"({"prompt":{"x":1},"completion":"b"})"},
      {"data.row-empty", R"({"prompt":"a","completion":""})"},
      {"data.row-empty", R"({"prompt":"a","completion":" \n\u00a0"})"},
      {"data.row-empty", R"({"prompt":"","completion":"b"})"},
      {"data.row-nul", R"({"prompt":"a\u0000","completion":"b"})"},
      {"data.row-not-object", R"(["a","b"])"},
      {"data.row-not-object", R"(null)"},
      {"data.row-json", R"({"prompt":"a","completion":"b")"},
      {"data.row-json", R"({"prompt":"a","completion":"b"} x)"},
      {"data.row-json", R"({"prompt":"a","completion":"b",})"},
      {"data.row-json", R"({'prompt':'a','completion':'b'})"},
      {"data.row-json", "{\"prompt\":\"a\tb\",\"completion\":\"b\"}"},
      {"data.row-json", R"({"prompt":"\ud800","completion":"b"})"},
      {"data.row-json", R"({"prompt":NaN,"completion":"b"})"},
      {"data.row-utf8", "{\"prompt\":\"\xC0\xAF\",\"completion\":\"b\"}"},
      {"data.row-utf8", "{\"prompt\":\"\xED\xA0\x80\",\"completion\":\"b\"}"},
      {"data.row-utf8", "{\"prompt\":\"\xFF\",\"completion\":\"b\"}"},
      {"data.row-duplicate-key", R"({"prompt":"a","prompt":"c","completion":"b"})"},
      {"data.row-duplicate-key", R"({"prompt":"a","completion":"b","other":{"x":1,"x":2}})"},
      {"data.row-no-answer", R"({"prompt":"a","completion":[{"role":"user","content":"b"}]})"},
      {"data.row-role", R"({"prompt":"a","completion":[{"role":"nobody","content":"b"}]})"},
      {"data.row-role", R"({"prompt":"a","completion":[{"content":"b"}]})"},
      {"data.row-type", R"({"prompt":"a","completion":[{"role":"assistant","content":5}]})"},
      {"data.row-type", R"({"prompt":"a","completion":[{"role":"assistant","content":[{"type":"image_url"}]}]})"},
      {"data.row-type", R"({"prompt":"a","completion":["b"]})"},
      {"data.row-empty", R"({"prompt":"a","completion":[]})"},
  };
  std::string text = R"({"prompt":"good","completion":"row"})"
                     "\n";
  for (const auto& [code, line] : cases) text += std::string(line) + "\n";
  const auto dataset = importText("x.jsonl", text);
  ASSERT_TRUE(dataset) << describe(dataset.error());
  EXPECT_EQ(dataset->ledger.kept(), 1U);
  ASSERT_EQ(dataset->ledger.droppedCount(), std::size(cases));
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    const DroppedRow& row = dataset->ledger.dropped()[i];
    EXPECT_EQ(row.reason.code, cases[i].first) << cases[i].second << ": " << describe(row.reason);
    EXPECT_EQ(row.line, i + 2);
    EXPECT_EQ(row.row, i + 2);
    EXPECT_EQ(describe(row.reason).find("{0}"), std::string::npos);
  }
}

// The conformance test of the table: every schema has what the mapping form and the importer need.
TEST(Schema, EveryEntryIsComplete) {
  for (const auto* schema : schemas()) {
    EXPECT_EQ(findSchema(schema->id), schema);
    EXPECT_FALSE(schema->label.empty());
    EXPECT_GT(schema->weight, 0);
    EXPECT_LE(schema->weight, 1);
    ASSERT_NE(schema->read, nullptr);
    ColumnMapping mapping;
    mapping.schema = schema->id;
    bool required = false;
    for (const auto& role : schema->roles) {
      EXPECT_FALSE(role.label.empty());
      EXPECT_FALSE(role.aliases.empty());
      required = required || role.required;
      if (role.required) mapping.columns[std::string(role.id)] = "column";
    }
    EXPECT_TRUE(required);
    EXPECT_TRUE(checkMapping(mapping));
    EXPECT_EQ(*mappingFromJson(toJson(mapping)), mapping);
    EXPECT_FALSE(checkMapping(mapping, std::vector<std::string>{"another"}));
    mapping.columns.clear();
    EXPECT_EQ(checkMapping(mapping).error().code, "data.mapping-invalid");
    mapping.columns["nonsense"] = "column";
    EXPECT_FALSE(checkMapping(mapping));
  }
  EXPECT_FALSE(checkMapping(ColumnMapping{}));
}

}  // namespace
}  // namespace attune

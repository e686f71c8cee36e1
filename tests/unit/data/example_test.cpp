// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/data/dataset.h"
#include "core/data/example_line.h"

namespace attune {
namespace {

Example conversation(std::string question, std::string answer) {
  Example example;
  example.messages = {Message(Role::User, std::move(question)), Message(Role::Assistant, std::move(answer))};
  return example;
}

TEST(Example, RolesHaveNamesAndSynonyms) {
  for (const Role role : {Role::System, Role::User, Role::Assistant, Role::Tool})
    EXPECT_EQ(roleFromName(roleName(role)), role);
  EXPECT_EQ(roleFromName("human"), Role::User);
  EXPECT_EQ(roleFromName("GPT"), Role::Assistant);
  EXPECT_EQ(roleFromName("observation"), Role::Tool);
  EXPECT_EQ(roleFromName("narrator"), std::nullopt);
  EXPECT_EQ(roleFromName(""), std::nullopt);
}

TEST(Example, OnlyTheAssistantIsTrainedByDefault) {
  EXPECT_TRUE(Message(Role::Assistant, "a").trained);
  for (const Role role : {Role::System, Role::User, Role::Tool}) EXPECT_FALSE(Message(role, "a").trained);
}

TEST(Example, CanonicalFormIgnoresKeyOrderAndOrigin) {
  Example a = conversation("q", "a"), b = a;
  a.tools = Json::parse(R"([{"x":1,"y":{"b":2,"a":3}}])");
  b.tools = Json::parse(R"([ {"y":{"a":3,"b":2},"x":1} ])");
  b.sourceRow = 17;
  b.columns = {{"id", "7"}};
  EXPECT_EQ(contentHashOf(std::vector{a}), contentHashOf(std::vector{b}));
}

TEST(Example, CanonicalFormTellsDifferentContentsApart) {
  std::vector<Example> all{conversation("q", "a"), conversation("qa", ""), conversation("", "qa"),
                           conversation("q", "b")};
  all.push_back(all[0]);
  all.back().messages[1].trained = false;
  all.push_back(all[0]);
  all.back().messages[0].role = Role::System;
  all.push_back(all[0]);
  all.back().messages[0].extra = {{"name", "x"}};
  Example text;
  text.kind = ExampleKind::Classification;
  text.text = "q";
  all.push_back(text);
  text.labels = {"a", "b"};
  all.push_back(text);
  text.labels = {"ab"};
  all.push_back(text);
  text.labels.clear();
  text.tokens = {"ab"};
  all.push_back(text);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_NE(contentHashOf(std::vector{all[i]}), contentHashOf(std::vector{all[j]})) << i << " " << j;
      EXPECT_FALSE(sameContent(all[i], all[j]));
    }
}

TEST(Example, JsonRoundTrip) {
  Example example = conversation("spørsmål?", "svar");
  example.messages[1].extra = Json::parse(R"({"tool_calls":[{"id":"1"}]})");
  example.messages[0].trained = true;
  example.tools = Json::parse(R"([{"name":"f"}])");
  example.columns = {{"id", 7}, {"category", "x"}};
  example.sourceRow = 3;
  example.sourceFile = 2;
  const auto back = exampleFromJson(toJson(example));
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_TRUE(sameContent(*back, example));
  EXPECT_EQ(back->columns, example.columns);
  EXPECT_EQ(back->sourceRow, 3U);
  EXPECT_EQ(back->sourceFile, 2U);
  EXPECT_EQ(columnText(example, "id"), "7");
  EXPECT_EQ(columnText(example, "category"), "x");
  EXPECT_EQ(columnText(example, "none"), std::nullopt);
}

// The quick writer of stored rows against the plain one, with what must be escaped at every place of a block.
TEST(Example, LinesAreTheJsonOfTheExample) {
  const std::string special[]{"\"", "\\", "\n", "\r", "\t", "\b", "\f", std::string(1, '\0'), "\x1f", " ", "\x7f", "ż", "\xE2\x80\xA8", "/"};
  for (const auto& inserted : special)
    for (std::size_t size = 0; size < 40; ++size)
      for (std::size_t at = 0; at <= size; ++at) {
        Example example;
        example.kind = static_cast<ExampleKind>(size % kExampleKinds);
        example.text = std::string(size, 'a').insert(at, inserted);
        example.messages = {{static_cast<Role>(at % 4), example.text + inserted}, {Role::Assistant, std::string(size, '~')}};
        example.messages[0].trained = size % 3 == 0;
        if (at % 3 == 0) example.messages[1].extra = {{inserted, size}, {"name", "x"}};
        if (at % 4 == 1) example.labels = {example.text, inserted};
        if (at % 5 == 1) example.columns = {{"id", size}, {"of", {{inserted, nullptr}}}};
        example.sourceRow = size * 1'000'003 + at;
        example.sourceFile = static_cast<std::uint32_t>(at % 2);
        std::string line;
        appendLine(example, line);
        ASSERT_EQ(line, toJson(example).dump() + "\n");
      }
}

TEST(Example, BrokenJsonIsNamed) {
  for (const char* text :
       {R"([])", R"({"messages":[]})", R"({"kind":"conversation","messages":[{"role":"user"}]})", R"({"kind":"x"})",
        R"({"kind":"plain-text","text":5})", R"({"kind":"plain-text","unknown":"a"})",
        R"({"kind":"conversation","messages":[{"role":"nobody","content":"a"}]})"}) {
    const auto result = exampleFromJson(Json::parse(text));
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, "data.example-invalid");
  }
}

TEST(Ledger, SumsAlwaysAndRoundTrips) {
  Ledger ledger;
  for (int i = 0; i < 10; ++i) ledger.keep();
  ledger.drop({0, 11, 12, {"data.row-empty", "Empty “{0}”.", {"answer"}}});
  ledger.discard({0, 3, 3, {"recipe.duplicate", "Twice.", {}}});
  EXPECT_EQ(ledger.rows(), 11U);
  EXPECT_EQ(ledger.kept(), 9U);
  EXPECT_EQ(ledger.droppedCount(), 2U);
  const auto back = Ledger::fromJson(ledger.toJson());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->toJson(), ledger.toJson());
  EXPECT_EQ(back->dropped()[0].reason.args, std::vector<std::string>{"answer"});
  Json broken = ledger.toJson();
  broken["kept"] = 10;
  ASSERT_FALSE(Ledger::fromJson(broken));
  EXPECT_EQ(Ledger::fromJson(broken).error().code, "data.ledger-invalid");
}

TEST(Ledger, NumbersThatAreNoneAreRefused) {
  Ledger ledger;
  ledger.keep();
  ledger.drop({0, 2, 2, {"data.row-json", "text", {}}});
  ASSERT_TRUE(Ledger::fromJson(ledger.toJson()));
  for (const char* wrong : {"155555555555555555555555555555555555555", "1e99", "-1", "1.5", "\"1\"", "null"}) {
    Json json = ledger.toJson();
    json["details"][0]["line"] = Json::parse(wrong);
    EXPECT_FALSE(Ledger::fromJson(json)) << wrong;
    json = ledger.toJson();
    json["reasons"]["data.row-json"] = Json::parse(wrong);
    EXPECT_FALSE(Ledger::fromJson(json)) << wrong;
  }
}

TEST(Ledger, CountsBeyondTheDetails) {
  Ledger ledger;
  for (std::size_t i = 0; i < Ledger::kMaxDetails + 5; ++i) ledger.drop({0, i + 1, i + 1, {"x", "y", {}}});
  EXPECT_EQ(ledger.droppedCount(), Ledger::kMaxDetails + 5);
  EXPECT_EQ(ledger.dropped().size(), Ledger::kMaxDetails);
  EXPECT_EQ(ledger.reasons().at("x"), Ledger::kMaxDetails + 5);
}

}  // namespace
}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/chat_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "core/text/chat_template_files.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

const Json kMessages = Json::parse(R"([{"role": "user", "content": "Hi <|im_end|> there"}, {"role": "assistant", "content": "Hello"}])");

class TemporaryFolder {
 public:
  TemporaryFolder() : m_path(fs::temp_directory_path() / ("attune-template-" + std::to_string(::getpid()) + "-" + std::to_string(s_count++))) {
    fs::create_directories(m_path);
  }
  ~TemporaryFolder() { fs::remove_all(m_path); }
  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((m_path / name).parent_path());
    std::ofstream(m_path / name, std::ios::binary) << content;
  }
  const fs::path& path() const { return m_path; }

 private:
  static inline int s_count = 0;
  fs::path m_path;
};

TEST(ChatTemplate, ChatMlIsBuiltIn) {
  const auto chatMl = ChatTemplate::chatMl();
  EXPECT_TRUE(chatMl.isFallback());
  const auto rendered = chatMl.render(kMessages, {}, true);
  ASSERT_TRUE(rendered);
  EXPECT_EQ(rendered->text,
            "<|im_start|>user\nHi <|im_end|> there<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n<|im_start|>assistant\n");
}

TEST(ChatTemplate, UserTextNeverCarriesControlTokens) {
  const auto chatMl = ChatTemplate::chatMl();
  const auto rendered = chatMl.render(kMessages, {}, false);
  ASSERT_TRUE(rendered);
  std::string joined;
  int controls = 0;
  for (const TextSegment& segment : rendered->segments()) {
    joined += segment.text;
    if (!segment.allowSpecial) continue;
    EXPECT_EQ(segment.text.find("Hi"), std::string_view::npos);
    for (std::size_t at = segment.text.find("<|im_end|>"); at != std::string_view::npos; at = segment.text.find("<|im_end|>", at + 1)) ++controls;
  }
  EXPECT_EQ(joined, rendered->text);
  EXPECT_EQ(controls, 2);  // the template's two, not the typed one
}

// Whatever a template does with a text, its bytes stay the user's.
TEST(ChatTemplate, UserMarksSurviveEveryOperation) {
  const char* const kExpressions[] = {
      "m | upper | lower", "m.strip()", "m | replace('X', 'Y')", "m.split('Q') | join('-')", "(m ~ 'a')[1:]", "m | tojson", "[m] | string",
      "'%s' % m", "'{}'.format(m)", "m | indent", "m | e", "m.title()", "m | truncate(99)", "{'k': m} | tojson(indent=2)", "m | list | join",
      "m | reverse | reverse", "(m | trim).center(40)", "m.partition('Q')[0]", "messages | map(attribute='content') | join", "m | urlencode", "m * 2"};
  for (const char* expression : kExpressions) {
    SCOPED_TRACE(expression);
    const auto parsed = ChatTemplate::parse(std::string("{% set m = messages[0].content %}[[{{ ") + expression + " }}]]");
    ASSERT_TRUE(parsed);
    const auto rendered = parsed->render(Json::parse(R"([{"role": "user", "content": "zyxw<vut"}])"), {}, false);
    ASSERT_TRUE(rendered) << describe(rendered.error());
    for (const auto& span : rendered->spans) {
      const std::string_view text = std::string_view(rendered->text).substr(span.bytes.begin, span.bytes.end - span.bytes.begin);
      EXPECT_EQ(span.user, text.find_first_of("zyxwvutZYXWVUT") != std::string_view::npos) << text;
    }
  }
}

TEST(ChatTemplate, SpecialTokensAreTheTemplatesOwn) {
  const auto parsed = ChatTemplate::parse("{{ bos_token }}{{ messages[0].content }}{{ eos_token }}", {{"bos_token", "<s>"}});
  ASSERT_TRUE(parsed);
  const auto rendered = parsed->render(Json::parse(R"([{"role": "user", "content": "</s>"}])"), {{"eos_token", "</s>"}}, false);
  ASSERT_TRUE(rendered);
  EXPECT_EQ(rendered->text, "<s></s></s>");
  const auto segments = rendered->segments();
  ASSERT_EQ(segments.size(), 3U);
  EXPECT_TRUE(segments[0].allowSpecial);
  EXPECT_FALSE(segments[1].allowSpecial);
  EXPECT_TRUE(segments[2].allowSpecial);
}

TEST(ChatTemplate, LoadPrefersItsOwnFile) {
  const TemporaryFolder folder;
  folder.write("tokenizer_config.json", R"({"chat_template": "from config {{ bos_token }}", "bos_token": {"content": "<b>"}})");
  auto loaded = ChatTemplate::load(folder.path());
  ASSERT_TRUE(loaded) << describe(loaded.error());
  EXPECT_EQ(loaded->render(Json::array(), {}, false)->text, "from config <b>");
  folder.write("chat_template.jinja", "from file {{ bos_token }}");
  loaded = ChatTemplate::load(folder.path());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->render(Json::array(), {}, false)->text, "from file <b>");
  EXPECT_FALSE(loaded->isFallback());
}

TEST(ChatTemplate, LoadKnowsNamedTemplates) {
  const TemporaryFolder folder;
  folder.write("tokenizer_config.json",
               R"({"chat_template": [{"name": "default", "template": "plain"}, {"name": "tool_use", "template": "tools"}]})");
  EXPECT_EQ(ChatTemplate::load(folder.path())->source(), "plain");
  EXPECT_EQ(ChatTemplate::load(folder.path(), "tool_use")->source(), "tools");
  EXPECT_EQ(ChatTemplate::load(folder.path(), "none").error().code, "template.name");
  folder.write("additional_chat_templates/rag.jinja", "rag");
  EXPECT_EQ(ChatTemplate::load(folder.path(), "rag")->source(), "rag");
}

TEST(ChatTemplate, WithoutTemplateChatMlStandsIn) {
  const TemporaryFolder folder;
  const auto loaded = ChatTemplate::load(folder.path());
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->isFallback());
  folder.write("tokenizer_config.json", "{broken");
  EXPECT_FALSE(ChatTemplate::load(folder.path()));
}

TEST(ChatTemplate, HashDependsOnSourceAndTokens) {
  const auto a = ChatTemplate::parse("x");
  EXPECT_EQ(a->contentHash(), ChatTemplate::parse("x")->contentHash());
  EXPECT_NE(a->contentHash(), ChatTemplate::parse("y")->contentHash());
  EXPECT_NE(a->contentHash(), ChatTemplate::parse("x", {{"bos_token", "<s>"}})->contentHash());
}

TEST(ChatTemplate, ClockIsFixedUnlessSet) {
  const auto parsed = ChatTemplate::parse("{{ strftime_now('%Y-%m-%d %a %f') }}");
  EXPECT_EQ(parsed->render(Json::array(), {}, false)->text, "2026-01-05 Mon 000000");
  EXPECT_EQ(parsed->render(Json::array(), {{"now", "2024-02-29T23:59:59.25"}}, false)->text, "2024-02-29 Thu 250000");
  EXPECT_EQ(parsed->render(Json::array(), {{"now", "yesterday"}}, false).error().code, "template.input");
  EXPECT_EQ(presentTemplateTime().size(), kTemplateNow.size());
}

TEST(ChatTemplate, MessageKeysOfTheSourceReachTheTemplate) {
  Message message(Role::Assistant, "");
  message.extra = Json{{"tool_calls", Json::array({Json{{"id", "1"}}})}};
  const Json json = messagesToJson(std::vector{message});
  EXPECT_EQ(json.dump(), R"([{"role":"assistant","content":"","tool_calls":[{"id":"1"}]}])");
}

TEST(ChatTemplate, IsSafeToUseFromManyThreads) {
  const auto chatMl = ChatTemplate::chatMl();
  const std::string expected = chatMl.render(kMessages, {}, true)->text;
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round)
        if (chatMl.render(kMessages, {}, true)->text != expected) ++wrong;
    });
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(ChatTemplateFiles, ReadListsObjectsAndLines) {
  const auto parsed = ChatTemplate::parse("{{ messages[0].content }}{{ name }}{% if add_generation_prompt %}>{% endif %}{{ tools is none }}");
  const std::string list = R"([{"role": "user", "content": "a"}])";
  EXPECT_EQ(*renderMessages(*parsed, list, "m.json", false), "aTrue");
  EXPECT_EQ(*renderMessages(*parsed, list, "m.json", true), "a>True");
  EXPECT_EQ(*renderMessages(*parsed, R"({"messages": [{"content": "a"}], "name": "!", "add_generation_prompt": true, "tools": []})", "m.json", false),
            "a!>False");
  EXPECT_EQ(*renderMessages(*parsed, R"({"messages": [{"content": "å"}]})" "\n\n" R"([{"content": "b"}])", "m.jsonl", false),
            "{\"text\":\"\\u00e5True\"}\n{\"text\":\"bTrue\"}\n");
  EXPECT_EQ(renderMessages(*parsed, R"({"other": 1})", "m.json", false).error().code, "template.input");
  EXPECT_THAT(describe(renderMessages(*parsed, "[]\n{", "m.jsonl", false).error()), testing::HasSubstr("m.jsonl:2"));
}

}  // namespace
}  // namespace attune

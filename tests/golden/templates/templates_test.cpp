// SPDX-License-Identifier: GPL-3.0-or-later
// Every stored rendering of Jinja2 in the environment of Hugging Face comes out byte for byte.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/text/chat_template.h"
#include "core/text/chat_template_files.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

const fs::path kFolder = fs::path(ATTUNE_TEST_DATA) / "golden" / "templates";

std::vector<std::string> templateNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder))
    if (entry.path().extension() == ".jinja") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Json> casesOf(const std::string& name) {
  std::vector<Json> cases;
  const std::string lines = readFile(kFolder / (name + ".cases.jsonl")).value();
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    if (end > begin) cases.push_back(parseJson(std::string_view(lines).substr(begin, end - begin), name).value());
    begin = end + 1;
  }
  return cases;
}

// The goldens count in code points.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class GoldenTemplate : public testing::TestWithParam<std::string> {};

TEST_P(GoldenTemplate, RendersEveryCase) {
  const auto parsed = ChatTemplate::parse(readFile(kFolder / (GetParam() + ".jinja")).value());
  ASSERT_TRUE(parsed) << describe(parsed.error());
  const auto cases = casesOf(GetParam());
  ASSERT_FALSE(cases.empty());
  for (const Json& item : cases) {
    SCOPED_TRACE(item["name"].get<std::string>());
    const auto text = renderMessagesFile(*parsed, item["input"].dump(), "input", false);
    if (item.contains("error")) {
      ASSERT_FALSE(text) << *text;
      EXPECT_EQ(text.error().code, "template.raised");
      EXPECT_EQ(text.error().args.at(0), item["error"].get<std::string>());
    } else {
      ASSERT_TRUE(text) << describe(text.error());
      EXPECT_EQ(*text, item["expected"].get<std::string>());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Names, GoldenTemplate, testing::ValuesIn(templateNames()), [](const auto& parameter) {
  std::string name = parameter.param;
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(GoldenTemplates, AllAreThere) { EXPECT_EQ(templateNames().size(), 27U); }

TEST(GoldenTemplates, GenerationSpansAgree) {
  const auto parsed = ChatTemplate::parse(readFile(kFolder / "generation.jinja").value());
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->hasGenerationBlocks());
  for (const Json& item : casesOf("generation")) {
    if (!item.contains("assistant_spans")) continue;
    SCOPED_TRACE(item["name"].get<std::string>());
    Json input = item["input"];
    const bool prompt = input.value("add_generation_prompt", false);
    const Json messages = input["messages"];
    input.erase("messages");
    const auto rendered = parsed->render(messages, input, prompt);
    ASSERT_TRUE(rendered) << describe(rendered.error());
    Json spans = Json::array();
    for (const ByteRange& range : rendered->generated()) {
      const std::string_view text = rendered->text;
      spans.push_back({characters(text.substr(0, range.begin)), characters(text.substr(0, range.end))});
    }
    EXPECT_EQ(spans, item["assistant_spans"]);
  }
}

TEST(GoldenTemplates, LinesFormGivesOneObjectPerLine) {
  const auto parsed = ChatTemplate::parse(readFile(kFolder / "checks.jinja").value());
  ASSERT_TRUE(parsed);
  std::string lines;
  const auto cases = casesOf("checks");
  for (const Json& item : cases) lines += item["input"].dump() + "\n";
  const auto out = renderMessages(*parsed, lines, "checks.jsonl", false);
  ASSERT_TRUE(out);
  std::size_t begin = 0;
  for (const Json& item : cases) {
    const std::size_t end = out->find('\n', begin);
    const Json line = parseJson(std::string_view(*out).substr(begin, end - begin), "line").value();
    EXPECT_EQ(line.value("text", "-"), item.value("expected", "-"));
    EXPECT_EQ(line.value("error", "-"), item.value("error", "-"));
    begin = end + 1;
  }
  EXPECT_EQ(begin, out->size());
}

}  // namespace
}  // namespace attune

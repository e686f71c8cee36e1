// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenized_example.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/base/file.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

// A tokenizer whose tokens are bytes, with a few control tokens: one can read what is trained.
std::shared_ptr<const Tokenizer> byteTokenizer() {
  static const std::shared_ptr<const Tokenizer> tokenizer = [] {
    Json vocabulary = Json::object();
    // The byte-level alphabet of GPT-2: printable bytes stand for themselves, the others are moved up to U+0100.
    int moved = 0;
    for (int byte = 0; byte < 256; ++byte) {
      const bool itself = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
      const int point = itself ? byte : 256 + moved++;
      std::string name;
      if (point < 128) name = static_cast<char>(point);
      else name = {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 63))};
      vocabulary[name] = byte;
    }
    Json added = Json::array();
    int id = 256;
    for (const char* token : {"<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|end|>", "<|user|>", "<|assistant|>"})
      added.push_back({{"id", id++}, {"content", token}, {"single_word", false}, {"lstrip", false}, {"rstrip", false}, {"normalized", false}, {"special", true}});
    const Json json = {{"version", "1.0"},
                       {"truncation", nullptr},
                       {"padding", nullptr},
                       {"added_tokens", added},
                       {"normalizer", nullptr},
                       {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", false}, {"use_regex", false}}},
                       {"post_processor", nullptr},
                       {"decoder", {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", false}, {"use_regex", false}}},
                       {"model", {{"type", "BPE"}, {"dropout", nullptr}, {"unk_token", nullptr}, {"continuing_subword_prefix", nullptr},
                                  {"end_of_word_suffix", nullptr}, {"fuse_unk", false}, {"byte_fallback", false}, {"vocab", vocabulary}, {"merges", Json::array()}}}};
    auto made = Tokenizer::fromJson(json.dump(), "bytes");
    EXPECT_TRUE(made) << describe(made.error());
    return *made;
  }();
  return tokenizer;
}

std::string trainedText(const TokenizedExample& example) {
  std::string out;
  std::vector<TokenId> run;
  const auto flush = [&] {
    if (!run.empty()) out += (out.empty() ? "" : " | ") + byteTokenizer()->decode(run, false);
    run.clear();
  };
  for (std::size_t t = 0; t < example.tokens.size(); ++t) {
    if (example.labels[t] == kNoLabel) {
      flush();
      continue;
    }
    EXPECT_EQ(example.labels[t], example.tokens[t]);
    run.push_back(example.tokens[t]);
  }
  flush();
  return out;
}

Example conversation(std::initializer_list<Message> messages) {
  Example example;
  example.messages = messages;
  return example;
}

const Example kTwoTurns = conversation({{Role::System, "Be kind."}, {Role::User, "one"}, {Role::Assistant, "ONE"}, {Role::User, "two"}, {Role::Assistant, "TWO"}});

std::string trainedWith(const std::string& source, const Example& example, const EncodeSettings& settings = {}) {
  const auto chatTemplate = ChatTemplate::parse(source, {{"bos_token", "<s>"}, {"eos_token", "</s>"}});
  if (!chatTemplate) return describe(chatTemplate.error());
  const auto encoded = encodeExample(example, *byteTokenizer(), *chatTemplate, settings);
  if (!encoded) return describe(encoded.error());
  EXPECT_EQ(encoded->example.labels.size(), encoded->example.tokens.size());
  return trainedText(encoded->example);
}

constexpr const char* kChatMl = "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}"
                                "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

TEST(TokenizedExample, EveryTrainedTurnWithItsEnd) {
  EXPECT_EQ(trainedWith(kChatMl, kTwoTurns), "ONE<|im_end|> | TWO<|im_end|>");
}

TEST(TokenizedExample, TurnsThatAreNotTrainedAreOnlyRead) {
  Example example = kTwoTurns;
  example.messages[2].trained = false;
  EXPECT_EQ(trainedWith(kChatMl, example), "TWO<|im_end|>");
  example.messages[4].trained = false;
  EXPECT_EQ(trainedWith(kChatMl, example), "");
}

TEST(TokenizedExample, TrainOnPromptTakesAll) {
  EncodeSettings settings;
  settings.trainOnPrompt = true;
  EXPECT_EQ(trainedWith(kChatMl, conversation({{Role::User, "q"}, {Role::Assistant, "a"}}), settings),
            "<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\na<|im_end|>\n");
}

TEST(TokenizedExample, GenerationBlocksDecideThemselves) {
  const char* source = "{% for m in messages %}{% if m.role == 'assistant' %}<|assistant|>{% generation %}{{ m.content + eos_token }}{% endgeneration %}"
                       "{% else %}{{ '<|user|>' + m.content }}{% endif %}{% endfor %}";
  EXPECT_EQ(trainedWith(source, kTwoTurns), "ONE</s> | TWO</s>");
  Example example = kTwoTurns;
  example.messages[2].trained = false;
  EXPECT_EQ(trainedWith(source, example), "TWO</s>");
}

// The template puts the end-of-text token behind a whole conversation only (as Phi-3's does).
TEST(TokenizedExample, EndOfTextBehindTheWholeConversation) {
  const char* source = "{% for m in messages %}{{ '<|' + m.role + '|>\n' + m.content + '<|end|>\n' }}{% endfor %}"
                       "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}";
  EXPECT_EQ(trainedWith(source, kTwoTurns), "ONE<|end|> | TWO<|end|>\n</s>");
}

// No generation prompt, a leading blank, checks that refuse some beginnings (as Llama 2's).
TEST(TokenizedExample, TemplateWithoutGenerationPrompt) {
  const char* source = "{% for m in messages %}{% if m.role == 'user' %}{{ '<s>[INST] ' + m.content + ' [/INST]' }}"
                       "{% elif m.role == 'assistant' %}{{ ' ' + m.content + ' </s>' }}{% endif %}{% endfor %}";
  EXPECT_EQ(trainedWith(source, kTwoTurns), " ONE </s> |  TWO </s>");  // the answers begin with their blank
}

TEST(TokenizedExample, TemplateThatRefusesPrefixes) {
  const std::string source = std::string("{% if messages | length < 5 %}{{ raise_exception('too short') }}{% endif %}") + kChatMl;
  EXPECT_EQ(trainedWith(source, kTwoTurns), "ONE<|im_end|> | TWO<|im_end|>");
}

// Earlier reasoning is dropped, so that no prefix renders like the whole; and the prompt may open a thought.
TEST(TokenizedExample, TemplateThatDropsEarlierReasoning) {
  const char* source = "{% for m in messages %}{% set c = m.content %}{% if m.role == 'assistant' and not loop.last %}{% set c = c.split('</think>')[-1] %}{% endif %}"
                       "{{ '<|im_start|>' + m.role + '\n' + c + '<|im_end|>\n' }}{% endfor %}"
                       "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n<think>\n' }}{% endif %}";
  const auto example = conversation({{Role::User, "one"}, {Role::Assistant, "<think>\nhm</think>ONE"}, {Role::User, "two"}, {Role::Assistant, "<think>\nwell</think>TWO"}});
  EXPECT_EQ(trainedWith(source, example), "ONE<|im_end|> | well</think>TWO<|im_end|>");
}

TEST(TokenizedExample, WithoutControlTokenTheAnswerEndsBeforeTheLineBreak) {
  const char* source = "{% for m in messages %}### {{ m.role }}:\n{{ m.content }}\n\n{% endfor %}{% if add_generation_prompt %}### assistant:\n{% endif %}";
  EXPECT_EQ(trainedWith(source, kTwoTurns), "ONE | TWO");
}

TEST(TokenizedExample, ToolCallsAreLearntWithTheTemplatesWords) {
  const char* source = "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content }}{% for c in m.tool_calls or [] %}<call>{{ c.function | tojson }}</call>{% endfor %}"
                       "{{ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";
  Example example = conversation({{Role::User, "q"}, {Role::Assistant, ""}, {Role::Tool, "21"}, {Role::Assistant, "21 degrees"}});
  example.messages[1].extra = Json::parse(R"({"tool_calls": [{"function": {"name": "weather", "arguments": {"city": "Oslo"}}}]})");
  EXPECT_EQ(trainedWith(source, example), R"(<call>{"name": "weather", "arguments": {"city": "Oslo"}}</call><|im_end|> | 21 degrees<|im_end|>)");
}

TEST(TokenizedExample, TypedControlTokensStayText) {
  const auto example = conversation({{Role::User, "say <|im_end|>"}, {Role::Assistant, "<|im_end|>!"}});
  const auto chatTemplate = ChatTemplate::parse(kChatMl);
  const auto safe = encodeExample(example, *byteTokenizer(), *chatTemplate, {});
  ASSERT_TRUE(safe);
  const TokenId end = *byteTokenizer()->tokenToId("<|im_end|>");
  EXPECT_EQ(std::count(safe->example.tokens.begin(), safe->example.tokens.end(), end), 2);
  EXPECT_EQ(trainedText(safe->example), "<|im_end|>!<|im_end|>");
  EncodeSettings settings;
  settings.controlTokensInContent = true;
  const auto open = encodeExample(example, *byteTokenizer(), *chatTemplate, settings);
  EXPECT_EQ(std::count(open->example.tokens.begin(), open->example.tokens.end(), end), 4);
}

TEST(TokenizedExample, TruncationIsCounted) {
  const auto chatTemplate = ChatTemplate::parse(kChatMl);
  const auto example = conversation({{Role::User, "question"}, {Role::Assistant, "answer"}});
  const auto whole = encodeExample(example, *byteTokenizer(), *chatTemplate, {});
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->truncatedTokens, 0U);
  EncodeSettings settings;
  settings.maxLength = whole->example.tokens.size() - 4;  // cuts "er", the end and the line break
  const auto cut = encodeExample(example, *byteTokenizer(), *chatTemplate, settings);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->example.tokens.size(), settings.maxLength);
  EXPECT_EQ(cut->truncatedTokens, 4U);
  EXPECT_EQ(cut->truncatedTrained, 3U);
  EXPECT_EQ(trainedText(cut->example), "answ");
  settings.cutFromStart = true;
  const auto tail = encodeExample(example, *byteTokenizer(), *chatTemplate, settings);
  EXPECT_EQ(tail->truncatedTrained, 0U);
  EXPECT_EQ(trainedText(tail->example), "answer<|im_end|>");
}

TEST(TokenizedExample, PreferencesShareThePrompt) {
  Example example = conversation({{Role::User, "q"}, {Role::Assistant, "before"}, {Role::User, "again"}});
  example.kind = ExampleKind::Preference;
  example.chosen = {{Role::Assistant, "good"}};
  example.rejected = {{Role::Assistant, "bad"}};
  const auto chatTemplate = ChatTemplate::parse(kChatMl);
  const auto encoded = encodeExample(example, *byteTokenizer(), *chatTemplate, {});
  ASSERT_TRUE(encoded);
  EXPECT_EQ(trainedText(encoded->example), "good<|im_end|>");
  EXPECT_EQ(trainedText(encoded->rejected), "bad<|im_end|>");
}

TEST(TokenizedExample, LabelsAreNumbersOrAnswers) {
  Example example;
  example.kind = ExampleKind::Classification;
  example.text = "x";
  example.labels = {"late"};
  const auto chatTemplate = ChatTemplate::parse(kChatMl);
  EncodeSettings settings;
  settings.classes = {"broken", "late"};
  const auto encoded = encodeExample(example, *byteTokenizer(), *chatTemplate, settings);
  ASSERT_TRUE(encoded);
  EXPECT_EQ(encoded->example.labels, std::vector<std::int32_t>{1});
  EXPECT_EQ(encoded->example.tokens, std::vector<TokenId>{'x'});
  example.labels = {"unknown"};
  EXPECT_EQ(encodeExample(example, *byteTokenizer(), *chatTemplate, settings).error().code, "text.unknown-label");
  example.labels = {"late"};
  EXPECT_EQ(trainedText(encodeExample(example, *byteTokenizer(), *chatTemplate, {})->example), "late<|im_end|>");
}

TEST(TokenizedExample, WordsAndTagsOnWordPieces) {
  const auto tokenizer = Tokenizer::load(fs::path(ATTUNE_TEST_DATA) / "golden" / "tokenizers" / "data" / "minilm" / "tokenizer.json");
  ASSERT_TRUE(tokenizer) << describe(tokenizer.error());
  Example example;
  example.kind = ExampleKind::TokenTags;
  example.tokens = {"Kari", "Zielińska", "moved", "to", "Oslo", "."};
  example.tags = {"B-PER", "I-PER", "O", "O", "B-LOC", "O"};
  EncodeSettings settings;
  settings.classes = {"O", "B-PER", "I-PER", "B-LOC"};
  const auto encoded = encodeExample(example, **tokenizer, ChatTemplate::chatMl(), settings);
  ASSERT_TRUE(encoded) << describe(encoded.error());
  std::vector<std::int32_t> tags;
  for (const std::int32_t label : encoded->example.labels)
    if (label != kNoLabel) tags.push_back(label);
  EXPECT_EQ(tags, (std::vector<std::int32_t>{1, 2, 0, 0, 3, 0}));
  EXPECT_GT(encoded->example.tokens.size(), 8U);  // [CLS] … [SEP], and pieces
  EXPECT_EQ(encoded->example.labels.front(), kNoLabel);
  EXPECT_EQ(encoded->example.labels.back(), kNoLabel);
  // A cut keeps [SEP].
  settings.maxLength = 5;
  const auto cut = encodeExample(example, **tokenizer, ChatTemplate::chatMl(), settings);
  EXPECT_EQ(cut->example.tokens.size(), 5U);
  EXPECT_EQ(cut->example.tokens.back(), encoded->example.tokens.back());
  example.tags.pop_back();
  EXPECT_EQ(encodeExample(example, **tokenizer, ChatTemplate::chatMl(), settings).error().code, "text.tags");
}

TEST(TokenizedExample, PlainTextIsLearntWhole) {
  Example example;
  example.kind = ExampleKind::PlainText;
  example.text = "a <|end|>";
  const auto encoded = encodeExample(example, *byteTokenizer(), ChatTemplate::chatMl(), {});
  ASSERT_TRUE(encoded);
  EXPECT_EQ(encoded->example.tokens.size(), example.text.size());
  EXPECT_EQ(trainedText(encoded->example), example.text);
}

TEST(TokenizedExample, ViewShowsEveryToken) {
  const auto chatTemplate = ChatTemplate::parse(kChatMl);
  EncodeSettings settings;
  const auto example = conversation({{Role::User, "å"}, {Role::Assistant, "ab"}});
  const auto view = describeTokens(example, *byteTokenizer(), *chatTemplate, settings);
  ASSERT_TRUE(view);
  std::string trained;
  std::size_t special = 0;
  for (const TokenView& token : view->tokens) {
    if (token.state == TokenState::Trained) trained += token.text;
    special += token.state == TokenState::Special;
  }
  EXPECT_EQ(trained, "ab<|im_end|>");
  EXPECT_EQ(special, 3U);  // two beginnings and the user's end
  EXPECT_EQ(view->rendered, "<|im_start|>user\nå<|im_end|>\n<|im_start|>assistant\nab<|im_end|>\n");
  settings.maxLength = view->tokens.size() - 3;
  const auto cut = describeTokens(example, *byteTokenizer(), *chatTemplate, settings);
  EXPECT_EQ(cut->tokens.size(), view->tokens.size());
  EXPECT_EQ(std::count_if(cut->tokens.begin(), cut->tokens.end(), [](const TokenView& t) { return t.state == TokenState::Truncated; }), 3);
}

TEST(TokenizedExample, TemplateErrorsComeThrough) {
  const auto chatTemplate = ChatTemplate::parse("{{ raise_exception('no') }}");
  EXPECT_EQ(encodeExample(kTwoTurns, *byteTokenizer(), *chatTemplate, {}).error().code, "template.raised");
}

TEST(TokenizedExample, SettingsKeyTellsThemApart) {
  EncodeSettings a;
  EncodeSettings b;
  EXPECT_EQ(settingsKey(a), settingsKey(b));
  b.maxLength = 5;
  EXPECT_NE(settingsKey(a), settingsKey(b));
  b = a;
  b.variables["enable_thinking"] = false;
  EXPECT_NE(settingsKey(a), settingsKey(b));
}

}  // namespace
}  // namespace attune

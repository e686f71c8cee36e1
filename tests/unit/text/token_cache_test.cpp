// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/token_cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "core/base/file.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

class TokenCache : public testing::Test {
 protected:
  void SetUp() override {
    m_folder = fs::temp_directory_path() / ("attune-tokens-" + std::to_string(::getpid()) + "-" + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(m_folder);
    m_tokenizer = *Tokenizer::load(fs::path(ATTUNE_TEST_DATA) / "golden" / "tokenizers" / "data" / "minilm" / "tokenizer.json");
    for (int i = 0; i < 300; ++i) {
      Example example;
      example.messages = {Message(Role::User, "question " + std::to_string(i)), Message(Role::Assistant, std::string(static_cast<std::size_t>(i % 7), 'a') + " answer")};
      example.sourceRow = static_cast<std::uint64_t>(i + 1);
      m_examples.push_back(example);
    }
  }
  void TearDown() override { fs::remove_all(m_folder); }

  Result<CachedTokens> load(const EncodeSettings& settings = {}, const std::string& hash = "data") {
    return loadOrEncode(m_folder, hash, m_examples, *m_tokenizer, m_template, settings,
                        {}, {});
  }
  std::vector<fs::path> files() const {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(m_folder)) paths.push_back(entry.path());
    return paths;
  }

  fs::path m_folder;
  std::shared_ptr<const Tokenizer> m_tokenizer;
  ChatTemplate m_template = ChatTemplate::chatMl();
  Rows m_examples;
};

TEST_F(TokenCache, HoldsWhatEncodingGives) {
  EncodeSettings settings;
  settings.maxLength = 20;
  const auto cached = load(settings);
  ASSERT_TRUE(cached) << describe(cached.error());
  ASSERT_EQ(cached->size(), m_examples.size());
  bool truncated = false;
  for (std::size_t i = 0; i < m_examples.size(); ++i) {
    const auto fresh = encodeExample(m_examples[i], *m_tokenizer, m_template, settings);
    ASSERT_TRUE(fresh);
    const EncodedExample stored = cached->example(i);
    EXPECT_EQ(stored.example.tokens, fresh->example.tokens);
    EXPECT_EQ(stored.example.labels, fresh->example.labels);
    EXPECT_EQ(stored.truncatedTokens, fresh->truncatedTokens);
    EXPECT_EQ(stored.truncatedTrained, fresh->truncatedTrained);
    EXPECT_EQ(cached->tokens(i).size(), fresh->example.tokens.size());
    truncated = truncated || stored.truncatedTokens > 0;
  }
  EXPECT_TRUE(truncated);
}

TEST_F(TokenCache, KeepsPreferences) {
  Example example;
  example.kind = ExampleKind::Preference;
  example.messages = {Message(Role::User, "q")};
  example.chosen = {Message(Role::Assistant, "good")};
  example.rejected = {Message(Role::Assistant, "bad one")};
  m_examples = Rows::of(std::vector{example});
  const auto cached = load();
  ASSERT_TRUE(cached);
  const auto fresh = encodeExample(example, *m_tokenizer, m_template, {});
  EXPECT_EQ(cached->example(0).rejected.tokens, fresh->rejected.tokens);
  EXPECT_EQ(cached->example(0).rejected.labels, fresh->rejected.labels);
  EXPECT_FALSE(cached->rejectedTokens(0).empty());
}

TEST_F(TokenCache, TheSecondTimeReadsTheFile) {
  ASSERT_TRUE(load());
  ASSERT_EQ(files().size(), 1U);
  const auto written = readFile(files()[0]).value();
  // Other examples under the same hash would be a broken promise of the caller; here they show that nothing is encoded.
  std::vector<Example> others(m_examples.size(), m_examples[0]);
  for (Example& example : others) example.messages[0].content = "other";
  m_examples = Rows::of(others);
  const auto cached = load();
  ASSERT_TRUE(cached);
  EXPECT_EQ(files().size(), 1U);
  EXPECT_EQ(readFile(files()[0]).value(), written);
}

TEST_F(TokenCache, AnyInputChangesTheKey) {
  const std::string key = tokenCacheKey("data", *m_tokenizer, m_template, {});
  EXPECT_EQ(key.size(), 64U);
  EXPECT_EQ(key, tokenCacheKey("data", *m_tokenizer, m_template, {}));
  EXPECT_NE(key, tokenCacheKey("datb", *m_tokenizer, m_template, {}));
  EXPECT_NE(key, tokenCacheKey("data", *m_tokenizer, *ChatTemplate::parse(m_template.source() + " "), {}));
  const auto other = Tokenizer::load(fs::path(ATTUNE_TEST_DATA) / "golden" / "tokenizers" / "data" / "bert-cased" / "tokenizer.json");
  EXPECT_NE(key, tokenCacheKey("data", **other, m_template, {}));
  std::vector<EncodeSettings> settings(7);
  settings[0].maxLength = 1;
  settings[1].cutFromStart = true;
  settings[2].trainOnPrompt = true;
  settings[3].appendEos = false;
  settings[4].controlTokensInContent = true;
  settings[5].classes = {"a"};
  settings[6].variables["now"] = "2026-01-01T00:00:00";
  for (const EncodeSettings& one : settings) EXPECT_NE(key, tokenCacheKey("data", *m_tokenizer, m_template, one));
}

TEST_F(TokenCache, ADamagedFileIsMadeAgain) {
  ASSERT_TRUE(load());
  const fs::path path = files()[0];
  const std::string good = readFile(path).value();
  const std::string key = tokenCacheKey("data", *m_tokenizer, m_template, {});
  for (const std::size_t at : {std::size_t{0}, std::size_t{20}, std::size_t{75}, std::size_t{85}, std::size_t{93}, std::size_t{200}, good.size() / 2, good.size() - 1}) {
    SCOPED_TRACE(at);
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x40);
    ASSERT_TRUE(writeFileAtomic(path, bad));
    const auto opened = CachedTokens::open(path, key);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "token-cache.invalid");
    ASSERT_TRUE(load());
    EXPECT_EQ(readFile(path).value(), good);
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{50}, good.size() - 1}) {
    ASSERT_TRUE(writeFileAtomic(path, good.substr(0, size)));
    EXPECT_FALSE(CachedTokens::open(path, key));
    ASSERT_TRUE(load());
    EXPECT_EQ(readFile(path).value(), good);
  }
}

TEST_F(TokenCache, NamesTheFirstRowThatFails) {
  const auto refusing = ChatTemplate::parse("{% for m in messages %}{% if 'question 2' in m.content %}{{ raise_exception('no') }}{% endif %}{% endfor %}");
  const auto encoded = encodeExamples(m_examples, *m_tokenizer, *refusing, {}, {}, {}, 1);
  ASSERT_FALSE(encoded);
  EXPECT_EQ(encoded.error().code, "text.row");
  EXPECT_EQ(encoded.error().args.at(0), "3");
  EXPECT_NE(encoded.error().detail.find("no"), std::string::npos);
}

TEST_F(TokenCache, ThreadsGiveTheSame) {
  const auto one = encodeExamples(m_examples, *m_tokenizer, m_template, {}, {}, {}, 1);
  const auto many = encodeExamples(m_examples, *m_tokenizer, m_template, {}, {}, {}, 8);
  ASSERT_TRUE(one && many);
  for (std::size_t i = 0; i < m_examples.size(); ++i) {
    EXPECT_EQ((*one)[i].example.tokens, (*many)[i].example.tokens);
    EXPECT_EQ((*one)[i].example.labels, (*many)[i].example.labels);
  }
}

TEST_F(TokenCache, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  const auto encoded = encodeExamples(m_examples, *m_tokenizer, m_template, {}, {}, stop.get_token());
  ASSERT_FALSE(encoded);
  EXPECT_TRUE(isStopped(encoded.error()));
  EXPECT_FALSE(loadOrEncode(m_folder, "data", m_examples, *m_tokenizer, m_template, {}, {}, stop.get_token()));
  EXPECT_FALSE(fs::exists(m_folder));
}

TEST_F(TokenCache, PruneKeepsTheLastUsed) {
  EncodeSettings settings;
  for (std::size_t i = 1; i <= 3; ++i) {
    settings.maxLength = i;
    ASSERT_TRUE(load(settings));
    fs::last_write_time(m_folder / (tokenCacheKey("data", *m_tokenizer, m_template, settings) + ".tokens"),
                        fs::file_time_type::clock::now() - std::chrono::hours(10 - static_cast<int>(i)));
  }
  pruneTokenCache(m_folder, 2);
  ASSERT_EQ(files().size(), 2U);
  settings.maxLength = 1;
  EXPECT_FALSE(fs::exists(m_folder / (tokenCacheKey("data", *m_tokenizer, m_template, settings) + ".tokens")));
}

}  // namespace
}  // namespace attune

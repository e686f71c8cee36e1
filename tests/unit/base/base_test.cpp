// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/random.h"

namespace attune {
namespace {
namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "attune-base-XXXXXX").string();
    m_path = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() { fs::remove_all(m_path); }
  const fs::path& path() const { return m_path; }

 private:
  fs::path m_path;
};

TEST(Error, FillsSlotsAndKeepsUnknownOnes) {
  EXPECT_EQ(fillSlots("{0} of {1}, {2} {x} {", {"3", "{0}"}), "3 of {0}, {2} {x} {");
  EXPECT_EQ(describe({"a.b", "“{0}” is bad.", {"x"}, "errno", "Mend {0}."}), "“x” is bad. (errno) Mend x.");
}

TEST(Json, KeepsTheOrderOfKeysAndValues) {
  const std::string text = R"({"z":1,"a":[1.5,true,null,"ø"],"m":{"k":-2}})";
  const auto json = parseJson(text, "x");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->dump(), text);
}

TEST(Json, RefusesWhatIsNotStrict) {
  const auto code = [](std::string_view text) {
    const auto json = parseJson(text, "file.json");
    return json ? std::string("accepted") : json.error().code;
  };
  EXPECT_EQ(code(R"({"a":1,"a":2})"), "json.duplicate-key");
  EXPECT_EQ(code(R"({"o":{"a":1,"b":{"a":1}},"a":2})"), "accepted");
  for (const char* text : {"", "{", "[1,]", "{\"a\":1,}", "\xEF\xBB\xBF{}", "{} x", "'a'", "[NaN]", "\"\xFF\"", "\"\\ud800\"", "01", "[1 2]"})
    EXPECT_EQ(code(text), "json.invalid") << text;
  EXPECT_EQ(code(std::string(129, '[') + std::string(129, ']')), "json.too-deep");
  EXPECT_EQ(code(std::string(1'000'000, '[')), "json.too-deep");
  EXPECT_EQ(code(std::string(128, '[') + std::string(128, ']')), "accepted");
}

TEST(File, AtomicWriteReplacesAndLeavesNoTemporary) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "a.txt";
  ASSERT_TRUE(writeFileAtomic(path, "one"));
  ASSERT_TRUE(writeFileAtomic(path, "two"));
  EXPECT_EQ(*readFile(path), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  EXPECT_EQ(readFile(path, 2).error().code, "file.too-large");
  EXPECT_EQ(readFile(folder.path()).error().code, "file.open");
  EXPECT_EQ(writeFileAtomic(folder.path() / "none" / "b", "x").error().code, "file.write");
}

TEST(StagedFolder, AppearsWholeOrNotAtAll) {
  const TemporaryFolder folder;
  const fs::path target = folder.path() / "export";
  {
    auto staged = StagedFolder::create(target);
    ASSERT_TRUE(staged);
    std::ofstream(staged->path() / "x") << "content";
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
  auto staged = StagedFolder::create(target);
  ASSERT_TRUE(staged);
  std::ofstream(staged->path() / "x") << "content";
  fs::create_directory(staged->path() / "deep");
  std::ofstream(staged->path() / "deep" / "y") << "more";
  ASSERT_TRUE(staged->commit({{"step", 7}}));
  const auto facts = verifyManifest(target);
  ASSERT_TRUE(facts);
  EXPECT_EQ((*facts)["step"], 7);
  EXPECT_EQ(StagedFolder::create(target).error().code, "file.exists");
  std::ofstream(target / "deep" / "y") << "mors";
  EXPECT_EQ(verifyManifest(target).error().code, "manifest.mismatch");
  fs::remove(target / "MANIFEST.json");
  EXPECT_EQ(verifyManifest(target).error().code, "manifest.missing");
}

TEST(Hash, Sha256OfTheStandardsExamples) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Random, PermutationIsOneAndDependsOnSeedAndStream) {
  for (std::uint32_t n : {0U, 1U, 2U, 7U, 1000U}) {
    auto order = permutation(n, 5, 2);
    std::sort(order.begin(), order.end());
    for (std::uint32_t i = 0; i < n; ++i) ASSERT_EQ(order[i], i);
  }
  EXPECT_EQ(permutation(100, 1, 0), permutation(100, 1, 0));
  EXPECT_NE(permutation(100, 1, 0), permutation(100, 1, 1));
  EXPECT_NE(permutation(100, 1, 0), permutation(100, 2, 0));
}

TEST(Random, BelowIsUniform) {
  Random random(9);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts[random.below(7)];
  for (int count : counts) EXPECT_NEAR(count, 10'000, 400);  // four standard deviations
}

}  // namespace
}  // namespace attune

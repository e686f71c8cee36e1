// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/weights/inspect.h"
#include "test_files.h"

namespace attune {
namespace {

// Files with known verdicts, among them those of the reference implementations.
TEST(BadFiles, EveryVerdictIsTheKnownOne) {
  const auto folder = test::testData("golden/bad");
  const auto manifest = readJsonFile(folder / "manifest.json");
  ASSERT_TRUE(manifest);
  int judged = 0;
  for (const auto& item : *manifest) {
    const std::string name = item["file"];
    if (!name.starts_with("safetensors/") && !name.starts_with("gguf/") && !name.starts_with("config/")) continue;
    const auto result = inspectFile(folder / name);
    ++judged;
    EXPECT_EQ(result.has_value(), item["expect"] == "accept")
        << name << ": " << (result ? "accepted" : describe(result.error()));
    if (result) {
      EXPECT_EQ((*result)["kind"], name.substr(0, name.find('/')));
    } else {
      EXPECT_NE(describe(result.error()).find((folder / name).filename().string()), std::string::npos)
          << describe(result.error());
    }
  }
  EXPECT_EQ(judged, 56);
}

TEST(Inspect, AsksTheGivenHandlersFirstAndNamesUnknownFiles) {
  const InspectHandler handler{"poem", [](const std::filesystem::path& path) { return path.extension() == ".poem"; },
                               [](const std::filesystem::path&) -> Result<Json> {
                                 return Json{{"lines", 4}};
                               }};
  const auto result = inspectFile("/tmp/a.poem", {&handler, 1});
  ASSERT_TRUE(result);
  EXPECT_EQ((*result)["kind"], "poem");
  EXPECT_EQ((*result)["lines"], 4);
  const auto unknown = inspectFile("/tmp/a.unknown", {&handler, 1});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "inspect.unknown");
  EXPECT_NE(describe(unknown.error()).find("a.unknown"), std::string::npos);
}

}  // namespace
}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/engine/engine_loader.h"

namespace attune {
namespace {

TEST(EngineLoader, LooksWhereTheUserSaysFirst) {
  const auto candidates = libtorchCandidates("/chosen");
  ASSERT_GE(candidates.size(), 2U);
  EXPECT_EQ(candidates[0], "/chosen");
  EXPECT_NE(libtorchCandidates({})[0], "/chosen");
  for (const auto& path : candidates) EXPECT_TRUE(path.is_absolute()) << path;
}

TEST(EngineLoader, OpensTheEngineAndComputes) {
  const auto engine = loadEngine();
  ASSERT_TRUE(engine) << describe(engine.error());
  EXPECT_EQ(loadEngine()->get(), engine->get());
  EXPECT_NE((*engine)->versions().find("libtorch"), std::string::npos);
  ASSERT_FALSE((*engine)->devices().empty());
  EXPECT_EQ((*engine)->devices()[0].id, "cpu");

  const auto folder = std::filesystem::path(ATTUNE_TEST_DATA) / "golden/models/llama";
  auto model = (*engine)->open({folder, folder / "adapters/lora", "auto", "fp32"}, {}, {});
  ASSERT_TRUE(model) << describe(model.error());
  SamplingSettings settings;
  settings.maxNewTokens = 5;
  const auto generation = (*model)->generate({1, 20, 30}, settings, {}, {}, {});
  ASSERT_TRUE(generation) << describe(generation.error());
  EXPECT_EQ(generation->tokens.size(), 5U);
  // An exception inside torch comes back as an error.
  EXPECT_EQ((*model)->logits({{1, 9999}}).error().code, "engine.bad-token");
  EXPECT_FALSE((*engine)->open({folder / "nothing", {}, "auto", "auto"}, {}, {}));
}

}  // namespace
}  // namespace attune

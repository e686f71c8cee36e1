// SPDX-License-Identifier: GPL-3.0-or-later
// Several adapters on one base: the model computes with the base plus the weighted sum of their changes.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/open_model.h"
#include "core/engine/techniques/technique.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

fs::path trained(const fs::path& folder, std::uint64_t seed, const char* technique, std::int64_t rank) {
  auto request = tinyRequest(folder / std::to_string(seed), technique);
  request.spec.seed = seed;
  request.spec.params.set(&params::kLoraRank, rank);
  if (seed == 2) request.spec.params.set(&params::kTargetModules, std::string("q_proj,down_proj"));
  if (!train(request, {}, {})) throw std::runtime_error("no run");
  return lastCheckpoint(request, 14);
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  return largest;
}

TEST(Stack, EqualsTheDeltasMergedByHand) {
  const TemporaryFolder folder;
  const std::vector<WeightedAdapter> stack{{trained(folder.path(), 1, "lora", 4), 0.7}, {trained(folder.path(), 2, "lora", 8), -1.5}};
  const std::string base = tinyRequest("unused").spec.modelPath;
  const std::vector<std::vector<std::int32_t>> ids{{3, 44, 200, 17, 5, 91}};
  const auto opened = openModel({.model = base, .adapter = {}, .device = "cpu", .stack = stack}, {}, {});
  ASSERT_TRUE(opened) << describe(opened.error());
  const auto stacked = (*opened)->logits(ids);
  ASSERT_TRUE(stacked);

  const auto checkpoint = openCheckpoint(base);
  ASSERT_TRUE(checkpoint);
  const auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat);
  ASSERT_TRUE(model);
  const at::NoGradGuard noGradients;
  int changed = 0;
  for (const WeightedAdapter& item : stack) {
    const auto config = readJsonFile(item.folder / "adapter_config.json");
    const auto file = openSafetensors(item.folder / "adapter_model.safetensors");
    ASSERT_TRUE(config && file);
    const double scale = (*config)["lora_alpha"].get<double>() / (*config)["r"].get<double>();
    for (const LinearSlot& slot : (*model)->linears()) {
      const std::string key = "base_model.model." + slot.name;
      if ((*file)->find(key + ".lora_A.weight") == nullptr) continue;
      const Tensor a = *readTensorFloat32(**file, key + ".lora_A.weight"), b = *readTensorFloat32(**file, key + ".lora_B.weight");
      (*slot.layer)->denseWeight().add_(at::mm(b, a), item.weight * scale);
      ++changed;
    }
  }
  EXPECT_EQ(changed, 2 * 7 + 2 * 2);  // two layers: all seven products of each, and two of them
  const TokenizedExample example{ids[0], {}};
  const Tensor merged = (*model)->logits((*model)->hidden(makeBatch({&example}, at::kCPU))).contiguous();
  const std::vector<float> byHand(merged.data_ptr<float>(), merged.data_ptr<float>() + merged.numel());
  EXPECT_LT(largestDifference(stacked->values, byHand), 1e-4);

  // Switched off it is the base, and one alone is not the sum.
  const auto alone = openModel({.model = base, .adapter = {}, .device = "cpu"}, {}, {});
  ASSERT_TRUE((*opened)->setAdapterEnabled(false));
  EXPECT_EQ((*opened)->logits(ids)->values, (*alone)->logits(ids)->values);
  EXPECT_GT(largestDifference((*alone)->logits(ids)->values, byHand), 1e-2);

  // The merged model that is written computes the same; the export itself compares them too.
  const auto written = (*opened)->exportMerged(folder.path() / "merged", "float32", {}, {}, {});
  ASSERT_TRUE(written) << describe(written.error());
  const auto again = openModel({.model = folder.path() / "merged", .adapter = {}, .device = "cpu"}, {}, {});
  ASSERT_TRUE(again);
  EXPECT_LT(largestDifference((*again)->logits(ids)->values, byHand), 1e-4);
}

TEST(Stack, RefusesWhatIsNoSum) {
  const TemporaryFolder folder;
  for (const char* technique : {"dora", "ia3", "full"}) {
    const auto adapter = trained(folder.path() / technique, 1, technique, 4);
    const auto opened = openModel({.model = tinyRequest("unused").spec.modelPath, .adapter = {}, .device = "cpu", .stack = {{adapter, 1}}}, {}, {});
    ASSERT_FALSE(opened) << technique;
    EXPECT_EQ(opened.error().code, "technique.cannot-add");
  }
}

}  // namespace
}  // namespace attune::engine

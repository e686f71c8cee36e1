// SPDX-License-Identifier: GPL-3.0-or-later
// A base that is quantised as it is read is the one that is quantised afterwards.
#include <ATen/ATen.h>

#include <map>

#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/nf4_linear.h"
#include "train_fixture.h"

namespace attune::engine {
namespace {

std::map<std::string, Tensor> tensorsOf(Model& model) {
  std::map<std::string, Tensor> tensors;
  model.visit([&](const std::string& name, Tensor& tensor) { tensors[name] = tensor; });
  return tensors;
}

TEST(QuantisedReading, GivesTheModelThatIsQuantisedAfterwards) {
  for (const char* name : {"llama", "qwen2", "gpt2", "mixtral", "phi3", "gpt_neox", "bert", "modernbert_cls"}) {
    auto checkpoint = openCheckpoint(std::string(ATTUNE_TEST_DATA) + "/golden/models/" + name);
    ASSERT_TRUE(checkpoint) << name;
    if (!checkpoint->config.decoder) setTask(*checkpoint, "sequence-classification", {"a", "b"}, false);
    auto plain = buildModel(*checkpoint, at::kCPU, at::kFloat, 7);
    ASSERT_TRUE(plain) << name;
    quantiseBase(**plain);
    Result<std::unique_ptr<Model>> read = fail("none", "");
    {
      const auto reading = quantiseWhileReading(checkpoint->config);
      read = buildModel(*checkpoint, at::kCPU, at::kFloat, 7);
    }
    ASSERT_TRUE(read) << name;
    for (const LinearSlot& slot : (*read)->linears()) EXPECT_NE(dynamic_cast<Nf4Linear*>(slot.layer->get()), nullptr) << name << " " << slot.name;
    quantiseBase(**read);  // changes nothing more
    const auto expected = tensorsOf(**plain), found = tensorsOf(**read);
    ASSERT_EQ(found.size(), expected.size()) << name;
    for (const auto& [tensor, values] : expected) {
      ASSERT_TRUE(found.contains(tensor)) << name << " " << tensor;
      EXPECT_TRUE(at::equal(found.at(tensor), values)) << name << " " << tensor;
    }
    // Models that are read later are plain again.
    auto again = buildModel(*checkpoint, at::kCPU, at::kFloat, 7);
    ASSERT_TRUE(again);
    for (const LinearSlot& slot : (*again)->linears()) EXPECT_EQ(dynamic_cast<Nf4Linear*>(slot.layer->get()), nullptr) << name << " " << slot.name;
  }
}

}  // namespace
}  // namespace attune::engine

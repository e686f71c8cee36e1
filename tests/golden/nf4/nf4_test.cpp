// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/nf4.h"

namespace attune::engine {
namespace {

class Nf4 : public testing::Test {
 protected:
  void SetUp() override {
    auto file = openSafetensors(std::filesystem::path(ATTUNE_TEST_DATA) / "golden/nf4/nf4_k_proj.safetensors");
    ASSERT_TRUE(file) << describe(file.error());
    m_file = *file;
  }
  at::Tensor floats(const std::string& name) { return *readTensorFloat32(*m_file, name); }
  at::Tensor bytes(const std::string& name) {
    at::Tensor tensor = at::empty(m_file->find(name)->shape, at::TensorOptions(at::kByte));
    EXPECT_TRUE(readTensorInto(*m_file, name, tensor));
    return tensor.view({-1});
  }
  std::shared_ptr<const TensorSource> m_file;
};

TEST_F(Nf4, TablesAreThoseOfTheReference) {
  const at::Tensor values = floats("nf4_code"), map = floats("dynamic_code");
  ASSERT_EQ(map.numel(), static_cast<std::int64_t>(dynamicMap().size()));
  for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(values[static_cast<std::int64_t>(i)].item<float>(), nf4Values()[i]);
  for (std::size_t i = 0; i < 256; ++i) EXPECT_EQ(map[static_cast<std::int64_t>(i)].item<float>(), dynamicMap()[i]) << i;
}

TEST_F(Nf4, QuantisesToTheSameBits) {
  const Nf4Tensor ours = quantiseNf4(floats("weight"));
  EXPECT_TRUE(at::equal(ours.packed, bytes("packed")));
  EXPECT_TRUE(at::equal(ours.scaleScales, floats("nested_absmax").view({-1})));
  EXPECT_EQ(ours.scaleOffset.item<float>(), floats("offset").item<float>());
  EXPECT_TRUE(at::equal(ours.scaleIndices, bytes("qabsmax")));
}

TEST_F(Nf4, DequantisesToTheSameBits) {
  Nf4Tensor theirs;
  theirs.shape = m_file->find("weight")->shape;
  theirs.packed = bytes("packed");
  theirs.scaleIndices = bytes("qabsmax");
  theirs.scaleScales = floats("nested_absmax").view({-1});
  theirs.scaleOffset = floats("offset").view({1});
  EXPECT_TRUE(at::equal(dequantiseNf4(theirs, at::kFloat), floats("dequantized")));
}

TEST_F(Nf4, OddSizesAndZerosSurvive) {
  for (const auto& shape : {std::vector<std::int64_t>{1, 1}, {3, 7}, {5, 64}, {2, 65}}) {
    const at::Tensor zero = at::zeros(shape, at::TensorOptions(at::kFloat));
    EXPECT_EQ(dequantiseNf4(quantiseNf4(zero), at::kFloat).abs().max().item<float>(), 0.0F);
    const at::Tensor ones = at::ones(shape, at::TensorOptions(at::kFloat));
    EXPECT_LT((dequantiseNf4(quantiseNf4(ones), at::kFloat) - 1).abs().max().item<float>(), 0.02F);
  }
}

}  // namespace
}  // namespace attune::engine

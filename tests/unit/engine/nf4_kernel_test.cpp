// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel that turns 4-bit weights back on NVIDIA's cards, its threads run here one by one, and all other ways beside ATen's operators.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <string_view>

#include "core/engine/kernels/cuda_kernels.h"
#include "core/engine/kernels/nf4_kernel.h"
#include "core/engine/nn/settings.h"
#include "core/engine/techniques/nf4.h"

namespace attune::engine {
namespace {

// The bits of floating-point numbers, so that equal means the same.
at::Tensor bits(const at::Tensor& tensor) {
  return tensor.view(tensor.scalar_type() == at::kFloat ? at::kInt : at::kShort);
}

at::Tensor byOperators(const Nf4Tensor& tensor, at::ScalarType dtype) {
  setComputeSettings(referenceSettings());
  const at::Tensor values = dequantiseNf4(tensor, dtype);
  setComputeSettings({});
  return values;
}

// A weight whose every bit is drawn, scales of both signs and all magnitudes among them.
Nf4Tensor drawn(const std::vector<std::int64_t>& shape) {
  const std::int64_t count = c10::multiply_integers(shape), blocks = (count + kNf4BlockSize - 1) / kNf4BlockSize;
  const auto generator = at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(count));
  const auto bytes = [&](std::int64_t size) { return at::randint(256, {size}, generator, at::TensorOptions(at::kByte)); };
  const at::Tensor magnitudes = at::pow(10.0, at::rand({(blocks + kNf4NestedSize - 1) / kNf4NestedSize}, generator) * 8 - 6).to(at::kFloat);
  return {shape, bytes((count + 1) / 2), bytes(blocks), magnitudes, at::rand({1}, generator) * 0.1F};
}

Nf4Weight weightOf(const Nf4Tensor& tensor) {
  Nf4Weight weight{tensor.packed.const_data_ptr<std::uint8_t>(), tensor.scaleIndices.const_data_ptr<std::uint8_t>(),
                   tensor.scaleScales.const_data_ptr<float>(), tensor.scaleOffset.const_data_ptr<float>(),
                   c10::multiply_integers(tensor.shape)};
  std::ranges::copy(nf4Values(), weight.values);
  std::ranges::copy(dynamicMap(), weight.map);
  return weight;
}

// All threads of the launch, the last first: none may need another's work or touch what is not its own.
template <class Out>
at::Tensor byThreads(const Nf4Tensor& tensor, at::ScalarType dtype) {
  constexpr std::int64_t kBehind = 64;
  const Nf4Weight weight = weightOf(tensor);
  at::Tensor out = at::full({weight.count + kBehind}, -77, at::TensorOptions(dtype));
  for (std::int64_t block = nf4Blocks<Out>(weight.count); block-- > 0;) {
    for (int thread = kNf4Threads; thread-- > 0;) nf4Thread(weight, weight.values, static_cast<Out*>(out.data_ptr()), block, thread);
  }
  EXPECT_TRUE((out.narrow(0, weight.count, kBehind) == -77).all().item<bool>()) << "written behind the end";
  return out.narrow(0, 0, weight.count).view(tensor.shape);
}

class Nf4Kernel : public testing::TestWithParam<std::vector<std::int64_t>> {};

TEST_P(Nf4Kernel, AllWaysGiveTheSameBits) {
  const at::Tensor normal = at::randn(GetParam(), at::make_generator<at::CPUGeneratorImpl>(7)) * 0.02;
  for (const Nf4Tensor& tensor : {quantiseNf4(normal), drawn(GetParam())}) {
    for (const auto dtype : {at::kFloat, at::kBFloat16, at::kHalf}) {
      const at::Tensor reference = byOperators(tensor, dtype);
      ASSERT_GT(reference.to(at::kFloat).abs().max().item<float>(), 0);
      const at::Tensor kernel = dtype == at::kFloat      ? byThreads<float>(tensor, dtype)
                                : dtype == at::kBFloat16 ? byThreads<at::BFloat16>(tensor, dtype)
                                                         : byThreads<at::Half>(tensor, dtype);
      EXPECT_TRUE(at::equal(bits(kernel), bits(reference))) << "the kernel's threads in " << dtype;
      EXPECT_TRUE(at::equal(bits(dequantiseNf4(tensor, dtype)), bits(reference))) << "the processor's loops in " << dtype;
    }
  }
}

// Odd counts, ends within a chunk and within a block of values, scales of several levels, several blocks of threads.
INSTANTIATE_TEST_SUITE_P(Shapes, Nf4Kernel,
                         testing::ValuesIn(std::vector<std::vector<std::int64_t>>{
                             {1, 1}, {1, 2}, {1, 3}, {3, 7}, {1, 63}, {1, 64}, {1, 65}, {2, 65}, {5, 64}, {4, 1024}, {1, 4097}, {8, 1024}, {1, 8193},
                             {127, 129}, {128, 128}, {129, 129}, {192, 576}, {577, 331}}),
                         [](const auto& item) { return std::to_string(item.param[0]) + "x" + std::to_string(item.param[1]); });

// A weight of more values than 32 bits number: the memory is asked for and never touched but at the end.
TEST(Nf4Kernel64, ReachesWhatLiesFarAway) {
  constexpr std::int64_t kCount = (std::int64_t{1} << 33) + 13, kBlocks = (kCount + kNf4BlockSize - 1) / kNf4BlockSize;
  struct Far {
    explicit Far(std::int64_t size) : bytes(size), at(::mmap(nullptr, static_cast<std::size_t>(size), PROT_READ | PROT_WRITE,
                                                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) {}
    ~Far() { if (at != MAP_FAILED) ::munmap(at, static_cast<std::size_t>(bytes)); }
    std::int64_t bytes;
    void* at;
  };
  const Far packed((kCount + 1) / 2), indices(kBlocks), scales((kBlocks / kNf4NestedSize + 1) * 4), out(kCount * 2);
  for (const Far* far : {&packed, &indices, &scales, &out}) {
    if (far->at == MAP_FAILED) GTEST_SKIP() << "this system gives out no " << far->bytes << " bytes of addresses";
  }
  constexpr float kOffset = 0.25F;
  Nf4Weight weight{static_cast<std::uint8_t*>(packed.at), static_cast<std::uint8_t*>(indices.at), static_cast<float*>(scales.at), &kOffset, kCount};
  std::ranges::copy(nf4Values(), weight.values);
  std::ranges::copy(dynamicMap(), weight.map);
  auto* pairs = static_cast<std::uint8_t*>(packed.at);
  for (std::int64_t i = kCount - 21; i < kCount; ++i) pairs[i / 2] = static_cast<std::uint8_t>(i % 2 == 0 ? 0x5A : 0xC3);
  static_cast<std::uint8_t*>(indices.at)[kBlocks - 1] = 200;
  static_cast<float*>(scales.at)[(kBlocks - 1) / kNf4NestedSize] = 3.0F;
  auto* values = static_cast<at::BFloat16*>(out.at);
  const std::int64_t blocks = nf4Blocks<at::BFloat16>(kCount);
  for (int thread = 0; thread < kNf4Threads; ++thread) nf4Thread(weight, weight.values, values, blocks - 1, thread);
  const float product = dynamicMap()[200] * 3.0F, scale = product + kOffset;
  for (std::int64_t i = kCount - 13; i < kCount; ++i) {
    const int nibble = i % 2 == 0 ? pairs[i / 2] >> 4 : pairs[i / 2] & 15;
    EXPECT_EQ(values[i].x, at::BFloat16(nf4Values()[static_cast<std::size_t>(nibble)] * scale).x) << i - kCount;
  }
}

TEST(CudaKernels, AnswersCalmlyWhereSomethingIsNotThere) {
  void* none = nullptr;
  CudaKernels withoutImage({}, openLaunchDriver());
  EXPECT_EQ(withoutImage.problem(), "built without nvcc");
  EXPECT_FALSE(withoutImage.launch("attuneNf4Float", 0, nullptr, 1, kNf4Threads, &none));
  const unsigned char image[1] = {};
  CudaKernels withoutDriver(image, {});
  EXPECT_EQ(withoutDriver.problem(), "no driver of CUDA 12 or newer");
  EXPECT_FALSE(withoutDriver.launch("attuneNf4Float", 0, nullptr, 1, kNf4Threads, &none));
}

TEST(CudaKernels, ImageHoldsWhatIsLaunched) {
  const auto image = cudaImage();
  if (image.empty()) GTEST_SKIP() << "built without nvcc";
  const std::string_view bytes(reinterpret_cast<const char*>(image.data()), image.size());
  EXPECT_TRUE(bytes.starts_with("\x50\xed\x55\xba")) << "no image that the driver would take";
  for (const char* name : {"attuneNf4Float", "attuneNf4BFloat16", "attuneNf4Half"}) EXPECT_NE(bytes.find(name), std::string_view::npos) << name;
}

}  // namespace
}  // namespace attune::engine

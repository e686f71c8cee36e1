// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/nf4.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

#include "core/engine/kernels/nf4_kernel.h"

namespace attune::engine {
namespace {

template <class Values>
std::vector<float> midpoints(const Values& values) {
  std::vector<float> middle;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) middle.push_back((values[i] + values[i + 1]) / 2);
  return middle;
}

// Number of midpoints below x: the index of the nearest value, the lower one in the middle.
std::uint8_t indexOf(const std::vector<float>& middle, float x) {
  return static_cast<std::uint8_t>(std::lower_bound(middle.begin(), middle.end(), x) - middle.begin());
}

std::vector<float> makeDynamicMap() {
  std::vector<float> values{0.0F, 1.0F};
  for (int exponent = 0; exponent < 7; ++exponent) {
    // The reference forms the edges in float32 and the products in float64 where the decade's power enters.
    const int count = 1 << exponent;
    const at::Tensor edges = at::linspace(0.1, 1, count + 1, at::TensorOptions(at::kFloat));
    const at::Tensor middles = (edges.narrow(0, 0, count) + edges.narrow(0, 1, count)) / 2.0;
    const at::Tensor scaled = middles * std::pow(10.0, -6 + exponent);
    for (std::int64_t i = 0; i < count; ++i) {
      const float value = scaled[i].item<float>();
      values.push_back(value);
      values.push_back(-value);
    }
  }
  std::ranges::sort(values);
  return values;
}

at::Tensor bytes(std::int64_t count) { return at::empty({count}, at::TensorOptions(at::kByte)); }

// The largest magnitude of each block.
at::Tensor largestOfBlocks(const at::Tensor& values, std::int64_t size) {
  const std::int64_t padding = (size - values.numel() % size) % size;
  return at::constant_pad_nd(values, {0, padding}).view({-1, size}).abs().amax(1);
}

}  // namespace

const std::array<float, 16>& nf4Values() {
  static const std::array<float, 16> values{
      -1.0F,                -0.6961928009986877F, -0.5250730514526367F, -0.39491748809814453F,
      -0.28444138169288635F, -0.18477343022823334F, -0.09105003625154495F, 0.0F,
      0.07958029955625534F, 0.16093020141124725F, 0.24611230194568634F, 0.33791524171829224F,
      0.44070982933044434F, 0.5626170039176941F,  0.7229568362236023F,  1.0F};
  return values;
}

const std::vector<float>& dynamicMap() {
  static const std::vector<float> values = makeDynamicMap();
  return values;
}

Nf4Tensor quantiseNf4(const at::Tensor& weight) {
  const at::NoGradGuard noGradients;
  const at::Tensor flat = weight.detach().to(at::kCPU, at::kFloat).contiguous().view({-1});
  const std::int64_t count = flat.numel();
  const at::Tensor largest = largestOfBlocks(flat, kNf4BlockSize);
  const std::int64_t blocks = largest.numel();

  Nf4Tensor result;
  result.shape = weight.sizes().vec();
  result.packed = bytes((count + 1) / 2);
  result.scaleIndices = bytes(blocks);
  result.scaleOffset = largest.mean().reshape({1});
  const at::Tensor deviations = largest - result.scaleOffset;
  result.scaleScales = largestOfBlocks(deviations, kNf4NestedSize);

  static const std::vector<float> valueMiddles = midpoints(nf4Values()), mapMiddles = midpoints(dynamicMap());
  const float* x = flat.data_ptr<float>();
  const float* scale = largest.data_ptr<float>();
  std::uint8_t* packed = result.packed.data_ptr<std::uint8_t>();
  at::parallel_for(0, blocks, 256, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t block = begin; block < end; ++block) {
      const float inverse = 1.0F / std::max(scale[block], 1e-38F);
      const auto index = [&](std::int64_t i) -> unsigned {
        if (i >= count) return 7;
        return indexOf(valueMiddles, std::clamp(x[i] * inverse, -1.0F, 1.0F));
      };
      for (std::int64_t i = block * kNf4BlockSize; i < std::min(count, (block + 1) * kNf4BlockSize); i += 2) {
        packed[i / 2] = static_cast<std::uint8_t>(index(i) << 4 | index(i + 1));
      }
    }
  });
  const float* deviation = deviations.data_ptr<float>();
  const float* nested = result.scaleScales.data_ptr<float>();
  std::uint8_t* indices = result.scaleIndices.data_ptr<std::uint8_t>();
  for (std::int64_t block = 0; block < blocks; ++block) {
    const float whole = nested[block / kNf4NestedSize];
    indices[block] = indexOf(mapMiddles, whole == 0 ? 0.0F : deviation[block] / whole);
  }
  for (at::Tensor* tensor : {&result.packed, &result.scaleIndices, &result.scaleScales, &result.scaleOffset}) {
    *tensor = tensor->to(weight.device());
  }
  return result;
}

}  // namespace attune::engine

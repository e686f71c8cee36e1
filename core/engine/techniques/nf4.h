// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <array>
#include <cstdint>
#include <vector>

namespace attune::engine {

/// A tensor in 4-bit NormalFloat with double quantisation (Dettmers et al. 2023, QLoRA, arXiv:2305.14314), in the layout of
/// bitsandbytes: blocks of 64 values in row-major order, each scaled by its largest magnitude; those magnitudes, less their
/// mean, in blocks of 256 as 8-bit indices into the dynamic map.
struct Nf4Tensor {
  std::vector<std::int64_t> shape;
  at::Tensor packed;        ///< [(n + 1) / 2] uint8, two indices a byte, the first in the high half.
  at::Tensor scaleIndices;  ///< [blocks] uint8.
  at::Tensor scaleScales;   ///< [⌈blocks / 256⌉] float32.
  at::Tensor scaleOffset;   ///< [1] float32.
};

/// The 16 values of NF4, ascending.
const std::array<float, 16>& nf4Values();
/// The 256 values of the signed dynamic map, ascending.
const std::vector<float>& dynamicMap();

/// Quantises [out, in] values. Thread: any.
Nf4Tensor quantiseNf4(const at::Tensor& weight);
/// The scale of each block, [blocks] float32 on the tensor's device.
at::Tensor nf4Scales(const Nf4Tensor& tensor);
/// The values again, in `dtype` on the tensor's device.
at::Tensor dequantiseNf4(const Nf4Tensor& tensor, at::ScalarType dtype);

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// ATen's flash attention over packed sequences, for the emulated GPU: the contract of the real one (dtypes, shapes, where the starts
// lie) is checked, the numbers are computed by the definition in float32.
#pragma once
#include <ATen/ATen.h>

#include <optional>
#include <tuple>

namespace attune::engine::emulated {

/// The memory of a tensor of the emulated GPU as one of the host; other tensors as they are.
at::Tensor hostView(const at::Tensor& tensor);

/// q [T, H, D], k and v [T, K, D] of bfloat16 or half; starts int32 [N + 1] on the device. Returns the output as q, and the logarithm
/// of the sums [H, T]. Windows count from each query: -1 or none is no limit.
std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor> flashForward(
    const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const std::optional<at::Tensor>& startsQ, const std::optional<at::Tensor>& startsK,
    std::int64_t maxQ, std::int64_t maxK, double dropout, bool causal, bool debugMask, std::optional<double> scale, std::optional<std::int64_t> left,
    std::optional<std::int64_t> right, const std::optional<at::Tensor>& used, const std::optional<at::Tensor>& slopes);

/// The gradients of q, k and v.
std::tuple<at::Tensor, at::Tensor, at::Tensor> flashBackward(const at::Tensor& dOut, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                                                             const at::Tensor& out, const at::Tensor& logSums, const at::Tensor& startsQ,
                                                             const at::Tensor& startsK, std::int64_t maxQ, std::int64_t maxK, double dropout, bool causal,
                                                             const at::Tensor& rngState, const at::Tensor& unused, std::optional<double> scale,
                                                             std::optional<std::int64_t> left, std::optional<std::int64_t> right);

}  // namespace attune::engine::emulated

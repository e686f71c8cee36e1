// SPDX-License-Identifier: GPL-3.0-or-later
// Trained vectors that stand before every sequence of a batch: what lays them there and takes their places out again.
#pragma once
#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace attune::engine {

/// x [T, …] with `rows` [n, …] laid before each of its sequences: [T + B n, …], with gradient to both. `starts` as in
/// Batch.
at::Tensor withRowsBefore(const at::Tensor& x, const at::Tensor& rows, const std::vector<std::int64_t>& starts);

/// What is left of x [T + B n, …] without the first n rows of each sequence: [T, …]. `starts` are those of the result.
at::Tensor withoutRowsBefore(const at::Tensor& x, std::int64_t n, const std::vector<std::int64_t>& starts);

/// `starts` of the batch with n rows before each sequence.
std::vector<std::int64_t> startsWithRows(const std::vector<std::int64_t>& starts, std::int64_t n);

/// The same for Batch::deviceStarts; undefined where that is.
at::Tensor deviceStartsWithRows(const at::Tensor& deviceStarts, std::int64_t n);

}  // namespace attune::engine

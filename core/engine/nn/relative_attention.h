// SPDX-License-Identifier: GPL-3.0-or-later
// Attention that sees how far two tokens are apart (DeBERTa, arXiv:2006.03654). n tokens of a sequence, R rows of the table of
// distances in use; the other letters are those of ops.h.
#pragma once
#include <torch/types.h>

#include <cstdint>
#include <vector>

#include "core/engine/nn/dropout.h"
#include "core/weights/model_config.h"

namespace attune::engine {

using at::Tensor;

/// Which rows of the table of distances texts of up to `longest` tokens use, and which of them each pair of tokens does.
class DistanceRows {
 public:
  DistanceRows(const RelativeAttention& settings, std::int64_t longest, const at::Device& device);
  /// The rows in use are `count` of the table from `first` on.
  std::int64_t first() const { return m_first; }
  std::int64_t count() const { return m_count; }
  /// Row, counted from first(), of the distance of each query to each key: [n, n] int64, n <= longest.
  Tensor ofPairs(std::int64_t n) const;

 private:
  Tensor m_rows;  // [2 longest - 1]: of the distances -(longest - 1) … longest - 1
  std::int64_t m_longest = 0, m_first = 0, m_count = 0;
};

/// Attention within each sequence by softmax(scale (q·k + q·keyOf(distance) + queryOf(distance)·k)). q, k, v [T, H, D]; distanceKeys and
/// distanceQueries [R, H, D], or undefined where the model lacks the term -> [T, H, D]. `dropout` leaves out weights after the softmax.
Tensor relativeAttention(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& distanceKeys, const Tensor& distanceQueries,
                         const DistanceRows& rows, const std::vector<std::int64_t>& starts, double scale, const Dropout& dropout = {});

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace attune::engine {

/// Keys and values of one sequence's earlier tokens: for each layer [capacity, K, D], the first `length` rows filled. Several sequences may
/// go on from there, each with tokens of its own.
class KvCache {
 public:
  KvCache(std::int64_t layers, std::int64_t capacity, std::int64_t kvHeads, std::int64_t headDim, const at::TensorOptions& options);
  std::int64_t length() const { return m_length; }
  std::int64_t capacity() const { return m_capacity; }
  /// Appends [n, K, D] rows of one layer behind `length` and gives all length + n rows; grows when full.
  std::pair<at::Tensor, at::Tensor> append(std::int64_t layer, const at::Tensor& keys, const at::Tensor& values);
  /// Counts n appended tokens in, after every layer has appended them.
  void advance(std::int64_t n) { m_length += n; }

  /// From now on `sequences` continue what is there, all at the same pace, by up to `capacity` tokens each.
  void fork(std::int64_t sequences, std::int64_t capacity);
  bool forked() const { return m_forkedAt >= 0; }
  /// Goes on with some of the sequences: their numbers [n] int64, ascending.
  void keep(const at::Tensor& sequences);
  /// Appends a token of each sequence, [G, K, D], and gives what all of them share, [P, K, D], then their own tokens [n, G, K, D].
  struct Forked {
    at::Tensor sharedKeys, sharedValues, ownKeys, ownValues;
  };
  Forked appendToEach(std::int64_t layer, const at::Tensor& keys, const at::Tensor& values);

  void reserve(std::int64_t capacity);
  at::Tensor& keys(std::int64_t layer) { return m_keys[static_cast<std::size_t>(layer)]; }
  at::Tensor& values(std::int64_t layer) { return m_values[static_cast<std::size_t>(layer)]; }

 private:
  std::vector<at::Tensor> m_keys, m_values;
  std::vector<at::Tensor> m_ownKeys, m_ownValues;  // of each sequence since they part: [capacity, G, K, D]
  std::int64_t m_length = 0, m_capacity = 0, m_forkedAt = -1;
};

}  // namespace attune::engine

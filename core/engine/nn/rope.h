// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "core/weights/model_config.h"

namespace attune::engine {

/// Cosines and sines of rotary positions (Su et al. 2021, arXiv:2104.09864) with the stretchings that Hugging Face
/// configs name: linear, dynamic (NTK), yarn (arXiv:2309.00071), llama3, longrope (arXiv:2402.13753).
class RopeTable {
 public:
  RopeTable() = default;
  /// `headDim` features a head of which a part is rotated; `maxPositions` is the model's context.
  RopeTable(const RopeSettings& settings, std::int64_t headDim, std::int64_t maxPositions);
  /// cos and sin, [T, R] float32 on `positions`' device; `longest` is one more than the largest position, known by the
  /// caller so that nothing is read back from a GPU.
  std::pair<at::Tensor, at::Tensor> at(const at::Tensor& positions, std::int64_t longest);
  /// Whether the frequencies depend on `longest`.
  bool dependsOnLength() const { return m_dependsOnLength; }

 private:
  at::Tensor frequencies(std::int64_t length) const;
  RopeSettings m_settings;
  std::int64_t m_rotated = 0, m_maxPositions = 0, m_length = 0;
  bool m_dependsOnLength = false;
  double m_factor = 1;  // of cos and sin
  at::Tensor m_cos, m_sin;
  std::vector<at::Tensor> m_outgrown;  // smaller ones, which recorded steps go on reading; together no larger than those in use
};

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <compare>
#include <cstdint>

#include "core/engine/nn/model.h"

namespace attune::engine {

/// The sizes that batches are filled up to, so that one recording of their computation serves many of them.
struct BatchShape {
  std::int64_t tokens = 0, lossRows = 0;
  std::int64_t sequences = 0;  ///< One of them for what tokens were added.
  std::int64_t longest = 0;    ///< No sequence is longer.
  auto operator<=>(const BatchShape&) const = default;
};

/// The shape for such rows, whose sequences are `sequences` at most: sizes go up in eighths of a power of two, so no more than an eighth of a
/// large batch is added, and there are eight shapes between a size and its double.
BatchShape shapeFor(const BatchRows& rows, std::int64_t sequences);

/// Memory of a device in which batches of one shape lie one after the other, each in the same place.
class BatchPlace {
 public:
  BatchPlace(const BatchShape& shape, const at::Device& device);
  /// Brings rows of the shape there, without waiting. Tokens that are added are a sequence of their own, loss rows that are added name the
  /// first token and have the target kNoLabel.
  void take(const BatchRows& rows);
  /// What lies there, a padded batch.
  Batch batch() const;

 private:
  BatchShape m_shape;
  Tensor m_numbers;  // int64: tokens, positions, loss rows, targets, starts
};

}  // namespace attune::engine

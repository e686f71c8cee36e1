// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <vector>

#include "core/engine/nn/ops.h"

namespace attune::engine {

/// Logits made of hidden rows: rows weightᵀ / divisor, soft-capped.
struct HeadFunction {
  Tensor weight;  ///< [V, C].
  double softcap = 0, divisor = 1;
  /// rows [N, C] -> [N, V] float32, without gradient.
  Tensor logits(const Tensor& rows) const;
};

/// A teacher's part in a loss: weight · T² · KL(softmax(teacher / T) ‖ softmax(student / T)) of each row (Hinton et al. 2015,
/// arXiv:1503.02531).
struct TeacherTerm {
  HeadFunction head;
  Tensor rows;  ///< [N, C'] final hidden states of the teacher where the student's loss rows are.
  double weight = 0, temperature = 1;
};

/// The parts of the loss of each row, [N] float32 without gradient.
struct DistillationParts {
  Tensor crossEntropy;              ///< Not weighted.
  std::vector<Tensor> divergences;  ///< Of each term: T² · KL, not weighted.
};

/// Sum over rows of crossEntropyWeight · CE(student, target) + Σ weight · T² · KL(teacher ‖ student), a float32 scalar with gradient to
/// `rows` and, when it learns, to the student's head. Holds the logits of one chunk of rows only. rows [N, C], targets [N] int64.
Tensor distillationSum(const Tensor& rows, const HeadFunction& student, const Tensor& targets, double crossEntropyWeight,
                       const std::vector<TeacherTerm>& terms, DistillationParts* parts);

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Group relative policy optimisation (Shao et al. 2024, arXiv:2402.03300): each answer is compared with others to the same question.
#pragma once
#include <torch/types.h>

#include <span>
#include <vector>

namespace attune::engine {

/// Advantages of the answers to one question: A = r − mean(r), with `scale` divided by (sd(r) + 1e-4), sd with n − 1.
std::vector<double> groupAdvantages(std::span<const double> rewards, bool scale);

/// The estimate of KL(policy ‖ reference) at tokens of the policy (k3 of Schulman 2020): ρ − log ρ − 1, ρ = π₀/π. Log-probabilities
/// [N] float64 -> [N], never below 0.
at::Tensor klEstimates(const at::Tensor& policy, const at::Tensor& reference);

/// The loss of each token, [N] with gradient to `policy`: −min(ρ A, clip(ρ, 1 − ε, 1 + ε) A) + β k3, ρ = π/π_old. Log-probabilities of the
/// tokens under the policy, the policy that wrote them and the reference (undefined: β is 0), and advantages, each [N] float64.
at::Tensor policyLosses(const at::Tensor& policy, const at::Tensor& old, const at::Tensor& reference, const at::Tensor& advantages, double epsilon,
                        double beta);

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <torch/types.h>

namespace attune::engine {

/// The Bradley–Terry loss of pairs: −log σ(r₊ − r₋) + c (r₊ + r₋)² (Ouyang et al. 2022, arXiv:2203.02155; the second term is that of
/// Eisenstein et al. 2023, arXiv:2312.09244). chosen, rejected [B] float64 rewards -> [B] with gradient.
at::Tensor rewardLosses(const at::Tensor& chosen, const at::Tensor& rejected, double centring);

}  // namespace attune::engine

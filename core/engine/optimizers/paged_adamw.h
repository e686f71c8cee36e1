// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/engine/optimizers/adamw.h"

namespace attune::engine {

/// AdamW whose moments stay in main memory when a graphics card computes (as the paged optimisers of Dettmers et al. 2023, arXiv:2305.14314):
/// eight bytes a trained number less on the card, which is sent them part by part in each step. On the CPU it is AdamW.
class PagedAdamW : public AdamW {
 public:
  PagedAdamW(const ParameterBuffer& buffer, const OptimizerSettings& settings);
};

}  // namespace attune::engine

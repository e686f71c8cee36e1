// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// NEFTune (Jain et al. 2023, arXiv:2310.05914) around any technique: in training mode the embedded tokens of each text get
///   x ← x + u · α / √(L·C),  u ~ U(−1, 1) for every number,
/// L being the tokens of that text and C the hidden size. Vectors that a technique puts before the text get none. The noise is
/// drawn from `generator`, so a resumed run draws what the uninterrupted one would have drawn.
std::unique_ptr<Technique> withEmbeddingNoise(std::unique_ptr<Technique> technique, Model& model, double alpha, at::Generator generator);

}  // namespace attune::engine

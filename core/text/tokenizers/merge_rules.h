// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.h"

namespace attune::tokenizers {

/// A piece of a SentencePiece BPE vocabulary.
struct ScoredPiece {
  std::string text;
  float score;
  bool mergeable;  ///< An ordinary piece, not a control or byte token.
};

/// The merge rules that a scored vocabulary stands for: each way to put a piece together from two others, the pieces with
/// the highest score first. The order of equal scores is that of Hugging Face's converter.
std::vector<std::pair<std::string, std::string>> mergesFromScores(const std::vector<ScoredPiece>& pieces);

/// Normalizer, pre-tokenizer and decoder of a tokenizer.json for SentencePiece BPE with ▁ for spaces.
Json metaspaceBpeParts(bool addSpacePrefix);

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"

namespace attune::tokenizers {

class Model;
class Normalizer;
class PreTokenizer;

/// A short cut through normalisation, splitting and model for common families: same ids, no offsets. Thread: any.
class FastEncoder {
 public:
  virtual ~FastEncoder() = default;
  /// Appends the ids of a piece of text without added tokens; `atStart` tells whether the whole text begins with it.
  /// Errors: tokenizer.encode.
  virtual Result<void> encode(std::string_view text, bool atStart, std::vector<TokenId>& out) const = 0;
};

/// The short cut for these components, or nullptr if there is none. The components must outlive it.
std::unique_ptr<const FastEncoder> makeFastEncoder(const Normalizer* normalizer, const PreTokenizer* preTokenizer,
                                                   const Model& model);

}  // namespace attune::tokenizers

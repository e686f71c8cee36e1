// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/fields.h"

namespace attune::tokenizers {

/// A step that adds the model's special tokens and tidies offsets. Thread: any.
class PostProcessor {
 public:
  virtual ~PostProcessor() = default;
  /// Leaves byteOffsets alone, which are made from the offsets in the end.
  virtual void apply(Encoding& encoding, bool addSpecialTokens) const = 0;
  /// The same for ids alone: what `apply` would do to them.
  virtual void applyIds(std::vector<TokenId>& ids, bool addSpecialTokens) const = 0;
};

/// Builds the post-processor of a tokenizer.json component; the table of names is in post_processors.cpp.
/// Errors: tokenizer.invalid, tokenizer.unsupported.
Result<std::unique_ptr<const PostProcessor>> makePostProcessor(const Fields& fields);

}  // namespace attune::tokenizers

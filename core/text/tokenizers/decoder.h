// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizers/fields.h"

namespace attune::tokenizers {

/// A step on the way from token spellings back to text; the results of the last step are joined. Thread: any.
class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual void apply(std::vector<std::string>& tokens) const = 0;
};

/// Builds the decoder of a tokenizer.json component; the table of names is in decoders.cpp.
/// Errors: tokenizer.invalid, tokenizer.unsupported.
Result<std::unique_ptr<const Decoder>> makeDecoder(const Fields& fields);

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/aligned_text.h"
#include "core/text/tokenizers/fields.h"
#include "core/text/tokenizers/pattern.h"

namespace attune::tokenizers {

/// A part of the text on its way through the pipeline: either text still to be tokenised, or an added token.
struct Piece {
  AlignedText text;
  TokenId added = -1;  ///< The added token's id, or negative.
};

/// A step that splits pieces of text into words. Thread: any.
class PreTokenizer {
 public:
  virtual ~PreTokenizer() = default;
  /// Splits every piece that is not an added token; empty parts are dropped. Errors: tokenizer.encode.
  virtual Result<void> apply(std::vector<Piece>& pieces) const = 0;
};

/// Builds the pre-tokenizer of a tokenizer.json component; the table of names is in pre_tokenizers.cpp.
/// Errors: tokenizer.invalid, tokenizer.unsupported.
Result<std::unique_ptr<const PreTokenizer>> makePreTokenizer(const Fields& fields);

/// Which prefix Metaspace puts before a piece.
enum class PrependScheme { always, first, never };
/// Settings of Metaspace, as a pre-tokenizer and as a decoder.
struct MetaspaceOptions {
  char32_t replacement;
  PrependScheme prepend;
  bool split;
};
Result<MetaspaceOptions> readMetaspace(const Fields& fields);

/// How a pre-tokenizer can be done on plain bytes, for the fast path.
struct BytePlan {
  bool splitDigits = false;          ///< Each numeric character is a word of its own first.
  bool prefixSpace = false;          ///< A space goes before a piece that has none.
  const Pattern* pattern = nullptr;  ///< Isolated matches; nullptr for no splitting.
};
/// The plan if `preTokenizer` ends in a byte-level step and consists of such steps only.
std::optional<BytePlan> bytePlan(const PreTokenizer* preTokenizer);
/// True if it is BERT's splitting at white space and punctuation.
bool isBertPreTokenizer(const PreTokenizer* preTokenizer);

/// True if it looks at where in the original a piece begins (Metaspace's scheme “first”).
bool needsOrigin(const PreTokenizer* preTokenizer);

/// The script of a character as SentencePiece's UnicodeScripts splitting sees it; -1 joins any.
int splittingScript(char32_t c);

}  // namespace attune::tokenizers

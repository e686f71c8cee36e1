// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizers/aligned_text.h"
#include "core/text/tokenizers/fields.h"

namespace attune::tokenizers {

/// A step that rewrites the text before it is split. Thread: any.
class Normalizer {
 public:
  virtual ~Normalizer() = default;
  /// Errors: tokenizer.encode.
  virtual Result<void> apply(AlignedText& text) const = 0;
  /// True if pure ASCII text passes unchanged.
  virtual bool keepsAscii() const { return false; }
  /// True if the result without tracking could differ from that with it (text inserted before everything).
  virtual bool needsTracking() const { return false; }
};

/// Builds the normalizer of a tokenizer.json component; the table of names is in normalizers.cpp.
/// Errors: tokenizer.invalid, tokenizer.unsupported.
Result<std::unique_ptr<const Normalizer>> makeNormalizer(const Fields& fields);

/// Unicode normalisation forms.
enum class NormalForm { nfc, nfd, nfkc, nfkd };
/// The form of `text` as changes to it. Follows Unicode 9, like the reference.
std::vector<Change> normalForm(std::string_view text, NormalForm form);
/// True if the text certainly is in the form already.
bool inNormalForm(std::string_view text, NormalForm form);

/// Settings of BERT's normalizer.
struct BertNormalizerOptions {
  bool cleanText, handleChinese, stripAccents, lowercase;
};
/// The options if `normalizer` is a BERT normalizer, for the fast path.
const BertNormalizerOptions* bertOptions(const Normalizer* normalizer);
/// The form if `normalizer` is a normalisation form.
const NormalForm* normalFormOf(const Normalizer* normalizer);
/// BERT's normalisation of a text without alignment.
std::string bertNormalize(std::string_view text, const BertNormalizerOptions& options);

// Constructors of the normalizers that have a file of their own.
Result<std::unique_ptr<const Normalizer>> makeBertNormalizer(const Fields& fields);
Result<std::unique_ptr<const Normalizer>> makePrecompiled(const Fields& fields);
Result<std::unique_ptr<const Normalizer>> makeNormalForm(const Fields& fields, NormalForm form);

}  // namespace attune::tokenizers

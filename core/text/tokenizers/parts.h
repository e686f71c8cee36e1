// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>

#include "core/text/tokenizer.h"
#include "core/text/tokenizers/added_tokens.h"
#include "core/text/tokenizers/decoder.h"
#include "core/text/tokenizers/fast_encoder.h"
#include "core/text/tokenizers/model.h"
#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/post_processor.h"
#include "core/text/tokenizers/pre_tokenizer.h"
#include "core/text/tokenizers/sentencepiece.h"

namespace attune {

/// The components of a tokenizer. Either `raw` is set (a SentencePiece model read by its own library), or `model` is.
struct Tokenizer::Parts {
  std::string name;
  std::string json;  ///< The tokenizer.json; empty for `raw`.
  std::string hash;
  std::unique_ptr<const tokenizers::Normalizer> normalizer;
  std::unique_ptr<const tokenizers::PreTokenizer> preTokenizer;
  std::unique_ptr<const tokenizers::Model> model;
  std::unique_ptr<const tokenizers::PostProcessor> postProcessor;
  std::unique_ptr<const tokenizers::Decoder> decoder;
  tokenizers::AddedTokens added;
  std::unique_ptr<const tokenizers::FastEncoder> fast;
  bool idsNeedTracking = false;  ///< Ids depend on where in the original a piece begins.
  std::unique_ptr<const tokenizers::SentencePieceModel> raw;
  SpecialTokenIds special;
};

/// Makes tokenizers from their sources; the loaders' access to Tokenizer's private parts.
class TokenizerBuilder {
 public:
  using Made = Result<std::shared_ptr<const Tokenizer>>;
  static Result<std::unique_ptr<Tokenizer::Parts>> partsFromJson(std::string text, const std::string& name);
  static Result<std::unique_ptr<Tokenizer::Parts>> partsFromSentencePiece(const std::filesystem::path& file);
  /// Reads the special ids that stand beside the tokenizer in a model folder. Errors: those of readJsonFile.
  static Result<void> readSpecialIds(const std::filesystem::path& folder, Tokenizer::Parts& parts);
  static std::shared_ptr<const Tokenizer> finish(std::unique_ptr<Tokenizer::Parts> parts);
};

/// The tokenizer.json text that equals a GGUF vocabulary. Errors: tokenizer.unsupported, tokenizer.invalid.
Result<std::string> ggufToJson(const GgufVocabulary& vocabulary, const std::string& name);

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace attune {

/// A row of the embedding table; never negative.
using TokenId = std::int32_t;

/// A half-open range [begin, end) of a text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const TextRange&) const = default;
};

/// What the tokenizer made of one text; all vectors have one entry per token.
struct Encoding {
  std::vector<TokenId> ids;
  std::vector<std::string> tokens;     ///< The vocabulary's spelling of each token (“Ġworld”, “##ing”).
  std::vector<TextRange> offsets;      ///< Where it stands in the given text, in Unicode code points.
  std::vector<TextRange> byteOffsets;  ///< The same in UTF-8 bytes; [0, 0) for tokens that the post-processor added.
  std::vector<std::uint32_t> typeIds;  ///< Segment number, 0 unless the post-processor says otherwise.
};

/// Settings of one encoding.
struct EncodeOptions {
  bool addSpecialTokens = true;    ///< Add the post-processor's tokens (BOS, [CLS] … [SEP]).
  bool parseSpecialTokens = true;  ///< Recognise special tokens that are written out in the text.
};

/// A part of a longer text. Special tokens are recognised only where `allowSpecial` holds: a chat template's own text,
/// not what the user typed into it.
struct TextSegment {
  std::string_view text;
  bool allowSpecial = true;
};

/// Ids with a meaning for training and generation; absent where the model has none.
struct SpecialTokenIds {
  std::optional<TokenId> bos, eos, pad, unknown;
  std::vector<TokenId> endOfGeneration;  ///< Every id that ends generation: eos, and the list of generation_config.json.
};

/// The vocabulary as stored in a GGUF file under tokenizer.ggml.*.
struct GgufVocabulary {
  std::string model = {};                   ///< “gpt2” (byte-level BPE) or “llama” (SentencePiece BPE).
  std::string pre = {};                     ///< Names the splitting pattern of gpt2: “smollm”, “llama-bpe”, “qwen2” …
  std::vector<std::string> tokens = {};
  std::vector<std::string> merges = {};     ///< “left right”, in order of priority; gpt2 only.
  std::vector<float> scores = {};           ///< llama only.
  std::vector<std::int32_t> tokenTypes = {};  ///< 1 normal, 2 unknown, 3 control, 4 user defined, 5 unused, 6 byte.
  std::optional<TokenId> bos = {}, eos = {}, pad = {}, unknown = {};
  std::optional<bool> addBos = {}, addEos = {}, addSpacePrefix = {};
};

/// Turns text into the token ids of one model and back, with the results of that model's reference implementation.
/// Immutable after loading. Thread: any, all members may be called at the same time.
class Tokenizer {
 public:
  /// Loads the tokenizer of a model folder: tokenizer.json, or else tokenizer.model (raw SentencePiece ids), with the
  /// special ids from tokenizer_config.json, special_tokens_map.json, config.json and generation_config.json. The path
  /// may also name a tokenizer.json or .model file. Errors: tokenizer.missing, tokenizer.invalid, tokenizer.unsupported,
  /// those of readFile and parseJson; each names the file.
  static Result<std::shared_ptr<const Tokenizer>> load(const std::filesystem::path& modelFolder);
  /// Builds a tokenizer from the text of a tokenizer.json that messages call `name`. Errors: as load.
  static Result<std::shared_ptr<const Tokenizer>> fromJson(std::string text, const std::string& name);
  /// Builds a tokenizer from the parts of a GGUF file. Errors: tokenizer.unsupported for an unknown `model` or `pre`,
  /// tokenizer.invalid.
  static Result<std::shared_ptr<const Tokenizer>> fromGguf(const GgufVocabulary& vocabulary, const std::string& name);
  ~Tokenizer();

  /// The ids, tokens and offsets of `text`, which must be valid UTF-8 of less than 4 GiB. Errors: tokenizer.text
  /// (invalid UTF-8), tokenizer.encode (the model has no unknown token and meets a character it needs one for).
  Result<Encoding> encode(std::string_view text, const EncodeOptions& options = {}) const;
  /// The ids alone, by a faster way.
  Result<std::vector<TokenId>> encodeIds(std::string_view text, const EncodeOptions& options = {}) const;
  /// The ids of the segments' joined text. Special tokens count only where they lie wholly in segments that allow
  /// them; otherwise the result equals that of the joined text, so a word may reach over a border. The
  /// post-processor's tokens are added only on request, as chat templates write their own.
  Result<std::vector<TokenId>> encodeSegments(std::span<const TextSegment> segments, bool addSpecialTokens = false) const;
  /// As encodeSegments, with tokens and the offsets in the joined text.
  Result<Encoding> encodeSegmentsWithOffsets(std::span<const TextSegment> segments, bool addSpecialTokens = false) const;

  /// The text of `ids`; ids outside the vocabulary are passed over, invalid UTF-8 becomes U+FFFD.
  std::string decode(std::span<const TokenId> ids, bool skipSpecial = true) const;

  std::optional<TokenId> tokenToId(std::string_view token) const;
  std::optional<std::string> idToToken(TokenId id) const;
  /// One more than the largest id, added tokens included.
  TokenId vocabSize() const;
  /// True for added tokens marked special, which decode can skip.
  bool isSpecial(TokenId id) const;
  const SpecialTokenIds& specialIds() const;

  /// A tokenizer.json equal to this tokenizer: the text it was loaded from, or one made from the GGUF or SentencePiece
  /// parts. Errors: tokenizer.export when the format cannot express it.
  Result<std::string> toJson() const;
  /// SHA-256 of everything that decides the ids; a key for caches of tokenised data.
  const std::string& contentHash() const;

  /// The components; defined in tokenizers/parts.h for the loaders alone.
  struct Parts;

 private:
  friend class TokenizerBuilder;
  explicit Tokenizer(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> m_parts;
};

/// Decodes a growing list of tokens while a model generates; text() never ends in half a character.
class StreamingDecoder {
 public:
  explicit StreamingDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skipSpecial = true);
  /// The text that this token completes; empty while a character is incomplete.
  std::string push(TokenId id);
  /// The rest, with U+FFFD for bytes that never became a character.
  std::string finish();

 private:
  std::shared_ptr<const Tokenizer> m_tokenizer;
  bool m_skipSpecial;
  std::vector<TokenId> m_ids;    // the tokens of the last output, and those since
  std::size_t m_contextEnd = 0;  // how many of m_ids belong to the last output
  std::string m_given;           // the text of those
  int m_incomplete = 0;          // for how many tokens the text has ended within a character
};

}  // namespace attune

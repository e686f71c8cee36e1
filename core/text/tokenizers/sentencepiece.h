// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizers/byte_trie.h"
#include "core/text/tokenizers/permission.h"

namespace attune::tokenizers {

/// What a SentencePiece .model file holds, as far as it is used here. It is a protobuf message; the numbers are those of
/// its fields in sentencepiece_model.proto.
struct SentencePieceProto {
  enum Type { normal = 1, unknown = 2, control = 3, userDefined = 4, unused = 5, byte = 6 };
  enum ModelType { unigram = 1, bpe = 2, word = 3, character = 4 };
  struct Piece {         // ModelProto 1
    std::string text;    // 1
    float score = 0;     // 2
    int type = normal;   // 3
  };
  std::vector<Piece> pieces;
  int modelType = unigram;               // TrainerSpec (ModelProto 2), 3
  bool treatWhitespaceAsSuffix = false;  // TrainerSpec 24
  bool byteFallback = false;             // TrainerSpec 35
  std::string charsmap;                  // NormalizerSpec (ModelProto 3), 2
  bool addDummyPrefix = true;            // NormalizerSpec 3
  bool removeExtraWhitespaces = true;    // NormalizerSpec 4
  bool escapeWhitespaces = true;         // NormalizerSpec 5
};

/// Decodes and checks a .model file before the library sees it, which crashes on some crafted files: sizes of the wire
/// format, length and type of pieces, finite scores, extents of the normalisation trie. Errors: tokenizer.invalid.
Result<SentencePieceProto> parseSentencePiece(std::string_view bytes, const std::string& name);

/// A tokenizer.json that stands for the model. Errors: tokenizer.export for what the format cannot express.
Result<std::string> sentencePieceToJson(const SentencePieceProto& proto);
/// The same of DeBERTa's spm.model, whose tokenizer puts [CLS] and [SEP] around each text and adds [MASK] behind the vocabulary.
/// Errors: those of sentencePieceToJson; tokenizer.invalid when it lacks the two.
Result<std::string> encoderSentencePieceToJson(const SentencePieceProto& proto, const std::string& name);

/// A .model read by libsentencepiece: raw ids, without BOS and EOS. Thread: any.
class SentencePieceModel {
 public:
  /// Errors: those of readFile, tokenizer.invalid.
  static Result<std::unique_ptr<const SentencePieceModel>> load(const std::filesystem::path& file);
  ~SentencePieceModel();

  /// The library's ids, pieces and offsets. Where `controls` allows, control symbols that are written out in the text
  /// (<s>, </s>) become their ids. Errors: tokenizer.encode.
  Result<Encoding> encode(std::string_view text, const Permission* controls) const;
  std::string decode(std::span<const TokenId> ids, bool skipSpecial) const;
  const SentencePieceProto& proto() const { return m_proto; }
  std::optional<TokenId> tokenToId(std::string_view token) const;
  bool isSpecial(TokenId id) const;
  SpecialTokenIds specialIds() const;
  /// SHA-256 of the file.
  const std::string& hash() const { return m_hash; }

 private:
  SentencePieceModel();
  struct Library;
  Result<void> encodePart(std::string_view text, std::uint32_t begin, Encoding& out) const;

  std::unique_ptr<Library> m_library;
  SentencePieceProto m_proto;
  ByteTrie m_controls;
  std::string m_hash;
};

}  // namespace attune::tokenizers

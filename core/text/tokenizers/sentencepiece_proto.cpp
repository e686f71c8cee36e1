// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cmath>
#include <cstring>

#include "core/text/tokenizers/charsmap.h"
#include "core/text/tokenizers/sentencepiece.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

// The library recurses and copies by piece length; real pieces have a few dozen bytes.
constexpr std::size_t kMaxPieceBytes = 2048;
constexpr std::size_t kMaxPieces = 4'000'000;
constexpr std::size_t kMaxCharsmapBytes = 8 << 20;

// A field of the protobuf wire format.
struct Field {
  std::uint64_t number = 0;
  std::uint64_t value = 0;  // of wire types 0, 1 and 5
  std::string_view bytes;   // of wire type 2
  unsigned wire = 0;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
  bool done() const { return m_at >= m_bytes.size(); }
  // False if the data ends early or has a wire type that the format does not use.
  bool next(Field& field) {
    std::uint64_t tag = 0;
    if (!varint(tag)) return false;
    field.number = tag >> 3;
    field.wire = tag & 7;
    if (field.number == 0) return false;
    if (field.wire == 0) return varint(field.value);
    std::uint64_t size = field.wire == 1 ? 8 : 4;
    if (field.wire == 2 && !varint(size)) return false;
    if ((field.wire != 1 && field.wire != 2 && field.wire != 5) || size > m_bytes.size() - m_at) return false;
    field.bytes = m_bytes.substr(m_at, size);
    m_at += size;
    field.value = 0;
    if (field.wire != 2) std::memcpy(&field.value, field.bytes.data(), size);
    return true;
  }

 private:
  bool varint(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (done()) return false;
      const auto byte = static_cast<unsigned char>(m_bytes[m_at++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (!(byte & 0x80)) return true;
    }
    return false;
  }
  std::string_view m_bytes;
  std::size_t m_at = 0;
};

class Decoder {
 public:
  explicit Decoder(const std::string& name) : m_name(name) {}

  Result<SentencePieceProto> model(std::string_view bytes) {
    Reader reader(bytes);
    Field field;
    while (!reader.done()) {
      if (!reader.next(field)) return broken("the data ends within a field");
      if (field.number > 5 || field.wire != 2) continue;
      if (field.number == 1) ATTUNE_TRY_VOID(piece(field.bytes));
      if (field.number == 2) ATTUNE_TRY_VOID(trainer(field.bytes));
      if (field.number == 3) ATTUNE_TRY_VOID(normalizer(field.bytes, m_proto.charsmap));
      std::string unused;
      if (field.number == 5) ATTUNE_TRY_VOID(normalizer(field.bytes, unused));
    }
    if (m_proto.pieces.empty()) return broken("it holds no pieces");
    std::size_t unknowns = 0;
    for (const auto& piece : m_proto.pieces) unknowns += piece.type == SentencePieceProto::unknown;
    if (unknowns != 1) return broken("there must be exactly one unknown piece");
    return std::move(m_proto);
  }

 private:
  tl::unexpected<Error> broken(const std::string& why) const {
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0} is not a usable SentencePiece model."), {m_name}, {}, why);
  }

  Result<void> piece(std::string_view bytes) {
    SentencePieceProto::Piece piece;
    Reader reader(bytes);
    Field field;
    while (!reader.done()) {
      if (!reader.next(field)) return broken("a piece ends within a field");
      if (field.number == 1 && field.wire == 2) piece.text = field.bytes;
      if (field.number == 2 && field.wire == 5) piece.score = std::bit_cast<float>(static_cast<std::uint32_t>(field.value));
      if (field.number == 3 && field.wire == 0) piece.type = field.value <= 6 ? static_cast<int>(field.value) : 0;
    }
    const std::string which = "piece " + std::to_string(m_proto.pieces.size());
    if (piece.text.empty() || piece.text.size() > kMaxPieceBytes) return broken(which + " has an impossible length");
    if (unicode::findInvalid(piece.text) != std::string::npos) return broken(which + " is not UTF-8");
    if (!std::isfinite(piece.score)) return broken(which + " has a score that is not a finite number");
    if (piece.type < 1) return broken(which + " has an unknown type");
    if (m_proto.pieces.size() >= kMaxPieces) return broken("it holds too many pieces");
    m_proto.pieces.push_back(std::move(piece));
    return {};
  }

  Result<void> trainer(std::string_view bytes) {
    Reader reader(bytes);
    Field field;
    while (!reader.done()) {
      if (!reader.next(field)) return broken("the trainer settings end within a field");
      if (field.wire != 0) continue;
      if (field.number == 3) m_proto.modelType = field.value >= 1 && field.value <= 4 ? static_cast<int>(field.value) : 0;
      if (field.number == 24) m_proto.treatWhitespaceAsSuffix = field.value != 0;
      if (field.number == 35) m_proto.byteFallback = field.value != 0;
    }
    if (m_proto.modelType == 0) return broken("its kind of model is unknown");
    return {};
  }

  Result<void> normalizer(std::string_view bytes, std::string& charsmap) {
    Reader reader(bytes);
    Field field;
    const bool main = &charsmap == &m_proto.charsmap;
    while (!reader.done()) {
      if (!reader.next(field)) return broken("the normaliser ends within a field");
      if (field.number == 2 && field.wire == 2) charsmap = field.bytes;
      if (!main || field.wire != 0) continue;
      if (field.number == 3) m_proto.addDummyPrefix = field.value != 0;
      if (field.number == 4) m_proto.removeExtraWhitespaces = field.value != 0;
      if (field.number == 5) m_proto.escapeWhitespaces = field.value != 0;
    }
    if (charsmap.empty()) return {};
    if (charsmap.size() > kMaxCharsmapBytes) return broken("its normalisation rules are too large");
    const auto map = Charsmap::parse(charsmap);
    if (!map || !map->sound()) return broken("its normalisation rules are damaged");
    return {};
  }

  const std::string& m_name;
  SentencePieceProto m_proto;
};

}  // namespace

Result<SentencePieceProto> parseSentencePiece(std::string_view bytes, const std::string& name) {
  return Decoder(name).model(bytes);
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/sentencepiece.h"

#include <sentencepiece_processor.h>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/text/tokenizers/character_index.h"
#include "core/text/tokenizers/parts.h"

namespace attune::tokenizers {

struct SentencePieceModel::Library {
  sentencepiece::SentencePieceProcessor processor;
};

SentencePieceModel::SentencePieceModel() : m_library(std::make_unique<Library>()) {}
SentencePieceModel::~SentencePieceModel() = default;

Result<std::unique_ptr<const SentencePieceModel>> SentencePieceModel::load(const std::filesystem::path& file) {
  ATTUNE_TRY(const std::string bytes, readFile(file, 256ULL << 20));
  std::unique_ptr<SentencePieceModel> model(new SentencePieceModel);
  ATTUNE_TRY(model->m_proto, parseSentencePiece(bytes, file.string()));
  const auto status = model->m_library->processor.LoadFromSerializedProto(bytes);
  if (!status.ok())
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0} is not a usable SentencePiece model."), {file.string()}, {},
                status.ToString());
  std::vector<std::pair<std::string_view, std::int32_t>> controls;
  for (std::size_t id = 0; id < model->m_proto.pieces.size(); ++id)
    if (model->m_proto.pieces[id].type == SentencePieceProto::control)
      controls.emplace_back(model->m_proto.pieces[id].text, static_cast<std::int32_t>(id));
  model->m_controls = ByteTrie(std::move(controls));
  model->m_hash = sha256(bytes);
  return model;
}

Result<void> SentencePieceModel::encodePart(std::string_view text, std::uint32_t begin, Encoding& out) const {
  if (text.empty()) return {};
  const auto pieces = m_library->processor.EncodeAsImmutableProto(text);
  for (const auto& piece : pieces.pieces()) {
    out.ids.push_back(static_cast<TokenId>(piece.id()));
    out.tokens.push_back(piece.piece());
    out.byteOffsets.push_back({begin + piece.begin(), begin + piece.end()});
  }
  return {};
}

Result<Encoding> SentencePieceModel::encode(std::string_view text, const Permission* controls) const {
  Encoding out;
  std::size_t done = 0;
  for (std::size_t at = 0; controls && at < text.size();) {
    std::size_t length = 0;
    TokenId id = -1;
    m_controls.prefixes(text.substr(at), [&](std::size_t bytes, std::int32_t control) {
      if (!controls->allows({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + bytes)})) return;
      length = bytes;
      id = control;
    });
    if (id < 0) {
      ++at;
      continue;
    }
    ATTUNE_TRY_VOID(encodePart(text.substr(done, at - done), static_cast<std::uint32_t>(done), out));
    out.ids.push_back(id);
    out.tokens.emplace_back(text.substr(at, length));
    out.byteOffsets.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)});
    done = at += length;
  }
  ATTUNE_TRY_VOID(encodePart(text.substr(done), static_cast<std::uint32_t>(done), out));
  const CharacterIndex characters(text);
  for (const TextRange& range : out.byteOffsets) out.offsets.push_back(characters.convert({range.begin, range.end}));
  out.typeIds.assign(out.ids.size(), 0);
  return out;
}

std::string SentencePieceModel::decode(std::span<const TokenId> ids, bool skipSpecial) const {
  std::string text;
  std::vector<int> run;
  const auto flush = [&] {
    std::string part;
    if (!run.empty() && m_library->processor.Decode(run, &part).ok()) text += part;
    run.clear();
  };
  for (const TokenId id : ids) {
    if (id < 0 || static_cast<std::size_t>(id) >= m_proto.pieces.size()) continue;
    if (!isSpecial(id)) {
      run.push_back(id);
    } else if (!skipSpecial) {
      flush();
      text += m_proto.pieces[static_cast<std::size_t>(id)].text;
    }
  }
  flush();
  return text;
}

std::optional<TokenId> SentencePieceModel::tokenToId(std::string_view token) const {
  const int id = m_library->processor.PieceToId(token);
  if (id < 0 || static_cast<std::size_t>(id) >= m_proto.pieces.size() || m_proto.pieces[static_cast<std::size_t>(id)].text != token)
    return {};
  return id;
}

bool SentencePieceModel::isSpecial(TokenId id) const {
  return id >= 0 && static_cast<std::size_t>(id) < m_proto.pieces.size() &&
         m_proto.pieces[static_cast<std::size_t>(id)].type == SentencePieceProto::control;
}

SpecialTokenIds SentencePieceModel::specialIds() const {
  const auto known = [](int id) { return id >= 0 ? std::optional<TokenId>(id) : std::nullopt; };
  const auto& processor = m_library->processor;
  return {known(processor.bos_id()), known(processor.eos_id()), known(processor.pad_id()), known(processor.unk_id()), {}};
}

}  // namespace attune::tokenizers

namespace attune {

Result<std::unique_ptr<Tokenizer::Parts>> TokenizerBuilder::partsFromSentencePiece(const std::filesystem::path& file) {
  auto parts = std::make_unique<Tokenizer::Parts>();
  ATTUNE_TRY(parts->raw, tokenizers::SentencePieceModel::load(file));
  parts->name = file.string();
  parts->hash = parts->raw->hash();
  return parts;
}

}  // namespace attune

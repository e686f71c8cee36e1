// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/charsmap.h"
#include "core/text/tokenizers/merge_rules.h"
#include "core/text/tokenizers/sentencepiece.h"

namespace attune::tokenizers {
namespace {

const std::string kMark = "\xE2\x96\x81";

Json addedTokens(const SentencePieceProto& proto) {
  Json list = Json::array();
  for (std::size_t id = 0; id < proto.pieces.size(); ++id) {
    const auto& piece = proto.pieces[id];
    const bool user = piece.type == SentencePieceProto::userDefined;
    if (!user && piece.type != SentencePieceProto::control && piece.type != SentencePieceProto::unknown) continue;
    list.push_back({{"id", id},
                    {"content", piece.text},
                    {"single_word", false},
                    {"lstrip", false},
                    {"rstrip", false},
                    {"normalized", false},
                    {"special", !user}});
  }
  return list;
}

// What the library does before it splits: the rules, spaces squeezed and stripped, and ▁ for spaces.
Json normalizerOf(const SentencePieceProto& proto) {
  Json steps = Json::array();
  if (!proto.charsmap.empty())
    steps.push_back({{"type", "Precompiled"}, {"precompiled_charsmap", encodeBase64(proto.charsmap)}});
  if (proto.removeExtraWhitespaces) {
    steps.push_back({{"type", "Replace"}, {"pattern", {{"Regex", "\\A +| +\\z"}}}, {"content", ""}});
    steps.push_back({{"type", "Replace"}, {"pattern", {{"Regex", " {2,}"}}}, {"content", " "}});
  }
  if (proto.addDummyPrefix) steps.push_back({{"type", "Prepend"}, {"prepend", kMark}});
  steps.push_back({{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", kMark}});
  return {{"type", "Sequence"}, {"normalizers", steps}};
}

Json bpeModel(const SentencePieceProto& proto, const std::string& unknown) {
  std::vector<ScoredPiece> pieces;
  Json vocabulary = Json::object();
  for (const auto& piece : proto.pieces) {
    const bool mergeable = piece.type == SentencePieceProto::normal || piece.type == SentencePieceProto::userDefined;
    pieces.push_back({piece.text, piece.score, mergeable});
    vocabulary.get_ref<Json::object_t&>().emplace_back(piece.text, pieces.size() - 1);
  }
  Json merges = Json::array();
  for (const auto& [left, right] : mergesFromScores(pieces)) merges.push_back({left, right});
  return {{"type", "BPE"},          {"dropout", nullptr},
          {"unk_token", unknown},   {"continuing_subword_prefix", nullptr},
          {"end_of_word_suffix", nullptr}, {"fuse_unk", true},
          {"byte_fallback", proto.byteFallback}, {"ignore_merges", false},
          {"vocab", vocabulary},    {"merges", merges}};
}

Json unigramModel(const SentencePieceProto& proto, std::size_t unknown) {
  Json vocabulary = Json::array();
  for (const auto& piece : proto.pieces) vocabulary.push_back({piece.text, static_cast<double>(piece.score)});
  return {{"type", "Unigram"}, {"unk_id", unknown}, {"vocab", vocabulary}, {"byte_fallback", proto.byteFallback}};
}

}  // namespace

Result<std::string> sentencePieceToJson(const SentencePieceProto& proto) {
  const bool bpe = proto.modelType == SentencePieceProto::bpe;
  if ((!bpe && proto.modelType != SentencePieceProto::unigram) || proto.treatWhitespaceAsSuffix || !proto.escapeWhitespaces)
    return fail("tokenizer.export", ATTUNE_TEXT("This SentencePiece model cannot be written as tokenizer.json: only BPE and unigram models with ▁ before words can."));
  std::size_t unknown = 0;
  while (proto.pieces[unknown].type != SentencePieceProto::unknown) ++unknown;
  Json decoder = metaspaceBpeParts(proto.addDummyPrefix)["decoder"];
  const Json all{{"version", "1.0"},
                 {"truncation", nullptr},
                 {"padding", nullptr},
                 {"added_tokens", addedTokens(proto)},
                 {"normalizer", normalizerOf(proto)},
                 {"pre_tokenizer", nullptr},
                 {"post_processor", nullptr},
                 {"decoder", decoder},
                 {"model", bpe ? bpeModel(proto, proto.pieces[unknown].text) : unigramModel(proto, unknown)}};
  return all.dump();
}

}  // namespace attune::tokenizers

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

std::optional<std::size_t> idOf(const SentencePieceProto& proto, std::string_view text) {
  for (std::size_t id = 0; id < proto.pieces.size(); ++id)
    if (proto.pieces[id].text == text) return id;
  return {};
}

// [CLS] A [SEP], and [CLS] A [SEP] B [SEP].
Json encoderTemplate(std::size_t first, std::size_t separator) {
  const auto special = [](const char* token, int type) { return Json{{"SpecialToken", {{"id", token}, {"type_id", type}}}}; };
  const auto sequence = [](const char* name, int type) { return Json{{"Sequence", {{"id", name}, {"type_id", type}}}}; };
  const auto token = [](const char* text, std::size_t id) { return Json{{"id", text}, {"ids", {id}}, {"tokens", {text}}}; };
  Json single = {special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)}, pair = single;
  pair.push_back(sequence("B", 1));
  pair.push_back(special("[SEP]", 1));
  return {{"type", "TemplateProcessing"},
          {"single", single},
          {"pair", pair},
          {"special_tokens", {{"[CLS]", token("[CLS]", first)}, {"[SEP]", token("[SEP]", separator)}}}};
}

}  // namespace

Result<std::string> encoderSentencePieceToJson(const SentencePieceProto& proto, const std::string& name) {
  const auto first = idOf(proto, "[CLS]"), separator = idOf(proto, "[SEP]");
  if (!first || !separator)
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0} lacks the tokens [CLS] and [SEP]."), {name},
                ATTUNE_TEXT("Use the model's tokenizer.json."));
  ATTUNE_TRY(const std::string text, sentencePieceToJson(proto));
  ATTUNE_TRY(Json json, parseJson(text, name));
  json["post_processor"] = encoderTemplate(*first, *separator);
  if (!idOf(proto, "[MASK]"))
    json["added_tokens"].push_back({{"id", proto.pieces.size()}, {"content", "[MASK]"}, {"single_word", false}, {"lstrip", false},
                                    {"rstrip", false}, {"normalized", false}, {"special", true}});
  return json.dump();
}

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

// SPDX-License-Identifier: GPL-3.0-or-later
// GGUF names the splitting of a byte-level vocabulary instead of describing it. The table below says what the names
// mean; a name that is missing is an error, because a wrong one would split texts differently without a warning.
#include <algorithm>
#include <set>

#include "core/text/tokenizers/merge_rules.h"
#include "core/text/tokenizers/parts.h"
#include "core/text/tokenizers/unicode.h"

namespace attune {
namespace {

constexpr const char* kGpt2 = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
constexpr const char* kLlama3 =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kQwen2 =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kGpt4o =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kTekken =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

// Patterns are applied one after another, each to the parts that the ones before left.
struct PreType {
  const char* name;
  std::vector<const char*> patterns;
  bool ignoreMerges = false;
  const char* normalizer = nullptr;
};

const std::vector<PreType>& preTypes() {
  static const std::vector<PreType> table = {
      {"gpt-2", {kGpt2}},
      {"phi-2", {kGpt2}},
      {"mpt", {kGpt2}},
      {"olmo", {kGpt2}},
      {"jais", {kGpt2}},
      {"jina-es", {kGpt2}},
      {"jina-de", {kGpt2}},
      {"jina-v2-es", {kGpt2}},
      {"jina-v2-de", {kGpt2}},
      {"roberta-bpe", {kGpt2}},
      {"gigachat", {kGpt2}},
      {"smollm", {R"(\p{N})", kGpt2}},
      {"starcoder", {R"(\p{N})", kGpt2}},
      {"refact", {R"(\p{N})", kGpt2}},
      {"command-r", {R"(\p{N})", kGpt2}},
      {"codeshell", {R"(\p{N})", kGpt2}},
      {"exaone", {R"(\p{N})", kGpt2}},
      {"minerva-7b", {R"(\p{N})", kGpt2}},
      {"llama3", {kLlama3}, true},
      {"llama-v3", {kLlama3}, true},
      {"llama-bpe", {kLlama3}, true},
      {"falcon3", {kLlama3}, true},
      {"pixtral", {kLlama3}, true},
      {"dbrx", {kLlama3}},
      {"smaug-bpe", {kLlama3}},
      {"chatglm-bpe", {kLlama3}},
      {"qwen2", {kQwen2}, false, "NFC"},
      {"deepseek-r1-qwen", {kQwen2}, false, "NFC"},
      {"megrez", {kQwen2}, false, "NFC"},
      {"stablelm2", {kQwen2}},
      {"gpt-4o", {kGpt4o}},
      {"llama4", {kGpt4o}},
      {"tekken", {kTekken}, true},
      {"default", {R"([\p{P}\$\+<=>\^~\|]+)", kGpt2, R"(\p{N}+)", "[0-9][0-9][0-9]"}},
  };
  return table;
}

enum TokenType { kNormal = 1, kUnknown = 2, kControl = 3, kUserDefined = 4, kUnused = 5, kByte = 6 };

int typeOf(const GgufVocabulary& vocabulary, std::size_t id) {
  return id < vocabulary.tokenTypes.size() ? vocabulary.tokenTypes[id] : static_cast<int>(kNormal);
}

Json special(const std::string& token) { return {{"SpecialToken", {{"id", token}, {"type_id", 0}}}}; }

// BOS before the text and EOS behind it, as the file asks for.
Json template_(const GgufVocabulary& vocabulary, bool bosByDefault) {
  const auto token = [&](const std::optional<TokenId>& id) { return vocabulary.tokens[static_cast<std::size_t>(*id)]; };
  const bool bos = vocabulary.addBos.value_or(bosByDefault) && vocabulary.bos;
  const bool eos = vocabulary.addEos.value_or(false) && vocabulary.eos;
  if (!bos && !eos) return nullptr;
  Json specials = Json::object();
  for (const auto& id : {bos ? vocabulary.bos : std::nullopt, eos ? vocabulary.eos : std::nullopt})
    if (id) specials[token(id)] = {{"id", token(id)}, {"ids", {*id}}, {"tokens", {token(id)}}};
  Json single = Json::array(), pair = Json::array();
  for (const char* sequence : {"A", "B"}) {
    Json part = Json::array();
    if (bos) part.push_back(special(token(vocabulary.bos)));
    part.push_back({{"Sequence", {{"id", sequence}, {"type_id", 0}}}});
    if (eos) part.push_back(special(token(vocabulary.eos)));
    if (*sequence == 'A') single = part;
    pair.insert(pair.end(), part.begin(), part.end());
  }
  return {{"type", "TemplateProcessing"}, {"single", single}, {"pair", pair}, {"special_tokens", specials}};
}

Json addedTokens(const GgufVocabulary& vocabulary) {
  Json list = Json::array();
  for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
    const int type = typeOf(vocabulary, id);
    if ((type != kControl && type != kUserDefined && type != kUnknown) || vocabulary.tokens[id].empty()) continue;
    list.push_back({{"id", id},
                    {"content", vocabulary.tokens[id]},
                    {"single_word", false},
                    {"lstrip", false},
                    {"rstrip", false},
                    {"normalized", false},
                    {"special", type != kUserDefined}});
  }
  return list;
}

// Equal spellings would make ids ambiguous, so all but the first get an unreachable name.
Json vocabularyObject(const std::vector<std::string>& tokens) {
  Json object = Json::object();
  auto& entries = object.get_ref<Json::object_t&>();
  entries.reserve(tokens.size());
  std::set<std::string_view> seen;
  for (std::size_t id = 0; id < tokens.size(); ++id) {
    const bool isNew = seen.insert(tokens[id]).second;
    entries.emplace_back(isNew ? tokens[id] : "[PAD" + std::to_string(id) + "]", id);
  }
  return object;
}

Json byteLevel(bool useRegex) {
  return {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", useRegex}};
}

Json splitInto(const char* regex) {
  return {{"type", "Split"}, {"pattern", {{"Regex", regex}}}, {"behavior", "Isolated"}, {"invert", false}};
}

Json bpeModel(const Json& unknown, bool byteFallback, bool ignoreMerges, Json vocabulary, Json merges) {
  return {{"type", "BPE"},
          {"dropout", nullptr},
          {"unk_token", unknown},
          {"continuing_subword_prefix", nullptr},
          {"end_of_word_suffix", nullptr},
          {"fuse_unk", byteFallback},
          {"byte_fallback", byteFallback},
          {"ignore_merges", ignoreMerges},
          {"vocab", std::move(vocabulary)},
          {"merges", std::move(merges)}};
}

Result<Json> byteLevelParts(const GgufVocabulary& vocabulary, const std::string& name) {
  const auto& table = preTypes();
  const auto pre = std::find_if(table.begin(), table.end(), [&](const PreType& type) { return vocabulary.pre == type.name; });
  if (pre == table.end())
    return fail("tokenizer.unsupported", ATTUNE_TEXT("{0} splits its text in a way called “{1}”, which is not known."),
                {name, vocabulary.pre},
                ATTUNE_TEXT("Use the model’s original folder, whose tokenizer.json describes the splitting."));
  Json steps = Json::array();
  if (pre->patterns.back() == kGpt2) {  // the spelling that Hugging Face files use
    for (std::size_t i = 0; i + 1 < pre->patterns.size(); ++i)
      steps.push_back(std::string_view(pre->patterns[i]) == R"(\p{N})" ? Json{{"type", "Digits"}, {"individual_digits", true}}
                                                                       : splitInto(pre->patterns[i]));
    steps.push_back(byteLevel(true));
  } else {
    for (const char* pattern : pre->patterns) steps.push_back(splitInto(pattern));
    steps.push_back(byteLevel(false));
  }
  Json merges = Json::array();
  for (const std::string& merge : vocabulary.merges) {
    const std::size_t space = merge.find(' ', 1);
    if (space == std::string::npos)
      return fail("tokenizer.invalid", ATTUNE_TEXT("{0} has a merge rule “{1}” without two tokens."), {name, merge});
    merges.push_back({merge.substr(0, space), merge.substr(space + 1)});
  }
  return Json{{"normalizer", pre->normalizer ? Json{{"type", pre->normalizer}} : Json()},
              {"pre_tokenizer", steps.size() == 1 ? steps[0] : Json{{"type", "Sequence"}, {"pretokenizers", steps}}},
              {"post_processor", template_(vocabulary, false)},
              {"decoder", {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}}},
              {"model", bpeModel(nullptr, false, pre->ignoreMerges, vocabularyObject(vocabulary.tokens), std::move(merges))}};
}

Result<Json> sentencePieceParts(const GgufVocabulary& vocabulary, const std::string& name) {
  if (vocabulary.scores.size() != vocabulary.tokens.size())
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0} has {1} tokens but {2} scores."),
                {name, std::to_string(vocabulary.tokens.size()), std::to_string(vocabulary.scores.size())});
  std::vector<tokenizers::ScoredPiece> pieces;
  Json unknown;
  for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
    const int type = typeOf(vocabulary, id);
    pieces.push_back({vocabulary.tokens[id], vocabulary.scores[id], type == kNormal || type == kUserDefined});
    if (type == kUnknown && unknown.is_null()) unknown = vocabulary.tokens[id];
  }
  if (unknown.is_null() && vocabulary.unknown) unknown = vocabulary.tokens[static_cast<std::size_t>(*vocabulary.unknown)];
  Json merges = Json::array();
  for (const auto& [left, right] : tokenizers::mergesFromScores(pieces)) merges.push_back({left, right});
  Json parts = tokenizers::metaspaceBpeParts(vocabulary.addSpacePrefix.value_or(true));
  parts["post_processor"] = template_(vocabulary, true);
  parts["model"] = bpeModel(unknown, true, false, vocabularyObject(vocabulary.tokens), std::move(merges));
  return parts;
}

}  // namespace

Result<std::string> ggufToJson(const GgufVocabulary& vocabulary, const std::string& name) {
  if (vocabulary.tokens.empty() || vocabulary.tokens.size() > 0x3FFFFFF)
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0} holds no vocabulary."), {name});
  for (const auto& [label, id] : {std::pair{"bos", vocabulary.bos}, {"eos", vocabulary.eos}, {"padding", vocabulary.pad},
                                  {"unknown", vocabulary.unknown}})
    if (id && (*id < 0 || static_cast<std::size_t>(*id) >= vocabulary.tokens.size()))
      return fail("tokenizer.invalid", ATTUNE_TEXT("{0}: the {1} token {2} is outside the vocabulary of {3} tokens."),
                  {name, label, std::to_string(*id), std::to_string(vocabulary.tokens.size())});
  for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id)
    if (unicode::findInvalid(vocabulary.tokens[id]) != std::string::npos)
      return fail("tokenizer.invalid", ATTUNE_TEXT("{0}: token {1} is not valid UTF-8."), {name, std::to_string(id)});
  const bool byteLevel = vocabulary.model == "gpt2";
  if (!byteLevel && vocabulary.model != "llama")
    return fail("tokenizer.unsupported", ATTUNE_TEXT("{0} has a tokenizer of the kind “{1}”; gpt2 and llama can be read."),
                {name, vocabulary.model});
  ATTUNE_TRY(const Json parts, byteLevel ? byteLevelParts(vocabulary, name) : sentencePieceParts(vocabulary, name));
  Json all{{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", addedTokens(vocabulary)}};
  for (const char* key : {"normalizer", "pre_tokenizer", "post_processor", "decoder", "model"})
    all[key] = parts.contains(key) ? parts[key] : Json();
  return all.dump();
}

}  // namespace attune

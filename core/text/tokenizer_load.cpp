// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/text/tokenizers/parts.h"

namespace attune {
namespace {

using tokenizers::Fields;

// Vocabularies of a quarter of a million tokens take about 20 MB.
constexpr std::uint64_t kMaxFileBytes = 512ULL << 20;

// Truncation and padding are for others to apply, but a damaged setting is a damaged file.
Result<void> checkTruncation(const Fields& root) {
  const Json* value = root.find("truncation");
  if (!value) return {};
  const Fields fields = root.child(*value, "truncation");
  ATTUNE_TRY_VOID(fields.requireObject());
  ATTUNE_TRY_VOID(fields.number("max_length", {}, UINT64_MAX));
  ATTUNE_TRY_VOID(fields.number("stride", {}, UINT64_MAX));
  ATTUNE_TRY_VOID(fields.oneOf("strategy", {"LongestFirst", "OnlyFirst", "OnlySecond"}));
  if (value->contains("direction")) ATTUNE_TRY_VOID(fields.oneOf("direction", {"Left", "Right"}));
  return {};
}

Result<void> checkPadding(const Fields& root) {
  const Json* value = root.find("padding");
  if (!value) return {};
  const Fields fields = root.child(*value, "padding");
  ATTUNE_TRY_VOID(fields.requireObject());
  const Json* strategy = fields.find("strategy");
  const bool fixed = strategy && strategy->is_object() && strategy->size() == 1 && strategy->contains("Fixed");
  if (fixed)
    ATTUNE_TRY_VOID(fields.child(*strategy, "strategy").number("Fixed", {}, UINT64_MAX));
  else
    ATTUNE_TRY_VOID(fields.oneOf("strategy", {"BatchLongest"}));
  ATTUNE_TRY_VOID(fields.oneOf("direction", {"Left", "Right"}));
  ATTUNE_TRY_VOID(fields.number("pad_to_multiple_of", 0, UINT64_MAX));
  ATTUNE_TRY_VOID(fields.number("pad_id"));
  ATTUNE_TRY_VOID(fields.number("pad_type_id"));
  ATTUNE_TRY_VOID(fields.text("pad_token"));
  return {};
}

Result<void> checkKeys(const Fields& root) {
  constexpr const char* kKeys[] = {"version",       "truncation",     "padding", "added_tokens", "normalizer",
                                   "pre_tokenizer", "post_processor", "decoder", "model"};
  for (const auto& item : root.json().items())
    if (std::find(std::begin(kKeys), std::end(kKeys), item.key()) == std::end(kKeys))
      return fail("tokenizer.unsupported", ATTUNE_TEXT("{0} has a part called “{1}”, which the format does not know."), {root.file(), item.key()});
  return {};
}

std::optional<TokenId> idOf(const Json& value) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0x7FFFFFFEULL) return {};
  return value.get<TokenId>();
}

// DeBERTa's SentencePiece model, which says less than a tokenizer.json: what stands around a text is known by this name.
constexpr const char* kEncoderModel = "spm.model";

// “bos_token”: "<s>" or {"content": "<s>", …}
std::optional<std::string> tokenText(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_object() && found->contains("content") && (*found)["content"].is_string())
    return (*found)["content"].get<std::string>();
  return {};
}

struct SpecialName {
  const char* name;
  std::optional<TokenId> SpecialTokenIds::*member;
};
constexpr SpecialName kSpecialNames[] = {{"bos", &SpecialTokenIds::bos},
                                         {"eos", &SpecialTokenIds::eos},
                                         {"pad", &SpecialTokenIds::pad},
                                         {"unk", &SpecialTokenIds::unknown}};

Result<std::optional<Json>> readOptional(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::optional<Json>{};
  ATTUNE_TRY(Json json, readJsonFile(file));
  if (!json.is_object())
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0} must hold a JSON object."), {file.string()});
  return std::optional<Json>(std::move(json));
}

}  // namespace

Result<std::unique_ptr<Tokenizer::Parts>> TokenizerBuilder::partsFromJson(std::string text, const std::string& name) {
  ATTUNE_TRY(const Json json, parseJson(text, name, {.maxDepth = 128, .maxBytes = kMaxFileBytes}));
  const Fields root(json, name, "");
  if (!json.is_object()) return fail("tokenizer.invalid", ATTUNE_TEXT("{0} must hold a JSON object."), {name});
  if (json.contains("version")) {
    ATTUNE_TRY(const std::string version, root.text("version"));
    if (version != "1.0")
      return fail("tokenizer.unsupported", ATTUNE_TEXT("{0} has the format version “{1}”; only 1.0 is known."), {name, version});
  }
  ATTUNE_TRY_VOID(checkKeys(root));
  ATTUNE_TRY_VOID(checkTruncation(root));
  ATTUNE_TRY_VOID(checkPadding(root));
  auto parts = std::make_unique<Tokenizer::Parts>();
  parts->name = name;
  if (const Json* value = root.find("normalizer")) {
    ATTUNE_TRY(parts->normalizer, tokenizers::makeNormalizer({*value, name, "normalizer"}));
  }
  if (const Json* value = root.find("pre_tokenizer")) {
    ATTUNE_TRY(parts->preTokenizer, tokenizers::makePreTokenizer({*value, name, "pre_tokenizer"}));
  }
  if (const Json* value = root.find("post_processor")) {
    ATTUNE_TRY(parts->postProcessor, tokenizers::makePostProcessor({*value, name, "post_processor"}));
  }
  if (const Json* value = root.find("decoder")) {
    ATTUNE_TRY(parts->decoder, tokenizers::makeDecoder({*value, name, "decoder"}));
  }
  const Json* model = root.find("model");
  if (!model) return fail("tokenizer.invalid", ATTUNE_TEXT("{0} has no model, so it is not a tokenizer."), {name});
  ATTUNE_TRY(parts->model, tokenizers::makeModel({*model, name, "model"}));
  ATTUNE_TRY(parts->added, tokenizers::AddedTokens::fromJson(root, *parts->model, parts->normalizer.get()));
  parts->idsNeedTracking = (parts->normalizer && parts->normalizer->needsTracking()) ||
                           tokenizers::needsOrigin(parts->preTokenizer.get());
  if (parts->added.none(true))
    parts->fast = tokenizers::makeFastEncoder(parts->normalizer.get(), parts->preTokenizer.get(), *parts->model);
  parts->hash = sha256(text);
  parts->json = std::move(text);
  return parts;
}

Result<void> TokenizerBuilder::readSpecialIds(const std::filesystem::path& folder, Tokenizer::Parts& parts) {
  const auto idOfToken = [&](const std::string& token) -> std::optional<TokenId> {
    if (parts.raw) return parts.raw->tokenToId(token);
    if (const auto* added = parts.added.byContent(token)) return added->id;
    return parts.model->tokenToId(token);
  };
  for (const char* file : {"tokenizer_config.json", "special_tokens_map.json"}) {
    ATTUNE_TRY(const auto json, readOptional(folder / file));
    if (!json) continue;
    for (const SpecialName& special : kSpecialNames)
      if (const auto token = tokenText(*json, std::string(special.name) + "_token"); token && !(parts.special.*special.member))
        parts.special.*special.member = idOfToken(*token);
  }
  for (const char* file : {"generation_config.json", "config.json"}) {
    ATTUNE_TRY(const auto json, readOptional(folder / file));
    if (!json) continue;
    for (const SpecialName& special : kSpecialNames) {
      const auto found = json->find(std::string(special.name) + "_token_id");
      if (found == json->end()) continue;
      const Json list = found->is_array() ? *found : Json::array({*found});
      for (const Json& item : list) {
        const auto id = idOf(item);
        if (!id) continue;
        if (!(parts.special.*special.member)) parts.special.*special.member = id;
        if (special.member == &SpecialTokenIds::eos) parts.special.endOfGeneration.push_back(*id);
      }
    }
  }
  return {};
}

std::shared_ptr<const Tokenizer> TokenizerBuilder::finish(std::unique_ptr<Tokenizer::Parts> parts) {
  auto& ends = parts->special.endOfGeneration;
  if (parts->special.eos) ends.insert(ends.begin(), *parts->special.eos);
  std::vector<TokenId> unique;
  for (const TokenId id : ends)
    if (std::find(unique.begin(), unique.end(), id) == unique.end()) unique.push_back(id);
  ends = std::move(unique);
  return std::shared_ptr<const Tokenizer>(new Tokenizer(std::move(parts)));
}

Result<std::shared_ptr<const Tokenizer>> Tokenizer::load(const std::filesystem::path& modelFolder) {
  std::error_code error;
  std::filesystem::path file = modelFolder, folder = modelFolder.parent_path();
  if (std::filesystem::is_directory(modelFolder, error)) {
    folder = modelFolder;
    file = folder / "tokenizer.json";
    for (const char* other : {"tokenizer.model", kEncoderModel})
      if (!std::filesystem::exists(file, error)) file = folder / other;
  }
  if (!std::filesystem::exists(file, error))
    return fail("tokenizer.missing", ATTUNE_TEXT("{0} has neither tokenizer.json nor tokenizer.model."), {modelFolder.string()},
                ATTUNE_TEXT("Choose the folder that the model was downloaded to."));
  std::unique_ptr<Parts> parts;
  if (file.filename() == kEncoderModel && file != modelFolder) {
    ATTUNE_TRY(const auto model, tokenizers::SentencePieceModel::load(file));
    ATTUNE_TRY(std::string text, tokenizers::encoderSentencePieceToJson(model->proto(), file.string()));
    ATTUNE_TRY(parts, TokenizerBuilder::partsFromJson(std::move(text), file.string()));
  } else if (file.extension() == ".model") {
    ATTUNE_TRY(parts, TokenizerBuilder::partsFromSentencePiece(file));
  } else {
    ATTUNE_TRY(std::string text, readFile(file, kMaxFileBytes));
    ATTUNE_TRY(parts, TokenizerBuilder::partsFromJson(std::move(text), file.string()));
  }
  ATTUNE_TRY_VOID(TokenizerBuilder::readSpecialIds(folder, *parts));
  if (parts->raw) {
    const SpecialTokenIds own = parts->raw->specialIds();
    for (const SpecialName& special : kSpecialNames)
      if (!(parts->special.*special.member)) parts->special.*special.member = own.*special.member;
  }
  return TokenizerBuilder::finish(std::move(parts));
}

Result<std::shared_ptr<const Tokenizer>> Tokenizer::fromJson(std::string text, const std::string& name) {
  ATTUNE_TRY(auto parts, TokenizerBuilder::partsFromJson(std::move(text), name));
  return TokenizerBuilder::finish(std::move(parts));
}

Result<std::shared_ptr<const Tokenizer>> Tokenizer::fromGguf(const GgufVocabulary& vocabulary, const std::string& name) {
  ATTUNE_TRY(std::string json, ggufToJson(vocabulary, name));
  ATTUNE_TRY(auto parts, TokenizerBuilder::partsFromJson(std::move(json), name));
  parts->special = {vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unknown, {}};
  return TokenizerBuilder::finish(std::move(parts));
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// From tokenizer.json to the vocabulary keys of GGUF.
#include <algorithm>
#include <map>

#include "core/weights/gguf_export.h"

namespace attune {
namespace {

// Token types of GGUF.
constexpr std::int32_t kNormal = 1, kUnknown = 2, kControl = 3, kUserDefined = 4, kUnused = 5, kByte = 6;

// The splitting patterns that have a name in llama.cpp, as they stand in tokenizer.json.
struct NamedPattern {
  std::string_view pre, regex;
};
constexpr NamedPattern kPatterns[] = {
    {"llama-bpe",
     R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
    {"qwen2",
     R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
};

tl::unexpected<Error> unsupported(std::string what) {
  return fail("weights.gguf-tokenizer", ATTUNE_TEXT("This tokenizer cannot be exported as GGUF: {0}."),
              {std::move(what)}, ATTUNE_TEXT("Export the model as a Hugging Face folder instead."));
}

std::string typeOf(const Json& component) {
  return component.is_object() && component.contains("type") && component["type"].is_string()
             ? component["type"].get<std::string>()
             : "";
}

Json member(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) ? object[key] : Json();
}

// The parts of a Sequence, or the component alone.
std::vector<Json> partsOf(const Json& component, const char* listKey) {
  if (component.is_null()) return {};
  if (typeOf(component) != "Sequence") return {component};
  const Json list = member(component, listKey);
  return list.is_array() ? std::vector<Json>(list.begin(), list.end()) : std::vector<Json>{};
}

bool isByteLevel(const Json& part, bool withRegex) {
  return typeOf(part) == "ByteLevel" && member(part, "add_prefix_space") != Json(true) &&
         (member(part, "use_regex") != Json(false)) == withRegex;
}

// llama.cpp's name of the pre-tokenizer, or nothing.
std::string preTokenizerName(const Json& tokenizer) {
  const auto parts = partsOf(member(tokenizer, "pre_tokenizer"), "pretokenizers");
  if (parts.size() == 1 && isByteLevel(parts[0], true)) return "gpt-2";
  if (parts.size() != 2) return {};
  if (typeOf(parts[0]) == "Digits" && member(parts[0], "individual_digits") == Json(true) &&
      isByteLevel(parts[1], true))
    return "smollm";
  if (typeOf(parts[0]) != "Split" || !isByteLevel(parts[1], false) ||
      member(parts[0], "behavior") != Json("Isolated") || member(parts[0], "invert") == Json(true))
    return {};
  const Json regex = member(member(parts[0], "pattern"), "Regex");
  for (const auto& pattern : kPatterns)
    if (regex.is_string() && regex.get<std::string>() == pattern.regex) return std::string(pattern.pre);
  return {};
}

Result<void> readTokens(const Json& tokenizer, GgufVocabulary& vocabulary) {
  const Json words = member(member(tokenizer, "model"), "vocab");
  if (!words.is_object()) return unsupported(ATTUNE_TEXT("it has no vocabulary"));
  std::map<std::int64_t, std::pair<std::string, std::int32_t>> byId;
  const auto add = [&](const std::string& token, const Json& id, std::int32_t type) {
    if (!id.is_number_integer() || id.get<std::int64_t>() < 0 || id.get<std::int64_t>() > (1 << 24)) return false;
    byId[id.get<std::int64_t>()] = {token, type};
    return true;
  };
  for (const auto& [token, id] : words.items()) {
    const bool isByte = token.size() == 6 && token.starts_with("<0x") && token.back() == '>';
    if (!add(token, id, isByte ? kByte : kNormal)) return unsupported(ATTUNE_TEXT("its vocabulary is damaged"));
  }
  for (const auto& token : member(tokenizer, "added_tokens")) {
    const Json content = member(token, "content");
    if (!content.is_string() || !add(content.get<std::string>(), member(token, "id"),
                                     member(token, "special") == Json(true) ? kControl : kUserDefined))
      return unsupported(ATTUNE_TEXT("its vocabulary is damaged"));
  }
  if (byId.empty()) return unsupported(ATTUNE_TEXT("it has no vocabulary"));
  const std::int64_t count = byId.rbegin()->first + 1;
  if (count > 4 * static_cast<std::int64_t>(byId.size()) + 1024)
    return unsupported(ATTUNE_TEXT("its vocabulary is damaged"));
  for (std::int64_t id = 0; id < count; ++id) {
    const auto found = byId.find(id);
    vocabulary.tokens.push_back(found == byId.end() ? "[PAD" + std::to_string(id) + "]" : found->second.first);
    vocabulary.tokenTypes.push_back(found == byId.end() ? kUnused : found->second.second);
  }
  return {};
}

Result<void> readMerges(const Json& tokenizer, GgufVocabulary& vocabulary) {
  for (const auto& merge : member(member(tokenizer, "model"), "merges")) {
    if (merge.is_string()) {
      vocabulary.merges.push_back(merge.get<std::string>());
    } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string() &&
               merge[0].get<std::string>().find(' ') == std::string::npos &&
               merge[1].get<std::string>().find(' ') == std::string::npos) {
      vocabulary.merges.push_back(merge[0].get<std::string>() + " " + merge[1].get<std::string>());
    } else {
      return unsupported(ATTUNE_TEXT("GGUF cannot express its merges"));
    }
  }
  return {};
}

// SentencePiece BPE joins the pair whose result has the best score; with the rank of the merge as score it does the
// same.
void scoresFromMerges(GgufVocabulary& vocabulary) {
  std::map<std::string, float> score;
  for (std::size_t rank = 0; rank < vocabulary.merges.size(); ++rank) {
    std::string joined = vocabulary.merges[rank];
    joined.erase(joined.find(' '), 1);
    score.emplace(std::move(joined), -static_cast<float>(rank));
  }
  for (const auto& token : vocabulary.tokens) {
    const auto found = score.find(token);
    vocabulary.scores.push_back(found == score.end() ? -1e6F : found->second);
  }
  vocabulary.merges.clear();
}

std::optional<TokenId> idOf(const GgufVocabulary& vocabulary, const Json& token) {
  const Json text = token.is_object() ? member(token, "content") : token;
  if (!text.is_string()) return {};
  const auto found = std::find(vocabulary.tokens.begin(), vocabulary.tokens.end(), text.get<std::string>());
  return found == vocabulary.tokens.end() ? std::nullopt
                                          : std::optional(static_cast<TokenId>(found - vocabulary.tokens.begin()));
}

void readSpecialIds(const Json& tokenizer, const Json& tokenizerConfig, const ModelConfig& config,
                    GgufVocabulary& vocabulary) {
  const auto inVocabulary = [&](std::int64_t id) {
    return id >= 0 && static_cast<std::size_t>(id) < vocabulary.tokens.size() ? std::optional(static_cast<TokenId>(id))
                                                                              : std::nullopt;
  };
  vocabulary.bos = inVocabulary(config.bosTokenId);
  vocabulary.pad = inVocabulary(config.padTokenId);
  if (!config.eosTokenIds.empty()) vocabulary.eos = inVocabulary(config.eosTokenIds.front());
  // A chat model's own end token stands in tokenizer_config.json.
  if (const auto eos = idOf(vocabulary, member(tokenizerConfig, "eos_token"))) vocabulary.eos = eos;
  if (const auto bos = idOf(vocabulary, member(tokenizerConfig, "bos_token"))) vocabulary.bos = bos;
  vocabulary.unknown = idOf(vocabulary, member(member(tokenizer, "model"), "unk_token"));
  if (vocabulary.unknown && vocabulary.model == "llama")
    vocabulary.tokenTypes[static_cast<std::size_t>(*vocabulary.unknown)] = kUnknown;
  // The post-processor decides what is put around a text; the flag of the settings file is older.
  vocabulary.addBos = vocabulary.addEos = false;
  for (const auto& part : partsOf(member(tokenizer, "post_processor"), "processors")) {
    const Json single = member(part, "single");
    if (typeOf(part) != "TemplateProcessing" || !single.is_array() || single.empty()) continue;
    vocabulary.addBos = single.front().contains("SpecialToken") && single.size() > 1;
    vocabulary.addEos = single.back().contains("SpecialToken") && single.size() > 1;
  }
  if (member(tokenizer, "post_processor").is_null() && member(tokenizerConfig, "add_bos_token").is_boolean())
    vocabulary.addBos = member(tokenizerConfig, "add_bos_token").get<bool>();
}

}  // namespace

Result<GgufVocabulary> ggufVocabularyFromTokenizerJson(const Json& tokenizer, const Json& tokenizerConfig,
                                                       const ModelConfig& config) {
  const Json model = member(tokenizer, "model");
  if (typeOf(model) != "BPE" && !(model.is_object() && !model.contains("type") && model.contains("merges")))
    return unsupported(ATTUNE_TEXT("only BPE vocabularies are supported"));
  GgufVocabulary vocabulary;
  ATTUNE_TRY_VOID(readTokens(tokenizer, vocabulary));
  ATTUNE_TRY_VOID(readMerges(tokenizer, vocabulary));
  const auto normalizers = partsOf(member(tokenizer, "normalizer"), "normalizers");
  if (member(model, "byte_fallback") == Json(true)) {
    vocabulary.model = "llama";
    vocabulary.pre = "default";
    scoresFromMerges(vocabulary);
    bool prefix = false;
    for (const auto& part : normalizers) {
      if (typeOf(part) == "Prepend")
        prefix = true;
      else if (typeOf(part) != "Replace")
        return unsupported(ATTUNE_TEXT("it changes the text before splitting"));
    }
    for (const auto& part : partsOf(member(tokenizer, "pre_tokenizer"), "pretokenizers")) {
      if (typeOf(part) != "Metaspace")
        return unsupported(ATTUNE_TEXT("llama.cpp has no name for its way of splitting text"));
      prefix =
          prefix || member(part, "prepend_scheme") == Json("first") || member(part, "prepend_scheme") == Json("always");
    }
    vocabulary.addSpacePrefix = prefix;
  } else {
    vocabulary.model = "gpt2";
    vocabulary.pre = preTokenizerName(tokenizer);
    if (vocabulary.pre.empty()) return unsupported(ATTUNE_TEXT("llama.cpp has no name for its way of splitting text"));
    // llama.cpp's qwen2 leaves out the NFC that the tokenizer starts with, as its converter does.
    const bool plain = normalizers.empty() ||
                       (vocabulary.pre == "qwen2" && normalizers.size() == 1 && typeOf(normalizers[0]) == "NFC");
    if (!plain) return unsupported(ATTUNE_TEXT("it changes the text before splitting"));
    vocabulary.addSpacePrefix = false;
  }
  readSpecialIds(tokenizer, tokenizerConfig, config, vocabulary);
  return vocabulary;
}

Result<GgufVocabulary> ggufVocabularyOf(const Checkpoint& checkpoint) {
  if (checkpoint.tokenizer.gguf) return *checkpoint.tokenizer.gguf;
  const auto& files = checkpoint.tokenizer.files;
  if (std::find(files.begin(), files.end(), "tokenizer.json") == files.end())
    return unsupported(ATTUNE_TEXT("there is no tokenizer.json"));
  ATTUNE_TRY(const Json tokenizer, readJsonFile(checkpoint.tokenizer.folder / "tokenizer.json"));
  return ggufVocabularyFromTokenizerJson(tokenizer, checkpoint.tokenizer.config, checkpoint.config);
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/post_processor.h"

#include <algorithm>

#include "core/text/tokenizers/byte_level.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

using Made = Result<std::unique_ptr<const PostProcessor>>;

struct SpecialToken {
  TokenId id;
  std::string token;
};

void append(Encoding& encoding, const SpecialToken& special, std::uint32_t typeId) {
  encoding.ids.push_back(special.id);
  encoding.tokens.push_back(special.token);
  encoding.offsets.push_back({});
  encoding.typeIds.push_back(typeId);
}

void append(Encoding& encoding, const Encoding& other, std::uint32_t typeId) {
  const auto add = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  add(encoding.ids, other.ids);
  add(encoding.tokens, other.tokens);
  add(encoding.offsets, other.offsets);
  encoding.typeIds.resize(encoding.ids.size(), typeId);
}

// Takes leading and trailing spaces out of the tokens' offsets, but not the one that add_prefix_space put there.
void trimOffsets(const std::vector<std::string>& tokens, std::vector<TextRange>& offsets, bool addPrefixSpace) {
  const auto space = [](char32_t c) {
    return c == byteCharacter(' ') || (unicode::charTable().flags(c) & unicode::kSpace) != 0;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::u32string token = unicode::toCodePoints(tokens[i]);
    const auto firstOther = std::find_if_not(token.begin(), token.end(), space);
    const auto lastOther = std::find_if_not(token.rbegin(), token.rend(), space);
    auto leading = static_cast<std::uint32_t>(firstOther - token.begin());
    const auto trailing = static_cast<std::uint32_t>(lastOther - token.rbegin());
    TextRange& range = offsets[i];
    if (leading > 0) {
      if ((i == 0 || range.begin == 0) && addPrefixSpace && leading == 1) leading = 0;
      range.begin = std::min(range.begin + leading, range.end);
    }
    if (trailing > 0 && range.end >= trailing) range.end = std::max(range.end - trailing, range.begin);
  }
}

void trimOffsets(Encoding& encoding, bool addPrefixSpace) {
  trimOffsets(encoding.tokens, encoding.offsets, addPrefixSpace);
}

class Sequence : public PostProcessor {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const PostProcessor>> steps) : m_steps(std::move(steps)) {}
  void apply(Encoding& encoding, bool addSpecialTokens) const override {
    for (const auto& step : m_steps) step->apply(encoding, addSpecialTokens);
  }
  void applyIds(std::vector<TokenId>& ids, bool addSpecialTokens) const override {
    for (const auto& step : m_steps) step->applyIds(ids, addSpecialTokens);
  }

 private:
  std::vector<std::unique_ptr<const PostProcessor>> m_steps;
};

class ByteLevel : public PostProcessor {
 public:
  ByteLevel(bool trim, bool prefixSpace) : m_trim(trim), m_prefixSpace(prefixSpace) {}
  void apply(Encoding& encoding, bool) const override {
    if (m_trim) trimOffsets(encoding, m_prefixSpace);
  }
  void applyIds(std::vector<TokenId>&, bool) const override {}

 private:
  bool m_trim, m_prefixSpace;
};

// [CLS] text [SEP], and RoBERTa's <s> text </s> with trimmed offsets.
class ClsSep : public PostProcessor {
 public:
  ClsSep(SpecialToken cls, SpecialToken sep) : m_cls(std::move(cls)), m_sep(std::move(sep)) {}
  void setTrim(bool prefixSpace) {
    m_trim = true;
    m_prefixSpace = prefixSpace;
  }
  void apply(Encoding& encoding, bool addSpecialTokens) const override {
    if (m_trim) trimOffsets(encoding, m_prefixSpace);
    if (!addSpecialTokens) return;
    Encoding out;
    append(out, m_cls, 0);
    append(out, encoding, 0);
    append(out, m_sep, 0);
    encoding = std::move(out);
  }
  void applyIds(std::vector<TokenId>& ids, bool addSpecialTokens) const override {
    if (!addSpecialTokens) return;
    ids.insert(ids.begin(), m_cls.id);
    ids.push_back(m_sep.id);
  }

 private:
  SpecialToken m_cls, m_sep;
  bool m_trim = false, m_prefixSpace = false;
};

// A template of special tokens and the text.
class Template : public PostProcessor {
 public:
  struct Part {
    std::vector<SpecialToken> tokens;
    bool isText;
    std::uint32_t typeId;
  };
  explicit Template(std::vector<Part> parts) : m_parts(std::move(parts)) {}
  void apply(Encoding& encoding, bool addSpecialTokens) const override {
    Encoding out;
    for (const Part& part : m_parts) {
      if (part.isText) append(out, encoding, part.typeId);
      if (addSpecialTokens)
        for (const SpecialToken& token : part.tokens) append(out, token, part.typeId);
    }
    encoding = std::move(out);
  }
  void applyIds(std::vector<TokenId>& ids, bool addSpecialTokens) const override {
    std::vector<TokenId> out;
    for (const Part& part : m_parts) {
      if (part.isText) out.insert(out.end(), ids.begin(), ids.end());
      if (addSpecialTokens)
        for (const SpecialToken& token : part.tokens) out.push_back(token.id);
    }
    ids = std::move(out);
  }

 private:
  std::vector<Part> m_parts;
};

Result<TokenId> readId(const Json& value, const Fields& fields, const std::string& key) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 0x7FFFFFFEULL) return fields.wrong(key, "a token id");
  return value.get<TokenId>();
}

Result<SpecialToken> readPair(const Fields& fields, const std::string& key) {
  ATTUNE_TRY(const Json* pair, fields.array(key));
  if (pair->size() != 2 || !(*pair)[0].is_string()) return fields.wrong(key, "a list of a token and its id");
  ATTUNE_TRY(const TokenId id, readId((*pair)[1], fields, key));
  return SpecialToken{id, (*pair)[0].get<std::string>()};
}

Made makeSequence(const Fields& fields) {
  ATTUNE_TRY(const Json* list, fields.array("processors"));
  std::vector<std::unique_ptr<const PostProcessor>> steps;
  for (const Json& item : *list) {
    ATTUNE_TRY(auto step, makePostProcessor(fields.child(item, "processors[" + std::to_string(steps.size()) + "]")));
    steps.push_back(std::move(step));
  }
  return std::make_unique<Sequence>(std::move(steps));
}

Made makeByteLevel(const Fields& fields) {
  ATTUNE_TRY(const bool prefixSpace, fields.boolean("add_prefix_space"));
  ATTUNE_TRY(const bool trim, fields.boolean("trim_offsets"));
  return std::make_unique<ByteLevel>(trim, prefixSpace);
}

Made makeBertProcessing(const Fields& fields) {
  ATTUNE_TRY(SpecialToken sep, readPair(fields, "sep"));
  ATTUNE_TRY(SpecialToken cls, readPair(fields, "cls"));
  return std::make_unique<ClsSep>(std::move(cls), std::move(sep));
}

Made makeRobertaProcessing(const Fields& fields) {
  ATTUNE_TRY(SpecialToken sep, readPair(fields, "sep"));
  ATTUNE_TRY(SpecialToken cls, readPair(fields, "cls"));
  ATTUNE_TRY(const bool trim, fields.boolean("trim_offsets"));
  ATTUNE_TRY(const bool prefixSpace, fields.boolean("add_prefix_space"));
  auto made = std::make_unique<ClsSep>(std::move(cls), std::move(sep));
  if (trim) made->setTrim(prefixSpace);
  return made;
}

// {"SpecialToken": {"id": "[CLS]", "type_id": 0}} or {"Sequence": {"id": "A", "type_id": 0}}
Result<Template::Part> readPart(const Fields& item, const Fields& specials) {
  ATTUNE_TRY_VOID(item.requireObject());
  if (item.json().size() != 1) return item.wrong("SpecialToken", "the only member, or a Sequence");
  for (const char* kind : {"Sequence", "SpecialToken"}) {
    if (!item.find(kind)) continue;
    const Fields part = item.child(*item.find(kind), kind);
    ATTUNE_TRY_VOID(part.requireObject());
    ATTUNE_TRY(const std::string id, part.text("id"));
    ATTUNE_TRY(const std::uint64_t typeId, part.number("type_id"));
    Template::Part made{{}, kind == std::string("Sequence"), static_cast<std::uint32_t>(typeId)};
    if (made.isText) {
      if (id != "A") return part.wrong("id", "“A”, as this is the template of a single text");
      return made;
    }
    const Json* special = specials.find(id);
    if (!special) return part.wrong("id", "one of the special_tokens");
    const Fields fields = specials.child(*special, id);
    ATTUNE_TRY_VOID(fields.requireObject());
    ATTUNE_TRY(const Json* ids, fields.array("ids"));
    ATTUNE_TRY(const Json* tokens, fields.array("tokens"));
    if (ids->size() != tokens->size()) return fields.wrong("ids", "as long as tokens");
    for (std::size_t i = 0; i < ids->size(); ++i) {
      ATTUNE_TRY(const TokenId tokenId, readId((*ids)[i], fields, "ids"));
      if (!(*tokens)[i].is_string()) return fields.wrong("tokens", "a list of texts");
      made.tokens.push_back({tokenId, (*tokens)[i].get<std::string>()});
    }
    return made;
  }
  return item.wrong("SpecialToken", "there, or a Sequence");
}

// The template of two texts is not used, but must be one.
Result<void> checkPair(const Fields& fields) {
  ATTUNE_TRY(const Json* pair, fields.array("pair"));
  for (const Json& item : *pair) {
    if (!item.is_object() || item.size() != 1) return fields.wrong("pair", "a list of special tokens and sequences");
    const std::string kind = item.begin().key();
    const Fields part = fields.child(item.begin().value(), "pair." + kind);
    ATTUNE_TRY_VOID(part.requireObject());
    ATTUNE_TRY_VOID(part.number("type_id"));
    if (kind == "Sequence")
      ATTUNE_TRY_VOID(part.oneOf("id", {"A", "B"}));
    else if (kind == "SpecialToken")
      ATTUNE_TRY_VOID(part.text("id"));
    else
      return fields.unsupported(kind);
  }
  return {};
}

Made makeTemplate(const Fields& fields) {
  ATTUNE_TRY(const Json* single, fields.array("single"));
  ATTUNE_TRY_VOID(checkPair(fields));
  ATTUNE_TRY(const Json* specials, fields.object("special_tokens"));
  std::vector<Template::Part> parts;
  for (const Json& item : *single) {
    ATTUNE_TRY(Template::Part part, readPart(fields.child(item, "single[" + std::to_string(parts.size()) + "]"),
                                             fields.child(*specials, "special_tokens")));
    parts.push_back(std::move(part));
  }
  return std::make_unique<Template>(std::move(parts));
}

struct Entry {
  const char* type;
  Made (*make)(const Fields&);
};

constexpr Entry kPostProcessors[] = {
    {"Sequence", makeSequence},
    {"TemplateProcessing", makeTemplate},
    {"BertProcessing", makeBertProcessing},
    {"RobertaProcessing", makeRobertaProcessing},
    {"ByteLevel", makeByteLevel},
};

}  // namespace

Result<std::unique_ptr<const PostProcessor>> makePostProcessor(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.requireObject());
  ATTUNE_TRY(const std::string type, fields.text("type"));
  for (const Entry& entry : kPostProcessors)
    if (type == entry.type) return entry.make(fields);
  return fields.unsupported(type);
}

}  // namespace attune::tokenizers

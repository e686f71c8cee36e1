// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/model.h"

namespace attune::tokenizers {
namespace {

constexpr std::uint64_t kMaxId = 0x7FFFFFFE;

struct Entry {
  const char* type;
  Result<std::unique_ptr<const Model>> (*make)(const Fields&);
};

constexpr Entry kModels[] = {
    {"BPE", makeBpe}, {"WordPiece", makeWordPiece}, {"WordLevel", makeWordLevel}, {"Unigram", makeUnigram}};

}  // namespace

Result<Vocabulary> Vocabulary::fromJson(const Fields& model, const std::string& key) {
  ATTUNE_TRY(const Json* object, model.object(key));
  Vocabulary vocabulary;
  vocabulary.m_ids.reserve(object->size());
  for (const auto& [token, id] : object->items()) {
    if (!id.is_number_unsigned() || id.get<std::uint64_t>() > kMaxId)
      return model.wrong(key + "." + token, "a whole number from 0 to " + std::to_string(kMaxId));
    vocabulary.add(token, id.get<TokenId>());
  }
  return vocabulary;
}

void Vocabulary::add(std::string token, TokenId id) {
  const auto place = m_ids.insert_or_assign(std::move(token), id).first;
  m_tokens[id] = &place->first;
  m_limit = std::max(m_limit, id + 1);
}

std::optional<TokenId> Vocabulary::find(std::string_view token) const {
  const auto found = m_ids.find(token);
  if (found == m_ids.end()) return {};
  return found->second;
}

const std::string* Vocabulary::token(TokenId id) const {
  const auto found = m_tokens.find(id);
  return found == m_tokens.end() ? nullptr : found->second;
}

Result<std::unique_ptr<const Model>> makeModel(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.requireObject());
  if (fields.json().contains("type")) {
    ATTUNE_TRY(const std::string type, fields.text("type"));
    for (const Entry& entry : kModels)
      if (type == entry.type) return entry.make(fields);
    return fields.unsupported(type);
  }
  // Files from before the field existed are told apart by what they hold.
  if (fields.find("vocab") && fields.find("merges")) return makeBpe(fields);
  if (fields.find("max_input_chars_per_word")) return makeWordPiece(fields);
  if (fields.find("unk_token")) return makeWordLevel(fields);
  if (fields.find("vocab") && fields.find("vocab")->is_array()) return makeUnigram(fields);
  return fields.wrong("type", "BPE, WordPiece, WordLevel or Unigram");
}

}  // namespace attune::tokenizers

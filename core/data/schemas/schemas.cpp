// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "core/data/schemas/reading.h"

namespace attune {
namespace {

constexpr std::array<const Schema*, 11> kSchemas{
    &kPreferenceSchema,       &kRatedSchema,     &kRatedConversationSchema, &kMessagesSchema,       &kShareGptSchema,       &kAlpacaSchema,
    &kPromptCompletionSchema, &kTokenTagsSchema, &kQuestionAnswerSchema, &kClassificationSchema, &kPlainTextSchema};

// Lower case for the Latin letters of our languages, and one spelling for "System Prompt", "system-prompt",
// "system_prompt".
std::string folded(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const unsigned char next = i + 1 < name.size() ? static_cast<unsigned char>(name[i + 1]) : 0;
    if (c >= 'A' && c <= 'Z') {
      result.push_back(static_cast<char>(c + 32));
    } else if (c == ' ' || c == '-') {
      result.push_back('_');
    } else if (c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97) {
      result.append({static_cast<char>(c), static_cast<char>(next + 0x20)});
      ++i;
    } else if (c == 0xC5 && (next == 0x81 || next == 0x83 || next == 0xB9 || next == 0xBB)) {
      result.append({static_cast<char>(c), static_cast<char>(next + 1)});
      ++i;
    } else if (c == 0xC5 && next == 0x9A) {
      result.append("ś");
      ++i;
    } else {
      result.push_back(static_cast<char>(c));
    }
  }
  return result;
}

// A schema's mapping by column names, if every required role finds a column.
std::optional<SchemaMatch> byNames(const Schema& schema, std::span<const ColumnFacts> columns) {
  SchemaMatch match;
  match.mapping.schema = schema.id;
  match.confidence = schema.weight;
  std::set<std::string_view> used;
  // Required roles choose first, so that an optional one does not take their column.
  for (const bool required : {true, false}) {
    for (const auto& role : schema.roles) {
      if (role.required != required) continue;
      const ColumnFacts* best = nullptr;
      std::size_t rank = 0;
      for (; rank < role.aliases.size() && best == nullptr; ++rank)
        for (const auto& column : columns)
          if (best == nullptr && !used.contains(column.name) && folded(column.name) == role.aliases[rank])
            best = &column;
      if (best == nullptr && required) return std::nullopt;
      if (best == nullptr) continue;
      used.insert(best->name);
      match.mapping.columns[std::string(role.id)] = best->name;
      if (required) match.confidence *= 1.0 - 0.02 * static_cast<double>(rank - 1);
    }
  }
  return match;
}

// Columns of unknown names: two long texts are question and answer, a text beside few different values is a text with
// its label, one text alone is plain text. A guess, and marked as one by its confidence.
std::vector<SchemaMatch> byContent(std::span<const ColumnFacts> columns, std::size_t sampleRows) {
  std::vector<SchemaMatch> matches;
  const auto add = [&](const char* schema, std::map<std::string, std::string> roles, double confidence) {
    SchemaMatch match;
    match.mapping.schema = schema;
    match.mapping.columns = std::move(roles);
    match.confidence = confidence;
    matches.push_back(std::move(match));
  };
  std::vector<const ColumnFacts*> texts, labels;
  for (const auto& column : columns) {
    if (column.messageLists > 0 && column.messageLists == column.lists)
      add("messages", {{"messages", column.name}}, 0.8);
    if (column.texts * 2 < sampleRows) continue;
    const bool few = sampleRows >= 8 && column.distinct * 4 <= column.texts && column.meanCharacters <= 40;
    if (few) {
      labels.push_back(&column);
    } else if (column.numbers * 2 < column.texts && (column.meanCharacters >= 12 || columns.size() <= 2)) {
      texts.push_back(&column);
    }
  }
  if (texts.size() == 2) add("question-answer", {{"prompt", texts[0]->name}, {"response", texts[1]->name}}, 0.4);
  if (texts.size() == 1 && labels.size() == 1)
    add("classification", {{"text", texts[0]->name}, {"label", labels[0]->name}}, 0.4);
  if (texts.size() == 1) add("plain-text", {{"text", texts[0]->name}}, labels.empty() ? 0.3 : 0.2);
  return matches;
}

}  // namespace

std::span<const Schema* const> schemas() {
  return kSchemas;
}

const Schema* findSchema(std::string_view id) {
  for (const auto* schema : kSchemas)
    if (schema->id == id) return schema;
  return nullptr;
}

std::vector<SchemaMatch> candidateMappings(std::span<const ColumnFacts> columns, std::size_t sampleRows) {
  std::vector<SchemaMatch> matches;
  for (const auto* schema : kSchemas)
    if (auto match = byNames(*schema, columns)) matches.push_back(std::move(*match));
  if (matches.empty()) matches = byContent(columns, sampleRows);
  std::stable_sort(matches.begin(), matches.end(),
                   [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  return matches;
}

Result<void> checkMapping(const ColumnMapping& mapping, std::span<const std::string> columns) {
  const Schema* schema = findSchema(mapping.schema);
  if (schema == nullptr)
    return fail("data.mapping-invalid", ATTUNE_TEXT("There is no data layout “{0}”."), {mapping.schema});
  for (const auto& [role, column] : mapping.columns) {
    const std::string& id = role;
    const bool known =
        std::any_of(schema->roles.begin(), schema->roles.end(), [&id](const SchemaRole& one) { return one.id == id; });
    if (!known)
      return fail("data.mapping-invalid", ATTUNE_TEXT("The layout “{0}” has no part “{1}”."), {mapping.schema, role});
    if (!columns.empty() && std::find(columns.begin(), columns.end(), column) == columns.end())
      return fail("data.mapping-invalid", ATTUNE_TEXT("There is no column “{0}” in the file."), {column},
                  ATTUNE_TEXT("Choose one of the file's columns."));
  }
  for (const auto& role : schema->roles)
    if (role.required && mapping.column(role.id).empty())
      return fail("data.mapping-invalid", ATTUNE_TEXT("Choose a column for “{1}” of the layout “{0}”."),
                  {mapping.schema, std::string(role.label)});
  return {};
}

}  // namespace attune

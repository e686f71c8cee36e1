// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schemas/reading.h"

namespace attune {
namespace {

constexpr std::string_view kTextNames[]{"text",    "sentence", "content",     "document", "review",   "comment",
                                        "tekst",   "treść",    "description", "message",  "question", "q",
                                        "pytanie", "spørsmål", "fråga",       "title"};
constexpr std::string_view kLabelNames[]{"label", "labels",   "category",  "class",    "target",  "sentiment", "intent",
                                         "topic", "etykieta", "kategoria", "kategori", "etikett", "genre",     "tag"};
constexpr std::string_view kTokensNames[]{"tokens", "words", "tokeny", "ord"};
constexpr std::string_view kTagsNames[]{"tags", "ner_tags", "ner", "labels", "pos_tags", "chunk_tags", "etykiety"};
constexpr std::string_view kPlainNames[]{"text", "content", "document", "body", "article", "tekst", "treść"};

constexpr SchemaRole kClassificationRoles[]{{"text", ATTUNE_TEXT("Text"), true, kTextNames},
                                            {"label", ATTUNE_TEXT("Label or labels"), true, kLabelNames}};
constexpr SchemaRole kTokenRoles[]{{"tokens", ATTUNE_TEXT("Words"), true, kTokensNames},
                                   {"tags", ATTUNE_TEXT("Tags"), true, kTagsNames}};
constexpr SchemaRole kPlainRoles[]{{"text", ATTUNE_TEXT("Text"), true, kPlainNames}};

Result<void> readClassification(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::Classification);
  ATTUNE_TRY(const std::string_view text, filledText(row, mapping, "text"));
  example.text = text;
  const std::string_view column = mapping.column("label");
  const Cell cell = row.cell(column);
  if (isListLike(cell) || (cell.type == CellType::Text && !mapping.labelSeparator.empty())) {
    // No label at all is a true answer where several are possible.
    ATTUNE_TRY(example.labels, listOf(cell, column, mapping, true, mapping.labelSeparator));
    return {};
  }
  ATTUNE_TRY(auto label, labelOf(cell, column, mapping));
  example.labels.push_back(std::move(label));
  return {};
}

Result<void> readTokenTags(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::TokenTags);
  const std::string_view tokens = mapping.column("tokens"), tags = mapping.column("tags");
  ATTUNE_TRY(example.tokens, listOf(row.cell(tokens), tokens, mapping, false, " "));
  ATTUNE_TRY(example.tags, listOf(row.cell(tags), tags, mapping, true, " "));
  if (example.tokens.empty()) return fail("data.row-empty", ATTUNE_TEXT("“{0}” is empty."), {std::string(tokens)});
  if (example.tokens.size() != example.tags.size())
    return fail("data.row-tags", ATTUNE_TEXT("The row has {0} words but {1} tags."),
                {std::to_string(example.tokens.size()), std::to_string(example.tags.size())});
  return {};
}

Result<void> readPlainText(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::PlainText);
  ATTUNE_TRY(const std::string_view text, filledText(row, mapping, "text"));
  example.text = text;
  return {};
}

}  // namespace

const Schema kClassificationSchema{
    "classification",  ATTUNE_TEXT("Text with label"), ExampleKind::Classification, kClassificationRoles, 0.9,
    readClassification};
const Schema kTokenTagsSchema{"token-tags", ATTUNE_TEXT("Words with tags"), ExampleKind::TokenTags, kTokenRoles, 0.95,
                              readTokenTags};
const Schema kPlainTextSchema{"plain-text", ATTUNE_TEXT("Plain text"), ExampleKind::PlainText, kPlainRoles, 0.6,
                              readPlainText};

}  // namespace attune

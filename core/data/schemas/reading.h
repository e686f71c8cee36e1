// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/formats/row.h"
#include "core/data/schema.h"

namespace attune {

/// What the schemas share: taking texts, labels and messages out of cells without changing them. Every error is the
/// reason for which a row is dropped (codes data.row-…), and names the column.

/// Makes `example`, which may hold another row, an empty one of this kind; memory is kept for the next content.
void begin(Example& example, ExampleKind kind);

/// Whether a text has a character that is not white space.
bool hasContent(std::string_view text);

/// The text of a cell. Errors: data.row-missing, data.row-type, data.row-nul.
Result<std::string_view> textOf(const Cell& cell, std::string_view column);
/// The text of a role's column, which must not be empty. Errors: also data.row-empty.
Result<std::string_view> filledText(const RowView& row, const ColumnMapping& mapping, std::string_view role);
/// The text of an optional role: empty when it has no column, or the cell is missing, null or empty.
Result<std::string_view> optionalText(const RowView& row, const ColumnMapping& mapping, std::string_view role);

/// A JSON value in a cell: the cell's own, or, in formats of plain text, the text parsed as JSON. One at a time.
Result<simdjson::dom::element> jsonOf(const Cell& cell, std::string_view column);
/// Whether a cell holds a list, as JSON value or as a text that begins with a bracket.
bool isListLike(const Cell& cell);

/// A list of messages in OpenAI's or ShareGPT's spelling. Errors: data.row-role, data.row-type, data.row-empty …
Result<std::vector<Message>> messagesOf(const Cell& cell, std::string_view column, const ColumnMapping& mapping);
/// The tool descriptions of the role "tools", null when absent. Errors: data.row-type, data.row-json.
Result<Json> toolsOf(const RowView& row, const ColumnMapping& mapping);

/// A label: a text, or a number or truth value by its JSON spelling, or by ColumnMapping::labelNames.
Result<std::string> labelOf(const Cell& cell, std::string_view column, const ColumnMapping& mapping);
/// A list of texts (or labels, where `labels`), also from a JSON list in a text cell or a text split at `separator`.
Result<std::vector<std::string>> listOf(const Cell& cell, std::string_view column, const ColumnMapping& mapping,
                                        bool labels, std::string_view separator);

/// Puts the system message in front: the row's own, else the mapping's; checks that something is to be learnt.
/// Errors: data.row-no-answer.
Result<void> finishConversation(std::string_view system, const ColumnMapping& mapping, Example& example);

/// Puts the cells of the columns that are not mapped into Example::columns.
void copyOthers(const RowView& row, std::span<const std::string_view> mapped, Example& example);

/// The tables' entries, one per file.
extern const Schema kAlpacaSchema, kShareGptSchema, kMessagesSchema, kPromptCompletionSchema, kQuestionAnswerSchema,
    kClassificationSchema, kPreferenceSchema, kRatedSchema, kRatedConversationSchema, kTokenTagsSchema, kPlainTextSchema;

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schemas/reading.h"

namespace attune {
namespace dom = simdjson::dom;
namespace {

constexpr std::string_view kInstructionNames[]{"instruction", "instruksjon", "polecenie"};
constexpr std::string_view kInputNames[]{"input", "context"};
constexpr std::string_view kOutputNames[]{"output", "response"};
constexpr std::string_view kSystemNames[]{"system", "system_prompt"};
constexpr std::string_view kHistoryNames[]{"history"};
constexpr std::string_view kPromptNames[]{"prompt", "input", "source"};
constexpr std::string_view kCompletionNames[]{"completion", "response", "output", "target", "generation"};
constexpr std::string_view kToolsNames[]{"tools"};
// English, Norwegian, Swedish, Danish, Polish, German, French, Spanish.
constexpr std::string_view kQuestionNames[]{"question", "q",       "spørsmål", "spørsmaal", "fråga", "spørgsmål",
                                            "pytanie",  "frage",   "pregunta", "query",     "user",  "human",
                                            "ask",      "problem", "email",    "message", "anchor"};
constexpr std::string_view kAnswerNames[]{"answer",    "a",       "svar",      "odpowiedź", "odpowiedz",
                                          "antwort",   "réponse", "respuesta", "reply",     "answers",
                                          "assistant", "bot",     "solution",  "response",  "output", "positive"};

constexpr SchemaRole kAlpacaRoles[]{{"prompt", ATTUNE_TEXT("Instruction"), true, kInstructionNames},
                                    {"input", ATTUNE_TEXT("Input"), false, kInputNames},
                                    {"response", ATTUNE_TEXT("Output"), true, kOutputNames},
                                    {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                                    {"history", ATTUNE_TEXT("Earlier turns"), false, kHistoryNames}};
constexpr SchemaRole kPromptRoles[]{{"prompt", ATTUNE_TEXT("Prompt"), true, kPromptNames},
                                    {"response", ATTUNE_TEXT("Completion"), true, kCompletionNames},
                                    {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                                    {"tools", ATTUNE_TEXT("Tools"), false, kToolsNames}};
constexpr SchemaRole kQuestionRoles[]{{"prompt", ATTUNE_TEXT("Question"), true, kQuestionNames},
                                      {"response", ATTUNE_TEXT("Answer"), true, kAnswerNames},
                                      {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames}};

// history: [[question, answer], …], older turns first.
Result<void> addHistory(const RowView& row, const ColumnMapping& mapping, Example& example) {
  const std::string_view column = mapping.column("history");
  const Cell cell = row.cell(column);
  if (column.empty() || cell.type == CellType::Missing || cell.type == CellType::Null) return {};
  if (cell.type == CellType::Text && !hasContent(cell.text)) return {};
  ATTUNE_TRY(const dom::element value, jsonOf(cell, column));
  const auto broken = [&] {
    return fail("data.row-type", ATTUNE_TEXT("“{0}” is not a list of pairs of question and answer."),
                {std::string(column)});
  };
  if (value.type() != dom::element_type::ARRAY) return broken();
  for (const auto pair : asArray(value)) {
    if (pair.type() != dom::element_type::ARRAY || asArray(pair).size() != 2) return broken();
    Role role = Role::User;
    for (const auto item : asArray(pair)) {
      ATTUNE_TRY(const std::string_view text, textOf(jsonCell({}, item), column));
      if (!hasContent(text))
        return fail("data.row-empty", ATTUNE_TEXT("“{0}” holds an empty turn."), {std::string(column)});
      example.messages.emplace_back(role, std::string(text));
      role = Role::Assistant;
    }
  }
  return {};
}

// Instruction and input stand in one user turn, an input on its own line.
Result<void> readAlpaca(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::Conversation);
  ATTUNE_TRY(const std::string_view instruction, optionalText(row, mapping, "prompt"));
  ATTUNE_TRY(const std::string_view input, optionalText(row, mapping, "input"));
  ATTUNE_TRY(const std::string_view response, filledText(row, mapping, "response"));
  ATTUNE_TRY(const std::string_view system, optionalText(row, mapping, "system"));
  std::string prompt(instruction);
  if (hasContent(input)) prompt.append(hasContent(instruction) ? "\n" : "").append(input);
  if (!hasContent(prompt))
    return fail("data.row-empty", ATTUNE_TEXT("“{0}” is empty."), {std::string(mapping.column("prompt"))});
  ATTUNE_TRY_VOID(addHistory(row, mapping, example));
  example.messages.emplace_back(Role::User, std::move(prompt));
  example.messages.emplace_back(Role::Assistant, std::string(response));
  return finishConversation(system, mapping, example);
}

Result<void> readPair(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::Conversation);
  example.messages.reserve(2);
  for (const auto& [part, role] : {std::pair{"prompt", Role::User}, std::pair{"response", Role::Assistant}}) {
    const std::string_view column = mapping.column(part);
    const Cell cell = row.cell(column);
    if (cell.type == CellType::List) {
      ATTUNE_TRY(auto messages, messagesOf(cell, column, mapping));
      // In a prompt given as messages nothing is learnt; the completion is.
      if (role == Role::User)
        for (auto& message : messages) message.trained = false;
      example.messages.insert(example.messages.end(), std::make_move_iterator(messages.begin()),
                              std::make_move_iterator(messages.end()));
    } else {
      ATTUNE_TRY(const std::string_view text, filledText(row, mapping, part));
      example.messages.emplace_back(role, std::string(text));
    }
  }
  ATTUNE_TRY(example.tools, toolsOf(row, mapping));
  ATTUNE_TRY(const std::string_view system, optionalText(row, mapping, "system"));
  return finishConversation(system, mapping, example);
}

}  // namespace

const Schema kAlpacaSchema{
    "alpaca", ATTUNE_TEXT("Instructions (Alpaca)"), ExampleKind::Conversation, kAlpacaRoles, 0.96, readAlpaca};
const Schema kPromptCompletionSchema{
    "prompt-completion", ATTUNE_TEXT("Prompt and completion"), ExampleKind::Conversation, kPromptRoles, 0.95, readPair};
const Schema kQuestionAnswerSchema{
    "question-answer", ATTUNE_TEXT("Question and answer"), ExampleKind::Conversation, kQuestionRoles, 0.93, readPair};

}  // namespace attune

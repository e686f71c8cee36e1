// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/data/schemas/reading.h"

namespace attune {
namespace {

constexpr std::string_view kPromptNames[]{"prompt", "instruction", "question", "conversations", "messages", "anchor", "query"};
constexpr std::string_view kInputNames[]{"input"};
constexpr std::string_view kChosenNames[]{"chosen", "chosen_response", "preferred", "accepted", "positive"};
constexpr std::string_view kRejectedNames[]{"rejected", "rejected_response", "dispreferred", "non_preferred", "negative"};
constexpr std::string_view kSystemNames[]{"system", "system_prompt"};
constexpr std::string_view kToolsNames[]{"tools"};
constexpr std::string_view kAnswerNames[]{"completion", "response", "output", "answer"};
constexpr std::string_view kRatingNames[]{"label", "kto_tag", "desirable", "thumbs_up", "rating"};

constexpr SchemaRole kRoles[]{{"prompt", ATTUNE_TEXT("Prompt"), false, kPromptNames},
                              {"input", ATTUNE_TEXT("Input"), false, kInputNames},
                              {"chosen", ATTUNE_TEXT("Better answer"), true, kChosenNames},
                              {"rejected", ATTUNE_TEXT("Worse answer"), true, kRejectedNames},
                              {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                              {"tools", ATTUNE_TEXT("Tools"), false, kToolsNames}};

// What a rating is called, in lower case.
constexpr std::string_view kGoodWords[]{"true", "1", "yes", "good", "desirable", "chosen", "up", "thumbs_up"};
constexpr std::string_view kBadWords[]{"false", "0", "-1", "no", "bad", "undesirable", "rejected", "down", "thumbs_down"};

constexpr SchemaRole kRatedRoles[]{{"prompt", ATTUNE_TEXT("Prompt"), true, kPromptNames},
                                   {"input", ATTUNE_TEXT("Input"), false, kInputNames},
                                   {"response", ATTUNE_TEXT("Answer"), true, kAnswerNames},
                                   {"rating", ATTUNE_TEXT("Good or bad"), true, kRatingNames},
                                   {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                                   {"tools", ATTUNE_TEXT("Tools"), false, kToolsNames}};

constexpr std::string_view kConversationNames[]{"conversations", "messages"};
constexpr std::string_view kTagNames[]{"kto_tag"};

constexpr SchemaRole kRatedConversationRoles[]{{"messages", ATTUNE_TEXT("Conversation"), true, kConversationNames},
                                               {"rating", ATTUNE_TEXT("Good or bad"), true, kTagNames},
                                               {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                                               {"tools", ATTUNE_TEXT("Tools"), false, kToolsNames}};

Result<std::vector<Message>> answerOf(const RowView& row, const ColumnMapping& mapping, std::string_view role) {
  const std::string_view column = mapping.column(role);
  const Cell cell = row.cell(column);
  if (isListLike(cell)) return messagesOf(cell, column, mapping);
  // ShareGPT's form of an answer is a single message object.
  if (cell.type == CellType::Object) {
    const auto tag = mapping.tags.find("content_tag");
    const std::string own = tag == mapping.tags.end() ? std::string("value") : tag->second;
    for (const std::string_view key : {std::string_view(own), std::string_view("value"), std::string_view("content")}) {
      std::string_view text;
      if (cell.json[key].get_string().get(text) == simdjson::SUCCESS && hasContent(text))
        return std::vector{Message(Role::Assistant, std::string(text))};
    }
  }
  ATTUNE_TRY(const std::string_view text, filledText(row, mapping, role));
  return std::vector{Message(Role::Assistant, std::string(text))};
}

Result<void> readPrompt(const RowView& row, const ColumnMapping& mapping, Example& example) {
  const std::string_view column = mapping.column("prompt");
  if (column.empty()) return {};
  const Cell cell = row.cell(column);
  if (isListLike(cell)) {
    ATTUNE_TRY(example.messages, messagesOf(cell, column, mapping));
    return {};
  }
  ATTUNE_TRY(const std::string_view text, filledText(row, mapping, "prompt"));
  ATTUNE_TRY(const std::string_view input, optionalText(row, mapping, "input"));
  std::string prompt(text);
  if (hasContent(input)) prompt.append("\n").append(input);
  example.messages.emplace_back(Role::User, std::move(prompt));
  return {};
}

// The prompt's tools and system message; nothing of it is learnt.
Result<void> finishPrompt(const RowView& row, const ColumnMapping& mapping, Example& example) {
  ATTUNE_TRY(example.tools, toolsOf(row, mapping));
  ATTUNE_TRY(std::string_view system, optionalText(row, mapping, "system"));
  if (!hasContent(system)) system = mapping.systemPrompt;
  if (hasContent(system) && example.messages.front().role != Role::System)
    example.messages.emplace(example.messages.begin(), Role::System, std::string(system));
  for (auto& message : example.messages) message.trained = false;
  return {};
}

Result<void> checkAnswer(const std::vector<Message>& answer) {
  if (std::ranges::any_of(answer, &Message::trained)) return {};
  return fail("data.row-no-answer", ATTUNE_TEXT("The conversation has no answer to learn from."), {});
}

// {prompt, chosen, rejected}, each a text or messages; where the answers are whole conversations, their common
// beginning is the prompt.
Result<void> readPreference(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::Preference);
  ATTUNE_TRY_VOID(readPrompt(row, mapping, example));
  ATTUNE_TRY(example.chosen, answerOf(row, mapping, "chosen"));
  ATTUNE_TRY(example.rejected, answerOf(row, mapping, "rejected"));
  std::size_t common = 0;
  while (common < example.chosen.size() && common < example.rejected.size() &&
         example.chosen[common] == example.rejected[common])
    ++common;
  if (common == example.chosen.size() || common == example.rejected.size())
    return fail("data.row-same-answers", ATTUNE_TEXT("The better and the worse answer are the same."), {});
  // A prompt column that repeats the beginning of the conversations is not put in twice.
  if (common > 0)
    example.messages.assign(example.chosen.begin(), example.chosen.begin() + static_cast<std::ptrdiff_t>(common));
  example.chosen.erase(example.chosen.begin(), example.chosen.begin() + static_cast<std::ptrdiff_t>(common));
  example.rejected.erase(example.rejected.begin(), example.rejected.begin() + static_cast<std::ptrdiff_t>(common));
  if (example.messages.empty())
    return fail("data.row-no-prompt", ATTUNE_TEXT("The two answers have no prompt in common."), {});
  ATTUNE_TRY_VOID(finishPrompt(row, mapping, example));
  for (const auto* answer : {&example.chosen, &example.rejected}) ATTUNE_TRY_VOID(checkAnswer(*answer));
  return {};
}

// The rating, the tools and the system message.
Result<void> finishRated(const RowView& row, const ColumnMapping& mapping, Example& example) {
  const std::string_view column = mapping.column("rating");
  ATTUNE_TRY(std::string rating, labelOf(row.cell(column), column, mapping));
  std::ranges::transform(rating, rating.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool good = std::ranges::find(kGoodWords, rating) != std::end(kGoodWords);
  if (!good && std::ranges::find(kBadWords, rating) == std::end(kBadWords))
    return fail("data.row-rating", ATTUNE_TEXT("“{0}” is neither true nor false."), {std::string(column)});
  example.labels.emplace_back(good ? kGoodRating : kBadRating);
  ATTUNE_TRY_VOID(finishPrompt(row, mapping, example));
  return checkAnswer(example.chosen);
}

// {prompt, completion, label}: one answer that is good or bad.
Result<void> readRated(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::Rated);
  ATTUNE_TRY_VOID(readPrompt(row, mapping, example));
  ATTUNE_TRY(example.chosen, answerOf(row, mapping, "response"));
  return finishRated(row, mapping, example);
}

// {conversations, kto_tag}, as LLaMA-Factory has it: the last turn is the answer.
Result<void> readRatedConversation(const RowView& row, const ColumnMapping& mapping, Example& example) {
  begin(example, ExampleKind::Rated);
  const std::string_view column = mapping.column("messages");
  ATTUNE_TRY(example.messages, messagesOf(row.cell(column), column, mapping));
  if (example.messages.back().role != Role::Assistant)
    return fail("data.row-no-answer", ATTUNE_TEXT("The conversation has no answer to learn from."), {});
  example.chosen.push_back(std::move(example.messages.back()));
  example.messages.pop_back();
  if (example.messages.empty()) return fail("data.row-no-prompt", ATTUNE_TEXT("The answer has no prompt."), {});
  return finishRated(row, mapping, example);
}

}  // namespace

const Schema kPreferenceSchema{
    "preference", ATTUNE_TEXT("Better and worse answers"), ExampleKind::Preference, kRoles, 0.98, readPreference};
const Schema kRatedConversationSchema{"rated-conversation", ATTUNE_TEXT("Conversations rated good or bad"), ExampleKind::Rated,
                                      kRatedConversationRoles, 0.98, readRatedConversation};
const Schema kRatedSchema{"rated", ATTUNE_TEXT("Answers rated good or bad"), ExampleKind::Rated, kRatedRoles, 0.97, readRated};

}  // namespace attune

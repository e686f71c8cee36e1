// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"

namespace attune {

/// Who speaks in a conversation.
enum class Role : std::uint8_t { System, User, Assistant, Tool };

/// The role's name in chat templates: "system", "user", "assistant", "tool".
std::string_view roleName(Role role);
/// The role of such a name, or of one of its usual synonyms ("human", "gpt", "model", "developer", "observation" …).
std::optional<Role> roleFromName(std::string_view name);

/// One turn of a conversation.
struct Message {
  Role role = Role::User;
  std::string content;
  bool trained =
      false;   ///< Whether the loss counts its tokens; an assistant's turn is trained unless the data says no.
  Json extra;  ///< Null, or an object with the source's other keys: tool_calls, tool_call_id, name …

  Message() = default;
  Message(Role who, std::string what) : role(who), content(std::move(what)), trained(who == Role::Assistant) {}
  bool operator==(const Message&) const = default;
};

/// Which fields of an Example hold its content.
enum class ExampleKind : std::uint8_t {
  Conversation,    ///< `messages` (and `tools`)
  Classification,  ///< `text` and `labels`
  TokenTags,       ///< `tokens` and `tags`, equally long
  Preference,      ///< `messages` is the prompt, `chosen` and `rejected` the two answers
  PlainText,       ///< `text`
  Rated,           ///< `messages` is the prompt, `chosen` its one answer, `labels` only the rating: kGoodRating or kBadRating
};

inline constexpr std::size_t kExampleKinds = 6;
inline constexpr std::string_view kGoodRating = "true", kBadRating = "false";

/// The kind's stable name: "conversation", "classification", "token-tags", "preference", "plain-text", "rated".
std::string_view exampleKindName(ExampleKind kind);
/// The kind of such a name.
std::optional<ExampleKind> exampleKindFromName(std::string_view name);

/// One thing to learn from: a row of the user's data, as the trainer sees it.
struct Example {
  ExampleKind kind = ExampleKind::Conversation;
  std::vector<Message> messages;
  Json tools;  ///< Null, or the array of tool descriptions that the chat template renders.
  std::string text;
  std::vector<std::string> labels;
  std::vector<std::string> tokens;
  std::vector<std::string> tags;
  std::vector<Message> chosen;
  std::vector<Message> rejected;
  Json columns;  ///< Null, or an object with the row's unmapped columns as the file had them (id, category …).
  std::uint64_t sourceRow = 0;   ///< 1-based number of the row in its file, heading not counted.
  std::uint32_t sourceFile = 0;  ///< Index into Dataset::sources.
};

/// Whether it is a rated answer that was found good.
bool isRatedGood(const Example& example);

/// Whether the two hold the same content; where they came from and unmapped columns do not count.
bool sameContent(const Example& a, const Example& b);

/// Appends the canonical bytes of the content: independent of file format, key order and white space of the source.
/// Every text is preceded by its length, so different examples never give the same bytes.
void appendCanonical(const Example& example, std::string& bytes);

/// The same for a conversation of plain turns, of which an assistant's are trained: begin, each turn, end.
void beginCanonicalConversation(std::size_t turns, std::string& bytes);
void appendCanonicalTurn(Role role, std::string_view content, std::string& bytes);
void endCanonicalConversation(std::string& bytes);

/// The value of an unmapped column as text (strings as they are, other values as JSON), or nothing when absent or null.
std::optional<std::string> columnText(const Example& example, std::string_view column);

/// All text of the content joined by newlines: what searches, statistics and duplicate checks read.
std::string plainText(const Example& example);

/// The example as an object with only the fields that its kind uses: the row format of stored datasets.
Json toJson(const Example& example);
/// Reads such an object. Errors: data.example-invalid.
Result<Example> exampleFromJson(const Json& json);

}  // namespace attune

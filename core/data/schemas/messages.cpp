// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include "core/data/schemas/reading.h"

namespace attune {
namespace dom = simdjson::dom;
namespace {

constexpr std::string_view kShareGptNames[]{"conversations", "conversation", "dialogue", "dialog",
                                            "turns",         "samtale",      "rozmowa"};
constexpr std::string_view kMessagesNames[]{"messages", "chat", "chats", "meldinger"};
constexpr std::string_view kSystemNames[]{"system", "system_prompt"};
constexpr std::string_view kToolsNames[]{"tools", "functions"};

constexpr SchemaRole kShareGptRoles[]{{"messages", ATTUNE_TEXT("Conversation"), true, kShareGptNames},
                                      {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                                      {"tools", ATTUNE_TEXT("Tools"), false, kToolsNames}};
constexpr SchemaRole kMessagesRoles[]{{"messages", ATTUNE_TEXT("Messages"), true, kMessagesNames},
                                      {"system", ATTUNE_TEXT("System prompt"), false, kSystemNames},
                                      {"tools", ATTUNE_TEXT("Tools"), false, kToolsNames}};

tl::unexpected<Error> messageFault(const char* code, const char* text, std::string_view column, std::size_t index,
                                   std::string_view what = {}) {
  return fail(code, text, {std::string(column), std::to_string(index + 1), std::string(what)});
}

// The role of a name, by the mapping's own tags first (LLaMA-Factory's user_tag …).
std::optional<Role> roleOf(std::string_view name, const ColumnMapping& mapping) {
  if (!mapping.tags.empty()) {
    constexpr std::pair<std::string_view, Role> kTags[]{{"user_tag", Role::User},
                                                        {"assistant_tag", Role::Assistant},
                                                        {"observation_tag", Role::Tool},
                                                        {"function_tag", Role::Assistant},
                                                        {"system_tag", Role::System}};
    for (const auto& [tag, role] : kTags) {
      const auto found = mapping.tags.find(std::string(tag));
      if (found != mapping.tags.end() && found->second == name) return role;
    }
  }
  return roleFromName(name);
}

// Content as a text, as null beside tool calls, or as a list of text parts.
Result<void> takeContent(dom::element value, std::string_view column, std::size_t index, std::string& text) {
  const Cell cell = jsonCell({}, value);
  if (cell.type == CellType::Null) return {};
  if (cell.type == CellType::List) {
    for (const auto part : asArray(value)) {
      std::string_view piece;
      if (part["text"].get_string().get(piece) != simdjson::SUCCESS)
        return messageFault("data.row-type", ATTUNE_TEXT("Message {1} of “{0}” holds something other than text."),
                            column, index);
      text.append(piece);
    }
    return {};
  }
  if (cell.type != CellType::Text)
    return messageFault("data.row-type",
                        ATTUNE_TEXT("The content of message {1} of “{0}” is {2}, but a text is expected."), column,
                        index, cellTypeName(cell.type));
  text = cell.text;
  return {};
}

// ShareGPT writes a call as the message's text: {"name": …, "arguments": …}, or a list of such objects.
Result<void> callFromText(Message& message, std::string_view column, std::size_t index) {
  Json calls = Json::parse(message.content, nullptr, false);
  if (calls.is_object()) calls = Json::array({calls});
  if (!calls.is_array() || calls.empty())
    return messageFault("data.row-json", ATTUNE_TEXT("Message {1} of “{0}” is a function call that is not valid JSON."),
                        column, index);
  Json list = Json::array();
  for (const auto& call : calls) {
    if (!call.is_object() || !call.contains("name"))
      return messageFault("data.row-json", ATTUNE_TEXT("Message {1} of “{0}” is a function call without a name."),
                          column, index);
    list.push_back({{"type", "function"}, {"function", call}});
  }
  message.extra["tool_calls"] = std::move(list);
  message.content.clear();
  return {};
}

struct Tags {
  std::string_view role, content;
};

Result<void> takeMessage(dom::element value, std::string_view column, std::size_t index, const ColumnMapping& mapping,
                         const Tags& tags, Message& message) {
  if (value.type() != dom::element_type::OBJECT)
    return messageFault("data.row-type", ATTUNE_TEXT("Message {1} of “{0}” is not an object."), column, index);
  std::string_view name;
  bool hasRole = false, hasContentKey = false;
  for (const auto [key, item] : asObject(value)) {
    const bool isRole = tags.role.empty() ? key == "role" || key == "from" : key == tags.role;
    const bool isContent = tags.content.empty() ? key == "content" || key == "value" : key == tags.content;
    if (isRole && !hasRole) {
      std::optional<Role> role;
      if (item.get_string().get(name) == simdjson::SUCCESS) role = roleOf(name, mapping);
      if (!role)
        return messageFault("data.row-role", ATTUNE_TEXT("The role “{2}” of message {1} of “{0}” is not known."),
                            column, index, name);
      message.role = *role;
      hasRole = true;
    } else if (isContent && !hasContentKey) {
      ATTUNE_TRY_VOID(takeContent(item, column, index, message.content));
      hasContentKey = true;
    } else {
      message.extra[std::string(key)] = copyJson(item);
    }
  }
  if (!hasRole) return messageFault("data.row-role", ATTUNE_TEXT("Message {1} of “{0}” has no role."), column, index);
  if (std::memchr(message.content.data(), 0, message.content.size()) != nullptr)
    return messageFault("data.row-nul", ATTUNE_TEXT("Message {1} of “{0}” holds a NUL character."), column, index);
  message.trained = message.role == Role::Assistant;
  if (name == "function_call") ATTUNE_TRY_VOID(callFromText(message, column, index));
  return {};
}

// OpenAI's "weight": 0 and Attune's "trained": false take a turn out of the loss.
Result<void> applyWeight(Message& message, std::string_view column, std::size_t index) {
  if (!message.extra.is_object()) return {};
  for (const char* key : {"weight", "trained"}) {
    if (!message.extra.contains(key)) continue;
    const Json value = message.extra[key];
    if (!value.is_boolean() && value != 0 && value != 1)
      return messageFault("data.row-type", ATTUNE_TEXT("“{2}” of message {1} of “{0}” is neither 0 nor 1."), column,
                          index, key);
    message.trained = value == 1 || value == true;
    message.extra.erase(key);
  }
  if (message.extra.empty()) message.extra = nullptr;
  return {};
}

// Fills a list that may hold another row's messages: their memory is used again.
Result<void> takeMessages(const Cell& cell, std::string_view column, const ColumnMapping& mapping,
                          std::vector<Message>& messages) {
  ATTUNE_TRY(const dom::element value, jsonOf(cell, column));
  if (value.type() != dom::element_type::ARRAY)
    return fail("data.row-type", ATTUNE_TEXT("“{0}” is {1}, but a list of messages is expected."),
                {std::string(column), cellTypeName(jsonCell({}, value).type)});
  Tags tags;
  if (const auto tag = mapping.tags.find("role_tag"); tag != mapping.tags.end()) tags.role = tag->second;
  if (const auto tag = mapping.tags.find("content_tag"); tag != mapping.tags.end()) tags.content = tag->second;
  const dom::array items = asArray(value);
  messages.reserve(items.size() + 1);
  std::size_t index = 0;
  for (const auto item : items) {
    Message& message = index < messages.size() ? messages[index] : messages.emplace_back();
    message.content.clear();
    if (!message.extra.is_null()) message.extra = nullptr;
    ATTUNE_TRY_VOID(takeMessage(item, column, index, mapping, tags, message));
    ATTUNE_TRY_VOID(applyWeight(message, column, index));
    const bool mayBeEmpty = message.extra.is_object() || message.role == Role::System || message.role == Role::Tool;
    if (!mayBeEmpty && !hasContent(message.content))
      return messageFault("data.row-empty", ATTUNE_TEXT("Message {1} of “{0}” is empty."), column, index);
    ++index;
  }
  messages.resize(index);
  if (messages.empty()) return fail("data.row-empty", ATTUNE_TEXT("“{0}” is empty."), {std::string(column)});
  return {};
}

Result<void> readConversation(const RowView& row, const ColumnMapping& mapping, Example& example) {
  const std::string_view column = mapping.column("messages");
  std::vector<Message> messages = std::move(example.messages);
  begin(example, ExampleKind::Conversation);
  const auto taken = takeMessages(row.cell(column), column, mapping, messages);
  example.messages = std::move(messages);
  if (!taken) return taken;
  ATTUNE_TRY(example.tools, toolsOf(row, mapping));
  ATTUNE_TRY(const std::string_view system, optionalText(row, mapping, "system"));
  return finishConversation(system, mapping, example);
}

}  // namespace

Result<std::vector<Message>> messagesOf(const Cell& cell, std::string_view column, const ColumnMapping& mapping) {
  std::vector<Message> messages;
  ATTUNE_TRY_VOID(takeMessages(cell, column, mapping, messages));
  return messages;
}

// ShareGPT: conversations [{from, value}], system, tools. OpenAI: messages [{role, content, tool_calls …}], tools.
const Schema kShareGptSchema{
    "sharegpt",      ATTUNE_TEXT("ShareGPT conversations"), ExampleKind::Conversation, kShareGptRoles, 0.97,
    readConversation};
const Schema kMessagesSchema{
    "messages",      ATTUNE_TEXT("Chat messages (OpenAI)"), ExampleKind::Conversation, kMessagesRoles, 0.97,
    readConversation};

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/example.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace attune {
namespace {

constexpr std::array<std::pair<std::string_view, Role>, 17> kRoleNames{{
    // The first entry of each role is its own name.
    {"system", Role::System},
    {"user", Role::User},
    {"assistant", Role::Assistant},
    {"tool", Role::Tool},
    {"developer", Role::System},
    {"human", Role::User},
    {"prompter", Role::User},
    {"customer", Role::User},
    {"gpt", Role::Assistant},
    {"model", Role::Assistant},
    {"bot", Role::Assistant},
    {"chatgpt", Role::Assistant},
    {"ai", Role::Assistant},
    {"function_call", Role::Assistant},
    {"observation", Role::Tool},
    {"function", Role::Tool},
    {"ipython", Role::Tool},
}};

constexpr std::array<std::string_view, kExampleKinds> kKindNames{"conversation", "classification", "token-tags",
                                                                 "preference",   "plain-text",     "rated"};

void putNumber(std::uint64_t value, char* to) {
  for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(value >> (8 * i));
}

void appendNumber(std::uint64_t value, std::string& bytes) {
  char buffer[8];
  putNumber(value, buffer);
  bytes.append(buffer, sizeof buffer);
}

void appendText(std::string_view text, std::string& bytes) {
  appendNumber(text.size(), bytes);
  bytes.append(text);
}

void appendTexts(const std::vector<std::string>& texts, std::string& bytes) {
  appendNumber(texts.size(), bytes);
  for (const auto& text : texts) appendText(text, bytes);
}

// Keys of objects in byte order, so that {"a":1,"b":2} and {"b":2,"a":1} are the same content.
nlohmann::json sorted(const Json& json) {
  if (json.is_object()) {
    nlohmann::json result = nlohmann::json::object();
    for (const auto& [key, value] : json.items()) result[key] = sorted(value);
    return result;
  }
  if (json.is_array()) {
    nlohmann::json result = nlohmann::json::array();
    for (const auto& value : json) result.push_back(sorted(value));
    return result;
  }
  return nlohmann::json(json);
}

void appendJson(const Json& json, std::string& bytes) {
  if (json.is_null()) return appendNumber(0, bytes);
  appendText(sorted(json).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), bytes);
}

void appendTurn(Role role, bool trained, std::string_view content, std::string& bytes) {
  char head[10]{static_cast<char>(role), trained ? '\1' : '\0'};
  putNumber(content.size(), head + 2);
  bytes.append(head, sizeof head).append(content);
}

void appendMessages(const std::vector<Message>& messages, std::string& bytes) {
  appendNumber(messages.size(), bytes);
  for (const auto& message : messages) {
    appendTurn(message.role, message.trained, message.content, bytes);
    appendJson(message.extra, bytes);
  }
}

// What stands behind the tools of an example that is no more than a conversation: six lengths of zero.
constexpr std::size_t kEmptyEnd = 6 * sizeof(std::uint64_t);

Json messagesJson(const std::vector<Message>& messages) {
  Json result = Json::array();
  for (const auto& message : messages) {
    Json item{{"role", roleName(message.role)}, {"content", message.content}};
    if (message.trained != (message.role == Role::Assistant)) item["trained"] = message.trained;
    if (message.extra.is_object())
      for (const auto& [key, value] : message.extra.items()) item[key] = value;
    result.push_back(std::move(item));
  }
  return result;
}

tl::unexpected<Error> invalid(const std::string& key) {
  return fail("data.example-invalid", ATTUNE_TEXT("A stored example is not valid at “{0}”."), {key});
}

Result<std::vector<Message>> messagesFrom(const Json& json, const char* key) {
  std::vector<Message> messages;
  if (!json.is_array()) return invalid(key);
  for (const auto& item : json) {
    if (!item.is_object() || !item.contains("role") || !item["role"].is_string() || !item.contains("content") ||
        !item["content"].is_string())
      return invalid(key);
    const auto role = roleFromName(item["role"].get_ref<const std::string&>());
    if (!role) return invalid(key);
    Message message(*role, item["content"].get<std::string>());
    for (const auto& [name, value] : item.items()) {
      if (name == "trained") {
        if (!value.is_boolean()) return invalid(key);
        message.trained = value.get<bool>();
      } else if (name != "role" && name != "content") {
        message.extra[name] = value;
      }
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

Result<std::vector<std::string>> textsFrom(const Json& json, const char* key) {
  std::vector<std::string> texts;
  if (!json.is_array()) return invalid(key);
  for (const auto& item : json) {
    if (!item.is_string()) return invalid(key);
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace

std::string_view roleName(Role role) {
  return kRoleNames[static_cast<std::size_t>(role)].first;
}

std::optional<Role> roleFromName(std::string_view name) {
  for (const auto& [known, role] : kRoleNames)
    if (known == name) return role;
  std::string lower(name.size() > 16 ? std::string_view{} : name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const auto& [known, role] : kRoleNames)
    if (known == lower) return role;
  return std::nullopt;
}

std::string_view exampleKindName(ExampleKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<ExampleKind> exampleKindFromName(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (found == kKindNames.end()) return std::nullopt;
  return static_cast<ExampleKind>(found - kKindNames.begin());
}

bool isRatedGood(const Example& example) {
  return example.kind == ExampleKind::Rated && example.labels.size() == 1 && example.labels[0] == kGoodRating;
}

bool sameContent(const Example& a, const Example& b) {
  return a.kind == b.kind && a.messages == b.messages && a.tools == b.tools && a.text == b.text &&
         a.labels == b.labels && a.tokens == b.tokens && a.tags == b.tags && a.chosen == b.chosen &&
         a.rejected == b.rejected;
}

void beginCanonicalConversation(std::size_t turns, std::string& bytes) {
  bytes.push_back(static_cast<char>(ExampleKind::Conversation));
  appendNumber(turns, bytes);
}

void appendCanonicalTurn(Role role, std::string_view content, std::string& bytes) {
  appendTurn(role, role == Role::Assistant, content, bytes);
  appendNumber(0, bytes);
}

void endCanonicalConversation(std::string& bytes) {
  bytes.append(sizeof(std::uint64_t) + kEmptyEnd, '\0');
}

void appendCanonical(const Example& example, std::string& bytes) {
  bytes.push_back(static_cast<char>(example.kind));
  appendMessages(example.messages, bytes);
  appendJson(example.tools, bytes);
  if (example.text.empty() && example.labels.empty() && example.tokens.empty() && example.tags.empty() &&
      example.chosen.empty() && example.rejected.empty()) {
    bytes.append(kEmptyEnd, '\0');
    return;
  }
  appendText(example.text, bytes);
  appendTexts(example.labels, bytes);
  appendTexts(example.tokens, bytes);
  appendTexts(example.tags, bytes);
  appendMessages(example.chosen, bytes);
  appendMessages(example.rejected, bytes);
}

std::optional<std::string> columnText(const Example& example, std::string_view column) {
  if (!example.columns.is_object()) return std::nullopt;
  for (const auto& [name, value] : example.columns.items()) {
    if (name != column || value.is_null()) continue;
    return value.is_string() ? value.get<std::string>() : value.dump();
  }
  return std::nullopt;
}

std::string plainText(const Example& example) {
  std::string result;
  const auto add = [&](std::string_view text) {
    if (!result.empty() && !text.empty()) result.push_back('\n');
    result.append(text);
  };
  for (const auto* messages : {&example.messages, &example.chosen, &example.rejected})
    for (const auto& message : *messages) add(message.content);
  add(example.text);
  for (std::size_t i = 0; i < example.tokens.size(); ++i) {
    if (i > 0 || !result.empty()) result.push_back(' ');
    result.append(example.tokens[i]);
  }
  return result;
}

Json toJson(const Example& example) {
  Json json{{"kind", exampleKindName(example.kind)}};
  if (!example.messages.empty()) json["messages"] = messagesJson(example.messages);
  if (!example.tools.is_null()) json["tools"] = example.tools;
  if (!example.text.empty()) json["text"] = example.text;
  if (!example.labels.empty()) json["labels"] = example.labels;
  if (!example.tokens.empty()) json["tokens"] = example.tokens;
  if (!example.tags.empty()) json["tags"] = example.tags;
  if (!example.chosen.empty()) json["chosen"] = messagesJson(example.chosen);
  if (!example.rejected.empty()) json["rejected"] = messagesJson(example.rejected);
  if (!example.columns.is_null()) json["columns"] = example.columns;
  json["row"] = example.sourceRow;
  if (example.sourceFile != 0) json["file"] = example.sourceFile;
  return json;
}

Result<Example> exampleFromJson(const Json& json) {
  Example example;
  if (!json.is_object()) return invalid("row");
  bool hasKind = false;
  for (const auto& [key, value] : json.items()) {
    if (key == "kind") {
      const auto kind = value.is_string() ? exampleKindFromName(value.get_ref<const std::string&>()) : std::nullopt;
      if (!kind) return invalid(key);
      example.kind = *kind;
      hasKind = true;
    } else if (key == "messages") {
      ATTUNE_TRY(example.messages, messagesFrom(value, "messages"));
    } else if (key == "chosen") {
      ATTUNE_TRY(example.chosen, messagesFrom(value, "chosen"));
    } else if (key == "rejected") {
      ATTUNE_TRY(example.rejected, messagesFrom(value, "rejected"));
    } else if (key == "labels") {
      ATTUNE_TRY(example.labels, textsFrom(value, "labels"));
    } else if (key == "tokens") {
      ATTUNE_TRY(example.tokens, textsFrom(value, "tokens"));
    } else if (key == "tags") {
      ATTUNE_TRY(example.tags, textsFrom(value, "tags"));
    } else if (key == "tools") {
      example.tools = value;
    } else if (key == "columns") {
      example.columns = value;
    } else if (key == "text" && value.is_string()) {
      example.text = value.get<std::string>();
    } else if (key == "row" && value.is_number_unsigned()) {
      example.sourceRow = value.get<std::uint64_t>();
    } else if (key == "file" && value.is_number_unsigned()) {
      example.sourceFile = value.get<std::uint32_t>();
    } else {
      return invalid(key);
    }
  }
  if (!hasKind) return invalid("kind");
  return example;
}

}  // namespace attune

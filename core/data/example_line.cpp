// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/example_line.h"

#include <charconv>
#include <cstring>

#include "core/data/formats/row.h"

namespace attune {
namespace dom = simdjson::dom;
namespace {

// The writer below is toJson(Example).dump() without the trees between: bytes are put out as they are read.

// Sixteen bytes of which every operation is one instruction (an extension of GCC and Clang on any machine).
using Bytes16 = unsigned char __attribute__((vector_size(16)));

// Whether none of sixteen bytes must be escaped: is below the space, a quotation mark or a backslash.
bool isPlain(const char* text) {
  Bytes16 bytes;
  std::memcpy(&bytes, text, sizeof bytes);
  const auto found = (bytes < 0x20) | (bytes == '"') | (bytes == '\\');
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// The first byte from `at` on that may have to be escaped, or the size.
std::size_t plainEnd(std::string_view text, std::size_t at) {
  constexpr std::size_t kBlock = sizeof(Bytes16);
  while (at + kBlock <= text.size() && isPlain(text.data() + at)) at += kBlock;
  // The rest is the end of a block that reaches back over bytes that are known.
  if (at + kBlock > text.size() && text.size() >= kBlock && isPlain(text.data() + text.size() - kBlock))
    return text.size();
  return at;
}

// How a message of each Role begins: one piece, for there are millions.
constexpr std::string_view kRoleHeads[]{R"({"role":"system","content":)", R"({"role":"user","content":)",
                                        R"({"role":"assistant","content":)", R"({"role":"tool","content":)"};

// A message without what may stand behind its text.
void openTurn(Role role, std::string_view content, bool first, std::string& out) {
  if (!first) out.push_back(',');
  out.append(kRoleHeads[static_cast<std::size_t>(role)]);
  putJsonText(content, out);
}

void putMessages(std::string_view key, const std::vector<Message>& messages, std::string& out) {
  if (messages.empty()) return;
  out.append(",\"").append(key).append("\":[");
  for (const auto& message : messages) {
    openTurn(message.role, message.content, &message == &messages.front(), out);
    if (message.trained != (message.role == Role::Assistant))
      out.append(message.trained ? ",\"trained\":true" : ",\"trained\":false");
    if (message.extra.is_object())
      for (const auto& [name, value] : message.extra.items()) {
        out.push_back(',');
        putJsonText(name, out);
        out.append(":").append(value.dump());
      }
    out.push_back('}');
  }
  out.push_back(']');
}

void putTexts(std::string_view key, const std::vector<std::string>& texts, std::string& out) {
  if (texts.empty()) return;
  out.append(",\"").append(key).append("\":[");
  for (const auto& text : texts) {
    if (&text != &texts.front()) out.push_back(',');
    putJsonText(text, out);
  }
  out.push_back(']');
}

bool takeTexts(dom::element value, std::vector<std::string>& texts) {
  if (!value.is_array()) return false;
  const dom::array items = asArray(value);
  texts.reserve(items.size());
  for (const auto item : items) {
    std::string_view text;
    if (item.get_string().get(text) != simdjson::SUCCESS) return false;
    texts.emplace_back(text);
  }
  return true;
}

bool takeMessages(dom::element value, std::vector<Message>& messages) {
  if (!value.is_array()) return false;
  const dom::array items = asArray(value);
  messages.reserve(items.size());
  for (const auto item : items) {
    if (!item.is_object()) return false;
    Message& message = messages.emplace_back();
    bool hasRole = false, hasTrained = false;
    for (const auto [key, part] : asObject(item)) {
      std::string_view text;
      if (key == "role") {
        const auto role = part.get_string().get(text) == simdjson::SUCCESS ? roleFromName(text) : std::nullopt;
        if (!role) return false;
        message.role = *role;
        hasRole = true;
      } else if (key == "content") {
        if (part.get_string().get(text) != simdjson::SUCCESS) return false;
        message.content = text;
      } else if (key == "trained") {
        if (part.get_bool().get(message.trained) != simdjson::SUCCESS) return false;
        hasTrained = true;
      } else {
        message.extra[std::string(key)] = copyJson(part);
      }
    }
    if (!hasRole) return false;
    if (!hasTrained) message.trained = message.role == Role::Assistant;
  }
  return true;
}

bool takeField(std::string_view key, dom::element value, Example& example) {
  std::string_view text;
  std::uint64_t number = 0;
  if (key == "kind") {
    const auto kind = value.get_string().get(text) == simdjson::SUCCESS ? exampleKindFromName(text) : std::nullopt;
    if (kind) example.kind = *kind;
    return kind.has_value();
  }
  if (key == "messages") return takeMessages(value, example.messages);
  if (key == "chosen") return takeMessages(value, example.chosen);
  if (key == "rejected") return takeMessages(value, example.rejected);
  if (key == "labels") return takeTexts(value, example.labels);
  if (key == "tokens") return takeTexts(value, example.tokens);
  if (key == "tags") return takeTexts(value, example.tags);
  if (key == "tools") return example.tools = copyJson(value), true;
  if (key == "columns") return example.columns = copyJson(value), true;
  if (key == "text") {
    if (value.get_string().get(text) != simdjson::SUCCESS) return false;
    example.text = text;
    return true;
  }
  if (value.get_uint64().get(number) != simdjson::SUCCESS) return false;
  if (key == "row") return example.sourceRow = number, true;
  if (key == "file") return example.sourceFile = static_cast<std::uint32_t>(number), true;
  return false;
}

}  // namespace

void putJsonText(std::string_view text, std::string& out) {
  out.push_back('"');
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == from) i = plainEnd(text, i);
    if (i == text.size()) break;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    switch (c) {
      case '"':
        out.append("\\\"");
        break;
      case '\\':
        out.append("\\\\");
        break;
      case '\b':
        out.append("\\b");
        break;
      case '\f':
        out.append("\\f");
        break;
      case '\n':
        out.append("\\n");
        break;
      case '\r':
        out.append("\\r");
        break;
      case '\t':
        out.append("\\t");
        break;
      default: {
        constexpr char kHex[] = "0123456789abcdef";
        out.append("\\u00").push_back(kHex[c >> 4]);
        out.push_back(kHex[c & 15]);
      }
    }
  }
  out.append(text, from, text.size() - from);
  out.push_back('"');
}

void beginConversationLine(std::string& out) {
  out.append(R"({"kind":"conversation","messages":[)");
}

void putLineTurn(Role role, std::string_view content, bool first, std::string& out) {
  openTurn(role, content, first, out);
  out.push_back('}');
}

void endLine(std::uint64_t row, std::uint32_t file, std::string& out) {
  char digits[32];
  out.append(",\"row\":").append(digits, std::to_chars(digits, digits + sizeof digits, row).ptr);
  if (file != 0) out.append(",\"file\":").append(std::to_string(file));
  out.append("}\n");
}

void appendLine(const Example& example, std::string& out) {
  out.append("{\"kind\":\"").append(exampleKindName(example.kind)).push_back('"');
  putMessages("messages", example.messages, out);
  if (!example.tools.is_null()) out.append(",\"tools\":").append(example.tools.dump());
  if (!example.text.empty()) {
    out.append(",\"text\":");
    putJsonText(example.text, out);
  }
  putTexts("labels", example.labels, out);
  putTexts("tokens", example.tokens, out);
  putTexts("tags", example.tags, out);
  putMessages("chosen", example.chosen, out);
  putMessages("rejected", example.rejected, out);
  if (!example.columns.is_null()) out.append(",\"columns\":").append(example.columns.dump());
  endLine(example.sourceRow, example.sourceFile, out);
}

bool LineReader::read(std::string_view line, Example& example) {
  dom::element root;
  m_fault = "{";
  if (m_parser.parse(line.data(), line.size(), false).get(root) != simdjson::SUCCESS || !root.is_object()) return false;
  for (const auto [key, value] : asObject(root)) {
    if (takeField(key, value, example)) continue;
    m_fault = key;
    return false;
  }
  return true;
}

}  // namespace attune

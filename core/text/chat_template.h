// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/example.h"
#include "core/text/tokenizer.h"

namespace attune {

/// A half-open range [begin, end) of bytes.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const ByteRange&) const = default;
};

/// A conversation as the model sees it.
struct Rendered {
  /// A stretch of the text with one origin.
  struct Span {
    ByteRange bytes;
    bool user = false;       ///< Typed by a person or read from data: control tokens written here are plain text.
    bool generated = false;  ///< Inside a {% generation %} block of the template: what the model is to learn.
    bool focus = false;      ///< Out of the message that render() was asked to follow.
    bool operator==(const Span&) const = default;
  };
  std::string text;
  std::vector<Span> spans;  ///< Cover the text in order.

  /// The text cut at the borders of user text, for Tokenizer::encodeSegments; valid as long as this object.
  std::vector<TextSegment> segments() const;
  /// The {% generation %} ranges, adjacent ones joined.
  std::vector<ByteRange> generated() const;
};

/// The time that strftime_now shows when no variable "now" says otherwise. It is fixed, so that training data does not
/// change from one day to the next.
inline constexpr std::string_view kTemplateNow = "2026-01-05T09:07:03";

/// The present local time as a value for the variable "now", for conversations with a model.
std::string presentTemplateTime();

/// Turns a conversation into the text that one model was trained on. Immutable and cheap to copy. Thread: any.
class ChatTemplate {
 public:
  /// Parses a template. `specialTokens` are its variables bos_token, eos_token … Errors: template.syntax,
  /// template.unsupported, template.limit.
  static Result<ChatTemplate> parse(std::string_view source, Json specialTokens = Json::object());
  /// The ChatML template, for models that come without one; isFallback() tells the user.
  static ChatTemplate chatMl(Json specialTokens = Json::object());
  /// The template of a Hugging Face folder: chat_template.jinja, or chat_template in tokenizer_config.json (a text, or
  /// a list of named ones), or else ChatML. `name` chooses among several; "" is the one called "default". Errors: those
  /// of parse and readJsonFile, template.name when there is none of that name.
  static Result<ChatTemplate> load(const std::filesystem::path& modelFolder, std::string_view name = "");
  /// The template of a GGUF file: the text of its key tokenizer.chat_template, or ChatML when that is empty. The
  /// special tokens are the tokenizer's. Errors: those of parse.
  static Result<ChatTemplate> fromGguf(std::string_view source, const Tokenizer& tokenizer);

  /// Renders `messages`, an array of objects as in templates of Hugging Face. `variables` is an object of further
  /// variables: tools, documents, enable_thinking …; tools and documents are none when absent; "now" is an ISO time for
  /// strftime_now. All texts count as user text, except variables whose name ends in "_token".
  /// `focus` is the number of a message whose text is to be followed into the result.
  /// Errors: template.raised (args: the template's message, its line), template.undefined, template.type,
  /// template.security, template.unsupported, template.limit, template.input.
  Result<Rendered> render(const Json& messages, const Json& variables, bool addGenerationPrompt,
                          std::optional<std::size_t> focus = std::nullopt) const;

  const std::string& source() const;
  /// SHA-256 of everything that decides the text; a key for caches.
  const std::string& contentHash() const;
  /// The model had no template, and ChatML stands in.
  bool isFallback() const;
  /// It says itself, with {% generation %}, what the model is to learn.
  bool hasGenerationBlocks() const;

 private:
  struct Parts;
  explicit ChatTemplate(std::shared_ptr<const Parts> parts) : m_parts(std::move(parts)) {}
  static Result<ChatTemplate> make(std::string_view source, Json specialTokens, bool fallback);
  std::shared_ptr<const Parts> m_parts;
};

/// Messages in the form that templates take: role, content, and the keys of `extra`.
Json messagesToJson(std::span<const Message> messages);

/// The variables bos_token, eos_token, pad_token and unk_token of a tokenizer.
Json specialTokenVariables(const Tokenizer& tokenizer);

}  // namespace attune

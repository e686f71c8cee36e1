// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflow/questions.h"

#include <algorithm>

namespace attune {

std::optional<RowQuestion> questionOf(const Example& example) {
  const bool answered = example.kind == ExampleKind::Preference || isRatedGood(example);
  if (answered && !example.messages.empty() && !example.chosen.empty())
    return RowQuestion{example.messages, example.chosen.back().content};
  if (example.kind == ExampleKind::Classification) {
    std::string labels;
    for (const std::string& label : example.labels) labels += (labels.empty() ? "" : ", ") + label;
    return RowQuestion{{Message(Role::User, example.text)}, labels};
  }
  if (example.kind != ExampleKind::Conversation) return std::nullopt;
  const auto last = std::find_if(example.messages.rbegin(), example.messages.rend(), [](const Message& m) { return m.role == Role::Assistant; });
  if (last == example.messages.rend() || last.base() - 1 == example.messages.begin()) return std::nullopt;
  return RowQuestion{{example.messages.begin(), last.base() - 1}, last->content};
}

Result<EncodedExample> encodeQuestion(const Example& example, const ModelBundle& model, const EncodeSettings& settings) {
  EncodedExample encoded;
  const auto question = questionOf(example);
  if (!question) return encoded;
  // Not encodePrompt, whose clock would make other tokens tomorrow.
  Json variables = settings.variables.is_object() ? settings.variables : Json::object();
  if (!example.tools.is_null()) variables["tools"] = example.tools;
  ATTUNE_TRY(const Rendered rendered, model.chatTemplate.render(messagesToJson(question->messages), variables, true));
  ATTUNE_TRY(encoded.example.tokens, model.encodeRendered(rendered));
  if (settings.maxLength > 0 && encoded.example.tokens.size() >= settings.maxLength) {
    encoded.truncatedTokens = encoded.example.tokens.size();
    encoded.example.tokens.clear();
  }
  return encoded;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflow/text_pairs.h"

#include <algorithm>

namespace attune {
namespace {

const Message* lastOf(const std::vector<Message>& messages, Role role) {
  const auto found = std::find_if(messages.rbegin(), messages.rend(), [&](const Message& message) { return message.role == role; });
  return found == messages.rend() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> pairTexts(const Example& example) {
  const Message* question = lastOf(example.messages, Role::User);
  if (question == nullptr) return {};
  std::vector<std::string> texts{question->content};
  if (example.kind == ExampleKind::Preference) {
    for (const auto* answer : {&example.chosen, &example.rejected})
      if (!answer->empty()) texts.push_back(answer->back().content);
  } else if (const Message* answer = lastOf(example.messages, Role::Assistant)) {
    texts.push_back(answer->content);
  }
  return texts;
}

Result<TokenizedExample> encodeText(const std::string& text, const ModelBundle& model, const EncodeSettings& settings) {
  // Read whole, as texts that are sorted into classes are.
  Example example;
  example.kind = ExampleKind::Classification;
  example.text = text;
  EncodeSettings whole = settings;
  whole.classes = {"text"};
  ATTUNE_TRY(EncodedExample encoded, model.encode(example, whole));
  return std::move(encoded.example);
}

Result<EncodedExample> encodePair(const Example& example, const ModelBundle& model, const EncodeSettings& settings) {
  EncodedExample pair;
  for (const std::string& text : pairTexts(example)) {
    ATTUNE_TRY(const TokenizedExample one, encodeText(text, model, settings));
    pair.example.tokens.insert(pair.example.tokens.end(), one.tokens.begin(), one.tokens.end());
    pair.example.labels.push_back(static_cast<std::int32_t>(one.tokens.size()));
  }
  return pair;
}

}  // namespace attune

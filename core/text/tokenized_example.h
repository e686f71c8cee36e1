// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/example.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace attune {

/// The label of a token that bears no loss.
inline constexpr std::int32_t kNoLabel = -100;

/// An example as the model sees it. labels[t] is tokens[t] where that token is to be learnt, else kNoLabel; both have
/// one entry per token. For classification `labels` holds the class numbers alone. For tagging it holds the number of the word's
/// tag at the first token of each word; later ones that are to be learnt too bear theirs plus the number of classes.
struct TokenizedExample {
  std::vector<TokenId> tokens;
  std::vector<std::int32_t> labels;
};

/// How rows become tokens.
struct EncodeSettings {
  std::size_t maxLength = 0;            ///< Tokens that are kept; 0 keeps all.
  bool cutFromStart = false;            ///< Drop the first tokens of what is too long instead of the last.
  bool trainOnPrompt = false;           ///< Learn every token of a conversation, not the answers alone.
  bool appendEos = true;                ///< End plain text with the end-of-text token, if the tokenizer has one.
  bool controlTokensInContent = false;  ///< Let control tokens typed into the data be control tokens.
  std::vector<std::string> classes;     ///< Labels or tags in the order of the head's outputs. Without any, a
                                        ///< classification example is a question whose answer is its label.
  bool tagEveryToken = false;           ///< A word's tag is learnt at all of its tokens, not at the first alone.
  Json variables = Json::object();      ///< Further variables of the chat template (enable_thinking, now …).
};

/// The settings as text, equal for equal settings: part of a cache's key.
std::string settingsKey(const EncodeSettings& settings);

/// What one example became.
struct EncodedExample {
  TokenizedExample example;          ///< Of a preference: prompt and chosen answer. Of a bad rated answer: empty.
  TokenizedExample rejected;         ///< Of a preference: prompt and rejected answer. Of a bad rated answer: it. Else empty.
  std::size_t truncatedTokens = 0;   ///< Tokens cut off because of maxLength.
  std::size_t truncatedTrained = 0;  ///< Those of them that were to be learnt.
};

/// Tokens and labels of an example. In a conversation the loss is on what the template marks with {% generation %}, or
/// else on each trained assistant turn: from where its generation prompt ends to its end-of-turn token.
/// Errors: those of ChatTemplate::render and Tokenizer::encode; text.unknown-label (a label outside settings.classes),
/// text.tags (tokens and tags of unequal number). Thread: any.
Result<EncodedExample> encodeExample(const Example& example, const Tokenizer& tokenizer,
                                     const ChatTemplate& chatTemplate, const EncodeSettings& settings);

/// For tagging: the word of each token of encodeExample that is the first of its word, in order. Words that are cut off or have
/// no token are missing. Errors: those of encodeExample.
Result<std::vector<std::size_t>> taggedWords(const Example& example, const Tokenizer& tokenizer, const EncodeSettings& settings);

/// What happens to a token.
enum class TokenState : std::uint8_t {
  Trained,    ///< Bears loss.
  Masked,     ///< Is read only.
  Special,    ///< Is read only, and a control token.
  Truncated,  ///< Is cut off.
};

/// One token for the user's eyes.
struct TokenView {
  std::string text;  ///< The text it stands for; for a part of a character, the vocabulary's spelling.
  TokenId id = 0;
  TokenState state = TokenState::Masked;
  bool special = false;  ///< A control token, whatever its state.
};

/// An example as text and as all its tokens, the truncated ones too. A preference shows the chosen answer.
struct ExampleView {
  std::string rendered;
  std::vector<TokenView> tokens;
};

/// Errors: those of encodeExample.
Result<ExampleView> describeTokens(const Example& example, const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                                   const EncodeSettings& settings);

}  // namespace attune

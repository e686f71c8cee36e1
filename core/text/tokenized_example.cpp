// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenized_example.h"

#include <algorithm>
#include <span>

#include "core/text/answer_ranges.h"

namespace attune {
namespace {

// All tokens of one text before the cut, with what the view and the cut need to know.
struct Uncut {
  std::string text;
  Encoding encoding;
  std::vector<std::int32_t> labels;  ///< One per token, or the class numbers alone.
  bool perToken = true;
  std::vector<std::size_t> words;  ///< For tagging: those that have a token.
  std::size_t trailing = 0;  ///< Last tokens that a cut must keep: [SEP] and its like.
};

bool endsAnswer(const Tokenizer& tokenizer, TokenId id) {
  const auto& ends = tokenizer.specialIds().endOfGeneration;
  return tokenizer.isSpecial(id) || std::find(ends.begin(), ends.end(), id) != ends.end();
}

bool isBlank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// Marks the tokens of one answer as learnt. A token that reaches over the border of the range belongs to it.
void trainAnswer(const AnswerRange& answer, const Tokenizer& tokenizer, Uncut& uncut) {
  const auto& encoding = uncut.encoding;
  std::size_t first = encoding.ids.size();
  std::size_t end = 0;
  std::size_t lastControl = encoding.ids.size();
  for (std::size_t t = 0; t < encoding.ids.size(); ++t) {
    const TextRange& at = encoding.byteOffsets[t];
    if (at.begin == at.end || at.end <= answer.bytes.begin) continue;
    const bool inside = at.begin < answer.bytes.end;
    if (!inside && !answer.extends) break;
    const bool control = endsAnswer(tokenizer, encoding.ids[t]);
    if (inside || control) {
      first = std::min(first, t);
      if (control) lastControl = t;
      end = t + 1;
    }
    if (!inside && control) break;
  }
  if (answer.endsWithControlToken && lastControl < encoding.ids.size()) {
    end = lastControl + 1;
  } else if (answer.endsWithControlToken) {
    // No token ends the turn: the line breaks that the template puts behind it are not the model's to write.
    while (end > first && std::all_of(uncut.text.begin() + encoding.byteOffsets[end - 1].begin,
                                      uncut.text.begin() + encoding.byteOffsets[end - 1].end, isBlank))
      --end;
  }
  for (std::size_t t = first; t < end; ++t) uncut.labels[t] = encoding.ids[t];
}

Result<Uncut> conversation(const std::vector<Message>& messages, const Json& tools, const Tokenizer& tokenizer,
                           const ChatTemplate& chatTemplate, const EncodeSettings& settings) {
  Json variables = settings.variables.is_object() ? settings.variables : Json::object();
  if (!tools.is_null()) variables["tools"] = tools;
  ATTUNE_TRY(Rendered rendered, chatTemplate.render(messagesToJson(messages), variables, false));
  std::vector<TextSegment> segments = rendered.segments();
  if (settings.controlTokensInContent)
    for (TextSegment& segment : segments) segment.allowSpecial = true;
  Uncut uncut;
  ATTUNE_TRY(uncut.encoding, tokenizer.encodeSegmentsWithOffsets(segments));
  uncut.text = rendered.text;
  if (settings.trainOnPrompt) {
    uncut.labels = uncut.encoding.ids;
    return uncut;
  }
  uncut.labels.assign(uncut.encoding.ids.size(), kNoLabel);
  ATTUNE_TRY(const auto answers, findAnswers(chatTemplate, messages, variables, rendered));
  for (const AnswerRange& answer : answers) trainAnswer(answer, tokenizer, uncut);
  return uncut;
}

Result<Uncut> plainText(const std::string& text, const Tokenizer& tokenizer, const EncodeSettings& settings) {
  Uncut uncut;
  uncut.text = text;
  ATTUNE_TRY(uncut.encoding, tokenizer.encode(text, {true, settings.controlTokensInContent}));
  const auto eos = tokenizer.specialIds().eos;
  auto& encoding = uncut.encoding;
  if (settings.appendEos && eos && (encoding.ids.empty() || encoding.ids.back() != *eos)) {
    const auto end = static_cast<std::uint32_t>(text.size());
    encoding.ids.push_back(*eos);
    encoding.tokens.push_back(tokenizer.idToToken(*eos).value_or(""));
    encoding.byteOffsets.push_back({end, end});
  }
  uncut.labels = encoding.ids;
  return uncut;
}

// Tokens that the post-processor put behind the text.
std::size_t trailingTokens(const Encoding& encoding) {
  std::size_t count = 0;
  while (count < encoding.byteOffsets.size()) {
    const TextRange& at = encoding.byteOffsets[encoding.byteOffsets.size() - 1 - count];
    if (at.begin != at.end) break;
    ++count;
  }
  return count == encoding.ids.size() ? 0 : count;
}

Result<std::int32_t> classNumber(const std::string& label, const EncodeSettings& settings) {
  const auto found = std::find(settings.classes.begin(), settings.classes.end(), label);
  if (found == settings.classes.end())
    return fail("text.unknown-label", ATTUNE_TEXT("The label “{0}” is not among the {1} classes of this model."),
                {label, std::to_string(settings.classes.size())},
                ATTUNE_TEXT("Train with a dataset that has this label, or correct the label in the data."));
  return static_cast<std::int32_t>(found - settings.classes.begin());
}

Result<Uncut> classification(const Example& example, const Tokenizer& tokenizer, const EncodeSettings& settings) {
  Uncut uncut;
  uncut.text = example.text;
  ATTUNE_TRY(uncut.encoding, tokenizer.encode(example.text, {true, settings.controlTokensInContent}));
  uncut.trailing = trailingTokens(uncut.encoding);
  uncut.perToken = false;
  for (const std::string& label : example.labels) {
    ATTUNE_TRY(const std::int32_t number, classNumber(label, settings));
    uncut.labels.push_back(number);
  }
  return uncut;
}

// The tag of a word's later tokens: they are inside of what its first one begins, if there is such a tag.
std::int32_t laterTag(std::int32_t tag, const EncodeSettings& settings) {
  std::string name = settings.classes[static_cast<std::size_t>(tag)];
  if (!name.starts_with("B-")) return tag;
  name[0] = 'I';
  const auto inside = std::find(settings.classes.begin(), settings.classes.end(), name);
  return inside == settings.classes.end() ? tag : static_cast<std::int32_t>(inside - settings.classes.begin());
}

// The words are joined by blanks; the first token of each word bears its tag.
Result<Uncut> tokenTags(const Example& example, const Tokenizer& tokenizer, const EncodeSettings& settings) {
  if (example.tokens.size() != example.tags.size())
    return fail("text.tags", ATTUNE_TEXT("A sentence has {0} words but {1} tags."),
                {std::to_string(example.tokens.size()), std::to_string(example.tags.size())});
  Uncut uncut;
  std::vector<std::pair<std::size_t, std::int32_t>> ends;  // where each word ends, and its tag
  for (std::size_t i = 0; i < example.tokens.size(); ++i) {
    if (i > 0) uncut.text += ' ';
    uncut.text += example.tokens[i];
    // Without classes it is only shown, or counted.
    std::int32_t tag = 0;
    if (!settings.classes.empty()) {
      ATTUNE_TRY(tag, classNumber(example.tags[i], settings));
    }
    ends.emplace_back(uncut.text.size(), tag);
  }
  ATTUNE_TRY(uncut.encoding, tokenizer.encode(uncut.text, {true, settings.controlTokensInContent}));
  uncut.trailing = trailingTokens(uncut.encoding);
  uncut.labels.assign(uncut.encoding.ids.size(), kNoLabel);
  std::size_t next = 0;  // the first word that has no token yet
  for (std::size_t t = 0; t < uncut.encoding.ids.size(); ++t) {
    const TextRange& at = uncut.encoding.byteOffsets[t];
    if (at.begin == at.end) continue;
    // The word in which the token ends: some tokenizers give a word's first token the blank before it.
    const auto word = static_cast<std::size_t>(
        std::lower_bound(ends.begin(), ends.end(), std::pair<std::size_t, std::int32_t>{at.end, INT32_MIN}) -
        ends.begin());
    if (word >= ends.size()) continue;
    if (word >= next) {
      uncut.labels[t] = ends[word].second;
      uncut.words.push_back(word);
      next = word + 1;
    } else if (settings.tagEveryToken && !settings.classes.empty()) {
      uncut.labels[t] = laterTag(ends[word].second, settings) + static_cast<std::int32_t>(settings.classes.size());
    }
  }
  return uncut;
}

Result<Uncut> encodeUncut(const Example& example, const std::vector<Message>* answer, const Tokenizer& tokenizer,
                          const ChatTemplate& chatTemplate, const EncodeSettings& settings) {
  switch (example.kind) {
    case ExampleKind::Conversation:
      return conversation(example.messages, example.tools, tokenizer, chatTemplate, settings);
    case ExampleKind::PlainText:
      return plainText(example.text, tokenizer, settings);
    case ExampleKind::TokenTags:
      return tokenTags(example, tokenizer, settings);
    case ExampleKind::Classification: {
      if (!settings.classes.empty()) return classification(example, tokenizer, settings);
      std::string label;
      for (const std::string& one : example.labels) label += (label.empty() ? "" : ", ") + one;
      return conversation({Message(Role::User, example.text), Message(Role::Assistant, label)}, {}, tokenizer,
                          chatTemplate, settings);
    }
    case ExampleKind::Preference:
    case ExampleKind::Rated:
      break;
  }
  // What is compared are the two answers, so nothing of the prompt is learnt.
  std::vector<Message> messages = example.messages;
  for (Message& message : messages) message.trained = false;
  messages.insert(messages.end(), answer->begin(), answer->end());
  return conversation(messages, example.tools, tokenizer, chatTemplate, settings);
}

// Which tokens [begin, end) and how many trailing ones a limit of `maxLength` leaves.
struct Cut {
  std::size_t begin = 0, end = 0, trailing = 0;
};

Cut cutOf(const Uncut& uncut, const EncodeSettings& settings) {
  const std::size_t size = uncut.encoding.ids.size();
  if (settings.maxLength == 0 || size <= settings.maxLength) return {0, size, 0};
  if (settings.cutFromStart) return {size - settings.maxLength, size, 0};
  const std::size_t trailing = std::min(uncut.trailing, settings.maxLength);
  return {0, settings.maxLength - trailing, trailing};
}

bool isKept(const Cut& cut, std::size_t size, std::size_t t) {
  return (t >= cut.begin && t < cut.end) || t >= size - cut.trailing;
}

TokenizedExample applyCut(const Uncut& uncut, const EncodeSettings& settings, EncodedExample& counts) {
  const Cut cut = cutOf(uncut, settings);
  const std::size_t size = uncut.encoding.ids.size();
  TokenizedExample out;
  for (std::size_t t = 0; t < size; ++t) {
    if (isKept(cut, size, t)) {
      out.tokens.push_back(uncut.encoding.ids[t]);
      if (uncut.perToken) out.labels.push_back(uncut.labels[t]);
    } else {
      ++counts.truncatedTokens;
      if (uncut.perToken && uncut.labels[t] != kNoLabel) ++counts.truncatedTrained;
    }
  }
  if (!uncut.perToken) out.labels = uncut.labels;
  return out;
}

// The text of a token; several tokens can share one character.
std::string tokenText(const Uncut& uncut, std::size_t t, const Tokenizer& tokenizer) {
  const auto& offsets = uncut.encoding.byteOffsets;
  const TextRange& at = offsets[t];
  const bool shared =
      (t > 0 && offsets[t - 1].end > at.begin && offsets[t - 1].begin < offsets[t - 1].end) ||
      (t + 1 < offsets.size() && offsets[t + 1].begin < at.end && offsets[t + 1].begin < offsets[t + 1].end);
  if (at.begin < at.end && !shared) return uncut.text.substr(at.begin, at.end - at.begin);
  return tokenizer.idToToken(uncut.encoding.ids[t]).value_or("");
}

}  // namespace

std::string settingsKey(const EncodeSettings& settings) {
  return Json{{"max_length", settings.maxLength},
              {"cut_from_start", settings.cutFromStart},
              {"train_on_prompt", settings.trainOnPrompt},
              {"append_eos", settings.appendEos},
              {"control_tokens_in_content", settings.controlTokensInContent},
              {"classes", settings.classes},
              {"tag_every_token", settings.tagEveryToken},
              {"variables", settings.variables}}
      .dump();
}

Result<EncodedExample> encodeExample(const Example& example, const Tokenizer& tokenizer,
                                     const ChatTemplate& chatTemplate, const EncodeSettings& settings) {
  EncodedExample out;
  ATTUNE_TRY(const Uncut chosen, encodeUncut(example, &example.chosen, tokenizer, chatTemplate, settings));
  out.example = applyCut(chosen, settings, out);
  if (example.kind == ExampleKind::Preference) {
    ATTUNE_TRY(const Uncut rejected, encodeUncut(example, &example.rejected, tokenizer, chatTemplate, settings));
    out.rejected = applyCut(rejected, settings, out);
  }
  if (example.kind == ExampleKind::Rated && !isRatedGood(example)) std::swap(out.example, out.rejected);
  return out;
}

Result<std::vector<std::size_t>> taggedWords(const Example& example, const Tokenizer& tokenizer, const EncodeSettings& settings) {
  EncodeSettings firstAlone = settings;
  firstAlone.tagEveryToken = false;
  ATTUNE_TRY(const Uncut uncut, tokenTags(example, tokenizer, firstAlone));
  const Cut cut = cutOf(uncut, firstAlone);
  std::vector<std::size_t> words;
  std::size_t word = 0;
  for (std::size_t t = 0; t < uncut.labels.size(); ++t) {
    if (uncut.labels[t] == kNoLabel) continue;
    if (isKept(cut, uncut.labels.size(), t)) words.push_back(uncut.words[word]);
    ++word;
  }
  return words;
}

Result<ExampleView> describeTokens(const Example& example, const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                                   const EncodeSettings& settings) {
  ATTUNE_TRY(const Uncut uncut, encodeUncut(example, &example.chosen, tokenizer, chatTemplate, settings));
  const Cut cut = cutOf(uncut, settings);
  const std::size_t size = uncut.encoding.ids.size();
  ExampleView view{uncut.text, {}};
  for (std::size_t t = 0; t < size; ++t) {
    TokenView token;
    token.id = uncut.encoding.ids[t];
    token.text = tokenText(uncut, t, tokenizer);
    token.special = tokenizer.isSpecial(token.id);
    const bool trained = uncut.perToken && uncut.labels[t] != kNoLabel;
    token.state = !isKept(cut, size, t) ? TokenState::Truncated
                  : trained             ? TokenState::Trained
                  : token.special       ? TokenState::Special
                                        : TokenState::Masked;
    view.tokens.push_back(std::move(token));
  }
  return view;
}

}  // namespace attune

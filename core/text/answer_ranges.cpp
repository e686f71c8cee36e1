// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/answer_ranges.h"

#include <algorithm>
#include <optional>
#include <span>

namespace attune {
namespace {

bool isAnswer(const Message& message) {
  return message.role == Role::Assistant;
}

// The bytes from the first to the last that come out of message number `index`, if any do.
Result<std::optional<ByteRange>> bytesOfMessage(const ChatTemplate& chatTemplate, const std::vector<Message>& messages,
                                                const Json& variables, std::size_t index) {
  ATTUNE_TRY(const Rendered rendered, chatTemplate.render(messagesToJson(messages), variables, false, index));
  std::optional<ByteRange> range;
  for (const auto& span : rendered.spans) {
    if (!span.focus) continue;
    if (!range) range = span.bytes;
    range->end = span.bytes.end;
  }
  return range;
}

class Finder {
 public:
  Finder(const ChatTemplate& chatTemplate, const std::vector<Message>& messages, const Json& variables,
         const Rendered& full)
      : m_template(chatTemplate), m_messages(messages), m_variables(variables), m_full(full) {}

  Result<AnswerRange> find(std::size_t index) const {
    AnswerRange answer;
    const auto head = render(index, true);
    const bool headFits = head && m_full.text.starts_with(*head);
    const bool isLast = index + 1 == m_messages.size();
    const auto upTo = isLast ? std::optional(m_full.text) : render(index + 1, false);
    const bool upToFits = upTo && m_full.text.starts_with(*upTo);
    std::optional<ByteRange> own;
    if (!headFits || !upToFits) {
      ATTUNE_TRY(own, bytesOfMessage(m_template, m_messages, m_variables, index));
    }
    answer.bytes.begin = headFits ? head->size() : own ? own->begin : head ? common(*head) : m_full.text.size();
    answer.bytes.end = upToFits ? upTo->size() : own ? own->end : answer.bytes.begin;
    answer.bytes.end = std::max(answer.bytes.begin, answer.bytes.end);
    // Without any text of its own, a turn whose end is unknown teaches nothing.
    answer.extends = !upToFits && own.has_value();
    return answer;
  }

 private:
  // The first `count` messages; nothing where the template refuses such a beginning.
  std::optional<std::string> render(std::size_t count, bool prompt) const {
    auto rendered = m_template.render(messagesToJson(std::span(m_messages).first(count)), m_variables, prompt);
    return rendered ? std::optional(std::move(rendered->text)) : std::nullopt;
  }

  std::size_t common(const std::string& other) const {
    const auto [mine, theirs] = std::mismatch(m_full.text.begin(), m_full.text.end(), other.begin(), other.end());
    return static_cast<std::size_t>(mine - m_full.text.begin());
  }

  const ChatTemplate& m_template;
  const std::vector<Message>& m_messages;
  const Json& m_variables;
  const Rendered& m_full;
};

}  // namespace

Result<std::vector<AnswerRange>> findAnswers(const ChatTemplate& chatTemplate, const std::vector<Message>& messages,
                                             const Json& variables, const Rendered& full) {
  std::vector<AnswerRange> answers;
  const auto marked = full.generated();
  const bool all =
      std::all_of(messages.begin(), messages.end(), [](const Message& m) { return !isAnswer(m) || m.trained; });
  const auto turns = static_cast<std::size_t>(std::count_if(messages.begin(), messages.end(), isAnswer));
  if (!marked.empty() && (all || marked.size() == turns)) {
    std::size_t turn = 0;
    std::vector<bool> trained;
    for (const Message& message : messages)
      if (isAnswer(message)) trained.push_back(message.trained);
    for (const ByteRange& range : marked)
      if (all || trained[turn++]) answers.push_back({range, false, false});
    return answers;
  }
  const Finder finder(chatTemplate, messages, variables, full);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (!isAnswer(messages[i]) || !messages[i].trained) continue;
    ATTUNE_TRY(const AnswerRange answer, finder.find(i));
    answers.push_back(answer);
  }
  return answers;
}

}  // namespace attune

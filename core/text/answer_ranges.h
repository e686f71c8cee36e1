// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/base/error.h"
#include "core/text/chat_template.h"

namespace attune {

/// Where a trained answer stands in a rendered conversation.
struct AnswerRange {
  ByteRange bytes;
  /// The template gives the end only roughly, so that the loss ends with the last control token in the range; false
  /// when the template itself marks the range.
  bool endsWithControlToken = true;
  /// The end is unknown: it is the first control token at or behind bytes.end.
  bool extends = false;
};

/// The trained answers of `messages`, of which `full` is the rendering. Renders prefixes and compares them with the
/// whole, and where a template does not render a prefix the same (it drops earlier reasoning, say), looks where the
/// turn's own text went. Errors: those of ChatTemplate::render.
Result<std::vector<AnswerRange>> findAnswers(const ChatTemplate& chatTemplate, const std::vector<Message>& messages,
                                             const Json& variables, const Rendered& full);

}  // namespace attune

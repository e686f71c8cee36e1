// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/text/chat_template.h"

namespace attune {

/// The text that `attune template` prints for a messages file: a list of messages, or an object with messages, tools,
/// documents, add_generation_prompt, now and any variables. `name` is what messages call the file.
/// Errors: those of parseJson and ChatTemplate::render, template.input.
Result<std::string> renderMessagesFile(const ChatTemplate& chatTemplate, std::string_view content,
                                       const std::string& name, bool addGenerationPrompt);

/// The same for a .jsonl file with one such object a line; gives one JSON object a line, {"text": …} or {"error": …}
/// with the template's own message when it raised one. Errors: those of parseJson, naming the line.
Result<std::string> renderMessagesLines(const ChatTemplate& chatTemplate, std::string_view content,
                                        const std::string& name, bool addGenerationPrompt);

/// Chooses between the two by the name's ending.
Result<std::string> renderMessages(const ChatTemplate& chatTemplate, std::string_view content, const std::string& name,
                                   bool addGenerationPrompt);

}  // namespace attune

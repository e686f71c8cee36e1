// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/chat_template_files.h"

namespace attune {
namespace {

Result<std::string> renderInput(const ChatTemplate& chatTemplate, const Json& input, const std::string& name,
                                bool addGenerationPrompt) {
  if (!input.is_array() && !(input.is_object() && input.contains("messages")))
    return fail("template.input",
                ATTUNE_TEXT("“{0}” must hold a list of messages, or an object with the key “messages”."), {name});
  Json variables = Json::object();
  if (input.is_object())
    for (const auto& [key, value] : input.items())
      if (key != "messages" && key != "add_generation_prompt") variables[key] = value;
  const bool asked =
      input.is_object() && input.contains("add_generation_prompt") && input["add_generation_prompt"] == true;
  ATTUNE_TRY(Rendered rendered, chatTemplate.render(input.is_array() ? input : input["messages"], variables,
                                                    addGenerationPrompt || asked));
  return std::move(rendered.text);
}

}  // namespace

Result<std::string> renderMessagesFile(const ChatTemplate& chatTemplate, std::string_view content,
                                       const std::string& name, bool addGenerationPrompt) {
  ATTUNE_TRY(const Json input, parseJson(content, name));
  return renderInput(chatTemplate, input, name, addGenerationPrompt);
}

Result<std::string> renderMessagesLines(const ChatTemplate& chatTemplate, std::string_view content,
                                        const std::string& name, bool addGenerationPrompt) {
  std::string out;
  int number = 0;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    const std::string_view line = content.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    ATTUNE_TRY(const Json input, parseJson(line, name + ":" + std::to_string(number)));
    const auto text = renderInput(chatTemplate, input, name + ":" + std::to_string(number), addGenerationPrompt);
    Json result;
    if (text)
      result["text"] = *text;
    else
      result["error"] = text.error().code == "template.raised" ? text.error().args.at(0) : describe(text.error());
    // Escaped, so that no line separator of a text ends the line for a reader that knows more of them than \n.
    out += result.dump(-1, ' ', true) + "\n";
  }
  return out;
}

Result<std::string> renderMessages(const ChatTemplate& chatTemplate, std::string_view content, const std::string& name,
                                   bool addGenerationPrompt) {
  return name.ends_with(".jsonl") ? renderMessagesLines(chatTemplate, content, name, addGenerationPrompt)
                                  : renderMessagesFile(chatTemplate, content, name, addGenerationPrompt);
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jinja/template.h"

#include <new>

#include "core/text/jinja/lexer.h"
#include "core/text/jinja/parser.h"
#include "core/text/jinja/renderer.h"
#include "core/text/jinja/unicode.h"

namespace attune::jinja {

struct Template::Tree {
  Block block;
  ScopeFacts facts;
  Limits limits;
};

Template::Template(std::unique_ptr<const Tree> tree) : m_tree(std::move(tree)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

namespace {

Error toError(const Failure& failure, int line) {
  const std::string at = std::to_string(failure.line > 0 ? failure.line : line);
  if (failure.code == "template.raised")
    return {
        failure.code, ATTUNE_TEXT("The chat template refuses this conversation: {0}"), {failure.detail, at}, "", ""};
  Error error{failure.code,
              ATTUNE_TEXT("Line {0} of the chat template fails for this conversation."),
              {at},
              failure.detail,
              ""};
  if (failure.code == "template.syntax") {
    error.text = ATTUNE_TEXT("The chat template has a syntax error in line {0}.");
  } else if (failure.code == "template.unsupported") {
    error.text = ATTUNE_TEXT("Line {0} of the chat template uses something that Attune cannot render.");
    error.hint = ATTUNE_TEXT("Choose another chat template for this model, or edit that line.");
  } else if (failure.code == "template.limit") {
    error.text = ATTUNE_TEXT("The chat template was stopped in line {0} because it exceeds a limit.");
  }
  return error;
}

bool isUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i)
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return false;
    const char32_t point = codePointAt(text, at);
    if ((length == 3 && point < 0x800) || (length == 4 && (point < 0x10000 || point > 0x10FFFF)) ||
        (point >= 0xD800 && point < 0xE000))
      return false;
    at += length;
  }
  return true;
}

bool mentionsGeneration(const Block& block) {
  for (const auto& statement : block) {
    if (statement->kind == StatementKind::Generation) return true;
    for (const Block& inner : statement->blocks)
      if (mentionsGeneration(inner)) return true;
  }
  return false;
}

}  // namespace

bool Template::hasGeneration() const {
  return mentionsGeneration(m_tree->block);
}

Result<Template> Template::parse(std::string_view source, const Limits& limits) {
  if (source.size() > limits.templateBytes)
    return fail("template.limit", ATTUNE_TEXT("The chat template is larger than the {0} bytes allowed."),
                {std::to_string(limits.templateBytes)});
  if (!isUtf8(source)) return fail("template.syntax", ATTUNE_TEXT("The chat template is not valid UTF-8 text."));
  try {
    auto tree = std::make_unique<Tree>();
    tree->block = Parser(tokenize(source)).parse();
    tree->facts = analyzeScopes(tree->block);
    tree->limits = limits;
    return Template(std::move(tree));
  } catch (const Failure& failure) {
    return tl::unexpected(toError(failure, 1));
  } catch (const std::bad_alloc&) {
    return tl::unexpected(toError({"template.limit", "memory", 0}, 1));
  }
}

Result<Text> Template::render(const Dict& variables, const Clock& clock) const {
  Renderer renderer(m_tree->limits, clock.time, clock.microseconds, variables);
  try {
    return renderer.render(m_tree->block, m_tree->facts);
  } catch (const Failure& failure) {
    return tl::unexpected(toError(failure, renderer.line()));
  } catch (const std::bad_alloc&) {
    return tl::unexpected(toError({"template.limit", "memory", 0}, renderer.line()));
  }
}

}  // namespace attune::jinja

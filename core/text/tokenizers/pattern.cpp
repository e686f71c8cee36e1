// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace attune::tokenizers {

struct Pattern::Compiled {
  pcre2_code* code = nullptr;
  bool jit = false;
  ~Compiled() { pcre2_code_free(code); }
};

Pattern::~Pattern() = default;

namespace {

std::string pcreMessage(int error) {
  char buffer[256] = "";
  pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(buffer), sizeof buffer);
  return buffer;
}

// Working memory of matching, one per thread.
struct Workspace {
  pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(32 * 1024, 4 * 1024 * 1024, nullptr);
  Workspace() { pcre2_jit_stack_assign(context, nullptr, stack); }
  ~Workspace() {
    pcre2_jit_stack_free(stack);
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
};

Workspace& workspace() {
  thread_local Workspace space;
  return space;
}

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

Result<std::unique_ptr<const Pattern>> Pattern::fromRegex(const std::string& regex, const std::string& file,
                                                          bool useScanner) {
  auto translated = translateRegex(regex);
  if (!translated)
    return fail("tokenizer.unsupported", ATTUNE_TEXT("{0}: the regular expression “{1}” cannot be used."), {file, regex}, {},
                describe(translated.error()));
  int error = 0;
  PCRE2_SIZE at = 0;
  auto compiled = std::make_unique<Compiled>();
  compiled->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated->data()), translated->size(),
                                 PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NO_UTF_CHECK, &error, &at, nullptr);
  if (!compiled->code)
    return fail("tokenizer.invalid", ATTUNE_TEXT("{0}: “{1}” is not a valid regular expression."), {file, regex}, {},
                pcreMessage(error));
  compiled->jit = pcre2_jit_compile(compiled->code, PCRE2_JIT_COMPLETE) == 0;
  std::unique_ptr<Pattern> pattern(new Pattern);
  std::uint32_t canBeEmpty = 0;
  pcre2_pattern_info(compiled->code, PCRE2_INFO_MATCHEMPTY, &canBeEmpty);
  pattern->m_canBeEmpty = canBeEmpty != 0;
  pattern->m_regex = std::move(compiled);
  if (useScanner) pattern->m_scanner = knownScanner(regex);
  return pattern;
}

std::unique_ptr<const Pattern> Pattern::fromLiteral(std::string literal) {
  std::unique_ptr<Pattern> pattern(new Pattern);
  pattern->m_canBeEmpty = literal.empty();
  pattern->m_literal = std::move(literal);
  return pattern;
}

Result<std::unique_ptr<const Pattern>> Pattern::fromJson(const Fields& owner, const std::string& key) {
  ATTUNE_TRY(const Json* value, owner.object(key));
  const Fields fields = owner.child(*value, key);
  if (value->size() == 1 && value->contains("String")) {
    ATTUNE_TRY(std::string literal, fields.text("String"));
    return fromLiteral(std::move(literal));
  }
  if (value->size() == 1 && value->contains("Regex")) {
    ATTUNE_TRY(const std::string regex, fields.text("Regex"));
    return fromRegex(regex, owner.file());
  }
  return owner.wrong(key, "a “String” or a “Regex”");
}

Result<std::vector<Match>> Pattern::find(std::string_view text) const {
  if (m_regex && !m_scanner) return findRegex(text);
  std::vector<Match> matches;
  if (text.empty()) return matches.push_back({{0, 0}, false}), matches;
  std::size_t done = 0;
  const auto found = [&](std::size_t begin, std::size_t end) {
    if (begin > done) matches.push_back({span(done, begin), false});
    matches.push_back({span(begin, end), true});
    done = end;
  };
  if (m_scanner) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = m_scanner(text, at);
      if (end > at) found(at, end);
      at = end > at ? end : at + unicode::sequenceLength(static_cast<unsigned char>(text[at]));
    }
  } else if (m_literal.empty()) {
    unicode::forEachChar(text, [&](char32_t, std::size_t at, unsigned) { found(at, at); });
    found(text.size(), text.size());
  } else {
    for (std::size_t at = text.find(m_literal); at != std::string_view::npos; at = text.find(m_literal, done))
      found(at, at + m_literal.size());
  }
  if (done < text.size()) matches.push_back({span(done, text.size()), false});
  return matches;
}

Result<std::vector<Match>> Pattern::findRegex(std::string_view text) const {
  std::vector<Match> matches;
  if (text.empty()) return matches.push_back({{0, 0}, false}), matches;
  Workspace& space = workspace();
  const auto* subject = reinterpret_cast<PCRE2_SPTR>(text.data());
  std::size_t done = 0, start = 0, lastEnd = std::string_view::npos;
  while (start <= text.size()) {
    int code = m_regex->jit ? pcre2_jit_match(m_regex->code, subject, text.size(), start, 0, space.data, space.context)
                            : PCRE2_ERROR_JIT_STACKLIMIT;
    if (code == PCRE2_ERROR_JIT_STACKLIMIT)
      code = pcre2_match(m_regex->code, subject, text.size(), start, PCRE2_NO_JIT | PCRE2_NO_UTF_CHECK, space.data,
                         space.context);
    if (code == PCRE2_ERROR_NOMATCH) break;
    if (code < 0)
      return fail("tokenizer.encode", ATTUNE_TEXT("The tokenizer’s regular expression gave up on a text of {0} bytes."),
                  {std::to_string(text.size())}, {}, pcreMessage(code));
    const PCRE2_SIZE* range = pcre2_get_ovector_pointer(space.data);
    const std::size_t begin = range[0], end = range[1];
    // An empty match right after another one does not count.
    if (begin == end && lastEnd == end) {
      start += start < text.size() ? unicode::sequenceLength(static_cast<unsigned char>(text[start])) : 1;
      continue;
    }
    if (begin > done) matches.push_back({span(done, begin), false});
    matches.push_back({span(begin, end), true});
    done = start = lastEnd = end;
  }
  if (done < text.size()) matches.push_back({span(done, text.size()), false});
  return matches;
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/answer_rules.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "core/eval/metrics.h"
#include "core/text/tokenizers/pattern.h"

namespace attune {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Exactly three digits stand at `at`.
bool groupAt(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return i < text.size() && isDigit(text[i]); };
  return digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
}

bool sameNumber(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b && std::abs(*a - *b) <= 1e-9 * std::max(1.0, std::abs(*b));
}

bool containsWords(std::string_view answer, std::string_view reference) {
  const auto all = words(answer), wanted = words(reference);
  return !wanted.empty() && std::search(all.begin(), all.end(), wanted.begin(), wanted.end()) != all.end();
}

double lengthScore(std::string_view answer, std::int64_t most) {
  const double over = static_cast<double>(words(answer).size()) / static_cast<double>(most) - 1;
  return std::clamp(1 - over, 0.0, 1.0);
}

}  // namespace

std::optional<double> lastNumber(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && isDigit(text[i]); };
  const auto oneOf = [&](std::size_t i, std::string_view signs) { return i < text.size() && signs.find(text[i]) != std::string_view::npos; };
  std::optional<double> last;
  for (std::size_t at = 0; at < text.size();) {
    if (!isDigit(text[at])) {
      ++at;
      continue;
    }
    // A hyphen within a word or between numbers is no sign.
    const bool minus = at > 0 && text[at - 1] == '-' && (at == 1 || std::isalnum(static_cast<unsigned char>(text[at - 2])) == 0);
    std::string digits;
    const auto take = [&] {
      while (digit(at)) digits += text[at++];
    };
    take();
    for (bool grouped = digits.size() <= 3; grouped && oneOf(at, ", '") && groupAt(text, at + 1);) {
      ++at;
      take();
    }
    if (oneOf(at, ".,") && digit(at + 1)) {
      digits += '.';
      ++at;
      take();
    }
    double value = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc()) last = minus ? -value : value;
  }
  return last;
}

struct AnswerRules::Pattern {
  std::unique_ptr<const tokenizers::Pattern> regex;
};

AnswerRules::AnswerRules(AnswerWeights weights, std::unique_ptr<const Pattern> pattern)
    : m_weights(std::move(weights)), m_pattern(std::move(pattern)) {}
AnswerRules::~AnswerRules() = default;
AnswerRules::AnswerRules(AnswerRules&&) noexcept = default;
AnswerRules& AnswerRules::operator=(AnswerRules&&) noexcept = default;

Result<AnswerRules> AnswerRules::create(const AnswerWeights& given) {
  AnswerWeights weights = given;
  if (weights.regex.empty()) weights.pattern = 0;
  if (weights.words <= 0) weights.length = 0;
  std::unique_ptr<Pattern> pattern;
  if (weights.pattern > 0) {
    auto regex = tokenizers::Pattern::fromRegex(weights.regex, "", false);
    if (!regex)
      return fail("reward.pattern", ATTUNE_TEXT("“{0}” is not a regular expression that can be read."), {weights.regex},
                  ATTUNE_TEXT("Check brackets and backslashes."), regex.error().detail);
    pattern = std::make_unique<Pattern>(Pattern{std::move(*regex)});
  }
  return AnswerRules(std::move(weights), std::move(pattern));
}

double AnswerRules::weight() const {
  return m_weights.exact + m_weights.contains + m_weights.number + m_weights.pattern + m_weights.length;
}

double AnswerRules::score(std::string_view answer, std::string_view reference) const {
  double sum = 0;
  if (m_weights.exact > 0) sum += m_weights.exact * exactMatch(answer, reference);
  if (m_weights.contains > 0 && containsWords(answer, reference)) sum += m_weights.contains;
  if (m_weights.number > 0 && sameNumber(lastNumber(answer), lastNumber(reference))) sum += m_weights.number;
  if (m_weights.length > 0) sum += m_weights.length * lengthScore(answer, m_weights.words);
  if (m_pattern) {
    // An expression that gives up on a text has not matched it.
    const auto found = m_pattern->regex->find(answer);
    if (found && std::ranges::any_of(*found, &tokenizers::Match::isMatch)) sum += m_weights.pattern;
  }
  return sum;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// What makes an answer good, as rules that need no model.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace attune {

/// Weights of what an answer can be rewarded for; 0 leaves a rule out.
struct AnswerWeights {
  double exact = 0;       ///< It has the words of the reference, as exactMatch compares them.
  double contains = 0;    ///< The words of the reference stand in it, side by side.
  double number = 0;      ///< Its last number is the reference's last number.
  double pattern = 0;     ///< `regex` matches somewhere in it.
  double length = 0;      ///< It has `words` words at most: 1; from there it falls to 0 at twice as many.
  std::string regex = {};
  std::int64_t words = 0;
};

/// Scores answers by rules. Thread: any.
class AnswerRules {
 public:
  /// Errors: reward.pattern (the regular expression cannot be read).
  static Result<AnswerRules> create(const AnswerWeights& weights);
  ~AnswerRules();
  AnswerRules(AnswerRules&&) noexcept;
  AnswerRules& operator=(AnswerRules&&) noexcept;

  /// The sum of all weights.
  double weight() const;
  /// The sum of the weights of the rules that hold (of the length rule a share), 0 … weight().
  double score(std::string_view answer, std::string_view reference) const;

 private:
  struct Pattern;
  AnswerRules(AnswerWeights weights, std::unique_ptr<const Pattern> pattern);
  AnswerWeights m_weights;
  std::unique_ptr<const Pattern> m_pattern;  // null without a regular expression
};

/// The last number of a text, nothing when there is none: a sign, digits that commas, blanks or apostrophes may part in groups of
/// three, and decimals behind a point or a comma. A comma before exactly three digits groups them.
std::optional<double> lastNumber(std::string_view text);

}  // namespace attune

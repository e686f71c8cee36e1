// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/params/param.h"
#include "core/run/run_spec.h"

namespace attune {

/// One setting that a sweep varies: either a list of values, or a range of numbers.
struct SearchDimension {
  std::string id;                       ///< A hyperparameter's id, or "seed" or "technique".
  std::vector<ParamValue> values = {};  ///< Not empty: choose among these.
  double low = 0, high = 0;             ///< Else: from low to high, both included.
  bool logarithmic = false;             ///< Equal ratios are equally likely; low > 0.
  bool integer = false;                 ///< Whole numbers only.
  std::int64_t points = 5;              ///< Values that a grid takes of a range.

  /// The value at `position` in [0, 1].
  ParamValue at(double position) const;
  /// The values that a grid takes, in order.
  std::vector<ParamValue> gridValues() const;
  bool operator==(const SearchDimension&) const = default;
};

/// Reads what a user types: "1e-4,2e-4,5e-4", "1e-5..1e-3", "1e-5..1e-3 log", "4..64 log 5" (a grid of 5 points).
/// Errors: those of paramFromText, search.bad-range (names the setting and the range).
Result<SearchDimension> dimensionFromText(const ParamRef& param, std::string_view text);
/// The same for "seed" (whole numbers) and "technique" (ids). Errors: search.bad-range, search.unknown-setting.
Result<SearchDimension> dimensionFromText(const std::string& id, std::string_view text);

Json toJson(const SearchDimension& dimension);
/// Errors: search.bad-state.
Result<SearchDimension> dimensionFromJson(const Json& json);

/// Puts a value into a run's spec: a hyperparameter, the seed or the technique.
void applySetting(RunSpec& spec, const std::string& id, const ParamValue& value);

}  // namespace attune

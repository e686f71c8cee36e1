// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace attune {

/// How a dataset is divided. Fractions are of the examples and sum to at most 1 (what is left over is unused).
struct SplitSpec {
  double train = 0.8;
  double validation = 0.1;
  double test = 0.1;
  std::uint64_t seed = 42;
  std::string method = "random";  ///< Id: "random", "hash" (by content: rows keep their part when data grows), "time".
  std::string stratifyBy;         ///< Empty: not; "label": the example's labels; else a column whose shares are kept.
  /// Empty: not; "duplicates" or "near-duplicates": equal or nearly equal rows stay together; else a column whose equal
  /// values never stand in two parts.
  std::string groupBy;
  std::string timeColumn;  ///< For method "time": earliest rows train, latest test.
  bool operator==(const SplitSpec&) const = default;
};

/// Indices into Dataset::examples, each in ascending order and no index twice.
struct DatasetSplit {
  std::vector<std::uint32_t> train;
  std::vector<std::uint32_t> validation;
  std::vector<std::uint32_t> test;
  bool operator==(const DatasetSplit&) const = default;
};

Json toJson(const SplitSpec& spec);
/// Errors: data.split-invalid.
Result<SplitSpec> splitSpecFromJson(const Json& json);
Json toJson(const DatasetSplit& split);
/// Errors: data.split-invalid.
Result<DatasetSplit> splitFromJson(const Json& json);

/// Divides the examples; the result depends on their content, the order and the spec alone, so importing the same file
/// again gives the same split. Errors: data.split-fractions, data.split-column (unknown column), data.split-method,
/// data.split-empty (a part that was asked for would have no row).
Result<DatasetSplit> splitDataset(const Dataset& dataset, const SplitSpec& spec);

/// Equal content in two parts of a split: such rows make the validation look better than the model is.
struct Leakage {
  std::uint64_t trainValidation = 0;  ///< Validation rows whose content also stands in the training part.
  std::uint64_t trainTest = 0;        ///< Test rows whose content also stands in the training part.
  std::uint64_t validationTest = 0;   ///< Test rows whose content also stands in the validation part.
  /// Some of the pairs, as indices into Dataset::examples.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  bool any() const { return trainValidation + trainTest + validationTest > 0; }
};

/// Finds exact duplicates across the parts.
Leakage checkLeakage(const Dataset& dataset, const DatasetSplit& split, std::size_t maxPairs = 100);

/// The same for rows that are nearly equal (findNearDuplicates with this similarity), which includes the exact ones;
/// stopped, it gives what was found so far.
Leakage checkNearLeakage(const Dataset& dataset, const DatasetSplit& split, std::stop_token stop = {}, double similarity = 0.8,
                         std::size_t maxPairs = 100);

}  // namespace attune

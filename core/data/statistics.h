// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace attune {

/// Counts the tokens of an example, or those that are trained; given by callers that have a tokenizer.
using TokenCounter = std::function<std::size_t(const Example&)>;

/// One bar of a histogram: how many lengths lie in [from, to).
struct LengthBin {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::uint64_t count = 0;
};

/// How long the examples are.
struct LengthSummary {
  std::uint64_t total = 0;
  std::uint64_t shortest = 0;
  std::uint64_t longest = 0;
  std::uint64_t median = 0;
  std::uint64_t percentile95 = 0;
  std::uint64_t percentile99 = 0;
  double mean = 0;
  std::vector<LengthBin> bins;  ///< Up to 40 bars of equal, round width.
};

/// What a dataset holds, in numbers.
struct DatasetStatistics {
  std::uint64_t examples = 0;
  std::map<std::string, std::uint64_t> kinds;    ///< By exampleKindName.
  std::map<std::string, std::uint64_t> labels;   ///< Labels, or tags of words.
  std::map<std::string, std::uint64_t> roles;    ///< Messages by roleName.
  std::map<std::uint64_t, std::uint64_t> turns;  ///< Conversations by their number of messages.
  LengthSummary characters;                      ///< Unicode characters of all text.
  std::optional<LengthSummary> tokens;           ///< With a counter.
};

/// Characters (code points) of a UTF-8 text.
std::uint64_t characterCount(std::string_view text);

/// The summary of some lengths, which are sorted on the way.
LengthSummary summariseLengths(std::vector<std::uint64_t> lengths);

/// Counts everything in one pass. When stopped, the numbers so far.
DatasetStatistics computeStatistics(const Dataset& dataset, const TokenCounter& tokens = {}, std::stop_token stop = {});
/// The same of some of its rows.
DatasetStatistics computeStatistics(const Dataset& dataset, std::span<const std::uint32_t> rows, std::stop_token stop = {});

Json toJson(const DatasetStatistics& statistics);

}  // namespace attune

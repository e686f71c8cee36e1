// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/statistics.h"

#include <algorithm>

namespace attune {
namespace {

constexpr std::size_t kMaxBins = 40;

// The smallest of 1, 2, 5, 10, 20, 50 … with which the range needs no more than kMaxBins bars.
std::uint64_t roundWidth(std::uint64_t range) {
  for (std::uint64_t decade = 1;; decade *= 10)
    for (const std::uint64_t factor : {1, 2, 5})
      if (range / (decade * factor) < kMaxBins || decade > UINT64_MAX / 100) return decade * factor;
}

Json toJson(const LengthSummary& summary) {
  Json bins = Json::array();
  for (const auto& bin : summary.bins) bins.push_back({bin.from, bin.to, bin.count});
  return {{"total", summary.total},      {"min", summary.shortest},  {"max", summary.longest},
          {"mean", summary.mean},        {"median", summary.median}, {"p95", summary.percentile95},
          {"p99", summary.percentile99}, {"histogram", bins}};
}

// Adds up examples one by one.
class Counter {
 public:
  void add(const Example& example, const TokenCounter& tokens) {
    ++m_statistics.examples;
    ++m_statistics.kinds[std::string(exampleKindName(example.kind))];
    for (const auto& label : example.labels) ++m_statistics.labels[label];
    for (const auto& tag : example.tags) ++m_statistics.labels[tag];
    std::uint64_t length = characterCount(example.text);
    for (const auto* messages : {&example.messages, &example.chosen, &example.rejected})
      for (const auto& message : *messages) {
        ++m_statistics.roles[std::string(roleName(message.role))];
        length += characterCount(message.content);
      }
    for (const auto& token : example.tokens) length += characterCount(token) + 1;
    if (!example.tokens.empty()) --length;
    if (example.kind == ExampleKind::Conversation) ++m_statistics.turns[example.messages.size()];
    m_characters.push_back(length);
    if (tokens) m_tokens.push_back(tokens(example));
  }
  DatasetStatistics result(bool withTokens) {
    m_statistics.characters = summariseLengths(std::move(m_characters));
    if (withTokens) m_statistics.tokens = summariseLengths(std::move(m_tokens));
    return std::move(m_statistics);
  }

 private:
  DatasetStatistics m_statistics;
  std::vector<std::uint64_t> m_characters, m_tokens;
};

}  // namespace

std::uint64_t characterCount(std::string_view text) {
  std::uint64_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

LengthSummary summariseLengths(std::vector<std::uint64_t> lengths) {
  LengthSummary summary;
  if (lengths.empty()) return summary;
  std::sort(lengths.begin(), lengths.end());
  const std::size_t n = lengths.size();
  // Nearest-rank percentiles: always a length that occurs.
  const auto percentile = [&](std::size_t p) { return lengths[std::min(n - 1, (n * p + 99) / 100 - (p > 0 ? 1 : 0))]; };
  for (const auto length : lengths) summary.total += length;
  summary.shortest = lengths.front();
  summary.longest = lengths.back();
  summary.median = percentile(50);
  summary.percentile95 = percentile(95);
  summary.percentile99 = percentile(99);
  summary.mean = static_cast<double>(summary.total) / static_cast<double>(n);
  const std::uint64_t width = roundWidth(summary.longest - summary.shortest / 2);
  for (std::uint64_t from = summary.shortest / width * width; from <= summary.longest; from += width)
    summary.bins.push_back({from, from + width, 0});
  for (const auto length : lengths) ++summary.bins[(length - summary.bins.front().from) / width].count;
  return summary;
}

DatasetStatistics computeStatistics(const Dataset& dataset, const TokenCounter& tokens, std::stop_token stop) {
  Counter counter;
  for (const auto& example : dataset.examples) {
    if (stop.stop_requested()) break;
    counter.add(example, tokens);
  }
  return counter.result(tokens != nullptr);
}

DatasetStatistics computeStatistics(const Dataset& dataset, std::span<const std::uint32_t> rows, std::stop_token stop) {
  Counter counter;
  for (const std::uint32_t row : rows) {
    if (stop.stop_requested()) break;
    const Example& example = dataset.examples[row];
    counter.add(example, {});
  }
  return counter.result(false);
}

Json toJson(const DatasetStatistics& statistics) {
  Json turns = Json::object();
  for (const auto& [messages, count] : statistics.turns) turns[std::to_string(messages)] = count;
  Json json{{"examples", statistics.examples},
            {"kinds", statistics.kinds},
            {"labels", statistics.labels},
            {"roles", statistics.roles},
            {"turns", turns},
            {"characters", toJson(statistics.characters)}};
  if (statistics.tokens) json["tokens"] = toJson(*statistics.tokens);
  return json;
}

}  // namespace attune

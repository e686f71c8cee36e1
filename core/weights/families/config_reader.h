// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// Strict access to the keys of a config. The first problem is kept in `error` and every later call gives a harmless
/// value, so that a family's parser reads as a list of keys; the caller looks at `error` at the end.
class ConfigReader {
 public:
  ConfigReader(const Json& object, std::string name) : m_object(&object), m_name(std::move(name)) {}

  /// The value of a key; nullptr when it is absent or null.
  const Json* find(std::string_view key) const;
  /// A whole number from 1 to `max`; without `fallback` the key must be there.
  std::int64_t size(std::string_view key, std::int64_t max, std::optional<std::int64_t> fallback = {});
  /// A whole number from `min` to `max`.
  std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max, std::int64_t fallback);
  /// A finite number from `min` to `max`.
  double number(std::string_view key, double min, double max, double fallback);
  /// A finite number greater than 0.
  double positive(std::string_view key, double fallback);
  bool flag(std::string_view key, bool fallback);
  std::string text(std::string_view key, std::string fallback);
  /// A list of numbers greater than 0; empty when absent.
  std::vector<double> positives(std::string_view key);
  /// A list of texts; empty when absent.
  std::vector<std::string> texts(std::string_view key);
  /// A token id or a list of them; -1 and null count as none.
  std::vector<std::int64_t> tokenIds(std::string_view key);

  /// A reader of a nested object whose problems count here; nothing when the key is absent.
  std::optional<ConfigReader> object(std::string_view key);

  void wrongType(std::string_view key, const char* expected);
  void wrongValue(std::string_view key, const std::string& value, std::string text, std::string extra = {});
  void missing(std::string_view key);
  void unsupported(std::string_view key, const std::string& value);
  /// Takes over the problem of a nested reader.
  void adopt(const ConfigReader& nested);

  const std::string& name() const { return m_name; }
  /// The whole object.
  const Json& all() const { return *m_object; }
  std::optional<Error> error;

 private:
  const Json* m_object;
  std::string m_name;
};

constexpr std::int64_t kMaxHiddenSize = 1 << 20, kMaxIntermediateSize = 1 << 22, kMaxVocabulary = 1 << 24,
                       kMaxLayers = 4096, kMaxHeads = 8192, kMaxHeadDim = 1 << 16, kMaxPositions = 1 << 30;

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the fields of a stored JSON object and remembers the first that has the wrong type. For core/run and those above it.
#pragma once
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace attune {

/// null stands for a number that is not finite.
inline Json finiteOrNull(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// Reads fields by key. A missing key leaves the field as it is (older versions wrote less); unknown keys are ignored.
class JsonReader {
 public:
  explicit JsonReader(const Json& json) : m_json(json) {}

  void read(const char* key, std::string& field) {
    if (const Json* value = find(key, &Json::is_string)) field = value->get<std::string>();
  }
  void read(const char* key, bool& field) {
    if (const Json* value = find(key, &Json::is_boolean)) field = value->get<bool>();
  }
  void read(const char* key, std::int64_t& field) {
    const Json* value = find(key, &Json::is_number_integer);
    if (!value) return;
    if (value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
      return reject(key);
    field = value->get<std::int64_t>();
  }
  void read(const char* key, std::uint64_t& field) {
    if (const Json* value = find(key, &Json::is_number_unsigned)) field = value->get<std::uint64_t>();
  }
  void read(const char* key, double& field) {
    if (const Json* value = find(key, nullptr)) readReal(key, *value, field);
  }
  void read(const char* key, std::vector<std::string>& field) {
    const Json* value = find(key, &Json::is_array);
    if (!value) return;
    field.clear();
    for (const Json& item : *value) {
      if (!item.is_string()) return reject(key);
      field.push_back(item.get<std::string>());
    }
  }
  template <class T>
  void readNumbers(const char* key, std::vector<T>& field) {
    const Json* value = find(key, &Json::is_array);
    if (!value) return;
    field.clear();
    field.reserve(value->size());
    for (const Json& item : *value) {
      if constexpr (std::is_floating_point_v<T>) {
        double real = 0;
        readReal(key, item, real);
        field.push_back(static_cast<T>(real));
      } else {
        if (!item.is_number_integer() || item.get<std::int64_t>() > std::numeric_limits<T>::max() ||
            item.get<std::int64_t>() < std::numeric_limits<T>::lowest())
          return reject(key);
        field.push_back(static_cast<T>(item.get<std::int64_t>()));
      }
    }
  }
  void read(const char* key, std::map<std::string, double>& field) {
    const Json* value = find(key, &Json::is_object);
    if (!value) return;
    field.clear();
    for (const auto& [name, item] : value->items()) readReal(key, item, field[name]);
  }
  void read(const char* key, std::map<std::string, std::string>& field) {
    const Json* value = find(key, &Json::is_object);
    if (!value) return;
    field.clear();
    for (const auto& [name, item] : value->items()) {
      if (!item.is_string()) return reject(key);
      field[name] = item.get<std::string>();
    }
  }
  /// The value under `key`, or null when it is missing.
  const Json* child(const char* key) { return find(key, nullptr); }
  /// The first key with a wrong value; empty when all was well.
  const std::string& badKey() const { return m_badKey; }
  void reject(const char* key) {
    if (m_badKey.empty()) m_badKey = key;
  }

 private:
  const Json* find(const char* key, bool (Json::*type)() const noexcept) {
    const auto it = m_json.find(key);
    if (it == m_json.end()) return nullptr;
    if (type && !((*it).*type)()) {
      reject(key);
      return nullptr;
    }
    return &*it;
  }
  void readReal(const char* key, const Json& value, double& field) {
    if (value.is_null())
      field = std::numeric_limits<double>::quiet_NaN();
    else if (value.is_number())
      field = value.get<double>();
    else
      reject(key);
  }

  const Json& m_json;
  std::string m_badKey;
};

}  // namespace attune

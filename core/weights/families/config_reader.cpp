// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/families/config_reader.h"

#include <cmath>

namespace attune {

const Json* ConfigReader::find(std::string_view key) const {
  const auto found = m_object->find(std::string(key));
  return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

std::int64_t ConfigReader::size(std::string_view key, std::int64_t max, std::optional<std::int64_t> fallback) {
  if (!find(key) && !fallback) {
    missing(key);
    return 1;
  }
  return integer(key, 1, max, fallback.value_or(1));
}

std::int64_t ConfigReader::integer(std::string_view key, std::int64_t min, std::int64_t max, std::int64_t fallback) {
  const Json* value = find(key);
  if (!value) return fallback;
  if (!value->is_number_integer()) {
    wrongType(key, ATTUNE_TEXT("a whole number"));
    return fallback;
  }
  const bool tooLarge = value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(max);
  if (tooLarge || value->get<std::int64_t>() < min || value->get<std::int64_t>() > max) {
    wrongValue(key, value->dump(), ATTUNE_TEXT("{0}: “{1}” is {2}, which is not within {3}."),
               std::to_string(min) + " … " + std::to_string(max));
    return fallback;
  }
  return value->get<std::int64_t>();
}

double ConfigReader::number(std::string_view key, double min, double max, double fallback) {
  const Json* value = find(key);
  if (!value) return fallback;
  if (!value->is_number()) {
    wrongType(key, ATTUNE_TEXT("a number"));
    return fallback;
  }
  const double number = value->get<double>();
  if (!std::isfinite(number) || number < min || number > max) {
    wrongValue(key, value->dump(), ATTUNE_TEXT("{0}: “{1}” is {2}, which is out of range."));
    return fallback;
  }
  return number;
}

double ConfigReader::positive(std::string_view key, double fallback) {
  const double value = number(key, 0, 1e30, fallback);
  if (value > 0) return value;
  wrongValue(key, find(key)->dump(), ATTUNE_TEXT("{0}: “{1}” is {2}, but must be greater than 0."));
  return fallback;
}

bool ConfigReader::flag(std::string_view key, bool fallback) {
  const Json* value = find(key);
  if (!value) return fallback;
  if (value->is_boolean()) return value->get<bool>();
  wrongType(key, ATTUNE_TEXT("true or false"));
  return fallback;
}

std::string ConfigReader::text(std::string_view key, std::string fallback) {
  const Json* value = find(key);
  if (!value) return fallback;
  if (value->is_string()) return value->get<std::string>();
  wrongType(key, ATTUNE_TEXT("text"));
  return fallback;
}

std::vector<double> ConfigReader::positives(std::string_view key) {
  std::vector<double> numbers;
  const Json* list = find(key);
  if (!list) return numbers;
  if (!list->is_array()) wrongType(key, ATTUNE_TEXT("a list of numbers"));
  for (const auto& item : list->is_array() ? *list : Json::array()) {
    if (!item.is_number() || !(item.get<double>() > 0) || !std::isfinite(item.get<double>())) {
      wrongType(key, ATTUNE_TEXT("a list of numbers greater than 0"));
      return {};
    }
    numbers.push_back(item.get<double>());
  }
  return numbers;
}

std::vector<std::string> ConfigReader::texts(std::string_view key) {
  std::vector<std::string> list;
  const Json* value = find(key);
  if (!value) return list;
  if (!value->is_array()) wrongType(key, ATTUNE_TEXT("a list of texts"));
  for (const auto& item : value->is_array() ? *value : Json::array()) {
    if (!item.is_string()) {
      wrongType(key, ATTUNE_TEXT("a list of texts"));
      return {};
    }
    list.push_back(item.get<std::string>());
  }
  return list;
}

std::vector<std::int64_t> ConfigReader::tokenIds(std::string_view key) {
  const Json* value = find(key);
  if (!value) return {};
  std::vector<std::int64_t> ids;
  for (const auto& item : value->is_array() ? *value : Json::array({*value})) {
    if (!item.is_number_integer() || item.get<std::int64_t>() < -1 || item.get<std::int64_t>() > kMaxVocabulary) {
      wrongType(key, ATTUNE_TEXT("a token id or a list of token ids"));
      return {};
    }
    if (item.get<std::int64_t>() >= 0) ids.push_back(item.get<std::int64_t>());
  }
  return ids;
}

std::optional<ConfigReader> ConfigReader::object(std::string_view key) {
  const Json* value = find(key);
  if (!value) return {};
  if (!value->is_object()) {
    wrongType(key, ATTUNE_TEXT("an object"));
    return {};
  }
  return ConfigReader(*value, m_name);
}

void ConfigReader::wrongType(std::string_view key, const char* expected) {
  if (error) return;
  error = Error{"config.type",
                ATTUNE_TEXT("{0}: “{1}” should be {2}, but is {3}."),
                {m_name, std::string(key), expected, find(key) ? find(key)->type_name() : "null"}};
}

void ConfigReader::wrongValue(std::string_view key, const std::string& value, std::string text, std::string extra) {
  if (error) return;
  error = Error{"config.value", std::move(text), {m_name, std::string(key), value, std::move(extra)}};
}

void ConfigReader::missing(std::string_view key) {
  if (error) return;
  error = Error{"config.missing", ATTUNE_TEXT("{0}: the key “{1}” is missing."), {m_name, std::string(key)}};
}

void ConfigReader::unsupported(std::string_view key, const std::string& value) {
  if (error) return;
  error = Error{
      "config.unsupported", ATTUNE_TEXT("{0}: “{1}” = “{2}” is not supported."), {m_name, std::string(key), value}};
}

void ConfigReader::adopt(const ConfigReader& nested) {
  if (!error && nested.error) error = nested.error;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/params/param.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace attune {
namespace {

// Limits this far out are there for the type's sake and are not worth telling.
constexpr double kUnlimitedReal = 1e30;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Forms show “−1” with the typographic minus, and users paste it back.
std::string plainNumber(std::string_view text) {
  constexpr std::string_view kMinusSign = "\u2212";
  text = trimmed(text);
  if (text.starts_with(kMinusSign)) return "-" + std::string(text.substr(kMinusSign.size()));
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-' && text[1] != '+') text.remove_prefix(1);
  return std::string(text);
}

template <class T>
std::optional<T> parseNumber(std::string_view typed) {
  const std::string text = plainNumber(typed);
  T value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// A whole number may have been stored as a double by another program's JSON, and the other way round.
std::optional<std::int64_t> asInteger(const ParamValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value); real && std::abs(*real) < 9e15 && *real == std::floor(*real))
    return static_cast<std::int64_t>(*real);
  return std::nullopt;
}

std::optional<double> asReal(const ParamValue& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return std::nullopt;
}

std::string choiceList(std::span<const Choice> choices) {
  std::string list;
  for (const Choice& choice : choices) list += (list.empty() ? "" : ", ") + std::string(choice.id);
  return list;
}

template <class T>
bool limitTells(T limit) {
  if constexpr (std::is_same_v<T, double>)
    return std::abs(limit) < kUnlimitedReal;
  else
    return limit != std::numeric_limits<T>::lowest() && limit != std::numeric_limits<T>::max();
}

template <class T>
Result<void> checkRange(const Param<T>& param, T value) {
  if (value >= param.min && value <= param.max) return {};
  const bool low = limitTells(param.min);
  const bool high = limitTells(param.max);
  const char* text = low && high ? ATTUNE_TEXT("“{0}” must be between {1} and {2}; {3} is not.")
                     : low       ? ATTUNE_TEXT("“{0}” must be at least {1}; {3} is not.")
                                 : ATTUNE_TEXT("“{0}” must be at most {2}; {3} is not.");
  return fail("param.out-of-range", text, {param.label, paramText(param.min), paramText(param.max), paramText(value)});
}

Result<void> checkValue(const Param<bool>& param, const ParamValue& value) {
  if (std::holds_alternative<bool>(value)) return {};
  return fail("param.wrong-type", ATTUNE_TEXT("“{0}” is either on or off (true or false); “{1}” is neither."),
              {param.label, paramText(value)});
}

Result<void> checkValue(const Param<std::int64_t>& param, const ParamValue& value) {
  if (const auto integer = asInteger(value)) return checkRange(param, *integer);
  return fail("param.not-a-number", ATTUNE_TEXT("“{0}” must be a whole number; “{1}” is none."),
              {param.label, paramText(value)});
}

Result<void> checkValue(const Param<double>& param, const ParamValue& value) {
  if (const auto real = asReal(value); real && std::isfinite(*real)) return checkRange(param, *real);
  return fail("param.not-a-number", ATTUNE_TEXT("“{0}” must be a number; “{1}” is none."),
              {param.label, paramText(value)});
}

// true and false as people and older versions write them.
std::optional<bool> asSwitch(std::string_view text) {
  for (const std::string_view yes : {"true", "on", "yes", "1"})
    if (text == yes) return true;
  for (const std::string_view no : {"false", "off", "no", "0"})
    if (text == no) return false;
  return std::nullopt;
}

ParamValue spelling(const Param<std::string_view>& param, const ParamValue& value) {
  if (*param.whenTrue == 0) return value;
  const auto known = asSwitch(paramText(value));
  return known ? std::string(*known ? param.whenTrue : param.whenFalse) : value;
}

Result<void> checkValue(const Param<std::string_view>& param, const ParamValue& given) {
  const ParamValue value = spelling(param, given);
  const auto* text = std::get_if<std::string>(&value);
  if (!text)
    return fail("param.wrong-type", ATTUNE_TEXT("“{0}” must be a text; “{1}” is none."),
                {param.label, paramText(value)});
  if (param.choices.empty()) return {};
  for (const Choice& choice : param.choices)
    if (*text == choice.id) return {};
  return fail("param.unknown-choice", ATTUNE_TEXT("“{0}” cannot be “{1}”. It is one of: {2}."),
              {param.label, *text, choiceList(param.choices)});
}

ParamValue readValue(const Param<bool>&, std::string_view text) {
  if (const auto known = asSwitch(text)) return *known;
  return std::string(text);
}

template <class T>
ParamValue readValue(const Param<T>&, std::string_view text) {
  if (const auto number = parseNumber<T>(text)) return *number;
  return std::string(text);
}

ParamValue readValue(const Param<std::string_view>& param, std::string_view text) {
  return spelling(param, std::string(text));
}

}  // namespace

const char* paramId(const ParamRef& param) {
  return std::visit([](const auto* p) { return p->id; }, param);
}
const char* paramLabel(const ParamRef& param) {
  return std::visit([](const auto* p) { return p->label; }, param);
}
const char* paramHelp(const ParamRef& param) {
  return std::visit([](const auto* p) { return p->help; }, param);
}
const char* paramUnit(const ParamRef& param) {
  return std::visit(
      [](const auto* p) -> const char* {
        if constexpr (requires { p->unit; })
          return p->unit;
        else
          return "";
      },
      param);
}
bool paramAdvanced(const ParamRef& param) {
  return std::visit([](const auto* p) { return p->advanced; }, param);
}

std::string paramOption(const ParamRef& param) {
  std::string option = "--" + std::string(paramId(param));
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

ParamValue paramDefault(const ParamRef& param) {
  return std::visit(
      [](const auto* p) -> ParamValue {
        if constexpr (std::is_same_v<decltype(p), const Param<std::string_view>*>)
          return std::string(p->defaultValue);
        else
          return p->defaultValue;
      },
      param);
}

std::string paramText(const ParamValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const double real = std::get<double>(value);
  const double size = std::abs(real);
  // People read 0.0002 more easily than 2e-04, and 1e-08 more easily than 0.00000001.
  const bool plain = size == 0 || (size >= 1e-5 && size < 1e15);
  char buffer[64];
  const auto [end, problem] = std::to_chars(buffer, buffer + sizeof buffer, real,
                                            plain ? std::chars_format::fixed : std::chars_format::scientific);
  return std::string(buffer, problem == std::errc() ? end : buffer);
}

ParamValue paramSpelling(const ParamRef& param, ParamValue value) {
  const auto* choice = std::get_if<const Param<std::string_view>*>(&param);
  return choice != nullptr ? spelling(**choice, value) : value;
}

Result<ParamValue> paramFromText(const ParamRef& param, std::string_view text) {
  ParamValue value = std::visit(
      [&](const auto* p) -> ParamValue {
        return readValue(*p, std::holds_alternative<const Param<std::string_view>*>(param) ? text : trimmed(text));
      },
      param);
  ATTUNE_TRY_VOID(checkParam(param, value));
  return value;
}

Result<void> checkParam(const ParamRef& param, const ParamValue& value) {
  return std::visit([&](const auto* p) { return checkValue(*p, value); }, param);
}

void ParamSet::setRaw(std::string id, ParamValue value) {
  for (auto& [known, stored] : m_values)
    if (known == id) {
      stored = std::move(value);
      return;
    }
  m_values.emplace_back(std::move(id), std::move(value));
}

void ParamSet::reset(std::string_view id) {
  std::erase_if(m_values, [&](const auto& entry) { return entry.first == id; });
}

const ParamValue* ParamSet::find(std::string_view id) const {
  for (const auto& [known, value] : m_values)
    if (known == id) return &value;
  return nullptr;
}

bool ParamSet::get(const Param<bool>& param) const {
  const ParamValue* value = find(param.id);
  const bool* flag = value ? std::get_if<bool>(value) : nullptr;
  return flag ? *flag : param.defaultValue;
}

std::int64_t ParamSet::get(const Param<std::int64_t>& param) const {
  const ParamValue* value = find(param.id);
  return value ? asInteger(*value).value_or(param.defaultValue) : param.defaultValue;
}

double ParamSet::get(const Param<double>& param) const {
  const ParamValue* value = find(param.id);
  return value ? asReal(*value).value_or(param.defaultValue) : param.defaultValue;
}

std::string ParamSet::get(const Param<std::string_view>& param) const {
  const ParamValue* stored = find(param.id);
  if (stored == nullptr) return std::string(param.defaultValue);
  const ParamValue value = spelling(param, *stored);
  const std::string* text = std::get_if<std::string>(&value);
  return text ? *text : std::string(param.defaultValue);
}

Json ParamSet::toJson() const {
  Json json = Json::object();
  for (const auto& [id, value] : m_values) std::visit([&, &key = id](const auto& v) { json[key] = v; }, value);
  return json;
}

Result<ParamSet> ParamSet::fromJson(const Json& json) {
  if (!json.is_object())
    return fail("param.wrong-type", ATTUNE_TEXT("The hyperparameters must be a JSON object, not a {0}."),
                {json.type_name()});
  ParamSet set;
  for (const auto& [id, value] : json.items()) {
    if (value.is_boolean())
      set.setRaw(id, value.get<bool>());
    else if (value.is_number_float())
      set.setRaw(id, value.get<double>());
    else if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
      set.setRaw(id, value.get<double>());
    else if (value.is_number_integer())
      set.setRaw(id, value.get<std::int64_t>());
    else if (value.is_string())
      set.setRaw(id, value.get<std::string>());
    else
      return fail("param.wrong-type",
                  ATTUNE_TEXT("The hyperparameter “{0}” must be a number, a text, true or false, not {1}."),
                  {id, value.type_name()});
  }
  return set;
}

std::vector<Error> checkParams(std::span<const ParamRef> params, const ParamSet& set) {
  std::vector<Error> problems;
  for (const ParamRef& param : params) {
    const ParamValue* value = set.find(paramId(param));
    if (!value) continue;
    if (auto checked = checkParam(param, *value); !checked) problems.push_back(std::move(checked.error()));
  }
  return problems;
}

}  // namespace attune

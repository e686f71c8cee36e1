// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// One allowed value of a text hyperparameter.
struct Choice {
  const char* id;     ///< Hugging Face spelling, as stored.
  const char* label;  ///< ATTUNE_TEXT for the form.
};

/// A hyperparameter, declared once as a constant: form field, CLI option, JSON, validation, reference page, comparison,
/// sweep space and translation all come from it. T is bool, std::int64_t, double or std::string_view.
template <class T>
struct Param {
  const char* id;     ///< Hugging Face spelling, `learning_rate`; the CLI option is --learning-rate.
  const char* label;  ///< ATTUNE_TEXT, short: the form's label.
  const char* help;   ///< ATTUNE_TEXT, one or two sentences: tooltip, CLI help, reference page.
  T defaultValue;
  T min = std::numeric_limits<T>::lowest();  ///< Inclusive.
  T max = std::numeric_limits<T>::max();     ///< Inclusive.
  const char* unit = "";                     ///< ATTUNE_TEXT, "" when it has none.
  bool advanced = false;                     ///< Shown only when the user asks for all settings.
};

template <>
struct Param<bool> {
  const char* id;
  const char* label;
  const char* help;
  bool defaultValue;
  bool advanced = false;
};

template <>
struct Param<std::string_view> {
  const char* id;
  const char* label;
  const char* help;
  std::string_view defaultValue;
  std::span<const Choice> choices = {};  ///< Empty: any text.
  bool advanced = false;
  /// Of a choice that was a switch in older versions: what its true and false mean, which are still read. Else "".
  const char *whenTrue = "", *whenFalse = "";
};

/// A reference to any declared hyperparameter; the declarations are constants, so it is always valid.
using ParamRef = std::variant<const Param<bool>*, const Param<std::int64_t>*, const Param<double>*, const Param<std::string_view>*>;

const char* paramId(const ParamRef& param);
const char* paramLabel(const ParamRef& param);
const char* paramHelp(const ParamRef& param);
const char* paramUnit(const ParamRef& param);
bool paramAdvanced(const ParamRef& param);
/// "learning_rate" -> "--learning-rate".
std::string paramOption(const ParamRef& param);

/// A hyperparameter's value.
using ParamValue = std::variant<bool, std::int64_t, double, std::string>;

ParamValue paramDefault(const ParamRef& param);
/// The value written as in JSON and on the command line: `true`, `8`, `0.0002`, `cosine`. Shortest text that reads back equal.
std::string paramText(const ParamValue& value);
/// The value as it is spelt today: of a choice that was a switch, true and false become what they mean; else as given.
ParamValue paramSpelling(const ParamRef& param, ParamValue value);
/// Reads a value typed by a user. Errors: param.not-a-number, param.out-of-range, param.unknown-choice; args name label and limits.
Result<ParamValue> paramFromText(const ParamRef& param, std::string_view text);
/// Checks type and range. Errors: those of paramFromText.
Result<void> checkParam(const ParamRef& param, const ParamValue& value);

/// The values of a run's hyperparameters by id. Values equal to the default need not be stored. Ids that no declaration
/// knows (from an older or newer version) are kept and shown.
class ParamSet {
 public:
  void set(const ParamRef& param, ParamValue value) { setRaw(paramId(param), std::move(value)); }
  void setRaw(std::string id, ParamValue value);
  void reset(std::string_view id);
  bool contains(std::string_view id) const { return find(id) != nullptr; }
  const ParamValue* find(std::string_view id) const;
  /// The stored value, or the declared default.
  bool get(const Param<bool>& param) const;
  std::int64_t get(const Param<std::int64_t>& param) const;
  double get(const Param<double>& param) const;
  std::string get(const Param<std::string_view>& param) const;
  /// Stored ids with values, in the order they were set first.
  const std::vector<std::pair<std::string, ParamValue>>& values() const { return m_values; }
  Json toJson() const;
  /// Keeps unknown ids; a value of the wrong JSON type is an error. Errors: param.wrong-type.
  static Result<ParamSet> fromJson(const Json& json);
  bool operator==(const ParamSet&) const = default;

 private:
  std::vector<std::pair<std::string, ParamValue>> m_values;
};

/// Every problem of `set` against the declarations, in order; empty when it is valid.
std::vector<Error> checkParams(std::span<const ParamRef> params, const ParamSet& set);

}  // namespace attune

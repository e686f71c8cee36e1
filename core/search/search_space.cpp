// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_space.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/run/json_reader.h"

namespace attune {
namespace {

constexpr std::int64_t kMostPoints = 1000;
constexpr Param<std::int64_t> kSeed{"seed", ATTUNE_TEXT("Seed"), "", 42, 0, std::numeric_limits<std::int64_t>::max()};
constexpr Param<std::string_view> kTechnique{"technique", ATTUNE_TEXT("Technique"), "", "lora"};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> splitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

tl::unexpected<Error> badRange(const ParamRef& param, std::string_view text) {
  return fail(
      "search.bad-range", ATTUNE_TEXT("“{0}”: “{1}” is neither a list of values nor a range."),
      {paramLabel(param), std::string(text)},
      ATTUNE_TEXT("Write 1e-4,2e-4 for a list, 1e-5..1e-3 for a range, and “log” behind a range whose ratios matter."));
}

double numberOf(const ParamValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  const auto* real = std::get_if<double>(&value);
  return real ? *real : 0;
}

Result<SearchDimension> rangeFromText(const ParamRef& param, std::string_view text, std::size_t dots) {
  SearchDimension dimension{.id = paramId(param), .integer = std::holds_alternative<const Param<std::int64_t>*>(param)};
  auto words = splitAt(trimmed(text.substr(dots + 2)), ' ');
  std::erase(words, "");
  if (words.empty() || (!dimension.integer && !std::holds_alternative<const Param<double>*>(param)))
    return badRange(param, text);
  ATTUNE_TRY(const ParamValue low, paramFromText(param, text.substr(0, dots)));
  ATTUNE_TRY(const ParamValue high, paramFromText(param, words[0]));
  dimension.low = numberOf(low);
  dimension.high = numberOf(high);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "log") {
      dimension.logarithmic = true;
      continue;
    }
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), dimension.points);
    if (problem != std::errc() || end != word.data() + word.size() || dimension.points < 2 ||
        dimension.points > kMostPoints)
      return badRange(param, text);
  }
  if (dimension.low >= dimension.high || (dimension.logarithmic && dimension.low <= 0)) return badRange(param, text);
  return dimension;
}

}  // namespace

ParamValue SearchDimension::at(double position) const {
  position = std::clamp(position, 0.0, 1.0);
  if (!values.empty()) {
    const auto index = static_cast<std::size_t>(position * static_cast<double>(values.size()));
    return values[std::min(index, values.size() - 1)];
  }
  if (integer) {
    // Each whole number has an equal share of the positions (of its logarithm's, if logarithmic).
    const double from = logarithmic ? std::log(low - 0.5) : low - 0.5,
                 to = logarithmic ? std::log(high + 0.5) : high + 0.5;
    const double value = from + position * (to - from);
    return static_cast<std::int64_t>(std::clamp(std::round(logarithmic ? std::exp(value) : value), low, high));
  }
  if (!logarithmic) return low + position * (high - low);
  return std::clamp(std::exp(std::log(low) + position * (std::log(high) - std::log(low))), low, high);
}

std::vector<ParamValue> SearchDimension::gridValues() const {
  if (!values.empty()) return values;
  std::vector<double> numbers;
  for (std::int64_t i = 0; i < points; ++i) {
    const double share = points > 1 ? static_cast<double>(i) / static_cast<double>(points - 1) : 0;
    const double between =
        logarithmic ? std::exp(std::log(low) + share * (std::log(high) - std::log(low))) : low + share * (high - low);
    // The ends are exact, whatever the logarithm rounds.
    const double number = i == 0 ? low : i + 1 == points ? high : between;
    numbers.push_back(integer ? std::round(number) : number);
  }
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<ParamValue> grid;
  grid.reserve(numbers.size());
  for (const double number : numbers) {
    if (integer)
      grid.emplace_back(static_cast<std::int64_t>(number));
    else
      grid.emplace_back(number);
  }
  return grid;
}

Result<SearchDimension> dimensionFromText(const ParamRef& param, std::string_view text) {
  text = trimmed(text);
  if (const auto dots = text.find(".."); dots != std::string_view::npos) return rangeFromText(param, text, dots);
  SearchDimension dimension{.id = paramId(param)};
  for (const std::string_view part : splitAt(text, ',')) {
    if (part.empty()) return badRange(param, text);
    ATTUNE_TRY(ParamValue value, paramFromText(param, part));
    if (std::find(dimension.values.begin(), dimension.values.end(), value) == dimension.values.end())
      dimension.values.push_back(std::move(value));
  }
  return dimension;
}

Result<SearchDimension> dimensionFromText(const std::string& id, std::string_view text) {
  if (id == kSeed.id) return dimensionFromText(ParamRef(&kSeed), text);
  if (id == kTechnique.id) return dimensionFromText(ParamRef(&kTechnique), text);
  return fail("search.unknown-setting", ATTUNE_TEXT("“{0}” is no setting that a sweep can vary."), {id},
              ATTUNE_TEXT("Name a hyperparameter of the technique, “seed” or “technique”."));
}

Json toJson(const SearchDimension& d) {
  Json values = Json::array();
  for (const ParamValue& value : d.values) std::visit([&](const auto& v) { values.push_back(v); }, value);
  return {{"id", d.id},           {"values", values},     {"low", d.low},      {"high", d.high},
          {"log", d.logarithmic}, {"integer", d.integer}, {"points", d.points}};
}

Result<SearchDimension> dimensionFromJson(const Json& json) {
  const auto bad = [](const std::string& what) {
    return fail("search.bad-state", ATTUNE_TEXT("The stored sweep is damaged: its field “{0}” has a wrong value."),
                {what});
  };
  if (!json.is_object()) return bad("dimensions");
  SearchDimension d;
  JsonReader reader(json);
  reader.read("id", d.id);
  reader.read("low", d.low);
  reader.read("high", d.high);
  reader.read("log", d.logarithmic);
  reader.read("integer", d.integer);
  reader.read("points", d.points);
  if (!reader.badKey().empty()) return bad(reader.badKey());
  if (const Json* values = reader.child("values"); values && values->is_array())
    for (const Json& value : *values) {
      Json one = Json::object();
      one["value"] = value;
      ATTUNE_TRY(const ParamSet set, ParamSet::fromJson(one));
      d.values.push_back(*set.find("value"));
    }
  const bool range = std::isfinite(d.low) && std::isfinite(d.high) && d.low < d.high && (!d.logarithmic || d.low > 0);
  if (d.id.empty() || (d.values.empty() && !range) || d.points < 1 || d.points > kMostPoints) return bad("dimensions");
  return d;
}

void applySetting(RunSpec& spec, const std::string& id, const ParamValue& value) {
  if (id == kTechnique.id)
    spec.technique = paramText(value);
  else if (id == kSeed.id)
    spec.seed = static_cast<std::uint64_t>(numberOf(value));
  else
    spec.params.setRaw(id, value);
}

}  // namespace attune

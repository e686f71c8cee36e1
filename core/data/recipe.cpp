// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/recipe.h"

#include <algorithm>
#include <array>

#include "core/data/steps/steps.h"

namespace attune {
namespace steps {

tl::unexpected<Error> invalid(std::string_view step, const std::string& what) {
  return fail("recipe.invalid", ATTUNE_TEXT("The cleaning step “{0}” is not valid: {1}."), {std::string(step), what});
}

void removeExamples(Dataset& dataset, StepRun& run, const std::function<std::optional<Error>(const Example&, std::size_t)>& reason) {
  Rows kept = dataset.examples.emptyCopy();
  std::size_t row = 0;
  for (const auto& example : dataset.examples) {
    if (run.stop.stop_requested()) return;
    auto why = reason(example, row++);
    if (!why) kept.push_back(example);
    else if (syntheticOrigin(example).empty())  // a row that a step made never was in the file
      dataset.ledger.discard({example.sourceFile, example.sourceRow, 0, std::move(*why)});
  }
  dataset.examples = std::move(kept);
}

void changeExamples(Dataset& dataset, StepRun& run, const std::function<bool(Example&)>& change) {
  Rows changed = dataset.examples.emptyCopy();
  for (const auto& row : dataset.examples) {
    if (run.stop.stop_requested()) return;
    Example example = row;
    if (change(example)) ++run.changed;
    changed.push_back(example);
  }
  dataset.examples = std::move(changed);
}

void changeTexts(Dataset& dataset, StepRun& run, const std::function<std::string(const std::string&)>& change) {
  changeExamples(dataset, run, [&](Example& example) {
    bool changed = false;
    const auto apply = [&](std::string& text) {
      std::string result = change(text);
      if (result == text) return;
      text = std::move(result);
      changed = true;
    };
    for (auto* messages : {&example.messages, &example.chosen, &example.rejected})
      for (auto& message : *messages) apply(message.content);
    apply(example.text);
    for (auto& token : example.tokens) apply(token);
    return changed;
  });
}

Result<double> number(const Json& parameters, std::string_view step, const char* key, double missing, double least,
                      double most) {
  if (!parameters.contains(key)) return missing;
  const Json& value = parameters[key];
  if (!value.is_number() || !(value.get<double>() >= least) || !(value.get<double>() <= most))
    return invalid(step, std::string(key) + " is not a number between " + Json(least).dump() + " and " + Json(most).dump());
  return value.get<double>();
}

Result<std::string> choice(const Json& parameters, std::string_view step, const char* key, std::string_view missing,
                           std::span<const std::string_view> choices) {
  const Json value = parameters.contains(key) ? parameters[key] : Json(std::string(missing));
  std::string names;
  for (const auto name : choices) {
    if (value.is_string() && value.get_ref<const std::string&>() == name) return std::string(name);
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return invalid(step, std::string(key) + " is not one of " + names);
}

}  // namespace steps

namespace {

using namespace steps;
const std::array kSteps{&kTrim,        &kNormalise, &kRepairEncoding, &kDeduplicate,   &kFilter,     &kLengthLimits,
                        &kMapLabels,   &kRareLabels, &kOneAnswer,     &kEndWithAnswer, &kMaskPersonalData,
                        &kConvertTags, &kSample,    &kRemoveRows,     &kEditRow,       &kAugment,    &kTemplates,
                        &kRebalance};

// The table by value, made at first use: the steps are constants of other files.
const std::vector<RecipeStep>& table() {
  static const std::vector<RecipeStep> steps = [] {
    std::vector<RecipeStep> list;
    for (const auto* step : kSteps) list.push_back(*step);
    return list;
  }();
  return steps;
}

Result<const RecipeStep*> checkStep(const Json& step) {
  if (!step.is_object() || !step.contains("step") || !step["step"].is_string()) return invalid("?", "it has no name");
  const std::string& id = step["step"].get_ref<const std::string&>();
  const RecipeStep* found = findRecipeStep(id);
  if (found == nullptr) return invalid(id, "there is no such step");
  for (const auto& [key, value] : step.items())
    if (key != "step" && key != "counts" && std::ranges::find(found->parameters, key, &StepParameter::id) == found->parameters.end())
      return invalid(id, "there is no parameter " + key);
  return found;
}

}  // namespace

std::span<const RecipeStep> recipeSteps() {
  return table();
}

const RecipeStep* findRecipeStep(std::string_view id) {
  const auto& steps = table();
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.id == id; });
  return found == steps.end() ? nullptr : &*found;
}

Json toJson(const StepReport& report) {
  Json json{{"before", report.before}, {"after", report.after}, {"changed", report.changed}, {"added", report.added}};
  for (const LabelWeight& item : report.labels)
    json["labels"][item.label] = {{"before", item.before}, {"after", item.after}, {"weight", item.weight()}};
  return json;
}

Result<Cleaned> applyRecipe(Dataset dataset, const Json& recipe, const ProgressSink& progress, std::stop_token stop) {
  if (!recipe.is_array()) return invalid("?", "a recipe is a list of steps");
  std::vector<const RecipeStep*> steps;
  for (const auto& step : recipe) {
    ATTUNE_TRY(const RecipeStep* known, checkStep(step));
    steps.push_back(known);
  }
  Cleaned cleaned{std::move(dataset), {}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (stop.stop_requested()) return stopped();
    if (progress) progress({static_cast<double>(i) / static_cast<double>(steps.size()), std::string(steps[i]->label)});
    StepRun report{{std::string(steps[i]->id), cleaned.dataset.examples.size(), 0, 0, 0}, stop};
    ATTUNE_TRY_VOID(steps[i]->apply(cleaned.dataset, recipe[i], report));
    if (stop.stop_requested()) return stopped();
    ATTUNE_TRY_VOID(cleaned.dataset.examples.check());
    report.after = cleaned.dataset.examples.size();
    if (report.after == 0)
      return fail("recipe.empty", ATTUNE_TEXT("The cleaning step “{0}” would remove every row."), {report.step});
    Json& recorded = cleaned.dataset.recipe.emplace_back(recipe[i]);
    recorded["counts"] = toJson(report);
    cleaned.steps.push_back(std::move(report));
  }
  cleaned.dataset.contentHash = contentHashOf(cleaned.dataset.examples);
  return cleaned;
}

namespace {

// Where a value ends that begins at `from`: at its closing quotation mark or bracket, else before the next blank.
std::size_t valueEnd(std::string_view text, std::size_t from) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == '[' || c == '{')) ++depth;
    else if (!quoted && (c == ']' || c == '}')) --depth;
    else if (!quoted && depth <= 0 && (c == ' ' || c == '\t' || c == '\n')) return i;
  }
  return quoted || depth > 0 ? std::string_view::npos : text.size();
}

}  // namespace

Result<Json> parseRecipeStep(std::string_view text) {
  constexpr const char* kBlank = " \t\n";
  const std::string whole(text);
  std::size_t at = text.find_first_not_of(kBlank);
  if (at == std::string_view::npos) return invalid("?", "it has no name");
  if (text[at] == '{') return parseJson(text, "--step");
  std::size_t end = std::min(text.find_first_of(kBlank, at), text.size());
  Json step{{"step", std::string(text.substr(at, end - at))}};
  while ((at = text.find_first_not_of(kBlank, end)) != std::string_view::npos) {
    const std::size_t equals = text.find_first_of("= ", at);
    end = equals == std::string_view::npos || text[equals] == ' ' ? equals : valueEnd(text, equals + 1);
    if (end == std::string_view::npos || text[equals] == ' ')
      return invalid(whole, "“" + std::string(text.substr(at)) + "” is not key=value");
    const std::string value(text.substr(equals + 1, end - equals - 1));
    const Json parsed = Json::parse(value, nullptr, false);
    // Numbers, true, false, lists, objects and texts in quotation marks are meant as such; everything else is text.
    step[std::string(text.substr(at, equals - at))] = parsed.is_discarded() || parsed.is_null() ? Json(value) : parsed;
  }
  return step;
}

std::string syntheticOrigin(const Example& example) {
  if (!example.columns.is_object()) return {};
  const auto found = example.columns.find(kSyntheticColumn);
  return found == example.columns.end() || !found->is_string() ? std::string{} : found->get<std::string>();
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that change or remove rows by name, and settle what contradicts itself.
#include <algorithm>
#include <map>
#include <set>

#include "core/data/quality.h"
#include "core/data/steps/steps.h"

namespace attune::steps {
namespace {

using RowName = std::pair<std::uint32_t, std::uint64_t>;  // file, row

RowName nameOf(const Example& example) {
  return {example.sourceFile, example.sourceRow};
}

// {"rows": [row or [file, row], …]}
Result<void> removeRows(Dataset& dataset, const Json& parameters, StepRun& run) {
  if (!parameters.contains("rows") || !parameters["rows"].is_array())
    return invalid("remove_rows", "rows is not a list");
  std::set<RowName> names;
  for (const auto& row : parameters["rows"]) {
    const bool pair = row.is_array() && row.size() == 2 && row[0].is_number_unsigned() && row[1].is_number_unsigned();
    if (!pair && !row.is_number_unsigned()) return invalid("remove_rows", row.dump() + " is no row");
    names.insert(pair ? RowName{row[0].get<std::uint32_t>(), row[1].get<std::uint64_t>()}
                      : RowName{0, row.get<std::uint64_t>()});
  }
  removeExamples(dataset, run, [&](const Example& example, std::size_t) -> std::optional<Error> {
    if (!names.contains(nameOf(example))) return std::nullopt;
    return Error{"recipe.removed", ATTUNE_TEXT("Removed by hand."), {}};
  });
  return {};
}

// {"row": n, "file": 0, "example": the new content as a stored example}
Result<void> editRow(Dataset& dataset, const Json& parameters, StepRun& run) {
  ATTUNE_TRY(const double row, number(parameters, "edit_row", "row", 0, 1, 9e15));
  ATTUNE_TRY(const double file, number(parameters, "edit_row", "file", 0, 0, 4e9));
  if (!parameters.contains("example")) return invalid("edit_row", "the new content is missing");
  ATTUNE_TRY(Example content, exampleFromJson(parameters["example"]));
  bool found = false, fits = true;
  changeExamples(dataset, run, [&](Example& example) {
    if (found || nameOf(example) != RowName{static_cast<std::uint32_t>(file), static_cast<std::uint64_t>(row)} ||
        !syntheticOrigin(example).empty())
      return false;
    found = true;
    fits = content.kind == example.kind;
    content.sourceRow = example.sourceRow;
    content.sourceFile = example.sourceFile;
    content.columns = std::move(example.columns);
    const bool changed = !sameContent(content, example);
    example = std::move(content);
    return changed;
  });
  if (!fits) return invalid("edit_row", "the row is of another kind");
  if (!found) return invalid("edit_row", "there is no row " + std::to_string(static_cast<std::uint64_t>(row)));
  return {};
}

// {"keep": "majority" | "first" | "none"}: of rows that ask the same and answer differently
Result<void> oneAnswer(Dataset& dataset, const Json& parameters, StepRun& run) {
  constexpr std::string_view kChoices[]{"majority", "first", "none"};
  ATTUNE_TRY(const std::string keep, choice(parameters, "one_answer", "keep", "majority", kChoices));
  std::map<std::string, std::vector<std::size_t>> byQuestion;
  std::size_t next = 0;
  for (const auto& example : dataset.examples) {
    const std::size_t i = next++;
    if (example.kind != ExampleKind::Classification && example.kind != ExampleKind::Conversation) continue;
    if (std::string question = questionKey(example); !question.empty()) byQuestion[std::move(question)].push_back(i);
  }
  std::vector<bool> removed(dataset.examples.size());
  for (const auto& [question, rows] : byQuestion) {
    if (rows.size() < 2) continue;
    std::map<std::string, std::size_t> answers;
    for (const auto row : rows) ++answers[answerKey(dataset.examples[row])];
    if (answers.size() < 2) continue;
    std::string winner = answerKey(dataset.examples[rows.front()]);
    bool tie = false;
    if (keep == "majority") {
      std::size_t most = 0;
      for (const auto& [answer, count] : answers) {
        tie = count == most || (tie && count < most);
        if (count > most) winner = answer;
        most = std::max(most, count);
      }
    }
    for (const auto row : rows)
      removed[row] = keep == "none" || tie || answerKey(dataset.examples[row]) != winner;
  }
  removeExamples(dataset, run, [&](const Example&, std::size_t i) -> std::optional<Error> {
    if (!removed[i]) return std::nullopt;
    return Error{"recipe.contradiction", ATTUNE_TEXT("Removed, because other rows answer the same differently."), {}};
  });
  return {};
}

Result<void> endWithAnswer(Dataset& dataset, const Json&, StepRun& run) {
  changeExamples(dataset, run, [](Example& example) {
    if (example.kind != ExampleKind::Conversation) return false;
    const std::size_t before = example.messages.size();
    const bool answered = std::any_of(example.messages.begin(), example.messages.end(),
                                      [](const auto& message) { return message.role == Role::Assistant; });
    while (answered && example.messages.back().role != Role::Assistant) example.messages.pop_back();
    return example.messages.size() != before;
  });
  return {};
}

// {"min_rows": 5}
Result<void> rareLabels(Dataset& dataset, const Json& parameters, StepRun& run) {
  ATTUNE_TRY(const double least, number(parameters, "rare_labels", "min_rows", 5, 1, 1e9));
  std::map<std::string, std::size_t> counts;
  for (const auto& example : dataset.examples)
    for (const auto& label : example.labels) ++counts[label];
  removeExamples(dataset, run, [&](const Example& example, std::size_t) -> std::optional<Error> {
    for (const auto& label : example.labels)
      if (static_cast<double>(counts[label]) < least)
        return Error{"recipe.rare-label", ATTUNE_TEXT("Removed, because the label “{0}” has too few rows."), {label}};
    return std::nullopt;
  });
  return {};
}

constexpr StepParameter kRemoveParameters[]{{"rows", ATTUNE_TEXT("Row numbers ([3, 17])")}};
constexpr StepParameter kEditParameters[]{{"row", ATTUNE_TEXT("Row number")},
                                     {"file", ATTUNE_TEXT("File number")},
                                     {"example", ATTUNE_TEXT("New content")}};
constexpr StepParameter kOneAnswerParameters[]{{"keep", ATTUNE_TEXT("Keep (majority, first or none)")}};
constexpr StepParameter kRareParameters[]{{"min_rows", ATTUNE_TEXT("Fewest rows of a label")}};

}  // namespace

const RecipeStep kRemoveRows{"remove_rows", ATTUNE_TEXT("Remove rows"),
                             ATTUNE_TEXT("Removes rows by their number in the file; a pair is file and row."),
                             kRemoveParameters, removeRows};
const RecipeStep kEditRow{"edit_row", ATTUNE_TEXT("Edit a row"), ATTUNE_TEXT("Gives one row new content."), kEditParameters,
                          editRow};
const RecipeStep kOneAnswer{
    "one_answer", ATTUNE_TEXT("Settle contradictions"),
    ATTUNE_TEXT("Of rows that ask the same and answer differently, keeps those of the majority (all go in a tie), the "
                "first, or none (keep)."),
    kOneAnswerParameters, oneAnswer};
const RecipeStep kEndWithAnswer{"end_with_answer", ATTUNE_TEXT("End with the answer"),
                                ATTUNE_TEXT("Cuts from each conversation what stands after its last answer."), Parameters{},
                                endWithAnswer};
const RecipeStep kRareLabels{"rare_labels", ATTUNE_TEXT("Remove rare labels"),
                             ATTUNE_TEXT("Removes rows whose label has fewer than min_rows rows."), kRareParameters,
                             rareLabels};

}  // namespace attune::steps

// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that make texts and labels tidy, and choose rows.
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/data/filter_expression.h"
#include "core/data/near_duplicates.h"
#include "core/data/personal_data.h"
#include "core/data/statistics.h"
#include "core/data/steps/steps.h"
#include "core/data/tagging.h"
#include "core/data/text_damage.h"

namespace attune::steps {
namespace {

std::string trimmed(const std::string& text) {
  constexpr const char* kSpace = " \t\r\n\v\f";
  const std::size_t from = text.find_first_not_of(kSpace);
  return from == std::string::npos ? std::string{} : text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

Result<void> trim(Dataset& dataset, const Json&, StepRun& run) {
  changeTexts(dataset, run, trimmed);
  return {};
}

// One line end (LF), no control characters, no zero-width characters except the joiners that emoji and scripts need, no
// spaces at line ends, Unicode form NFC.
std::string normalised(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      result.push_back('\n');
    } else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) {
      continue;
    } else if (text.compare(i, 3, "\xE2\x80\x8B") == 0 || text.compare(i, 3, "\xEF\xBB\xBF") == 0) {
      i += 2;
    } else if (c == 0xC2 && text.compare(i, 2, "\xC2\xA0") == 0) {
      result.push_back(' ');
      ++i;
    } else {
      result.push_back(text[i]);
    }
    if (result.ends_with('\n')) {
      result.pop_back();
      while (!result.empty() && (result.back() == ' ' || result.back() == '\t')) result.pop_back();
      result.push_back('\n');
    }
  }
  UErrorCode code = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(code);
  if (U_FAILURE(code)) return result;
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(result);
  if (nfc->isNormalized(unicode, code)) return result;
  std::string composed;
  nfc->normalize(unicode, code).toUTF8String(composed);
  return U_SUCCESS(code) ? composed : result;
}

Result<void> normalise(Dataset& dataset, const Json&, StepRun& run) {
  changeTexts(dataset, run, normalised);
  return {};
}

Result<void> repairEncoding(Dataset& dataset, const Json&, StepRun& run) {
  changeTexts(dataset, run, [](const std::string& text) { return repairMisread(text); });
  return {};
}

Result<void> deduplicate(Dataset& dataset, const Json& parameters, StepRun& run) {
  std::vector<std::optional<std::uint64_t>> copyOf(dataset.examples.size());  // source row of the first
  if (parameters.contains("similarity")) {
    const Json& value = parameters["similarity"];
    if (!value.is_number() || value < 0.5 || value > 1)
      return invalid("deduplicate", "similarity is not between 0.5 and 1");
    const auto text = [&](std::uint32_t i) { return plainText(dataset.examples[i]); };
    for (const auto& group : findNearDuplicates(static_cast<std::uint32_t>(dataset.examples.size()), text, value.get<double>(), run.stop))
      for (std::size_t k = 1; k < group.size(); ++k) copyOf[group[k]] = dataset.examples[group[0]].sourceRow;
  } else {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> seen;
    std::string bytes;
    std::uint32_t i = 0;
    for (const auto& example : dataset.examples) {
      if (run.stop.stop_requested()) return {};
      bytes.clear();
      appendCanonical(example, bytes);
      auto& firsts = seen[fastHash(bytes)];
      const auto first = std::find_if(firsts.begin(), firsts.end(),
                                      [&](auto j) { return sameContent(dataset.examples[j], example); });
      if (first == firsts.end())
        firsts.push_back(i);
      else
        copyOf[i] = dataset.examples[*first].sourceRow;
      ++i;
    }
  }
  removeExamples(dataset, run, [&](const Example&, std::size_t i) -> std::optional<Error> {
    if (!copyOf[i]) return std::nullopt;
    return Error{"recipe.duplicate", ATTUNE_TEXT("Removed as a copy of row {0}."), {std::to_string(*copyOf[i])}};
  });
  return {};
}

// {"expression": condition}, or {"column": name or absent for all text, "contains" | "equals": text}; "keep": true
Result<void> filter(Dataset& dataset, const Json& parameters, StepRun& run) {
  const Json keep = parameters.contains("keep") ? parameters["keep"] : Json(true);
  const Json column = parameters.contains("column") ? parameters["column"] : Json("");
  if (!keep.is_boolean() || !column.is_string())
    return invalid("filter", "keep is not true or false, or column is not a text");
  std::string shown;
  std::function<bool(const Example&)> fits;
  if (parameters.contains("expression")) {
    if (!parameters["expression"].is_string()) return invalid("filter", "expression is not a text");
    shown = parameters["expression"].get<std::string>();
    ATTUNE_TRY(const FilterExpression expression, FilterExpression::parse(shown));
    fits = [expression](const Example& example) { return expression.matches(example); };
  } else {
    const bool equals = parameters.contains("equals");
    const char* key = equals ? "equals" : "contains";
    if (!parameters.contains(key) || !parameters[key].is_string())
      return invalid("filter", "an expression, or a text for contains or equals, is missing");
    shown = parameters[key].get<std::string>();
    fits = [equals, shown, name = column.get<std::string>()](const Example& example) {
      const std::string value = name.empty() ? plainText(example)
                                : name == "label"
                                    ? (example.labels.empty() ? std::string{} : example.labels.front())
                                    : columnText(example, name).value_or(std::string{});
      return equals ? value == shown : value.find(shown) != std::string::npos;
    };
  }
  removeExamples(dataset, run, [&](const Example& example, std::size_t) -> std::optional<Error> {
    if (fits(example) == keep.get<bool>()) return std::nullopt;
    return Error{"recipe.filtered", ATTUNE_TEXT("Removed by the filter “{0}”."), {shown}};
  });
  return {};
}

// {"map": {old: new}, "drop_others": false}
Result<void> mapLabels(Dataset& dataset, const Json& parameters, StepRun& run) {
  if (!parameters.contains("map") || !parameters["map"].is_object()) return invalid("map_labels", "map is missing");
  std::unordered_map<std::string, std::string> names;
  for (const auto& [from, to] : parameters["map"].items()) {
    if (!to.is_string()) return invalid("map_labels", "the new name of “" + from + "” is not a text");
    names[from] = to.get<std::string>();
  }
  const Json drop = parameters.contains("drop_others") ? parameters["drop_others"] : Json(false);
  if (!drop.is_boolean()) return invalid("map_labels", "drop_others is not true or false");
  if (drop.get<bool>())
    removeExamples(dataset, run, [&](const Example& example, std::size_t) -> std::optional<Error> {
      for (const auto& label : example.labels)
        if (!names.contains(label))
          return Error{"recipe.label", ATTUNE_TEXT("Removed, because the label “{0}” is not wanted."), {label}};
      return std::nullopt;
    });
  changeExamples(dataset, run, [&](Example& example) {
    bool changed = false;
    for (auto* labels : {&example.labels, &example.tags})
      for (auto& label : *labels) {
        const auto found = names.find(label);
        if (found == names.end() || found->second == label) continue;
        label = found->second;
        changed = true;
      }
    return changed;
  });
  return {};
}

// {"kinds": […]}, all when absent
Result<void> maskPersonalData(Dataset& dataset, const Json& parameters, StepRun& run) {
  std::vector<std::string> kinds;
  if (parameters.contains("kinds")) {
    if (!parameters["kinds"].is_array()) return invalid("mask_personal_data", "kinds is not a list");
    for (const auto& kind : parameters["kinds"]) {
      const auto known = sensitiveKinds();
      if (!kind.is_string() ||
          (kind != kNameKind && std::find(known.begin(), known.end(), kind.get_ref<const std::string&>()) == known.end()))
        return invalid("mask_personal_data", "there is no kind " + kind.dump());
      kinds.push_back(kind.get<std::string>());
    }
  }
  changeTexts(dataset, run, [&](const std::string& text) { return maskSensitive(text, kinds); });
  return {};
}

// The shortest text that matters: the label's text, or the shortest answer that is trained.
std::uint64_t shortestPart(const Example& example) {
  if (example.kind == ExampleKind::TokenTags) return example.tokens.size();
  if (example.kind == ExampleKind::Classification || example.kind == ExampleKind::PlainText)
    return characterCount(example.text);
  std::uint64_t shortest = UINT64_MAX;
  for (const auto* messages : {&example.messages, &example.chosen, &example.rejected})
    for (const auto& message : *messages)
      if (message.trained && message.extra.is_null()) shortest = std::min(shortest, characterCount(message.content));
  return shortest;
}

// {"min_characters": n} of each text or answer, {"max_characters": n} of the whole example
Result<void> lengthLimits(Dataset& dataset, const Json& parameters, StepRun& run) {
  std::uint64_t least = 0, most = UINT64_MAX;
  for (const auto& [key, place] : {std::pair{"min_characters", &least}, std::pair{"max_characters", &most}}) {
    if (!parameters.contains(key)) continue;
    if (!parameters[key].is_number_unsigned())
      return invalid("length_limits", std::string(key) + " is not a whole number");
    *place = parameters[key].get<std::uint64_t>();
  }
  removeExamples(dataset, run, [&](const Example& example, std::size_t) -> std::optional<Error> {
    if (shortestPart(example) < least)
      return Error{"recipe.short",
                   ATTUNE_TEXT("Removed, because a text is shorter than {0} characters."),
                   {std::to_string(least)}};
    if (characterCount(plainText(example)) > most)
      return Error{"recipe.long",
                   ATTUNE_TEXT("Removed, because the row is longer than {0} characters."),
                   {std::to_string(most)}};
    return std::nullopt;
  });
  return {};
}

// {"to": "iob2"}
Result<void> convertTags(Dataset& dataset, const Json& parameters, StepRun& run) {
  const auto scheme = parameters.contains("to") && parameters["to"].is_string()
                          ? tagSchemeFromName(parameters["to"].get_ref<const std::string&>())
                          : std::nullopt;
  if (!scheme) return invalid("convert_tags", "to is not iob1, iob2 or bioes");
  changeExamples(dataset, run, [&](Example& example) {
    if (example.kind != ExampleKind::TokenTags) return false;
    auto tags = tagsOf(spansOf(example.tags), example.tags.size(), *scheme);
    if (tags == example.tags) return false;
    example.tags = std::move(tags);
    return true;
  });
  return {};
}

// {"count": n, "seed": s}
Result<void> sample(Dataset& dataset, const Json& parameters, StepRun& run) {
  if (!parameters.contains("count") || !parameters["count"].is_number_unsigned())
    return invalid("sample", "count is not a whole number");
  const Json seed = parameters.contains("seed") ? parameters["seed"] : Json(42U);
  if (!seed.is_number_unsigned()) return invalid("sample", "seed is not a whole number");
  const auto n = static_cast<std::uint32_t>(dataset.examples.size());
  const auto order = permutation(n, seed.get<std::uint64_t>(), 1);
  std::vector<bool> chosen(n);
  for (std::uint64_t k = 0; k < std::min<std::uint64_t>(parameters["count"].get<std::uint64_t>(), n); ++k)
    chosen[order[k]] = true;
  removeExamples(dataset, run, [&](const Example&, std::size_t i) -> std::optional<Error> {
    if (chosen[i]) return std::nullopt;
    return Error{"recipe.sampled", ATTUNE_TEXT("Not in the sample."), {}};
  });
  return {};
}

constexpr StepParameter kDeduplicateParameters[]{{"similarity", ATTUNE_TEXT("Similarity of near copies (0.5 to 1)")}};
constexpr StepParameter kFilterParameters[]{{"expression", ATTUNE_TEXT("Condition")},
                                     {"column", ATTUNE_TEXT("Column")},
                                     {"contains", ATTUNE_TEXT("Contains the text")},
                                     {"equals", ATTUNE_TEXT("Is exactly the text")},
                                     {"keep", ATTUNE_TEXT("Keep these rows (true or false)")}};
constexpr StepParameter kMapLabelParameters[]{{"map", ATTUNE_TEXT("New names ({\"old\": \"new\"})")},
                                     {"drop_others", ATTUNE_TEXT("Remove other labels (true or false)")}};
constexpr StepParameter kMaskParameters[]{{"kinds", ATTUNE_TEXT("Kinds ([\"email\", \"phone\"]; all when empty)")}};
constexpr StepParameter kLengthParameters[]{{"min_characters", ATTUNE_TEXT("Fewest characters of a text")},
                                     {"max_characters", ATTUNE_TEXT("Most characters of a row")}};
constexpr StepParameter kConvertTagParameters[]{{"to", ATTUNE_TEXT("Scheme (iob1, iob2 or bioes)")}};
constexpr StepParameter kSampleParameters[]{{"count", ATTUNE_TEXT("Rows to keep")},
                                     {"seed", ATTUNE_TEXT("Seed of the choice (whole number)")}};

}  // namespace

const RecipeStep kTrim{"trim", ATTUNE_TEXT("Trim"),
                       ATTUNE_TEXT("Removes white space at the beginning and end of every text."), Parameters{}, trim};
const RecipeStep kNormalise{
    "normalise", ATTUNE_TEXT("Normalise"),
    ATTUNE_TEXT("Unicode form NFC, one kind of line end, no control or invisible characters, no spaces at line ends."),
    Parameters{}, normalise};
const RecipeStep kRepairEncoding{
    "repair_encoding", ATTUNE_TEXT("Repair characters"),
    ATTUNE_TEXT("Puts right letters that were read in the wrong encoding, as “Ã¥” for “å”."), Parameters{}, repairEncoding};
const RecipeStep kDeduplicate{
    "deduplicate", ATTUNE_TEXT("Remove duplicates"),
    ATTUNE_TEXT("Keeps the first of equal rows; with similarity (0.5 … 1) the first of nearly equal ones."),
    kDeduplicateParameters, deduplicate};
const RecipeStep kFilter{
    "filter", ATTUNE_TEXT("Filter"),
    ATTUNE_TEXT("Keeps (or with keep: false removes) rows for which the expression holds, or whose text, label or "
                "column contains or equals a text."),
    kFilterParameters, filter};
const RecipeStep kMapLabels{"map_labels", ATTUNE_TEXT("Rename labels"),
                            ATTUNE_TEXT("Gives labels new names; drop_others removes rows with other labels."),
                            kMapLabelParameters, mapLabels};
const RecipeStep kMaskPersonalData{
    "mask_personal_data", ATTUNE_TEXT("Mask personal data"),
    ATTUNE_TEXT("Replaces e-mail addresses, telephone and identity numbers, accounts, cards and keys by marks; kinds "
                "chooses, and adds names, which are only guessed."),
    kMaskParameters, maskPersonalData};
const RecipeStep kLengthLimits{"length_limits", ATTUNE_TEXT("Length limits"),
                               ATTUNE_TEXT("Removes rows with a text or answer shorter than min_characters, or longer "
                                           "than max_characters as a whole."),
                               kLengthParameters, lengthLimits};
const RecipeStep kConvertTags{"convert_tags", ATTUNE_TEXT("Convert tags"),
                              ATTUNE_TEXT("Writes span tags as iob1, iob2 or bioes (to)."), kConvertTagParameters,
                              convertTags};
const RecipeStep kSample{"sample", ATTUNE_TEXT("Sample"), ATTUNE_TEXT("Keeps count rows chosen by chance (seed)."),
                         kSampleParameters, sample};

}  // namespace attune::steps

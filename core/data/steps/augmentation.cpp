// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that add rows made from others. Every row they add is marked for ever (kSyntheticColumn), keeps the number of
// the row it was made from, and stands in no other part of a split than that row's training part.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/random.h"
#include "core/data/steps/steps.h"

namespace attune::steps {
namespace {

std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ') words.emplace_back();
    else words.back().push_back(c);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : " ") + words[i];
  return text;
}

std::string dropWords(const std::string& text, double strength, Random& random) {
  const auto words = wordsOf(text);
  std::vector<std::string> left;
  for (const auto& word : words)
    if (random.uniform() >= strength) left.push_back(word);
  return left.empty() ? text : joined(left);
}

std::string swapWords(const std::string& text, double strength, Random& random) {
  auto words = wordsOf(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (random.uniform() < strength) std::swap(words[i], words[i + 1]), ++i;
  return joined(words);
}

bool isAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A letter is left out, doubled or exchanged with the next; letters beyond ASCII stay as they are.
std::string makeTypos(const std::string& text, double strength, Random& random) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = i + 1 < text.size() && isAsciiLetter(text[i]) && isAsciiLetter(text[i + 1]);
    if (!pair || random.uniform() >= strength) {
      result.push_back(text[i]);
      continue;
    }
    const auto kind = random.below(3);
    if (kind == 1) result.append(2, text[i]);
    if (kind == 2) {
      result.push_back(text[i + 1]);
      result.push_back(text[i]);
      ++i;
    }
  }
  return result.empty() ? text : result;
}

// All letters small, or all capital; letters beyond ASCII stay as they are.
std::string changeCase(const std::string& text, double, Random& random) {
  const bool capital = random.below(2) == 1;
  std::string result = text;
  for (char& c : result)
    if (isAsciiLetter(c)) c = static_cast<char>(capital ? c & ~0x20 : c | 0x20);
  return result;
}

struct Way {
  std::string_view id;
  std::string (*change)(const std::string& text, double strength, Random& random);
  bool keepsWords;  // so that it fits rows whose words have tags
};
constexpr std::array kWays{Way{"word_dropout", dropWords, false}, Way{"word_swap", swapWords, false},
                           Way{"typos", makeTypos, true}, Way{"case", changeCase, true}};

// What the model reads, never what it is to answer.
void changeInput(Example& example, const std::function<std::string(const std::string&)>& change) {
  example.text = change(example.text);
  for (auto& message : example.messages)
    if (message.role == Role::User) message.content = change(message.content);
  for (auto& token : example.tokens) token = change(token);
}

void addSynthetic(Dataset& dataset, Example example, std::string_view origin, StepRun& run) {
  if (!example.columns.is_object()) example.columns = Json::object();
  example.columns[std::string(kSyntheticColumn)] = origin;
  dataset.examples.push_back(example);
  ++run.added;
}

// {"how": …, "share": of the rows, "strength": of the words or letters, "seed": s}
Result<void> augment(Dataset& dataset, const Json& parameters, StepRun& run) {
  std::array<std::string_view, kWays.size()> names;
  for (std::size_t k = 0; k < kWays.size(); ++k) names[k] = kWays[k].id;
  ATTUNE_TRY(const std::string how, choice(parameters, "augment", "how", "word_dropout", names));
  ATTUNE_TRY(const double share, number(parameters, "augment", "share", 0.2, 0, 1));
  ATTUNE_TRY(const double strength, number(parameters, "augment", "strength", 0.1, 0, 0.9));
  ATTUNE_TRY(const double seed, number(parameters, "augment", "seed", 42, 0, 9e15));
  const Way& way = *std::find_if(kWays.begin(), kWays.end(), [&](const Way& w) { return w.id == how; });
  Random random(static_cast<std::uint64_t>(seed));
  const std::size_t rows = dataset.examples.size();
  for (std::size_t i = 0; i < rows; ++i) {
    if (random.uniform() >= share) continue;
    const Example own = dataset.examples[i];
    if (!syntheticOrigin(own).empty()) continue;
    Example copy = own;
    if (copy.kind == ExampleKind::PlainText || (copy.kind == ExampleKind::TokenTags && !way.keepsWords)) continue;
    changeInput(copy, [&](const std::string& text) { return way.change(text, strength, random); });
    if (!sameContent(copy, own)) addSynthetic(dataset, std::move(copy), how, run);
  }
  return {};
}

// {"templates": ["Please say: {text}", …], "share": of the rows, "seed": s}
Result<void> templates(Dataset& dataset, const Json& parameters, StepRun& run) {
  ATTUNE_TRY(const double share, number(parameters, "templates", "share", 0.2, 0, 1));
  ATTUNE_TRY(const double seed, number(parameters, "templates", "seed", 42, 0, 9e15));
  std::vector<std::string> forms;
  if (parameters.contains("templates") && parameters["templates"].is_array())
    for (const auto& form : parameters["templates"])
      if (form.is_string() && form.get_ref<const std::string&>().find("{text}") != std::string::npos)
        forms.push_back(form.get<std::string>());
  if (forms.empty()) return invalid("templates", "templates is not a list of texts that hold {text}");
  Random random(static_cast<std::uint64_t>(seed));
  const std::size_t rows = dataset.examples.size();
  for (std::size_t i = 0; i < rows; ++i) {
    if (random.uniform() >= share) continue;
    const Example own = dataset.examples[i];
    if (!syntheticOrigin(own).empty()) continue;
    Example copy = own;
    if (copy.kind == ExampleKind::PlainText || copy.kind == ExampleKind::TokenTags) continue;
    const std::string& form = forms[random.below(forms.size())];
    const std::size_t slot = form.find("{text}");
    changeInput(copy, [&](const std::string& text) {
      return text.empty() ? text : form.substr(0, slot) + text + form.substr(slot + 6);
    });
    if (!sameContent(copy, own)) addSynthetic(dataset, std::move(copy), "template", run);
  }
  return {};
}

// {"strength": 0 … 1, "seed": s}: a label of n rows gets n^(1-s) · most^s of them, drawn again from its own
Result<void> rebalance(Dataset& dataset, const Json& parameters, StepRun& run) {
  ATTUNE_TRY(const double strength, number(parameters, "rebalance", "strength", 0.5, 0, 1));
  ATTUNE_TRY(const double seed, number(parameters, "rebalance", "seed", 42, 0, 9e15));
  std::map<std::string, std::vector<std::size_t>> rows;
  std::size_t row = 0;
  for (const auto& example : dataset.examples) {
    if (example.labels.size() == 1) rows[example.labels.front()].push_back(row);
    ++row;
  }
  if (rows.empty()) return invalid("rebalance", "the rows have no single labels");
  double most = 0;
  for (const auto& [label, members] : rows) most = std::max(most, static_cast<double>(members.size()));
  Random random(static_cast<std::uint64_t>(seed));
  for (const auto& [label, members] : rows) {
    const auto n = static_cast<double>(members.size());
    const auto wanted = static_cast<std::size_t>(std::llround(std::pow(n, 1 - strength) * std::pow(most, strength)));
    run.labels.push_back({label, members.size(), std::max(members.size(), wanted)});
    // Whole rounds first, so that every row is drawn equally often before chance takes the rest.
    for (std::size_t k = members.size(); k < wanted; ++k) {
      const std::size_t round = k - members.size();
      const bool whole = (round / members.size() + 1) * members.size() <= wanted - members.size();
      const std::size_t from = whole ? members[round % members.size()] : members[random.below(members.size())];
      addSynthetic(dataset, dataset.examples[from], "rebalance", run);
    }
  }
  return {};
}

constexpr StepParameter kAugmentParameters[]{{"how", ATTUNE_TEXT("Change (word_dropout, word_swap, typos or case)")},
                                     {"share", ATTUNE_TEXT("Share of the rows (0 to 1)")},
                                     {"strength", ATTUNE_TEXT("Share of the words or letters (0 to 0.9)")},
                                     {"seed", ATTUNE_TEXT("Seed of the choice (whole number)")}};
constexpr StepParameter kTemplateParameters[]{{"templates", ATTUNE_TEXT("Wordings ([\"Please: {text}\"])")},
                                     {"share", ATTUNE_TEXT("Share of the rows (0 to 1)")},
                                     {"seed", ATTUNE_TEXT("Seed of the choice (whole number)")}};
constexpr StepParameter kRebalanceParameters[]{{"strength", ATTUNE_TEXT("Strength (0 to 1)")},
                                     {"seed", ATTUNE_TEXT("Seed of the choice (whole number)")}};

}  // namespace

const RecipeStep kAugment{
    "augment", ATTUNE_TEXT("Add changed copies"),
    ATTUNE_TEXT("Adds copies of a share of the rows with word_dropout, word_swap, typos or case (how) in what the model "
                "reads; the copies are marked for ever and only ever train."),
    kAugmentParameters, augment};
const RecipeStep kTemplates{
    "templates", ATTUNE_TEXT("Add other wordings"),
    ATTUNE_TEXT("Adds copies of a share of the rows whose question or text is put into one of the templates, in the "
                "place of {text}; the copies are marked for ever and only ever train."),
    kTemplateParameters, templates};
const RecipeStep kRebalance{
    "rebalance", ATTUNE_TEXT("Balance labels"),
    ATTUNE_TEXT("Repeats rows of rare labels; strength 1 makes all labels as common as the commonest, 0 changes "
                "nothing. The copies are marked for ever and only ever train."),
    kRebalanceParameters, rebalance};

}  // namespace attune::steps

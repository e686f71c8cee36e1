// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/base/json_number.h"
#include "core/base/random.h"
#include "core/data/near_duplicates.h"
#include "core/data/recipe.h"

namespace attune {
namespace {

constexpr std::size_t kParts = 3;
constexpr std::array<const char*, kParts> kPartNames{"train", "validation", "test"};
constexpr double kNearSimilarity = 0.8;
using Parts = std::array<std::vector<std::uint32_t>, kParts>;
using Fractions = std::array<double, kParts>;

// Examples that must stay together: a group, or one example alone.
struct Unit {
  std::vector<std::uint32_t> rows;
  std::uint64_t hash = 0;  // of the group value or the content: what the hash method looks at
  std::string stratum;
  std::string time;
};

constexpr std::string_view kFoldMethod = "fold:";

// "fold:2/5": the second of five equal parts is the validation, the rest trains. The folds of one seed together hold
// every row once.
struct Fold {
  std::size_t number = 0, count = 0;
};

std::optional<Fold> foldOf(const std::string& method) {
  if (!method.starts_with(kFoldMethod)) return std::nullopt;
  Fold fold;
  const char* const end = method.data() + method.size();
  const auto [slash, bad] = std::from_chars(method.data() + kFoldMethod.size(), end, fold.number);
  if (bad != std::errc{} || slash == end || *slash != '/') return std::nullopt;
  const auto [last, worse] = std::from_chars(slash + 1, end, fold.count);
  if (worse != std::errc{} || last != end || fold.number < 1 || fold.number > fold.count || fold.count < 2)
    return std::nullopt;
  return fold;
}

Result<void> checkSpec(const SplitSpec& spec) {
  double sum = 0;
  for (const double fraction : {spec.train, spec.validation, spec.test}) {
    if (!std::isfinite(fraction) || fraction < 0 || fraction > 1)
      return fail("data.split-fractions", ATTUNE_TEXT("A part of a split must be between 0 and 100 %."));
    sum += fraction;
  }
  if (sum > 1 + 1e-9)
    return fail("data.split-fractions", ATTUNE_TEXT("The parts of the split are more than 100 % together."), {},
                ATTUNE_TEXT("Lower one of them."));
  if (!(spec.train > 0)) return fail("data.split-fractions", ATTUNE_TEXT("The training part must be more than 0 %."));
  const bool fold = foldOf(spec.method).has_value();
  const auto& methods = {"random", "hash", "time"};
  if (!fold && std::find(methods.begin(), methods.end(), spec.method) == methods.end())
    return fail("data.split-method", ATTUNE_TEXT("There is no split method “{0}”."), {spec.method});
  if (spec.method == "time" && spec.timeColumn.empty())
    return fail("data.split-column", ATTUNE_TEXT("A split by time needs a column with the time."));
  return {};
}

std::string labelKey(const Example& example) {
  std::vector<std::string> labels = example.labels.empty() ? example.tags : example.labels;
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  std::string key;
  for (const auto& label : labels) key += label + '\x1F';
  return key;
}

// The value of a column, which at least one row must have: a name written wrong is an error, not an empty value.
Result<std::vector<std::string>> columnValues(const Dataset& dataset, const std::string& column) {
  std::vector<std::string> values(dataset.examples.size());
  bool found = false;
  std::size_t next = 0;
  for (const auto& example : dataset.examples) {
    auto value = columnText(example, column);
    found = found || value.has_value();
    if (value) values[next] = std::move(*value);
    ++next;
  }
  if (!found)
    return fail("data.split-column", ATTUNE_TEXT("The dataset has no column “{0}” to split by."), {column},
                ATTUNE_TEXT("Choose one of the columns that were kept at the import."));
  return values;
}

// Rows that are the same, or nearly, get one name; a row without a twin gets none.
std::vector<std::string> twinGroups(const Dataset& dataset, double similarity) {
  std::vector<std::string> groups(dataset.examples.size());
  const auto text = [&](std::uint32_t i) { return plainText(dataset.examples[i]); };
  for (const auto& members : findNearDuplicates(static_cast<std::uint32_t>(groups.size()), text, similarity)) {
    // The name is the first member's text, so that the hash method does not depend on where it stands.
    const std::string name = "twins of " + text(members.front());
    for (const auto row : members) groups[row] = name;
  }
  return groups;
}

std::string contentKey(const Example& example) {
  std::string bytes;
  appendCanonical(example, bytes);
  return bytes;
}

Result<std::vector<Unit>> makeUnits(const Dataset& dataset, const SplitSpec& spec) {
  std::vector<std::string> groups, strata, times;
  if (spec.groupBy == "duplicates" || spec.groupBy == "near-duplicates") {
    groups = twinGroups(dataset, spec.groupBy == "duplicates" ? 1.0 : kNearSimilarity);
  } else if (!spec.groupBy.empty()) {
    ATTUNE_TRY(groups, columnValues(dataset, spec.groupBy));
  }
  if (!spec.stratifyBy.empty() && spec.stratifyBy != "label") {
    ATTUNE_TRY(strata, columnValues(dataset, spec.stratifyBy));
  }
  if (spec.method == "time") {
    ATTUNE_TRY(times, columnValues(dataset, spec.timeColumn));
  }
  std::vector<Unit> units;
  std::unordered_map<std::string, std::size_t> byKey;
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    const std::uint32_t i = next++;
    if (!syntheticOrigin(example).empty()) continue;  // see addSynthetic
    std::string key;
    // A row without a group is a group of its own.
    if (!groups.empty() && !groups[i].empty()) key = groups[i];
    std::size_t at = units.size();
    if (!key.empty()) at = byKey.emplace(key, units.size()).first->second;
    if (at == units.size()) {
      units.push_back({});
      if (spec.method == "hash") units.back().hash = fastHash(key.empty() ? contentKey(example) : key, spec.seed);
    }
    Unit& unit = units[at];
    unit.rows.push_back(i);
    if (!times.empty()) unit.time = std::max(unit.time, times[i]);
  }
  // A group belongs to the stratum that most of its rows have.
  if (!spec.stratifyBy.empty()) {
    for (auto& unit : units) {
      std::map<std::string, std::size_t> counts;
      for (const auto row : unit.rows) ++counts[strata.empty() ? labelKey(dataset.examples[row]) : strata[row]];
      unit.stratum = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                       return a.second < b.second;
                     })->first;
    }
  }
  return units;
}

// Whole numbers that sum to `total` and are nearest to the shares (largest remainder, Hamilton's method).
std::array<std::size_t, kParts> apportion(std::size_t total, const Fractions& fractions) {
  std::array<std::size_t, kParts> counts{};
  std::array<double, kParts> remainders{};
  const double sum = fractions[0] + fractions[1] + fractions[2];
  const auto wanted = static_cast<std::size_t>(std::llround(static_cast<double>(total) * std::min(sum, 1.0)));
  std::size_t given = 0;
  for (std::size_t p = 0; p < kParts; ++p) {
    const double exact = static_cast<double>(total) * fractions[p];
    counts[p] = static_cast<std::size_t>(exact + 1e-9);
    remainders[p] = exact - static_cast<double>(counts[p]);
    given += counts[p];
  }
  for (; given < wanted; ++given) {
    const auto p =
        static_cast<std::size_t>(std::max_element(remainders.begin(), remainders.end()) - remainders.begin());
    ++counts[p];
    remainders[p] -= 1;
  }
  return counts;
}

// What each part, and last the unused rest, still lacks of the rows it should have.
using Lacking = std::array<double, kParts + 1>;

// Groups of any size go to the part that lacks most, the large ones first because they fit worst. What is lacking is
// carried over from one stratum to the next, so that their errors do not add up.
void dealGroups(const std::vector<Unit>& units, std::vector<std::uint32_t> order, const Fractions& fractions,
                Lacking& lacking, Parts& parts) {
  double rows = 0;
  for (const auto u : order) rows += static_cast<double>(units[u].rows.size());
  for (std::size_t p = 0; p < kParts; ++p) lacking[p] += rows * fractions[p];
  lacking[kParts] += rows * (1.0 - fractions[0] - fractions[1] - fractions[2]);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return units[a].rows.size() > units[b].rows.size(); });
  for (const auto u : order) {
    const auto p = static_cast<std::size_t>(std::max_element(lacking.begin(), lacking.end()) - lacking.begin());
    lacking[p] -= static_cast<double>(units[u].rows.size());
    if (p < kParts) parts[p].insert(parts[p].end(), units[u].rows.begin(), units[u].rows.end());
  }
}

// Without strata, rows fill the parts exactly.
void deal(const std::vector<Unit>& units, const std::vector<std::uint32_t>& order, const Fractions& fractions,
          Parts& parts) {
  if (std::any_of(units.begin(), units.end(), [](const Unit& unit) { return unit.rows.size() > 1; })) {
    Lacking lacking{};
    return dealGroups(units, order, fractions, lacking, parts);
  }
  const auto room = apportion(order.size(), fractions);
  std::size_t next = 0;
  for (std::size_t p = 0; p < kParts; ++p)
    for (std::size_t k = 0; k < room[p]; ++k) parts[p].push_back(units[order[next++]].rows.front());
}

// Each stratum is dealt by itself: it gets the whole part of its shares, and the places that are left of each part go
// to the largest remainders, so that both the strata and the parts come out as near as whole rows allow.
void dealStratified(const std::vector<Unit>& units, const std::vector<std::uint32_t>& order, const Fractions& fractions,
                    Parts& parts) {
  std::map<std::string, std::vector<std::uint32_t>> strata;
  bool single = true;
  for (const auto u : order) {
    strata[units[u].stratum].push_back(u);
    single = single && units[u].rows.size() == 1;
  }
  if (!single) {
    Lacking lacking{};
    for (const auto& [name, members] : strata) dealGroups(units, members, fractions, lacking, parts);
    return;
  }
  std::vector<const std::vector<std::uint32_t>*> bySize;
  for (const auto& [name, members] : strata) bySize.push_back(&members);
  std::stable_sort(bySize.begin(), bySize.end(), [](const auto* a, const auto* b) { return a->size() > b->size(); });
  const auto total = apportion(order.size(), fractions);
  struct Remainder {
    double value;
    std::size_t stratum, part;
  };
  std::vector<Remainder> remainders;
  std::vector<std::array<std::size_t, kParts>> counts(bySize.size());
  std::vector<std::size_t> unplaced(bySize.size());
  std::array<std::size_t, kParts> left = total;
  for (std::size_t s = 0; s < bySize.size(); ++s) {
    unplaced[s] = bySize[s]->size();
    for (std::size_t p = 0; p < kParts; ++p) {
      const double exact = static_cast<double>(bySize[s]->size()) * fractions[p];
      counts[s][p] = std::min({static_cast<std::size_t>(exact + 1e-9), left[p], unplaced[s]});
      remainders.push_back({exact - static_cast<double>(counts[s][p]), s, p});
      left[p] -= counts[s][p];
      unplaced[s] -= counts[s][p];
    }
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.value > b.value; });
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& r : remainders) {
      if (left[r.part] == 0 || unplaced[r.stratum] == 0) continue;
      ++counts[r.stratum][r.part];
      --left[r.part];
      --unplaced[r.stratum];
      moved = true;
    }
  }
  for (std::size_t s = 0; s < bySize.size(); ++s) {
    std::size_t next = 0;
    for (std::size_t p = 0; p < kParts; ++p)
      for (std::size_t k = 0; k < counts[s][p]; ++k) parts[p].push_back(units[(*bySize[s])[next++]].rows.front());
  }
}

// The part depends on the unit's own key alone, so it stays when rows are added, removed or moved.
void dealByHash(const std::vector<Unit>& units, const Fractions& fractions, Parts& parts) {
  for (const auto& unit : units) {
    const double at = static_cast<double>(unit.hash >> 11) * 0x1.0p-53;
    double border = 0;
    for (std::size_t p = 0; p < kParts; ++p) {
      border += fractions[p];
      if (at >= border) continue;
      parts[p].insert(parts[p].end(), unit.rows.begin(), unit.rows.end());
      break;
    }
  }
}

// A row that a step made trains where the row that it was made from trains, and is used nowhere else: in another part it
// would be a leak, and what is measured is measured on the user's own rows.
void addSynthetic(const Dataset& dataset, std::vector<std::uint32_t>& train) {
  std::set<std::pair<std::uint32_t, std::uint64_t>> trained;
  std::vector<bool> isTrained(dataset.examples.size());
  for (const auto row : train) isTrained[row] = true;
  std::vector<std::pair<std::uint32_t, std::pair<std::uint32_t, std::uint64_t>>> made;
  std::uint32_t next = 0;
  for (const auto& example : dataset.examples) {
    const std::uint32_t i = next++;
    if (!syntheticOrigin(example).empty()) made.push_back({i, {example.sourceFile, example.sourceRow}});
  }
  if (made.empty()) return;
  next = 0;
  for (const auto& example : dataset.examples)
    if (isTrained[next++]) trained.emplace(example.sourceFile, example.sourceRow);
  for (const auto& [row, place] : made)
    if (trained.contains(place)) train.push_back(row);
}

// Units in the order of the seed, those of a stratum side by side, are dealt to the folds in turn.
void dealFold(const std::vector<Unit>& units, std::vector<std::uint32_t> order, const Fold& fold, Parts& parts) {
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return units[a].stratum < units[b].stratum; });
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto& rows = units[order[k]].rows;
    auto& part = parts[k % fold.count + 1 == fold.number ? 1 : 0];
    part.insert(part.end(), rows.begin(), rows.end());
  }
}

// ISO dates sort as text; numbers (years, time stamps) by value.
bool earlier(const std::string& a, const std::string& b) {
  char* endA = nullptr;
  char* endB = nullptr;
  const double x = std::strtod(a.c_str(), &endA), y = std::strtod(b.c_str(), &endB);
  const bool numbers = !a.empty() && !b.empty() && *endA == 0 && *endB == 0;
  return numbers ? x < y : a < b;
}

void dealByTime(const std::vector<Unit>& units, const Fractions& fractions, Parts& parts) {
  std::vector<std::uint32_t> order(units.size());
  std::size_t rows = 0;
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    order[u] = u;
    rows += units[u].rows.size();
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return earlier(units[a].time, units[b].time); });
  const auto room = apportion(rows, fractions);
  std::size_t p = 0, used = 0;
  for (const auto u : order) {
    while (p < kParts && used >= room[p]) {
      used = 0;
      ++p;
    }
    if (p == kParts) return;
    parts[p].insert(parts[p].end(), units[u].rows.begin(), units[u].rows.end());
    used += units[u].rows.size();
  }
}

}  // namespace

Result<DatasetSplit> splitDataset(const Dataset& dataset, const SplitSpec& spec) {
  ATTUNE_TRY_VOID(checkSpec(spec));
  ATTUNE_TRY(const auto units, makeUnits(dataset, spec));
  const auto fold = foldOf(spec.method);
  const Fractions fractions = fold ? Fractions{1, 1, 0} : Fractions{spec.train, spec.validation, spec.test};
  Parts parts;
  if (fold) {
    dealFold(units, permutation(static_cast<std::uint32_t>(units.size()), spec.seed, 0), *fold, parts);
  } else if (spec.method == "hash") {
    dealByHash(units, fractions, parts);
  } else if (spec.method == "time") {
    dealByTime(units, fractions, parts);
  } else {
    const auto order = permutation(static_cast<std::uint32_t>(units.size()), spec.seed, 0);
    if (spec.stratifyBy.empty())
      deal(units, order, fractions, parts);
    else
      dealStratified(units, order, fractions, parts);
  }
  addSynthetic(dataset, parts[0]);
  for (std::size_t p = 0; p < kParts; ++p) {
    if (fractions[p] > 0 && parts[p].empty())
      return fail("data.split-empty", ATTUNE_TEXT("The part “{0}” of the split would have no rows."), {kPartNames[p]},
                  ATTUNE_TEXT("Give it a larger share, or take more data."));
    std::sort(parts[p].begin(), parts[p].end());
  }
  return DatasetSplit{std::move(parts[0]), std::move(parts[1]), std::move(parts[2])};
}

Leakage checkLeakage(const Dataset& dataset, const DatasetSplit& split, std::size_t maxPairs) {
  Leakage leakage;
  struct First {
    std::uint32_t row;
    std::size_t part;
  };
  std::unordered_multimap<std::uint64_t, First> seen;
  std::string bytes;
  const auto visit = [&](const std::vector<std::uint32_t>& rows, std::size_t part) {
    for (const auto row : rows) {
      bytes.clear();
      const Example example = dataset.examples[row];
      appendCanonical(example, bytes);
      const std::uint64_t hash = fastHash(bytes);
      std::array<std::optional<std::uint32_t>, kParts> twins;
      for (auto [it, end] = seen.equal_range(hash); it != end; ++it)
        if (sameContent(dataset.examples[it->second.row], example))
          twins[it->second.part] = it->second.row;
      if (!twins[part]) seen.emplace(hash, First{row, part});
      for (std::size_t p = 0; p < part; ++p) {
        if (!twins[p]) continue;
        ++(p == 1 ? leakage.validationTest : part == 1 ? leakage.trainValidation : leakage.trainTest);
        if (leakage.pairs.size() < maxPairs) leakage.pairs.emplace_back(*twins[p], row);
      }
    }
  };
  visit(split.train, 0);
  visit(split.validation, 1);
  visit(split.test, 2);
  return leakage;
}

Leakage checkNearLeakage(const Dataset& dataset, const DatasetSplit& split, std::stop_token stop, double similarity,
                         std::size_t maxPairs) {
  constexpr int kUnused = -1;
  std::vector<int> partOf(dataset.examples.size(), kUnused);
  for (const auto row : split.train) partOf[row] = 0;
  for (const auto row : split.validation) partOf[row] = 1;
  for (const auto row : split.test) partOf[row] = 2;
  const auto text = [&](std::uint32_t i) { return plainText(dataset.examples[i]); };
  Leakage leakage;
  for (const auto& members : findNearDuplicates(static_cast<std::uint32_t>(partOf.size()), text, similarity, std::move(stop))) {
    std::array<std::optional<std::uint32_t>, kParts> first;
    for (const auto row : members)
      if (partOf[row] != kUnused && !first[static_cast<std::size_t>(partOf[row])])
        first[static_cast<std::size_t>(partOf[row])] = row;
    for (const auto row : members)
      for (int p = 0; p < partOf[row]; ++p) {
        const auto twin = first[static_cast<std::size_t>(p)];
        if (!twin) continue;
        ++(p == 1 ? leakage.validationTest : partOf[row] == 1 ? leakage.trainValidation : leakage.trainTest);
        if (leakage.pairs.size() < maxPairs) leakage.pairs.emplace_back(*twin, row);
      }
  }
  return leakage;
}

Json toJson(const SplitSpec& spec) {
  Json json{{"train", spec.train},
            {"validation", spec.validation},
            {"test", spec.test},
            {"seed", spec.seed},
            {"method", spec.method}};
  if (!spec.stratifyBy.empty()) json["stratify_by"] = spec.stratifyBy;
  if (!spec.groupBy.empty()) json["group_by"] = spec.groupBy;
  if (!spec.timeColumn.empty()) json["time_column"] = spec.timeColumn;
  return json;
}

Result<SplitSpec> splitSpecFromJson(const Json& json) {
  SplitSpec spec;
  try {
    spec.train = json.at("train").get<double>();
    spec.validation = json.at("validation").get<double>();
    spec.test = json.at("test").get<double>();
    spec.seed = wholeNumber(json.at("seed"));
    spec.method = json.value("method", std::string("random"));
    spec.stratifyBy = json.value("stratify_by", std::string{});
    spec.groupBy = json.value("group_by", std::string{});
    spec.timeColumn = json.value("time_column", std::string{});
  } catch (const nlohmann::json::exception& problem) {
    return fail("data.split-invalid", ATTUNE_TEXT("The stored split cannot be read."), {}, {}, problem.what());
  }
  return spec;
}

Json toJson(const DatasetSplit& split) {
  return {{"train", split.train}, {"validation", split.validation}, {"test", split.test}};
}

Result<DatasetSplit> splitFromJson(const Json& json) {
  DatasetSplit split;
  try {
    for (const auto& [name, part] :
         {std::pair{"train", &split.train}, {"validation", &split.validation}, {"test", &split.test}})
      for (const auto& row : json.at(name)) part->push_back(static_cast<std::uint32_t>(wholeNumber(row)));
  } catch (const nlohmann::json::exception& problem) {
    return fail("data.split-invalid", ATTUNE_TEXT("The stored split cannot be read."), {}, {}, problem.what());
  }
  return split;
}

}  // namespace attune

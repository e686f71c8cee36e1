// SPDX-License-Identifier: GPL-3.0-or-later
// How long nearly equal rows are looked for among many: bench_near [thousands of rows] [case]. A tenth of the rows is a changed
// copy of another; in the other cases all rows share a long beginning, as rows made from a template do. Prints the time,
// what was found of what was planted, and the most memory held.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <tuple>

#include "core/base/random.h"
#include "core/data/near_duplicates.h"
#include "core/data/quality.h"
#include "core/data/split.h"

namespace {

using namespace attune;

// Words of three to nine letters, few of them frequent.
std::string sentence(Random& random, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    Random word(random.below(1 + random.below(30'000)));
    if (i > 0) text.push_back(' ');
    for (std::size_t letters = 3 + word.below(7); letters > 0; --letters)
      text.push_back(static_cast<char>('a' + word.below(26)));
  }
  return text;
}

template <class Work>
double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void bench(const char* name, std::uint32_t count, std::size_t sharedWords, std::size_t ownWords) {
  Random random(3);
  const std::string beginning = sentence(random, sharedWords) + (sharedWords > 0 ? " " : "");
  Dataset dataset;
  std::vector<std::uint32_t> copyOf;
  Example example;
  example.kind = ExampleKind::PlainText;
  for (std::uint32_t i = 0; i < count; ++i) {
    example.text = beginning + sentence(random, ownWords);
    copyOf.push_back(i);
    if (i > 10 && i % 10 == 0) {
      copyOf[i] = static_cast<std::uint32_t>(i - 1 - random.below(9));
      example.text = dataset.examples[copyOf[i]].text;
      example.text.replace(example.text.rfind(' '), std::string::npos, " changed");
    }
    example.sourceRow = i + 1;
    dataset.examples.push_back(example);
    dataset.ledger.keep();
  }
  const auto text = [&](std::uint32_t i) { return dataset.examples[i].text; };
  std::vector<std::vector<std::uint32_t>> groups;
  const double find = seconds([&] { groups = findNearDuplicates(count, text); });
  std::vector<std::uint32_t> groupOf(count, count);
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    for (const auto row : groups[g]) groupOf[row] = g;
  std::size_t planted = 0, found = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (copyOf[i] == i) continue;
    ++planted;
    if (groupOf[i] != count && groupOf[i] == groupOf[copyOf[i]]) ++found;
  }
  DatasetSplit split;
  for (std::uint32_t i = 0; i < count; ++i) (i % 10 == 0 ? split.validation : split.train).push_back(i);
  const double leakage = seconds([&] { static_cast<void>(checkNearLeakage(dataset, split)); });
  const double report = seconds([&] { static_cast<void>(checkQuality(dataset)); });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-10s %8u rows %5.0f MB  near %6.1f s  between the parts %6.1f s  whole report %6.1f s  found %zu of %zu in %zu groups  peak %5.0f MB\n",
              name, count, static_cast<double>(dataset.examples.bytes()) / 1e6, find, leakage, report, found, planted,
              groups.size(), static_cast<double>(usage.ru_maxrss) / 1024);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const auto count = static_cast<std::uint32_t>((argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100) * 1000);
  const std::string_view wanted = argc > 2 ? argv[2] : "";
  for (const auto& [name, shared, own] :
       {std::tuple{"different", 0, 42}, std::tuple{"template", 18, 24}, std::tuple{"almost", 32, 10}})
    if (wanted.empty() || wanted == name) bench(name, count, static_cast<std::size_t>(shared), static_cast<std::size_t>(own));
}

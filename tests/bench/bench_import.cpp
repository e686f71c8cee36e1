// SPDX-License-Identifier: GPL-3.0-or-later
// How fast files become datasets: parse, validate, store as rows on disk, and the content hash. Prints MB/s of the file
// for each core at work and by the clock, the time to the first thousand rows, and the most memory held.
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>

#include "core/base/random.h"
#include "core/data/import.h"
#include "core/data/quality.h"
#include "core/data/storage.h"

namespace {

using namespace attune;
namespace fs = std::filesystem;

std::string sentence(Random& random, std::size_t words) {
  static const char* const kWords[]{"training", "modell",   "żółw",     "data",      "question", "svar",
                                    "the",      "of",       "learning", "rate",      "bygge",    "nauka",
                                    "answer",   "language", "tekst",    "validation"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) text.append(i > 0 ? " " : "").append(kWords[random.below(std::size(kWords))]);
  return text;
}

// CLOCK_PROCESS_CPUTIME_ID sums all threads: the figure per core, also on a machine that is busy with other work.
double seconds(clockid_t clock, const std::function<void()>& work) {
  const auto now = [clock] {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double start = now();
  work();
  return now() - start;
}

std::string wanted;  // part of the name of the only case to run

double megabytesResident() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void bench(const char* name, const fs::path& path, const std::function<std::string(Random&, std::size_t)>& row,
           std::string head, std::size_t bytes) {
  if (std::string_view(name).find(wanted) == std::string_view::npos) return;
  Random random(1);
  std::size_t rows = 0;
  {
    std::ofstream file(path, std::ios::binary);
    std::size_t written = head.size();
    file << head;
    for (; written < bytes; ++rows) {
      const std::string text = row(random, rows);
      file << text;
      written += text.size();
    }
  }
  const double size = static_cast<double>(fs::file_size(path)) / 1e6;
  double core = 1e9, clock = 1e9, preview = 1e9;
  for (int round = 0; round < 3; ++round) {
    preview = std::min(preview, seconds(CLOCK_MONOTONIC, [&] { static_cast<void>(previewFile(path, {}, 1000)); }));
    Result<Dataset> dataset;
    const auto import = [&] { dataset = importFile(path, {}, {}, {}, {}, {.workFolder = path.parent_path()}); };
    clock = std::min(clock, seconds(CLOCK_MONOTONIC, [&] { core = std::min(core, seconds(CLOCK_PROCESS_CPUTIME_ID, import)); }));
    if (!dataset || dataset->examples.size() != rows) {
      std::fprintf(stderr, "%s\n", dataset ? "rows are missing" : describe(dataset.error()).c_str());
      std::exit(1);
    }
  }
  std::printf("%-28s %6.0f MB %8zu rows  import %5.0f MB/s per core  %5.0f MB/s by the clock  preview %4.1f ms  peak %5.0f MB\n",
              name, size, rows, size / core, size / clock, preview * 1e3, megabytesResident());
  fs::remove(path);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t bytes = (argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200) * 1'000'000;
  if (argc > 2) wanted = argv[2];
  const fs::path folder = fs::temp_directory_path() / ("attune-bench-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  bench(
      "JSONL messages, 2 kB rows", folder / "m.jsonl",
      [](Random& r, std::size_t) {
        return R"({"messages":[{"role":"user","content":")" + sentence(r, 60) +
               R"("},{"role":"assistant","content":")" + sentence(r, 220) + R"("}]})" + "\n";
      },
      "", bytes);
  bench(
      "JSONL messages, 0.4 kB rows", folder / "s.jsonl",
      [](Random& r, std::size_t) {
        return R"({"messages":[{"role":"user","content":")" + sentence(r, 12) +
               R"("},{"role":"assistant","content":")" + sentence(r, 40) + R"("}]})" + "\n";
      },
      "", bytes);
  bench(
      "JSONL alpaca, 4 more columns", folder / "a.jsonl",
      [](Random& r, std::size_t i) {
        return R"({"id":)" + std::to_string(i) + R"(,"category":"c","instruction":")" + sentence(r, 12) +
               R"(","input":"","output":")" + sentence(r, 40) + R"(","sources":["x","y"],"lang":"nb"})" + "\n";
      },
      "", bytes);
  bench(
      "CSV question and answer", folder / "c.csv",
      [](Random& r, std::size_t i) {
        return std::to_string(i) + ",\"" + sentence(r, 12) + "\",\"" + sentence(r, 40) + "\"\n";
      },
      "id,question,answer\n", bytes);
  fs::remove_all(folder);
}

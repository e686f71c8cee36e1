// SPDX-License-Identifier: GPL-3.0-or-later
// bench_tokenizer TOKENIZER [CORPUS [REPEATS]]: MB/s of encodeIds, one thread and all threads, on a text file or on a
// generated mixture of prose, code, numbers and several scripts. Prints one JSON object; bench_tokenizer.py adds the
// figures of the package “tokenizers” from the same run.
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/text/tokenizer.h"

namespace {

using attune::Json;
using attune::Random;

// Words with the frequencies of natural text (Zipf): the n-th is drawn about 1/n as often as the first.
std::string generatedCorpus(std::size_t bytes) {
  Random random(7);
  const std::vector<std::string> letters[] = {
      {"a", "e", "i", "o", "u", "t", "n", "s", "r", "h", "l", "d", "c", "m", "p", "th", "er", "in", "on", "st"},
      {"а", "е", "и", "о", "т", "н", "с", "р", "в", "л", "к", "ст", "на", "то"},
      {"å", "ø", "æ", "e", "r", "n", "t", "ż", "ł", "ś", "cz", "ie", "sk", "é", "ü", "ß"}};
  std::vector<std::string> words;
  for (int n = 0; n < 30000; ++n) {
    const auto& alphabet = letters[n % 10 < 7 ? 0 : n % 10 < 8 ? 1 : 2];
    std::string word;
    for (auto length = 1 + random.below(5) + random.below(3); length > 0; --length) word += alphabet[random.below(alphabet.size())];
    words.push_back(word);
  }
  const std::string ideographs = "的一是不了人我在有他这中大来上";
  std::string text;
  text.reserve(bytes + 100);
  while (text.size() < bytes) {
    const auto kind = random.below(100);
    if (kind < 84) {
      const double u = random.uniform();
      text += words[static_cast<std::size_t>(std::pow(static_cast<double>(words.size()), u)) - 1];
    } else if (kind < 88) {
      text += std::to_string(random.below(100000));
    } else if (kind < 92) {
      text += "x_" + std::to_string(random.below(50)) + "(i) == {";
    } else if (kind < 94) {
      for (int i = 0; i < 6; ++i) text += ideographs.substr(random.below(ideographs.size() / 3) * 3, 3);
    } else if (kind < 96) {
      text += "\n    ";
    } else {
      text += ", don't";
    }
    text += random.below(12) == 0 ? (random.below(3) == 0 ? ".\n" : ". ") : " ";
  }
  return text;
}

double seconds(const std::chrono::steady_clock::time_point& begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "bench_tokenizer TOKENIZER [CORPUS [REPEATS]] | --corpus FILE\n";
    return 2;
  }
  if (std::string(argv[1]) == "--corpus") {
    std::ofstream(argv[2], std::ios::binary) << generatedCorpus(20'000'000);
    return 0;
  }
  const auto loading = std::chrono::steady_clock::now();
  const auto tokenizer = attune::Tokenizer::load(argv[1]);
  if (!tokenizer) {
    std::cerr << describe(tokenizer.error()) << '\n';
    return 1;
  }
  const double loadSeconds = seconds(loading);
  std::string corpus;
  if (argc > 2) {
    std::ifstream in(argv[2], std::ios::binary);
    corpus.assign(std::istreambuf_iterator<char>(in), {});
  } else {
    corpus = generatedCorpus(20'000'000);
  }
  const int repeats = argc > 3 ? std::stoi(argv[3]) : 3;
  // Documents of about 10 kB that end with a line.
  std::vector<std::string_view> documents;
  for (std::size_t begin = 0; begin < corpus.size();) {
    std::size_t end = corpus.find('\n', std::min(begin + 10'000, corpus.size()));
    end = end == std::string::npos ? corpus.size() : end + 1;
    documents.push_back(std::string_view(corpus).substr(begin, end - begin));
    begin = end;
  }
  const auto run = [&](unsigned threads) {
    double best = 0;
    std::size_t ids = 0;
    for (int i = 0; i < repeats; ++i) {
      std::vector<std::size_t> counts(threads);
      const auto begin = std::chrono::steady_clock::now();
      std::vector<std::thread> workers;
      for (unsigned t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
          for (std::size_t d = t; d < documents.size(); d += threads)
            counts[t] += (*tokenizer)->encodeIds(documents[d], {.addSpecialTokens = false})->size();
        });
      for (auto& worker : workers) worker.join();
      best = std::max(best, static_cast<double>(corpus.size()) / 1e6 / seconds(begin));
      ids = 0;
      for (const std::size_t count : counts) ids += count;
    }
    return std::pair(best, ids);
  };
  std::string bytes;  // of all ids, little-endian, for the comparison
  for (const auto document : documents) {
    const auto encoded = (*tokenizer)->encodeIds(document, {.addSpecialTokens = false});
    bytes.append(reinterpret_cast<const char*>(encoded->data()), encoded->size() * sizeof(attune::TokenId));
  }
  const std::clock_t cpuBegin = std::clock();
  const auto [one, ids] = run(1);
  const double cpuSeconds = static_cast<double>(std::clock() - cpuBegin) / CLOCKS_PER_SEC / repeats;
  const unsigned all = std::max(1U, std::thread::hardware_concurrency());
  std::cout << Json{{"tokenizer", argv[1]}, {"bytes", corpus.size()}, {"ids", ids}, {"ids_sha256", attune::sha256(bytes)}, {"load_seconds", loadSeconds},
                    {"mb_per_s", one},
                    {"mb_per_cpu_s", static_cast<double>(corpus.size()) / 1e6 / cpuSeconds},
                    {"threads", all},       {"mb_per_s_all", run(all).first}}
                   .dump()
            << '\n';
}

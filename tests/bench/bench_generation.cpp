// SPDX-License-Identifier: GPL-3.0-or-later
// bench_generation MODEL PROMPT.json TOKENS fp32|bf16 [ROUNDS] [ANSWERS]: continues the prompt (a list of ids) greedily with a key/value
// cache. Prints one JSON object: the tokens, and the seconds of each round after the first. With ANSWERS it draws so many at temperature 1
// instead, one after another and side by side in turn, and tells the seconds of both.
#include <chrono>
#include <iostream>
#include <numeric>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/engine/generate/generate.h"
#include "core/engine/nn/settings.h"

int main(int argc, char** argv) {
  using namespace attune;
  using namespace attune::engine;
  if (argc < 5) return 2;
  const auto fatal = [](const Error& error) {
    std::cerr << describe(error) << "\n";
    return 1;
  };
  const auto text = readFile(argv[2]);
  if (!text) return fatal(text.error());
  const TokenizedExample prompt{Json::parse(*text).get<std::vector<TokenId>>(), {}};
  const auto checkpoint = openCheckpoint(argv[1]);
  if (!checkpoint) return fatal(checkpoint.error());
  const auto model = buildCausalLm(*checkpoint, at::kCPU, std::string(argv[4]) == "bf16" ? at::kBFloat16 : at::kFloat);
  if (!model) return fatal(model.error());
  (*model)->weightsStay(true);  // as those of every opened model
  SamplingSettings settings;
  settings.maxNewTokens = std::stoll(argv[3]);
  Json seconds = Json::array(), tokens;
  std::vector<std::uint64_t> seeds(argc > 6 ? std::stoul(argv[6]) : 0);
  std::iota(seeds.begin(), seeds.end(), 1);
  const int rounds = argc > 5 ? std::stoi(argv[5]) : 2;
  const auto secondsOf = [](const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  if (!seeds.empty()) {
    settings.temperature = 1;
    Json apart = Json::array(), together = Json::array();
    std::vector<std::vector<std::int32_t>> one, all;
    for (int round = 0; round <= rounds; ++round) {
      const double slow = secondsOf([&] {
        one.clear();
        for (const auto seed : seeds) {
          settings.seed = seed;
          one.push_back(generateTokens(**model, makeBatch({&prompt}, at::kCPU), prompt.tokens, settings, {}, {}, {}).tokens);
        }
      });
      const double fast = secondsOf([&] {
        all.clear();
        for (const auto& answer : generateSeveral(**model, makeBatch({&prompt}, at::kCPU), prompt.tokens, settings, seeds, {}, {})) all.push_back(answer.tokens);
      });
      if (round == 0) continue;
      apart.push_back(slow);
      together.push_back(fast);
    }
    std::size_t equal = 0;
    for (std::size_t i = 0; i < one.size(); ++i) equal += one[i] == all[i];
    std::cout << Json{{"one_after_another", apart}, {"side_by_side", together}, {"answers", one.size()}, {"equal", equal}} << std::endl;
    return 0;
  }
  for (int round = 0; round <= rounds; ++round) {
    const double passed = secondsOf([&] {
        tokens = generateTokens(**model, makeBatch({&prompt}, at::kCPU), prompt.tokens, settings, {}, {}, {}).tokens;
    });
    if (round > 0) seconds.push_back(passed);
  }
  std::cout << Json{{"tokens", tokens}, {"seconds", seconds}} << std::endl;
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// bench_generation MODEL PROMPT.json TOKENS fp32|bf16 [ROUNDS]: continues the prompt (a list of ids) greedily with a key/value
// cache. Prints one JSON object: the tokens, and the seconds of each round after the first.
#include <chrono>
#include <iostream>

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
  SamplingSettings settings;
  settings.maxNewTokens = std::stoll(argv[3]);
  Json seconds = Json::array(), tokens;
  const int rounds = argc > 5 ? std::stoi(argv[5]) : 2;
  for (int round = 0; round <= rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    tokens = generateTokens(**model, makeBatch({&prompt}, at::kCPU), prompt.tokens, settings, {}, {}, {}).tokens;
    if (round > 0) seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::cout << Json{{"tokens", tokens}, {"seconds", seconds}} << std::endl;
  return 0;
}

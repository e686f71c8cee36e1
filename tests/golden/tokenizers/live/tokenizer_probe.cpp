// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer_probe PATH: reads JSON texts, one a line, from standard input and writes what the tokenizer makes of each.
// tokenizer_probe --json PATH: writes the tokenizer.json that stands for it.
#include <iostream>

#include "core/base/json.h"
#include "core/text/tokenizer.h"

int main(int argc, char** argv) {
  using attune::Json;
  const bool exporting = argc == 3 && std::string(argv[1]) == "--json";
  const auto tokenizer = attune::Tokenizer::load(argv[argc - 1]);
  if (!tokenizer) {
    std::cout << Json{{"error", describe(tokenizer.error())}} << '\n';
    return 1;
  }
  if (exporting) {
    const auto json = (*tokenizer)->toJson();
    std::cout << (json ? *json : describe(json.error()));
    return json ? 0 : 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const auto text = Json::parse(line).get<std::string>();
    const auto encoding = (*tokenizer)->encode(text);
    const auto ids = (*tokenizer)->encodeIds(text);
    if (!encoding || !ids) {
      std::cout << Json{{"error", describe(encoding ? ids.error() : encoding.error())}} << '\n';
      continue;
    }
    Json offsets = Json::array();
    for (const auto& range : encoding->offsets) offsets.push_back({range.begin, range.end});
    std::cout << Json{{"ids", encoding->ids},
                      {"fast", *ids},
                      {"plain", *(*tokenizer)->encodeIds(text, {.addSpecialTokens = false})},
                      {"tokens", encoding->tokens},
                      {"offsets", offsets},
                      {"decoded", (*tokenizer)->decode(encoding->ids)},
                      {"decoded_with_special", (*tokenizer)->decode(encoding->ids, false)}}
                     .dump(-1, ' ', true)
              << '\n';
  }
}

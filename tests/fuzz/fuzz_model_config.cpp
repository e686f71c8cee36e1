// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/weights/model_config.h"

// What is accepted must be accepted again after saving, and be small enough to list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = attune::parseJson({reinterpret_cast<const char*>(data), size}, "config.json");
  if (!json) return 0;
  const auto config = attune::parseModelConfig(*json, "config.json");
  if (!config) return 0;
  if (config->layers <= 64) (void)attune::parameterCount(*config);
  if (!attune::parseModelConfig(attune::modelConfigJson(*config), "saved")) std::abort();
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Mistral 7B: Llama whose layers all attend within a sliding window (arXiv:2310.06825).
#include "core/weights/families/families.h"

namespace attune {

void parseMistral(ConfigReader& reader, ModelConfig& config) {
  parseDecoder(reader, config, 131'072);
  // Without the key the window is 4096; null means none, which later versions use.
  const bool windowIsNull = config.original.contains("sliding_window") && config.original["sliding_window"].is_null();
  config.slidingWindow = windowIsNull ? 0 : reader.integer("sliding_window", 1, kMaxPositions, 4096);
  parseRope(reader, config, 10000);
  parseLayerTypes(reader, config, [](const ModelConfig&, std::int64_t) { return true; });
}

}  // namespace attune

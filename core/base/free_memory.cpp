// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/free_memory.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace attune {

std::uint64_t freeMemory() {
  constexpr std::string_view key = "MemAvailable:";
  std::ifstream file("/proc/meminfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(key)) return std::strtoull(line.c_str() + key.size(), nullptr, 10) * 1024;
  return 0;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace attune::engine {

/// While one lives, CPU memory that tensors free stays with the process for the next ones, since steps ask for the same again and again
/// and the system clears each page that it hands out. When the last one has gone, what is freed goes back again. Thread: any.
class KeptMemory {
 public:
  KeptMemory();
  ~KeptMemory();
  KeptMemory(const KeptMemory&) = delete;
  KeptMemory& operator=(const KeptMemory&) = delete;
};

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/passing_rows.h"

#include <ATen/ATen.h>
#include <sys/mman.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace attune::engine {
namespace {

constexpr std::size_t kSmall = 256 << 10;  // bytes; less is left to the C library

constexpr std::uint64_t kIdle = 256;       // requests for others, some layers' worth, after which a block is of no use any more

struct Block {
  void* start = nullptr;
  std::size_t bytes = 0;
  std::uint64_t given = 0;  // the number of requests before it became free
};

// The blocks that no tensor has.
class Blocks {
 public:
  Block take(std::size_t bytes) {
    const std::lock_guard lock(m_mutex);
    ++m_requests;
    auto best = m_free.end();
    for (auto block = m_free.begin(); block != m_free.end(); ++block) {
      const bool fits = block->bytes >= bytes && block->bytes / 2 <= bytes;
      if (fits && (best == m_free.end() || block->bytes < best->bytes)) best = block;
    }
    if (best != m_free.end()) {
      const Block block = *best;
      m_free.erase(best);
      return block;
    }
    // Batches may have another size now.
    std::erase_if(m_free, [&](const Block& block) {
      if (m_requests - block.given <= kIdle) return false;
      munmap(block.start, block.bytes);
      return true;
    });
    void* start = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return start == MAP_FAILED ? Block() : Block{start, bytes};
  }

  void give(Block block) {
    const std::lock_guard lock(m_mutex);
    block.given = m_requests;
    m_free.push_back(block);
  }

 private:
  std::mutex m_mutex;
  std::vector<Block> m_free;
  std::uint64_t m_requests = 0;
};

}  // namespace

at::Tensor passingRows(at::IntArrayRef sizes, const at::TensorOptions& options) {
  static auto& blocks = *new Blocks;  // tensors of other threads may outlive what is destroyed at the end
  const auto bytes = static_cast<std::size_t>(c10::multiply_integers(sizes)) * options.dtype().itemsize();
  if (!options.device().is_cpu() || bytes < kSmall) return at::empty(sizes, options);
  const Block block = blocks.take(bytes);
  if (block.start == nullptr) return at::empty(sizes, options);
  return at::from_blob(block.start, sizes, [block](void*) { blocks.give(block); }, options);
}

}  // namespace attune::engine

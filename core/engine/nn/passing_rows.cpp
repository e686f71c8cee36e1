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

struct Block {
  void* start = nullptr;
  std::size_t bytes = 0;
};

// The blocks that no tensor has.
class Blocks {
 public:
  Block take(std::size_t bytes) {
    const std::lock_guard lock(m_mutex);
    const auto fits = [&](const Block& block) { return block.bytes >= bytes && block.bytes / 2 <= bytes; };
    const auto found = std::ranges::find_if(m_free, fits);
    if (found != m_free.end()) {
      const Block block = *found;
      m_free.erase(found);
      return block;
    }
    // The batches have another size now, for which the others are of no use.
    for (const Block& block : m_free) munmap(block.start, block.bytes);
    m_free.clear();
    void* start = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return start == MAP_FAILED ? Block() : Block{start, bytes};
  }

  void give(const Block& block) {
    const std::lock_guard lock(m_mutex);
    m_free.push_back(block);
  }

 private:
  std::mutex m_mutex;
  std::vector<Block> m_free;
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

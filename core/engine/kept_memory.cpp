// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kept_memory.h"

#include <c10/core/CPUAllocator.h>
#include <malloc.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace attune::engine {
namespace {

constexpr std::size_t kLarge = 32 << 20;       // glibc never keeps a block beyond this
constexpr std::size_t kMostKept = 256 << 20;  // so that what is kept cannot be what memory then lacks
constexpr std::size_t kSlack = 4;             // a block may be larger than what is asked for by one in so many

// Torch's own allocator, except that freed large blocks wait for a tensor that they fit. One that nothing fits returns all of them
// first: sizes have changed, and both together might be more than was ever needed.
class BlockKeeper : public c10::Allocator {
 public:
  c10::DataPtr allocate(std::size_t bytes) override {
    if (bytes < kLarge) return m_usual.allocate(bytes);
    void* data = take(bytes);
    return {data, data, &BlockKeeper::giveBack, c10::Device(c10::DeviceType::CPU)};
  }
  c10::DeleterFnPtr raw_deleter() const override { return &BlockKeeper::giveBack; }
  void copy_data(void* to, const void* from, std::size_t bytes) const override { m_usual.copy_data(to, from, bytes); }

  void begin() {
    const std::lock_guard lock(m_mutex);
    if (m_users++ == 0) c10::SetCPUAllocator(this);
  }
  // Whether nobody is left. The allocator stays: tensors made by it may live on.
  bool end() {
    const std::lock_guard lock(m_mutex);
    if (--m_users > 0) return false;
    release();
    return true;
  }

  static BlockKeeper& instance() {
    static auto* keeper = new BlockKeeper;  // outlives every tensor
    return *keeper;
  }

 private:
  struct Block {
    void* data;
    std::size_t bytes;
  };

  void* take(std::size_t bytes) {
    const std::lock_guard lock(m_mutex);
    auto best = m_kept.end();
    for (auto block = m_kept.begin(); block != m_kept.end(); ++block) {
      const bool fits = block->bytes >= bytes && block->bytes <= bytes + bytes / kSlack;
      if (fits && (best == m_kept.end() || block->bytes < best->bytes)) best = block;
    }
    Block found{};
    if (best != m_kept.end()) {
      found = *best;
      m_kept.erase(best);
    } else {
      release();
      found = {m_usual.raw_allocate(bytes), bytes};
    }
    m_lent.emplace(found.data, found.bytes);
    return found.data;
  }

  static void giveBack(void* data) {
    BlockKeeper& self = instance();
    {
      const std::lock_guard lock(self.m_mutex);
      const auto lent = self.m_lent.find(data);
      if (lent != self.m_lent.end()) {
        const Block block{data, lent->second};
        self.m_lent.erase(lent);
        std::size_t kept = block.bytes;
        for (const Block& other : self.m_kept) kept += other.bytes;
        if (self.m_users > 0 && kept <= kMostKept) {
          self.m_kept.push_back(block);
          return;
        }
      }
    }
    self.m_usual.raw_deallocate(data);
  }

  void release() {
    for (const Block& block : m_kept) m_usual.raw_deallocate(block.data);
    m_kept.clear();
  }

  c10::Allocator& m_usual = *c10::GetDefaultCPUAllocator();
  std::mutex m_mutex;
  int m_users = 0;
  std::vector<Block> m_kept;
  std::unordered_map<void*, std::size_t> m_lent;  // large blocks in use, and their sizes
};

// The heap's free end is cut off beyond `bytes`.
void cutHeapBeyond([[maybe_unused]] int bytes) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, static_cast<int>(kLarge));
  mallopt(M_TRIM_THRESHOLD, bytes);
#endif
}

}  // namespace

KeptMemory::KeptMemory() {
  BlockKeeper::instance().begin();
  cutHeapBeyond(2'000'000'000);
}

// Not by malloc_trim: it holds the heap of all other threads while it works, and the window would stand still for as long.
KeptMemory::~KeptMemory() {
  if (BlockKeeper::instance().end()) cutHeapBeyond(static_cast<int>(2 * kLarge));  // what glibc comes to by itself
}

}  // namespace attune::engine

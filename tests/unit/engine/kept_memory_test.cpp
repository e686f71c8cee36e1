// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kept_memory.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <memory>
#include <vector>

namespace attune::engine {
namespace {

constexpr std::int64_t kMiB = 1 << 20;

at::Tensor block(std::int64_t mebibytes) { return at::empty({mebibytes * kMiB}, at::TensorOptions(at::kByte)); }

// Where a block lies that is freed again at once.
const void* placeOf(std::int64_t mebibytes) { return block(mebibytes).const_data_ptr(); }

// What large blocks take of the system, whoever has them.
std::int64_t taken() { return static_cast<std::int64_t>(::mallinfo2().hblkhd) / kMiB; }

TEST(KeptMemory, IsTakenOverByWhatFitsIt) {
  const KeptMemory kept;
  const void* place = placeOf(40);
  EXPECT_EQ(placeOf(40), place);
  EXPECT_EQ(placeOf(36), place) << "a little smaller";
  const auto larger = block(60);
  EXPECT_GE(::malloc_usable_size(larger.data_ptr()), 60U * kMiB);
  const auto first = block(40), second = block(40);
  EXPECT_NE(first.const_data_ptr(), second.const_data_ptr());
}

TEST(KeptMemory, GoesBackBeforeWhatNothingKeptFits) {
  const KeptMemory kept;
  const auto before = taken();
  placeOf(100);
  EXPECT_GE(taken(), before + 100);
  const auto other = block(200);
  EXPECT_LT(taken(), before + 210) << "both sizes at a time may be more than there is";
}

TEST(KeptMemory, IsNeverMuch) {
  const KeptMemory kept;
  const auto before = taken();
  {
    std::vector<at::Tensor> blocks;
    for (int i = 0; i < 5; ++i) blocks.push_back(block(100));
  }
  EXPECT_LT(taken(), before + 210);
  EXPECT_GE(taken(), before + 200);
}

TEST(KeptMemory, IsLeftBehindByTheLastOneOnly) {
  const auto before = taken();
  auto first = std::make_unique<KeptMemory>(), second = std::make_unique<KeptMemory>();
  auto outliving = block(50);
  placeOf(40);
  first.reset();
  EXPECT_GE(taken(), before + 90);
  second.reset();
  EXPECT_LT(taken(), before + 60);
  outliving.zero_();
  outliving = at::Tensor();
  EXPECT_LT(taken(), before + 10) << "what is freed later goes back too";
}

}  // namespace
}  // namespace attune::engine

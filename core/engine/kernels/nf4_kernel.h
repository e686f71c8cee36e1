// SPDX-License-Identifier: GPL-3.0-or-later
// What one thread of the kernel that turns 4-bit weights back does: nvcc compiles it for the card (nf4_kernel.cu), and a test for the
// processor, where it runs thread by thread. No torch here, and nothing from the standard library but integer types.
#pragma once
#include <cstdint>

#ifdef __CUDACC__
#define ATTUNE_DEVICE __device__
#else
#define ATTUNE_DEVICE
#endif

namespace attune::engine {

/// A weight as Nf4Tensor holds it, addresses on the card, with both tables: the kernel's first parameter, by value.
struct Nf4Weight {
  const std::uint8_t* packed;  ///< At a multiple of 4 bytes.
  const std::uint8_t* scaleIndices;
  const float* scaleScales;
  const float* scaleOffset;
  std::int64_t count;
  float values[16] = {};
  float map[256] = {};
};

static_assert(sizeof(Nf4Weight) == 5 * 8 + 272 * 4, "nvcc and the engine's compiler lay it out alike");

constexpr int kNf4BlockSize = 64;    ///< Values that share a scale.
constexpr int kNf4NestedSize = 256;  ///< Scales that share a scale.
constexpr int kNf4Threads = 256;     ///< Of a block of threads.
constexpr int kNf4Steps = 4;         ///< How many chunks a thread writes.

/// What a thread writes at once: 16 bytes, beside those of the next thread.
template <class Out>
struct alignas(16) Nf4Chunk {
  static constexpr int kSize = 16 / sizeof(Out);
  Out values[kSize];
};

/// The packed values of a chunk, read at once.
template <int kBytes>
struct alignas(kBytes) Nf4Pairs {
  std::uint8_t bytes[kBytes];
};

/// Blocks of threads for `count` values.
template <class Out>
constexpr std::int64_t nf4Blocks(std::int64_t count) {
  constexpr std::int64_t perBlock = std::int64_t{kNf4Threads} * kNf4Steps * Nf4Chunk<Out>::kSize;
  return (count + perBlock - 1) / perBlock;
}

/// The scale of the values from `first` on. Product and sum are rounded one by one, as ATen's operators round them: nothing here may be
/// contracted to fused multiply-adds (-fmad=false).
ATTUNE_DEVICE inline float nf4Scale(const Nf4Weight& weight, std::int64_t first) {
  const std::int64_t block = first / kNf4BlockSize;
  const float product = weight.map[weight.scaleIndices[block]] * weight.scaleScales[block / kNf4NestedSize];
  return product + *weight.scaleOffset;
}

/// Writes this thread's part of `out`, 16-byte aligned, `count` long; Out(float) rounds to nearest, ties to even. `values` are those of
/// the weight, where they are read fastest.
template <class Out>
ATTUNE_DEVICE inline void nf4Thread(const Nf4Weight& weight, const float* values, Out* out, std::int64_t block, int thread) {
  using Chunk = Nf4Chunk<Out>;
  using Pairs = Nf4Pairs<Chunk::kSize / 2>;
  for (int step = 0; step < kNf4Steps; ++step) {
    const std::int64_t chunk = (block * kNf4Steps + step) * kNf4Threads + thread, first = chunk * Chunk::kSize;
    if (first + Chunk::kSize > weight.count) {
      for (std::int64_t i = first; i < weight.count; ++i) {
        const int pair = weight.packed[i / 2];
        out[i] = Out(values[i % 2 == 0 ? pair >> 4 : pair & 15] * nf4Scale(weight, first));
      }
      return;
    }
    // Asked for first: the scale's own reads wait for one another.
    const Pairs pairs = reinterpret_cast<const Pairs*>(weight.packed)[chunk];
    const float scale = nf4Scale(weight, first);
    Chunk made;
    for (int i = 0; i < Chunk::kSize / 2; ++i) {
      made.values[2 * i] = Out(values[pairs.bytes[i] >> 4] * scale);
      made.values[2 * i + 1] = Out(values[pairs.bytes[i] & 15] * scale);
    }
    reinterpret_cast<Chunk*>(out)[chunk] = made;
  }
}

}  // namespace attune::engine

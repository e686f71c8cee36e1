// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/row_weight.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <array>
#include <atomic>
#include <cstring>
#include <numeric>
#include <type_traits>

#include "core/base/free_memory.h"
#include "core/engine/nn/cpu_rows.h"

namespace attune::engine {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

template <class Tile>
constexpr std::int64_t kColumnsOf = std::is_same_v<Tile, TableTile> ? kTableTileColumns : kTileColumns;

// Layers are laid out one after another, so that each must leave something to the rest of the program.
constexpr std::uint64_t kLeftFree = std::uint64_t{512} << 20;

std::int64_t stripesOf(std::int64_t rows) { return (rows + kTileRows - 1) / kTileRows; }

// Room for the tiles of a matrix: stripes of 16 rows, one behind the other. Rows that only fill up the last stripe are zero.
template <class Tile>
at::Tensor roomFor(std::int64_t rows, std::int64_t columns) {
  const auto stripes = stripesOf(rows), bytes = columns / kColumnsOf<Tile> * static_cast<std::int64_t>(sizeof(Tile));
  auto room = at::empty({stripes, bytes}, at::TensorOptions(at::kByte));
  if (rows % kTileRows != 0) room[stripes - 1].zero_();
  return room;
}

// Calls product(tiles of 16 rows, where their results go) until rows [begin, end) are done; results outside are dropped.
template <class Tile, class Product>
void byStripes(const Tile* tiles, std::int64_t columns, std::int64_t begin, std::int64_t end, float* out, const Product& product) {
  const auto across = columns / kColumnsOf<Tile>;
  for (auto row = begin / kTileRows * kTileRows; row < end; row += kTileRows) {
    const Tile* stripe = tiles + row / kTileRows * across;
    if (row >= begin && row + kTileRows <= end) {
      product(stripe, out + (row - begin));
      continue;
    }
    std::array<float, kTileRows> all;
    product(stripe, all.data());
    for (auto r = std::max(row, begin); r < std::min(row + kTileRows, end); ++r) out[r - begin] = all[static_cast<std::size_t>(r - row)];
  }
}

}  // namespace

std::optional<RowWeight> RowWeight::of(const at::Tensor& weight) {
  if (!weight.is_cpu() || weight.dim() != 2 || !weight.is_contiguous()) return std::nullopt;
  const auto rows = weight.size(0), columns = weight.size(1);
  if (weight.scalar_type() == at::kFloat) return RowWeight(weight, numbers<const float>(weight), rows, columns);
  if (weight.scalar_type() == at::kBFloat16 && columns % 2 == 0) return RowWeight(weight, numbers<const Bf16>(weight), rows, columns);
  return std::nullopt;
}

std::optional<RowWeight> RowWeight::ofTable(const at::Tensor& codes, const at::Tensor& scales, std::span<const float, 16> values,
                                            std::int64_t out, std::int64_t in) {
  if (!codes.is_cpu() || in % kTableTileColumns != 0 || codes.nbytes() + scales.nbytes() + kLeftFree > freeMemory()) return std::nullopt;
  const auto storage = roomFor<TableTile>(out, in);
  const auto across = in / kTableTileColumns;
  auto* tiles = static_cast<TableTile*>(storage.data_ptr());
  const auto* bytes = codes.const_data_ptr<std::uint8_t>();
  const auto* sizes = scales.const_data_ptr<float>();
  parallelRows(out, in, [&](std::int64_t begin, std::int64_t end) {
    for (auto row = begin; row < end; ++row) {
      for (std::int64_t t = 0; t < across; ++t) {
        TableTile& tile = tiles[row / kTileRows * across + t];
        const auto lane = row % kTileRows, block = row * across + t;
        tile.scales[lane] = sizes[block];
        const auto* from = bytes + block * kTableTileColumns / 2;
        for (std::int64_t w = 0; w < kTableTileColumns / 8; ++w) std::memcpy(&tile.codes[w][lane], from + 4 * w, 4);
      }
    }
  });
  return RowWeight(storage, Table{tiles, values.data()}, out, in);
}

// The rows by pack(numbers of a row, columns, tiles, row in them) where that finds codes for all of them.
template <class Tile, class Pack>
std::optional<RowWeight> RowWeight::inTiles(const Pack& pack) const {
  const float* from = std::get<const float*>(m_numbers);
  const auto storage = roomFor<Tile>(m_rows, m_columns);
  auto* tiles = static_cast<Tile*>(storage.data_ptr());
  std::atomic<bool> exact = true;
  parallelRows(m_rows, m_columns, [&](std::int64_t begin, std::int64_t end) {
    for (auto row = begin; row < end && exact.load(std::memory_order_relaxed); ++row) {
      if (!pack(from + row * m_columns, m_columns, tiles + row / kTileRows * (m_columns / kColumnsOf<Tile>), row % kTileRows)) exact = false;
    }
  });
  if (!exact) return std::nullopt;
  return RowWeight(storage, static_cast<const Tile*>(tiles), m_rows, m_columns);
}

// In bfloat16, which most published models' numbers were once.
std::optional<RowWeight> RowWeight::halved() const {
  const float* from = std::get<const float*>(m_numbers);
  const auto half = at::empty({m_rows, m_columns}, at::TensorOptions(at::kBFloat16));
  std::atomic<bool> exact = true;
  parallelRows(m_rows, m_columns, [&](std::int64_t begin, std::int64_t end) {
    for (auto row = begin; row < end && exact.load(std::memory_order_relaxed); ++row) {
      if (!cpuKernels().halve(from + row * m_columns, numbers<Bf16>(half) + row * m_columns, m_columns)) exact = false;
    }
  });
  return exact ? of(half) : std::nullopt;
}

RowWeight RowWeight::packed() const {
  if (!std::holds_alternative<const float*>(m_numbers)) return *this;
  if (m_columns % kTileColumns == 0) {
    if (auto found = inTiles<FourBitTile>(cpuKernels().packFourBits)) return *found;
    if (auto found = inTiles<EightBitTile>(cpuKernels().packEightBits)) return *found;
  }
  return halved().value_or(*this);
}

std::span<const char> RowWeight::memoryOf(std::int64_t begin, std::int64_t end) const {
  const bool dense = std::holds_alternative<const float*>(m_numbers) || std::holds_alternative<const Bf16*>(m_numbers);
  const auto together = dense ? 1 : kTileRows, pieces = (m_rows + together - 1) / together;
  const auto piece = static_cast<std::int64_t>(bytes()) / pieces, first = begin / together, last = (end + together - 1) / together;
  return {static_cast<const char*>(m_storage.const_data_ptr()) + first * piece, static_cast<std::size_t>((last - first) * piece)};
}

void RowWeight::prepare(RowInput& input) const {
  const auto columns = static_cast<std::size_t>(m_columns);
  if (std::holds_alternative<const Bf16*>(m_numbers)) {
    input.pairs.resize(columns);
    float *even = input.pairs.data(), *odd = even + columns / 2;
    for (std::size_t i = 0; i < columns / 2; ++i) even[i] = input.x[2 * i], odd[i] = input.x[2 * i + 1];
  } else if (std::holds_alternative<const FourBitTile*>(m_numbers)) {
    input.sums.resize(columns / kTileColumns);
    for (std::size_t t = 0; t < input.sums.size(); ++t) {
      const float* part = input.x + t * kTileColumns;
      input.sums[t] = std::accumulate(part, part + kTileColumns, 0.0F);
    }
  }
}

void RowWeight::multiply(const RowInput& input, std::int64_t begin, std::int64_t end, float* out) const {
  const CpuKernels& kernels = cpuKernels();
  const auto rows = end - begin, columns = m_columns;
  const auto stripes = [&](const auto* tiles, const auto& product) { byStripes(tiles, columns, begin, end, out, product); };
  std::visit(Overloaded{
                 [&](const float* all) { kernels.dotRowsF32(input.x, all + begin * columns, out, rows, columns); },
                 [&](const Bf16* all) { kernels.dotRowsBf16(input.pairs.data(), all + begin * columns, out, rows, columns); },
                 [&](const FourBitTile* all) {
                   stripes(all, [&](const FourBitTile* stripe, float* to) { kernels.dotFourBits(input.x, input.sums.data(), stripe, to, columns); });
                 },
                 [&](const EightBitTile* all) {
                   stripes(all, [&](const EightBitTile* stripe, float* to) { kernels.dotEightBits(input.x, stripe, to, columns); });
                 },
                 [&](const Table& all) {
                   stripes(all.tiles, [&](const TableTile* stripe, float* to) { kernels.dotTable(input.x, all.values, stripe, to, columns); });
                 },
             },
             m_numbers);
}

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// A weight as single rows are multiplied with it. Each product reads all of it, so what counts is how many bytes it takes.
#pragma once
#include <torch/types.h>

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace attune::engine {

struct Bf16;
struct FourBitTile;
struct EightBitTile;
struct TableTile;

/// What products of single rows need of their common input x, filled by RowWeight::prepare.
struct RowInput {
  const float* x = nullptr;  ///< [in].
  std::vector<float> pairs;  ///< [in] elements of even number, then the others.
  std::vector<float> sums;   ///< Of each tile's columns.
};

/// A matrix [out, in] on the CPU in float32, bfloat16, or as codes of four or eight bits with a scale for a few columns (kernels/cpu_kernels.h).
/// Does not change; copies share the memory. Thread: any.
class RowWeight {
 public:
  /// No rows.
  RowWeight() = default;
  /// A dense tensor [out, in]; nullopt where its dtype, layout or device does not fit.
  static std::optional<RowWeight> of(const at::Tensor& weight);
  /// Number i of the matrix, row by row, is scales[i / 64] * values[code i]: `codes` [out * in / 2] uint8 holds two a byte, the first in the
  /// high half; `scales` [out * in / 64] float32. `values` must live as long. nullopt where `in` is not a multiple of 64, or memory is short.
  static std::optional<RowWeight> ofTable(const at::Tensor& codes, const at::Tensor& scales, std::span<const float, 16> values,
                                          std::int64_t out, std::int64_t in);

  /// The same numbers in the fewest bits that lose nothing: float32 numbers that came of blocks as GGUF's Q4_0, Q4_1, Q5_0 and Q8_0 have
  /// them, or of bfloat16. Itself where there are none. Works on all threads.
  RowWeight packed() const;

  std::int64_t rows() const { return m_rows; }
  std::int64_t columns() const { return m_columns; }
  /// Bytes of all rows.
  std::uint64_t bytes() const { return m_storage.defined() ? m_storage.nbytes() : 0; }
  /// The memory that a product with rows [begin, end) reads.
  std::span<const char> memoryOf(std::int64_t begin, std::int64_t end) const;

  /// Fills what a product needs of `input` besides x.
  void prepare(RowInput& input) const;
  /// out [end - begin] = x times rows [begin, end).
  void multiply(const RowInput& input, std::int64_t begin, std::int64_t end, float* out) const;

 private:
  struct Table {
    const TableTile* tiles;
    const float* values;
  };
  using Numbers = std::variant<const float*, const Bf16*, const FourBitTile*, const EightBitTile*, Table>;

  RowWeight(at::Tensor storage, Numbers numbers, std::int64_t rows, std::int64_t columns)
      : m_storage(std::move(storage)), m_numbers(numbers), m_rows(rows), m_columns(columns) {}
  template <class Tile, class Pack>
  std::optional<RowWeight> inTiles(const Pack& pack) const;
  std::optional<RowWeight> halved() const;

  at::Tensor m_storage;  // what the pointer points into
  Numbers m_numbers = static_cast<const float*>(nullptr);
  std::int64_t m_rows = 0, m_columns = 0;
};

}  // namespace attune::engine

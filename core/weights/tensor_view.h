// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/weights/tensor.h"

namespace attune {

/// The tensors of another source under other names, some with their rows in another order.
class TensorView : public TensorSource {
 public:
  struct Entry {
    std::string name;        ///< Here.
    std::string sourceName;  ///< There.
    std::int64_t heads = 0;  ///< > 0: the rows of each of so many heads are interleaved in the source, see rotaryRow.
  };
  /// `entries` name tensors that `source` has; names here are unique.
  TensorView(std::shared_ptr<const TensorSource> source, std::vector<Entry> entries);
  const std::vector<TensorInfo>& tensors() const override { return m_tensors; }
  const TensorInfo* find(std::string_view name) const override;
  Result<void> readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset = 0) const override;
  using TensorSource::readFloat32;

 private:
  Result<void> readInterleaved(const TensorInfo& tensor, const Entry& entry, std::span<std::byte> out,
                               std::uint64_t offset) const;
  std::shared_ptr<const TensorSource> m_source;
  std::vector<Entry> m_entries;
  std::vector<TensorInfo> m_tensors;
  std::unordered_map<std::string_view, std::size_t> m_index;
};

/// llama.cpp stores query and key rows so that the two numbers that rotate together are neighbours, Hugging Face with
/// the halves of a head one after the other. The row of llama.cpp's order that is row `row` of Hugging Face's.
constexpr std::int64_t rotaryRow(std::int64_t row, std::int64_t headDim) {
  const std::int64_t head = row / headDim, within = row % headDim, half = headDim / 2;
  return head * headDim + 2 * (within % half) + within / half;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/tensor_view.h"

#include <cstring>

namespace attune {

TensorView::TensorView(std::shared_ptr<const TensorSource> source, std::vector<Entry> entries)
    : m_source(std::move(source)), m_entries(std::move(entries)) {
  m_tensors.reserve(m_entries.size());
  for (const auto& entry : m_entries) {
    TensorInfo info = *m_source->find(entry.sourceName);
    info.name = entry.name;
    m_tensors.push_back(std::move(info));
  }
  for (std::size_t i = 0; i < m_tensors.size(); ++i) m_index.emplace(m_tensors[i].name, i);
}

const TensorInfo* TensorView::find(std::string_view name) const {
  const auto found = m_index.find(name);
  return found == m_index.end() ? nullptr : &m_tensors[found->second];
}

Result<void> TensorView::readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset) const {
  const auto found = m_index.find(name);
  if (found == m_index.end())
    return fail("weights.tensor-missing", ATTUNE_TEXT("The tensor “{0}” is not in the checkpoint."),
                {std::string(name)});
  const Entry& entry = m_entries[found->second];
  if (entry.heads == 0) return m_source->readBytes(entry.sourceName, out, offset);
  const TensorInfo& tensor = m_tensors[found->second];
  if (offset > tensor.bytes() || out.size() > tensor.bytes() - offset)
    return fail("weights.range", ATTUNE_TEXT("The asked part of the tensor “{0}” reaches outside of it."),
                {tensor.name});
  return readInterleaved(tensor, entry, out, offset);
}

Result<void> TensorView::readInterleaved(const TensorInfo& tensor, const Entry& entry, std::span<std::byte> out,
                                         std::uint64_t offset) const {
  const auto headDim = tensor.shape.front() / entry.heads;
  const std::uint64_t rowBytes = tensor.bytes() / static_cast<std::uint64_t>(tensor.shape.front());
  const std::uint64_t headBytes = rowBytes * static_cast<std::uint64_t>(headDim);
  // Rows change places within a head only, so one head is read at a time.
  std::vector<std::byte> head(headBytes);
  for (std::size_t done = 0; done < out.size();) {
    const std::uint64_t headBegin = (offset + done) / headBytes * headBytes;
    ATTUNE_TRY_VOID(m_source->readBytes(entry.sourceName, head, headBegin));
    while (done < out.size() && offset + done < headBegin + headBytes) {
      const std::uint64_t position = offset + done - headBegin;
      const std::uint64_t inRow = position % rowBytes;
      const auto row = static_cast<std::uint64_t>(rotaryRow(static_cast<std::int64_t>(position / rowBytes), headDim));
      const std::size_t n = std::min<std::uint64_t>(rowBytes - inRow, out.size() - done);
      std::memcpy(out.data() + done, head.data() + row * rowBytes + inRow, n);
      done += n;
    }
  }
  return {};
}

}  // namespace attune

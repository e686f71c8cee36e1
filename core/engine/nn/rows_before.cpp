// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/rows_before.h"

#include <ATen/ATen.h>

namespace attune::engine {

at::Tensor withRowsBefore(const at::Tensor& x, const at::Tensor& rows, const std::vector<std::int64_t>& starts) {
  std::vector<std::int64_t> lengths;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) lengths.push_back(starts[i + 1] - starts[i]);
  // One split and one cat, so that the gradient is collected in one piece too.
  std::vector<at::Tensor> parts;
  for (const at::Tensor& sequence : x.split_with_sizes(lengths, 0)) parts.insert(parts.end(), {rows, sequence});
  return at::cat(parts, 0);
}

at::Tensor withoutRowsBefore(const at::Tensor& x, std::int64_t n, const std::vector<std::int64_t>& starts) {
  std::vector<std::int64_t> lengths;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) lengths.insert(lengths.end(), {n, starts[i + 1] - starts[i]});
  const auto all = x.split_with_sizes(lengths, 0);
  std::vector<at::Tensor> parts;
  for (std::size_t i = 1; i < all.size(); i += 2) parts.push_back(all[i]);
  return parts.size() == 1 ? parts[0] : at::cat(parts, 0);
}

std::vector<std::int64_t> startsWithRows(const std::vector<std::int64_t>& starts, std::int64_t n) {
  std::vector<std::int64_t> moved = starts;
  for (std::size_t i = 0; i < moved.size(); ++i) moved[i] += n * static_cast<std::int64_t>(i);
  return moved;
}

at::Tensor deviceStartsWithRows(const at::Tensor& deviceStarts, std::int64_t n) {
  if (!deviceStarts.defined()) return {};
  return deviceStarts + at::arange(deviceStarts.size(0), deviceStarts.options()) * n;
}

}  // namespace attune::engine

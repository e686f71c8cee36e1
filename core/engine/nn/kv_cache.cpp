// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/nn/kv_cache.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace attune::engine {

KvCache::KvCache(std::int64_t layers, std::int64_t capacity, std::int64_t kvHeads, std::int64_t headDim,
                 const at::TensorOptions& options)
    : m_capacity(std::max<std::int64_t>(capacity, 16)) {
  for (std::int64_t i = 0; i < layers; ++i) {
    m_keys.push_back(at::empty({m_capacity, kvHeads, headDim}, options));
    m_values.push_back(at::empty({m_capacity, kvHeads, headDim}, options));
  }
}

void KvCache::reserve(std::int64_t capacity) {
  if (capacity <= m_capacity) return;
  m_capacity = std::max(capacity, m_capacity * 2);
  for (auto* tensors : {&m_keys, &m_values}) {
    for (auto& tensor : *tensors) {
      auto larger = at::empty({m_capacity, tensor.size(1), tensor.size(2)}, tensor.options());
      larger.narrow(0, 0, m_length).copy_(tensor.narrow(0, 0, m_length));
      tensor = larger;
    }
  }
}

std::pair<at::Tensor, at::Tensor> KvCache::append(std::int64_t layer, const at::Tensor& keys, const at::Tensor& values) {
  const auto n = keys.size(0);
  reserve(m_length + n);
  auto& allKeys = this->keys(layer);
  auto& allValues = this->values(layer);
  allKeys.narrow(0, m_length, n).copy_(keys);
  allValues.narrow(0, m_length, n).copy_(values);
  return {allKeys.narrow(0, 0, m_length + n), allValues.narrow(0, 0, m_length + n)};
}

void KvCache::fork(std::int64_t sequences, std::int64_t capacity) {
  m_forkedAt = m_length;
  for (const auto& like : m_keys) {
    for (auto* own : {&m_ownKeys, &m_ownValues}) own->push_back(at::empty({capacity, sequences, like.size(1), like.size(2)}, like.options()));
  }
}

void KvCache::keep(const at::Tensor& sequences) {
  for (auto* tensors : {&m_ownKeys, &m_ownValues}) {
    for (auto& own : *tensors) own = own.index_select(1, sequences);
  }
}

KvCache::Forked KvCache::appendToEach(std::int64_t layer, const at::Tensor& keys, const at::Tensor& values) {
  const auto at = static_cast<std::size_t>(layer);
  const auto past = m_length - m_forkedAt;
  m_ownKeys[at].select(0, past).copy_(keys);
  m_ownValues[at].select(0, past).copy_(values);
  return {m_keys[at].narrow(0, 0, m_forkedAt), m_values[at].narrow(0, 0, m_forkedAt), m_ownKeys[at].narrow(0, 0, past + 1),
          m_ownValues[at].narrow(0, 0, past + 1)};
}

}  // namespace attune::engine

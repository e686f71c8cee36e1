// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/ATen.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/nn/model.h"
#include "core/text/tokenized_example.h"
#include "core/weights/safetensors.h"

namespace attune::engine {

/// What another implementation computed, by name.
class Reference {
 public:
  explicit Reference(const std::filesystem::path& file) {
    auto opened = openSafetensors(file);
    if (!opened) throw std::runtime_error(describe(opened.error()));
    m_file = *opened;
  }
  bool has(const std::string& name) const { return m_file->find(name) != nullptr; }
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& info : m_file->tensors()) result.push_back(info.name);
    return result;
  }
  at::Tensor operator()(const std::string& name) const {
    const auto* info = m_file->find(name);
    if (!info) throw std::runtime_error("no tensor " + name);
    const auto type = info->dtype == DType::I64   ? at::kLong
                      : info->dtype == DType::I32 ? at::kInt
                      : info->dtype == DType::F64 ? at::kDouble
                                                  : at::kFloat;
    auto tensor = at::empty(info->shape, type);
    auto read = m_file->readBytes(name, {static_cast<std::byte*>(tensor.data_ptr()), tensor.nbytes()});
    if (!read) throw std::runtime_error(describe(read.error()));
    return tensor;
  }

 private:
  std::shared_ptr<const TensorSource> m_file;
};

/// The rows of a padded batch [B, T] without their padding.
inline std::vector<TokenizedExample> unpadded(const at::Tensor& ids, const at::Tensor& mask, const at::Tensor& labels) {
  std::vector<TokenizedExample> rows;
  for (std::int64_t b = 0; b < ids.size(0); ++b) {
    TokenizedExample row;
    for (std::int64_t t = 0; t < ids.size(1); ++t) {
      if (mask.defined() && mask[b][t].item<std::int64_t>() == 0) continue;
      row.tokens.push_back(static_cast<TokenId>(ids[b][t].item<std::int64_t>()));
      if (labels.defined()) row.labels.push_back(static_cast<std::int32_t>(labels[b][t].item<std::int64_t>()));
    }
    rows.push_back(row);
  }
  return rows;
}

inline Batch batchOf(const std::vector<TokenizedExample>& rows) {
  std::vector<const TokenizedExample*> pointers;
  for (const auto& row : rows) pointers.push_back(&row);
  return makeBatch(pointers, at::kCPU);
}

inline double largestDifference(const at::Tensor& a, const at::Tensor& b) {
  return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

}  // namespace attune::engine

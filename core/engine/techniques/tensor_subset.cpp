// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/tensor_subset.h"

#include <ATen/ATen.h>

#include "core/engine/checkpoint/tensor_file.h"

namespace attune::engine {
namespace {

class TensorSubset : public Technique {
 public:
  explicit TensorSubset(std::vector<NamedTensor> tensors) : m_tensors(std::move(tensors)) {}

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    for (NamedTensor& item : m_tensors) {
      item.tensor.set_requires_grad(true);
      tensors.push_back({item.name, item.tensor});
    }
    return tensors;
  }

  /// Remembers the base's values; without it the technique cannot be switched off.
  void keepBase() {
    const at::NoGradGuard noGradients;
    for (const NamedTensor& item : m_tensors) m_other.push_back(item.tensor.detach().clone());
  }

  Result<void> setEnabled(bool enabled) override {
    if (enabled == m_enabled) return {};
    if (m_other.empty()) {
      return fail("technique.cannot-disable", ATTUNE_TEXT("The trained tensors are the model's own; the base's values are not kept while training."));
    }
    const at::NoGradGuard noGradients;
    for (std::size_t i = 0; i < m_tensors.size(); ++i) {
      const Tensor now = m_tensors[i].tensor.detach().clone();
      m_tensors[i].tensor.copy_(m_other[i]);
      m_other[i] = now;
    }
    m_enabled = enabled;
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    ATTUNE_TRY_VOID(setEnabled(true));
    return writeTensorFile(folder / kSubsetFile, m_tensors);
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kSubsetFile));
    for (const NamedTensor& item : m_tensors) ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.tensor));
    return {};
  }

  Result<void> merge() override { return setEnabled(true); }

 private:
  std::vector<NamedTensor> m_tensors;
  std::vector<Tensor> m_other;  // the values not in use now
  bool m_enabled = true;
};

std::unique_ptr<TensorSubset> subsetOf(Model& model, const std::function<bool(const std::string&)>& chosen) {
  std::vector<NamedTensor> tensors;
  model.visit([&](const std::string& name, Tensor& tensor) {
    if (tensor.is_floating_point() && chosen(name)) tensors.push_back({name, tensor});
  });
  return std::make_unique<TensorSubset>(std::move(tensors));
}

}  // namespace

Result<std::unique_ptr<Technique>> trainSubset(Model& model, const std::function<bool(const std::string&)>& chosen) {
  auto subset = subsetOf(model, chosen);
  if (subset->trainable().empty()) {
    return fail("technique.no-target", ATTUNE_TEXT("The model has no tensors that this technique trains."));
  }
  return subset;
}

Result<std::unique_ptr<Technique>> openSubset(const std::filesystem::path& folder, Model& model) {
  ATTUNE_TRY(const auto file, openSafetensors(folder / kSubsetFile));
  std::size_t found = 0;
  auto subset = subsetOf(model, [&](const std::string& name) {
    const bool there = file->find(name) != nullptr;
    found += there ? 1 : 0;
    return there;
  });
  if (found != file->tensors().size()) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The checkpoint “{0}” does not fit the model."), {folder.string()},
                ATTUNE_TEXT("Choose the model that it was trained on."));
  }
  subset->keepBase();
  ATTUNE_TRY_VOID(subset->load(folder));
  return subset;
}

}  // namespace attune::engine

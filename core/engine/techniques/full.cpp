// SPDX-License-Identifier: GPL-3.0-or-later
// Full fine-tuning: every tensor of the model is trained.
#include <set>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/implementations.h"
#include "core/weights/model_config.h"

namespace attune::engine {
namespace {

constexpr const char* kWeightsFile = "model.safetensors";

class Full : public Technique {
 public:
  explicit Full(Model& model) : m_model(model) {}

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    std::set<const void*> seen;  // a tied head is the embedding under a second name
    m_model.visit([&](const std::string& name, Tensor& tensor) {
      if (!tensor.is_floating_point() || !seen.insert(tensor.unsafeGetTensorImpl()).second) return;
      tensor.set_requires_grad(true);
      tensors.push_back({name, tensor});
    });
    return tensors;
  }

  Result<void> setEnabled(bool enabled) override {
    if (enabled) return {};
    return fail("technique.cannot-disable",
                ATTUNE_TEXT("Full fine-tuning has changed the model itself, so its base cannot be switched back to."), {},
                ATTUNE_TEXT("Open the base model beside it."));
  }

  Result<void> save(const std::filesystem::path& folder) override {
    std::vector<NamedTensor> tensors;
    for (const TrainableTensor& item : trainable()) tensors.push_back({item.name, item.tensor});
    ATTUNE_TRY_VOID(writeTensorFile(folder / kWeightsFile, tensors));
    return writeFileAtomic(folder / "config.json", modelConfigJson(m_model.config()).dump(2));
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kWeightsFile));
    for (const TrainableTensor& item : trainable()) ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.tensor));
    return {};
  }

  Result<void> merge() override { return {}; }

 private:
  Model& m_model;
};

}  // namespace

Result<std::unique_ptr<Technique>> applyFull(Model& model, const TechniqueContext&) {
  return std::make_unique<Full>(model);
}

Result<std::unique_ptr<Technique>> openFull(const std::filesystem::path& folder, Model& model) {
  auto full = std::make_unique<Full>(model);
  ATTUNE_TRY_VOID(full->load(folder));
  for (const TrainableTensor& item : full->trainable()) item.tensor.set_requires_grad(false);
  return full;
}

}  // namespace attune::engine

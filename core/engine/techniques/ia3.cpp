// SPDX-License-Identifier: GPL-3.0-or-later
// (IA)³ (Liu et al. 2022, arXiv:2205.05638): y = l ∘ (x Wᵀ + bias) for keys and values, y = (l ∘ x) Wᵀ + bias for the second
// layer of the feed-forward part; l begins as ones.
#include <ATen/ATen.h>

#include <algorithm>
#include <set>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/layers.h"
#include "core/engine/techniques/head_tensors.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/module_facts.h"
#include "core/engine/techniques/peft_config.h"

namespace attune::engine {
namespace {

class Ia3Linear : public Linear {
 public:
  /// factors [1, in] scale the input, [out, 1] the output, as PEFT stores them.
  Ia3Linear(std::unique_ptr<Linear> base, Tensor factors, bool feedForward)
      : m_base(std::move(base)), m_factors(std::move(factors)), m_feedForward(feedForward) {}

  Tensor forward(const Tensor& x) override {
    if (!m_enabled) return m_base->forward(x);
    const Tensor row = m_factors.view({1, -1}).to(x.scalar_type());
    return m_feedForward ? m_base->forward(x * row) : m_base->forward(x) * row;
  }
  Tensor denseWeight() const override {
    const at::NoGradGuard noGradients;
    const Tensor weight = m_base->denseWeight();
    return m_enabled ? (weight.to(at::kFloat) * m_factors).to(weight.scalar_type()) : weight;
  }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override {
    m_base->visit(prefix, visitor);
    visitor(prefix + ".ia3_l", m_factors);
  }
  std::int64_t inFeatures() const override { return m_base->inFeatures(); }
  std::int64_t outFeatures() const override { return m_base->outFeatures(); }

  Tensor& factors() { return m_factors; }
  void setEnabled(bool enabled) { m_enabled = enabled; }

  std::unique_ptr<Linear> merged() {
    const at::NoGradGuard noGradients;
    m_enabled = true;
    m_base->denseWeight().copy_(denseWeight());
    Tensor bias;
    if (auto* dense = dynamic_cast<DenseLinear*>(m_base.get())) bias = dense->bias();
    if (auto* transposed = dynamic_cast<TransposedLinear*>(m_base.get())) bias = transposed->bias();
    if (bias.defined() && !m_feedForward) bias.mul_(m_factors.view({-1}).to(bias.scalar_type()));
    return std::move(m_base);
  }

 private:
  std::unique_ptr<Linear> m_base;
  Tensor m_factors;
  bool m_feedForward, m_enabled = true;
};

std::string key(const std::string& module) { return std::string(kPeftPrefix) + module + ".ia3_l"; }

class Ia3 : public Technique {
 public:
  Ia3(Model& model, std::string modelName, Json json) : m_modelName(std::move(modelName)), m_json(std::move(json)), m_head(model) {}

  void add(const LinearSlot& slot, Tensor factors, bool feedForward) {
    auto layer = std::make_unique<Ia3Linear>(std::move(*slot.layer), std::move(factors), feedForward);
    m_layers.push_back({slot.name, slot.layer, layer.get(), feedForward});
    *slot.layer = std::move(layer);
  }

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    for (Layer& layer : m_layers) {
      layer.ia3->factors().set_requires_grad(true);
      tensors.push_back({key(layer.name), layer.ia3->factors()});
    }
    m_head.appendTrainable(tensors);
    return tensors;
  }

  Result<void> setEnabled(bool enabled) override {
    for (Layer& layer : m_layers) layer.ia3->setEnabled(enabled);
    m_head.setEnabled(enabled);
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    std::vector<NamedTensor> tensors;
    for (Layer& layer : m_layers) tensors.push_back({key(layer.name), layer.ia3->factors()});
    m_head.appendSaved(tensors);
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, tensors));
    return writeFileAtomic(folder / kAdapterConfigFile, config().dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
    for (Layer& layer : m_layers) ATTUNE_TRY_VOID(readTensorInto(*file, key(layer.name), layer.ia3->factors()));
    return m_head.load(*file);
  }

  bool owns(std::string_view name) const { return m_head.owns(name); }
  Result<void> loadHead(const TensorSource& file) { return m_head.load(file); }

  Result<void> merge() override {
    m_head.setEnabled(true);
    for (Layer& layer : m_layers) {
      auto plain = layer.ia3->merged();
      *layer.slot = std::move(plain);
    }
    m_layers.clear();
    return {};
  }

 private:
  struct Layer {
    std::string name;
    std::unique_ptr<Linear>* slot;
    Ia3Linear* ia3;
    bool feedForward;
  };

  Json config() const {
    Json json = m_json;
    if (json.is_null()) {
      std::set<std::string> targets, feedForward;
      for (const Layer& layer : m_layers) {
        // PEFT's own spelling keeps a part more where another layer has the same last name.
        auto suffix = layer.name.substr(layer.name.rfind('.') + 1);
        for (const char* longer : {"mlp.c_proj", "output.dense"}) {
          if (layer.name.ends_with(std::string(".") + longer)) suffix = longer;
        }
        targets.insert(suffix);
        if (layer.feedForward) feedForward.insert(suffix);
      }
      json = Json::object();
      json["peft_type"] = "IA3";
      json["task_type"] = "CAUSAL_LM";
      json["base_model_name_or_path"] = m_modelName;
      json["target_modules"] = targets;
      json["feedforward_modules"] = feedForward;
      json["fan_in_fan_out"] = false;
      json["init_ia3_weights"] = true;
      json["modules_to_save"] = nullptr;
    }
    json["inference_mode"] = true;
    m_head.describe(json);
    return json;
  }

  std::string m_modelName;
  Json m_json;
  HeadTensors m_head;
  std::vector<Layer> m_layers;
};

}  // namespace

Result<std::unique_ptr<Technique>> applyIa3(Model& model, const TechniqueContext& context) {
  auto ia3 = std::make_unique<Ia3>(model, context.modelName, Json());
  const auto modules = ia3Modules(model.config());
  for (const LinearSlot& slot : model.linears()) {
    const auto found = std::ranges::find_if(modules, [&](const Ia3Module& module) { return module.linear.name == slot.name; });
    if (found == modules.end()) continue;
    const Linear& base = **slot.layer;
    const auto options = at::TensorOptions(at::kFloat).device(base.denseWeight().device());
    ia3->add(slot, at::ones(found->feedForward ? at::IntArrayRef{1, base.inFeatures()} : at::IntArrayRef{base.outFeatures(), 1}, options),
             found->feedForward);
  }
  return ia3;
}

Result<std::unique_ptr<Technique>> openIa3(const std::filesystem::path& folder, const Json& json, Model& model, const at::Generator&) {
  ATTUNE_TRY_VOID(HeadTensors(model).check(json));
  ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
  auto ia3 = std::make_unique<Ia3>(model, "", json);
  std::size_t used = 0;
  for (const LinearSlot& slot : model.linears()) {
    if (file->find(key(slot.name)) == nullptr) continue;
    ATTUNE_TRY(const Tensor factors, readTensorFloat32(*file, key(slot.name)));
    const Linear& base = **slot.layer;
    // The shape says what is scaled.
    const bool feedForward = factors.dim() == 2 && factors.size(0) == 1 && factors.size(1) == base.inFeatures();
    if (!feedForward && (factors.dim() != 2 || factors.size(0) != base.outFeatures() || factors.size(1) != 1)) break;
    ia3->add(slot, factors.to(base.denseWeight().device()), feedForward);
    ++used;
  }
  used += static_cast<std::size_t>(std::ranges::count_if(file->tensors(), [&](const TensorInfo& info) { return ia3->owns(info.name); }));
  if (used != file->tensors().size()) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” does not fit the model."), {folder.string()},
                ATTUNE_TEXT("Choose the model that the adapter was trained on."));
  }
  ATTUNE_TRY_VOID(ia3->loadHead(*file));
  return ia3;
}

}  // namespace attune::engine

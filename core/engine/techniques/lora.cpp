// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/lora.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <map>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/ops.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora_ops.h"
#include "core/engine/techniques/module_facts.h"
#include "core/engine/techniques/technique_params.h"

namespace attune::engine {

LoraLinear::LoraLinear(std::unique_ptr<Linear> base, Tensor a, Tensor b, double scale, double dropout, at::Generator generator)
    : m_base(std::move(base)),
      m_a(std::move(a)),
      m_b(std::move(b)),
      m_scale(scale),
      m_dropout(dropout),
      m_generator(std::move(generator)) {}

Tensor LoraLinear::forward(const Tensor& x) {
  if (!m_enabled) return m_base->forward(x);
  if (m_training && m_dropout > 0) {
    const Tensor mask = at::empty(x.sizes(), x.options().dtype(at::kBool)).bernoulli_(1 - m_dropout, m_generator);
    return m_base->forward(x) + loraDelta(x, m_a, m_b, m_scale, mask, 1 - m_dropout);
  }
  if (auto* dense = dynamic_cast<DenseLinear*>(m_base.get())) {
    return loraLinear(x, dense->weight(), dense->bias(), m_a, m_b, m_scale);
  }
  return m_base->forward(x) + loraDelta(x, m_a, m_b, m_scale);
}

Tensor LoraLinear::denseWeight() const {
  const at::NoGradGuard noGradients;
  const Tensor weight = m_base->denseWeight();
  if (!m_enabled) return weight;
  return (weight.to(at::kFloat) + engine::matmul(m_b, m_a).mul_(m_scale)).to(weight.scalar_type());
}

void LoraLinear::visit(const std::string& prefix, const TensorVisitor& visitor) {
  m_base->visit(prefix, visitor);
  visitor(prefix + ".lora_A.weight", m_a);
  visitor(prefix + ".lora_B.weight", m_b);
}

std::unique_ptr<Linear> LoraLinear::merged() {
  const at::NoGradGuard noGradients;
  m_enabled = true;
  // A plain layer gives a view of its own weight, which takes the sum in place and in its own layout.
  const Tensor own = m_base->denseWeight();
  own.copy_(own.to(at::kFloat) + engine::matmul(m_b, m_a).mul_(m_scale));
  return std::move(m_base);
}

namespace {

class Lora : public Technique {
 public:
  Lora(CausalLm& model, LoraConfig config, std::string modelName)
      : m_model(model), m_config(std::move(config)), m_modelName(std::move(modelName)) {}

  void add(const LinearSlot& slot, Tensor a, Tensor b, const at::Generator& generator) {
    const double scale = m_config.scale(slot.name, a.size(0));
    auto layer = std::make_unique<LoraLinear>(std::move(*slot.layer), std::move(a), std::move(b), scale, m_config.dropout, generator);
    m_layers.push_back({slot.name, slot.layer, layer.get()});
    *slot.layer = std::move(layer);
  }

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    for (Layer& layer : m_layers) {
      for (auto [suffix, tensor] : {std::pair{".lora_A.weight", &layer.lora->a()}, {".lora_B.weight", &layer.lora->b()}}) {
        tensor->set_requires_grad(true);
        tensors.push_back({std::string(kPeftPrefix) + layer.name + suffix, *tensor});
      }
    }
    return tensors;
  }

  void setTraining(bool training) override {
    for (Layer& layer : m_layers) layer.lora->setTraining(training);
  }

  Result<void> setEnabled(bool enabled) override {
    for (Layer& layer : m_layers) layer.lora->setEnabled(enabled);
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    std::vector<NamedTensor> tensors;
    std::vector<LinearModule> modules;
    for (Layer& layer : m_layers) {
      modules.push_back({layer.name, 0, 0});
      tensors.push_back({std::string(kPeftPrefix) + layer.name + ".lora_A.weight", layer.lora->a()});
      tensors.push_back({std::string(kPeftPrefix) + layer.name + ".lora_B.weight", layer.lora->b()});
    }
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, tensors));
    Json config = m_config.json.empty() ? loraConfigJson(m_config, targets(modules), m_modelName) : m_config.json;
    config["inference_mode"] = true;
    return writeFileAtomic(folder / kAdapterConfigFile, config.dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
    for (const TrainableTensor& item : trainable()) ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.tensor));
    return {};
  }

  Result<void> merge() override {
    for (Layer& layer : m_layers) {
      auto plain = layer.lora->merged();
      *layer.slot = std::move(plain);
    }
    m_layers.clear();
    return {};
  }

 private:
  struct Layer {
    std::string name;
    std::unique_ptr<Linear>* slot;
    LoraLinear* lora;
  };

  // Suffixes say the same in less space, unless they would mean layers that have no update.
  std::vector<std::string> targets(const std::vector<LinearModule>& modules) const {
    auto suffixes = moduleSuffixes(modules);
    std::string list;
    for (const std::string& suffix : suffixes) list += (list.empty() ? "" : ",") + suffix;
    const auto meant = targetedModules(m_model.config(), list);
    if (meant && meant->size() == modules.size()) return suffixes;
    std::vector<std::string> names;
    for (const LinearModule& module : modules) names.push_back(module.name);
    return names;
  }

  CausalLm& m_model;
  LoraConfig m_config;
  std::string m_modelName;
  std::vector<Layer> m_layers;
};

}  // namespace

Result<std::unique_ptr<Technique>> applyLora(CausalLm& model, const TechniqueContext& context) {
  LoraConfig config;
  config.rank = context.params.get(params::kLoraRank);
  config.alpha = context.params.get(params::kLoraAlpha);
  config.dropout = context.params.get(params::kLoraDropout);
  config.rankStabilised = context.params.get(params::kUseRslora);
  config.targets = context.params.get(params::kTargetModules);
  if (config.targets.empty()) config.targets = usualTargets(model.config());

  auto lora = std::make_unique<Lora>(model, config, context.modelName);
  auto random = at::detail::createCPUGenerator(context.seed);
  bool any = false;
  for (const LinearSlot& slot : model.linears()) {
    ATTUNE_TRY(const bool matches, matchesTarget(slot.name, config.targets));
    if (!matches) continue;
    any = true;
    const Linear& base = **slot.layer;
    const auto device = base.denseWeight().device();
    // PEFT's start: A as torch.nn.Linear (Kaiming uniform with a = √5, which is U(−1/√in, 1/√in)), B zero.
    const double bound = 1 / std::sqrt(static_cast<double>(base.inFeatures()));
    const Tensor a = at::empty({config.rank, base.inFeatures()}, at::TensorOptions(at::kFloat)).uniform_(-bound, bound, random);
    lora->add(slot, a.to(device), at::zeros({base.outFeatures(), config.rank}, at::TensorOptions(at::kFloat).device(device)),
              context.generator);
  }
  if (!any) {
    // Says which names there are.
    ATTUNE_TRY(const auto modules, targetedModules(model.config(), config.targets));
    return fail("technique.no-target", ATTUNE_TEXT("No layer of this model is named “{0}”."), {config.targets});
  }
  return lora;
}

Result<std::unique_ptr<Technique>> openLora(const std::filesystem::path& folder, const Json& json, CausalLm& model,
                                            const at::Generator& generator) {
  ATTUNE_TRY(LoraConfig config, parseLoraConfig(json));
  ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
  // The keys say which layers have an update; the config's patterns of names are many and need no second reading.
  std::map<std::string, int> parts;
  for (const TensorInfo& info : file->tensors()) {
    const bool down = info.name.ends_with(".lora_A.weight"), up = info.name.ends_with(".lora_B.weight");
    if (!info.name.starts_with(kPeftPrefix) || !(down || up)) {
      return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” holds “{1}”, which is not supported."),
                  {folder.string(), info.name});
    }
    const auto length = info.name.size() - kPeftPrefix.size() - std::string_view(".lora_A.weight").size();
    parts[info.name.substr(kPeftPrefix.size(), length)] |= down ? 1 : 2;
  }
  auto lora = std::make_unique<Lora>(model, config, "");
  for (const LinearSlot& slot : model.linears()) {
    const auto found = parts.find(slot.name);
    if (found == parts.end()) continue;
    const std::string key = std::string(kPeftPrefix) + slot.name;
    ATTUNE_TRY(Tensor a, readTensorFloat32(*file, key + ".lora_A.weight"));
    ATTUNE_TRY(Tensor b, readTensorFloat32(*file, key + ".lora_B.weight"));
    const Linear& base = **slot.layer;
    if (a.dim() != 2 || b.dim() != 2 || a.size(1) != base.inFeatures() || b.size(0) != base.outFeatures() || a.size(0) != b.size(1)) {
      return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” does not fit the model: “{1}” has another size."),
                  {folder.string(), slot.name}, ATTUNE_TEXT("Choose the model that the adapter was trained on."));
    }
    const auto device = base.denseWeight().device();
    lora->add(slot, a.to(device), b.to(device), generator);
    parts.erase(found);
  }
  if (!parts.empty()) {
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” changes “{1}”, a layer that this model does not have."),
                {folder.string(), parts.begin()->first}, ATTUNE_TEXT("Choose the model that the adapter was trained on."));
  }
  return lora;
}

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/bottleneck.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/nn/ops.h"
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/head_tensors.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/peft_config.h"
#include "core/engine/techniques/technique_params.h"

namespace attune::engine {
namespace {

struct Bottleneck {
  Tensor downWeight, downBias, upWeight, upBias;  // [m, C], [m], [C, m], [C] float32
};

// Its tensors under their names, for saving and visiting.
std::vector<NamedTensor> named(const std::string& module, const Bottleneck& own) {
  return {{module + ".adapter_down.weight", own.downWeight},
          {module + ".adapter_down.bias", own.downBias},
          {module + ".adapter_up.weight", own.upWeight},
          {module + ".adapter_up.bias", own.upBias}};
}

class BottleneckLinear : public Linear {
 public:
  BottleneckLinear(std::unique_ptr<Linear> base, Bottleneck own, std::string activation)
      : m_base(std::move(base)), m_own(std::move(own)), m_activation(std::move(activation)) {}

  Tensor forward(const Tensor& x) override {
    const Tensor h = m_base->forward(x);
    if (!m_enabled) return h;
    const Tensor inner = activate(applyLinear(h, m_own.downWeight, m_own.downBias), m_activation);
    return h + applyLinear(inner, m_own.upWeight, m_own.upBias);
  }
  Tensor denseWeight() const override { return m_base->denseWeight(); }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override {
    m_base->visit(prefix, visitor);
    visitor(prefix + ".adapter_down.weight", m_own.downWeight);
    visitor(prefix + ".adapter_down.bias", m_own.downBias);
    visitor(prefix + ".adapter_up.weight", m_own.upWeight);
    visitor(prefix + ".adapter_up.bias", m_own.upBias);
  }
  std::int64_t inFeatures() const override { return m_base->inFeatures(); }
  std::int64_t outFeatures() const override { return m_base->outFeatures(); }

  const Bottleneck& own() const { return m_own; }
  void setEnabled(bool enabled) { m_enabled = enabled; }

 private:
  std::unique_ptr<Linear> m_base;
  Bottleneck m_own;
  std::string m_activation;
  bool m_enabled = true;
};

class Bottlenecks : public Technique {
 public:
  Bottlenecks(Model& model, Json json) : m_json(std::move(json)), m_head(model) {}

  void add(const LinearSlot& slot, Bottleneck own, const std::string& activation) {
    auto layer = std::make_unique<BottleneckLinear>(std::move(*slot.layer), std::move(own), activation);
    m_layers.push_back({slot.name, layer.get()});
    *slot.layer = std::move(layer);
  }

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    for (NamedTensor& item : all()) {
      item.tensor.set_requires_grad(true);
      tensors.push_back({item.name, item.tensor});
    }
    m_head.appendTrainable(tensors);
    return tensors;
  }

  Result<void> setEnabled(bool enabled) override {
    for (Layer& layer : m_layers) layer.adapter->setEnabled(enabled);
    m_head.setEnabled(enabled);
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    auto tensors = all();
    m_head.appendSaved(tensors);
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, tensors));
    Json json = m_json;
    std::vector<std::string> modules;
    for (const Layer& layer : m_layers) modules.push_back(layer.name);
    json["modules"] = modules;
    return writeFileAtomic(folder / kAdapterConfigFile, json.dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
    for (const NamedTensor& item : all()) ATTUNE_TRY_VOID(readTensorInto(*file, item.name, item.tensor));
    return m_head.load(*file);
  }

  bool owns(std::string_view key) const { return m_head.owns(key); }
  Result<void> loadHead(const TensorSource& file) { return m_head.load(file); }

  Result<void> merge() override {
    return fail(
        "technique.cannot-merge",
        ATTUNE_TEXT("Adapter modules compute something between the layers and cannot be worked into the weights."), {},
        ATTUNE_TEXT("Export the adapter instead."));
  }

 private:
  struct Layer {
    std::string name;
    BottleneckLinear* adapter;
  };

  std::vector<NamedTensor> all() const {
    std::vector<NamedTensor> tensors;
    for (const Layer& layer : m_layers) {
      for (NamedTensor& item : named(layer.name, layer.adapter->own())) tensors.push_back(std::move(item));
    }
    return tensors;
  }

  Json m_json;
  HeadTensors m_head;
  std::vector<Layer> m_layers;
};

Bottleneck start(const Linear& base, std::int64_t size, at::Generator& random) {
  const std::int64_t width = base.outFeatures();
  const auto device = base.denseWeight().device();
  const auto options = at::TensorOptions(at::kFloat);
  return {at::empty({size, width}, options).normal_(0, 0.01, random).to(device),
          at::zeros({size}, options.device(device)), at::zeros({width, size}, options.device(device)),
          at::zeros({width}, options.device(device))};
}

Result<Bottleneck> read(const TensorSource& file, const LinearSlot& slot, std::int64_t size) {
  const std::int64_t width = (*slot.layer)->outFeatures();
  const auto options = at::TensorOptions(at::kFloat).device((*slot.layer)->denseWeight().device());
  Bottleneck own{at::empty({size, width}, options), at::empty({size}, options), at::empty({width, size}, options),
                 at::empty({width}, options)};
  for (const NamedTensor& item : named(slot.name, own)) ATTUNE_TRY_VOID(readTensorInto(file, item.name, item.tensor));
  return own;
}

tl::unexpected<Error> doesNotFit(const std::filesystem::path& folder) {
  return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” does not fit the model."), {folder.string()},
              ATTUNE_TEXT("Choose the model that the adapter was trained on."));
}

}  // namespace

Result<std::unique_ptr<Technique>> applyBottleneck(Model& model, const TechniqueContext& context,
                                                   const BottleneckKind& kind) {
  const at::NoGradGuard noGradients;
  const auto places = bottleneckPlaces(model.config(), kind.attentionToo);
  const std::int64_t size = context.params.get(params::kBottleneck);
  Json json = Json::object();
  json["attune_type"] = kind.id;
  json["adapter_size"] = size;
  json["activation"] = kind.activation;
  json["base_model_name_or_path"] = context.modelName;
  auto technique = std::make_unique<Bottlenecks>(model, std::move(json));
  auto random = at::detail::createCPUGenerator(context.seed);
  for (const LinearSlot& slot : model.linears()) {
    if (std::ranges::find(places, slot.name, &LinearModule::name) == places.end()) continue;
    technique->add(slot, start(**slot.layer, size, random), kind.activation);
  }
  return technique;
}

Result<std::unique_ptr<Technique>> openBottleneck(const std::filesystem::path& folder, const Json& config, Model& model,
                                                  const at::Generator&) {
  const std::string activation =
      config.contains("activation") && config["activation"].is_string() ? config["activation"].get<std::string>() : "";
  const Json size = config.value("adapter_size", Json());
  const bool known = activation == "gelu" || activation == "relu";
  if (!known || !size.is_number_integer() || size.get<std::int64_t>() < 1 ||
      size.get<std::int64_t>() > params::kBottleneck.max) {
    return fail("technique.wrong-adapter",
                ATTUNE_TEXT("The adapter “{0}” is of the type “{1}”, which is not supported."),
                {folder.string(), activation + " " + size.dump()});
  }
  ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
  auto technique = std::make_unique<Bottlenecks>(model, config);
  std::size_t used = 0;
  for (const LinearSlot& slot : model.linears()) {
    if (file->find(slot.name + ".adapter_down.weight") == nullptr) continue;
    auto own = read(*file, slot, size.get<std::int64_t>());
    if (!own) return doesNotFit(folder);
    technique->add(slot, std::move(*own), activation);
    used += 4;
  }
  const auto ofHead =
      std::ranges::count_if(file->tensors(), [&](const TensorInfo& info) { return technique->owns(info.name); });
  if (used == 0 || used + static_cast<std::size_t>(ofHead) != file->tensors().size()) return doesNotFit(folder);
  ATTUNE_TRY_VOID(technique->loadHead(*file));
  return technique;
}

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/lora.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/file.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/head_tensors.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora_modules.h"
#include "core/engine/techniques/nf4_linear.h"
#include "core/engine/techniques/technique_params.h"

namespace attune::engine {
namespace {

constexpr std::string_view kA = ".lora_A.weight", kB = ".lora_B.weight", kMagnitude = ".lora_magnitude_vector";

std::string key(const std::string& module, std::string_view suffix) {
  return std::string(kPeftPrefix) + module + std::string(suffix);
}

class Lora : public Technique {
 public:
  /// `whole` chooses tensors that are trained as they are.
  Lora(Model& model, LoraConfig config, std::string modelName, LoraVariant variant, const std::function<bool(const std::string&)>& whole)
      : m_model(model), m_config(std::move(config)), m_modelName(std::move(modelName)), m_variant(std::move(variant)), m_head(model, whole) {}

  void add(const LinearSlot& slot, LoraTensors tensors, const at::Generator& generator) {
    const double scale = m_config.scale(slot.name, tensors.a.size(0));
    auto layer = std::make_unique<LoraLinear>(std::move(*slot.layer), std::move(tensors), scale, m_config.dropout, generator);
    m_layers.push_back({slot.name, slot.layer, layer.get()});
    *slot.layer = std::move(layer);
  }

  std::vector<TrainableTensor> trainable() override {
    std::vector<TrainableTensor> tensors;
    const auto add = [&](const std::string& name, Tensor& tensor, double rateFactor) {
      if (!tensor.defined()) return;
      tensor.set_requires_grad(true);
      tensors.push_back({name, tensor, rateFactor});
    };
    for (Layer& layer : m_layers) {
      LoraTensors& own = layer.lora->tensors();
      add(key(layer.name, kA), own.a, 1);
      add(key(layer.name, kB), own.b, m_variant.rateFactorB);
      add(key(layer.name, kMagnitude), own.magnitude, 1);
    }
    m_head.appendTrainable(tensors);
    return tensors;
  }

  void setTraining(bool training) override {
    for (Layer& layer : m_layers) layer.lora->setTraining(training);
  }

  Result<void> setEnabled(bool enabled) override {
    for (Layer& layer : m_layers) layer.lora->setEnabled(enabled);
    m_head.setEnabled(enabled);
    return {};
  }

  bool startsAsBase() const override { return m_variant.startsAsBase && m_head.empty(); }

  Result<void> setWeight(double weight) override {
    if (m_variant.magnitude || !m_variant.base.is_null() || !m_head.empty()) return Technique::setWeight(weight);
    for (Layer& layer : m_layers) layer.lora->weigh(weight);
    return {};
  }

  Result<void> save(const std::filesystem::path& folder) override {
    const at::NoGradGuard noGradients;
    std::vector<NamedTensor> tensors;
    std::vector<std::string> names;
    LoraConfig config = m_config;
    for (Layer& layer : m_layers) {
      const LoraTensors& own = layer.lora->tensors();
      names.push_back(layer.name);
      if (own.frozenA.defined()) {
        // One update of twice the rank says the same to a program that knows plain LoRA.
        tensors.push_back({key(layer.name, kA), at::cat({own.a, own.frozenA}, 0)});
        tensors.push_back({key(layer.name, kB), at::cat({own.b, own.frozenB}, 1)});
        config = doubled(m_config);
      } else {
        tensors.push_back({key(layer.name, kA), own.a});
        tensors.push_back({key(layer.name, kB), own.b});
      }
      if (own.magnitude.defined()) tensors.push_back({key(layer.name, kMagnitude), own.magnitude});
    }
    m_head.appendSaved(tensors);
    ATTUNE_TRY_VOID(writeTensorFile(folder / kAdapterFile, tensors));
    if (!m_variant.base.is_null()) ATTUNE_TRY_VOID(writeBaseChange(folder, m_variant.base));
    Json json = config.json.empty() ? loraConfigJson(config, targetList(m_model.config(), names), m_modelName) : config.json;
    json["inference_mode"] = true;
    m_head.describe(json);
    return writeFileAtomic(folder / kAdapterConfigFile, json.dump(2) + "\n");
  }

  Result<void> load(const std::filesystem::path& folder) override {
    const at::NoGradGuard noGradients;
    ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
    for (Layer& layer : m_layers) {
      const LoraTensors& own = layer.lora->tensors();
      if (own.frozenA.defined()) {
        const Tensor a = at::cat({own.a, own.frozenA}, 0), b = at::cat({own.b, own.frozenB}, 1);
        ATTUNE_TRY_VOID(readTensorInto(*file, key(layer.name, kA), a));
        ATTUNE_TRY_VOID(readTensorInto(*file, key(layer.name, kB), b));
        const std::int64_t rank = own.a.size(0);
        own.a.copy_(a.narrow(0, 0, rank));
        own.frozenA.copy_(a.narrow(0, rank, rank));
        own.b.copy_(b.narrow(1, 0, rank));
        own.frozenB.copy_(b.narrow(1, rank, rank));
      } else {
        ATTUNE_TRY_VOID(readTensorInto(*file, key(layer.name, kA), own.a));
        ATTUNE_TRY_VOID(readTensorInto(*file, key(layer.name, kB), own.b));
      }
      if (own.magnitude.defined()) ATTUNE_TRY_VOID(readTensorInto(*file, key(layer.name, kMagnitude), own.magnitude));
    }
    return m_head.load(*file);
  }

  bool owns(std::string_view key) const { return m_head.owns(key); }
  Result<void> loadHead(const TensorSource& file) { return m_head.load(file); }
  Result<void> checkHead(const Json& config) const { return m_head.check(config); }

  Result<void> merge() override {
    m_head.setEnabled(true);
    for (Layer& layer : m_layers) {
      auto plain = layer.lora->merged();
      *layer.slot = std::move(plain);
    }
    m_layers.clear();
    if (!m_variant.base.is_null()) dequantiseBase(m_model);
    return {};
  }

 private:
  struct Layer {
    std::string name;
    std::unique_ptr<Linear>* slot;
    LoraLinear* lora;
  };

  // Of updates of twice the rank that compute the same: α / r, or α / √r, stays.
  static LoraConfig doubled(const LoraConfig& from) {
    const double factor = from.rankStabilised ? std::sqrt(2.0) : 2.0;
    LoraConfig config = from;
    config.rank = 2 * from.rank;
    config.alpha = from.alpha * factor;
    for (auto& [key, value] : config.rankPattern.items()) value = 2 * value.get<std::int64_t>();
    for (auto& [key, value] : config.alphaPattern.items()) value = value.get<double>() * factor;
    return config;
  }

  Model& m_model;
  LoraConfig m_config;
  std::string m_modelName;
  LoraVariant m_variant;
  HeadTensors m_head;
  std::vector<Layer> m_layers;
};

Tensor rowLengths(const Linear& base) {
  return at::linalg_vector_norm(base.denseWeight().to(at::kFloat), 2, at::IntArrayRef{1});
}

tl::unexpected<Error> doesNotFit(const std::filesystem::path& folder, const std::string& module) {
  return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” does not fit the model: “{1}” is missing or has another size."),
              {folder.string(), module}, ATTUNE_TEXT("Choose the model that the adapter was trained on."));
}

// The modules that a file's keys change; an error names a key that is not known.
Result<std::map<std::string, int>> modulesOf(const TensorSource& file, const std::filesystem::path& folder, const Lora& lora) {
  std::map<std::string, int> modules;
  for (const TensorInfo& info : file.tensors()) {
    bool known = lora.owns(info.name);
    for (const std::string_view suffix : {kA, kB, kMagnitude}) {
      if (!info.name.starts_with(kPeftPrefix) || !info.name.ends_with(suffix)) continue;
      known = true;
      ++modules[info.name.substr(kPeftPrefix.size(), info.name.size() - kPeftPrefix.size() - suffix.size())];
    }
    if (!known) {
      return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” holds “{1}”, which is not supported."),
                  {folder.string(), info.name});
    }
  }
  return modules;
}

// A table of an adapter's own beside a model that uses one for input and output would have to part the two.
Result<void> checkTied(const TensorSource& file, const std::filesystem::path& folder, const ModelConfig& config) {
  if (!config.tieWordEmbeddings) return {};
  for (const TensorInfo& info : file.tensors()) {
    const bool ofModel = info.name.starts_with(kPeftPrefix) && info.name.find(".lora_") == std::string::npos;
    if (!ofModel || info.shape.size() != 2 || info.shape[0] != config.vocabSize) continue;
    return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter “{0}” holds “{1}”, which this model uses for input and output both."),
                {folder.string(), info.name}, ATTUNE_TEXT("Merge the adapter into its model with the program that made it, and open the merged model."));
  }
  return {};
}

Result<LoraTensors> readUpdate(const TensorSource& file, const std::filesystem::path& folder, const LinearSlot& slot, bool magnitude) {
  const Linear& base = **slot.layer;
  const auto device = base.denseWeight().device();
  LoraTensors tensors;
  ATTUNE_TRY(const Tensor a, readTensorFloat32(file, key(slot.name, kA)));
  ATTUNE_TRY(const Tensor b, readTensorFloat32(file, key(slot.name, kB)));
  if (a.dim() != 2 || b.dim() != 2 || a.size(1) != base.inFeatures() || b.size(0) != base.outFeatures() || a.size(0) != b.size(1)) {
    return doesNotFit(folder, slot.name);
  }
  tensors.a = a.to(device);
  tensors.b = b.to(device);
  if (magnitude) {
    ATTUNE_TRY(const Tensor lengths, readTensorFloat32(file, key(slot.name, kMagnitude)));
    if (lengths.numel() != base.outFeatures()) return doesNotFit(folder, slot.name);
    tensors.magnitude = lengths.reshape({-1}).to(device);
  }
  return tensors;
}

}  // namespace

LoraTensors loraStart(const Linear& base, std::int64_t rank, double, at::Generator& random) {
  // Kaiming uniform with a = √5 is U(−1/√in, 1/√in).
  const double bound = 1 / std::sqrt(static_cast<double>(base.inFeatures()));
  LoraTensors tensors;
  tensors.a = at::empty({rank, base.inFeatures()}, at::TensorOptions(at::kFloat)).uniform_(-bound, bound, random);
  tensors.b = at::zeros({base.outFeatures(), rank}, at::TensorOptions(at::kFloat));
  return tensors;
}

Result<std::unique_ptr<Technique>> applyLoraVariant(Model& model, const TechniqueContext& context, const LoraVariant& variant) {
  const at::NoGradGuard noGradients;
  LoraConfig config;
  config.rank = context.params.get(params::kLoraRank);
  config.alpha = context.params.get(params::kLoraAlpha);
  config.dropout = context.params.get(params::kLoraDropout);
  config.rankStabilised = context.params.get(params::kUseRslora);
  config.magnitude = variant.magnitude;
  ATTUNE_TRY(config.rankPattern, patternJson(context.params.get(params::kRankPattern)));
  ATTUNE_TRY(config.alphaPattern, patternJson(context.params.get(params::kAlphaPattern)));
  ATTUNE_TRY(const auto adapted, adaptedModules(model.config(), context.params));
  ATTUNE_TRY(const auto whole, wholeTensors(model.config(), context.params));

  const auto trainedWhole = [&](const std::string& name) { return std::ranges::find(whole, name, &ExpectedTensor::name) != whole.end(); };
  auto lora = std::make_unique<Lora>(model, config, context.modelName, variant, trainedWhole);
  for (const ExpectedTensor& tensor : whole) {
    const bool rounded = variant.quantises && std::ranges::any_of(model.linears(), [&](const LinearSlot& slot) { return tensor.name == slot.name + ".weight"; });
    if (!rounded && lora->owns(std::string(kPeftPrefix) + tensor.name)) continue;
    return fail("technique.no-target", ATTUNE_TEXT("“{0}” cannot be trained whole: the model holds it in another form."), {tensor.name},
                ATTUNE_TEXT("Leave it out, or choose LoRA instead of QLoRA."));
  }
  auto random = at::detail::createCPUGenerator(context.seed);
  LoraSizes sizes;
  for (const AdaptedModule& module : adapted) sizes[module.linear.name] = {module.rank, config.scale(module.linear.name, module.rank)};
  std::map<std::string, LoraTensors> made;
  if (variant.initialiseAll != nullptr) {
    ATTUNE_TRY(made, variant.initialiseAll(model, sizes, context, random));
  }
  for (const LinearSlot& slot : model.linears()) {
    const auto found = sizes.find(slot.name);
    const auto quantise = [&] {
      auto quantised = Nf4Linear::from(**slot.layer);
      *slot.layer = std::move(quantised);
    };
    if (found == sizes.end()) {
      if (variant.quantises) quantise();
      continue;
    }
    const Linear& base = **slot.layer;
    const auto device = base.denseWeight().device();
    const auto start = variant.initialise != nullptr ? variant.initialise : loraStart;
    auto known = made.find(slot.name);
    LoraTensors tensors = known != made.end() ? std::move(known->second) : start(base, found->second.rank, found->second.scale, random);
    if (variant.magnitude) tensors.magnitude = rowLengths(base);
    for (Tensor* tensor : {&tensors.a, &tensors.b, &tensors.magnitude, &tensors.frozenA, &tensors.frozenB}) {
      if (tensor->defined()) *tensor = tensor->to(device);
    }
    if (variant.quantises) quantise();
    lora->add(slot, std::move(tensors), context.generator);
  }
  return lora;
}

Result<std::unique_ptr<Technique>> applyLora(Model& model, const TechniqueContext& context) {
  return applyLoraVariant(model, context, {});
}

Result<std::unique_ptr<Technique>> openLora(const std::filesystem::path& folder, const Json& json, Model& model,
                                            const at::Generator& generator) {
  const at::NoGradGuard noGradients;
  LoraVariant variant;
  ATTUNE_TRY(const LoraConfig config, parseLoraConfig(json));
  ATTUNE_TRY(variant.base, repeatBaseChange(folder, model));
  variant.magnitude = config.magnitude;
  ATTUNE_TRY(const auto file, openSafetensors(folder / kAdapterFile));
  // The keys say which layers have an update; the config's patterns of names are many and need no second reading.
  const auto storedWhole = [&](const std::string& name) {
    // On top of another adapter the model has that one's tensors too, under the same names.
    for (const std::string_view suffix : {kA, kB, kMagnitude}) {
      if (name.ends_with(suffix)) return false;
    }
    return file->find(std::string(kPeftPrefix) + name) != nullptr;
  };
  auto lora = std::make_unique<Lora>(model, config, "", variant, storedWhole);
  ATTUNE_TRY(auto modules, modulesOf(*file, folder, *lora));
  ATTUNE_TRY_VOID(lora->checkHead(json));
  ATTUNE_TRY_VOID(checkTied(*file, folder, model.config()));
  for (const LinearSlot& slot : model.linears()) {
    if (modules.erase(slot.name) == 0) continue;
    ATTUNE_TRY(LoraTensors tensors, readUpdate(*file, folder, slot, config.magnitude));
    lora->add(slot, std::move(tensors), generator);
  }
  if (!modules.empty()) return doesNotFit(folder, modules.begin()->first);
  ATTUNE_TRY_VOID(lora->loadHead(*file));
  return lora;
}

}  // namespace attune::engine

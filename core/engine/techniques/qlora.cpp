// SPDX-License-Identifier: GPL-3.0-or-later
// QLoRA (Dettmers et al. 2023, arXiv:2305.14314): every linear layer of the body in NF4 with double quantisation, LoRA beside
// the chosen ones. LoftQ's start (Li et al. 2023, arXiv:2310.08659, with one round, as PEFT's replace_lora_weights_loftq): s·BA is the
// nearest of rank r to what rounding W to Q took away, so that Q + s·BA is nearer to W and Q stays the base that any program makes.
// QERA's start (Zhang et al. 2025, arXiv:2410.06040) makes x (Q + s·BA)ᵀ nearest to x Wᵀ for the inputs x of each layer in the plain model.
#include <ATen/ATen.h>

#include <functional>
#include <utility>

#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/implementations.h"
#include "core/engine/techniques/lora.h"
#include "core/engine/techniques/nearest_update.h"
#include "core/engine/techniques/nf4_linear.h"
#include "core/engine/techniques/qlora_params.h"

namespace attune::engine {
namespace {

LoraTensors loftqStart(const Linear& base, std::int64_t rank, double scale, at::Generator& random) {
  const Tensor weight = base.denseWeight().to(at::kCPU, at::kFloat).contiguous();
  return nearestUpdate(weight - dequantiseNf4(quantiseNf4(weight), at::kFloat), rank, scale, random);
}

// Shows what it is given the first time; those that share their weights with another place are called again with what is no text.
class WatchedLinear : public Linear {
 public:
  using Watcher = std::function<void(const Linear& layer, const Tensor& x)>;
  WatchedLinear(std::unique_ptr<Linear> layer, Watcher watcher) : m_layer(std::move(layer)), m_watcher(std::move(watcher)) {}
  Tensor forward(const Tensor& x) override {
    if (m_watcher && x.numel() > 0) std::exchange(m_watcher, nullptr)(*m_layer, x);
    return m_layer->forward(x);
  }
  Tensor denseWeight() const override { return m_layer->denseWeight(); }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override { m_layer->visit(prefix, visitor); }
  std::int64_t inFeatures() const override { return m_layer->inFeatures(); }
  std::int64_t outFeatures() const override { return m_layer->outFeatures(); }
  std::unique_ptr<Linear> release() { return std::move(m_layer); }

 private:
  std::unique_ptr<Linear> m_layer;
  Watcher m_watcher;
};

// Each layer's update is made while its inputs pass by, so that no more than one moment is there at a time.
Result<std::map<std::string, LoraTensors>> qeraStarts(Model& model, const LoraSizes& sizes, const TechniqueContext& context, at::Generator& random) {
  std::map<std::string, LoraTensors> made;
  if (!context.passRows) return made;
  Tensor lastInput, lastFactor;  // query, key and value are given the same
  for (const LinearSlot& slot : model.linears()) {
    const auto size = sizes.find(slot.name);
    if (size == sizes.end()) continue;
    auto watched = std::make_unique<WatchedLinear>(std::move(*slot.layer), [&, size](const Linear& layer, const Tensor& x) {
      if (context.stop.stop_requested()) return;
      if (!lastInput.defined() || x.data_ptr() != lastInput.data_ptr() || x.sizes() != lastInput.sizes()) {
        lastInput = x;
        lastFactor = inputFactor(x);
      }
      if (!lastFactor.defined()) return;
      const Tensor weight = layer.denseWeight().to(at::kCPU, at::kFloat).contiguous();
      const Tensor error = weight - dequantiseNf4(quantiseNf4(weight), at::kFloat);
      made[size->first] = nearestUpdateForInputs(error, lastFactor, size->second.rank, size->second.scale, random);
    });
    *slot.layer = std::move(watched);
  }
  context.passRows(model);
  for (const LinearSlot& slot : model.linears()) {
    auto* watched = dynamic_cast<WatchedLinear*>(slot.layer->get());
    if (watched == nullptr) continue;
    auto layer = watched->release();
    *slot.layer = std::move(layer);
  }
  if (context.stop.stop_requested()) return stopped();
  return made;
}

}  // namespace

Result<std::unique_ptr<Technique>> applyQlora(Model& model, const TechniqueContext& context) {
  LoraVariant variant;
  variant.base = nf4BaseJson();
  const std::string start = context.params.get(params::kQloraStart);
  if (start != "true") {
    variant.initialise = loftqStart;
    if (start == "qera") variant.initialiseAll = qeraStarts;
    variant.startsAsBase = false;
    variant.quantises = true;
  } else {
    quantiseBase(model);
  }
  return applyLoraVariant(model, context, variant);
}

}  // namespace attune::engine

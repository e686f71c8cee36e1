// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/techniques/head_tensors.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/engine/techniques/peft_config.h"

namespace attune::engine {

bool inHead(const ModelConfig& config, std::string_view tensorName) {
  const auto modules = headModules(config);
  return std::ranges::find(modules, tensorName.substr(0, tensorName.rfind('.'))) != modules.end();
}

HeadTensors::HeadTensors(Model& model, const std::function<bool(const std::string&)>& also)
    : m_body(model.config().basePrefix + "."), m_modules(headModules(model.config())) {
  m_task = !m_modules.empty();
  m_embeds = model.config().task == "text-embedding";
  m_tokens = model.config().task == "token-classification";
  if (!m_task && !also) return;
  const at::NoGradGuard noGradients;
  model.visit([&](const std::string& name, Tensor& tensor) {
    const bool further = also && tensor.is_floating_point() && also(name) && !inHead(model.config(), name);
    if (!further && !inHead(model.config(), name)) return;
    const std::string module = name.substr(0, name.rfind('.'));
    if (further && std::ranges::find(m_modules, module) == m_modules.end()) m_modules.push_back(module);
    m_tensors.push_back({std::string(kPeftPrefix) + name, tensor});
    m_other.push_back(tensor.detach().clone());
  });
}

bool HeadTensors::owns(std::string_view key) const {
  return std::ranges::any_of(m_tensors, [&](const NamedTensor& item) { return item.name == key; });
}

void HeadTensors::appendTrainable(std::vector<TrainableTensor>& tensors) {
  for (NamedTensor& item : m_tensors) {
    item.tensor.set_requires_grad(true);
    tensors.push_back({item.name, item.tensor});
  }
}

void HeadTensors::appendSaved(std::vector<NamedTensor>& tensors) const { tensors.insert(tensors.end(), m_tensors.begin(), m_tensors.end()); }

Result<void> HeadTensors::load(const TensorSource& file) {
  for (const NamedTensor& item : m_tensors) ATTUNE_TRY_VOID(readTensorInto(file, item.name, item.tensor));
  return {};
}

void HeadTensors::setEnabled(bool enabled) {
  if (enabled == m_enabled) return;
  const at::NoGradGuard noGradients;
  for (std::size_t i = 0; i < m_tensors.size(); ++i) {
    const Tensor now = m_tensors[i].tensor.detach().clone();
    m_tensors[i].tensor.copy_(m_other[i]);
    m_other[i] = now;
  }
  m_enabled = enabled;
}

void HeadTensors::describe(Json& config) const {
  if (m_embeds) config["task_type"] = "FEATURE_EXTRACTION";
  if (m_tensors.empty()) return;
  // PEFT wraps the outermost module of the head: RoBERTa's “classifier” holds two layers.
  std::vector<std::string> outermost;
  for (const std::string& module : m_modules) {
    const bool ofTask = m_task && !module.starts_with(m_body);
    std::string name = ofTask ? module.substr(0, module.find('.')) : module;
    if (std::ranges::find(outermost, name) == outermost.end()) outermost.push_back(std::move(name));
  }
  if (m_task) config["task_type"] = m_tokens ? "TOKEN_CLS" : "SEQ_CLS";
  config["modules_to_save"] = outermost;
}

Result<void> HeadTensors::check(const Json& config) const {
  const auto found = config.find("modules_to_save");
  if (!m_tensors.empty() || found == config.end() || found->is_null() || found->empty()) return {};
  return fail("technique.wrong-adapter", ATTUNE_TEXT("The adapter sets “{0}” to {1}, which is not supported."),
              {"modules_to_save", found->dump()},
              ATTUNE_TEXT("Merge the adapter into its model with the program that made it, and open the merged model."));
}

}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "core/base/json.h"
#include "core/engine/checkpoint/tensor_file.h"
#include "core/engine/techniques/technique.h"

namespace attune::engine {

/// The tensors of the head that a model has for its task (headModules), which every technique trains beside its own and PEFT
/// saves whole (modules_to_save). Models that write text have none.
class HeadTensors {
 public:
  /// `also` chooses further tensors by their checkpoint names: modules that the user wants trained whole.
  explicit HeadTensors(Model& model, const std::function<bool(const std::string& name)>& also = {});

  bool empty() const { return m_tensors.empty(); }
  /// Whether an adapter file's key is one of them.
  bool owns(std::string_view key) const;
  /// Turns their gradients on and appends them.
  void appendTrainable(std::vector<TrainableTensor>& tensors);
  /// Appends them under PEFT's keys.
  void appendSaved(std::vector<NamedTensor>& tensors) const;
  /// Reads what appendSaved gave. Errors: weights.*.
  Result<void> load(const TensorSource& file);
  /// Switches between what was learnt and the values at construction.
  void setEnabled(bool enabled);
  /// Puts the task and the saved modules into a PEFT config.
  void describe(Json& config) const;
  /// The error of an adapter that saves modules which the model does not have as a head: technique.wrong-adapter.
  Result<void> check(const Json& config) const;

 private:
  std::string m_body;                  // first part of the body's names
  std::vector<NamedTensor> m_tensors;  // under PEFT's keys
  std::vector<std::string> m_modules;
  std::vector<Tensor> m_other;         // the values not in use now
  bool m_task = false;                 // has a head of a task
  bool m_embeds = false;               // has none because it gives vectors of texts
  bool m_tokens = false;               // which sorts tokens
  bool m_enabled = true;
};

/// Whether a tensor belongs to the head of this model.
bool inHead(const ModelConfig& config, std::string_view tensorName);

}  // namespace attune::engine

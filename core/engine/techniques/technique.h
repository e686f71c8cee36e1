// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ATen/core/Generator.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/nn/model.h"
#include "core/params/param.h"

namespace attune::engine {

/// A tensor that a run trains. The handle is the one the model computes with: its storage may be exchanged, the handle not.
struct TrainableTensor {
  std::string name;       ///< The name it is saved under, PEFT's or the checkpoint's.
  Tensor tensor;          ///< A leaf with requires_grad on.
  double rateFactor = 1;  ///< Its learning rate is this many times the run's (LoRA+).
  double decayFactor = 1;  ///< Its weight decay is this many times the run's.
};

/// A technique at work on one model, which must outlive it: it has put its layers in place and turned on the gradients of what it trains.
/// Thread: the model's.
class Technique {
 public:
  virtual ~Technique() = default;
  virtual std::vector<TrainableTensor> trainable() = 0;
  /// Training mode: dropout is drawn from the generator given to `apply`. Off at first.
  virtual void setTraining(bool /*training*/) {}
  /// Changes a batch before the model sees it; most techniques leave it as it is.
  virtual Batch prepare(Batch batch) { return batch; }
  /// Whether `prepare` leaves all batches as they are.
  virtual bool keepsBatches() const { return true; }
  /// Switches what was learnt on or off, for “base beside tuned”. Errors: technique.cannot-disable where the base is gone.
  virtual Result<void> setEnabled(bool enabled) = 0;
  /// Whether the model that it is put into, switched off, is the model as it was when training began.
  virtual bool startsAsBase() const { return false; }
  /// Writes the files that other programs load: a PEFT adapter or a checkpoint's weights. Errors: file.write, weights.*.
  virtual Result<void> save(const std::filesystem::path& folder) = 0;
  /// Reads what `save` wrote, into the tensors of `trainable()`. Errors: technique.wrong-adapter, weights.*, file.*, json.*.
  virtual Result<void> load(const std::filesystem::path& folder) = 0;
  /// Multiplies what was learnt by `weight`, which also lets further adapters be opened on top, their changes adding up. Errors:
  /// technique.cannot-add where the change is no sum.
  virtual Result<void> setWeight(double weight);
  /// Works what was learnt into the model's plain layers, computing in float32; the technique is spent afterwards.
  virtual Result<void> merge() = 0;
};

/// What a technique is given to begin with.
struct TechniqueContext {
  const ParamSet& params;
  std::uint64_t seed = 0;   ///< Of freshly made tensors.
  at::Generator generator;  ///< Of dropout; its state is part of the checkpoints.
  std::string modelName;    ///< `base_model_name_or_path` of a PEFT config.
  /// Passes some of the training rows through the model in one batch, for starts that look at what its layers are given; null: there are none.
  std::function<void(Model& model)> passRows = nullptr;
  std::stop_token stop = {};  ///< Ends a start that takes long.
};

/// How a technique is applied; one line in techniqueImplementations(). The id is that of its facts.
struct TechniqueImplementation {
  const char* id;
  /// Errors: technique.*.
  Result<std::unique_ptr<Technique>> (*apply)(Model& model, const TechniqueContext& context);
  bool quantisesBase = false;  ///< The model may be read within quantiseWhileReading (base_change.h).
};

std::span<const TechniqueImplementation> techniqueImplementations();
/// Applies the technique of this id. Errors: technique.unknown, technique.*.
Result<std::unique_ptr<Technique>> applyTechnique(const std::string& id, Model& model, const TechniqueContext& context);

/// Opens an adapter folder, PEFT's or one of a run's checkpoints, on a fresh model: its own config decides technique and
/// settings. Errors: technique.wrong-adapter (says what is not supported), weights.*, file.*, json.*.
Result<std::unique_ptr<Technique>> openAdapter(const std::filesystem::path& folder, Model& model,
                                               const at::Generator& generator = {});

}  // namespace attune::engine

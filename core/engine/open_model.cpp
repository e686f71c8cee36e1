// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/open_model.h"

#include <ATen/ATen.h>

#include "core/engine/devices.h"
#include "core/engine/export_merged.h"
#include "core/engine/generate/generate.h"
#include "core/engine/nn/model.h"
#include "core/engine/objectives/causal_lm.h"
#include "core/engine/objectives/embedding.h"
#include "core/engine/objectives/text_classification.h"
#include "core/engine/task_facts.h"
#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/technique.h"
#include "core/engine/torch_guard.h"

namespace attune::engine {
namespace {

constexpr std::int64_t kTokensAtOnce = 2048;  // of an evaluation, so that memory stays small

TokenizedExample asExample(const std::vector<std::int32_t>& ids) { return {ids, std::vector<std::int32_t>(ids.size(), kNoLabel)}; }

/// A model with or without an adapter. The weights are loaded at first use and again after an export, which needs their
/// memory for itself.
class TorchModel : public OpenModel {
 public:
  TorchModel(OpenRequest request, Checkpoint checkpoint, at::Device device, at::ScalarType dtype)
      : m_request(std::move(request)), m_checkpoint(std::move(checkpoint)), m_device(device), m_dtype(dtype) {
    m_adaptersToOpen = m_request.stack;
    if (m_adaptersToOpen.empty() && !m_request.adapter.empty()) m_adaptersToOpen = {{m_request.adapter, 1}};
  }

  Result<void> load(const ProgressSink& progress) {
    if (m_model) return {};
    std::unique_ptr<ChangeWhileReading> reading;
    if (!m_adaptersToOpen.empty()) reading = changeWhileReading(m_adaptersToOpen.front().folder, m_checkpoint.config);
    ATTUNE_TRY(auto model, buildModel(m_checkpoint, m_device, m_dtype, 0, progress));
    reading.reset();
    m_writer = dynamic_cast<CausalLm*>(model.get());
    m_classifier = dynamic_cast<SequenceClassifier*>(model.get());
    m_embedder = dynamic_cast<TextEmbedder*>(model.get());
    for (const WeightedAdapter& wanted : m_adaptersToOpen) {
      ATTUNE_TRY(auto adapter, openWeighted(wanted, !m_request.stack.empty(), *model));
      if (!m_adapterEnabled) ATTUNE_TRY_VOID(adapter->setEnabled(false));
      m_adapters.push_back(std::move(adapter));
    }
    m_model = std::move(model);
    if (m_writer != nullptr) m_writer->weightsStay(true);
    return {};
  }

  Result<Generation> generate(const std::vector<std::int32_t>& prompt, const SamplingSettings& settings,
                              const std::vector<std::int32_t>& stopTokens, const std::function<bool(std::int32_t)>& onToken,
                              std::stop_token stop) override {
    return guardTorch([&]() -> Result<Generation> {
      ATTUNE_TRY_VOID(load({}));
      ATTUNE_TRY_VOID(checkIds({prompt}));
      if (m_writer == nullptr) {
        return fail("engine.no-writer", ATTUNE_TEXT("The model “{0}” sorts texts and does not write any."), {m_checkpoint.name});
      }
      const auto example = asExample(prompt);
      return generateTokens(*m_writer, prepared(makeBatch({&example}, m_device)), prompt, settings, stopTokens, onToken, stop);
    });
  }

  Result<std::vector<ExampleLoss>> evaluate(const std::vector<TokenizedExample>& examples, const ProgressSink& progress,
                                            std::stop_token stop) override {
    return guardTorch([&]() -> Result<std::vector<ExampleLoss>> {
      ATTUNE_TRY_VOID(load({}));
      std::vector<const TokenizedExample*> pointers;
      for (const auto& example : examples) {
        ATTUNE_TRY_VOID(checkIds({example.tokens}));
        pointers.push_back(&example);
      }
      if (m_writer == nullptr) return classLossesOf(pointers, progress, stop);
      auto losses = exampleLosses(*m_writer, pointers, m_device, [&](Batch batch) { return prepared(std::move(batch)); }, kTokensAtOnce,
                                  progress, stop);
      if (!losses) return fail("engine.stopped", ATTUNE_TEXT("Stopped."));
      return *std::move(losses);
    });
  }

  Result<Logits> classify(const std::vector<TokenizedExample>& examples, const ProgressSink& progress, std::stop_token stop) override {
    return guardTorch([&]() -> Result<Logits> {
      ATTUNE_TRY_VOID(load({}));
      std::vector<const TokenizedExample*> pointers;
      for (const auto& example : examples) {
        ATTUNE_TRY_VOID(checkIds({example.tokens}));
        pointers.push_back(&example);
      }
      ATTUNE_TRY(const Tensor scores, classLogits(pointers, progress, stop));
      return asLogits(scores);
    });
  }

  Result<Logits> logits(const std::vector<std::vector<std::int32_t>>& ids) override {
    return guardTorch([&]() -> Result<Logits> {
      ATTUNE_TRY_VOID(load({}));
      ATTUNE_TRY_VOID(checkIds(ids));
      return logitsOf(ids);
    });
  }

  Result<void> setAdapterEnabled(bool enabled) override {
    return guardTorch([&]() -> Result<void> {
      if (m_model && m_writer != nullptr) m_writer->weightsStay(true);  // other ones
      for (const auto& adapter : m_adapters) ATTUNE_TRY_VOID(adapter->setEnabled(enabled));
      m_adapterEnabled = enabled;
      return {};
    });
  }

  Result<Json> exportMerged(const std::filesystem::path& folder, const std::string& dtype,
                            const std::function<Result<void>(const std::filesystem::path&)>& addFiles, const ProgressSink& progress,
                            std::stop_token stop) override {
    return guardTorch([&]() -> Result<Json> {
      ATTUNE_TRY_VOID(load(progress));
      ATTUNE_TRY_VOID(setAdapterEnabled(true));
      const auto ids = probeIds(m_checkpoint.config);
      ATTUNE_TRY(const auto expected, logitsOf({ids}));
      unload();
      const MergeRequest merge{m_checkpoint, m_adaptersToOpen, !m_request.stack.empty(), m_device, m_dtype, folder, dtype, addFiles, ids, expected.values};
      return exportMergedModel(merge, progress, stop);
    });
  }

 private:
  void unload() {
    while (!m_adapters.empty()) m_adapters.pop_back();  // the one on top first
    m_model.reset();
  }

  // [N, K], or of a model that gives vectors [N, C], on the model's device.
  Result<Tensor> classLogits(const std::vector<const TokenizedExample*>& examples, const ProgressSink& progress, std::stop_token stop) {
    if (m_embedder != nullptr) {
      const auto vectors = textVectors(*m_embedder, examples, m_device, [&](Batch batch) { return prepared(std::move(batch)); }, kTokensAtOnce,
                                       progress, stop);
      if (!vectors) return fail("engine.stopped", ATTUNE_TEXT("Stopped."));
      return *vectors;
    }
    if (m_classifier == nullptr) {
      return fail("engine.no-classes", ATTUNE_TEXT("The model “{0}” writes text and has no classes."), {m_checkpoint.name});
    }
    const at::NoGradGuard noGradients;
    const auto features = classFeatures(*m_classifier, examples, m_device, [&](Batch batch) { return prepared(std::move(batch)); }, kTokensAtOnce,
                                        progress, stop);
    if (!features) return fail("engine.stopped", ATTUNE_TEXT("Stopped."));
    return m_classifier->logitsOf(*features);
  }

  Result<std::vector<ExampleLoss>> classLossesOf(const std::vector<const TokenizedExample*>& examples, const ProgressSink& progress,
                                                 std::stop_token stop) {
    if (m_classifier == nullptr) return fail("engine.no-classes", ATTUNE_TEXT("The model “{0}” gives vectors and has no classes."), {m_checkpoint.name});
    ATTUNE_TRY(const Tensor scores, classLogits(examples, progress, stop));
    return exampleLosses(*m_classifier, scores, examples);
  }

  static Logits asLogits(const Tensor& scores) {
    const Tensor values = scores.to(at::kCPU, at::kFloat).contiguous();
    return {values.size(0), 1, values.size(1), std::vector<float>(values.const_data_ptr<float>(), values.const_data_ptr<float>() + values.numel())};
  }

  Batch prepared(Batch batch) {
    if (!m_adapterEnabled) return batch;
    for (const auto& adapter : m_adapters) batch = adapter->prepare(std::move(batch));
    return batch;
  }

  Result<void> checkIds(const std::vector<std::vector<std::int32_t>>& rows) const {
    for (const auto& row : rows) {
      for (const auto id : row) {
        if (id >= 0 && id < m_checkpoint.config.vocabSize) continue;
        return fail("engine.bad-token", ATTUNE_TEXT("The token {0} is not in the model's vocabulary of {1}."),
                    {std::to_string(id), std::to_string(m_checkpoint.config.vocabSize)},
                    ATTUNE_TEXT("Use the tokenizer that belongs to the model."));
      }
    }
    return {};
  }

  Result<Logits> logitsOf(const std::vector<std::vector<std::int32_t>>& ids) {
    const at::NoGradGuard noGradients;
    Logits result;
    result.batch = static_cast<std::int64_t>(ids.size());
    result.vocabulary = m_checkpoint.config.vocabSize;
    if (ids.empty()) return result;
    result.length = static_cast<std::int64_t>(ids[0].size());
    for (const auto& row : ids) {
      if (row.size() != ids[0].size()) {
        return fail("engine.ragged", ATTUNE_TEXT("The rows of ids differ in length."), {}, ATTUNE_TEXT("Give equally long rows."));
      }
      if (row.empty()) return result;
    }
    if (m_writer == nullptr) {
      const bool tokens = m_classifier != nullptr && m_classifier->sortsTokens();
      std::vector<TokenizedExample> examples;
      std::vector<const TokenizedExample*> pointers;
      // Tokens are sorted where they bear a tag: here all of them, whichever.
      for (const auto& row : ids) examples.push_back(tokens ? TokenizedExample{row, std::vector<std::int32_t>(row.size(), 0)} : asExample(row));
      for (const auto& example : examples) pointers.push_back(&example);
      ATTUNE_TRY(const Tensor scores, classLogits(pointers, {}, {}));
      Logits found = asLogits(scores);
      if (tokens) found.batch = result.batch, found.length = result.length;
      return found;
    }
    for (const auto& row : ids) {
      const auto example = asExample(row);
      const auto batch = prepared(makeBatch({&example}, m_device));
      const auto hidden = m_writer->hidden(batch);
      const auto values = m_writer->logits(hidden.narrow(0, hidden.size(0) - result.length, result.length)).to(at::kCPU, at::kFloat).contiguous();
      result.values.insert(result.values.end(), values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
    }
    return result;
  }

  OpenRequest m_request;
  Checkpoint m_checkpoint;
  at::Device m_device;
  at::ScalarType m_dtype;
  std::unique_ptr<Model> m_model;
  CausalLm* m_writer = nullptr;              // what the model is; one of the three
  SequenceClassifier* m_classifier = nullptr;
  TextEmbedder* m_embedder = nullptr;
  std::vector<WeightedAdapter> m_adaptersToOpen;
  std::vector<std::unique_ptr<Technique>> m_adapters;  // after the model, which outlives them; of a stack each on top of the last
  bool m_adapterEnabled = true;
};

}  // namespace

Result<std::unique_ptr<OpenModel>> openModel(const OpenRequest& request, const ProgressSink& progress, std::stop_token stop) {
  ATTUNE_TRY(auto checkpoint, openCheckpoint(request.model));
  ATTUNE_TRY(const auto device, chooseDevice(request.device));
  const TaskFacts* task = findTask(request.task);
  if (task == nullptr) return fail("train.unknown-task", ATTUNE_TEXT("There is no task “{0}”."), {request.task});
  setTask(checkpoint, task->modelTask, request.classes, request.multiLabel);
  if (stop.stop_requested()) return fail("engine.stopped", ATTUNE_TEXT("Stopped."));
  const auto dtype = choosePrecision(request.precision, device);
  auto model = std::make_unique<TorchModel>(request, std::move(checkpoint), device, dtype);
  ATTUNE_TRY_VOID(model->load(progress));
  return model;
}

}  // namespace attune::engine

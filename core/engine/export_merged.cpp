// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/export_merged.h"

#include <ATen/ATen.h>

#include <cmath>
#include <cstring>
#include <unordered_map>

#include "core/base/file.h"
#include "core/engine/nn/sequence_classifier.h"
#include "core/engine/nn/text_embedder.h"
#include "core/engine/techniques/technique.h"
#include "core/weights/folder_writer.h"

namespace attune::engine {
namespace {

std::optional<DType> storedType(at::ScalarType dtype) {
  if (dtype == at::kFloat) return DType::F32;
  if (dtype == at::kBFloat16) return DType::BF16;
  if (dtype == at::kHalf) return DType::F16;
  return std::nullopt;
}

/// A model's tensors as a source to write from.
class ModelTensors : public TensorSource {
 public:
  explicit ModelTensors(Model& model) {
    model.visit([&](const std::string& name, Tensor& tensor) {
      TensorInfo info;
      info.name = name;
      info.dtype = storedType(tensor.scalar_type()).value_or(DType::F32);
      info.shape = tensor.sizes().vec();
      info.end = static_cast<std::uint64_t>(tensor.nbytes());
      m_index[name] = m_infos.size();
      m_infos.push_back(info);
      m_tensors.push_back(tensor.detach());
    });
  }
  const std::vector<TensorInfo>& tensors() const override { return m_infos; }
  const TensorInfo* find(std::string_view name) const override {
    const auto found = m_index.find(std::string(name));
    return found == m_index.end() ? nullptr : &m_infos[found->second];
  }
  Result<void> readBytes(std::string_view name, std::span<std::byte> out, std::uint64_t offset) const override {
    const auto found = m_index.find(std::string(name));
    if (found == m_index.end()) return fail("weights.tensor-missing", ATTUNE_TEXT("There is no tensor “{0}”."), {std::string(name)});
    if (m_current != name) {
      m_current = name;
      m_onCpu = m_tensors[found->second].to(at::kCPU).contiguous();
    }
    if (offset + out.size() > m_onCpu.nbytes()) return fail("weights.range", ATTUNE_TEXT("“{0}” is shorter than asked for."), {m_current});
    std::memcpy(out.data(), static_cast<const std::byte*>(m_onCpu.const_data_ptr()) + offset, out.size());
    return {};
  }

 private:
  std::vector<TensorInfo> m_infos;
  std::vector<Tensor> m_tensors;
  std::unordered_map<std::string, std::size_t> m_index;
  mutable std::string m_current;  // the tensor read last, which is read on piece by piece
  mutable Tensor m_onCpu;
};

// Rounding of the weights, seen at the logits: relative 2-norm of the difference. A misplaced tensor gives about 1.
double tolerance(at::ScalarType computed, const std::string& written) {
  if (computed == at::kBFloat16 || written == "bfloat16") return 0.05;
  return written == "float16" ? 0.01 : 1e-4;
}

double relativeDifference(const std::vector<float>& expected, const Tensor& actual) {
  const auto wanted = at::from_blob(const_cast<float*>(expected.data()), {static_cast<std::int64_t>(expected.size())}, at::kFloat).to(at::kDouble);
  const auto found = actual.to(at::kCPU, at::kDouble).flatten();
  return ((found - wanted).norm() / wanted.norm().clamp_min(1e-30)).item<double>();
}

// What the model gives: [T, V]; of one that sorts [B, K] or [T, K], of one that gives vectors [B, C].
Tensor headLogits(Model& model, Batch batch) {
  if (auto* classifier = dynamic_cast<SequenceClassifier*>(&model)) {
    batch.lossRows = at::arange(batch.tokens.size(0), batch.positions.options());
    return classifier->logits(batch);
  }
  if (auto* embedder = dynamic_cast<TextEmbedder*>(&model)) return embedder->vectors(batch);
  auto& writer = dynamic_cast<CausalLm&>(model);
  return writer.logits(writer.hidden(batch));
}

Result<double> compareWritten(const MergeRequest& request, const std::filesystem::path& staging) {
  const at::NoGradGuard noGradients;
  ATTUNE_TRY(auto checkpoint, openCheckpoint(staging));
  const ModelConfig& base = request.base.config;
  setTask(checkpoint, base.task, base.labels, base.multiLabel);
  ATTUNE_TRY(const auto model, buildModel(checkpoint, request.device, request.dtype));
  const TokenizedExample example{request.probe, {}};
  const auto difference = relativeDifference(request.expected, headLogits(*model, makeBatch({&example}, request.device)));
  if (std::isfinite(difference) && difference <= tolerance(request.dtype, request.exportDtype)) return difference;
  return fail("export.mismatch", ATTUNE_TEXT("The written model answers differently from the trained one (by {0}), so it was not kept."),
              {std::to_string(difference)}, ATTUNE_TEXT("Export with float32, or check that the disk is sound."));
}

}  // namespace

std::vector<std::int32_t> probeIds(const ModelConfig& config) {
  std::vector<std::int32_t> ids;
  const auto length = std::min<std::int64_t>(24, std::max<std::int64_t>(config.maxPositions, 1));
  for (std::int64_t i = 0; i < length; ++i) ids.push_back(static_cast<std::int32_t>((i * 7919 + 13) % config.vocabSize));
  return ids;
}

Result<std::unique_ptr<Technique>> openWeighted(const WeightedAdapter& adapter, bool weighted, Model& model) {
  ATTUNE_TRY(auto technique, openAdapter(adapter.folder, model));
  if (weighted) ATTUNE_TRY_VOID(technique->setWeight(adapter.weight));
  return technique;
}

Result<Json> exportMergedModel(const MergeRequest& request, const ProgressSink& progress, std::stop_token stop) {
  const auto type = dtypeFromTorchName(request.exportDtype);
  if (!type || (*type != DType::F32 && *type != DType::BF16 && *type != DType::F16)) {
    return fail("export.dtype", ATTUNE_TEXT("“{0}” is not a number format for an export."), {request.exportDtype},
                ATTUNE_TEXT("Use float32, bfloat16 or float16."));
  }
  const auto dtype = *type == DType::F32 ? at::kFloat : *type == DType::BF16 ? at::kBFloat16 : at::kHalf;
  ATTUNE_TRY(auto staged, StagedFolder::create(request.folder));
  Json facts = {{"dtype", request.exportDtype}};
  {
    ATTUNE_TRY(auto model, buildModel(request.base, request.device, dtype, 0, progress));
    for (const WeightedAdapter& wanted : request.adapters) {
      ATTUNE_TRY(auto adapter, openWeighted(wanted, request.weighted, *model));
      ATTUNE_TRY_VOID(adapter->merge());
    }
    const ModelTensors tensors(*model);
    facts["tensors"] = tensors.tensors().size();
    ATTUNE_TRY_VOID(writeModelFiles(staged.path(), request.base.config, tensors, request.exportDtype, 5'000'000'000, progress, stop));
  }
  if (request.addFiles) ATTUNE_TRY_VOID(request.addFiles(staged.path()));
  ATTUNE_TRY(const double difference, compareWritten(request, staged.path()));
  facts["relative_logit_difference"] = difference;
  ATTUNE_TRY_VOID(staged.commit(facts));
  return facts;
}

}  // namespace attune::engine

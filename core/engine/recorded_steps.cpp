// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recorded_steps.h"

#include <ATen/ATen.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/util/ScopeExit.h>

#include "core/engine/nn/settings.h"
#include "core/engine/torch_guard.h"

namespace attune::engine {
namespace {

// What decides whether a batch is small: the time to send its operators against that to compute them. The figures are those of a fast
// card (H100: 400 of its 990 TFLOP/s) and processor; a slower card gains less, and loses no more than what batches are filled up with.
constexpr double kOperatorsPerLayer = 75, kSecondsPerOperator = 6e-6;  // forward and backward
constexpr double kOperationsPerSecond = 4e14;

// Of a gradient's norm, and of a loss: filled-up batches take other tiles of the same products, in bfloat16.
constexpr double kTolerance = 0.05;

constexpr std::size_t kMostRecordings = 64;

}  // namespace

RecordedSteps::RecordedSteps(Objective& objective, Technique& technique, Model& model, ParameterBuffer& buffer, at::Generator random, const at::Device& device)
    : m_objective(objective), m_technique(technique), m_model(model), m_buffer(buffer), m_random(std::move(random)), m_device(device) {
  m_model.visit([&](const std::string&, Tensor& tensor) { m_parameters += tensor.numel(); });
}

bool RecordedSteps::pays(const BatchShape& shape) const {
  const double sending = static_cast<double>(m_model.config().layers) * kOperatorsPerLayer * kSecondsPerOperator;
  return 6.0 * static_cast<double>(m_parameters) * static_cast<double>(shape.tokens) / kOperationsPerSecond < sending;
}

Tensor RecordedSteps::pass(const std::vector<std::uint32_t>& rows, std::int64_t targets) {
  if (!m_on || !computeSettings().recordedSteps || !m_technique.keepsBatches() || !m_model.takesPadded()) return {};
  const auto batch = m_objective.batchOf(rows);
  if (!batch || batch->tokens.empty()) return {};
  const BatchShape shape = shapeFor(*batch, static_cast<std::int64_t>(rows.size()));
  if (!pays(shape)) return {};
  auto found = m_recordings.find(shape);
  if (found == m_recordings.end()) {
    if (m_recordings.size() == kMostRecordings) return {};
    const Tensor share = at::empty({}, at::TensorOptions(at::kFloat).device(m_device));
    found = m_recordings.try_emplace(shape, Recording{BatchPlace(shape, m_device), share, nullptr, {}}).first;
  }
  Recording& recording = found->second;
  if (recording.refused) return {};
  recording.place.take(*batch);
  recording.share.fill_(1.0 / static_cast<double>(targets));
  if (++recording.batches > 2) return replay(recording);
  if (recording.batches == 2 && !record(recording)) {
    stop();
    return {};
  }
  recording.refused = !check(recording, rows);
  return recording.refused ? Tensor() : compute(recording);
}

// What the first two batches of a shape show.
bool RecordedSteps::check(Recording& recording, const std::vector<std::uint32_t>& rows) {
  if (recording.batches == 2) return agree([&] { return compute(recording); }, [&] { return replay(recording); });
  // Without dropout, which a filled-up batch draws otherwise.
  m_technique.setTraining(false);
  const auto afterwards = c10::make_scope_exit([this] { m_technique.setTraining(true); });
  const auto asItIs = [&] {
    const Tensor loss = m_objective.lossSum(rows);
    loss.backward(recording.share);
    m_buffer.collect();
    return loss.detach();
  };
  return agree(asItIs, [&] { return compute(recording); });
}

Tensor RecordedSteps::compute(const Recording& recording) {
  const Tensor loss = m_objective.lossOf(recording.place.batch());
  loss.backward(recording.share);
  m_buffer.collect();
  return loss.detach();
}

Tensor RecordedSteps::replay(const Recording& recording) {
  recording.graph->replay();
  m_buffer.collect();
  return recording.loss;
}

// Operators that cannot be recorded throw.
bool RecordedSteps::record(Recording& recording) {
  recording.graph = makeCudaGraph();
  if (!recording.graph) return false;
  const at::Generator asItWas = m_random.clone();
  auto recorded = guardTorch([&]() -> Result<void> {
    recording.graph->begin(m_random, m_first);
    recording.loss = compute(recording);
    return {};
  });
  auto ended = guardTorch([&]() -> Result<void> {
    recording.graph->end();
    return {};
  });
  if (!recorded || !ended) {
    // The state goes on counting as part of a recording, and libtorch may ask the broken one whether memory is for it.
    m_random.graphsafe_set_state(asItWas);
    static_cast<void>(recording.graph.release());
    return false;
  }
  if (!m_first) m_first = recording.graph.get();
  return true;
}

// Leaves gradients and random numbers as they were.
bool RecordedSteps::agree(const Way& one, const Way& other) {
  const at::NoGradGuard noGradients;
  const auto with = [&](const Way& way) {
    const at::AutoGradMode gradientsOn(true);
    return way().clone();
  };
  const Tensor& gradient = m_buffer.received();
  const Tensor before = gradient.clone(), stateBefore = m_random.get_state().clone();
  gradient.zero_();
  const Tensor loss = with(one), first = gradient.clone();
  m_random.set_state(stateBefore);
  gradient.zero_();
  const Tensor otherLoss = with(other);
  m_random.set_state(stateBefore);
  const auto norm = [](const Tensor& x) { return at::linalg_vector_norm(x, 2, std::nullopt, false, at::kFloat); };
  const Tensor near = (norm(first - gradient) <= kTolerance * norm(first)).logical_and((loss - otherLoss).abs() <= kTolerance * loss.abs());
  gradient.copy_(before);
  // A loss that is no number is for the loop to tell.
  return near.logical_or(loss.isfinite().logical_not()).item<bool>();
}

bool RecordedSteps::stop() {
  const bool any = !m_recordings.empty();
  m_on = false;
  if (!any) return false;
  const auto* card = c10::impl::getDeviceGuardImpl(m_device.type());
  card->synchronizeStream(card->getStream(m_device));  // what is under way goes on reading that memory
  m_recordings.clear();
  m_first = nullptr;
  // After a recording that failed libtorch may believe that it is still under way, and refuse.
  static_cast<void>(guardTorch([this]() -> Result<void> {
    c10::getDeviceAllocator(m_device.type())->emptyCache();
    return {};
  }));
  return true;
}

}  // namespace attune::engine

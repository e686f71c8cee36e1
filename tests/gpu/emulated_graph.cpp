// SPDX-License-Identifier: GPL-3.0-or-later
#include "emulated_graph.h"

#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <set>

#include "core/engine/cuda_graph.h"
#include "emulated_attention.h"
#include "emulated_gpu.h"

namespace attune::engine::emulated {
namespace {

// What a recording under way knows.
struct UnderWay {
  std::vector<std::function<void()>> launches;
  std::set<const void*> blocks;                                       // made since its begin
  std::vector<at::Tensor> made;                                       // what operators gave
  std::map<c10::StorageImpl*, std::pair<c10::Storage, std::string>> before;  // memory that was written, as it was
  const void* generator = nullptr;  // its state
  std::int64_t stream = 0;
};

// Backward passes run on a thread of their own, while the one that records waits for them.
std::recursive_mutex mutex;
UnderWay* underWay = nullptr;
std::atomic<std::int64_t> madeCount{0}, replayCount{0};
std::atomic<bool> fails{false};
std::atomic<double> falsehood{0};

class EmulatedGraph final : public CudaGraph {
 public:
  void begin(const at::Generator& random, const CudaGraph*) override {
    const std::lock_guard lock(mutex);
    TORCH_CHECK(currentStream() != 0, "CUDA graphs must be captured on a non-default stream.");
    TORCH_CHECK(!underWay && m_launches.empty(), "one capture at a time");
    m_random = random;
    m_stateBefore = random.get_state().clone();
    m_recording.generator = stateOf(random);
    m_recording.stream = currentStream();
    underWay = &m_recording;
  }

  void end() override {
    const std::lock_guard lock(mutex);
    TORCH_CHECK(underWay == &m_recording, "capture_end without a capture");
    underWay = nullptr;
    for (auto& [storage, kept] : m_recording.before) std::memcpy(hostAddress(kept.first.mutable_data()), kept.second.data(), kept.second.size());
    for (const at::Tensor& tensor : m_recording.made) {
      if (tensor.storage().nbytes() > 0) std::memset(hostAddress(tensor.storage().mutable_data()), 0xAB, tensor.storage().nbytes());
    }
    m_random.set_state(m_stateBefore);
    m_launches = std::move(m_recording.launches);
    m_recording.made.clear();
    if (!m_recording.before.empty()) m_target = c10::weak_intrusive_ptr<c10::StorageImpl>(c10::intrusive_ptr<c10::StorageImpl>::reclaim_copy(m_recording.before.begin()->first));
    m_recording.before.clear();
    if (fails) spoilState(m_random);
    TORCH_CHECK(!fails, "operation failed due to a previous error during capture (emulated)");
    ++madeCount;
  }

  void replay() override {
    TORCH_CHECK(!m_launches.empty(), "replay before capture_end");
    for (const auto& launch : m_launches) launch();
    ++replayCount;
    if (falsehood == 0) return;
    if (const auto target = m_target.lock()) {
      const c10::Storage storage(target);
      const auto bytes = static_cast<std::int64_t>(storage.nbytes());
      auto all = at::from_blob(hostAddress(storage.mutable_data()), {bytes / 2}, at::TensorOptions(at::kBFloat16));
      all.add_(falsehood.load());
    }
  }

 private:
  UnderWay m_recording;
  std::vector<std::function<void()>> m_launches;
  at::Generator m_random;
  at::Tensor m_stateBefore;
  c10::weak_intrusive_ptr<c10::StorageImpl> m_target{c10::intrusive_ptr<c10::StorageImpl>()};
};

bool isOwn(const at::Tensor& tensor) {
  return underWay && underWay->blocks.contains(tensor.storage().data_ptr().get_context());
}

}  // namespace

void installGraphs() {
  setCudaGraphs([]() -> std::unique_ptr<CudaGraph> { return std::make_unique<EmulatedGraph>(); });
}

bool isRecording() {
  const std::lock_guard lock(mutex);
  return underWay != nullptr;
}

void refuseInRecording(const char* what) {
  TORCH_CHECK(!isRecording(), "CUDA error: operation not permitted when stream is capturing (emulated): ", what);
}

void addToRecording(std::function<void()> again) {
  const std::lock_guard lock(mutex);
  TORCH_CHECK(currentStream() == underWay->stream, "an operator on another stream than the one that is recorded");
  underWay->launches.push_back(std::move(again));
}

void keepForRecording(const at::Tensor& written) {
  const std::lock_guard lock(mutex);
  if (!underWay || !written.defined() || !written.is_cuda() || written.storage().nbytes() == 0 || isOwn(written)) return;
  const c10::Storage& storage = written.storage();
  const std::string bytes(static_cast<const char*>(hostAddress(storage.mutable_data())), storage.nbytes());
  underWay->before.try_emplace(storage.unsafeGetStorageImpl(), storage, bytes);
}

void madeInRecording(void* block) {
  const std::lock_guard lock(mutex);
  if (underWay) underWay->blocks.insert(block);
}

void drawnInRecording(const void* state) {
  const std::lock_guard lock(mutex);
  TORCH_CHECK(!underWay || underWay->generator == state, "Offset increment outside graph capture encountered unexpectedly (emulated): another generator");
}

RecordedTensor::RecordedTensor(const at::Tensor& tensor) : m_before(c10::intrusive_ptr<c10::StorageImpl>()), m_defined(tensor.defined()) {
  if (!m_defined) return;
  const std::lock_guard lock(mutex);
  if (!tensor.is_cuda() || isOwn(tensor) || tensor.storage().nbytes() == 0) {
    m_own = tensor.detach();
    if (tensor.is_cuda()) underWay->made.push_back(m_own);
    return;
  }
  m_before = tensor.storage().getWeakStorageImpl();
  m_sizes = tensor.sizes().vec();
  m_strides = tensor.strides().vec();
  m_offset = tensor.storage_offset();
  m_dtype = tensor.scalar_type();
}

at::Tensor RecordedTensor::tensor() const {
  if (!m_defined || m_own.defined()) return m_own;
  const auto storage = m_before.lock();
  TORCH_CHECK(storage, "a recording reads memory that has been freed since");
  auto made = at::detail::make_tensor<c10::TensorImpl>(c10::Storage(storage), c10::DispatchKeySet(c10::DispatchKey::CUDA), c10::scalarTypeToTypeMeta(m_dtype));
  made.unsafeGetTensorImpl()->set_sizes_and_strides(m_sizes, m_strides, m_offset);
  return made;
}

std::int64_t recordingsMade() { return madeCount; }
std::int64_t recordingsReplayed() { return replayCount; }
void failRecordings(bool fail) { fails = fail; }
void falsifyReplays(double by) { falsehood = by; }

}  // namespace attune::engine::emulated

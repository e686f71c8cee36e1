// SPDX-License-Identifier: GPL-3.0-or-later
// Torch finds a backend through four registries: the kernels of its dispatch key, the allocator of its device type, the guard (which
// device and stream is current) and the hooks (generators, counts). This file fills those of CUDA, which is empty where
// libtorch_cuda is not loaded.
#include "emulated_gpu.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/CachingHostAllocator.h>
#include <ATen/core/boxing/KernelFunction.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/native/Resize.h>
#include <ATen/native/TensorFactories.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/view_native.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "emulated_attention.h"
#include "emulated_graph.h"

namespace attune::engine::emulated {

// An address of the device is one of the host with its highest bit set: reading it is a fault.
constexpr auto kDeviceBit = std::uintptr_t{1} << 63U;

void* hostAddress(void* device) { return reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(device) & ~kDeviceBit); }

// Stream 0 is the default one.
thread_local std::int64_t stream = 0;

std::int64_t currentStream() { return stream; }

void* streamHandle() {
  static std::array<int, 2> streams;
  return &streams.at(static_cast<std::size_t>(stream));
}

namespace {

using at::Tensor;

const c10::Device kGpu(at::kCUDA, 0);

std::atomic<std::int64_t> readings{0};

// -- Memory
void* deviceAddress(void* host) { return reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(host) | kDeviceBit); }

class DeviceMemory final : public c10::DeviceAllocator {
 public:
  std::atomic<std::int64_t> limit{0};

  c10::DataPtr allocate(std::size_t bytes) override {
    if (bytes == 0) return {nullptr, nullptr, &release, kGpu};
    const std::lock_guard lock(m_mutex);
    TORCH_CHECK_WITH(OutOfMemoryError, limit == 0 || m_bytes.current + static_cast<std::int64_t>(bytes) <= limit,
                     "CUDA out of memory. Tried to allocate ", bytes, " bytes (emulated).");
    auto* block = static_cast<std::byte*>(std::aligned_alloc(kAlignment, (bytes + 2 * kAlignment - 1) / kAlignment * kAlignment));
    std::memcpy(block, &bytes, sizeof bytes);
    std::memset(block + kAlignment, 0xAB, bytes);  // what nobody wrote is no zero
    m_bytes.increase(bytes);
    madeInRecording(block);
    return {deviceAddress(block + kAlignment), block, &release, kGpu};
  }
  c10::DeleterFnPtr raw_deleter() const override { return nullptr; }
  void copy_data(void* to, const void* from, std::size_t count) const override {
    std::memcpy(hostAddress(to), hostAddress(const_cast<void*>(from)), count);
  }
  bool initialized() override { return true; }
  void emptyCache(c10::MempoolId_t) override {}
  void recordStream(const c10::DataPtr&, c10::Stream) override {}
  c10::CachingDeviceAllocator::DeviceStats getDeviceStats(c10::DeviceIndex) override {
    const std::lock_guard lock(m_mutex);
    c10::CachingDeviceAllocator::DeviceStats stats;
    stats.allocated_bytes[static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE)] = m_bytes;
    return stats;
  }
  std::pair<std::size_t, std::size_t> getMemoryInfo(c10::DeviceIndex) override {
    const std::lock_guard lock(m_mutex);
    const std::int64_t all = limit == 0 ? std::int64_t{1} << 40 : limit.load();
    return {static_cast<std::size_t>(std::max<std::int64_t>(0, all - m_bytes.current)), static_cast<std::size_t>(all)};
  }
  void resetAccumulatedStats(c10::DeviceIndex) override {}
  void resetPeakStats(c10::DeviceIndex) override {
    const std::lock_guard lock(m_mutex);
    m_bytes.reset_peak();
  }

 private:
  static constexpr std::size_t kAlignment = 64;
  static void release(void* block);
  std::mutex m_mutex;
  c10::CachingAllocator::Stat m_bytes;
};

// Never destroyed: tensors of static life may outlive it.
DeviceMemory& memory() {
  static auto* instance = new DeviceMemory;
  return *instance;
}

void DeviceMemory::release(void* block) {
  if (block == nullptr) return;
  std::size_t bytes = 0;
  std::memcpy(&bytes, block, sizeof bytes);
  {
    const std::lock_guard lock(memory().m_mutex);
    memory().m_bytes.decrease(bytes);
  }
  std::free(block);
}

/// Memory for transfers: on the host.
class PinnedMemory final : public at::HostAllocator {
 public:
  c10::DataPtr allocate(std::size_t bytes) override {
    void* block = c10::GetCPUAllocator()->raw_allocate(bytes);
    const std::lock_guard lock(m_mutex);
    m_ends[block] = static_cast<std::byte*>(block) + bytes;
    return {block, block, &release, c10::Device(at::kCPU)};
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  bool holds(const void* address) {
    const std::lock_guard lock(m_mutex);
    const auto after = m_ends.upper_bound(address);
    return after != m_ends.begin() && address < std::prev(after)->second;
  }
  void copy_data(void* to, const void* from, std::size_t count) const override { std::memcpy(to, from, count); }
  bool record_event(void*, void*, c10::Stream) override { return true; }
  void empty_cache() override {}
  at::HostStats get_stats() override { return {}; }
  void reset_accumulated_stats() override {}
  void reset_peak_stats() override {}

 private:
  static void release(void* block);
  std::mutex m_mutex;
  std::map<const void*, const void*, std::less<>> m_ends;  // of the blocks, by their begins
};

PinnedMemory& pinnedMemory() {
  static auto* instance = new PinnedMemory;
  return *instance;
}

void PinnedMemory::release(void* block) {
  {
    const std::lock_guard lock(pinnedMemory().m_mutex);
    pinnedMemory().m_ends.erase(block);
  }
  c10::GetCPUAllocator()->raw_deallocate(block);
}

// What the device was told to bring into pinned memory: it comes there before whatever the device does next, and at the latest when
// somebody waits.
struct Delivery {
  Tensor to, what;
};
std::vector<Delivery>& underWay() {
  static auto* instance = new std::vector<Delivery>;
  return *instance;
}

void arrive() {
  for (const Delivery& delivery : std::exchange(underWay(), {})) delivery.to.copy_(delivery.what);
}

// -- Guard and hooks
struct Guard final : c10::impl::NoOpDeviceGuardImpl<at::kCUDA> {
  c10::Device exchangeDevice(c10::Device) const override { return kGpu; }
  c10::Device getDevice() const override { return kGpu; }
  c10::Stream getStream(c10::Device) const noexcept override { return c10::Stream(c10::Stream::UNSAFE, kGpu, stream); }
  c10::Stream getStreamFromGlobalPool(c10::Device, bool) const override { return c10::Stream(c10::Stream::UNSAFE, kGpu, 1); }
  c10::Stream getDefaultStream(c10::Device) const override { return c10::Stream(c10::Stream::DEFAULT, kGpu); }
  void* getStreamNativeHandle(c10::Stream) const override { return streamHandle(); }
  c10::Stream exchangeStream(c10::Stream now) const noexcept override { return c10::Stream(c10::Stream::UNSAFE, kGpu, std::exchange(stream, now.id())); }
  void record(void**, const c10::Stream&, c10::DeviceIndex, c10::EventFlag) const override {}
  void block(void*, const c10::Stream&) const override {}
  bool queryEvent(void*) const override { return true; }
  bool queryStream(const c10::Stream&) const override { return true; }
  void synchronizeStream(const c10::Stream&) const override {}
};

/// A generator of the device, whose numbers are those of one of the host.
class DeviceGenerator final : public c10::GeneratorImpl {
 public:
  explicit DeviceGenerator(at::Generator numbers)
      : GeneratorImpl(kGpu, c10::DispatchKeySet(c10::DispatchKey::CUDA)), m_state(std::make_shared<State>(std::move(numbers))) {}
  /// What is drawn from, for one call.
  const at::Generator& onHost() const {
    TORCH_CHECK(!m_state->spoilt, "Offset increment outside graph capture encountered unexpectedly (emulated): of a recording that failed");
    drawnInRecording(m_state.get());
    return m_state->numbers;
  }
  const void* state() const { return m_state.get(); }
  void spoil() const { m_state->spoilt = true; }
  void set_current_seed(std::uint64_t seed) override { m_state->numbers.set_current_seed(seed); }
  void set_offset(std::uint64_t) override {}
  std::uint64_t get_offset() const override { return 0; }
  std::uint64_t current_seed() const override { return m_state->numbers.current_seed(); }
  std::uint64_t seed() override { return m_state->numbers.seed(); }
  void set_state(const c10::TensorImpl& state) override {
    refuseInRecording("set_state");
    m_state->numbers.set_state(Tensor(c10::intrusive_ptr<c10::TensorImpl>::reclaim_copy(const_cast<c10::TensorImpl*>(&state))));
  }
  c10::intrusive_ptr<c10::TensorImpl> get_state() const override {
    refuseInRecording("get_state");
    return m_state->numbers.get_state().getIntrusivePtr();
  }
  void graphsafe_set_state(const c10::intrusive_ptr<c10::GeneratorImpl>& other) override { m_state = static_cast<const DeviceGenerator&>(*other).m_state; }

 private:
  struct State {
    explicit State(at::Generator given) : numbers(std::move(given)) {}
    at::Generator numbers;
    bool spoilt = false;
  };
  GeneratorImpl* clone_impl() const override { return new DeviceGenerator(m_state->numbers.clone()); }
  std::shared_ptr<State> m_state;
};

}  // namespace

const void* stateOf(const at::Generator& generator) { return static_cast<const DeviceGenerator*>(generator.unsafeGetGeneratorImpl())->state(); }
void spoilState(const at::Generator& generator) { static_cast<const DeviceGenerator*>(generator.unsafeGetGeneratorImpl())->spoil(); }

namespace {

struct Hooks final : at::CUDAHooksInterface {
  explicit Hooks(at::CUDAHooksArgs) {}
  void init() const override {}
  bool hasCUDA() const override { return true; }
  bool isBuilt() const override { return true; }
  bool isAvailable() const override { return true; }
  bool hasPrimaryContext(c10::DeviceIndex) const override { return true; }
  c10::DeviceIndex deviceCount() const override { return 1; }
  c10::DeviceIndex current_device() const override { return 0; }
  c10::DeviceIndex getCurrentDevice() const override { return 0; }
  int getNumGPUs() const override { return 1; }
  at::Device getDeviceFromPtr(void*) const override { return kGpu; }
  at::Allocator* getPinnedMemoryAllocator() const override { return at::getHostAllocator(at::kCUDA); }
  const at::Generator& getDefaultGenerator(c10::DeviceIndex) const override {
    static const at::Generator generator = at::make_generator<DeviceGenerator>(at::detail::createCPUGenerator(1));
    return generator;
  }
  at::Generator getNewGenerator(c10::DeviceIndex) const override {
    return at::make_generator<DeviceGenerator>(at::detail::createCPUGenerator(1));
  }
};

// -- Operators. The host's view of a tensor of the device: the same memory.
Tensor toDevice(const Tensor& onHost) {
  if (!onHost.defined()) return onHost;
  const Tensor made(at::detail::empty_strided_generic(onHost.sizes(), onHost.strides(), &memory(), c10::DispatchKeySet(c10::DispatchKey::CUDA),
                                                      onHost.scalar_type()));
  hostView(made).copy_(onHost);
  return made;
}

void resizeStorage(const Tensor& tensor, c10::IntArrayRef sizes) {
  const auto bytes = static_cast<std::size_t>(c10::multiply_integers(sizes)) * tensor.element_size();
  auto* storage = tensor.storage().unsafeGetStorageImpl();
  if (storage->nbytes() < bytes) {
    auto more = memory().allocate(bytes);
    if (storage->nbytes() > 0) memory().copy_data(more.get(), storage->data(), storage->nbytes());
    storage->set_data_ptr_noswap(std::move(more));
    storage->set_nbytes(bytes);
  }
  tensor.unsafeGetTensorImpl()->set_sizes_contiguous(sizes);
}

// CUDA takes a number that lies on the host, and indices that do; nothing else.
void refuseOther(const c10::FunctionSchema& schema, const Tensor& tensor) {
  if (!tensor.defined() || tensor.is_cuda() || tensor.dim() == 0 || schema.name().find("index") != std::string::npos) return;
  TORCH_CHECK(false, "Expected all tensors to be on the same device, but ", schema.name(), " got one of shape ", tensor.sizes(), " on ", tensor.device());
}

/// An operator's tensors that it writes, on both sides.
struct Written {
  Tensor device, host;
};

class HostCall {
 public:
  HostCall(const c10::OperatorHandle& op, torch::jit::Stack& stack) : m_schema(op.schema()), m_stack(stack) {
    const auto count = m_schema.arguments().size(), begin = stack.size() - count;
    for (std::size_t i = 0; i < count; ++i) {
      const auto* alias = m_schema.arguments()[i].alias_info();
      replace(stack[begin + i], alias != nullptr && alias->isWrite(), m_schema.arguments()[i].kwarg_only());
    }
    op.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), &stack);
    giveBack();
  }

 private:
  Tensor enter(const Tensor& tensor, bool writes, bool isOut) {
    refuseOther(m_schema, tensor);
    if (!tensor.defined() || !tensor.is_cuda()) return tensor;
    // A result that is to be made larger cannot be a view of what there is.
    const bool unmade = writes && isOut && tensor.numel() == 0;
    if (writes) keepForRecording(tensor);
    const Tensor host = unmade ? at::empty({0}, tensor.options().device(at::kCPU)) : hostView(tensor);
    if (writes) m_written.push_back({tensor, host});
    return host;
  }
  void replace(c10::IValue& value, bool writes, bool isOut) {
    if (value.isTensor()) {
      value = enter(value.toTensor(), writes, isOut);
    } else if (value.isTensorList()) {
      std::vector<Tensor> host;
      for (const Tensor& tensor : value.toTensorVector()) host.push_back(enter(tensor, writes, isOut));
      value = c10::List<Tensor>(host);
    } else if (value.isOptionalTensorList()) {
      c10::List<std::optional<Tensor>> host;
      for (const std::optional<Tensor>& tensor : value.toOptionalTensorVector()) {
        host.push_back(tensor ? std::optional<Tensor>(enter(*tensor, writes, isOut)) : std::nullopt);
      }
      value = host;
    } else if (value.isDevice()) {
      value = c10::Device(at::kCPU);
    } else if (value.isGenerator()) {
      const auto generator = value.toGenerator();
      TORCH_CHECK(generator.device().is_cuda(), m_schema.name(), ": Expected a 'cuda' device type for generator but found '", generator.device().type(), "'");
      value = static_cast<const DeviceGenerator*>(generator.unsafeGetGeneratorImpl())->onHost();
    }
  }
  Tensor leave(const Tensor& host, bool aliases) {
    for (const Written& written : m_written) {
      if (!written.host.is_same(host)) continue;
      if (written.device.sizes() != host.sizes()) resizeStorage(written.device, host.sizes());
      if (const Tensor view = hostView(written.device); view.data_ptr() != host.data_ptr()) view.copy_(host);
      return written.device;
    }
    TORCH_CHECK(!aliases, m_schema.name(), " gives views, which the emulated GPU does not know.");
    return toDevice(host);
  }
  void giveBack() {
    const auto count = m_schema.returns().size(), begin = m_stack.size() - count;
    for (std::size_t i = 0; i < count; ++i) {
      c10::IValue& value = m_stack[begin + i];
      const bool aliases = m_schema.returns()[i].alias_info() != nullptr;
      if (value.isTensor()) {
        value = leave(value.toTensor(), aliases);
      } else if (value.isTensorList()) {
        std::vector<Tensor> device;
        for (const Tensor& tensor : value.toTensorVector()) device.push_back(leave(tensor, aliases));
        value = c10::List<Tensor>(device);
      }
    }
  }

  const c10::FunctionSchema& m_schema;
  torch::jit::Stack& m_stack;
  std::vector<Written> m_written;
};

// Operators whose result's value or size the host must know.
bool readsBack(const std::string& name) {
  static const std::set<std::string> names = {"aten::_local_scalar_dense", "aten::equal", "aten::nonzero", "aten::masked_select", "aten::_unique2", "aten::repeat_interleave"};
  return names.contains(name);
}

// A call as a recording holds it.
class RecordedCall {
 public:
  using Call = std::function<void(torch::jit::Stack&)>;

  RecordedCall(Call call, const torch::jit::Stack& stack, std::size_t arguments) : m_call(std::move(call)) {
    for (std::size_t i = stack.size() - arguments; i < stack.size(); ++i) m_arguments.push_back(held(stack[i]));
  }
  void gave(const torch::jit::Stack& stack, std::size_t results) {
    for (std::size_t i = stack.size() - results; i < stack.size(); ++i) m_results.push_back(held(stack[i]));
  }
  void operator()() const {
    torch::jit::Stack stack;
    for (const Held& argument : m_arguments) stack.push_back(now(argument));
    m_call(stack);
    for (std::size_t i = 0; i < m_results.size(); ++i) {
      const c10::IValue& made = stack[stack.size() - m_results.size() + i];
      if (made.isTensor()) put(made.toTensor(), m_results[i].tensors.at(0));
      if (!made.isTensorList()) continue;
      const auto list = made.toTensorVector();
      for (std::size_t j = 0; j < list.size(); ++j) put(list[j], m_results[i].tensors[j]);
    }
  }

 private:
  struct Held {
    c10::IValue value;  // where it holds no tensors
    std::vector<RecordedTensor> tensors;
    std::vector<bool> present;  // in an optional list
    enum class Kind { Value, Tensor, List, OptionalList } kind = Kind::Value;
  };

  static RecordedTensor recorded(const Tensor& tensor) {
    // What the host has and the card reads would have to be brought there.
    if (tensor.defined() && !tensor.is_cuda() && tensor.dim() > 0) refuseInRecording("a tensor of the host");
    return RecordedTensor(tensor);
  }
  static Held held(const c10::IValue& value) {
    Held made{value, {}, {}};
    if (value.isTensor()) {
      made = {{}, {recorded(value.toTensor())}, {}, Held::Kind::Tensor};
    } else if (value.isTensorList()) {
      made = {{}, {}, {}, Held::Kind::List};
      for (const Tensor& tensor : value.toTensorVector()) made.tensors.push_back(recorded(tensor));
    } else if (value.isOptionalTensorList()) {
      made = {{}, {}, {}, Held::Kind::OptionalList};
      for (const std::optional<Tensor>& tensor : value.toOptionalTensorVector()) {
        made.present.push_back(tensor.has_value());
        made.tensors.push_back(recorded(tensor.value_or(Tensor())));
      }
    }
    return made;
  }
  static c10::IValue now(const Held& held) {
    if (held.kind == Held::Kind::Value) return held.value;
    if (held.kind == Held::Kind::Tensor) return held.tensors.at(0).tensor();
    if (held.kind == Held::Kind::List) {
      std::vector<Tensor> list;
      for (const RecordedTensor& tensor : held.tensors) list.push_back(tensor.tensor());
      return c10::List<Tensor>(list);
    }
    c10::List<std::optional<Tensor>> list;
    for (std::size_t i = 0; i < held.tensors.size(); ++i) list.push_back(held.present[i] ? std::optional(held.tensors[i].tensor()) : std::nullopt);
    return list;
  }
  static void put(const Tensor& made, const RecordedTensor& place) {
    const Tensor to = place.tensor();
    if (made.defined() && made.is_cuda() && to.numel() > 0 && to.storage().data() != made.storage().data()) hostView(to).copy_(hostView(made));
  }

  Call m_call;
  std::vector<Held> m_arguments, m_results;
};

// Carries a call out, and records it where a recording is under way.
void carryOut(const c10::OperatorHandle& op, torch::jit::Stack& stack, const RecordedCall::Call& call) {
  if (!isRecording()) return call(stack);
  RecordedCall recorded(call, stack, op.schema().arguments().size());
  call(stack);
  recorded.gave(stack, op.schema().returns().size());
  addToRecording(recorded);
}

void onHost(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
  if (readsBack(op.schema().name())) {
    refuseInRecording(op.schema().name().c_str());
    ++readings;
    arrive();
  }
  carryOut(op, *stack, [op](torch::jit::Stack& arguments) { HostCall(op, arguments); });
}

// A kernel of our own as the dispatcher calls it.
template <class Kernel>
void boxed(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
  static const auto kernel = c10::KernelFunction::makeFromUnboxedFunction(Kernel());
  carryOut(op, *stack, [op](torch::jit::Stack& arguments) { kernel.callBoxed(op, c10::DispatchKeySet(c10::DispatchKey::CUDA), &arguments); });
}

Tensor emptyTensor(c10::IntArrayRef size, std::optional<at::ScalarType> dtype, std::optional<at::Layout>, std::optional<at::Device>,
                   std::optional<bool>, std::optional<at::MemoryFormat> format) {
  return at::detail::empty_generic(size, &memory(), c10::DispatchKeySet(c10::DispatchKey::CUDA), dtype.value_or(at::kFloat), format);
}

Tensor emptyStrided(c10::IntArrayRef size, c10::IntArrayRef stride, std::optional<at::ScalarType> dtype, std::optional<at::Layout>,
                    std::optional<at::Device>, std::optional<bool>) {
  return at::detail::empty_strided_generic(size, stride, &memory(), c10::DispatchKeySet(c10::DispatchKey::CUDA), dtype.value_or(at::kFloat));
}

// Also who brings something to the device waits for all work before it, unless it lies in pinned memory and nobody is to wait.
Tensor& copyInto(Tensor& self, const Tensor& source, bool nonBlocking) {
  if (self.numel() == 0) return self;
  arrive();
  const bool crosses = source.is_cuda() != self.is_cuda();
  if (crosses) refuseInRecording("a copy between host and card");
  keepForRecording(self);
  const bool waits = crosses && !(nonBlocking && pinnedMemory().holds((self.is_cuda() ? source : self).data_ptr()));
  if (waits) ++readings;
  if (crosses && !waits && source.is_cuda()) {
    underWay().push_back({self, hostView(source).clone()});
    self.view(at::kByte).fill_(0xAB);
    return self;
  }
  const auto copy = [](const Tensor& to, const Tensor& from) { hostView(to).copy_(hostView(from)); };
  copy(self, source);
  if (isRecording()) addToRecording([copy, to = RecordedTensor(self), from = RecordedTensor(source)] { copy(to.tensor(), from.tensor()); });
  return self;
}

const Tensor& resize(const Tensor& self, c10::IntArrayRef sizes, std::optional<at::MemoryFormat>) {
  resizeStorage(self, sizes);
  return self;
}

}  // namespace

Tensor hostView(const Tensor& tensor) {
  if (!tensor.defined() || !tensor.is_cuda()) return tensor;
  const auto options = at::TensorOptions(tensor.scalar_type()).device(at::kCPU);
  if (tensor.numel() == 0) return at::empty_strided(tensor.sizes(), tensor.strides(), options);
  auto* base = static_cast<std::byte*>(hostAddress(tensor.storage().mutable_data()));
  return at::from_blob(base + static_cast<std::size_t>(tensor.storage_offset()) * tensor.element_size(), tensor.sizes(), tensor.strides(), options);
}

void installGpu() {
  static Guard guard;
  static const c10::impl::DeviceGuardImplRegistrar guardEntry(at::kCUDA, &guard);
  c10::SetAllocator(at::kCUDA, &memory());
  at::setHostAllocator(at::kCUDA, &pinnedMemory());
  at::CUDAHooksRegistry()->Register("CUDAHooks", [](at::CUDAHooksArgs args) -> std::unique_ptr<at::CUDAHooksInterface> { return std::make_unique<Hooks>(args); });
  static torch::Library everything(torch::Library::IMPL, "_", c10::DispatchKey::CUDA, __FILE__, __LINE__);
  everything.fallback(torch::CppFunction::makeFromBoxedFunction<&onHost>());
  static torch::Library aten(torch::Library::IMPL, "aten", c10::DispatchKey::CUDA, __FILE__, __LINE__);
  aten.impl("empty.memory_format", TORCH_FN(emptyTensor));
  aten.impl("empty_strided", TORCH_FN(emptyStrided));
  aten.impl("copy_", TORCH_FN(copyInto));
  aten.impl("resize_", TORCH_FN(resize));
  aten.impl("as_strided", TORCH_FN(at::native::as_strided_tensorimpl));
  aten.impl("view", TORCH_FN(at::native::view));
  aten.impl("_reshape_alias", TORCH_FN(at::native::_reshape_alias));
  aten.impl("_flash_attention_forward", torch::CppFunction::makeFromBoxedFunction<&boxed<decltype(TORCH_FN(flashForward))>>());
  aten.impl("_flash_attention_backward", torch::CppFunction::makeFromBoxedFunction<&boxed<decltype(TORCH_FN(flashBackward))>>());
}

std::int64_t hostReads() { return readings; }

void limitMemory(std::int64_t bytes) { memory().limit = bytes; }

}  // namespace attune::engine::emulated

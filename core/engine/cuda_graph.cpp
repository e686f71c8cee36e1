// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing of CUDA is linked, so the class's functions are found by the names that the pinned libtorch gives them, and called with the
// object as their first argument, as the C++ ABI of Linux does.
#include "core/engine/cuda_graph.h"

#include <dlfcn.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <utility>

namespace attune::engine {
namespace {

using Pool = std::pair<unsigned long long, unsigned long long>;  // c10::MempoolId_t; of zeros: one of its own

constexpr int kThreadLocalCapture = 1;  // other threads may go on using the card

enum Symbol : std::size_t { Construct, Destroy, Register, Begin, End, Replay, PoolOf, SymbolCount };

constexpr std::array<const char*, SymbolCount> kSymbols = {
    "_ZN2at4cuda9CUDAGraphC1Eb",
    "_ZN2at4cuda9CUDAGraphD1Ev",
    "_ZN2at4cuda9CUDAGraph24register_generator_stateERKNS_9GeneratorE",
    "_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE21cudaStreamCaptureMode",
    "_ZN2at4cuda9CUDAGraph11capture_endEv",
    "_ZN2at4cuda9CUDAGraph6replayEv",
    "_ZN2at4cuda9CUDAGraph4poolEv",
};

struct Functions {
  void (*construct)(void* graph, bool keepGraph) = nullptr;
  void (*destroy)(void* graph) = nullptr;
  void (*registerGenerator)(void* graph, const at::Generator& generator) = nullptr;
  void (*begin)(void* graph, Pool pool, int mode) = nullptr;
  void (*end)(void* graph) = nullptr;
  void (*replay)(void* graph) = nullptr;
  Pool (*pool)(void* graph) = nullptr;

  bool whole() const { return construct && destroy && registerGenerator && begin && end && replay && pool; }
};

template <class Function>
void find(Function& function, Symbol symbol) {
  function = reinterpret_cast<Function>(::dlsym(RTLD_DEFAULT, kSymbols[symbol]));
}

const Functions& functions() {
  static const Functions found = [] {
    Functions all;
    find(all.construct, Construct);
    find(all.destroy, Destroy);
    find(all.registerGenerator, Register);
    find(all.begin, Begin);
    find(all.end, End);
    find(all.replay, Replay);
    find(all.pool, PoolOf);
    return all;
  }();
  return found;
}

class TorchGraph final : public CudaGraph {
 public:
  TorchGraph() { functions().construct(m_object.data(), false); }
  ~TorchGraph() override { functions().destroy(m_object.data()); }
  TorchGraph(const TorchGraph&) = delete;
  TorchGraph& operator=(const TorchGraph&) = delete;

  void begin(const at::Generator& random, const CudaGraph* beside) override {
    const auto* other = dynamic_cast<const TorchGraph*>(beside);
    functions().registerGenerator(m_object.data(), random);
    functions().begin(m_object.data(), other ? functions().pool(other->m_object.data()) : Pool(), kThreadLocalCapture);
  }
  void end() override { functions().end(m_object.data()); }
  void replay() override { functions().replay(m_object.data()); }

 private:
  alignas(64) mutable std::array<std::byte, kCudaGraphBytes> m_object;
};

std::atomic<MakeCudaGraph> replacement{nullptr};

}  // namespace

std::unique_ptr<CudaGraph> makeCudaGraph() {
  if (const MakeCudaGraph make = replacement) return make();
  return functions().whole() ? std::make_unique<TorchGraph>() : nullptr;
}

void setCudaGraphs(MakeCudaGraph make) { replacement = make; }

std::span<const char* const> cudaGraphSymbols() { return kSymbols; }

}  // namespace attune::engine

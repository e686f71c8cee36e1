// SPDX-License-Identifier: GPL-3.0-or-later
// CUDA graphs as libtorch offers them (at::cuda::CUDAGraph): work of many small launches is recorded once and launched as a whole.
#pragma once
#include <ATen/core/Generator.h>

#include <memory>
#include <span>

namespace attune::engine {

/// A recording of what a thread and its backward passes sent to one stream. Everything recorded finds its tensors at the addresses of
/// then: those made during the recording belong to it, all others must outlive it. Thread: one.
class CudaGraph {
 public:
  virtual ~CudaGraph() = default;
  /// From now to `end`, what is sent to the current stream, which must not be the default one, is recorded and not carried out; reading a
  /// number back, or moving one to the card, is an error then. Each replay draws anew from `random`. `beside` lends the memory of
  /// another recording, whose results are no longer needed when this one is replayed; null for memory of its own.
  virtual void begin(const at::Generator& random, const CudaGraph* beside) = 0;
  virtual void end() = 0;
  /// Sends all of it to the current stream.
  virtual void replay() = 0;
};

/// Makes an empty recording; null where this libtorch has none, or CUDA is not open.
using MakeCudaGraph = std::unique_ptr<CudaGraph> (*)();
std::unique_ptr<CudaGraph> makeCudaGraph();
/// Puts another kind in place for the process, for tests; null: libtorch's.
void setCudaGraphs(MakeCudaGraph make);

/// The functions of libtorch_cuda that recordings call, as its dynamic table names them.
std::span<const char* const> cudaGraphSymbols();
/// Bytes kept for an object of at::cuda::CUDAGraph.
inline constexpr std::size_t kCudaGraphBytes = 1024;

}  // namespace attune::engine

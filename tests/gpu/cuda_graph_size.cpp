// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with the headers of CUDA where there are any: what cuda_graph.cpp takes for granted of a class that it cannot see.
#if __has_include(<cuda_runtime_api.h>)
#include <ATen/cuda/CUDAGraph.h>

#include <type_traits>

#include "core/engine/cuda_graph.h"

namespace attune::engine {

using Graph = at::cuda::CUDAGraph;
static_assert(sizeof(Graph) <= kCudaGraphBytes && alignof(Graph) <= 64);
static_assert(!std::is_polymorphic_v<Graph>);
static_assert(std::is_same_v<c10::MempoolId_t, std::pair<unsigned long long, unsigned long long>>);
static_assert(std::is_same_v<decltype(&Graph::capture_begin), void (Graph::*)(c10::MempoolId_t, cudaStreamCaptureMode)>);
static_assert(sizeof(cudaStreamCaptureMode) == sizeof(int) && cudaStreamCaptureModeThreadLocal == 1);
static_assert(std::is_same_v<decltype(&Graph::capture_end), void (Graph::*)()> && std::is_same_v<decltype(&Graph::replay), void (Graph::*)()>);
static_assert(std::is_same_v<decltype(&Graph::pool), c10::MempoolId_t (Graph::*)()>);
static_assert(std::is_constructible_v<Graph, bool>);
static_assert(std::is_same_v<decltype(static_cast<void (Graph::*)(const at::Generator&)>(&Graph::register_generator_state)), void (Graph::*)(const at::Generator&)>);

}  // namespace attune::engine
#endif

// SPDX-License-Identifier: GPL-3.0-or-later
// The one symbol that libattune_engine.so gives out.
#include <torch/version.h>

#include <string_view>

#include "core/engine/devices.h"
#include "core/engine/engine.h"
#include "core/engine/nn/settings.h"
#include "core/engine/open_model.h"
#include "core/engine/torch_guard.h"
#include "core/engine/train.h"

namespace attune::engine {
namespace {

class TorchEngine : public Engine {
 public:
  explicit TorchEngine(std::string cudaProblem) : m_cudaProblem(std::move(cudaProblem)) { prepareProcess(); }
  std::vector<DeviceInfo> devices() const override { return listDevices(m_cudaProblem); }
  Result<DeviceInfo> device(const std::string& id) const override {
    return guardTorch([&] { return describeDevice(id); });
  }
  std::string versions() const override { return "libtorch " TORCH_VERSION; }
  Result<RunFinished> train(const TrainRequest& request, const EventSink& sink, std::stop_token stop) override {
    return engine::train(request, sink, std::move(stop));
  }
  Result<std::unique_ptr<OpenModel>> open(const OpenRequest& request, const ProgressSink& progress, std::stop_token stop) override {
    return guardTorch([&] { return openModel(request, progress, std::move(stop)); });
  }

 private:
  std::string m_cudaProblem;
};

}  // namespace
}  // namespace attune::engine

/// A new engine, or nullptr when the caller is of another version than this library. `cudaProblem` is what stands against CUDA, or "".
extern "C" __attribute__((visibility("default"))) attune::Engine* attuneCreateEngine(const char* version, const char* cudaProblem) {
  if (std::string_view(version) != ATTUNE_VERSION) return nullptr;
  try {
    return new attune::engine::TorchEngine(cudaProblem);
  } catch (...) {
    return nullptr;
  }
}

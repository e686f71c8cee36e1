// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/generate.h"

#include <ATen/ATen.h>

#include <chrono>

#include "core/engine/generate/sampler.h"
#include "core/engine/nn/kv_cache.h"

namespace attune::engine {

Generation generateTokens(CausalLm& model, const Batch& prompt, const std::vector<std::int32_t>& promptTokens,
                          const SamplingSettings& settings, const std::vector<std::int32_t>& stopTokens,
                          const std::function<bool(std::int32_t)>& onToken, std::stop_token stop) {
  using Clock = std::chrono::steady_clock;
  const at::NoGradGuard noGradients;
  Generation result;
  const auto length = prompt.starts.back() + (prompt.prefix.defined() ? prompt.prefix.size(2) : 0);
  const auto room = std::max<std::int64_t>(0, model.config().maxPositions - length);
  const auto most = model.config().maxPositions > 0 ? std::min(settings.maxNewTokens, room) : settings.maxNewTokens;
  if (prompt.starts.back() == 0 || most <= 0) return result;
  const auto device = prompt.tokens.device();
  const auto cache = model.newCache(length + most);
  Sampler sampler(settings, promptTokens);
  auto hidden = model.hidden(prompt, cache.get());
  hidden = hidden.narrow(0, hidden.size(0) - 1, 1);
  const auto begin = Clock::now();
  const auto steps = model.tokenSteps(*cache);
  for (std::int64_t n = 0; n < most && !stop.stop_requested(); ++n) {
    std::int32_t token = 0;
    if (n > 0 && steps) {
      token = sampler.choose(steps->next(result.tokens.back()));
    } else {
      if (n > 0) hidden = model.hidden(makeContinuation({result.tokens.back()}, length + n - 1, device), cache.get());
      auto logits = model.logits(hidden).to(at::kFloat).to(at::kCPU).contiguous();
      token = sampler.choose({logits.data_ptr<float>(), static_cast<std::size_t>(logits.numel())});
    }
    if (std::ranges::find(stopTokens, token) != stopTokens.end()) {
      result.stopped = true;
      result.stopToken = token;
      break;
    }
    result.tokens.push_back(token);
    if (onToken && !onToken(token)) break;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (seconds > 0) result.tokensPerSecond = static_cast<double>(result.tokens.size()) / seconds;
  return result;
}

}  // namespace attune::engine

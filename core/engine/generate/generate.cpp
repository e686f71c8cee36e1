// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/generate/generate.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <numeric>

#include "core/engine/generate/sampler.h"
#include "core/engine/nn/kv_cache.h"

namespace attune::engine {

namespace {

using Clock = std::chrono::steady_clock;

// How many tokens may follow a prompt of `length`.
std::int64_t mostAfter(const CausalLm& model, std::int64_t length, std::int64_t wanted) {
  const auto room = std::max<std::int64_t>(0, model.config().maxPositions - length);
  return model.config().maxPositions > 0 ? std::min(wanted, room) : wanted;
}

std::int64_t lengthOf(const Batch& prompt) { return prompt.starts.back() + (prompt.prefix.defined() ? prompt.prefix.size(2) : 0); }

// Appends what was chosen to an answer; false when the answer ends with it.
bool take(std::int32_t token, const std::vector<std::int32_t>& stopTokens, Generation& answer) {
  if (std::ranges::find(stopTokens, token) != stopTokens.end()) {
    answer.stopped = true;
    answer.stopToken = token;
    return false;
  }
  answer.tokens.push_back(token);
  return true;
}

}  // namespace

Generation generateTokens(CausalLm& model, const Batch& prompt, const std::vector<std::int32_t>& promptTokens,
                          const SamplingSettings& settings, const std::vector<std::int32_t>& stopTokens,
                          const std::function<bool(std::int32_t)>& onToken, std::stop_token stop) {
  const at::NoGradGuard noGradients;
  Generation result;
  const auto length = lengthOf(prompt), most = mostAfter(model, length, settings.maxNewTokens);
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
    if (!take(token, stopTokens, result)) break;
    if (onToken && !onToken(token)) break;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (seconds > 0) result.tokensPerSecond = static_cast<double>(result.tokens.size()) / seconds;
  return result;
}

std::vector<Generation> generateSeveral(CausalLm& model, const Batch& prompt, const std::vector<std::int32_t>& promptTokens,
                                        SamplingSettings settings, const std::vector<std::uint64_t>& seeds,
                                        const std::vector<std::int32_t>& stopTokens, std::stop_token stop) {
  const at::NoGradGuard noGradients;
  const auto count = static_cast<std::int64_t>(seeds.size());
  std::vector<Generation> answers(seeds.size());
  const auto length = lengthOf(prompt), most = mostAfter(model, length, settings.maxNewTokens);
  if (prompt.starts.back() == 0 || most <= 0) return answers;
  const auto device = prompt.tokens.device();
  const auto cache = model.newCache(length);
  std::vector<Sampler> samplers;
  for (const std::uint64_t seed : seeds) {
    settings.seed = seed;
    samplers.emplace_back(settings, promptTokens);
  }
  auto hidden = model.hidden(prompt, cache.get());
  hidden = hidden.narrow(0, hidden.size(0) - 1, 1);
  cache->fork(count, most);
  const auto begin = Clock::now();
  std::vector<std::size_t> writing(seeds.size());  // the answers that have not ended
  std::iota(writing.begin(), writing.end(), 0);
  std::vector<std::int32_t> tokens(seeds.size());
  for (std::int64_t n = 0; n < most && !writing.empty(); ++n) {
    if (stop.stop_requested()) return {};
    if (n > 0) hidden = model.hidden(makeContinuations(tokens, length + n - 1, device), cache.get());
    auto logits = model.logits(hidden).to(at::kFloat).to(at::kCPU).expand({static_cast<std::int64_t>(writing.size()), -1}).contiguous();
    const auto vocabulary = logits.size(1);
    float* numbers = logits.data_ptr<float>();
    tokens.resize(writing.size());
    at::parallel_for(0, static_cast<std::int64_t>(writing.size()), 1, [&](std::int64_t from, std::int64_t to) {
      for (auto i = from; i < to; ++i) {
        const auto at = static_cast<std::size_t>(i);
        tokens[at] = samplers[writing[at]].choose({numbers + i * vocabulary, static_cast<std::size_t>(vocabulary)});
      }
    });
    std::vector<std::int64_t> kept;
    for (std::size_t i = 0; i < writing.size(); ++i) {
      if (take(tokens[i], stopTokens, answers[writing[i]])) kept.push_back(static_cast<std::int64_t>(i));
    }
    if (kept.size() == writing.size()) continue;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      writing[i] = writing[static_cast<std::size_t>(kept[i])];
      tokens[i] = tokens[static_cast<std::size_t>(kept[i])];
    }
    writing.resize(kept.size());
    tokens.resize(kept.size());
    cache->keep(at::tensor(kept, at::kLong).to(device));
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  for (Generation& answer : answers) answer.tokensPerSecond = seconds > 0 ? static_cast<double>(answer.tokens.size()) / seconds : 0;
  return answers;
}

}  // namespace attune::engine

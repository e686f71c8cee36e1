// SPDX-License-Identifier: GPL-3.0-or-later
// Speed of training steps and of generation: bench_model MODEL [--threads N] [--batch 4] [--length 128] [--steps 8]
// [--only NAME] [--reference] [--profile]. Prints one JSON object a line. A step is forward, backward, clipping and AdamW over packed rows
// without padding; the first two are left out; the median counts, the best is shown beside it. CPU seconds are of all threads.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/record_function.h>
#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <ctime>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/engine/generate/generate.h"
#include "core/engine/nn/model.h"
#include "core/engine/nn/ops.h"
#include "core/engine/nn/settings.h"

namespace attune::engine {
namespace {

struct Options {
  std::string model, only;
  int threads = 0;
  std::int64_t batch = 4, length = 128, steps = 8;
  bool reference = false, profile = false;
};

double wallSeconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// Wall time of each operation on the calling thread without what it called, by name.
struct Profile {
  struct Frame : at::ObserverContext {
    double begin = 0, inner = 0;
    Frame* parent = nullptr;
  };
  static inline std::map<std::string, std::pair<double, int>> totals;
  static inline thread_local Frame* current = nullptr;

  static at::CallbackHandle start() {
    return at::addGlobalCallback(at::RecordFunctionCallback(
        [](const at::RecordFunction&) -> std::unique_ptr<at::ObserverContext> {
          auto frame = std::make_unique<Frame>();
          frame->begin = wallSeconds();
          frame->parent = current;
          current = frame.get();
          return frame;
        },
        [](const at::RecordFunction& function, at::ObserverContext* context) {
          auto* frame = static_cast<Frame*>(context);
          const double seconds = wallSeconds() - frame->begin;
          current = frame->parent;
          if (current) current->inner += seconds;
          auto& total = totals[function.name()];
          total.first += seconds - frame->inner;
          ++total.second;
        }));
  }
  static void print() {
    std::vector<std::pair<double, std::string>> rows;
    for (const auto& [name, total] : totals) rows.push_back({total.first, name + " x" + std::to_string(total.second)});
    std::ranges::sort(rows, std::greater<>());
    for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 32); ++i) std::cerr << rows[i].first * 1e3 << " ms  " << rows[i].second << "\n";
    totals.clear();
  }
};

// CPU seconds of a known product, to tell how fast the machine is at this moment: GFLOP per CPU second of float32 (oneDNN).
double machineRate() {
  const auto x = at::ones({1024, 1024}), y = at::ones({1024, 1024});
  double best = 1e30;
  for (int i = 0; i < 6; ++i) {
    const double begin = cpuSeconds();
    at::mm(x, y);
    best = std::min(best, cpuSeconds() - begin);
  }
  return 2.147483648 / best;
}

/// A layer with an update of rank 8.
class BenchLora : public Linear {
 public:
  explicit BenchLora(std::unique_ptr<Linear> base) : m_base(std::move(base)), m_dense(dynamic_cast<DenseLinear*>(m_base.get())) {
    m_a = at::rand({8, m_base->inFeatures()}).sub_(0.5).mul_(0.02).set_requires_grad(true);
    m_b = at::zeros({m_base->outFeatures(), 8}).set_requires_grad(true);
  }
  Tensor forward(const Tensor& x) override { return loraLinear(x, m_dense->weight(), m_dense->bias(), m_a, m_b, 2.0); }
  Tensor denseWeight() const override { return m_base->denseWeight(); }
  void visit(const std::string& prefix, const TensorVisitor& visitor) override {
    m_base->visit(prefix, visitor);
    visitor(prefix + ".lora_A.weight", m_a);
    visitor(prefix + ".lora_B.weight", m_b);
  }
  std::int64_t inFeatures() const override { return m_base->inFeatures(); }
  std::int64_t outFeatures() const override { return m_base->outFeatures(); }

 private:
  std::unique_ptr<Linear> m_base;
  DenseLinear* m_dense;
  Tensor m_a, m_b;
};

/// AdamW over a list of tensors, after clipping to norm 1.
class BenchOptimizer {
 public:
  explicit BenchOptimizer(std::vector<Tensor> tensors) : m_tensors(std::move(tensors)) {
    for (const auto& tensor : m_tensors) {
      m_first.push_back(at::zeros_like(tensor));
      m_second.push_back(at::zeros_like(tensor));
      m_steps.push_back(at::zeros({}, at::kFloat));
    }
  }
  void step() {
    const at::NoGradGuard noGradients;
    std::vector<Tensor> gradients;
    for (const auto& tensor : m_tensors) gradients.push_back(tensor.grad());
    const auto norms = at::_foreach_norm(gradients);
    const auto norm = at::stack(norms).norm().item<double>();
    if (norm > 1) at::_foreach_mul_(gradients, 1 / (norm + 1e-6));
    at::_foreach_add_(m_steps, 1);
    at::_fused_adamw_(m_tensors, gradients, m_first, m_second, {}, m_steps, 1e-5, 0.9, 0.999, 0.01, 1e-8, false, false);
    for (auto& tensor : m_tensors) tensor.mutable_grad() = Tensor();
  }

 private:
  std::vector<Tensor> m_tensors, m_first, m_second, m_steps;
};

std::unique_ptr<CausalLm> open(const Options& options, at::ScalarType dtype) {
  auto checkpoint = openCheckpoint(options.model);
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  auto model = buildCausalLm(*checkpoint, at::kCPU, dtype);
  if (!model) throw std::runtime_error(describe(model.error()));
  return std::move(*model);
}

Batch someBatch(const Options& options, std::int64_t vocabulary, std::uint64_t seed, double trainedShare = 1) {
  Random random(seed);
  std::vector<TokenizedExample> rows;
  for (std::int64_t b = 0; b < options.batch; ++b) {
    TokenizedExample row;
    for (std::int64_t t = 0; t < options.length; ++t) {
      row.tokens.push_back(static_cast<TokenId>(random.below(static_cast<std::uint64_t>(vocabulary))));
      const bool trained = static_cast<double>(t) >= (1 - trainedShare) * static_cast<double>(options.length);
      row.labels.push_back(trained ? row.tokens.back() : kNoLabel);
    }
    rows.push_back(row);
  }
  std::vector<const TokenizedExample*> pointers;
  for (const auto& row : rows) pointers.push_back(&row);
  return makeBatch(pointers, at::kCPU);
}

void report(const std::string& name, std::vector<std::array<double, 2>> seconds, double tokens) {
  std::ranges::sort(seconds);
  const auto median = seconds[seconds.size() / 2][0];
  double cpu = 1e30;
  for (const auto& entry : seconds) cpu = std::min(cpu, entry[1]);
  std::cout << Json({{"name", name}, {"median_s", median}, {"best_s", seconds[0][0]}, {"best_cpu_s", cpu},
                     {"tokens_per_s", tokens / median}, {"best_tokens_per_s", tokens / seconds[0][0]}, {"tokens_per_cpu_s", tokens / cpu},
                     {"mm_gflop_per_cpu_s", machineRate()}, {"threads", at::get_num_threads()}})
            << std::endl;
}

void benchTraining(const Options& options, const std::string& name, bool lora, at::ScalarType dtype, double trainedShare) {
  auto model = open(options, dtype);
  std::vector<Tensor> trained;
  if (lora) {
    for (auto& slot : model->linears()) *slot.layer = std::make_unique<BenchLora>(std::move(*slot.layer));
  }
  model->visit([&](const std::string& tensorName, Tensor& tensor) {
    if (lora != (tensorName.find("lora_") != std::string::npos)) return;
    if (!lora) tensor = tensor.to(at::kFloat).set_requires_grad(true);
    trained.push_back(tensor);
  });
  BenchOptimizer optimizer(trained);
  std::vector<std::array<double, 2>> seconds;
  for (std::int64_t step = 0; step < options.steps + 2; ++step) {
    const auto batch = someBatch(options, model->config().vocabSize, static_cast<std::uint64_t>(step), trainedShare);
    const bool profiled = options.profile && step == options.steps + 1;
    const auto handle = profiled ? Profile::start() : at::CallbackHandle(0);
    const double wall = wallSeconds(), cpu = cpuSeconds();
    auto loss = model->lossSum(batch) / static_cast<double>(batch.targets.size(0));
    loss.backward();
    optimizer.step();
    if (profiled) at::removeCallback(handle), Profile::print();
    if (step >= 2) seconds.push_back({wallSeconds() - wall, cpuSeconds() - cpu});
  }
  report(name, seconds, static_cast<double>(options.batch * options.length));
}

void benchGeneration(const Options& options, const std::string& name, at::ScalarType dtype) {
  const auto model = open(options, dtype);
  Options one = options;
  one.batch = 1, one.length = 37;
  const auto prompt = someBatch(one, model->config().vocabSize, 1);
  SamplingSettings settings;
  settings.maxNewTokens = 128;
  std::vector<std::array<double, 2>> seconds;
  for (int run = 0; run < 4; ++run) {
    const double wall = wallSeconds(), cpu = cpuSeconds();
    generateTokens(*model, prompt, std::vector<std::int32_t>(37, 1), settings, {}, {}, {});
    if (run > 0) seconds.push_back({wallSeconds() - wall, cpuSeconds() - cpu});
  }
  report("generate-" + name, seconds, 128);
  one.length = 512;
  const auto text = someBatch(one, model->config().vocabSize, 2);
  seconds.clear();
  for (int run = 0; run < 5; ++run) {
    const at::NoGradGuard noGradients;
    const double wall = wallSeconds(), cpu = cpuSeconds();
    const auto hidden = model->hidden(text);
    model->logits(hidden.narrow(0, 511, 1));
    if (run > 0) seconds.push_back({wallSeconds() - wall, cpuSeconds() - cpu});
  }
  report("prefill-" + name, seconds, 512);
}

int run(const Options& options) {
  if (options.threads > 0) at::set_num_threads(options.threads);
  if (options.reference) setComputeSettings(referenceSettings());
  const std::map<std::string, std::function<void()>> benches = {
      {"lora-fp32", [&] { benchTraining(options, "lora-fp32", true, at::kFloat, 1); }},
      {"lora-bf16", [&] { benchTraining(options, "lora-bf16", true, at::kBFloat16, 1); }},
      {"full-fp32", [&] { benchTraining(options, "full-fp32", false, at::kFloat, 1); }},
      {"full-bf16", [&] { benchTraining(options, "full-bf16", false, at::kBFloat16, 1); }},
      {"lora-fp32-answers", [&] { benchTraining(options, "lora-fp32-answers", true, at::kFloat, 0.3); }},
      {"generation-fp32", [&] { benchGeneration(options, "fp32", at::kFloat); }},
      {"generation-bf16", [&] { benchGeneration(options, "bf16", at::kBFloat16); }},
  };
  for (const auto& [name, bench] : benches) {
    if (options.only.empty() || options.only == name) bench();
  }
  return 0;
}

}  // namespace
}  // namespace attune::engine

int main(int argc, char** argv) {
  attune::engine::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (argument == "--threads") options.threads = std::stoi(value());
    else if (argument == "--batch") options.batch = std::stoll(value());
    else if (argument == "--length") options.length = std::stoll(value());
    else if (argument == "--steps") options.steps = std::stoll(value());
    else if (argument == "--only") options.only = value();
    else if (argument == "--profile") options.profile = true;
    else if (argument == "--reference") options.reference = true;
    else options.model = argument;
  }
  try {
    return attune::engine::run(options);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}

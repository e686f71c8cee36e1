// SPDX-License-Identifier: GPL-3.0-or-later
// The same runs on the processor and on a GPU: every task and technique, in float32, where both must agree; then what is the GPU's own.
#include <gtest/gtest.h>

#include "core/engine/devices.h"
#include "core/engine/kernels/cuda_kernels.h"
#include "core/engine/nn/settings.h"
#include "core/engine/objectives/distillation_params.h"
#include "core/engine/open_model.h"
#include "core/engine/optimizers/optimizer.h"
#include "core/engine/process_memory.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/nf4.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/weights/checkpoint.h"
#include "emulated_driver.h"
#include "emulated_gpu.h"
#include "gpu_jobs.h"
#include "test_gpu.h"

namespace attune::engine {
namespace {

std::vector<Job> jobs() {
  std::vector<Job> all;
  for (const TechniqueFacts* technique : techniques()) {
    const auto request = tinyRequest("unused", technique->id);
    const auto checkpoint = openCheckpoint(request.spec.modelPath);
    if (checkpoint && !technique->refusal(checkpoint->config, "causal-lm", request.spec.params)) all.push_back({std::string("text_") + technique->id, technique->id});
  }
  all.push_back({"qlora_loftq", "qlora", with(&params::kQloraStart, std::string("loftq"))});
  all.push_back({"qlora_qera", "qlora", with(&params::kQloraStart, std::string("qera"))});
  all.push_back({"recomputed", "full", with(&params::kGradientCheckpointing, std::string("all"))});
  all.push_back({"averaged", "full", with(&params::kEmaDecay, 0.9)});
  for (const char* optimizer : {"adafactor", "adamw_8bit", "lion_32bit", "paged_adamw_32bit", "sgd"}) {
    all.push_back({std::string("optimizer_") + optimizer, "lora", with(&params::kOptimizer, std::string(optimizer))});
  }
  for (const char* model : {"gemma3", "qwen3_moe", "mixtral", "gpt2", "gpt_neox", "phi3_long", "smollm3", "mistral"}) {
    all.push_back({std::string("model_") + model, "lora", [=](TrainRequest& request) { continueTexts(request, model); }});
  }
  for (const char* model : {"llama", "bert", "roberta", "distilbert", "deberta", "modernbert_cls"}) {
    all.push_back({std::string("classes_") + model, "lora", [=](TrainRequest& request) { classify(request, model); }});
  }
  all.push_back({"classes_features", "feature_extraction", [](TrainRequest& request) { classify(request, "bert"); }});
  all.push_back({"tags", "lora", tagTokens});
  for (const char* task : {"preference", "reward"}) {
    all.push_back({task, "lora", [=](TrainRequest& request) { prefer(request, task); }});
  }
  all.push_back({"kto", "lora", rate});
  all.push_back({"distillation", "lora", [](TrainRequest& request) {
                   request.spec.task = "distillation";
                   request.spec.params.set(&params::kKlToBase, 0.5);
                 }});
  all.push_back({"vectors", "lora", compareTexts});
  all.push_back({"grpo", "lora", reward});
  return all;
}

class OnGpu : public testing::TestWithParam<Job> {
 protected:
  static void SetUpTestSuite() { gpuIsEmulated(); }

  TrainRequest request(const std::string& name, const std::string& device) const {
    TrainRequest made = tinyRequest(m_folder.path() / name, GetParam().technique);
    if (GetParam().technique == "full" || GetParam().technique == "freeze") made.spec.params.set(&params::kLearningRate, 1e-3);
    made.spec.params.set(&params::kPrecision, std::string("fp32"));
    GetParam().change(made);
    made.spec.device = device;
    return made;
  }
  const TemporaryFolder m_folder;
};

TEST_P(OnGpu, LearnsAsTheProcessorDoes) {
  const auto onGpu = request("gpu", "cuda:0");
  const RecordedRun run = ran(onGpu);
  EXPECT_EQ(run.all<RunStarted>().at(0).device, "cuda:0");
  expectSameLosses(run, ran(request("cpu", "cpu")), 2e-4);
}

INSTANTIATE_TEST_SUITE_P(Jobs, OnGpu, testing::ValuesIn(jobs()), [](const auto& item) { return item.param.name; });

class Gpu : public testing::Test {
 protected:
  void SetUp() override { gpuIsEmulated(); }
  TrainRequest request(const std::string& name, const std::string& technique = "lora") const {
    auto made = tinyRequest(m_folder.path() / name, technique);
    made.spec.device = "auto";
    return made;
  }
  const TemporaryFolder m_folder;
};

TEST_F(Gpu, IsListedAndTakenByItself) {
  const auto devices = listDevices();
  ASSERT_GE(devices.size(), 2U);
  EXPECT_EQ(devices[1].id, "cuda:0");
  EXPECT_EQ(*chooseDevice("auto"), kGpu);
  EXPECT_EQ(chooseDevice("cuda:7").error().code, "engine.no-device");
  const RecordedRun run = ran(request("run"));
  EXPECT_EQ(run.all<RunStarted>().at(0).device, "cuda:0");
  EXPECT_EQ(run.all<RunStarted>().at(0).precision, "bf16");
}

// In bfloat16 attention is ATen's flash attention over the packed sequences.
TEST_F(Gpu, FlashAttentionAgreesWithThePlainOne) {
  const auto usual = computeSettings();
  for (const char* model : {"llama", "mistral", "gpt2"}) {
    auto fast = request(std::string("fast-") + model), plain = request(std::string("plain-") + model);
    fast.spec.modelPath = plain.spec.modelPath = golden(model);
    const RecordedRun run = ran(fast);
    auto without = usual;
    without.fusedAttention = false;
    setComputeSettings(without);
    const RecordedRun reference = ran(plain);
    setComputeSettings(usual);
    expectSameLosses(run, reference, 2e-2);
  }
}

TEST_F(Gpu, ResumedIsByteIdentical) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "sums of a real GPU may be taken in another order";
  int number = 0;
  for (const char* technique : {"lora", "qlora", "full", "freeze"}) {
    expectResumedEqualsUninterrupted([&](const fs::path& folder) {
      auto made = tinyRequest(folder, technique);
      made.spec.device = "cuda:0";
      made.spec.params.set(&params::kLoraDropout, 0.1);
      if (technique == std::string("freeze")) made.spec.params.set(&params::kOptimizer, std::string("paged_adamw_32bit"));
      return made;
    }, static_cast<std::uint64_t>(++number));
  }
}

// Whoever reads a number waits until all work before it is done, and the GPU then has none: only the loss and the gradient's norm are
// read, once a step. Where batches are recorded, the first two of each shape are compared, for which it waits too.
TEST_F(Gpu, AStepWaitsForTheLossAndTheNormAlone) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real GPU does not count";
  const std::vector<Job> some = {{"lora"}, {"qlora", "qlora"}, {"full", "full"},
                                 {"classes", "lora", [](TrainRequest& made) { classify(made, "bert"); }},
                                 {"distances", "lora", [](TrainRequest& made) { classify(made, "deberta"); }},
                                 {"features", "feature_extraction", [](TrainRequest& made) { classify(made, "bert"); }},
                                 {"tags", "lora", tagTokens}, {"vectors", "lora", compareTexts},
                                 {"lengths", "lora", [](TrainRequest& made) { continueTexts(made, "phi3_long"); }},
                                 {"bytes", "lora", with(&params::kOptimizer, std::string("adamw_8bit"))},
                                 {"paged", "full", with(&params::kOptimizer, std::string("paged_adamw_32bit"))}};
  const auto waitsOfSteps = [&](const Job& job, bool recorded) {
    auto made = request(job.name + (recorded ? "-recorded" : ""), job.technique);
    job.change(made);
    made.spec.params.set(&params::kAccumulation, std::int64_t{4});
    made.spec.params.set(&params::kEpochs, recorded ? 6.0 : 2.0);
    made.validation = nullptr;
    const auto usual = computeSettings();
    auto settings = usual;
    settings.recordedSteps = recorded;
    setComputeSettings(settings);
    std::vector<std::int64_t> waits;
    std::int64_t before = 0;
    const auto finished = train(made, [&](const RunEvent& event) {
      if (!std::holds_alternative<StepMetrics>(event)) return;
      waits.push_back(emulated::hostReads() - before);
      before += waits.back();
    }, {});
    setComputeSettings(usual);
    EXPECT_TRUE(finished) << describe(finished.error());
    return waits;
  };
  for (const Job& job : some) {
    EXPECT_EQ(waitsOfSteps(job, false).at(3), 2) << job.name;  // a step without a look or a checkpoint
    auto recorded = waitsOfSteps(job, true);
    std::ranges::sort(recorded);
    EXPECT_EQ(recorded[recorded.size() / 2], 2) << job.name;
  }
}

// Values of 4-bit weights: one launch of our own kernel gives the bits that ATen's operators give.
TEST_F(Gpu, FourBitWeightsComeBackInOneLaunch) {
  if (const std::string problem = cudaKernels().problem(); !problem.empty()) GTEST_SKIP() << "no kernels of our own: " << problem;
  for (const auto& shape : {std::vector<std::int64_t>{1, 1}, {3, 7}, {1, 65}, {64, 64}, {127, 129}, {576, 192}, {577, 331}, {2048, 2048}}) {
    const Nf4Tensor weight = quantiseNf4((at::randn(shape) * 0.02).to(kGpu));
    for (const auto dtype : {at::kFloat, at::kBFloat16, at::kHalf}) {
      const auto before = emulated::launches();
      const at::Tensor found = dequantiseNf4(weight, dtype);
      EXPECT_EQ(emulated::launches() - before, gpuIsEmulated() ? 1 : 0);
      setComputeSettings(referenceSettings());
      const at::Tensor expected = dequantiseNf4(weight, dtype);
      setComputeSettings({});
      EXPECT_EQ(emulated::launches() - before, gpuIsEmulated() ? 1 : 0);
      const auto word = dtype == at::kFloat ? at::kInt : at::kShort;
      EXPECT_TRUE(at::equal(found.to(at::kCPU).view(word), expected.to(at::kCPU).view(word))) << shape << " " << dtype;
    }
  }
  EXPECT_EQ(cudaKernels().problem(), "");
}

TEST_F(Gpu, KernelThatFailsGivesWayToOperatorsForGood) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real driver does not fail at will";
  const Nf4Tensor weight = quantiseNf4((at::randn({40, 30}) * 0.02).to(kGpu));
  const at::Tensor expected = dequantiseNf4(weight, at::kBFloat16).to(at::kCPU);
  emulated::failLaunches(209);
  const auto before = emulated::launches();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(at::equal(dequantiseNf4(weight, at::kBFloat16).to(at::kCPU), expected));
  EXPECT_EQ(emulated::launches(), before + 1) << "it is tried once";
  EXPECT_EQ(cudaKernels().problem(), "cuLaunchKernel failed with error 209 of CUDA's driver");
  emulated::failLaunches(0);
}

TEST_F(Gpu, SaysWhatIsFree) {
  const auto held = at::empty({1 << 20}, at::TensorOptions(at::kFloat).device(kGpu));
  if (gpuIsEmulated()) emulated::limitMemory(std::int64_t{1} << 30);
  const auto device = describeDevice("auto");
  emulated::limitMemory(0);
  ASSERT_TRUE(device) << describe(device.error());
  EXPECT_EQ(device->id, "cuda:0");
  EXPECT_GT(device->freeBytes, 0U);
  if (gpuIsEmulated()) {
    EXPECT_EQ(device->freeBytes, (std::uint64_t{1} << 30) - memoryInUse(kGpu));
  }
  EXPECT_EQ(describeDevice("cuda:99").error().code, "engine.no-device");
}

TEST_F(Gpu, PagedMomentsStayInMainMemory) {
  const auto heldBetweenSteps = [&](const char* optimizer) {
    auto made = request(optimizer, "full");
    made.spec.params.set(&params::kOptimizer, std::string(optimizer));
    made.validation = nullptr;
    std::uint64_t held = 0;
    std::int64_t trained = 0;
    const auto finished = train(made, [&](const RunEvent& event) {
      if (const auto* started = std::get_if<RunStarted>(&event)) trained = started->trainableParameters;
      if (std::holds_alternative<StepMetrics>(event)) held = memoryInUse(kGpu);
    }, {});
    EXPECT_TRUE(finished) << describe(finished.error());
    return std::pair(static_cast<double>(held), static_cast<double>(trained));
  };
  const auto [usual, trained] = heldBetweenSteps("adamw");
  const auto [paged, same] = heldBetweenSteps("paged_adamw_32bit");
  ASSERT_GT(trained, 1000);
  EXPECT_NEAR(usual - paged, 8 * trained, 0.01 * 8 * trained);
}

// Whoever looks at them right after a step waits for them.
TEST_F(Gpu, PagedMomentsAreWholeWhenTheyAreVisited) {
  const at::Tensor start = at::randn({300, 7}), gradient = at::randn({300, 7});
  const auto momentsAfterTwoSteps = [&](const at::Device& device) {
    ParameterBuffer buffer({{"w", start.clone().to(device).set_requires_grad(true)}});
    const auto optimizer = findOptimizer("paged_adamw_32bit")->make(buffer, {});
    for (int i = 0; i < 2; ++i) {
      buffer.tensors()[0].tensor.mutable_grad().copy_(gradient);
      buffer.collect();
      optimizer->step(buffer, 1e-2);
    }
    std::map<std::string, at::Tensor> found;
    optimizer->visit([&](const std::string& name, at::Tensor& tensor) {
      EXPECT_TRUE(tensor.dim() == 0 || tensor.is_cpu()) << name;
      found[name] = tensor.to(at::kCPU).clone();
    });
    return found;
  };
  const auto onGpu = momentsAfterTwoSteps(kGpu), expected = momentsAfterTwoSteps(at::kCPU);
  ASSERT_EQ(onGpu.size(), 3U);
  for (const auto& [name, tensor] : expected) EXPECT_TRUE(at::allclose(onGpu.at(name), tensor, 1e-5, 1e-7)) << name;
}

TEST_F(Gpu, MemoryThatDoesNotSufficeIsSpared) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real GPU has more memory than a test should fill";
  auto free = request("free", "full"), tight = request("tight", "full");
  for (TrainRequest* made : {&free, &tight}) {
    made->spec.params.set(&params::kBatchSize, std::int64_t{16});
    made->spec.params.set(&params::kAccumulation, std::int64_t{1});
    made->spec.params.set(&params::kPrecision, std::string("fp32"));
    made->spec.params.set(&params::kLearningRate, 1e-3);
    made->validation = nullptr;
  }
  resetPeakMemory(kGpu);
  const auto before = memoryInUse(kGpu);
  const RecordedRun whole = ran(free);
  const auto peak = peakMemory(kGpu);
  ASSERT_GT(peak, before);
  // By smaller batches where nothing else is allowed; first by computing blocks twice where it is.
  for (const auto& [setting, kind] : {std::pair("off", "smaller-batches"), {"auto", "computed-twice"}}) {
    tight.spec.params.set(&params::kGradientCheckpointing, std::string(setting));
    tight.runFolder = m_folder.path() / setting;
    emulated::limitMemory(static_cast<std::int64_t>(before + (peak - before) * 9 / 10));
    const RecordedRun spared = ran(tight);
    emulated::limitMemory(0);
    const auto warnings = spared.all<RunWarning>();
    const auto first = std::ranges::find_if(warnings, [](const RunWarning& warning) { return warning.kind == "smaller-batches" || warning.kind == "computed-twice"; });
    ASSERT_NE(first, warnings.end());
    EXPECT_EQ(first->kind, kind);
    const auto losses = lossesOf(spared), expected = lossesOf(whole);
    ASSERT_EQ(losses.size(), expected.size());
    for (std::size_t i = 0; i < losses.size(); ++i) EXPECT_NEAR(losses[i], expected[i], 1e-4 * expected[i]);
  }
}

TEST_F(Gpu, OpenedModelsAnswerAsOnTheProcessor) {
  auto taught = request("taught");
  taught.spec.device = "cpu";
  ran(taught);
  const auto open = [&](const char* device) {
    auto opened = openModel({.model = taught.spec.modelPath, .adapter = lastCheckpoint(taught, 14), .device = device, .precision = "fp32"}, {}, {});
    if (!opened) throw std::runtime_error(describe(opened.error()));
    return std::move(*opened);
  };
  const auto gpu = open("cuda:0"), cpu = open("cpu");
  const auto rows = patternRows(5, 9);
  const auto losses = gpu->evaluate(rows, {}, {}), expected = cpu->evaluate(rows, {}, {});
  ASSERT_TRUE(losses && expected);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_NEAR((*losses)[i].loss, (*expected)[i].loss, 1e-3);
  const auto logits = gpu->logits({rows[0].tokens}), wanted = cpu->logits({rows[0].tokens});
  for (std::size_t i = 0; i < wanted->values.size(); ++i) EXPECT_NEAR(logits->values[i], wanted->values[i], 1e-3);
  SamplingSettings greedy;
  greedy.maxNewTokens = 12;
  const auto said = gpu->generate(rows[1].tokens, greedy, {}, {}, {}), reference = cpu->generate(rows[1].tokens, greedy, {}, {}, {});
  ASSERT_TRUE(said && reference);
  EXPECT_EQ(said->tokens, reference->tokens);
  const auto merged = gpu->exportMerged(m_folder.path() / "merged", "float32", [](const fs::path&) -> Result<void> { return {}; }, {}, {});
  ASSERT_TRUE(merged) << describe(merged.error());
}

}  // namespace
}  // namespace attune::engine

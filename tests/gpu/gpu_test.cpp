// SPDX-License-Identifier: GPL-3.0-or-later
// The same runs on the processor and on a GPU: every task and technique, in float32, where both must agree; then what is the GPU's own.
#include <gtest/gtest.h>

#include <functional>

#include "core/engine/devices.h"
#include "core/engine/kernels/cuda_kernels.h"
#include "core/engine/nn/settings.h"
#include "core/engine/objectives/distillation_params.h"
#include "core/engine/objectives/grpo_params.h"
#include "core/engine/open_model.h"
#include "core/engine/optimizers/optimizer.h"
#include "core/engine/process_memory.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/nf4.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/weights/checkpoint.h"
#include "emulated_driver.h"
#include "emulated_gpu.h"
#include "test_gpu.h"
#include "tests/unit/engine/preference_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<TokenizedExample>;

const at::Device kGpu(at::kCUDA, 0);

std::shared_ptr<const Rows> shared(Rows rows) { return std::make_shared<const Rows>(std::move(rows)); }

std::string golden(const std::string& name) { return std::string(ATTUNE_TEST_DATA) + "/golden/models/" + name; }

/// A run: a technique on a tiny model, changed to what it is to show.
struct Job {
  std::string name, technique = "lora";
  std::function<void(TrainRequest&)> change = [](TrainRequest&) {};
};

void PrintTo(const Job& job, std::ostream* out) { *out << job.name; }

// Texts of tokens that an encoder knows too; `labels` gives a row its labels.
template <class Labels>
std::shared_ptr<const Rows> textRows(std::size_t count, std::uint64_t seed, const Labels& labels) {
  Random random(seed);
  Rows rows(count);
  for (TokenizedExample& row : rows) {
    const std::size_t length = 4 + random.below(12);
    for (std::size_t i = 0; i < length; ++i) row.tokens.push_back(static_cast<std::int32_t>(40 + random.below(50)));
    row.labels = labels(row, random);
  }
  return shared(std::move(rows));
}

void classify(TrainRequest& request, const std::string& model) {
  const auto labels = [](const TokenizedExample&, Random& random) { return std::vector<std::int32_t>{static_cast<std::int32_t>(random.below(3))}; };
  request.spec.modelPath = golden(model);
  request.spec.task = "text-classification";
  request.spec.classes = {"a", "b", "c"};
  request.train = textRows(24, 1, labels);
  request.validation = textRows(9, 2, labels);
}

void tagTokens(TrainRequest& request) {
  const auto labels = [](const TokenizedExample& row, Random&) {
    std::vector<std::int32_t> tags;
    for (const std::int32_t token : row.tokens) tags.push_back(token % 5 == 4 ? kNoLabel : token % 3);
    return tags;
  };
  request.spec.modelPath = golden("bert");
  request.spec.task = "token-classification";
  request.spec.classes = {"a", "b", "c"};
  request.train = textRows(24, 1, labels);
  request.validation = textRows(9, 2, labels);
}

void continueTexts(TrainRequest& request, const std::string& model) {
  const auto itself = [](const TokenizedExample& row, Random&) { return row.tokens; };
  request.spec.modelPath = golden(model);
  request.spec.params.set(&params::kLearningRate, 1e-3);  // so that rounding does not send a token to another expert
  request.train = textRows(41, 1, itself);
  request.validation = textRows(9, 2, itself);
}

void rate(TrainRequest& request) {
  request.spec.task = "kto";
  for (auto* lists : {&request.train, &request.validation}) {
    auto [good, bad] = patternPairs((*lists)->size(), lists == &request.train ? 1 : 2);
    for (std::size_t i = 0; i < good.size(); ++i) (i % 2 == 0 ? bad : good)[i] = {};
    *lists = shared(std::move(good));
    (lists == &request.train ? request.trainRejected : request.validationRejected) = shared(std::move(bad));
  }
}

void prefer(TrainRequest& request, const char* task) {
  request.spec.task = task;
  if (request.spec.task == "reward") request.spec.classes = {"reward"};
  auto [better, worse] = patternPairs(20, 1);
  request.train = shared(std::move(better));
  request.trainRejected = shared(std::move(worse));
  auto [validationBetter, validationWorse] = patternPairs(7, 2);
  request.validation = shared(std::move(validationBetter));
  request.validationRejected = shared(std::move(validationWorse));
}

/// Rewards the share of even tokens.
class EvenTokens : public AnswerJudge {
 public:
  Result<std::vector<double>> rewards(bool, std::size_t, const std::vector<Generation>& answers, std::stop_token) override {
    std::vector<double> found;
    for (const Generation& answer : answers) {
      double even = 0;
      for (const std::int32_t token : answer.tokens) even += token % 2 == 0 ? 1 : 0;
      found.push_back(even / static_cast<double>(answer.tokens.size() + 1));
    }
    return found;
  }
  std::string contentHash() const override { return "even"; }
};

void reward(TrainRequest& request) {
  const auto none = [](const TokenizedExample&, Random&) { return std::vector<std::int32_t>(); };
  request.spec.task = "grpo";
  request.spec.params.set(&params::kNumGenerations, std::int64_t{4});
  request.spec.params.set(&params::kCompletionLength, std::int64_t{5});
  request.train = textRows(9, 1, none);
  request.validation = textRows(4, 2, none);
  request.stopTokens = {2};
  request.judge = std::make_shared<EvenTokens>();
}

// A row holds two texts, whose lengths its labels say.
void compareTexts(TrainRequest& request) {
  const auto lengths = [](const TokenizedExample& row, Random&) {
    const auto all = static_cast<std::int32_t>(row.tokens.size());
    return std::vector<std::int32_t>{all / 2, all - all / 2};
  };
  request.spec.modelPath = golden("bert");
  request.spec.task = "embedding";
  request.train = textRows(24, 1, lengths);
  request.validation = textRows(9, 2, lengths);
}

std::function<void(TrainRequest&)> with(auto param, auto value) {
  return [=](TrainRequest& request) { request.spec.params.set(param, value); };
}

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

RecordedRun ran(const TrainRequest& request) {
  RecordedRun run;
  const auto finished = train(request, run.sink(), {});
  EXPECT_TRUE(finished) << describe(finished.error());
  EXPECT_TRUE(finished && finished->outcome == RunOutcome::Completed) << (finished && finished->error ? describe(*finished->error) : "");
  return run;
}

void expectSameLosses(const RecordedRun& found, const RecordedRun& expected, double relative) {
  const auto losses = lossesOf(found), wanted = lossesOf(expected);
  ASSERT_EQ(losses.size(), wanted.size());
  ASSERT_GE(losses.size(), 4U);
  for (std::size_t i = 0; i < losses.size(); ++i) EXPECT_NEAR(losses[i], wanted[i], relative * std::max(0.1, std::abs(wanted[i]))) << "step " << i + 1;
  const auto looks = found.all<EvalMetrics>(), wantedLooks = expected.all<EvalMetrics>();
  ASSERT_EQ(looks.size(), wantedLooks.size());
  ASSERT_FALSE(looks.empty());
  for (std::size_t i = 0; i < looks.size(); ++i) EXPECT_NEAR(looks[i].loss, wantedLooks[i].loss, relative * std::max(0.1, std::abs(wantedLooks[i].loss)));
}

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
// read, once a step.
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
  for (const Job& job : some) {
    auto made = request(job.name, job.technique);
    job.change(made);
    made.spec.params.set(&params::kAccumulation, std::int64_t{4});
    made.validation = nullptr;
    std::vector<std::int64_t> reads;
    const auto finished = train(made, [&](const RunEvent& event) {
      if (std::holds_alternative<StepMetrics>(event)) reads.push_back(emulated::hostReads());
    }, {});
    ASSERT_TRUE(finished) << describe(finished.error());
    ASSERT_GE(reads.size(), 4U);
    EXPECT_EQ(reads[3] - reads[2], 2) << job.name;
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

// SPDX-License-Identifier: GPL-3.0-or-later
// Batches that are recorded and replayed: the same runs as without, on the emulated GPU under the laws of CUDA's recordings.
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/base/file.h"
#include "core/engine/cuda_graph.h"
#include "core/engine/nn/batch_place.h"
#include "core/engine/nn/settings.h"
#include "emulated_gpu.h"
#include "emulated_graph.h"
#include "gpu_jobs.h"
#include "test_gpu.h"

namespace attune::engine {
namespace {

class WithoutRecording {
 public:
  WithoutRecording() : m_usual(computeSettings()) {
    auto settings = m_usual;
    settings.recordedSteps = false;
    setComputeSettings(settings);
  }
  ~WithoutRecording() { setComputeSettings(m_usual); }

 private:
  ComputeSettings m_usual;
};

class Recorded : public testing::Test {
 protected:
  void SetUp() override { gpuIsEmulated(); }

  // A job on the GPU in bfloat16, long enough for each shape to be replayed.
  TrainRequest request(const std::string& name, const Job& job) const {
    auto made = tinyRequest(m_folder.path() / name, job.technique);
    made.spec.device = "cuda:0";
    if (job.technique == "full") made.spec.params.set(&params::kLearningRate, 1e-3);
    job.change(made);
    made.spec.params.set(&params::kEpochs, 4.0);
    return made;
  }
  // The job's run, and how many recordings it made and replayed.
  struct Ran {
    RecordedRun run;
    std::int64_t made = 0, replayed = 0;
  };
  Ran run(const std::string& name, const Job& job) const {
    const auto made = emulated::recordingsMade(), replayed = emulated::recordingsReplayed();
    Ran found{ran(request(name, job))};
    found.made = emulated::recordingsMade() - made;
    found.replayed = emulated::recordingsReplayed() - replayed;
    return found;
  }

  const TemporaryFolder m_folder;
};

// What the engine takes for granted of a recording, of a real one too: nothing happens while it is made, each replay works on what lies
// where it lay, and draws anew.
TEST_F(Recorded, ReplaysWorkOnWhatLiesThere) {
  const auto* card = c10::impl::getDeviceGuardImpl(at::kCUDA);
  const c10::StreamGuard stream(card->getStreamFromGlobalPool(kGpu));
  at::Generator random = at::globalContext().defaultGenerator(kGpu).clone();
  random.set_current_seed(3);
  const at::Tensor x = at::ones({1000}, at::TensorOptions(at::kFloat).device(kGpu)), sum = at::zeros_like(x);
  at::Tensor result, mask;
  const auto work = [&] {
    mask = at::empty_like(x).bernoulli_(0.5, random);
    result = x * 2;
    sum.add_(result);
  };
  work();  // whatever is made at the first use
  sum.zero_();
  random.set_current_seed(3);
  const auto graph = makeCudaGraph();
  ASSERT_TRUE(graph);
  graph->begin(random, nullptr);
  work();
  graph->end();
  EXPECT_EQ(sum.sum().item<double>(), 0);
  std::vector<at::Tensor> masks;
  for (int i = 1; i <= 3; ++i) {
    x.fill_(i);
    graph->replay();
    EXPECT_EQ(result.to(at::kCPU).min().item<double>(), 2 * i);
    masks.push_back(mask.to(at::kCPU).clone());
  }
  EXPECT_EQ(sum.to(at::kCPU).max().item<double>(), 12);
  EXPECT_FALSE(at::equal(masks[0], masks[1]));
  // As operators that are sent one by one draw.
  random.set_current_seed(3);
  for (const at::Tensor& drawn : masks) EXPECT_TRUE(at::equal(at::empty_like(x).bernoulli_(0.5, random).to(at::kCPU), drawn));
  if (!gpuIsEmulated()) return;
  graph->replay();
  const auto broken = makeCudaGraph();
  broken->begin(random, graph.get());
  EXPECT_THROW(x.sum().item<double>(), c10::Error);
  EXPECT_THROW(x.to(at::kCPU), c10::Error);
  broken->end();
}

std::vector<Job> recordedJobs() {
  const auto classes = [](const char* model) { return [=](TrainRequest& made) { classify(made, model); }; };
  const auto texts = [](const char* model) { return [=](TrainRequest& made) { continueTexts(made, model); }; };
  return {{"lora"},
          {"full", "full"},
          {"qlora", "qlora"},
          {"dora", "dora"},
          {"adapter", "houlsby"},
          {"dropout", "lora", with(&params::kLoraDropout, 0.1)},
          {"smoothed", "lora", with(&params::kLabelSmoothing, 0.1)},
          {"mistral", "lora", texts("mistral")},
          {"gpt2", "full", texts("gpt2")},
          {"bert", "full", classes("bert")},
          {"llama_classes", "lora", classes("llama")},
          {"roberta", "lora", classes("roberta")},
          {"tags", "full", tagTokens}};
}

class Recordable : public Recorded, public testing::WithParamInterface<Job> {};

TEST_P(Recordable, GivesTheSameRunAsOperatorByOperator) {
  const Ran recorded = run("recorded", GetParam());
  const WithoutRecording without;
  const Ran plain = run("plain", GetParam());
  if (!gpuIsEmulated()) return expectSameLosses(recorded.run, plain.run, 0.3);
  EXPECT_EQ(plain.replayed, 0);
  EXPECT_GT(recorded.made, 0);
  // Most of the batches: the first two of each shape are not.
  EXPECT_GT(recorded.replayed, recorded.made);
  // Dropout draws other numbers where a batch is filled up.
  const bool drawn = GetParam().name == "dropout";
  expectSameLosses(recorded.run, plain.run, drawn ? 0.3 : 1e-5);
  const auto steps = recorded.run.all<StepMetrics>(), expected = plain.run.all<StepMetrics>();
  for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_NEAR(steps[i].gradientNorm / expected[i].gradientNorm, 1, drawn ? 0.5 : 1e-4) << "step " << i + 1;
}

INSTANTIATE_TEST_SUITE_P(Jobs, Recordable, testing::ValuesIn(recordedJobs()), [](const auto& item) { return item.param.name; });

class NotRecordable : public Recorded, public testing::WithParamInterface<Job> {};

TEST_P(NotRecordable, IsComputedAsItIs) {
  const Ran recorded = run("recorded", GetParam());
  EXPECT_EQ(recorded.replayed, 0);
  const WithoutRecording without;
  expectSameLosses(recorded.run, run("plain", GetParam()).run, gpuIsEmulated() ? 1e-6 : 0.1);
}

std::vector<Job> otherJobs() {
  return {{"float32", "lora", with(&params::kPrecision, std::string("fp32"))},
          {"prompt", "prompt_tuning"},
          {"noise", "lora", with(&params::kNeftuneAlpha, 5.0)},
          {"twice", "full", with(&params::kGradientCheckpointing, std::string("all"))},
          {"experts", "lora", [](TrainRequest& made) { continueTexts(made, "mixtral"); }},
          {"softcap", "lora", [](TrainRequest& made) { continueTexts(made, "gemma2"); }},
          {"lengths", "lora", [](TrainRequest& made) { continueTexts(made, "phi3_long"); }},
          {"preference", "lora", [](TrainRequest& made) { prefer(made, "preference"); }}};
}

INSTANTIATE_TEST_SUITE_P(Jobs, NotRecordable, testing::ValuesIn(otherJobs()), [](const auto& item) { return item.param.name; });

// A recording that computes something else than the operators did is found out before its numbers are used.
TEST_F(Recorded, WhatDisagreesIsNotUsed) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real GPU does as it likes";
  emulated::falsifyReplays(3);
  const Ran recorded = run("recorded", {"lora"});
  emulated::falsifyReplays(0);
  EXPECT_EQ(recorded.replayed, recorded.made);  // once each, to be compared
  const WithoutRecording without;
  expectSameLosses(recorded.run, run("plain", {"lora"}).run, 1e-5);
}

TEST_F(Recorded, WhatCannotBeRecordedIsComputedAsItIs) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real GPU does as it likes";
  const Job job{"dropout", "lora", with(&params::kLoraDropout, 0.1)};
  emulated::failRecordings(true);
  const Ran recorded = run("recorded", job);
  emulated::failRecordings(false);
  EXPECT_EQ(recorded.replayed, 0);
  const WithoutRecording without;
  expectSameLosses(recorded.run, run("plain", job).run, 0.3);
}

// A look at a long row makes the table of rotations grow; recordings go on with the one that they know.
TEST_F(Recorded, RowsOfAnyLengthMayBeLookedAtInBetween) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real GPU does as it likes";
  const Job job{"long", "lora", [&](TrainRequest& made) {
                  const auto model = made.runFolder / "model";
                  std::filesystem::create_directories(made.runFolder);
                  std::filesystem::copy(golden("llama"), model);
                  std::string config = readFile(model / "config.json").value();
                  const std::string limit = "\"max_position_embeddings\": 128";
                  ASSERT_NE(config.find(limit), std::string::npos);
                  config.replace(config.find(limit), limit.size(), "\"max_position_embeddings\": 4096");
                  std::ofstream(model / "config.json") << config;
                  made.spec.modelPath = model.string();
                  Rows rows = patternRows(9, 2);
                  while (rows[3].tokens.size() < 700) {
                    rows[3].tokens.push_back(static_cast<std::int32_t>(3 + rows[3].tokens.size() % 40));
                    rows[3].labels.push_back(rows[3].tokens.back());
                  }
                  made.validation = shared(std::move(rows));
                }};
  EXPECT_GT(run("recorded", job).replayed, 0);
}

TEST_F(Recorded, MemoryOfRecordingsIsGivenBackFirst) {
  if (!gpuIsEmulated()) GTEST_SKIP() << "a real GPU does as it likes";
  auto made = request("whole", {"full", "full", with(&params::kLearningRate, 1e-3)});
  made.validation = nullptr;
  const auto limited = [&](std::int64_t step) {
    auto tight = made;
    tight.runFolder = m_folder.path() / ("tight" + std::to_string(step));
    RecordedRun run;
    const auto record = run.sink();
    std::int64_t replayedThen = 0;
    const auto finished = train(tight, [&](const RunEvent& event) {
      record(event);
      const auto* metrics = std::get_if<StepMetrics>(&event);
      if (metrics == nullptr || metrics->step != step) return;
      replayedThen = emulated::recordingsReplayed();
      emulated::limitMemory(static_cast<std::int64_t>(metrics->memoryBytes) + 1000);
    }, {});
    emulated::limitMemory(0);
    EXPECT_TRUE(finished && finished->outcome == RunOutcome::Completed);
    for (const auto& warning : run.all<RunWarning>()) EXPECT_TRUE(warning.kind != "computed-twice" && warning.kind != "smaller-batches") << warning.kind;
    return replayedThen;
  };
  // By then some shapes are replayed and others are still to come, which need memory.
  EXPECT_GT(limited(6), 0);
}

TEST(Shapes, HoldTheirRowsAndAreFew) {
  Random random(5);
  std::set<BatchShape> shapes;
  for (int i = 0; i < 2000; ++i) {
    std::vector<TokenizedExample> rows(1 + random.below(9));
    std::vector<const TokenizedExample*> pointers;
    for (TokenizedExample& row : rows) {
      row.tokens.assign(random.below(300), 7);
      row.labels.assign(row.tokens.size(), kNoLabel);
      for (std::size_t t = random.below(300); t < row.labels.size(); ++t) row.labels[t] = 7;
      pointers.push_back(&row);
    }
    const BatchRows numbers = batchRows(pointers);
    const BatchShape shape = shapeFor(numbers, static_cast<std::int64_t>(rows.size()));
    const auto tokens = static_cast<std::int64_t>(numbers.tokens.size());
    ASSERT_GE(shape.tokens, tokens);
    ASSERT_LE(shape.tokens, std::max<std::int64_t>(tokens + 64, tokens * 9 / 8));
    ASSERT_LE(shape.tokens - tokens, shape.longest);
    ASSERT_GE(shape.longest, numbers.maxLength);
    BatchPlace place(shape, at::kCPU);
    place.take(numbers);
    const Batch batch = place.batch();
    ASSERT_TRUE(batch.padded && batch.starts.empty());
    ASSERT_EQ(batch.tokens.numel(), shape.tokens);
    ASSERT_TRUE(at::equal(batch.tokens.narrow(0, 0, tokens), at::tensor(numbers.tokens, at::kLong)));
    ASSERT_TRUE(at::equal(batch.positions.narrow(0, 0, tokens), at::tensor(numbers.positions, at::kLong)));
    const auto bearing = static_cast<std::int64_t>(numbers.lossRows.size());
    ASSERT_EQ(batch.targets.ge(0).sum().item<std::int64_t>(), bearing);
    ASSERT_TRUE(at::equal(batch.lossRows.narrow(0, 0, bearing), at::tensor(numbers.lossRows, at::kLong)));
    ASSERT_EQ(batch.deviceStarts.numel(), shape.sequences + 1);
    ASSERT_EQ(batch.deviceStarts[-1].item<std::int64_t>(), shape.tokens);
    ASSERT_GE(batch.deviceStarts.diff().min().item<int>(), 0);
    ASSERT_LE(batch.deviceStarts.diff().max().item<int>(), shape.longest);
    BatchShape ofAnySize = shape;
    ofAnySize.sequences = 0;
    shapes.insert(ofAnySize);
  }
  EXPECT_LT(shapes.size(), 900U);
}

// The names by which libtorch_cuda is asked are those that it has.
TEST(CudaGraphs, AreThoseOfThePinnedLibtorch) {
  const auto library = torchLibraries() / "libtorch_cuda.so";
  if (!std::filesystem::exists(library)) GTEST_SKIP() << "no libtorch_cuda.so beside this libtorch";
  std::ifstream file(library, std::ios::binary);
  std::set<std::string> missing;
  for (const char* symbol : cudaGraphSymbols()) missing.insert(std::string(symbol) + '\0');
  std::string window;
  std::vector<char> block(1 << 24);
  while (!missing.empty() && (file.read(block.data(), static_cast<std::streamsize>(block.size())), file.gcount() > 0)) {
    window.append(block.data(), static_cast<std::size_t>(file.gcount()));
    std::erase_if(missing, [&](const std::string& symbol) { return window.find(symbol) != std::string::npos; });
    window.erase(0, window.size() - std::min<std::size_t>(window.size(), 256));
  }
  EXPECT_TRUE(missing.empty()) << *missing.begin();
}

}  // namespace
}  // namespace attune::engine

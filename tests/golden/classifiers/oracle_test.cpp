// SPDX-License-Identifier: GPL-3.0-or-later
// Classifiers of texts and of tokens trained here load in transformers, as adapters in PEFT, without missing or left-over tensors, and compute the same
// there. Needs a Python with torch, transformers and peft, named by ATTUNE_ORACLE_PYTHON.
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "core/engine/nn/sequence_classifier.h"
#include "core/engine/open_model.h"
#include "core/engine/task_facts.h"
#include "core/engine/techniques/technique.h"
#include "tests/golden/models/reference.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

constexpr int kMissing = 77;  // what the script exits with
const std::vector<std::string> kClasses = {"billing", "delivery", "other", "praise"};
const std::vector<std::int32_t> kIds = {41, 20, 55, 60, 7, 300};

std::string quoted(const fs::path& path) { return " '" + path.string() + "'"; }

// A technique with something learnt, saved to `folder`; gives the logits of kIds.
std::vector<float> makeCheckpoint(const std::string& task, const fs::path& modelFolder, const char* technique, const fs::path& folder) {
  auto checkpoint = openCheckpoint(modelFolder);
  if (!checkpoint) throw std::runtime_error(describe(checkpoint.error()));
  setTask(*checkpoint, findTask(task)->modelTask, kClasses, false);
  auto model = buildModel(*checkpoint, at::kCPU, at::kFloat, 4).value();
  const ParamSet params;
  auto applied = applyTechnique(technique, *model, {params, 3, at::detail::createCPUGenerator(1), "tiny"});
  if (!applied) throw std::runtime_error(describe(applied.error()));
  const at::NoGradGuard noGradients;
  auto random = at::detail::createCPUGenerator(9);
  for (TrainableTensor& item : (*applied)->trainable()) item.tensor.add_(at::empty_like(item.tensor).normal_(0, 0.05, random));
  fs::create_directories(folder);
  if (const auto saved = (*applied)->save(folder); !saved) throw std::runtime_error(describe(saved.error()));
  const TokenizedExample row{kIds, {}};
  Batch batch = makeBatch({&row}, at::kCPU);
  batch.lossRows = at::arange(batch.tokens.size(0), at::kLong);
  const Tensor logits = dynamic_cast<SequenceClassifier&>(*model).logits(batch).flatten().contiguous();
  return {logits.const_data_ptr<float>(), logits.const_data_ptr<float>() + logits.numel()};
}

class ClassifiersMadeHere : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(ClassifiersMadeHere, ComputeTheSameInTransformers) {
  const char* python = std::getenv("ATTUNE_ORACLE_PYTHON");
  if (python == nullptr || *python == '\0') GTEST_SKIP() << "ATTUNE_ORACLE_PYTHON names no Python with transformers; nothing to compare with.";
  const auto& [task, model] = GetParam();
  const fs::path data = ATTUNE_TEST_DATA, modelFolder = data / "golden/models" / model;
  const TemporaryFolder folder;
  std::vector<std::pair<fs::path, std::vector<float>>> made;
  for (const char* technique : {"lora", "ia3"}) {
    const fs::path adapter = folder.path() / technique;
    made.emplace_back(adapter, makeCheckpoint(task, modelFolder, technique, adapter));
  }
  for (const char* technique : {"full", "feature_extraction"}) {
    const fs::path checkpoint = folder.path() / (std::string(technique) + "-run"), exported = folder.path() / technique;
    const auto expected = makeCheckpoint(task, modelFolder, technique, checkpoint);
    auto opened = openModel({modelFolder, checkpoint, "cpu", "fp32", task, kClasses, false}, {}, {});
    ASSERT_TRUE(opened) << describe(opened.error());
    const auto written = (*opened)->exportMerged(exported, "float32", {}, {}, {});
    ASSERT_TRUE(written) << describe(written.error());
    made.emplace_back(exported, expected);
  }
  std::string ids;
  for (const auto id : kIds) ids += (ids.empty() ? "" : ",") + std::to_string(id);
  std::string command = "'" + std::string(python) + "'" + quoted(data / "golden/classifiers/check_classifiers.py") + " " + task + quoted(modelFolder) + " 4 " + ids;
  for (const auto& [path, expected] : made) command += quoted(path);
  const int status = std::system((command + " >" + quoted(folder.path() / "log") + " 2>&1").c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kMissing) GTEST_SKIP() << python << " has no transformers; nothing to compare with.";
  ASSERT_EQ(WEXITSTATUS(status), 0) << readFile(folder.path() / "log").value_or("no log");
  for (const auto& [path, expected] : made) {
    const Tensor theirs = Reference(path / "theirs.safetensors")("logits").flatten();
    ASSERT_EQ(theirs.numel(), static_cast<std::int64_t>(expected.size()));
    for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_NEAR(theirs[static_cast<std::int64_t>(k)].item<float>(), expected[k], 1e-4) << path.filename();
  }
}

INSTANTIATE_TEST_SUITE_P(Tiny, ClassifiersMadeHere,
                         testing::Combine(testing::Values("text-classification", "token-classification"), testing::Values("bert", "roberta", "distilbert", "llama")),
                         [](const auto& item) { return std::get<1>(item.param) + (std::get<0>(item.param) == "token-classification" ? "_tokens" : ""); });

}  // namespace
}  // namespace attune::engine

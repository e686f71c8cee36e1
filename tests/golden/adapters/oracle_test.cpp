// SPDX-License-Identifier: GPL-3.0-or-later
// Adapters made here are loaded by PEFT and compute the same there. Needs a Python with torch, transformers and peft,
// named by ATTUNE_ORACLE_PYTHON.
#include <ATen/CPUGeneratorImpl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "core/engine/techniques/base_change.h"
#include "core/engine/techniques/nf4_linear.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/engine/techniques/technique.h"
#include "core/engine/techniques/technique_params.h"
#include "tests/golden/models/reference.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune::engine {
namespace {

namespace fs = std::filesystem;

constexpr int kMissing = 77;  // what the script exits with

struct Made {
  const char* technique;
  const char* name;
  void (*change)(ParamSet& params) = nullptr;
};

void usePatterns(ParamSet& params) {
  params.set(&params::kTargetModules, std::string("all-linear"));
  params.set(&params::kRankPattern, std::string("down_proj=6, layers.0.*q_proj=2"));
  params.set(&params::kAlphaPattern, std::string("up_proj=3"));
  params.set(&params::kExcludeModules, std::string("k_proj"));
  params.set(&params::kModulesToSave, std::string("lm_head,model.norm"));
}

constexpr Made kMade[] = {
    {"lora", "lora", [](ParamSet& params) { params.set(&params::kTargetModules, std::string("all-linear")); }},
    {"lora", "rslora", [](ParamSet& params) { params.set(&params::kUseRslora, true); }},
    {"lora", "lora_patterns", usePatterns},
    {"pissa", "pissa_patterns", usePatterns},
    {"dora", "dora"},
    {"ia3", "ia3"},
    {"prompt_tuning", "prompt_tuning"},
    {"p_tuning", "p_tuning"},
    {"prefix_tuning", "prefix_tuning"},
    {"prefix_tuning", "prefix_tuning_projection",
     [](ParamSet& params) { params.set(&params::kPrefixProjection, true); }},
};

/// A technique with something learnt, saved; gives the logits of the tokens.
Tensor makeAdapter(const fs::path& modelFolder, const Made& made, const TokenizedExample& row, const fs::path& folder) {
  const at::NoGradGuard noGradients;
  const auto checkpoint = openCheckpoint(modelFolder);
  auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat).value();
  ParamSet params;
  if (made.change != nullptr) made.change(params);
  TechniqueContext context{params, 3, at::detail::createCPUGenerator(1), "tiny"};
  context.passRows = [&](Model& whole) { whole.hidden(batchOf({row})); };
  auto technique = applyTechnique(made.technique, *model, context);
  if (!technique) throw std::runtime_error(describe(technique.error()));
  auto random = at::detail::createCPUGenerator(9);
  for (TrainableTensor& item : (*technique)->trainable())
    item.tensor.add_(at::empty_like(item.tensor).normal_(0, 0.1, random));
  fs::create_directories(folder);
  if (const auto saved = (*technique)->save(folder); !saved) throw std::runtime_error(describe(saved.error()));
  const auto logits = model->logits(model->hidden((*technique)->prepare(batchOf({row}))));
  const auto own = static_cast<std::int64_t>(row.tokens.size());
  return logits.narrow(0, logits.size(0) - own, own).clone();
}

template <const char* start>
void startAs(ParamSet& params) {
  params.set(&params::kTargetModules, std::string("all-linear"));
  params.set(&params::kQloraStart, std::string(start));
}
constexpr char kPlainStart[] = "true", kLoftq[] = "loftq", kQera[] = "qera";
constexpr Made kFourBits[] = {{"qlora", "qlora", startAs<kPlainStart>},
                              {"qlora", "qlora_loftq", startAs<kLoftq>},
                              {"qlora", "qlora_qera", startAs<kQera>}};

// bitsandbytes rounds a few scales that lie between two of its 8-bit numbers to the other one on a CPU (3 of this model's 1,024), which moves
// logits by up to 1.2e-3; all else is the same, and over the plain weights an adapter is ten times as far away.
constexpr double kOfScales = 3e-3;

// QLoRA's base is the one that bitsandbytes makes, whatever the start: an adapter means the same beside either.
TEST(AdaptersMadeHere, ComputeTheSameOverABaseOfBitsandbytesAndTheOtherWayRound) {
  const char* python = std::getenv("ATTUNE_ORACLE_PYTHON");
  if (python == nullptr || *python == '\0')
    GTEST_SKIP() << "ATTUNE_ORACLE_PYTHON names no Python with bitsandbytes; nothing to compare with.";
  const fs::path data = ATTUNE_TEST_DATA, modelFolder = data / "golden/models/llama";
  const Reference inputs(modelFolder / "ref.safetensors");
  const auto row = unpadded(inputs("input_ids"), inputs("attention_mask"), inputs("labels")).front();
  const TemporaryFolder folder;
  const fs::path theirs = folder.path() / "theirs";
  std::vector<Tensor> expected;
  std::string command = std::string("'") + python + "' '" + (data / "golden/adapters/check_nf4.py").string() + "' '" +
                        modelFolder.string() + "' '" + theirs.string() + "'";
  for (const Made& made : kFourBits) {
    expected.push_back(makeAdapter(modelFolder, made, row, folder.path() / made.name));
    command += " '" + (folder.path() / made.name).string() + "'";
  }
  const int status = std::system((command + " > '" + (folder.path() / "log").string() + "' 2>&1").c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kMissing)
    GTEST_SKIP() << python << " has no bitsandbytes, peft or accelerate; nothing to compare with.";
  ASSERT_EQ(WEXITSTATUS(status), 0) << readFile(folder.path() / "log").value_or("no log");

  const at::NoGradGuard noGradients;
  const auto checkpoint = openCheckpoint(modelFolder);
  const auto logitsOf = [&](const fs::path& adapter) {
    const auto model = buildCausalLm(*checkpoint, at::kCPU, at::kFloat).value();
    const auto opened = openAdapter(adapter, *model);
    if (!opened) throw std::runtime_error(describe(opened.error()));
    return model->logits(model->hidden(batchOf({row})));
  };
  for (std::size_t i = 0; i < std::size(kFourBits); ++i) {
    const Tensor there = Reference(folder.path() / kFourBits[i].name / "peft.safetensors")("logits");
    EXPECT_LT(largestDifference(there, expected[i]), kOfScales) << kFourBits[i].name;
    EXPECT_LT(largestDifference(logitsOf(folder.path() / kFourBits[i].name), expected[i]), 1e-5) << "opened again here";
  }
  // PEFT's files do not tell what the base was; over the plain one the adapter computes something else.
  const Tensor there = Reference(theirs / "peft.safetensors")("logits");
  EXPECT_GT(largestDifference(there, logitsOf(theirs)), 10 * kOfScales);
  ASSERT_TRUE(writeBaseChange(theirs, nf4BaseJson()));
  EXPECT_LT(largestDifference(there, logitsOf(theirs)), kOfScales);
}

TEST(AdaptersMadeHere, ComputeTheSameInPeft) {
  const char* python = std::getenv("ATTUNE_ORACLE_PYTHON");
  if (python == nullptr || *python == '\0')
    GTEST_SKIP() << "ATTUNE_ORACLE_PYTHON names no Python with peft; nothing to compare with.";
  const fs::path data = ATTUNE_TEST_DATA, modelFolder = data / "golden/models/llama";
  const Reference inputs(modelFolder / "ref.safetensors");
  const auto row = unpadded(inputs("input_ids"), inputs("attention_mask"), inputs("labels")).front();
  const TemporaryFolder folder;
  std::vector<Tensor> expected;
  std::string command = std::string("'") + python + "' '" + (data / "golden/adapters/check_adapters.py").string() +
                        "' '" + modelFolder.string() + "'";
  for (const Made& made : kMade) {
    expected.push_back(makeAdapter(modelFolder, made, row, folder.path() / made.name));
    command += " '" + (folder.path() / made.name).string() + "'";
  }
  const int status = std::system((command + " > '" + (folder.path() / "log").string() + "' 2>&1").c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kMissing) GTEST_SKIP() << python << " has no peft; nothing to compare with.";
  ASSERT_EQ(WEXITSTATUS(status), 0) << readFile(folder.path() / "log").value_or("no log");
  const auto checkpoint = openCheckpoint(modelFolder);
  const auto base = buildCausalLm(*checkpoint, at::kCPU, at::kFloat).value();
  const at::NoGradGuard noGradients;
  const Tensor baseLogits = base->logits(base->hidden(batchOf({row})));
  for (std::size_t i = 0; i < std::size(kMade); ++i) {
    const Tensor theirs = Reference(folder.path() / kMade[i].name / "peft.safetensors")("logits");
    EXPECT_LT(largestDifference(theirs, expected[i]), 1e-4) << kMade[i].name;
    EXPECT_GT(largestDifference(theirs, baseLogits), 1e-2) << kMade[i].name << " changes nothing";
  }
}

}  // namespace
}  // namespace attune::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// What the settings of techniques come to on a model, and what is refused.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/file.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/lora_modules.h"
#include "core/engine/techniques/technique.h"
#include "core/engine/techniques/technique_params.h"
#include "core/params/training_params.h"
#include "tests/unit/engine/train_fixture.h"

namespace attune {
namespace {

const std::filesystem::path kModels = std::filesystem::path(ATTUNE_TEST_DATA) / "golden/models";

ModelConfig configOf(const char* model) {
  return readModelConfig(kModels / model / "config.json").value();
}

ParamSet textParams(std::initializer_list<std::pair<const Param<std::string_view>*, const char*>> values) {
  ParamSet set;
  for (const auto& [param, value] : values) set.set(param, std::string(value));
  return set;
}

TEST(LoraModules, PatternsAreReadAsPeftWritesThem) {
  const auto patterns = patternJson(R"( down_proj = 16 ,layers\.0\..*=2,up_proj=0.5 )");
  ASSERT_TRUE(patterns) << describe(patterns.error());
  EXPECT_EQ(patterns->dump(), R"({"down_proj":16,"layers\\.0\\..*":2,"up_proj":0.5})");
  EXPECT_EQ(patternValue(*patterns, "model.layers.1.mlp.down_proj", 8), 16);
  EXPECT_EQ(patternValue(*patterns, "model.layers.0.mlp.gate_proj", 8), 2);
  EXPECT_EQ(patternValue(*patterns, "model.layers.10.mlp.gate_proj", 8), 8);
  EXPECT_TRUE(patternJson("")->empty());
  for (const char* broken :
       {"down_proj", "=4", "down_proj=", "down_proj=x", "down_proj=-1", "down_proj=1e400", "(=4"}) {
    const auto refused = patternJson(broken);
    ASSERT_FALSE(refused) << broken;
    EXPECT_EQ(refused.error().code, "technique.bad-pattern") << broken;
  }
}

TEST(LoraModules, RanksAlphasAndExclusionsApplyToSingleLayers) {
  const auto modules =
      adaptedModules(configOf("llama"), textParams({{&params::kTargetModules, "all-linear"},
                                                    {&params::kRankPattern, "down_proj=6"},
                                                    {&params::kAlphaPattern, "layers.1.*=3"},
                                                    {&params::kExcludeModules, "k_proj,layers.0.self_attn.v_proj"}}));
  ASSERT_TRUE(modules) << describe(modules.error());
  EXPECT_EQ(modules->size(), 2U * 7 - 3);
  for (const AdaptedModule& module : *modules) {
    EXPECT_EQ(module.linear.name.find("k_proj"), std::string::npos);
    EXPECT_EQ(module.rank, module.linear.name.ends_with("down_proj") ? 6 : 8) << module.linear.name;
    EXPECT_EQ(module.alpha, module.linear.name.find("layers.1.") != std::string::npos ? 3 : 8) << module.linear.name;
  }
}

TEST(LoraModules, ModulesTrainedWholeAreNotAdaptedToo) {
  const ParamSet set =
      textParams({{&params::kTargetModules, "all-linear"}, {&params::kModulesToSave, "layers.0.mlp.up_proj, lm_head"}});
  const auto whole = wholeTensors(configOf("llama"), set);
  ASSERT_TRUE(whole) << describe(whole.error());
  ASSERT_EQ(whole->size(), 2U);
  EXPECT_EQ((*whole)[0].name, "model.layers.0.mlp.up_proj.weight");
  EXPECT_EQ((*whole)[1].name, "lm_head.weight");
  EXPECT_EQ(adaptedModules(configOf("llama"), set)->size(), 2U * 7 - 1);
}

TEST(LoraModules, WhatCannotBeDoneIsRefused) {
  const auto refusal = [](const char* model,
                          std::initializer_list<std::pair<const Param<std::string_view>*, const char*>> values) {
    const auto error = findTechnique("lora")->refusal(configOf(model), "causal-lm", textParams(values));
    return error ? error->code : "";
  };
  EXPECT_EQ(refusal("llama", {}), "");
  EXPECT_EQ(refusal("llama", {{&params::kModulesToSave, "no_such"}}), "technique.no-target");
  EXPECT_EQ(refusal("llama", {{&params::kExcludeModules, "q_proj,v_proj"}}), "technique.no-target");
  EXPECT_EQ(refusal("llama", {{&params::kExcludeModules, "("}}), "technique.bad-targets");
  EXPECT_EQ(refusal("llama", {{&params::kRankPattern, "q_proj=0"}}), "technique.bad-pattern");
  EXPECT_EQ(refusal("llama", {{&params::kRankPattern, "q_proj=1.5"}}), "technique.bad-pattern");
  // Gemma's output layer is its embedding.
  EXPECT_EQ(refusal("gemma2", {{&params::kModulesToSave, "lm_head"}}), "technique.tied");
  EXPECT_EQ(refusal("gemma2", {{&params::kModulesToSave, "embed_tokens"}}), "technique.tied");
}

TEST(MemoryEstimate, CountsTheModelsBesideTheRunsOwn) {
  const ModelConfig config = configOf("llama");
  ModelConfig large = config;
  large.hiddenSize = 4096;
  large.intermediateSize = 16384;
  const auto total = [&](const ModelConfig& other, bool throughout, const char* precision) {
    const OtherModel others[] = {{other, throughout}};
    return estimateMemory(config, *findTechnique("lora"), textParams({{&params::kPrecision, precision}}), 100, "cpu", others).total();
  };
  for (const std::uint64_t width : {4, 2}) {
    const char* precision = width == 4 ? "fp32" : "bf16";
    const ParamSet set = textParams({{&params::kPrecision, precision}});
    const MemoryEstimate alone = estimateMemory(config, *findTechnique("lora"), set, 100, "cpu");
    EXPECT_EQ(total(config, true, precision) - alone.total(), parameterCount(config) * width);
    // Of a small teacher only the head is more than the steps need anyway; a large one is the peak while it teaches.
    const auto head = [&](const ModelConfig& of) { return static_cast<std::uint64_t>(of.vocabSize * of.hiddenSize) * width; };
    EXPECT_EQ(total(config, false, precision), std::max(alone.total(), alone.total() - alone.activations + parameterCount(config) * width) + head(config));
    EXPECT_EQ(total(large, false, precision), alone.total() - alone.activations + parameterCount(large) * width + head(large));
  }
}

TEST(MemoryPlan, LeavesBlocksWhoseRoutersTheLossAsks) {
  ModelConfig config = configOf("mixtral");
  const auto all = [&] { return planMemory(config, *findTechnique("lora"), textParams({{&params::kGradientCheckpointing, "all"}}), 4000, "cpu", {}, 0).recomputed; };
  config.experts->balanceFactor = 0;
  EXPECT_EQ(all(), config.layers);
  config.experts->balanceFactor = 0.01;
  EXPECT_EQ(all(), 0);
}

TEST(MemoryPlan, ComputesAsFewBlocksTwiceAsTheMemoryAsksFor) {
  ModelConfig config = configOf("llama");
  config.layers = 12;
  for (const char* technique : {"lora", "full", "freeze", "prefix_tuning", "feature_extraction"}) {
    for (const char* device : {"cpu", "cuda:0"}) {
      const TechniqueFacts& facts = *findTechnique(technique);
      const auto planned = [&](const char* setting, std::uint64_t free) {
        return planMemory(config, facts, textParams({{&params::kGradientCheckpointing, setting}}), 4000, device, {}, free);
      };
      const auto needed = [&](std::int64_t recomputed) {
        const auto bytes = estimateMemory(config, facts, {}, 4000, device, {}, recomputed).total();
        return bytes + bytes / 10;
      };
      const std::int64_t blocks = planned("all", 0).blocks;
      EXPECT_EQ(blocks, std::string_view(technique) == "freeze" ? params::kTrainedLayers.defaultValue : std::string_view(technique) == "feature_extraction" ? 0 : 12);
      EXPECT_EQ(planned("all", 1ULL << 40).recomputed, blocks);
      EXPECT_EQ(planned("off", 1).recomputed, 0);
      EXPECT_EQ(planned("auto", 0).recomputed, 0) << "not known";
      EXPECT_EQ(planned("auto", 1).recomputed, blocks) << "nothing else fits either";
      EXPECT_EQ(planned("auto", needed(0)).recomputed, 0);
      const std::uint64_t least = needed(blocks), part = (needed(0) - least) / 20;
      std::int64_t before = 0;
      for (std::uint64_t free = needed(0); free >= least && part > 0; free -= part) {
        const MemoryPlan plan = planned("auto", free);
        EXPECT_GE(plan.recomputed, before);
        before = plan.recomputed;
        EXPECT_EQ(plan.memory.total(), estimateMemory(config, facts, {}, 4000, device, {}, plan.recomputed).total());
        EXPECT_LE(needed(plan.recomputed), free);
        if (plan.recomputed > 0) {
          EXPECT_GT(needed(plan.recomputed - 1), free);
        }
      }
      EXPECT_GE(before, blocks - 3) << "a twentieth of what can be saved is less than two blocks";
    }
  }
}

TEST(VirtualTokens, RefuseMoreThanATableOfPositionsHolds) {
  ParamSet set;
  set.set(&params::kVirtualTokens, std::int64_t{20});
  const ModelConfig gpt2 = configOf("gpt2");
  for (const char* technique : {"prompt_tuning", "p_tuning", "prefix_tuning"}) {
    set.set(&params::kMaxLength, gpt2.maxPositions - 20);
    EXPECT_FALSE(findTechnique(technique)->refusal(gpt2, "causal-lm", set)) << technique;
    set.set(&params::kMaxLength, gpt2.maxPositions - 19);
    const auto error = findTechnique(technique)->refusal(gpt2, "causal-lm", set);
    ASSERT_TRUE(error) << technique;
    EXPECT_EQ(error->code, "technique.no-room");
    EXPECT_FALSE(findTechnique(technique)->refusal(configOf("llama"), "causal-lm", set)) << "rotary positions go on";
  }
}

TEST(AdapterFolders, OfAnotherModelOrKindAreRefused) {
  const auto build = [](const char* name) {
    return engine::buildCausalLm(openCheckpoint(kModels / name).value(), at::kCPU, at::kFloat).value();
  };
  // GPT-2 has more key heads; Gemma's output layer is no tensor of its own.
  for (const auto& [other, adapter] : {std::pair("gpt2", "prefix"), {"gpt2", "lora"}, {"gemma2", "lora_patterns"}}) {
    const auto opened = engine::openAdapter(kModels / "llama/adapters" / adapter, *build(other));
    ASSERT_FALSE(opened) << adapter;
    EXPECT_EQ(opened.error().code, "technique.wrong-adapter") << adapter;
  }
  const auto model = build("llama");
  const engine::TemporaryFolder folder;
  for (const char* config : {R"({"attune_type":"houlsby","adapter_size":0,"activation":"gelu"})",
                             R"({"attune_type":"pfeiffer","adapter_size":8,"activation":"step"})",
                             R"({"attune_type":"pfeiffer"})", R"({"peft_type":"ADAPTION_PROMPT"})", "[]"}) {
    ASSERT_TRUE(writeFileAtomic(folder.path() / "adapter_config.json", config));
    const auto opened = engine::openAdapter(folder.path(), *model);
    ASSERT_FALSE(opened) << config;
    EXPECT_EQ(opened.error().code, "technique.wrong-adapter") << config;
  }
}

}  // namespace
}  // namespace attune

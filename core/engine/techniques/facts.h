// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of each technique, for the table in technique_facts.cpp, and what several of them share.
#pragma once
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/module_facts.h"

namespace attune {

extern const TechniqueFacts kLoraFacts;
extern const TechniqueFacts kQloraFacts;
extern const TechniqueFacts kFullFacts;
extern const TechniqueFacts kFreezeFacts;
extern const TechniqueFacts kDoraFacts;
extern const TechniqueFacts kLoraPlusFacts;
extern const TechniqueFacts kPissaFacts;
extern const TechniqueFacts kIa3Facts;
extern const TechniqueFacts kPromptTuningFacts;
extern const TechniqueFacts kPTuningFacts;
extern const TechniqueFacts kPrefixTuningFacts;
extern const TechniqueFacts kHoulsbyFacts;
extern const TechniqueFacts kPfeifferFacts;
extern const TechniqueFacts kBitfitFacts;
extern const TechniqueFacts kFeatureExtractionFacts;

/// Numbers of the head that a model has for its task, which techniques train beside their own; 0 for models that write text.
std::int64_t headTrainable(const ModelConfig& config);

/// The refusal of techniques that work for every task: technique.wrong-task, technique.wrong-model (a task that writes text and a
/// model that cannot).
std::optional<Error> refuseUnknownTask(const ModelConfig& config, std::string_view task, const ParamSet& set);

/// The refusal of techniques that train on text continuations alone: technique.wrong-task, technique.wrong-model.
std::optional<Error> refuseUnlessCausalLm(const ModelConfig& config, std::string_view task, const ParamSet& set);

/// Also refuses vectors before the text for which the model's table of positions has no room: technique.no-room.
std::optional<Error> virtualTokensRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set);

/// r (in + out) for each adapted layer (A is [r, in], B is [out, r]) the modules
/// that are trained whole, and the head.
std::int64_t loraTrainable(const ModelConfig& config, const ParamSet& set);
/// Also refuses targets that name no layer.
std::optional<Error> loraRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set);

/// Where adapter modules go: behind each feed-forward part, with `attentionToo` also behind each attention.
std::vector<LinearModule> bottleneckPlaces(const ModelConfig& config, bool attentionToo);
/// Parameters of adapter modules in these places: 2 C m + m + C each, m being the bottleneck.
std::int64_t bottleneckTrainable(const std::vector<LinearModule>& places, const ParamSet& set);
/// Also refuses families whose layers are not known: technique.no-target.
std::optional<Error> bottleneckRefusal(const ModelConfig& config, std::string_view task, const ParamSet& set);

/// The number of the layer that a tensor's or module's name puts it in ("model.layers.7.mlp…" is 7); −1 outside of layers.
std::int64_t layerNumber(std::string_view name);

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of each technique, for the table in technique_facts.cpp.
#pragma once
#include "core/engine/technique_facts.h"

namespace attune {

extern const TechniqueFacts kFullFacts;
extern const TechniqueFacts kLoraFacts;

/// The refusal of techniques that train on text continuations alone: technique.wrong-task.
std::optional<Error> refuseUnlessCausalLm(const ModelConfig& config, std::string_view task, const ParamSet& set);

}  // namespace attune

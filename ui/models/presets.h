// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>

#include "core/params/param.h"

namespace attune::ui {

/// Training settings that go well together; the values are in resources/presets/ID.json.
struct Preset {
  const char* id;
  const char* label;  ///< Marked for translation in the context "Presets".
  const char* help;   ///< The same.
};

std::span<const Preset> presets();
/// The values that differ from the defaults. Errors: those of parseJson and ParamSet::fromJson.
Result<ParamSet> presetValues(const Preset& preset);

}  // namespace attune::ui

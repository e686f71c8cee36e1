// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/engine/engine.h"

namespace attune {

/// Where libtorch is looked for, in order: `setting` (may be empty), ATTUNE_LIBTORCH, the cache folder of the set-up, and
/// the folder the program was built with.
std::vector<std::filesystem::path> libtorchCandidates(const std::filesystem::path& setting);

/// Opens libtorch and then libattune_engine.so (beside the program, in ../lib/attune, or ATTUNE_ENGINE) and returns the
/// engine; the libraries stay open for the life of the process, and later calls give the same engine.
/// Errors: engine.no-libtorch (says where it looked and what to do), engine.load. Thread: any, serialised inside.
Result<std::shared_ptr<Engine>> loadEngine(const std::filesystem::path& libtorchSetting = {});

}  // namespace attune

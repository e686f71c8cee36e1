// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <functional>

#include "core/base/file.h"

namespace attune {

/// StagedFolder::commit of a folder of many gigabytes. `goOn` hears several times a second how much is done (0 … 1) and
/// ends the work by false; the StagedFolder then removes what was staged. Errors: file.write, file.read, stopped.
/// Thread: worker.
Result<void> publishFolder(const std::filesystem::path& staging, const std::filesystem::path& finalPath, const Json& facts,
                           const std::function<bool(double done)>& goOn = {});

}  // namespace attune

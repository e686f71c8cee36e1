// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// What `attune inspect` does with one kind of file.
struct InspectHandler {
  std::string_view kind;                                       ///< "safetensors", "tokenizer" …
  bool (*matches)(const std::filesystem::path& path);          ///< Judges by the name alone.
  Result<Json> (*inspect)(const std::filesystem::path& path);  ///< What the file holds, or why it is refused.
};

/// The kinds that this folder knows: safetensors files and shard indexes, GGUF files, config.json, and model folders.
std::span<const InspectHandler> weightsInspectors();

/// Tells what a file is and holds, as an object with "kind" and "path", after checking it as when it is used. The first
/// handler of `more`, then of weightsInspectors(), that matches decides. Errors: inspect.unknown when none does, else
/// the handler's; each names the file.
Result<Json> inspectFile(const std::filesystem::path& path, std::span<const InspectHandler> more = {});

}  // namespace attune

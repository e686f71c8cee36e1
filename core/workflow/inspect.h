// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <ostream>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/text/tokenizer.h"

namespace attune {

/// What a file or model folder is: weights, config, tokenizer or table, told by its name. Reads headers of weights and
/// the whole of the rest. Errors: inspect.unknown, and why the file is not a sound one; each names the file.
Result<Json> inspect(const std::filesystem::path& path);

/// The tokenizer of a model folder, a tokenizer file, or a .gguf file. Errors: those of Tokenizer::load and openCheckpoint.
Result<std::shared_ptr<const Tokenizer>> openTokenizer(const std::filesystem::path& path);

/// Writes the ids of each input of a file as one JSON array a line, special tokens included. An input is a line, ended by
/// \n alone; in a file named *.jsonl it is the "text" of the object on the line. Errors: file.*, json.*, tokenizer.*,
/// naming file and line.
Result<void> tokenizeFile(const Tokenizer& tokenizer, const std::filesystem::path& file, std::ostream& out);

}  // namespace attune

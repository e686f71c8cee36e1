// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <ostream>

#include "core/base/error.h"
#include "core/text/tokenizer.h"

namespace attune {

/// Writes the ids of each text in `input` to `out`, one JSON array a line. A text is a line (they end at \n only, so a \r
/// belongs to the text); in a file named *.jsonl it is the member “text” of the line's object. Returns the number of
/// texts. Errors: those of readFile and parseJson, tokenizer.text, tokenizer.encode, file.write; each names file and line.
Result<std::uint64_t> tokenizeFile(const Tokenizer& tokenizer, const std::filesystem::path& input, std::ostream& out,
                                   const EncodeOptions& options = {});

}  // namespace attune

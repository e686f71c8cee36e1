// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace attune {

/// A JSON value that keeps the order of object keys, so that a file read and written again does not change.
using Json = nlohmann::ordered_json;

/// What a JSON text may hold before it is refused; the defaults are for configs and headers of untrusted files.
struct JsonLimits {
  std::size_t maxDepth = 128;
  std::size_t maxBytes = 100'000'000;
};

/// Parses strict JSON (RFC 8259): refuses duplicate keys, a byte order mark, invalid UTF-8 and trailing text.
/// `name` is what messages call the text, normally its file name. Errors: json.invalid, json.duplicate-key, json.too-deep, json.too-large.
Result<Json> parseJson(std::string_view text, const std::string& name, const JsonLimits& limits = {});

/// Reads and parses a JSON file. Errors: those of parseJson and readFile.
Result<Json> readJsonFile(const std::filesystem::path& path, const JsonLimits& limits = {});

}  // namespace attune

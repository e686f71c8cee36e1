// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/data/dataset.h"

namespace attune {

/// Stores a dataset as a new folder: examples.jsonl (one toJson(Example) a line), dataset.json (ledger, mapping,
/// sources, recipe) and a manifest with hashes. The folder appears complete or not at all. Errors: file.write,
/// file.exists.
Result<void> saveDataset(const Dataset& dataset, const std::filesystem::path& folder);

/// Loads such a folder; every byte is checked against the manifest and the content hash is computed again.
/// Errors: manifest.missing, manifest.mismatch (names the changed file), data.example-invalid, data.ledger-invalid.
Result<Dataset> loadDataset(const std::filesystem::path& folder);

}  // namespace attune

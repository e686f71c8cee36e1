// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/data/dataset.h"

namespace attune {

/// Stores a dataset as a new folder: examples.jsonl (one toJson(Example) a line), examples.offsets (where each begins),
/// dataset.json (ledger, mapping, sources, recipe) and a manifest with hashes. The folder appears complete or not at all;
/// a stop ends it within a second.
/// Errors: file.write, file.exists, data.rows-damaged, stopped.
Result<void> saveDataset(const Dataset& dataset, const std::filesystem::path& folder, const ProgressSink& progress = {},
                         std::stop_token stop = {});

/// Lets go of rows that nobody wants any more, on a thread of its own: the file system takes seconds to free many
/// gigabytes.
void letGo(Dataset dataset);

/// Loads such a folder; every byte is checked against the manifest. The rows stay on disk. Errors: manifest.missing,
/// manifest.mismatch (names the changed file), data.example-invalid, data.ledger-invalid.
Result<Dataset> loadDataset(const std::filesystem::path& folder);

}  // namespace attune

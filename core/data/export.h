// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"

namespace attune {

/// A file format that datasets can be written in.
struct ExportFormat {
  std::string_view id;         ///< "jsonl", "json", "messages", "sharegpt", "alpaca", "csv", "conll" …
  std::string_view label;      ///< English name, ATTUNE_TEXT.
  std::string_view extension;  ///< With the dot.
  /// Whether the example can be written without losing content; else the reason stands in the report.
  bool (*canHold)(const Example& example);
  /// Appends one example; `index` counts the written ones from 0.
  void (*write)(const Example& example, std::size_t index, std::string& out);
  std::string_view head = {};  ///< Written first.
  std::string_view tail = {};  ///< Written last.
  char delimiter = 0;          ///< Of tables: what stands between the cells.
  std::string_view formatting = {};  ///< The name of the layout in LLaMA-Factory's dataset_info.json; empty when it has none.
  /// With a formatting: puts the schema and the columns of a written example into a mapping.
  void (*describe)(const Example& example, ColumnMapping& mapping) = nullptr;
};

/// The table of export formats.
std::span<const ExportFormat> exportFormats();

/// What was written.
struct ExportReport {
  std::uint64_t written = 0;
  std::vector<std::uint32_t> left;  ///< Examples that the format cannot hold, as indices; they are not in the file.
  std::string_view formatting;      ///< ExportFormat::formatting, when the file as a whole has that layout.
  ColumnMapping mapping;            ///< How such a file is read.
};

/// Writes examples (all when `rows` is empty) to a file that appears complete or not at all; one whose name ends in .gz,
/// .zst, .xz, .bz2 or .zip is compressed, and rows that are JSON Lines become a table where it ends in .parquet. Imported
/// again, the file gives examples with the same content. Errors: data.export-unknown, data.export-nothing (no example fits),
/// file.write, data.no-parquet, stopped. Thread: worker.
Result<ExportReport> exportDataset(const Dataset& dataset, std::string_view format, const std::filesystem::path& path,
                                   std::span<const std::uint32_t> rows = {}, const ProgressSink& progress = {},
                                   std::stop_token stop = {});

}  // namespace attune

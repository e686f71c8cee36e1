// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/mapping.h"

namespace attune {

/// One dataset that a LLaMA-Factory dataset_info.json describes.
struct DescribedDataset {
  std::string name;
  std::filesystem::path path;  ///< The data file, beside the dataset_info.json.
  ColumnMapping mapping;
};

/// What could not be taken over, by name (hub datasets, scripts, files outside the folder).
struct DatasetInfoFile {
  std::vector<DescribedDataset> datasets;
  std::vector<Error> notes;
};

/// Reads a dataset_info.json: file_name, formatting (alpaca, sharegpt, openai), ranking, columns and tags.
/// Errors: file.open, json.*, data.dataset-info.
Result<DatasetInfoFile> readDatasetInfo(const std::filesystem::path& path);

/// The entry of a dataset with this mapping, so that LLaMA-Factory reads the file as Attune does; `formatting` is one of
/// its own, or empty for the first that fits. Errors: data.dataset-info when its layouts cannot express the mapping.
Result<Json> datasetInfoEntry(const std::string& fileName, const ColumnMapping& mapping, std::string_view formatting = {});

/// Puts that entry, named as the file without its ending, into the dataset_info.json beside the file; other entries keep
/// their values and places. Errors: also json.* and data.dataset-info (what is there is no such file, or the name is
/// another file's), when nothing is written; file.write.
Result<void> describeFile(const std::filesystem::path& file, const ColumnMapping& mapping, std::string_view formatting);

}  // namespace attune

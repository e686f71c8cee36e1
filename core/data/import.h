// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/data/schema.h"

namespace attune {

/// How the bytes of a file are read as rows. Empty texts and zeros mean “find out”.
struct Dialect {
  std::string format;    ///< Id in the format table (core/data/formats/formats.h): "jsonl", "json", "csv", "tsv" …
  std::string encoding;  ///< "utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "windows-1252", "windows-1250" …
  char delimiter = 0;    ///< CSV: one of , ; tab |
  char quote = 0;        ///< CSV: normally "
  bool header = true;    ///< CSV: whether the first row names the columns.
  std::string textUnit;  ///< Plain text: what one row is: "paragraph" (default), "line" or "file".
  bool operator==(const Dialect&) const = default;
};

/// What an import may take; untrusted files cannot use more memory than this allows.
struct ImportLimits {
  std::uint64_t maxRowBytes = 128ULL << 20;      ///< A longer row is dropped.
  std::uint64_t maxUnpackedBytes = 64ULL << 30;  ///< Of a compressed file.
  std::uint64_t maxPackRatio = 500;              ///< Unpacked to packed bytes beyond 64 MB; more is no data but a bomb.
  std::uint64_t maxRows = UINT64_MAX;
  /// Where the rows go to disk as they are read: the folder beside which the dataset is stored. Empty: where the system
  /// keeps temporary files.
  std::filesystem::path workFolder = {};
};

/// The first rows of a file and what they seem to be.
struct Preview {
  Dialect dialect;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< Cells as text for display: long ones are cut, missing ones empty.
  std::vector<SchemaMatch> schemas;            ///< Best first; empty when nothing fits and the user must map columns.
  std::vector<Error> notes;  ///< Faults of the rows read, duplicate headings, doubts about the encoding.
  std::uint64_t fileBytes = 0;
  std::uint64_t rowsEstimated = 0;  ///< Exact when `complete`; 0 when unknown (compressed files).
  bool complete = false;            ///< The whole file was read.
};

/// Reads the first four megabytes of a file at most (of a folder, its first file), so it answers within 100 ms whatever the size. `given` overrides what
/// would be found out. Errors: file.open, data.not-a-table (binary, empty, another format), data.format-unknown.
Result<Preview> previewFile(const std::filesystem::path& path, const Dialect& given = {}, std::size_t maxRows = 100);

/// Reads whole files, and all files of folders, into one dataset named after the first. Rows that cannot be used stand in the ledger with line and
/// reason. An empty mapping means the best one of each file's own columns. Memory: a few megabytes and one row.
/// Errors: those of previewFile, data.mapping-invalid, data.no-rows, data.file-damaged (a compressed file that breaks
/// off), stopped (the token was triggered; nothing is left behind). Thread: worker.
Result<Dataset> importFiles(const std::vector<std::filesystem::path>& paths, const ColumnMapping& mapping = {},
                            const Dialect& dialect = {}, const ProgressSink& progress = {}, std::stop_token stop = {},
                            const ImportLimits& limits = {});

/// importFiles of one file.
Result<Dataset> importFile(const std::filesystem::path& path, const ColumnMapping& mapping = {},
                           const Dialect& dialect = {}, const ProgressSink& progress = {}, std::stop_token stop = {},
                           const ImportLimits& limits = {});

/// The files of a folder and the folders in it that can be imported, by name; hidden files and links are left out.
/// Errors: file.open, data.no-rows when there is none.
Result<std::vector<std::filesystem::path>> dataFilesOf(const std::filesystem::path& folder);

/// What a table is (`attune inspect`): format, dialect, columns, rows, usable rows, schema. Reads the whole file.
/// Errors: data.not-a-table, data.file-damaged and others whose message names the file, when it is no sound table.
Result<Json> inspectTable(const std::filesystem::path& path);

}  // namespace attune

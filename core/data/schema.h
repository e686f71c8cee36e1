// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/mapping.h"

namespace attune {

class RowView;

/// A part that a column can play in a schema.
struct SchemaRole {
  std::string_view id;     ///< "prompt", "response", "label" …; key of ColumnMapping::columns.
  std::string_view label;  ///< English name for the mapping form, ATTUNE_TEXT.
  bool required = true;
  std::span<const std::string_view> aliases;  ///< Usual column names in lower case, best first.
};

/// A known arrangement of columns: how a row of a table becomes an Example.
struct Schema {
  std::string_view id;     ///< "alpaca", "sharegpt", "messages" …
  std::string_view label;  ///< English name, ATTUNE_TEXT.
  ExampleKind kind;
  std::span<const SchemaRole> roles;
  double weight;  ///< Confidence when every required column has its best name and all sample rows can be read.
  /// Fills `example`, which may hold an earlier row, with the content of this. Errors: the reason why it cannot be used.
  Result<void> (*read)(const RowView& row, const ColumnMapping& mapping, Example& example);
};

/// The table of schemas; a new one is a file in core/data/schemas/ and a line in its schemas.cpp.
std::span<const Schema* const> schemas();
/// The schema of an id, or null.
const Schema* findSchema(std::string_view id);

/// One way to read a table.
struct SchemaMatch {
  ColumnMapping mapping;
  double confidence = 0;       ///< 0 … 1.
  std::size_t usableRows = 0;  ///< Of the sample rows.
};

/// What the sample rows show of one column.
struct ColumnFacts {
  std::string name;
  std::size_t texts = 0;         ///< Cells that hold a text that is not empty.
  std::size_t numbers = 0;       ///< Texts that read as a number.
  std::size_t lists = 0;         ///< Cells that hold a list.
  std::size_t messageLists = 0;  ///< Lists of objects with a role or speaker.
  std::size_t distinct = 0;      ///< Different texts.
  double meanCharacters = 0;     ///< Of the texts.
};

/// All ways in which the columns could be read, by their names first, else by what they hold; best first. The
/// confidence is that of the names alone, before any row was tried.
std::vector<SchemaMatch> candidateMappings(std::span<const ColumnFacts> columns, std::size_t sampleRows);

/// Whether the schema exists, every required role has a column and each column is in `columns` (when that is not
/// empty). Errors: data.mapping-invalid.
Result<void> checkMapping(const ColumnMapping& mapping, std::span<const std::string> columns = {});

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/data/example.h"

namespace attune {

/// Which column of a table plays which part: found by detectSchema, changeable by the user, stored with the dataset.
struct ColumnMapping {
  std::string schema;  ///< Id in the schema table (core/data/schema.h): "alpaca", "messages" …
  std::map<std::string, std::string> columns;  ///< Role of the schema ("prompt", "response", "label") → column name.
  std::vector<std::string> labelNames;      ///< Names of numeric labels and tags, by number; empty: the number stays.
  std::string labelSeparator;               ///< Splits one text cell into several labels; empty: one label.
  std::map<std::string, std::string> tags;  ///< LLaMA-Factory's role_tag, content_tag, user_tag …; empty: the usual.
  std::string systemPrompt;                 ///< Put before conversations that have no system message; empty: none.
  bool keepOtherColumns = true;             ///< Keep unmapped columns in Example::columns (for grouping, search).

  bool operator==(const ColumnMapping&) const = default;
  /// The column of a role, or an empty text.
  std::string_view column(std::string_view role) const;
};

Json toJson(const ColumnMapping& mapping);
/// Errors: data.mapping-invalid.
Result<ColumnMapping> mappingFromJson(const Json& json);

}  // namespace attune

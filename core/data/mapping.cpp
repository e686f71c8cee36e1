// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/mapping.h"

namespace attune {

std::string_view ColumnMapping::column(std::string_view role) const {
  for (const auto& [known, name] : columns)
    if (known == role) return name;
  return {};
}

Json toJson(const ColumnMapping& mapping) {
  Json json{{"schema", mapping.schema}, {"columns", mapping.columns}, {"keep_other_columns", mapping.keepOtherColumns}};
  if (!mapping.labelNames.empty()) json["label_names"] = mapping.labelNames;
  if (!mapping.labelSeparator.empty()) json["label_separator"] = mapping.labelSeparator;
  if (!mapping.tags.empty()) json["tags"] = mapping.tags;
  if (!mapping.systemPrompt.empty()) json["system_prompt"] = mapping.systemPrompt;
  return json;
}

Result<ColumnMapping> mappingFromJson(const Json& json) {
  ColumnMapping mapping;
  try {
    mapping.schema = json.at("schema").get<std::string>();
    mapping.columns = json.at("columns").get<std::map<std::string, std::string>>();
    mapping.keepOtherColumns = json.value("keep_other_columns", true);
    mapping.labelNames = json.value("label_names", std::vector<std::string>{});
    mapping.labelSeparator = json.value("label_separator", std::string{});
    mapping.tags = json.value("tags", std::map<std::string, std::string>{});
    mapping.systemPrompt = json.value("system_prompt", std::string{});
  } catch (const nlohmann::json::exception& problem) {
    return fail("data.mapping-invalid", ATTUNE_TEXT("The column mapping cannot be read."), {}, {}, problem.what());
  }
  return mapping;
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/data_card.h"

namespace attune {

Json toJson(const DataCard& card) {
  Json json = Json::object();
  for (const auto& field : kDataCardFields)
    if (!(card.*field.value).empty()) json[field.id] = card.*field.value;
  return json;
}

DataCard dataCardFromJson(const Json& json) {
  DataCard card;
  for (const auto& field : kDataCardFields)
    if (json.is_object() && json.contains(field.id) && json[field.id].is_string())
      card.*field.value = json[field.id].get<std::string>();
  return card;
}

}  // namespace attune

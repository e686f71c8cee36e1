// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <string>

#include "core/base/json.h"

namespace attune {

/// What the user says of a dataset; it stands in every report on runs that used it. All free text.
struct DataCard {
  std::string source;   ///< Where the rows come from.
  std::string licence;  ///< Under which terms they may be used.
  std::string purpose;  ///< What they were collected for and may be used for.
  std::string consent;  ///< On what ground personal data may be used.
  std::string notes;
  bool operator==(const DataCard&) const = default;
};

/// One field of the card: form field, CLI option and line of the report come from it.
struct DataCardField {
  const char* id;     ///< "source", "licence" …; the CLI option is --id.
  const char* label;  ///< ATTUNE_TEXT.
  const char* help;   ///< ATTUNE_TEXT.
  std::string DataCard::*value;
};

inline constexpr std::array<DataCardField, 5> kDataCardFields{{
    {"source", ATTUNE_TEXT("Source"), ATTUNE_TEXT("Where the rows come from."), &DataCard::source},
    {"licence", ATTUNE_TEXT("Licence"), ATTUNE_TEXT("Under which terms they may be used."), &DataCard::licence},
    {"purpose", ATTUNE_TEXT("Purpose"), ATTUNE_TEXT("What they were collected for and may be used for."), &DataCard::purpose},
    {"consent", ATTUNE_TEXT("Consent"), ATTUNE_TEXT("On what ground personal data in them may be used."), &DataCard::consent},
    {"notes", ATTUNE_TEXT("Notes"), ATTUNE_TEXT("What else one should know."), &DataCard::notes},
}};

/// Only the fields that say something.
Json toJson(const DataCard& card);
/// Fields that are missing or no text stay empty.
DataCard dataCardFromJson(const Json& json);

}  // namespace attune

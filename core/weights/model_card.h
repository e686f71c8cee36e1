// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace attune {

/// The licence that the YAML front matter of a model card (README.md) states, lower case; "other" is replaced by
/// `license_name`. Empty when there is none.
std::string licenceOfModelCard(std::string_view readme);
/// The same for the README.md of a folder; empty when there is no such file.
std::string licenceOfFolder(const std::filesystem::path& folder);

}  // namespace attune

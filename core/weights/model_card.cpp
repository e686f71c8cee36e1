// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/weights/model_card.h"

#include <algorithm>

#include "core/base/file.h"

namespace attune {
namespace {

// The value of a `key: value` line without quotes and comment.
std::string scalarOf(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ':') return {};
  line.remove_prefix(key.size() + 1);
  line = line.substr(0, line.find(" #"));
  const auto begin = line.find_first_not_of(" \t\"'");
  if (begin == line.npos) return {};
  const auto end = line.find_last_not_of(" \t\r\"'");
  std::string value(line.substr(begin, end - begin + 1));
  std::transform(value.begin(), value.end(), value.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return value;
}

}  // namespace

std::string licenceOfModelCard(std::string_view readme) {
  if (!readme.starts_with("---")) return {};
  std::string licence, licenceName;
  for (std::size_t begin = readme.find('\n'); begin != readme.npos;) {
    const std::size_t end = readme.find('\n', ++begin);
    const std::string_view line = readme.substr(begin, end == readme.npos ? readme.npos : end - begin);
    if (line.starts_with("---")) break;
    if (auto value = scalarOf(line, "license"); !value.empty()) licence = value;
    if (auto value = scalarOf(line, "license_name"); !value.empty()) licenceName = value;
    begin = end;
  }
  return licence == "other" && !licenceName.empty() ? licenceName : licence;
}

std::string licenceOfFolder(const std::filesystem::path& folder) {
  const auto readme = readFile(folder / "README.md", 4 << 20);
  return readme ? licenceOfModelCard(*readme) : std::string{};
}

}  // namespace attune

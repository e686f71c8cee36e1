// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/names.h"

#include <algorithm>

namespace attune {
namespace {

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool isName(std::string_view name) {
  return !name.empty() && name.size() <= 96 && name.front() != '.' && name.front() != '-' &&
         name.find("..") == name.npos && name.find("--") == name.npos &&
         std::all_of(name.begin(), name.end(), isNameCharacter);
}

}  // namespace

bool isModelId(std::string_view id) {
  const auto slash = id.find('/');
  if (slash == id.npos) return isName(id);
  return isName(id.substr(0, slash)) && isName(id.substr(slash + 1));
}

bool isRevision(std::string_view revision) {
  return !revision.empty() && revision.size() <= 200 && isSafeRelativePath(revision) &&
         std::all_of(revision.begin(), revision.end(), [](char c) { return isNameCharacter(c) || c == '/'; });
}

bool isHexadecimal(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

bool isSafeRelativePath(std::string_view path) {
  for (;;) {
    const auto slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part.size() > 255 || part.front() == '.' ||
        part.find_first_of(std::string_view("\\:\0", 3)) != part.npos ||
        std::any_of(part.begin(), part.end(), [](unsigned char c) { return c < 32; }))
      return false;
    if (slash == path.npos) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string escapeForUrl(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    if (isNameCharacter(c) || c == '~' || c == '/') {
      result += c;
    } else {
      result += '%';
      result += kDigits[static_cast<unsigned char>(c) >> 4];
      result += kDigits[static_cast<unsigned char>(c) & 15];
    }
  }
  return result;
}

Result<void> checkStatus(const HttpAnswer& answer, const std::string& what) {
  if (answer.status >= 200 && answer.status < 300) return {};
  if (answer.status == 404)
    return fail("hub.not-found", ATTUNE_TEXT("The hub has no “{0}”."), {what},
                ATTUNE_TEXT("Check the name; private models need an access token."));
  if (answer.status == 401 || answer.status == 403)
    return fail("hub.denied", ATTUNE_TEXT("The hub does not let you have “{0}”."), {what},
                ATTUNE_TEXT("Accept the model's terms on its page, and enter an access token in the settings."));
  return fail("hub.network", ATTUNE_TEXT("The hub answered {1} when asked for “{0}”."),
              {what, std::to_string(answer.status)}, ATTUNE_TEXT("Try again later."));
}

}  // namespace attune

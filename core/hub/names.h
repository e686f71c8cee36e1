// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of names that come from users and servers, before they become part of a URL or a path.
#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/hub/http.h"

namespace attune {

/// "name" or "organisation/name" of letters, digits, ".", "_" and "-", as the hub allows.
bool isModelId(std::string_view id);
/// A branch, tag or commit that can be a file name below refs/.
bool isRevision(std::string_view revision);
/// Lower-case hexadecimal digits, exactly so many.
bool isHexadecimal(std::string_view text, std::size_t digits);
/// A path below a folder: plain names with "/" between, none of them hidden, "." or "..".
bool isSafeRelativePath(std::string_view path);
/// Percent-encodes everything but unreserved characters and "/".
std::string escapeForUrl(std::string_view text);
/// An error for an answer that is not a success. Errors: hub.not-found, hub.denied, hub.network.
Result<void> checkStatus(const HttpAnswer& answer, const std::string& what);

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/hub/hub.h"

namespace attune {

/// A request to a hub.
struct HttpRequest {
  std::string url;
  bool headOnly = false;
  std::uint64_t resumeAt = 0;         ///< > 0: asks for the bytes from here on.
  std::uint64_t maxBytes = 16 << 20;  ///< Longer bodies are broken off.
  bool followRedirects = true;        ///< The token stays with the endpoint's host, whatever the redirect.
  /// Receives the body of a successful answer; false breaks the transfer off. `status` is 200 or 206.
  std::function<bool(int status, std::string_view bytes)> onBody;
};

/// An answer of a hub; header names are in lower case, of the last answer when there were redirects.
struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;  ///< When the request has no onBody, and of error answers (their first 16 KiB).
};

/// Sends one request with libcurl: https with certificate checks, or http to this machine; at most five redirects, none
/// from https to http. Errors: hub.network (detail holds curl's text), hub.url, hub.stopped.
Result<HttpAnswer> sendRequest(const HubSettings& settings, const HttpRequest& request, const std::stop_token& stop);

/// Scheme, host and port of a URL ("https://huggingface.co:443"), lower case; empty when it is none, or one that must
/// not be used: another scheme, http beyond this machine, a user name in it.
std::string originOfUrl(const std::string& url);

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>

namespace attune {
namespace {

constexpr int kMaxRedirects = 5;
constexpr std::size_t kMaxErrorBody = 16 << 10;
constexpr long kConnectSeconds = 20;

struct CurlCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

// What the callbacks of one transfer share.
struct Transfer {
  const HttpRequest& request;
  const std::stop_token& stop;
  CURL* handle;
  HttpAnswer answer = {};
  std::uint64_t received = 0;
  bool tooLong = false, refused = false, stalled = false;
  std::chrono::seconds patience{30};
  curl_off_t lastBytes = -1;
  std::chrono::steady_clock::time_point lastChange = {};
};

int statusOf(CURL* handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

std::size_t onHeader(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  std::string_view line(data, size);
  if (line.starts_with("HTTP/")) transfer.answer.headers.clear();
  const auto colon = line.find(':');
  if (colon == line.npos || transfer.answer.headers.size() > 200) return size;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  line.remove_prefix(colon + 1);
  const auto begin = line.find_first_not_of(" \t");
  const auto end = line.find_last_not_of(" \t\r\n");
  transfer.answer.headers[name] =
      begin == line.npos || end == line.npos ? "" : std::string(line.substr(begin, end - begin + 1));
  return size;
}

std::size_t onBody(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const int status = statusOf(transfer.handle);
  if (status != 200 && status != 206) {
    const std::size_t room = kMaxErrorBody - std::min(kMaxErrorBody, transfer.answer.body.size());
    transfer.answer.body.append(data, std::min(size, room));
    return size;
  }
  transfer.received += size;
  if (transfer.received > transfer.request.maxBytes) {
    transfer.tooLong = true;
    return 0;
  }
  if (!transfer.request.onBody) {
    transfer.answer.body.append(data, size);
  } else if (!transfer.request.onBody(status, {data, size})) {
    transfer.refused = true;
    return 0;
  }
  return size;
}

// Curl calls this at least once a second, also while nothing arrives.
int onProgress(void* user, curl_off_t, curl_off_t bytes, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(user);
  const auto now = std::chrono::steady_clock::now();
  if (bytes != transfer.lastBytes) {
    transfer.lastBytes = bytes;
    transfer.lastChange = now;
  }
  transfer.stalled = now - transfer.lastChange > transfer.patience;
  return transfer.stop.stop_requested() || transfer.stalled ? 1 : 0;
}

std::string partOf(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string result(text);
  curl_free(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool isThisMachine(const std::string& host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

tl::unexpected<Error> badUrl(const std::string& url) {
  return fail("hub.url", ATTUNE_TEXT("The address “{0}” is not allowed: only https is used."), {url},
              ATTUNE_TEXT("Check the setting HF_ENDPOINT."));
}

void setOptions(Transfer& transfer, const std::string& url, curl_slist* headers) {
  CURL* handle = transfer.handle;
  const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(handle, option, value); };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, url.starts_with("http://") ? "http" : "https");
  set(CURLOPT_FOLLOWLOCATION, 0L);  // followed by hand, so that the token cannot follow
  set(CURLOPT_NOBODY, transfer.request.headOnly ? 1L : 0L);
  set(CURLOPT_HTTPHEADER, headers);
  set(CURLOPT_USERAGENT, "attune/" ATTUNE_VERSION);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  // Not CURLOPT_RESUME_FROM, which takes a server without ranges for an error instead of starting over.
  if (transfer.request.resumeAt > 0) set(CURLOPT_RANGE, (std::to_string(transfer.request.resumeAt) + "-").c_str());
  set(CURLOPT_HEADERFUNCTION, onHeader);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set(CURLOPT_WRITEFUNCTION, onBody);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set(CURLOPT_XFERINFOFUNCTION, onProgress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
  set(CURLOPT_NOPROGRESS, 0L);
}

Result<HttpAnswer> sendOnce(const HubSettings& settings, const HttpRequest& request, const std::string& url,
                            bool withToken, const std::stop_token& stop) {
  const std::unique_ptr<CURL, CurlCleanup> handle(curl_easy_init());
  if (!handle) return fail("hub.network", ATTUNE_TEXT("The connection could not be prepared."));
  Transfer transfer{request, stop, handle.get()};
  transfer.patience = std::chrono::seconds(settings.stallSeconds);
  std::unique_ptr<curl_slist, CurlCleanup> headers;
  if (withToken && !settings.token.empty())
    headers.reset(curl_slist_append(nullptr, ("Authorization: Bearer " + settings.token.reveal()).c_str()));
  setOptions(transfer, url, headers.get());
  if (!settings.certificates.empty()) curl_easy_setopt(handle.get(), CURLOPT_CAINFO, settings.certificates.c_str());
  const CURLcode code = curl_easy_perform(handle.get());
  transfer.answer.status = statusOf(handle.get());
  if (stop.stop_requested()) return fail("hub.stopped", ATTUNE_TEXT("Stopped."));
  // A refused body is the receiver's business.
  if (code == CURLE_OK || transfer.refused || (code == CURLE_RANGE_ERROR && transfer.answer.status == 416))
    return std::move(transfer.answer);
  if (transfer.tooLong)
    return fail("hub.size", ATTUNE_TEXT("The server sends more than it announced, {0} bytes."),
                {std::to_string(request.maxBytes)});
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
    return fail("hub.certificate", ATTUNE_TEXT("{0} could not prove that it is what it says: its certificate is not trusted."), {originOfUrl(url)},
                ATTUNE_TEXT("If your network has a certificate of its own, name its file in SSL_CERT_FILE."), curl_easy_strerror(code));
  return fail("hub.network", ATTUNE_TEXT("The connection to {0} failed."), {originOfUrl(url)},
              ATTUNE_TEXT("Check the network and try again; what has arrived is kept."),
              transfer.stalled ? "stalled" : curl_easy_strerror(code));
}

}  // namespace

std::string originOfUrl(const std::string& url) {
  const std::unique_ptr<CURLU, CurlCleanup> parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
  const std::string scheme = partOf(parsed.get(), CURLUPART_SCHEME), host = partOf(parsed.get(), CURLUPART_HOST);
  if (host.empty() || !partOf(parsed.get(), CURLUPART_USER).empty()) return {};
  if (scheme != "https" && !(scheme == "http" && isThisMachine(host))) return {};
  return scheme + "://" + host + ":" + partOf(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

Result<HttpAnswer> sendRequest(const HubSettings& settings, const HttpRequest& request, const std::stop_token& stop) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const std::string home = originOfUrl(settings.endpoint);
  std::string url = request.url;
  for (int hop = 0; hop <= kMaxRedirects; ++hop) {
    const std::string origin = originOfUrl(url);
    if (home.empty() || origin.empty() || (hop > 0 && home.starts_with("https:") && origin.starts_with("http:")))
      return badUrl(url);
    ATTUNE_TRY(HttpAnswer answer, sendOnce(settings, request, url, origin == home, stop));
    const auto location = answer.headers.find("location");
    if (!request.followRedirects || answer.status < 300 || answer.status >= 400 || location == answer.headers.end())
      return answer;
    const std::unique_ptr<CURLU, CurlCleanup> next(curl_url());
    char* text = nullptr;
    if (!next || curl_url_set(next.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        curl_url_set(next.get(), CURLUPART_URL, location->second.c_str(), 0) != CURLUE_OK ||
        curl_url_get(next.get(), CURLUPART_URL, &text, 0) != CURLUE_OK)
      return badUrl(location->second);
    url = text;
    curl_free(text);
  }
  return fail("hub.network", ATTUNE_TEXT("The server {0} redirects without end."), {home});
}

}  // namespace attune

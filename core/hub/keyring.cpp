// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/keyring.h"

#include <dlfcn.h>

#include <algorithm>
#include <array>

namespace attune {
namespace {

// What is used of libsecret's C interface (stable since 0.18): the names and layouts are those of its documentation.
struct SchemaAttribute {
  const char* name;
  int type;  // 0: a text
};
struct Schema {
  const char* name;
  int flags;
  std::array<SchemaAttribute, 32> attributes;
  int reserved;
  std::array<void*, 7> more;
};
struct GlibError {
  std::uint32_t domain;
  int code;
  char* message;
};

constexpr Schema kSchema = {"io.github.attune.HubToken", 0, {{{"endpoint", 0}, {nullptr, 0}}}, 0, {}};

}  // namespace

struct Keyring::Library {
  using Store = int (*)(const Schema*, const char* collection, const char* label, const char* password, void* cancel, GlibError**, ...);
  using Lookup = char* (*)(const Schema*, void* cancel, GlibError**, ...);
  using Clear = int (*)(const Schema*, void* cancel, GlibError**, ...);
  Store store = nullptr;
  Lookup lookup = nullptr;
  Clear clear = nullptr;
  void (*freePassword)(char*) = nullptr;
  void (*freeError)(GlibError*) = nullptr;

  Result<void> check(GlibError* error) const {
    if (!error) return {};
    const std::string reason = error->message ? error->message : "";
    freeError(error);
    return fail("hub.keyring", ATTUNE_TEXT("The desktop's keyring could not be used."), {},
                ATTUNE_TEXT("Unlock it, or give the token for this session only."), reason);
  }
};

Result<Keyring> Keyring::open(const std::string& library) {
  // Never closed again: GLib registers types that must not vanish.
  void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  auto functions = std::make_shared<Library>();
  if (handle) {
    functions->store = reinterpret_cast<Library::Store>(::dlsym(handle, "secret_password_store_sync"));
    functions->lookup = reinterpret_cast<Library::Lookup>(::dlsym(handle, "secret_password_lookup_sync"));
    functions->clear = reinterpret_cast<Library::Clear>(::dlsym(handle, "secret_password_clear_sync"));
    functions->freePassword = reinterpret_cast<void (*)(char*)>(::dlsym(handle, "secret_password_free"));
    functions->freeError = reinterpret_cast<void (*)(GlibError*)>(::dlsym(handle, "g_error_free"));
  }
  if (!functions->store || !functions->lookup || !functions->clear || !functions->freePassword || !functions->freeError)
    return fail("hub.no-keyring", ATTUNE_TEXT("This machine has no keyring that Attune can use (“{0}”)."), {library},
                ATTUNE_TEXT("Install the package libsecret-1-0, or give the token for this session only."));
  return Keyring(std::move(functions));
}

Result<void> Keyring::keep(const std::string& endpoint, const Secret& token) const {
  GlibError* error = nullptr;
  const std::string label = "Attune: " + endpoint;
  m_library->store(&kSchema, "default", label.c_str(), token.reveal().c_str(), nullptr, &error, "endpoint", endpoint.c_str(),
                   static_cast<char*>(nullptr));
  return m_library->check(error);
}

Result<Secret> Keyring::find(const std::string& endpoint) const {
  GlibError* error = nullptr;
  char* found = m_library->lookup(&kSchema, nullptr, &error, "endpoint", endpoint.c_str(), static_cast<char*>(nullptr));
  Secret token(found ? found : "");
  if (found) m_library->freePassword(found);  // overwrites it first
  ATTUNE_TRY_VOID(m_library->check(error));
  return token;
}

Result<void> Keyring::forget(const std::string& endpoint) const {
  GlibError* error = nullptr;
  m_library->clear(&kSchema, nullptr, &error, "endpoint", endpoint.c_str(), static_cast<char*>(nullptr));
  return m_library->check(error);
}

Result<void> chooseToken(HubSettings& settings, const Secret& given, TokenKeeping keeping, const std::string& library) {
  if (!given.empty()) settings.token = given;
  if (keeping == TokenKeeping::Session) return {};
  ATTUNE_TRY(const Keyring keyring, Keyring::open(library));
  if (!given.empty()) return keyring.keep(settings.endpoint, given);
  ATTUNE_TRY(Secret kept, keyring.find(settings.endpoint));
  if (!kept.empty()) settings.token = std::move(kept);
  return {};
}

Result<Secret> readToken(std::string text) {
  const auto begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  text = begin == text.npos ? "" : text.substr(begin, end - begin + 1);
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 32 && c < 127; });
  if (text.empty() || text.size() > 4096 || !plain)
    return fail("hub.token", ATTUNE_TEXT("What was given cannot be an access token."), {},
                ATTUNE_TEXT("A token is one word of letters, digits and “_”; copy it from your account's settings."));
  return Secret(std::move(text));
}

}  // namespace attune

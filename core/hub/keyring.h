// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's keyring, where a hub's token may be kept when the user asks for it. libsecret is opened at run time, so that
// Attune neither needs it to be built nor to run.
#pragma once
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/hub/hub.h"

namespace attune {

/// Tokens by the hub they are for. Thread: worker, as the keyring may ask the user to unlock it.
class Keyring {
 public:
  /// Opens libsecret. Errors: hub.no-keyring when this machine has none.
  static Result<Keyring> open(const std::string& library = "libsecret-1.so.0");

  /// Keeps the token of an endpoint ("https://huggingface.co") in place of an earlier one. Errors: hub.keyring.
  Result<void> keep(const std::string& endpoint, const Secret& token) const;
  /// The token kept for an endpoint, empty when there is none. Errors: hub.keyring.
  Result<Secret> find(const std::string& endpoint) const;
  /// Removes it; also well when there was none. Errors: hub.keyring.
  Result<void> forget(const std::string& endpoint) const;

 private:
  struct Library;
  explicit Keyring(std::shared_ptr<const Library> library) : m_library(std::move(library)) {}
  std::shared_ptr<const Library> m_library;
};

/// Where a token comes from and whether it stays.
enum class TokenKeeping : std::uint8_t {
  Session,  ///< Given by the user or the environment; written nowhere.
  Keyring,  ///< Kept in the keyring when given, taken from there when not.
};

/// Puts the token to use into `settings`: `given`, or else one of the keyring when `keeping` says so, or else that of the
/// environment, which is there already. With TokenKeeping::Keyring a token that is given is kept. Thread: worker. Errors: those of
/// Keyring.
Result<void> chooseToken(HubSettings& settings, const Secret& given, TokenKeeping keeping, const std::string& library = "libsecret-1.so.0");

/// A token without the blanks around it. Errors: hub.token for what cannot be one, which is not shown.
Result<Secret> readToken(std::string text);

}  // namespace attune

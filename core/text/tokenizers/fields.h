// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune::tokenizers {

/// A JSON object of a tokenizer file with the place where it stands, for messages such as
/// “tokenizer.json: normalizer.prepend must be a string”. Errors of all members: tokenizer.invalid.
class Fields {
 public:
  Fields(const Json& object, std::string file, std::string place)
      : m_object(&object), m_file(std::move(file)), m_place(std::move(place)) {}

  const Json& json() const { return *m_object; }
  const std::string& file() const { return m_file; }
  const std::string& place() const { return m_place; }
  /// The member `key`, or nullptr if it is absent or null.
  const Json* find(const std::string& key) const;
  /// The object or array element below this one.
  Fields child(const Json& value, const std::string& key) const { return {value, m_file, m_place + "." + key}; }
  /// Errors unless this is an object.
  Result<void> requireObject() const;

  Result<std::string> text(const std::string& key) const;
  Result<std::optional<std::string>> optionalText(const std::string& key) const;
  Result<bool> boolean(const std::string& key, std::optional<bool> absent = {}) const;
  Result<std::uint64_t> number(const std::string& key, std::optional<std::uint64_t> absent = {},
                               std::uint64_t max = 0xFFFFFFFFULL) const;
  Result<char32_t> character(const std::string& key) const;
  /// A text that is one of `choices`.
  Result<std::string> oneOf(const std::string& key, std::initializer_list<const char*> choices) const;
  /// An array. The reference stays valid with the document.
  Result<const Json*> array(const std::string& key) const;
  Result<const Json*> object(const std::string& key) const;

  /// “{file}: {place}.{key} must be {what}.”
  tl::unexpected<Error> wrong(const std::string& key, const std::string& what) const;
  /// “{file} uses {kind} “{value}”, which is not supported.” Code tokenizer.unsupported.
  tl::unexpected<Error> unsupported(const std::string& value) const;

 private:
  const Json* m_object;
  std::string m_file, m_place;
};

}  // namespace attune::tokenizers

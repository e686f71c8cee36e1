// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/fields.h"

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {

const Json* Fields::find(const std::string& key) const {
  if (!m_object->is_object()) return nullptr;
  const auto found = m_object->find(key);
  return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

Result<void> Fields::requireObject() const {
  if (m_object->is_object()) return {};
  return fail("tokenizer.invalid", ATTUNE_TEXT("{0}: “{1}” must be an object."), {m_file, m_place});
}

tl::unexpected<Error> Fields::wrong(const std::string& key, const std::string& what) const {
  return fail("tokenizer.invalid", ATTUNE_TEXT("{0}: “{1}” must be {2}."),
              {m_file, m_place.empty() ? key : m_place + "." + key, what});
}

tl::unexpected<Error> Fields::unsupported(const std::string& value) const {
  return fail("tokenizer.unsupported", ATTUNE_TEXT("{0}: the {1} “{2}” is not known, so the text would be split wrongly."),
              {m_file, m_place, value});
}

Result<std::string> Fields::text(const std::string& key) const {
  const Json* value = find(key);
  if (!value || !value->is_string()) return wrong(key, "a text");
  return value->get<std::string>();
}

Result<std::optional<std::string>> Fields::optionalText(const std::string& key) const {
  const Json* value = find(key);
  if (!value) return std::optional<std::string>{};
  if (!value->is_string()) return wrong(key, "a text");
  return std::optional(value->get<std::string>());
}

Result<bool> Fields::boolean(const std::string& key, std::optional<bool> absent) const {
  const Json* value = find(key);
  if (!value && absent) return *absent;
  if (!value || !value->is_boolean()) return wrong(key, "true or false");
  return value->get<bool>();
}

Result<std::uint64_t> Fields::number(const std::string& key, std::optional<std::uint64_t> absent,
                                     std::uint64_t max) const {
  const Json* value = find(key);
  if (!value && absent) return *absent;
  if (!value || !value->is_number_unsigned() || value->get<std::uint64_t>() > max)
    return wrong(key, "a whole number from 0 to " + std::to_string(max));
  return value->get<std::uint64_t>();
}

Result<char32_t> Fields::character(const std::string& key) const {
  ATTUNE_TRY(const std::string value, text(key));
  const std::u32string characters = unicode::toCodePoints(value);
  if (characters.size() != 1) return wrong(key, "one character");
  return characters[0];
}

Result<std::string> Fields::oneOf(const std::string& key, std::initializer_list<const char*> choices) const {
  ATTUNE_TRY(std::string value, text(key));
  std::string known;
  for (const char* choice : choices) {
    if (value == choice) return value;
    known += (known.empty() ? "" : ", ") + std::string(choice);
  }
  return wrong(key, "one of: " + known);
}

Result<const Json*> Fields::array(const std::string& key) const {
  const Json* value = find(key);
  if (!value || !value->is_array()) return wrong(key, "a list");
  return value;
}

Result<const Json*> Fields::object(const std::string& key) const {
  const Json* value = find(key);
  if (!value || !value->is_object()) return wrong(key, "an object");
  return value;
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <set>
#include <unordered_set>

#include "core/base/file.h"

namespace attune {
namespace {

// Builds the value through SAX, because the DOM parser of the library silently keeps the last of two equal keys and
// has no depth limit.
class StrictReader : public nlohmann::json_sax<Json> {
 public:
  explicit StrictReader(std::size_t maxDepth) : m_maxDepth(maxDepth) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!m_keys.back().insert(name).second) {
      duplicate = name;
      return false;
    }
    m_key = std::move(name);
    return true;
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception& problem) override {
    position = at;
    message = problem.what();
    return false;
  }

  Json root;
  std::string message, duplicate;
  std::size_t position = 0;
  bool tooDeep = false;

 private:
  Json* place(Json value) {
    if (m_stack.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *m_stack.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    // The set above has shown the key to be new, so the linear search of ordered_map is not needed.
    auto& object = parent.get_ref<Json::object_t&>();
    object.emplace_back(std::move(m_key), std::move(value));
    return &object.back().second;
  }
  bool put(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json value) {
    if (m_stack.size() >= m_maxDepth) {
      tooDeep = true;
      return false;
    }
    m_stack.push_back(place(std::move(value)));
    m_keys.emplace_back();
    return true;
  }
  bool close() {
    m_stack.pop_back();
    m_keys.pop_back();
    return true;
  }

  std::size_t m_maxDepth;
  std::vector<Json*> m_stack;
  std::vector<std::unordered_set<std::string>> m_keys;
  std::string m_key;
};

}  // namespace

Result<Json> parseJson(std::string_view text, const std::string& name, const JsonLimits& limits) {
  if (text.size() > limits.maxBytes)
    return fail("json.too-large", ATTUNE_TEXT("{0} is larger than the {1} bytes allowed for such a file."),
                {name, std::to_string(limits.maxBytes)});
  if (text.starts_with("\xEF\xBB\xBF"))
    return fail("json.invalid", ATTUNE_TEXT("{0} is not valid JSON: it starts with a byte order mark."), {name});
  // The library takes a NUL byte for the end of the text and would not look at what follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return fail("json.invalid", ATTUNE_TEXT("{0} is not valid JSON at byte {1}."), {name, std::to_string(nul)}, {}, "NUL byte");
  StrictReader reader(limits.maxDepth);
  if (!Json::sax_parse(text, &reader)) {
    if (!reader.duplicate.empty())
      return fail("json.duplicate-key", ATTUNE_TEXT("{0} is not valid JSON: the key “{1}” stands twice in one object."),
                  {name, reader.duplicate});
    if (reader.tooDeep)
      return fail("json.too-deep", ATTUNE_TEXT("{0} is nested more than {1} levels deep."),
                  {name, std::to_string(limits.maxDepth)});
    return fail("json.invalid", ATTUNE_TEXT("{0} is not valid JSON at byte {1}."), {name, std::to_string(reader.position)}, {},
                reader.message);
  }
  return std::move(reader.root);
}

Result<Json> readJsonFile(const std::filesystem::path& path, const JsonLimits& limits) {
  ATTUNE_TRY(const std::string text, readFile(path, limits.maxBytes));
  return parseJson(text, path.string(), limits);
}

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace attune::test {

/// Puts a GGUF file together byte by byte, so that tests can put it together wrongly.
class GgufBuilder {
 public:
  std::uint32_t version = 3;
  std::uint64_t tensorCount = 0, pairCount = 0;
  std::string body;  // pairs, then tensors

  template <class T>
  static std::string raw(T value) {
    std::string bytes(sizeof(T), '\0');
    std::memcpy(bytes.data(), &value, sizeof(T));
    return bytes;
  }
  static std::string text(const std::string& value) { return raw<std::uint64_t>(value.size()) + value; }

  GgufBuilder& pair(const std::string& key, std::uint32_t type, const std::string& value) {
    body += text(key) + raw(type) + value;
    ++pairCount;
    return *this;
  }
  GgufBuilder& textPair(const std::string& key, const std::string& value) { return pair(key, 8, text(value)); }
  GgufBuilder& tensor(const std::string& name, const std::vector<std::uint64_t>& dims, std::uint32_t type,
                      std::uint64_t offset) {
    body += text(name) + raw(static_cast<std::uint32_t>(dims.size()));
    for (const auto dimension : dims) body += raw(dimension);
    body += raw(type) + raw(offset);
    ++tensorCount;
    return *this;
  }
  std::string bytes(std::size_t dataBytes = 0, std::size_t alignment = 32) const {
    std::string all = "GGUF" + raw(version) + raw(tensorCount) + raw(pairCount) + body;
    if (dataBytes) all.resize((all.size() + alignment - 1) / alignment * alignment + dataBytes, '\0');
    return all;
  }
};

}  // namespace attune::test

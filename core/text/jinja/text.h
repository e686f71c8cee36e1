// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attune::jinja {

/// Where bytes of a text came from; a set of bits.
enum Mark : std::uint8_t {
  kTemplate = 0,   ///< Written by the template's author.
  kUser = 1,       ///< Came out of the conversation, tools or documents.
  kGenerated = 2,  ///< Was produced inside {% generation %}.
  kFocus = 4,      ///< Came out of the message that the caller follows.
};

/// A UTF-8 string in which every byte remembers its Mark through all string operations.
class Text {
 public:
  struct Run {
    std::size_t end = 0;     ///< One past its last byte; it starts where the run before ends.
    std::uint8_t marks = 0;  ///< Bits of Mark.
    bool operator==(const Run&) const = default;
  };

  Text() = default;
  explicit Text(std::string bytes, std::uint8_t marks = kTemplate);

  const std::string& bytes() const { return m_bytes; }
  std::size_t size() const { return m_bytes.size(); }
  bool empty() const { return m_bytes.empty(); }
  /// Adjacent runs differ in their marks; a text without any mark has no runs.
  const std::vector<Run>& runs() const { return m_runs; }

  void append(std::string_view bytes, std::uint8_t marks = kTemplate);
  void append(const Text& other);
  /// Appends bytes [begin, end) of `other`.
  void append(const Text& other, std::size_t begin, std::size_t end);
  /// Bytes [begin, end) with their marks.
  Text slice(std::size_t begin, std::size_t end) const;
  std::uint8_t marksAt(std::size_t byte) const;
  /// Sets `bit` on all bytes from `begin` to the end.
  void markFrom(std::size_t begin, std::uint8_t bit);

  /// Python's markupsafe.Markup: "+" with it escapes the other side. Set by the filters safe and escape.
  bool markup = false;

 private:
  void addRun(std::size_t length, std::uint8_t marks);
  std::size_t runAt(std::size_t byte) const;
  std::string m_bytes;
  std::vector<Run> m_runs;
};

}  // namespace attune::jinja

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/spool.h"
#include "core/data/example.h"

namespace attune {

/// A list of examples of any size: they lie on disk as lines, and each is made from its line when it is asked for. A
/// copy shares the lines until one of the two is appended to. Thread: any number of readers.
class Rows {
 public:
  class Iterator;

  /// An empty list, which goes to an unnamed file when it grows beyond a megabyte: in `folder`, or where the system keeps
  /// temporary files.
  Rows() : Rows(std::filesystem::path()) {}
  explicit Rows(std::filesystem::path folder);
  /// A list of examples that are at hand.
  static Rows of(std::span<const Example> examples);
  /// How many rows there are of each kind.
  using Counts = std::array<std::uint64_t, kExampleKinds>;
  /// The lines of a stored dataset, with the file of their offsets and what they count. Lists that are made from this
  /// one lie beside the dataset's folder. Errors: file.open.
  static Result<Rows> open(const std::filesystem::path& lines, const std::filesystem::path& offsets, const Counts& counts);
  /// The same of older datasets, which have the lines alone: every line is read once. Errors: file.open,
  /// data.example-invalid.
  static Result<Rows> open(const std::filesystem::path& lines);

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  /// The example of a row. One whose line can no longer be read is empty, and `check` says so from then on.
  Example operator[](std::size_t row) const;
  Example front() const { return (*this)[0]; }
  Example back() const { return (*this)[size() - 1]; }
  /// From the first to the last, reading ahead; it must not be appended meanwhile.
  Iterator begin() const;
  std::default_sentinel_t end() const { return {}; }

  void push_back(const Example& example);
  /// The same of a line that appendLine would give, with its end.
  void pushLine(std::string_view line, ExampleKind kind);
  const Counts& counts() const;
  /// Every label and tag in sorted order, and whether a classification has none or several; found at the first call.
  struct Labels {
    std::vector<std::string> names;
    bool severalInARow = false;
  };
  const Labels& labels() const;
  /// The empty list whose file would lie where this one's does.
  Rows emptyCopy() const;
  /// Bytes of the lines.
  std::uint64_t bytes() const;
  /// Whether everything that was appended is there and everything that was asked for could be read.
  /// Errors: file.write, data.rows-damaged.
  Result<void> check() const;
  /// Puts the lines and their offsets into two new files. Errors: file.write.
  Result<void> publish(const std::filesystem::path& lines, const std::filesystem::path& offsets) const;

 private:
  struct Store;
  std::shared_ptr<Store> m_store;
};

/// Goes through the rows once (an input iterator).
class Rows::Iterator {
 public:
  using iterator_concept = std::input_iterator_tag;
  using value_type = Example;
  using difference_type = std::ptrdiff_t;

  explicit Iterator(std::shared_ptr<const Store> store);
  Iterator(Iterator&&) noexcept;
  Iterator& operator=(Iterator&&) noexcept;
  ~Iterator();
  const Example& operator*() const;
  const Example* operator->() const { return &**this; }
  Iterator& operator++();
  void operator++(int) { ++*this; }
  bool operator==(std::default_sentinel_t) const;

 private:
  struct Walk;
  std::unique_ptr<Walk> m_walk;
};

}  // namespace attune

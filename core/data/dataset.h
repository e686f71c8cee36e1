// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/data/ledger.h"
#include "core/data/mapping.h"
#include "core/data/rows.h"

namespace attune {

/// Where rows came from.
struct SourceFile {
  std::string name;  ///< File name without folder, so that a project does not tell the user's paths.
  std::uint64_t bytes = 0;
  std::string format;    ///< Id in the format table: "jsonl", "json", "csv" …
  std::string encoding;  ///< "utf-8", "utf-16le" …; what the file's bytes were read as.
  bool operator==(const SourceFile&) const = default;
};

/// Examples of one import with the account of every row. Every example stands for one kept row:
/// examples.size() == ledger.kept().
struct Dataset {
  std::string name;
  Rows examples;
  Ledger ledger;
  std::string contentHash;  ///< contentHashOf(examples): the dataset's identity in runs, caches and reports.
  std::vector<SourceFile> sources;
  ColumnMapping mapping;
  Json recipe = Json::array();  ///< The cleaning steps applied since the import, replayable.
};

/// Computes contentHashOf while the examples arrive.
class ContentHasher {
 public:
  void add(const Example& example) {
    appendCanonical(example, m_bytes);
    if (m_bytes.size() > 16 * 1024) flush();
  }
  /// The hash; the object is spent afterwards.
  std::string finish() {
    flush();
    return m_hash.finish();
  }

 private:
  void flush() {
    m_hash.update(m_bytes);
    m_bytes.clear();
  }
  Sha256 m_hash;
  std::string m_bytes;
};

/// SHA-256 over the canonical form of the examples in order, 64 hexadecimal digits: the same rows give the same hash
/// from every file format.
template <class Examples>
std::string contentHashOf(const Examples& examples) {
  ContentHasher hasher;
  for (const Example& example : examples) hasher.add(example);
  return hasher.finish();
}

/// The kind that all examples share, or nothing for an empty or mixed dataset.
std::optional<ExampleKind> commonKind(const Dataset& dataset);

/// The distinct labels (classification) or tags (token tags) in sorted order: the classes of a head.
std::vector<std::string> labelSet(const Dataset& dataset);

}  // namespace attune

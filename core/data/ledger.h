// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace attune {

/// One input row that is not in the dataset, and why.
struct DroppedRow {
  std::uint32_t file = 0;  ///< Index into Dataset::sources.
  std::uint64_t row = 0;   ///< 1-based number of the row in its file.
  std::uint64_t line = 0;  ///< 1-based line of the file where the row starts; 0 when the format has no lines.
  Error reason;
};

/// Accounts for every input row: rows() == kept() + droppedCount() holds always, because each row enters once through
/// `keep` or `drop`. Of very many dropped rows only the first kMaxDetails are kept one by one; all are counted by
/// reason.
class Ledger {
 public:
  static constexpr std::size_t kMaxDetails = 100'000;

  /// Counts one row that became an example.
  void keep() { ++m_kept; }
  /// Counts one row that did not.
  void drop(DroppedRow row);
  /// Moves one row that was kept before to the dropped ones, for a cleaning step that removes its example.
  void discard(DroppedRow row);
  /// Adds the rows of another ledger, whose file indices are moved up by `fileOffset`.
  void append(const Ledger& other, std::uint32_t fileOffset);

  std::uint64_t rows() const { return m_kept + m_dropped; }
  std::uint64_t kept() const { return m_kept; }
  std::uint64_t droppedCount() const { return m_dropped; }
  /// The first kMaxDetails dropped rows in the order of the input.
  const std::vector<DroppedRow>& dropped() const { return m_details; }
  /// How many rows were dropped for each error code.
  const std::map<std::string, std::uint64_t>& reasons() const { return m_reasons; }

  Json toJson() const;
  /// Errors: data.ledger-invalid when the numbers do not sum.
  static Result<Ledger> fromJson(const Json& json);

 private:
  std::uint64_t m_kept = 0;
  std::uint64_t m_dropped = 0;
  std::vector<DroppedRow> m_details;
  std::map<std::string, std::uint64_t> m_reasons;
};

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/data/formats/formats.h"
#include "core/data/personal_data.h"
#include "core/data/schema.h"

namespace {

using namespace attune;

// Every row comes once and in order, and every layout can look at it.
class Checker : public RowSink {
 public:
  bool row(const RowView& row) override {
    for (const auto* schema : schemas()) {
      ColumnMapping mapping;
      mapping.schema = schema->id;
      std::size_t next = 0;
      for (const auto& role : schema->roles)
        if (next < row.cells.size()) mapping.columns[std::string(role.id)] = std::string(row.cells[next++].name);
      Example example;
      if (!schema->read(row, mapping, example)) continue;
      const auto back = exampleFromJson(toJson(example));
      if (!back || !sameContent(*back, example)) std::abort();
      (void)maskSensitive(plainText(example));
    }
    return inOrder(row.row);
  }
  bool bad(std::uint64_t row, std::uint64_t line, Error) override { return line > 0 && inOrder(row); }

 private:
  bool inOrder(std::uint64_t row) {
    if (row != ++m_last) std::abort();
    return true;
  }
  std::uint64_t m_last = 0;
};

}  // namespace

// The first byte picks the format, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Format& format = formats()[data[0] % formats().size()];
  Dialect given;
  given.format = format.id;
  const auto dialect = detectDialect("fuzz", text, true, given);
  if (!dialect) return 0;
  const auto source = decodingSource(memorySource(text), dialect->encoding);
  if (!source) std::abort();
  ImportLimits limits;
  limits.maxRowBytes = 1 << 16;
  Checker checker;
  (void)format.read(**source, *dialect, limits, checker);
  return 0;
}

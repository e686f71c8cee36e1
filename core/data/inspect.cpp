// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "core/data/formats/formats.h"
#include "core/data/formats/open.h"
#include "core/data/import.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

// Counts rows and remembers what shows that the file itself is damaged.
class Inspector : public RowSink {
 public:
  explicit Inspector(const SchemaMatch* match) : m_match(match) {}

  bool row(const RowView& row) override {
    ++good;
    lastFault.reset();
    if (m_match != nullptr) {
      Example example;
      if (findSchema(m_match->mapping.schema)->read(row, m_match->mapping, example)) ++usable;
    }
    return true;
  }

  bool bad(std::uint64_t, std::uint64_t line, Error reason) override {
    ++reasons[reason.code];
    ++faults;
    Error placed{reason.code,
                 ATTUNE_TEXT("Line {0}: {1}"),
                 {std::to_string(line), fillSlots(reason.text, reason.args)},
                 reason.detail,
                 fillSlots(reason.hint, reason.args)};
    const bool damage = reason.code.starts_with("data.file-") || reason.code == "data.row-nul";
    if (damage && !damaged) damaged = placed;
    if (!firstFault) firstFault = placed;
    lastFault = std::move(placed);
    return true;
  }

  std::uint64_t good = 0, usable = 0, faults = 0;
  std::map<std::string, std::uint64_t> reasons;
  std::optional<Error> damaged, firstFault, lastFault;

 private:
  const SchemaMatch* m_match;
};

bool endsWithNewline(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(-1, std::ios::end);
  const int last = file.get();
  return last == '\n' || last == '\r';
}

tl::unexpected<Error> refused(const std::string& name, const char* text, const Error& reason) {
  std::string why = fillSlots(reason.text, reason.args);
  if (!reason.detail.empty()) why += " (" + reason.detail + ")";
  return fail("data.not-a-table", text, {name, std::move(why)}, fillSlots(reason.hint, reason.args));
}

}  // namespace

Result<Json> inspectTable(const fs::path& path) {
  const std::string name = path.filename().string();
  ATTUNE_TRY(const Preview preview, previewFile(path));
  const SchemaMatch* match = preview.schemas.empty() ? nullptr : &preview.schemas.front();
  Inspector inspector(match);
  ATTUNE_TRY(const auto source, openDecoded(path, preview.dialect.encoding, {}));
  if (const auto read = findFormat(preview.dialect.format)->read(*source, preview.dialect, {}, inspector); !read)
    return refused(name, ATTUNE_TEXT("“{0}” is no sound table: {1}"), read.error());
  if (inspector.damaged) return refused(name, ATTUNE_TEXT("“{0}” is damaged. {1}"), *inspector.damaged);
  if (inspector.good == 0 && inspector.firstFault)
    return refused(name, ATTUNE_TEXT("“{0}” has no row that can be read. {1}"), *inspector.firstFault);
  if (inspector.good == 0) return fail("data.no-rows", ATTUNE_TEXT("“{0}” holds no rows."), {name});
  if (inspector.lastFault && inspector.lastFault->code == "data.row-json" && !endsWithNewline(path))
    return refused(name, ATTUNE_TEXT("“{0}” is cut off in its last row. {1}"), *inspector.lastFault);
  Json json{{"kind", "table"},
            {"file", name},
            {"format", preview.dialect.format},
            {"encoding", preview.dialect.encoding},
            {"bytes", preview.fileBytes},
            {"columns", preview.columns},
            {"rows", inspector.good + inspector.faults},
            {"unreadable_rows", inspector.faults},
            {"unreadable_reasons", inspector.reasons}};
  if (preview.dialect.format == "csv") json["delimiter"] = std::string(1, preview.dialect.delimiter);
  if (match != nullptr) {
    json["schema"] = match->mapping.schema;
    json["confidence"] = match->confidence;
    json["mapping"] = match->mapping.columns;
    json["usable_rows"] = inspector.usable;
  }
  if (inspector.firstFault) json["first_fault"] = describe(*inspector.firstFault);
  return json;
}

}  // namespace attune

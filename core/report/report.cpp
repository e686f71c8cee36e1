// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

#include "core/base/file.h"

namespace attune {
namespace {

constexpr ReportFormat kFormats[] = {{"html", ATTUNE_TEXT("Web page"), "html", writeHtmlReport},
                                     {"markdown", ATTUNE_TEXT("Markdown"), "md", writeMarkdownReport},
                                     {"csv", ATTUNE_TEXT("Table (CSV)"), "csv", writeCsvReport},
                                     {"model-card", ATTUNE_TEXT("Model card"), "md", writeModelCard}};

}  // namespace

std::span<const ReportFormat> reportFormats() {
  return kFormats;
}

const ReportFormat* findReportFormat(std::string_view id) {
  for (const ReportFormat& format : kFormats)
    if (id == format.id) return &format;
  return nullptr;
}

Result<void> writeReport(const ReportInput& input, std::string_view format, const std::filesystem::path& target) {
  const ReportFormat* known = findReportFormat(format);
  if (!known)
    return fail("report.unknown-format", ATTUNE_TEXT("There is no report format “{0}”."), {std::string(format)});
  if (input.comparison.runs.empty()) return fail("report.no-runs", ATTUNE_TEXT("A report needs at least one run."));
  return writeFileAtomic(target, known->write(input));
}

}  // namespace attune

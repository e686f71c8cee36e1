// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ledger.h"

#include <cassert>

#include "core/base/json_number.h"

namespace attune {

void Ledger::drop(DroppedRow row) {
  ++m_dropped;
  ++m_reasons[row.reason.code];
  if (m_details.size() < kMaxDetails) m_details.push_back(std::move(row));
}

void Ledger::discard(DroppedRow row) {
  assert(m_kept > 0);
  --m_kept;
  drop(std::move(row));
}

void Ledger::append(const Ledger& other, std::uint32_t fileOffset) {
  m_kept += other.m_kept;
  m_dropped += other.m_dropped;
  for (const auto& [code, count] : other.m_reasons) m_reasons[code] += count;
  for (auto row : other.m_details) {
    if (m_details.size() >= kMaxDetails) break;
    row.file += fileOffset;
    m_details.push_back(std::move(row));
  }
}

Json Ledger::toJson() const {
  Json details = Json::array();
  for (const auto& row : m_details) {
    Json item{
        {"file", row.file}, {"row", row.row}, {"line", row.line}, {"code", row.reason.code}, {"text", row.reason.text}};
    if (!row.reason.args.empty()) item["args"] = row.reason.args;
    if (!row.reason.detail.empty()) item["detail"] = row.reason.detail;
    if (!row.reason.hint.empty()) item["hint"] = row.reason.hint;
    details.push_back(std::move(item));
  }
  return {{"rows", rows()},
          {"kept", m_kept},
          {"dropped", m_dropped},
          {"reasons", m_reasons},
          {"details", std::move(details)}};
}

Result<Ledger> Ledger::fromJson(const Json& json) {
  Ledger ledger;
  std::uint64_t rows = 0, byReason = 0;
  try {
    rows = wholeNumber(json.at("rows"));
    ledger.m_kept = wholeNumber(json.at("kept"));
    ledger.m_dropped = wholeNumber(json.at("dropped"));
    for (const auto& [code, count] : json.at("reasons").items()) ledger.m_reasons[code] = wholeNumber(count);
    for (const auto& item : json.at("details")) {
      DroppedRow row;
      row.file = static_cast<std::uint32_t>(wholeNumber(item.at("file")));
      row.row = wholeNumber(item.at("row"));
      row.line = wholeNumber(item.at("line"));
      row.reason = {item.at("code").get<std::string>(), item.at("text").get<std::string>(),
                    item.value("args", std::vector<std::string>{}), item.value("detail", std::string{}),
                    item.value("hint", std::string{})};
      ledger.m_details.push_back(std::move(row));
    }
  } catch (const nlohmann::json::exception& problem) {
    return fail("data.ledger-invalid", ATTUNE_TEXT("The stored account of the imported rows cannot be read."), {}, {},
                problem.what());
  }
  for (const auto& [code, count] : ledger.m_reasons) byReason += count;
  if (rows != ledger.rows() || byReason != ledger.m_dropped || ledger.m_details.size() > ledger.m_dropped)
    return fail("data.ledger-invalid", ATTUNE_TEXT("The stored account of the imported rows does not sum."));
  return ledger;
}

}  // namespace attune

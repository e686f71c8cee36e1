// SPDX-License-Identifier: GPL-3.0-or-later
// The report in the HTML subset of QTextDocument: no CSS boxes, so frames and tiles are tables.
#include "core/report/document.h"
#include "core/report/format_text.h"

namespace attune {
namespace {

using namespace report;

constexpr const char* kStyle =
    "body{font-family:sans-serif;font-size:10pt;color:#1b1d21}h1{font-size:22pt}h2{font-size:15pt;margin-top:22px}"
    "p{margin-top:4px;margin-bottom:8px}.muted{color:#5b616b}.small{font-size:8.5pt;color:#5b616b}pre{font-family:"
    "monospace;font-size:8.5pt}"
    "td,th{padding:3px}th{text-align:left;color:#5b616b}";

// Newlines of foreign text are kept.
std::string lines(const std::string& text) {
  std::string out;
  for (const char c : htmlEscaped(text)) {
    if (c == '\n')
      out += "<br/>";
    else
      out += c;
  }
  return out;
}

struct PrintableWriter {
  std::string out = {};
  std::vector<std::string> charts = {};

  void operator()(const Paragraph& block) { out += "<p>" + lines(block.text) + "</p>"; }
  void operator()(const Tiles& block) {
    constexpr std::size_t kColumns = 3;
    out += "<table width=\"100%\" cellspacing=\"6\" cellpadding=\"8\">";
    for (std::size_t i = 0; i < block.tiles.size(); ++i) {
      const Tiles::Tile& tile = block.tiles[i];
      if (i % kColumns == 0) out += i ? "</tr><tr>" : "<tr>";
      out += "<td width=\"33%\" bgcolor=\"#f3f4f5\"><span class=\"small\">" + lines(tile.label) +
             "</span><br/><span style=\"font-size:16pt\"><b>" + lines(tile.value) +
             "</b></span><br/><span class=\"small\">" + lines(tile.note) + "</span></td>";
    }
    out += "</tr></table>";
  }
  void operator()(const Facts& block) {
    out += "<table cellpadding=\"3\">";
    for (const auto& [name, value] : block.rows)
      out += "<tr><td width=\"28%\" class=\"muted\">" + lines(name) + "</td><td>" + lines(value) + "</td></tr>";
    out += "</table><br/>";
  }
  void operator()(const Table& block) {
    const auto align = [&](std::size_t i) {
      return i < block.numeric.size() && block.numeric[i] ? " align=\"right\"" : "";
    };
    out +=
        "<table width=\"100%\" border=\"1\" style=\"border-collapse:collapse;border-color:#d5d8dc\" "
        "cellpadding=\"4\"><thead><tr>";
    for (std::size_t i = 0; i < block.header.size(); ++i)
      out += std::string("<th") + align(i) + ">" + lines(block.header[i]) + "</th>";
    out += "</tr></thead>";
    for (const auto& row : block.rows) {
      out += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i)
        out += std::string("<td") + align(i) + ">" +
               (row[i].strong ? "<b>" + lines(row[i].text) + "</b>" : lines(row[i].text)) + "</td>";
      out += "</tr>";
    }
    out += "</table>";
    out += "<p class=\"small\">" + lines(block.note) + "</p>";
  }
  void operator()(const Chart& block) {
    out += "<p><img src=\"chart:" + std::to_string(charts.size()) + "\" width=\"" + std::to_string(block.width) +
           "\" height=\"" + std::to_string(block.height) + "\"/></p>";
    charts.push_back(chartSvg(block, ChartColours::Fixed));
  }
  void operator()(const Callout& block) {
    constexpr const char* kTones[] = {"#eaf3fa", "#e9f5ef", "#fbf1e3", "#faeae9"};
    out += std::string("<table width=\"100%\" cellpadding=\"8\"><tr><td bgcolor=\"") +
           kTones[static_cast<int>(block.kind)] + "\"><b>" + lines(block.title) + "</b><br/>" + lines(block.text) +
           "</td></tr></table><br/>";
  }
  void operator()(const Code& block) {
    out += "<pre style=\"white-space:pre-wrap\">" + htmlEscaped(block.text) + "</pre>";
  }
  void operator()(const Exchange& block) {
    if (!block.caption.empty()) out += "<p class=\"muted\"><b>" + lines(block.caption) + "</b></p>";
    out += "<table width=\"100%\" cellpadding=\"5\" bgcolor=\"#f7f7f8\">";
    for (const auto& [name, text] : block.parts)
      out += "<tr><td width=\"18%\" class=\"muted\">" + lines(name) + "</td><td>" + lines(text) + "</td></tr>";
    out += "</table><br/>";
  }
};

PrintableWriter printed(const ReportInput& input) {
  const Document document = makeDocument(input);
  PrintableWriter writer;
  writer.out = "<html><head><meta charset=\"utf-8\"/><style>";
  writer.out += kStyle;
  writer.out += "</style></head><body><p class=\"muted\">" + lines(document.subtitle) + "</p><h1>" +
                lines(document.title) + "</h1>";
  for (const Section& section : document.sections) {
    writer.out += "<h2>" + lines(section.title) + "</h2>";
    for (const Block& block : section.blocks) std::visit(writer, block);
  }
  writer.out += "<p class=\"small\">" + lines(document.footer) + "</p></body></html>\n";
  return writer;
}

}  // namespace

std::string writePrintableHtml(const ReportInput& input) {
  return printed(input).out;
}
std::vector<std::string> printableCharts(const ReportInput& input) {
  return printed(input).charts;
}

}  // namespace attune

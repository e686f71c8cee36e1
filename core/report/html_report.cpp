// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"
#include "core/report/format_text.h"

namespace attune {
namespace {

using namespace report;

constexpr const char* kStyle = R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--page);color:var(--ink);font:16.5px/1.6 system-ui,-apple-system,"Segoe UI",Cantarell,"Noto Sans",sans-serif;
 font-feature-settings:"kern","liga"}
main,header,footer{max-width:1020px;margin:0 auto;padding:0 32px}
nav{margin:0 auto}
header{padding-top:72px;padding-bottom:20px}
.project{color:var(--accent);font-weight:600;letter-spacing:.02em;margin:0 0 10px}
h1{font-size:clamp(30px,4.4vw,44px);line-height:1.15;letter-spacing:-.022em;font-weight:680;margin:0;overflow-wrap:anywhere;text-wrap:balance}
nav{display:flex;flex-wrap:wrap;gap:6px 22px;width:calc(100% - 64px);max-width:956px;padding:14px 0;border-bottom:1px solid var(--rule);font-size:14.5px}
nav a{color:var(--muted);text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline;text-underline-offset:4px}
section{padding:44px 0 12px}
section+section{border-top:1px solid var(--rule);margin-top:32px}
h2{font-size:25px;line-height:1.25;letter-spacing:-.014em;font-weight:650;margin:0 0 20px}
p{margin:0 0 18px;max-width:70ch;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:14px;margin:26px 0 30px}
.tile{background:var(--paper);border:1px solid var(--rule);border-radius:14px;padding:18px 20px 16px}
.tile b{display:block;font-size:13.5px;font-weight:550;color:var(--muted)}
.tile strong{display:block;font-size:29px;line-height:1.3;font-weight:640;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:nowrap}
.tile span{font-size:13.5px;color:var(--muted)}
figure{margin:8px 0 26px;background:var(--paper);border:1px solid var(--rule);border-radius:14px;padding:20px 18px 10px;overflow:hidden}
figure svg{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;margin:8px 0 12px}
table{border-collapse:collapse;width:100%;font-size:15px;line-height:1.45}
th{font-weight:600;font-size:13.5px;color:var(--muted);text-align:left;vertical-align:bottom;padding:8px 18px 10px 0;border-bottom:1.5px solid var(--rule-strong)}
td{padding:9px 18px 9px 0;border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
tbody tr:last-child td{border-bottom:0}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td strong{font-weight:680;color:var(--ink)}
.note{font-size:14px;color:var(--muted);margin:0 0 26px}
dl{display:grid;grid-template-columns:minmax(150px,230px) 1fr;gap:9px 26px;margin:22px 0 26px;font-size:15.5px}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.callout{border-left:4px solid var(--tone);background:color-mix(in srgb,var(--tone) 8%,var(--paper));border-radius:4px 12px 12px 4px;padding:14px 20px;margin:0 0 16px}
.callout b{display:block;font-weight:640}
.callout b::first-letter{text-transform:uppercase}
.callout p{margin:2px 0 0;max-width:none}
.info{--tone:var(--c0)}.good{--tone:var(--good)}.warning{--tone:var(--warn)}.bad{--tone:var(--bad)}
pre{background:var(--paper);border:1px solid var(--rule);border-radius:12px;padding:16px 20px;margin:0 0 16px;font:13.5px/1.6 ui-monospace,"Cascadia Mono","DejaVu Sans Mono",monospace;
 white-space:pre-wrap;overflow-wrap:anywhere}
.exchange{background:var(--paper);border:1px solid var(--rule);border-radius:14px;padding:18px 22px 8px;margin:0 0 16px}
.exchange h3{font-size:13.5px;font-weight:600;color:var(--accent);margin:0 0 10px}
.exchange div{display:grid;grid-template-columns:120px 1fr;gap:4px 20px;margin-bottom:10px}
.exchange div>b{font-size:13.5px;font-weight:550;color:var(--muted);padding-top:2px}
.exchange div>span{white-space:pre-wrap;overflow-wrap:anywhere}
footer{padding-top:30px;padding-bottom:64px;color:var(--muted);font-size:14px}
@media (max-width:640px){main,header,footer{padding-left:20px;padding-right:20px}nav{width:calc(100% - 40px)}header{padding-top:40px}dl,.exchange div{grid-template-columns:1fr;gap:2px}dd{margin-bottom:10px}}
@media print{body{font-size:10.5pt;background:#fff}nav{display:none}header{padding-top:0}main,header,footer{max-width:none;padding-left:0;padding-right:0}
 section{padding:18px 0 4px}section+section{margin-top:14px}.tile,figure,.callout,.exchange,tr{break-inside:avoid}h2{break-after:avoid}}
)css";

constexpr const char* kLightInk =
    "--page:#fbfbfa;--paper:#ffffff;--ink:#1b1d21;--muted:#5b616b;--rule:#e4e5e7;--rule-strong:#c9ccd1;--grid:#e8e9eb;-"
    "-accent:#0067a3;"
    "--good:#1a7f4e;--warn:#a85d00;--bad:#b3261e;";
constexpr const char* kDarkInk =
    "--page:#15171a;--paper:#1d2024;--ink:#e8eaed;--muted:#a3a9b3;--rule:#2d3137;--rule-strong:#474d56;--grid:#2b2f35;-"
    "-accent:#5cb3f0;"
    "--good:#4cc38a;--warn:#f0a44b;--bad:#ff8a80;";

std::string head(const Document& document) {
  return "<!DOCTYPE html>\n<html lang=\"" + htmlEscaped(document.language) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n"
         // Even if some text slipped through unescaped, the page could not run or load anything.
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
         "img-src data:; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
         "content=\"light dark\">\n"
         "<meta name=\"generator\" content=\"Attune\">\n<title>" +
         htmlEscaped(document.title) + "</title>\n<style>\n:root{color-scheme:light dark;" + kLightInk +
         chartCssLight() + "}\n@media (prefers-color-scheme:dark){:root{" + kDarkInk + chartCssDark() +
         "}}\n@media print{:root{" + kLightInk + chartCssLight() + "}}" + kStyle + "</style>\n</head>\n";
}

struct HtmlWriter {
  std::string out = {};

  void operator()(const Paragraph& block) { out += "<p>" + htmlEscaped(block.text) + "</p>\n"; }
  void operator()(const Tiles& block) {
    out += "<div class=\"tiles\">\n";
    for (const Tiles::Tile& tile : block.tiles)
      out += "<div class=\"tile\"><b>" + htmlEscaped(tile.label) + "</b><strong>" + htmlEscaped(tile.value) +
             "</strong><span>" + htmlEscaped(tile.note) + "</span></div>\n";
    out += "</div>\n";
  }
  void operator()(const Facts& block) {
    out += "<dl>\n";
    for (const auto& [name, value] : block.rows)
      out += "<dt>" + htmlEscaped(name) + "</dt><dd dir=\"auto\">" + htmlEscaped(value) + "</dd>\n";
    out += "</dl>\n";
  }
  void operator()(const Table& block) {
    const auto kind = [&](std::size_t i) { return i < block.numeric.size() && block.numeric[i] ? " class=\"n\"" : ""; };
    out += "<div class=\"scroll\"><table><thead><tr>";
    for (std::size_t i = 0; i < block.header.size(); ++i)
      out += std::string("<th scope=\"col\"") + kind(i) + ">" + htmlEscaped(block.header[i]) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : block.rows) {
      out += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string text = htmlEscaped(row[i].text);
        out += std::string("<td") + kind(i) + ">" + (row[i].strong ? "<strong>" + text + "</strong>" : text) + "</td>";
      }
      out += "</tr>\n";
    }
    out += "</tbody></table></div>\n";
    if (!block.note.empty()) out += "<p class=\"note\">" + htmlEscaped(block.note) + "</p>\n";
  }
  void operator()(const Chart& block) { out += "<figure>" + chartSvg(block, ChartColours::Page) + "</figure>\n"; }
  void operator()(const Callout& block) {
    constexpr const char* kClasses[] = {"info", "good", "warning", "bad"};
    out += std::string("<div class=\"callout ") + kClasses[static_cast<int>(block.kind)] + "\" role=\"note\"><b>" +
           htmlEscaped(block.title) + "</b><p>" + htmlEscaped(block.text) + "</p></div>\n";
  }
  void operator()(const Code& block) { out += "<pre><code>" + htmlEscaped(block.text) + "</code></pre>\n"; }
  void operator()(const Exchange& block) {
    out += "<div class=\"exchange\">";
    if (!block.caption.empty()) out += "<h3>" + htmlEscaped(block.caption) + "</h3>";
    for (const auto& [name, text] : block.parts)
      out += "<div><b>" + htmlEscaped(name) + "</b><span dir=\"auto\">" + htmlEscaped(text) + "</span></div>";
    out += "</div>\n";
  }
};

}  // namespace

std::string writeHtmlReport(const ReportInput& input) {
  const Document document = makeDocument(input);
  HtmlWriter writer;
  writer.out = head(document) + "<body>\n<header><p class=\"project\">" + htmlEscaped(document.subtitle) + "</p><h1>" +
               htmlEscaped(document.title) + "</h1></header>\n<nav>";
  for (const Section& section : document.sections)
    writer.out += "<a href=\"#" + section.id + "\">" + htmlEscaped(section.title) + "</a>";
  writer.out += "</nav>\n<main>\n";
  for (const Section& section : document.sections) {
    writer.out += "<section id=\"" + section.id + "\">\n<h2>" + htmlEscaped(section.title) + "</h2>\n";
    for (const Block& block : section.blocks) std::visit(writer, block);
    writer.out += "</section>\n";
  }
  writer.out += "</main>\n<footer>" + htmlEscaped(document.footer) + "</footer>\n</body>\n</html>\n";
  return std::move(writer.out);
}

}  // namespace attune

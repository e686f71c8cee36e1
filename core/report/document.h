// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/report: what a report says, before it is HTML, Markdown or paper. Texts are plain, not yet escaped.
#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/report/chart.h"
#include "core/report/report.h"

namespace attune::report {

struct Paragraph {
  std::string text;
};
/// The few numbers that one looks for first.
struct Tiles {
  struct Tile {
    std::string label, value, note;
  };
  std::vector<Tile> tiles;
};
/// Names and values, one below the other.
struct Facts {
  std::vector<std::pair<std::string, std::string>> rows;
};
struct Cell {
  std::string text;
  bool strong = false;
};
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<Cell>> rows;
  std::vector<bool> numeric;  ///< By column: aligned right.
  std::string note;           ///< Below the table.
};
struct Callout {
  enum class Kind { Info, Good, Warning, Bad } kind = Kind::Info;
  std::string title, text;
};
struct Code {
  std::string text;
};
/// Something that a model was asked and answered; the texts come from data and models.
struct Exchange {
  std::string caption;
  std::vector<std::pair<std::string, std::string>> parts;  ///< Name ("Question", "Expected", "Base", "Tuned") and text.
};

using Block = std::variant<Paragraph, Tiles, Facts, Table, Chart, Callout, Code, Exchange>;

struct Section {
  std::string id;  ///< Anchor: "results".
  std::string title;
  std::vector<Block> blocks;
};

struct Document {
  std::string title, subtitle, footer, language;
  std::vector<Section> sections;
};

/// Everything the input tells, in reading order; the same content goes into every format.
Document makeDocument(const ReportInput& input);

/// The sections of makeDocument, each empty when there is nothing to tell.
Section overviewSection(const ReportInput& input);
Section curvesSection(const ReportInput& input);
Section evaluationSection(const ReportInput& input);
Section samplesSection(const ReportInput& input);
Section dataSection(const ReportInput& input);
Section settingsSection(const ReportInput& input);
Section repeatSection(const ReportInput& input);

/// Translates and fills the slots of an ATTUNE_TEXT source.
std::string say(const ReportInput& input, const std::string& text, const std::vector<std::string>& args = {});
/// What a run is called: its name, or its id.
std::string runName(const RunRecord& run);

}  // namespace attune::report

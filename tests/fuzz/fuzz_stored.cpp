// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/data/dataset_info.h"
#include "core/data/example_line.h"
#include "core/data/filter_expression.h"
#include "core/data/ledger.h"
#include "tests/fuzz/memory_file.h"

using namespace attune;

// The first byte picks a parser of what a project or a folder from elsewhere holds: a stored row, a dataset_info.json, a
// ledger, or a condition of a recipe.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 4 == 0) {
    const std::size_t length = text.size();
    text.resize(length + LineReader::kPadding);
    LineReader reader;
    Example example;
    if (!reader.read(std::string_view(text).substr(0, length), example)) return 0;
    // What was read is written, and read again it is the same.
    std::string line;
    appendLine(example, line);
    if (line != toJson(example).dump() + "\n") std::abort();
    line.resize(line.size() - 1 + LineReader::kPadding);
    Example back;
    if (!reader.read(std::string_view(line).substr(0, line.size() - LineReader::kPadding), back)) std::abort();
    if (!sameContent(example, back)) std::abort();
  } else if (data[0] % 4 == 1) {
    static const fuzz::MemoryFile file;
    const auto info = readDatasetInfo(file.with(data + 1, size - 1));
    if (info)
      for (const auto& dataset : info->datasets)
        for (const auto& part : dataset.path)
          if (part == "..") std::abort();
  } else if (data[0] % 4 == 2) {
    if (const auto json = parseJson(text, "ledger"))
      if (const auto ledger = Ledger::fromJson(*json); ledger && ledger->rows() != ledger->kept() + ledger->droppedCount())
        std::abort();
  } else {
    Example example;
    example.text = "some text 12";
    example.labels = {"a"};
    example.columns = {{"id", 7}};
    if (const auto filter = FilterExpression::parse(text)) static_cast<void>(filter->matches(example));
  }
  return 0;
}

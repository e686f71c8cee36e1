// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/formats/formats.h"

#include <array>

namespace attune {
namespace {

constexpr std::string_view kJsonlExtensions[]{".jsonl", ".ndjson", ".jsonlines"};
constexpr std::string_view kJsonExtensions[]{".json"};
constexpr std::string_view kCsvExtensions[]{".csv"};
constexpr std::string_view kTsvExtensions[]{".tsv", ".tab"};
constexpr std::string_view kConllExtensions[]{".conll", ".iob", ".iob2", ".bio", ".bioes"};
constexpr std::string_view kConlluExtensions[]{".conllu"};
constexpr std::string_view kTextExtensions[]{".txt", ".md", ".markdown"};

const std::array kFormats{
    Format{"jsonl", ATTUNE_TEXT("JSON Lines"), kJsonlExtensions, readJsonl},
    Format{"json", ATTUNE_TEXT("JSON list of objects"), kJsonExtensions, readJsonRows},
    Format{"csv", ATTUNE_TEXT("Comma-separated values"), kCsvExtensions, readCsv},
    Format{"tsv", ATTUNE_TEXT("Tab-separated values"), kTsvExtensions, readCsv},
    Format{"conll", ATTUNE_TEXT("Words with tags (CoNLL)"), kConllExtensions, readConll},
    Format{"conllu", ATTUNE_TEXT("Words with word classes (CoNLL-U)"), kConlluExtensions, readConll},
    Format{"text", ATTUNE_TEXT("Plain text or Markdown"), kTextExtensions, readText},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* findFormat(std::string_view id) {
  for (const auto& format : kFormats)
    if (format.id == id) return &format;
  return nullptr;
}

}  // namespace attune

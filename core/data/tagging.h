// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace attune {

/// How tags mark where a span begins and ends. Iob1: B- only between two spans of one kind; Iob2: every span begins
/// with B-; Bioes: also E- for the last word and S- for a single one.
enum class TagScheme { Iob1, Iob2, Bioes };

/// "iob1", "iob2", "bioes".
std::string_view tagSchemeName(TagScheme scheme);
std::optional<TagScheme> tagSchemeFromName(std::string_view name);

/// A span of words of one kind: [begin, end).
struct TagSpan {
  std::string kind;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TagSpan&) const = default;
};

/// The spans that tags of any scheme mark; a tag that continues nothing begins a span, as conlleval counts it.
std::vector<TagSpan> spansOf(std::span<const std::string> tags);

/// The spans that follow the scheme to the letter, as seqeval counts them when it is strict: what begins or ends with a wrong letter
/// is none.
std::vector<TagSpan> strictSpansOf(std::span<const std::string> tags, TagScheme scheme);

/// The tags of some spans over `count` words.
std::vector<std::string> tagsOf(std::span<const TagSpan> spans, std::size_t count, TagScheme scheme);

/// The scheme that all these sentences follow, the strictest first; nothing when the tags are no span tags.
std::optional<TagScheme> tagSchemeOf(std::span<const std::vector<std::string>> sentences);
/// The scheme that all tags of a dataset follow, the strictest first; nothing when the tags are no span tags.
std::optional<TagScheme> detectTagScheme(const Dataset& dataset);

}  // namespace attune

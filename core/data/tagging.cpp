// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tagging.h"

#include <array>

namespace attune {
namespace {

constexpr std::array<std::string_view, 3> kNames{"iob1", "iob2", "bioes"};

// "B-PER" as its letter and kind; "O" and tags without a letter of any scheme have none.
struct Parts {
  char letter = 'O';
  std::string_view kind;
};

Parts partsOf(std::string_view tag) {
  if (tag.size() > 2 && tag[1] == '-' && std::string_view("BIESLU").find(tag[0]) != std::string_view::npos) {
    // BILOU is BIOES by other letters: L(ast) and U(nit).
    const char letter = tag[0] == 'L' ? 'E' : tag[0] == 'U' ? 'S' : tag[0];
    return {letter, tag.substr(2)};
  }
  return {};
}

bool isSpanTag(std::string_view tag) {
  return tag == "O" || partsOf(tag).letter != 'O';
}

// The rules of each scheme to the letter, between a word's tag and the one before it.
bool begins(const Parts& before, const Parts& tag, TagScheme scheme) {
  if (scheme == TagScheme::Iob2) return tag.letter == 'B';
  if (scheme == TagScheme::Bioes) return tag.letter == 'B' || tag.letter == 'S';
  const bool same = before.kind == tag.kind;
  if (tag.letter == 'B') return (before.letter == 'I' || before.letter == 'B') && same;
  return tag.letter == 'I' && (before.letter != 'I' || !same);
}

bool goesOn(const Parts& before, const Parts& tag, TagScheme scheme) {
  const bool inside = tag.letter == 'I' || (scheme == TagScheme::Bioes && tag.letter == 'E');
  return inside && (before.letter == 'B' || before.letter == 'I') && before.kind == tag.kind;
}

bool ends(const Parts& last, const Parts& after, TagScheme scheme) {
  if (scheme == TagScheme::Bioes) return last.letter == 'E' || last.letter == 'S';
  return scheme == TagScheme::Iob2 || last.letter != 'B' || after.letter != 'B' || last.kind == after.kind;
}

}  // namespace

std::string_view tagSchemeName(TagScheme scheme) {
  return kNames[static_cast<std::size_t>(scheme)];
}

std::optional<TagScheme> tagSchemeFromName(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<TagScheme>(i);
  return std::nullopt;
}

std::vector<TagSpan> spansOf(std::span<const std::string> tags) {
  std::vector<TagSpan> spans;
  bool open = false;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Parts parts = partsOf(tags[i]);
    if (parts.letter == 'O') {
      open = false;
      continue;
    }
    const bool continues = open && (parts.letter == 'I' || parts.letter == 'E') && spans.back().kind == parts.kind;
    if (!continues) spans.push_back({std::string(parts.kind), i, i});
    spans.back().end = i + 1;
    open = parts.letter != 'E' && parts.letter != 'S';
  }
  return spans;
}

std::vector<TagSpan> strictSpansOf(std::span<const std::string> tags, TagScheme scheme) {
  const auto at = [&](std::size_t i) { return i < tags.size() ? partsOf(tags[i]) : Parts{}; };
  std::vector<TagSpan> spans;
  for (std::size_t i = 0; i < tags.size();) {
    if (!begins(i > 0 ? at(i - 1) : Parts{}, at(i), scheme)) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (goesOn(at(end - 1), at(end), scheme)) ++end;
    if (ends(at(end - 1), at(end), scheme)) spans.push_back({std::string(at(i).kind), i, end});
    i = end;
  }
  return spans;
}

std::vector<std::string> tagsOf(std::span<const TagSpan> spans, std::size_t count, TagScheme scheme) {
  std::vector<std::string> tags(count, "O");
  const TagSpan* before = nullptr;
  for (const auto& span : spans) {
    const bool touches = before != nullptr && before->end == span.begin && before->kind == span.kind;
    for (std::size_t i = span.begin; i < span.end && i < count; ++i) {
      char letter = 'I';
      if (i == span.begin && (scheme != TagScheme::Iob1 || touches)) letter = 'B';
      if (scheme == TagScheme::Bioes && i + 1 == span.end) letter = i == span.begin ? 'S' : 'E';
      tags[i] = std::string(1, letter) + "-" + span.kind;
    }
    before = &span;
  }
  return tags;
}

std::optional<TagScheme> detectTagScheme(const Dataset& dataset) {
  std::vector<std::vector<std::string>> sentences;
  for (const auto& example : dataset.examples)
    if (example.kind == ExampleKind::TokenTags) sentences.push_back(example.tags);
  return tagSchemeOf(sentences);
}

std::optional<TagScheme> tagSchemeOf(std::span<const std::vector<std::string>> sentences) {
  std::array<bool, 3> fits{true, true, true};
  bool anySpan = false;
  for (const auto& tags : sentences) {
    for (const auto& tag : tags)
      if (!isSpanTag(tag)) return std::nullopt;
    const auto spans = spansOf(tags);
    anySpan = anySpan || !spans.empty();
    for (const auto scheme : {TagScheme::Iob1, TagScheme::Iob2, TagScheme::Bioes}) {
      bool& fit = fits[static_cast<std::size_t>(scheme)];
      fit = fit && tagsOf(spans, tags.size(), scheme) == tags;
    }
  }
  if (!anySpan) return std::nullopt;
  for (const auto scheme : {TagScheme::Bioes, TagScheme::Iob2, TagScheme::Iob1})
    if (fits[static_cast<std::size_t>(scheme)]) return scheme;
  return std::nullopt;
}

}  // namespace attune

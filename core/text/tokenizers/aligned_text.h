// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune::tokenizers {

/// A half-open range of bytes.
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const Span&) const = default;
};

/// One character of the new text of AlignedText::transform: 0 replaces the next old character, +1 is inserted, -n
/// replaces the next one and removes n more.
struct Change {
  char32_t character;
  int change;
};

/// A part of the pattern's view of a text.
struct Match {
  Span range;
  bool isMatch;
};

/// What a pre-tokenizer does with the separators it finds.
enum class SplitBehaviour { removed, isolated, mergedWithPrevious, mergedWithNext, contiguous };

/// The ranges that remain after a split; `matches` must cover the text without gaps.
std::vector<Span> applySplit(const std::vector<Match>& matches, SplitBehaviour behaviour);

/// A text that is being normalised, with the place in the original of each byte, so that tokens can be traced back.
/// Alignment follows the reference implementation exactly, its oddities included. Without tracking only the text is
/// kept, which is what ids need.
class AlignedText {
 public:
  AlignedText(std::string text, bool tracked);

  const std::string& text() const { return m_text; }
  bool tracked() const { return m_tracked; }
  /// Where the part of the original begins that this text was made from.
  std::uint32_t originBegin() const { return m_originBegin; }
  /// The original range of the bytes [begin, end) of the text; tracked texts only.
  Span origin(std::uint32_t begin, std::uint32_t end) const;

  /// Replaces the text by `changes`, after passing over the first `skipped` old characters.
  void transform(const std::vector<Change>& changes, std::size_t skipped = 0);
  /// Puts `prefix` before a text that is not empty.
  void prepend(std::string_view prefix);
  /// Replaces every match by `content`.
  void replace(const std::vector<Match>& matches, std::string_view content);
  /// Keeps the characters for which `keep` holds.
  template <class Keep>
  void filter(Keep&& keep);
  /// Replaces each character by `map` of it.
  template <class Map>
  void map(Map&& map);
  /// Replaces the text by another of the same characters' alignment; for texts that are not tracked.
  void assignUntracked(std::string text) { m_text = std::move(text); }
  AlignedText slice(Span range) const;

 private:
  AlignedText() = default;
  std::size_t firstAligned() const;

  std::string m_text;
  std::vector<Span> m_origins;  // one for each byte of m_text, in bytes of the whole original
  std::uint32_t m_originBegin = 0;
  bool m_tracked = false;
};

}  // namespace attune::tokenizers

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {

template <class Keep>
void AlignedText::filter(Keep&& keep) {
  std::vector<Change> changes;
  changes.reserve(m_text.size());
  int removed = 0;
  std::size_t removedAtStart = 0;
  unicode::forEachChar(m_text, [&](char32_t c, std::size_t, unsigned) {
    if (!keep(c)) {
      ++removed;
      return;
    }
    if (changes.empty())
      removedAtStart = static_cast<std::size_t>(removed);
    else
      changes.back().change = -removed;
    changes.push_back({c, 0});
    removed = 0;
  });
  if (!changes.empty()) changes.back().change = -removed;
  transform(changes, removedAtStart);
}

template <class Map>
void AlignedText::map(Map&& map) {
  std::vector<Change> changes;
  changes.reserve(m_text.size());
  unicode::forEachChar(m_text, [&](char32_t c, std::size_t, unsigned) { changes.push_back({map(c), 0}); });
  transform(changes);
}

}  // namespace attune::tokenizers

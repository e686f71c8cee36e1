// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

#include "core/text/tokenizers/byte_level.h"
#include "core/text/tokenizers/pre_tokenizer.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

using Made = Result<std::unique_ptr<const PreTokenizer>>;

constexpr const char* kGpt2Pattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

// Replaces each open piece by its parts `ranges(text)`.
template <class Ranges>
Result<void> splitPieces(std::vector<Piece>& pieces, Ranges&& ranges) {
  std::vector<Piece> out;
  out.reserve(pieces.size());
  for (Piece& piece : pieces) {
    if (piece.added >= 0) {
      out.push_back(std::move(piece));
      continue;
    }
    Result<std::vector<Span>> parts = ranges(piece.text);
    if (!parts) return tl::unexpected(std::move(parts.error()));
    for (const Span& part : *parts) {
      if (part.begin == part.end) continue;
      if (part.begin == 0 && part.end == piece.text.text().size() && parts->size() == 1) {
        out.push_back(std::move(piece));
        break;
      }
      out.push_back({piece.text.slice(part), -1});
    }
  }
  pieces = std::move(out);
  return {};
}

// Matches of single characters.
template <class Test>
std::vector<Match> matchCharacters(std::string_view text, Test&& test) {
  std::vector<Match> matches;
  std::uint32_t done = 0;
  unicode::forEachChar(text, [&](char32_t c, std::size_t position, unsigned length) {
    if (!test(c)) return;
    const auto at = static_cast<std::uint32_t>(position);
    if (done < at) matches.push_back({{done, at}, false});
    matches.push_back({{at, at + length}, true});
    done = at + length;
  });
  if (done < text.size()) matches.push_back({{done, static_cast<std::uint32_t>(text.size())}, false});
  return matches;
}

Result<void> splitByFlag(std::vector<Piece>& pieces, unsigned flag, SplitBehaviour behaviour) {
  const auto& table = unicode::charTable();
  return splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
    return applySplit(matchCharacters(text.text(), [&](char32_t c) { return (table.flags(c) & flag) != 0; }), behaviour);
  });
}

class Sequence : public PreTokenizer {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const PreTokenizer>> all) : steps(std::move(all)) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    for (const auto& step : steps) ATTUNE_TRY_VOID(step->apply(pieces));
    return {};
  }
  const std::vector<std::unique_ptr<const PreTokenizer>> steps;
};

class ByteLevel : public PreTokenizer {
 public:
  ByteLevel(bool addPrefixSpace, std::unique_ptr<const Pattern> split)
      : prefixSpace(addPrefixSpace), pattern(std::move(split)) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    if (prefixSpace)
      for (Piece& piece : pieces)
        if (piece.added < 0 && !piece.text.text().starts_with(' ')) piece.text.prepend(" ");
    if (pattern)
      ATTUNE_TRY_VOID(splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
        ATTUNE_TRY(const std::vector<Match> matches, pattern->find(text.text()));
        return applySplit(matches, SplitBehaviour::isolated);
      }));
    for (Piece& piece : pieces)
      if (piece.added < 0) toByteLevel(piece.text);
    return {};
  }
  const bool prefixSpace;
  const std::unique_ptr<const Pattern> pattern;
};

class Split : public PreTokenizer {
 public:
  Split(std::unique_ptr<const Pattern> separator, SplitBehaviour how, bool inverted)
      : pattern(std::move(separator)), behaviour(how), invert(inverted) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
      ATTUNE_TRY(std::vector<Match> matches, pattern->find(text.text()));
      if (invert)
        for (Match& match : matches) match.isMatch = !match.isMatch;
      return applySplit(matches, behaviour);
    });
  }
  const std::unique_ptr<const Pattern> pattern;
  const SplitBehaviour behaviour;
  const bool invert;
};

class Digits : public PreTokenizer {
 public:
  explicit Digits(bool eachAlone) : individual(eachAlone) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitByFlag(pieces, unicode::kNumeric, individual ? SplitBehaviour::isolated : SplitBehaviour::contiguous);
  }
  const bool individual;
};

class BertPreTokenizer : public PreTokenizer {
 public:
  Result<void> apply(std::vector<Piece>& pieces) const override {
    ATTUNE_TRY_VOID(splitByFlag(pieces, unicode::kSpace, SplitBehaviour::removed));
    return splitByFlag(pieces, unicode::kPunctuation, SplitBehaviour::isolated);
  }
};

class Punctuation : public PreTokenizer {
 public:
  explicit Punctuation(SplitBehaviour behaviour) : m_behaviour(behaviour) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitByFlag(pieces, unicode::kPunctuation, m_behaviour);
  }

 private:
  SplitBehaviour m_behaviour;
};

class WhitespaceSplit : public PreTokenizer {
 public:
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitByFlag(pieces, unicode::kSpace, SplitBehaviour::removed);
  }
};

// \w+|[^\w\s]+ : runs of word characters and runs of other visible ones.
class Whitespace : public PreTokenizer {
 public:
  Result<void> apply(std::vector<Piece>& pieces) const override {
    const auto& table = unicode::charTable();
    return splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
      std::vector<Span> words;
      unsigned last = unicode::kSpace;
      unicode::forEachChar(text.text(), [&](char32_t c, std::size_t position, unsigned length) {
        const auto at = static_cast<std::uint32_t>(position);
        const unsigned flags = table.flags(c);
        const unsigned kind = flags & unicode::kWord ? +unicode::kWord : flags & unicode::kSpace;
        if (kind != unicode::kSpace) {
          if (kind != last) words.push_back({at, at});
          words.back().end = at + length;
        }
        last = kind;
      });
      return words;
    });
  }
};

class CharDelimiterSplit : public PreTokenizer {
 public:
  explicit CharDelimiterSplit(char32_t delimiter) : m_delimiter(delimiter) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
      return applySplit(matchCharacters(text.text(), [&](char32_t c) { return c == m_delimiter; }),
                        SplitBehaviour::removed);
    });
  }

 private:
  char32_t m_delimiter;
};

class Metaspace : public PreTokenizer {
 public:
  explicit Metaspace(const MetaspaceOptions& settings) : options(settings) { unicode::append(m_mark, options.replacement); }
  Result<void> apply(std::vector<Piece>& pieces) const override {
    for (Piece& piece : pieces) {
      if (piece.added >= 0) continue;
      piece.text.replace(matchCharacters(piece.text.text(), [](char32_t c) { return c == U' '; }), m_mark);
      const bool wanted = options.prepend == PrependScheme::always ||
                          (options.prepend == PrependScheme::first && piece.text.originBegin() == 0);
      if (wanted && !piece.text.text().starts_with(m_mark)) piece.text.prepend(m_mark);
    }
    if (!options.split) return {};
    return splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
      return applySplit(matchCharacters(text.text(), [&](char32_t c) { return c == options.replacement; }),
                        SplitBehaviour::mergedWithNext);
    });
  }
  const MetaspaceOptions options;

 private:
  std::string m_mark;
};

class UnicodeScripts : public PreTokenizer {
 public:
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitPieces(pieces, [](const AlignedText& text) -> Result<std::vector<Span>> {
      std::vector<Span> parts;  // text before the first character that has a script is dropped
      int last = -2;
      unicode::forEachChar(text.text(), [&](char32_t c, std::size_t at, unsigned) {
        const int script = splittingScript(c);
        if (script == -1) return;
        if (script != last) parts.push_back({static_cast<std::uint32_t>(at), 0});
        last = script;
      });
      for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i].end = i + 1 < parts.size() ? parts[i + 1].begin : static_cast<std::uint32_t>(text.text().size());
      return parts;
    });
  }
};

class FixedLength : public PreTokenizer {
 public:
  explicit FixedLength(std::uint64_t length) : m_length(length) {}
  Result<void> apply(std::vector<Piece>& pieces) const override {
    return splitPieces(pieces, [&](const AlignedText& text) -> Result<std::vector<Span>> {
      std::vector<Span> parts;
      std::uint64_t count = 0;
      unicode::forEachChar(text.text(), [&](char32_t, std::size_t position, unsigned length) {
        const auto at = static_cast<std::uint32_t>(position);
        if (count++ % m_length == 0) parts.push_back({at, at});
        parts.back().end = at + length;
      });
      return parts;
    });
  }

 private:
  std::uint64_t m_length;
};

Result<SplitBehaviour> readBehaviour(const Fields& fields, std::optional<SplitBehaviour> absent) {
  if (absent && !fields.find("behavior")) return *absent;
  ATTUNE_TRY(const std::string name, fields.text("behavior"));
  if (name == "Removed") return SplitBehaviour::removed;
  if (name == "Isolated") return SplitBehaviour::isolated;
  if (name == "MergedWithPrevious") return SplitBehaviour::mergedWithPrevious;
  if (name == "MergedWithNext") return SplitBehaviour::mergedWithNext;
  if (name == "Contiguous") return SplitBehaviour::contiguous;
  return fields.wrong("behavior", "a known behaviour, which “" + name + "” is not");
}

Made makeSequence(const Fields& fields) {
  ATTUNE_TRY(const Json* list, fields.array("pretokenizers"));
  std::vector<std::unique_ptr<const PreTokenizer>> steps;
  for (const Json& item : *list) {
    ATTUNE_TRY(auto step, makePreTokenizer(fields.child(item, "pretokenizers[" + std::to_string(steps.size()) + "]")));
    steps.push_back(std::move(step));
  }
  return std::make_unique<Sequence>(std::move(steps));
}

Made makeByteLevel(const Fields& fields) {
  ATTUNE_TRY(const bool prefixSpace, fields.boolean("add_prefix_space"));
  ATTUNE_TRY_VOID(fields.boolean("trim_offsets"));
  ATTUNE_TRY(const bool useRegex, fields.boolean("use_regex", true));
  std::unique_ptr<const Pattern> pattern;
  if (useRegex) {
    ATTUNE_TRY(pattern, Pattern::fromRegex(kGpt2Pattern, fields.file()));
  }
  return std::make_unique<ByteLevel>(prefixSpace, std::move(pattern));
}

Made makeSplit(const Fields& fields) {
  ATTUNE_TRY(auto pattern, Pattern::fromJson(fields, "pattern"));
  ATTUNE_TRY(const SplitBehaviour behaviour, readBehaviour(fields, {}));
  ATTUNE_TRY(const bool invert, fields.boolean("invert"));
  return std::make_unique<Split>(std::move(pattern), behaviour, invert);
}

Made makeDigits(const Fields& fields) {
  ATTUNE_TRY(const bool individual, fields.boolean("individual_digits"));
  return std::make_unique<Digits>(individual);
}

Made makePunctuation(const Fields& fields) {
  ATTUNE_TRY(const SplitBehaviour behaviour, readBehaviour(fields, SplitBehaviour::isolated));
  return std::make_unique<Punctuation>(behaviour);
}

Made makeCharDelimiterSplit(const Fields& fields) {
  ATTUNE_TRY(const char32_t delimiter, fields.character("delimiter"));
  return std::make_unique<CharDelimiterSplit>(delimiter);
}

Made makeMetaspace(const Fields& fields) {
  ATTUNE_TRY(const MetaspaceOptions options, readMetaspace(fields));
  return std::make_unique<Metaspace>(options);
}

Made makeFixedLength(const Fields& fields) {
  ATTUNE_TRY(const std::uint64_t length, fields.number("length", 5));
  if (length == 0) return fields.wrong("length", "at least 1");
  return std::make_unique<FixedLength>(length);
}

template <class T>
Made makePlain(const Fields&) {
  return std::make_unique<T>();
}

struct Entry {
  const char* type;
  Made (*make)(const Fields&);
};

constexpr Entry kPreTokenizers[] = {
    {"Sequence", makeSequence},
    {"ByteLevel", makeByteLevel},
    {"Split", makeSplit},
    {"BertPreTokenizer", makePlain<BertPreTokenizer>},
    {"Metaspace", makeMetaspace},
    {"Whitespace", makePlain<Whitespace>},
    {"WhitespaceSplit", makePlain<WhitespaceSplit>},
    {"Punctuation", makePunctuation},
    {"Digits", makeDigits},
    {"CharDelimiterSplit", makeCharDelimiterSplit},
    {"UnicodeScripts", makePlain<UnicodeScripts>},
    {"FixedLength", makeFixedLength},
};

}  // namespace

Result<std::unique_ptr<const PreTokenizer>> makePreTokenizer(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.requireObject());
  ATTUNE_TRY(const std::string type, fields.text("type"));
  for (const Entry& entry : kPreTokenizers)
    if (type == entry.type) return entry.make(fields);
  return fields.unsupported(type);
}

Result<MetaspaceOptions> readMetaspace(const Fields& fields) {
  MetaspaceOptions options{U'\u2581', PrependScheme::always, true};
  ATTUNE_TRY(options.replacement, fields.character("replacement"));
  ATTUNE_TRY(options.split, fields.boolean("split", true));
  if (fields.find("prepend_scheme")) {
    ATTUNE_TRY(const std::string scheme, fields.text("prepend_scheme"));
    if (scheme == "first")
      options.prepend = PrependScheme::first;
    else if (scheme == "never")
      options.prepend = PrependScheme::never;
    else if (scheme != "always")
      return fields.wrong("prepend_scheme", "first, never or always");
  }
  // The older spelling; it must not contradict the newer one.
  ATTUNE_TRY(const bool prefixSpace, fields.boolean("add_prefix_space", true));
  if (!prefixSpace) {
    if (options.prepend != PrependScheme::never && fields.find("prepend_scheme"))
      return fields.wrong("add_prefix_space", "in agreement with prepend_scheme");
    options.prepend = PrependScheme::never;
  }
  return options;
}

std::optional<BytePlan> bytePlan(const PreTokenizer* preTokenizer) {
  std::vector<const PreTokenizer*> steps{preTokenizer};
  if (const auto* sequence = dynamic_cast<const Sequence*>(preTokenizer)) {
    steps.clear();
    for (const auto& step : sequence->steps) steps.push_back(step.get());
  }
  BytePlan plan;
  if (steps.empty()) return {};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    if (const auto* digits = dynamic_cast<const Digits*>(steps[i]); digits && digits->individual && i == 0 && !last) {
      plan.splitDigits = true;
    } else if (const auto* split = dynamic_cast<const Split*>(steps[i]);
               split && split->behaviour == SplitBehaviour::isolated && !plan.pattern && !plan.splitDigits && !last) {
      plan.pattern = split->pattern.get();
    } else if (const auto* bytes = dynamic_cast<const ByteLevel*>(steps[i]); bytes && last) {
      if (bytes->prefixSpace && i > 0) return {};
      plan.prefixSpace = bytes->prefixSpace;
      if (bytes->pattern && plan.pattern) return {};
      if (bytes->pattern) plan.pattern = bytes->pattern.get();
    } else {
      return {};
    }
  }
  return plan;
}

bool needsOrigin(const PreTokenizer* preTokenizer) {
  if (const auto* sequence = dynamic_cast<const Sequence*>(preTokenizer))
    return std::any_of(sequence->steps.begin(), sequence->steps.end(), [](const auto& step) { return needsOrigin(step.get()); });
  const auto* metaspace = dynamic_cast<const Metaspace*>(preTokenizer);
  return metaspace && metaspace->options.prepend == PrependScheme::first;
}

bool isBertPreTokenizer(const PreTokenizer* preTokenizer) {
  return dynamic_cast<const BertPreTokenizer*>(preTokenizer) != nullptr;
}

int splittingScript(char32_t c) {
  if (c == U' ' || !unicode::knownToNormalization(c)) return -1;
  if (c == 0x30FC) return USCRIPT_HAN;
  UErrorCode error = U_ZERO_ERROR;
  const int script = uscript_getScript(static_cast<UChar32>(c), &error);
  if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) return USCRIPT_HAN;
  return script == USCRIPT_UNKNOWN ? -1 : script;
}

}  // namespace attune::tokenizers

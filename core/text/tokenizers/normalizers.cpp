// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/byte_level.h"
#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/pattern.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

using Made = Result<std::unique_ptr<const Normalizer>>;

class Sequence : public Normalizer {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const Normalizer>> steps) : m_steps(std::move(steps)) {}
  Result<void> apply(AlignedText& text) const override {
    for (const auto& step : m_steps) ATTUNE_TRY_VOID(step->apply(text));
    return {};
  }
  bool keepsAscii() const override {
    for (const auto& step : m_steps)
      if (!step->keepsAscii()) return false;
    return true;
  }
  bool needsTracking() const override {
    for (const auto& step : m_steps)
      if (step->needsTracking()) return true;
    return false;
  }

 private:
  std::vector<std::unique_ptr<const Normalizer>> m_steps;
};

class Lowercase : public Normalizer {
 public:
  Result<void> apply(AlignedText& text) const override {
    std::vector<Change> changes;
    changes.reserve(text.text().size());
    std::u32string lower;
    unicode::forEachChar(text.text(), [&](char32_t c, std::size_t, unsigned) {
      lower.clear();
      unicode::appendLower(c, lower);
      for (std::size_t i = 0; i < lower.size(); ++i) changes.push_back({lower[i], i > 0});
    });
    text.transform(changes);
    return {};
  }
};

class StripAccents : public Normalizer {
 public:
  Result<void> apply(AlignedText& text) const override {
    const auto& table = unicode::charTable();
    if (!unicode::isAscii(text.text()))
      text.filter([&](char32_t c) { return !(table.flags(c) & unicode::kCombiningMark); });
    return {};
  }
  bool keepsAscii() const override { return true; }
};

class Strip : public Normalizer {
 public:
  Strip(bool left, bool right) : m_left(left), m_right(right) {}
  Result<void> apply(AlignedText& text) const override {
    const std::u32string all = unicode::toCodePoints(text.text());
    std::size_t begin = 0, end = all.size();
    const auto space = [](char32_t c) { return (unicode::charTable().flags(c) & unicode::kSpace) != 0; };
    if (m_left)
      while (begin < end && space(all[begin])) ++begin;
    if (m_right)
      while (end > begin && space(all[end - 1])) --end;
    if (begin == 0 && end == all.size()) return {};
    std::vector<Change> changes;
    for (std::size_t i = begin; i < end; ++i) changes.push_back({all[i], 0});
    text.transform(changes, begin);
    return {};
  }

 private:
  bool m_left, m_right;
};

// SentencePiece's nmt rules without the compatibility forms.
class Nmt : public Normalizer {
 public:
  Result<void> apply(AlignedText& text) const override {
    text.filter([](char32_t c) {
      return !((c >= 1 && c <= 8) || c == 0xB || (c >= 0xE && c <= 0x1F) || c == 0x7F || c == 0x8F || c == 0x9F);
    });
    text.map([](char32_t c) -> char32_t {
      const bool space = c == 9 || c == 0xA || c == 0xC || c == 0xD || c == 0x1680 || (c >= 0x200B && c <= 0x200F) ||
                         c == 0x2028 || c == 0x2029 || c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
      return space ? U' ' : c;
    });
    return {};
  }
};

class Prepend : public Normalizer {
 public:
  explicit Prepend(std::string prefix) : m_prefix(std::move(prefix)) {}
  Result<void> apply(AlignedText& text) const override {
    text.prepend(m_prefix);
    return {};
  }
  bool needsTracking() const override { return m_prefix.empty(); }

 private:
  std::string m_prefix;
};

class Replace : public Normalizer {
 public:
  Replace(std::unique_ptr<const Pattern> pattern, std::string content)
      : m_pattern(std::move(pattern)), m_content(std::move(content)) {}
  Result<void> apply(AlignedText& text) const override {
    if (text.text().empty()) return {};
    ATTUNE_TRY(const std::vector<Match> matches, m_pattern->find(text.text()));
    text.replace(matches, m_content);
    return {};
  }
  bool needsTracking() const override { return !m_pattern->neverEmpty(); }

 private:
  std::unique_ptr<const Pattern> m_pattern;
  std::string m_content;
};

class ByteLevelNormalizer : public Normalizer {
 public:
  Result<void> apply(AlignedText& text) const override {
    toByteLevel(text);
    return {};
  }
};

Made makeSequence(const Fields& fields) {
  ATTUNE_TRY(const Json* list, fields.array("normalizers"));
  std::vector<std::unique_ptr<const Normalizer>> steps;
  for (const Json& item : *list) {
    ATTUNE_TRY(auto step, makeNormalizer(fields.child(item, "normalizers[" + std::to_string(steps.size()) + "]")));
    steps.push_back(std::move(step));
  }
  return std::make_unique<Sequence>(std::move(steps));
}

Made makeStrip(const Fields& fields) {
  ATTUNE_TRY(const bool left, fields.boolean("strip_left"));
  ATTUNE_TRY(const bool right, fields.boolean("strip_right"));
  return std::make_unique<Strip>(left, right);
}

Made makePrepend(const Fields& fields) {
  ATTUNE_TRY(std::string prefix, fields.text("prepend"));
  return std::make_unique<Prepend>(std::move(prefix));
}

Made makeReplace(const Fields& fields) {
  ATTUNE_TRY(auto pattern, Pattern::fromJson(fields, "pattern"));
  ATTUNE_TRY(std::string content, fields.text("content"));
  return std::make_unique<Replace>(std::move(pattern), std::move(content));
}

template <class T>
Made makePlain(const Fields&) {
  return std::make_unique<T>();
}

template <NormalForm kForm>
Made makeForm(const Fields& fields) {
  return makeNormalForm(fields, kForm);
}

struct Entry {
  const char* type;
  Made (*make)(const Fields&);
};

constexpr Entry kNormalizers[] = {
    {"Sequence", makeSequence},
    {"NFC", makeForm<NormalForm::nfc>},
    {"NFD", makeForm<NormalForm::nfd>},
    {"NFKC", makeForm<NormalForm::nfkc>},
    {"NFKD", makeForm<NormalForm::nfkd>},
    {"Lowercase", makePlain<Lowercase>},
    {"StripAccents", makePlain<StripAccents>},
    {"Strip", makeStrip},
    {"Replace", makeReplace},
    {"Prepend", makePrepend},
    {"BertNormalizer", makeBertNormalizer},
    {"Precompiled", makePrecompiled},
    {"ByteLevel", makePlain<ByteLevelNormalizer>},
    {"Nmt", makePlain<Nmt>},
};

}  // namespace

Result<std::unique_ptr<const Normalizer>> makeNormalizer(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.requireObject());
  ATTUNE_TRY(const std::string type, fields.text("type"));
  for (const Entry& entry : kNormalizers)
    if (type == entry.type) return entry.make(fields);
  return fields.unsupported(type);
}

}  // namespace attune::tokenizers

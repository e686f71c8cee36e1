// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

class BertNormalizer : public Normalizer {
 public:
  explicit BertNormalizer(const BertNormalizerOptions& settings) : options(settings) {}

  Result<void> apply(AlignedText& text) const override {
    if (!text.tracked()) {
      text.assignUntracked(bertNormalize(text.text(), options));
      return {};
    }
    const auto& table = unicode::charTable();
    if (options.cleanText) {
      text.filter([&](char32_t c) { return !(table.flags(c) & unicode::kControl); });
      text.map([&](char32_t c) { return table.flags(c) & unicode::kSpace ? U' ' : c; });
    }
    if (options.handleChinese) {
      std::vector<Change> changes;
      unicode::forEachChar(text.text(), [&](char32_t c, std::size_t, unsigned) {
        if (table.flags(c) & unicode::kChinese)
          changes.insert(changes.end(), {{U' ', 0}, {c, 1}, {U' ', 1}});
        else
          changes.push_back({c, 0});
      });
      text.transform(changes);
    }
    if (options.stripAccents) {
      text.transform(normalForm(text.text(), NormalForm::nfd));
      text.filter([&](char32_t c) { return !(table.flags(c) & unicode::kNonSpacingMark); });
    }
    if (options.lowercase) {
      std::vector<Change> changes;
      std::u32string lower;
      unicode::forEachChar(text.text(), [&](char32_t c, std::size_t, unsigned) {
        lower.clear();
        unicode::appendLower(c, lower);
        for (std::size_t i = 0; i < lower.size(); ++i) changes.push_back({lower[i], i > 0});
      });
      text.transform(changes);
    }
    return {};
  }

  const BertNormalizerOptions options;
};

}  // namespace

std::string bertNormalize(std::string_view text, const BertNormalizerOptions& options) {
  const auto& table = unicode::charTable();
  std::string out;
  out.reserve(text.size() + 16);
  unicode::forEachChar(text, [&](char32_t c, std::size_t, unsigned) {
    const unsigned flags = table.flags(c);
    if (options.cleanText && (flags & unicode::kControl)) return;
    if (options.cleanText && (flags & unicode::kSpace)) c = U' ';
    const bool apart = options.handleChinese && (flags & unicode::kChinese);
    if (apart) out += ' ';
    unicode::append(out, c);
    if (apart) out += ' ';
  });
  if (options.stripAccents && !inNormalForm(out, NormalForm::nfd)) {
    std::string stripped;
    stripped.reserve(out.size());
    for (const Change& change : normalForm(out, NormalForm::nfd))
      if (!(table.flags(change.character) & unicode::kNonSpacingMark)) unicode::append(stripped, change.character);
    out = std::move(stripped);
  }
  if (options.lowercase) {
    std::string lowered;
    lowered.reserve(out.size());
    std::u32string lower;
    unicode::forEachChar(out, [&](char32_t c, std::size_t, unsigned) {
      if (c < 0x80) {
        lowered += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        return;
      }
      lower.clear();
      unicode::appendLower(c, lower);
      for (const char32_t l : lower) unicode::append(lowered, l);
    });
    out = std::move(lowered);
  }
  return out;
}

const BertNormalizerOptions* bertOptions(const Normalizer* normalizer) {
  const auto* bert = dynamic_cast<const BertNormalizer*>(normalizer);
  return bert ? &bert->options : nullptr;
}

Result<std::unique_ptr<const Normalizer>> makeBertNormalizer(const Fields& fields) {
  BertNormalizerOptions options{};
  ATTUNE_TRY(options.cleanText, fields.boolean("clean_text"));
  ATTUNE_TRY(options.handleChinese, fields.boolean("handle_chinese_chars"));
  ATTUNE_TRY(options.lowercase, fields.boolean("lowercase"));
  ATTUNE_TRY(options.stripAccents, fields.boolean("strip_accents", options.lowercase));
  return std::make_unique<BertNormalizer>(options);
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
// Unicode normalisation forms (UAX #15) with the bookkeeping of which character became which. ICU supplies the data;
// characters newer than Unicode 9 are left alone, because the reference's tables end there.
#include <unicode/normalizer2.h>

#include <algorithm>

#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

const icu::Normalizer2& canonical() {
  UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(error);
  return *instance;
}

const icu::Normalizer2& compatible() {
  UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2* instance = icu::Normalizer2::getNFKCInstance(error);
  return *instance;
}

int combiningClass(char32_t c) {
  return c < 0x300 || !unicode::knownToNormalization(c) ? 0 : canonical().getCombiningClass(static_cast<UChar32>(c));
}

// The primary composite of two characters, or 0.
char32_t compose(char32_t a, char32_t b) {
  const UChar32 c = canonical().composePair(static_cast<UChar32>(a), static_cast<UChar32>(b));
  return c < 0 || !unicode::knownToNormalization(static_cast<char32_t>(c)) ? 0 : static_cast<char32_t>(c);
}

struct Decomposed {
  char32_t character;
  int change;
  int combining;
};

std::vector<Decomposed> decompose(std::string_view text, bool compatibility) {
  std::vector<Decomposed> out;
  out.reserve(text.size());
  std::size_t pending = 0;  // where the run of marks that may still be reordered begins
  const auto push = [&](char32_t c, int change) {
    const int combining = combiningClass(c);
    const auto order = [](const Decomposed& a, const Decomposed& b) { return a.combining < b.combining; };
    if (combining == 0) {
      if (out.size() - pending > 1) std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(pending), out.end(), order);
      pending = out.size();
    }
    out.push_back({c, change, combining});
  };
  const icu::Normalizer2& data = compatibility ? compatible() : canonical();
  icu::UnicodeString parts;
  unicode::forEachChar(text, [&](char32_t c, std::size_t, unsigned) {
    if (c < 0xA0 || !unicode::knownToNormalization(c) || !data.getDecomposition(static_cast<UChar32>(c), parts))
      return push(c, 0);
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
      push(static_cast<char32_t>(parts.char32At(i)), i > 0);
  });
  std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(pending), out.end(),
                   [](const Decomposed& a, const Decomposed& b) { return a.combining < b.combining; });
  return out;
}

// Canonical composition. The starter takes over the change of what it swallows, less the character itself.
std::vector<Change> recompose(const std::vector<Decomposed>& parts) {
  std::vector<Change> out;
  out.reserve(parts.size());
  std::size_t starter = parts.size();  // index in `out`; parts.size() while there is none
  bool haveStarter = false;
  int last = -1;  // combining class of the last mark kept after the starter, -1 for none
  for (const Decomposed& part : parts) {
    if (!haveStarter) {
      out.push_back({part.character, part.change});
      if (part.combining == 0) {
        haveStarter = true;
        starter = out.size() - 1;
        last = -1;
      }
      continue;
    }
    if (last < part.combining) {  // not blocked
      if (const char32_t composite = compose(out[starter].character, part.character)) {
        out[starter] = {composite, out[starter].change + part.change - 1};
        continue;
      }
    }
    out.push_back({part.character, part.change});
    if (part.combining == 0) {
      starter = out.size() - 1;
      last = -1;
    } else {
      last = part.combining;
    }
  }
  return out;
}

class Form : public Normalizer {
 public:
  explicit Form(NormalForm wanted) : form(wanted) {}
  Result<void> apply(AlignedText& text) const override {
    if (!inNormalForm(text.text(), form)) text.transform(normalForm(text.text(), form));
    return {};
  }
  bool keepsAscii() const override { return true; }
  const NormalForm form;
};

}  // namespace

std::vector<Change> normalForm(std::string_view text, NormalForm form) {
  const bool compatibility = form == NormalForm::nfkc || form == NormalForm::nfkd;
  const std::vector<Decomposed> parts = decompose(text, compatibility);
  if (form == NormalForm::nfc || form == NormalForm::nfkc) return recompose(parts);
  std::vector<Change> out;
  out.reserve(parts.size());
  for (const Decomposed& part : parts) out.push_back({part.character, part.change});
  return out;
}

bool inNormalForm(std::string_view text, NormalForm form) {
  // Below these characters nothing decomposes or combines in the form.
  const char32_t safe = form == NormalForm::nfc ? 0x300 : form == NormalForm::nfd ? 0xC0 : 0xA0;
  // Scripts that never change: most of Cyrillic, kana without voicing marks, CJK ideographs.
  const bool composed = form == NormalForm::nfc;
  for (std::size_t i = 0; i < text.size();) {
    unsigned length = 0;
    const char32_t c = unicode::decodeAt(text.data() + i, length);
    if (c >= safe && !(composed && ((c >= 0x400 && c < 0x483) || (c >= 0x4E00 && c < 0x9FA6) || (c >= 0x3041 && c < 0x3099))))
      return false;
    i += length;
  }
  return true;
}

const NormalForm* normalFormOf(const Normalizer* normalizer) {
  const auto* form = dynamic_cast<const Form*>(normalizer);
  return form ? &form->form : nullptr;
}

Result<std::unique_ptr<const Normalizer>> makeNormalForm(const Fields&, NormalForm form) {
  return std::make_unique<Form>(form);
}

}  // namespace attune::tokenizers

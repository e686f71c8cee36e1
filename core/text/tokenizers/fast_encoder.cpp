// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/fast_encoder.h"

#include <array>
#include <optional>

#include "core/text/tokenizers/bpe.h"
#include "core/text/tokenizers/byte_level.h"
#include "core/text/tokenizers/normalizer.h"
#include "core/text/tokenizers/pre_tokenizer.h"
#include "core/text/tokenizers/unicode.h"
#include "core/text/tokenizers/word_cache.h"
#include "core/text/tokenizers/wordpiece.h"

namespace attune::tokenizers {
namespace {

// Byte-level BPE on the bytes themselves: words are cut out of the text, looked up in the cache, and merged if new.
class ByteBpeEncoder : public FastEncoder {
 public:
  ByteBpeEncoder(const NormalForm* form, const BytePlan& plan, const Bpe& bpe) : m_form(form), m_plan(plan), m_bpe(bpe) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      std::string character;
      unicode::append(character, byteCharacter(static_cast<unsigned char>(byte)));
      m_bytes[byte] = bpe.vocabulary().find(character).value_or(-1);
    }
    for (unsigned byte = 0; byte < 256; ++byte)
      m_maybeDigit[byte] = byte >= 0x80 || (byte >= '0' && byte <= '9');
  }

  Result<void> encode(std::string_view text, bool, std::vector<TokenId>& out) const override {
    WordCache& cache = WordCache::ofThread(m_owner);
    std::string changed;
    if (m_form && !inNormalForm(text, *m_form)) {
      for (const Change& change : normalForm(text, *m_form)) unicode::append(changed, change.character);
      text = changed;
    }
    if (m_plan.prefixSpace && !text.starts_with(' ')) {
      changed = " " + std::string(text);
      text = changed;
    }
    if (!m_plan.splitDigits) return part(text, cache, out);
    const auto& table = unicode::charTable();
    std::size_t begin = 0, at = 0;
    while (at < text.size()) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (!m_maybeDigit[byte]) {
        ++at;
        continue;
      }
      unsigned length = 0;
      const char32_t c = unicode::decodeAt(text.data() + at, length);
      if (table.flags(c) & unicode::kNumeric) {
        if (at > begin) ATTUNE_TRY_VOID(part(text.substr(begin, at - begin), cache, out));
        ATTUNE_TRY_VOID(word(text.substr(at, length), cache, out));
        begin = at + length;
      }
      at += length;
    }
    return begin < text.size() ? part(text.substr(begin), cache, out) : Result<void>();
  }

 private:
  Result<void> part(std::string_view text, WordCache& cache, std::vector<TokenId>& out) const {
    if (!m_plan.pattern) return word(text, cache, out);
    if (const Scanner scanner = m_plan.pattern->scanner()) {
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = scanner(text, at);
        const std::string_view found = text.substr(at, end - at);
        if (!cache.append(found, out)) ATTUNE_TRY_VOID(newWord(found, cache, out));
        at = end;
      }
      return {};
    }
    ATTUNE_TRY(const std::vector<Match> matches, m_plan.pattern->find(text));
    for (const Match& match : matches)
      if (match.range.end > match.range.begin)
        ATTUNE_TRY_VOID(word(text.substr(match.range.begin, match.range.end - match.range.begin), cache, out));
    return {};
  }

  Result<void> word(std::string_view text, WordCache& cache, std::vector<TokenId>& out) const {
    return cache.append(text, out) ? Result<void>() : newWord(text, cache, out);
  }

  Result<void> newWord(std::string_view text, WordCache& cache, std::vector<TokenId>& out) const {
    const std::size_t before = out.size();
    thread_local std::vector<Symbol> symbols;
    symbols.clear();
    bool known = true;
    for (const char c : text) {
      symbols.push_back({m_bytes[static_cast<unsigned char>(c)], 1});
      known = known && symbols.back().id >= 0;
    }
    if (!known || m_bpe.ignoresMerges()) {
      std::vector<WordToken> tokens;
      ATTUNE_TRY_VOID(m_bpe.tokenize(toByteLevel(text), tokens));
      for (const WordToken& token : tokens) out.push_back(token.id);
    } else {
      m_bpe.mergeAll(symbols);
      for (const Symbol& symbol : symbols) out.push_back(symbol.id);
    }
    cache.insert(text, std::span(out).subspan(before));
    return {};
  }

  const NormalForm* m_form;
  BytePlan m_plan;
  const Bpe& m_bpe;
  std::array<TokenId, 256> m_bytes{};
  std::array<bool, 256> m_maybeDigit{};
  const std::uint64_t m_owner = WordCache::newOwner();
};

// BERT: normalisation and splitting in one pass for ASCII, chunk by chunk otherwise. White space separates chunks that
// do not influence each other.
class BertEncoder : public FastEncoder {
 public:
  BertEncoder(const BertNormalizerOptions& options, const Model& model) : m_options(options), m_model(model) {
    const auto& table = unicode::charTable();
    for (unsigned char byte = 0; byte < 128; ++byte) {
      const unsigned flags = table.flags(byte);
      m_kinds[byte] = flags & unicode::kControl       ? Kind::dropped
                      : flags & unicode::kSpace       ? Kind::space
                      : flags & unicode::kPunctuation ? Kind::punctuation
                                                      : Kind::letter;
      m_lower[byte] = static_cast<char>(options.lowercase && byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
    }
  }

  Result<void> encode(std::string_view text, bool, std::vector<TokenId>& out) const override {
    WordCache& cache = WordCache::ofThread(m_owner);
    std::string buffer;
    for (std::size_t at = 0; at < text.size();) {
      if (isSpace(text[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      bool ascii = true;
      for (; end < text.size() && !isSpace(text[end]); ++end) ascii = ascii && static_cast<unsigned char>(text[end]) < 0x80;
      const std::string_view chunk = text.substr(at, end - at);
      ATTUNE_TRY_VOID(ascii ? asciiChunk(chunk, buffer, cache, out) : otherChunk(chunk, cache, out));
      at = end;
    }
    return {};
  }

 private:
  enum class Kind : unsigned char { letter, space, punctuation, dropped };
  static bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

  Result<void> asciiChunk(std::string_view chunk, std::string& buffer, WordCache& cache, std::vector<TokenId>& out) const {
    buffer.clear();
    for (const char c : chunk) {
      const auto byte = static_cast<unsigned char>(c);
      switch (m_kinds[byte]) {
        case Kind::letter:
          buffer += m_lower[byte];
          break;
        case Kind::punctuation:
          if (!buffer.empty()) ATTUNE_TRY_VOID(word(buffer, cache, out));
          buffer.clear();
          ATTUNE_TRY_VOID(word(std::string_view(&c, 1), cache, out));
          break;
        default:
          break;
      }
    }
    return buffer.empty() ? Result<void>() : word(buffer, cache, out);
  }

  Result<void> otherChunk(std::string_view chunk, WordCache& cache, std::vector<TokenId>& out) const {
    const std::string text = bertNormalize(chunk, m_options);
    const auto& table = unicode::charTable();
    std::size_t begin = 0, at = 0;
    const auto flush = [&](std::size_t end) -> Result<void> {
      return end > begin ? word(std::string_view(text).substr(begin, end - begin), cache, out) : Result<void>();
    };
    while (at < text.size()) {
      unsigned length = 0;
      const unsigned flags = table.flags(unicode::decodeAt(text.data() + at, length));
      if (flags & (unicode::kSpace | unicode::kPunctuation)) {
        ATTUNE_TRY_VOID(flush(at));
        if (!(flags & unicode::kSpace)) ATTUNE_TRY_VOID(word(std::string_view(text).substr(at, length), cache, out));
        begin = at + length;
      }
      at += length;
    }
    return flush(text.size());
  }

  Result<void> word(std::string_view text, WordCache& cache, std::vector<TokenId>& out) const {
    if (cache.append(text, out)) return {};
    const std::size_t before = out.size();
    std::vector<WordToken> tokens;
    ATTUNE_TRY_VOID(m_model.tokenize(text, tokens));
    for (const WordToken& token : tokens) out.push_back(token.id);
    cache.insert(text, std::span(out).subspan(before));
    return {};
  }

  BertNormalizerOptions m_options;
  const Model& m_model;
  std::array<Kind, 128> m_kinds{};
  std::array<char, 128> m_lower{};
  const std::uint64_t m_owner = WordCache::newOwner();
};

// BPE on text with ▁ for spaces and no pre-tokenizer: one long word for the reference. If no token has a ▁ behind other
// characters, no rule can merge over the border before a ▁, so the text may be cut there.
class MetaspaceBpeEncoder : public FastEncoder {
 public:
  MetaspaceBpeEncoder(const Normalizer* normalizer, const Bpe& bpe) : m_normalizer(normalizer), m_bpe(bpe) {}
  static constexpr std::string_view kMark = "\xE2\x96\x81";

  Result<void> encode(std::string_view input, bool, std::vector<TokenId>& out) const override {
    AlignedText aligned(std::string(input), false);
    if (m_normalizer) ATTUNE_TRY_VOID(m_normalizer->apply(aligned));
    const std::string_view text = aligned.text();
    WordCache& cache = WordCache::ofThread(m_owner);
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t letters = begin;
      while (text.substr(letters, kMark.size()) == kMark) letters += kMark.size();
      const std::size_t end = std::min(text.find(kMark, letters), text.size());
      ATTUNE_TRY_VOID(word(text.substr(begin, end - begin), cache, out));
      begin = end;
    }
    return {};
  }

 private:
  Result<void> word(std::string_view text, WordCache& cache, std::vector<TokenId>& out) const {
    if (cache.append(text, out)) return {};
    const std::size_t before = out.size();
    std::vector<WordToken> tokens;
    ATTUNE_TRY_VOID(m_bpe.tokenize(text, tokens));
    for (const WordToken& token : tokens) out.push_back(token.id);
    cache.insert(text, std::span(out).subspan(before));
    return {};
  }

  const Normalizer* m_normalizer;
  const Bpe& m_bpe;
  const std::uint64_t m_owner = WordCache::newOwner();
};

// Anything else: the ordinary steps, with the model's work remembered.
class CachedEncoder : public FastEncoder {
 public:
  CachedEncoder(const Normalizer* normalizer, const PreTokenizer* preTokenizer, const Model& model)
      : m_normalizer(normalizer), m_preTokenizer(preTokenizer), m_model(model) {}

  Result<void> encode(std::string_view text, bool, std::vector<TokenId>& out) const override {
    std::vector<Piece> pieces;
    pieces.push_back({AlignedText(std::string(text), false), -1});
    if (m_normalizer) ATTUNE_TRY_VOID(m_normalizer->apply(pieces[0].text));
    if (pieces[0].text.text().empty()) return {};
    if (m_preTokenizer) ATTUNE_TRY_VOID(m_preTokenizer->apply(pieces));
    WordCache& cache = WordCache::ofThread(m_owner);
    std::vector<WordToken> tokens;
    for (const Piece& piece : pieces) {
      const std::string& word = piece.text.text();
      if (cache.append(word, out)) continue;
      const std::size_t before = out.size();
      tokens.clear();
      ATTUNE_TRY_VOID(m_model.tokenize(word, tokens));
      for (const WordToken& token : tokens) out.push_back(token.id);
      cache.insert(word, std::span(out).subspan(before));
    }
    return {};
  }

 private:
  const Normalizer* m_normalizer;
  const PreTokenizer* m_preTokenizer;
  const Model& m_model;
  const std::uint64_t m_owner = WordCache::newOwner();
};

}  // namespace

std::unique_ptr<const FastEncoder> makeFastEncoder(const Normalizer* normalizer, const PreTokenizer* preTokenizer,
                                                   const Model& model) {
  if ((normalizer && normalizer->needsTracking()) || needsOrigin(preTokenizer)) return nullptr;
  const auto* bpe = dynamic_cast<const Bpe*>(&model);
  const NormalForm* form = normalFormOf(normalizer);
  if (bpe && bpe->plainSymbols() && !bpe->byteFallback() && (!normalizer || form))
    if (const auto plan = bytePlan(preTokenizer)) return std::make_unique<ByteBpeEncoder>(form, *plan, *bpe);
  const BertNormalizerOptions* bert = bertOptions(normalizer);
  if (bert && bert->cleanText && isBertPreTokenizer(preTokenizer)) return std::make_unique<BertEncoder>(*bert, model);
  if (bpe && bpe->plainSymbols() && !bpe->ignoresMerges() && bpe->dropsNothing() && !preTokenizer &&
      bpe->tokenToId(MetaspaceBpeEncoder::kMark) && bpe->onlyAtStart(MetaspaceBpeEncoder::kMark))
    return std::make_unique<MetaspaceBpeEncoder>(normalizer, *bpe);
  return std::make_unique<CachedEncoder>(normalizer, preTokenizer, model);
}

}  // namespace attune::tokenizers

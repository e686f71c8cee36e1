// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/unigram.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

// How much worse than the worst piece an unknown character is.
constexpr double kUnknownPenalty = 10;

}  // namespace

Result<std::unique_ptr<const Model>> Unigram::make(const Fields& fields) {
  ATTUNE_TRY(const Json* vocabulary, fields.array("vocab"));
  std::unique_ptr<Unigram> model(new Unigram);
  double lowest = std::numeric_limits<double>::infinity();
  for (const Json& entry : *vocabulary) {
    if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number() ||
        !std::isfinite(entry[1].get<double>()))
      return fields.wrong("vocab[" + std::to_string(model->m_pieces.size()) + "]", "a list of a text and a number");
    model->m_pieces.push_back(entry[0].get<std::string>());
    model->m_scores.push_back(entry[1].get<double>());
    lowest = std::min(lowest, model->m_scores.back());
  }
  model->m_unknownScore = lowest - kUnknownPenalty;
  if (fields.find("unk_id")) {
    ATTUNE_TRY(const std::uint64_t unknown, fields.number("unk_id"));
    if (unknown >= model->m_pieces.size()) return fields.wrong("unk_id", "a number within the vocabulary");
    model->m_unknown = static_cast<TokenId>(unknown);
  }
  ATTUNE_TRY(model->m_byteFallback, fields.boolean("byte_fallback", false));
  std::vector<std::pair<std::string_view, std::int32_t>> entries;
  entries.reserve(model->m_pieces.size());
  for (std::size_t i = 0; i < model->m_pieces.size(); ++i)
    entries.emplace_back(model->m_pieces[i], static_cast<std::int32_t>(i));
  model->m_trie = ByteTrie(std::move(entries));
  return model;
}

Result<std::unique_ptr<const Model>> makeUnigram(const Fields& fields) { return Unigram::make(fields); }

std::optional<TokenId> Unigram::tokenToId(std::string_view token) const {
  std::optional<TokenId> id;
  m_trie.prefixes(token, [&](std::size_t length, std::int32_t value) {
    if (length == token.size()) id = value;
  });
  return id;
}

const std::string* Unigram::idToToken(TokenId id) const {
  return id >= 0 && static_cast<std::size_t>(id) < m_pieces.size() ? &m_pieces[static_cast<std::size_t>(id)] : nullptr;
}

bool Unigram::onlyAtStart(std::string_view mark) const {
  return std::none_of(m_pieces.begin(), m_pieces.end(), [&](const std::string& piece) {
    std::size_t begin = 0;
    while (piece.compare(begin, mark.size(), mark) == 0 && begin < piece.size()) begin += mark.size();
    return piece.find(mark, begin) != std::string::npos;
  });
}

Result<void> Unigram::tokenize(std::string_view word, std::vector<WordToken>& out) const {
  struct Best {
    double score = 0;
    std::int32_t start = -1;
    TokenId id = 0;
  };
  const std::size_t size = word.size();
  std::vector<Best> best(size + 1);
  for (std::size_t at = 0; at < size;) {
    const double here = best[at].score;
    const unsigned length = unicode::sequenceLength(static_cast<unsigned char>(word[at]));
    bool single = false;
    const auto offer = [&](std::size_t end, double score, TokenId id) {
      Best& target = best[end];
      if (target.start >= 0 && !(score > target.score)) return false;
      target = {score, static_cast<std::int32_t>(at), id};
      return true;
    };
    m_trie.prefixes(word.substr(at), [&](std::size_t bytes, std::int32_t id) {
      offer(at + bytes, m_scores[static_cast<std::size_t>(id)] + here, id);
      single = single || bytes == length;
    });
    if (!single && offer(at + length, m_unknownScore + here, m_unknown) && m_unknown < 0)
      return fail("tokenizer.encode", ATTUNE_TEXT("The text has a character that the tokenizer does not know, and it has no unknown token."));
    at += length;
  }
  // Back along the best path; neighbouring unknown characters become one token.
  std::vector<Span> pieces;
  bool fusing = false;
  for (std::size_t end = size; end > 0;) {
    const auto start = static_cast<std::uint32_t>(best[end].start);
    const bool isUnknown = m_unknown >= 0 && best[end].id == m_unknown;
    if (isUnknown && fusing)
      pieces.back().begin = start;
    else
      pieces.push_back({start, static_cast<std::uint32_t>(end)});
    fusing = isUnknown;
    end = start;
  }
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
    ATTUNE_TRY_VOID(emit(word, piece->begin, piece->end, out));
  return {};
}

Result<void> Unigram::emit(std::string_view word, std::uint32_t begin, std::uint32_t end,
                           std::vector<WordToken>& out) const {
  const std::string_view text = word.substr(begin, end - begin);
  if (const auto id = tokenToId(text)) {
    out.push_back({*id, begin, end});
    return {};
  }
  if (m_byteFallback) {
    const std::size_t before = out.size();
    bool complete = true;
    for (const char c : text) {
      char name[8];
      std::snprintf(name, sizeof name, "<0x%02X>", static_cast<unsigned>(static_cast<unsigned char>(c)));
      const auto id = tokenToId(name);
      complete = complete && id;
      if (id) out.push_back({*id, begin, end});
    }
    if (complete) return {};
    out.resize(before);
  }
  out.push_back({m_unknown, begin, end, true});
  return {};
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/decoder.h"

#include <algorithm>

#include "core/text/tokenizers/byte_level.h"
#include "core/text/tokenizers/pattern.h"
#include "core/text/tokenizers/pre_tokenizer.h"
#include "core/text/tokenizers/unicode.h"

namespace attune::tokenizers {
namespace {

using Made = Result<std::unique_ptr<const Decoder>>;

std::string replaceAll(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  if (from.empty()) {  // between all characters and at both ends
    out = to;
    unicode::forEachChar(text, [&](char32_t, std::size_t at, unsigned length) {
      out += text.substr(at, length);
      out += to;
    });
    return out;
  }
  std::size_t done = 0;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from, done)) {
    out += text.substr(done, at - done);
    out += to;
    done = at + from.size();
  }
  out += text.substr(done);
  return out;
}

// English spacing: punctuation and contractions go to the word before them.
std::string cleanUp(std::string text) {
  constexpr std::pair<const char*, const char*> kRules[] = {
      {" .", "."},     {" ?", "?"},     {" !", "!"},            {" ,", ","},     {" ' ", "'"},    {" n't", "n't"},
      {" 'm", "'m"},   {" do not", " don't"}, {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
  for (const auto& [from, to] : kRules) text = replaceAll(text, from, to);
  return text;
}

class Sequence : public Decoder {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const Decoder>> steps) : m_steps(std::move(steps)) {}
  void apply(std::vector<std::string>& tokens) const override {
    for (const auto& step : m_steps) step->apply(tokens);
  }

 private:
  std::vector<std::unique_ptr<const Decoder>> m_steps;
};

class ByteLevel : public Decoder {
 public:
  void apply(std::vector<std::string>& tokens) const override {
    std::string bytes;
    for (const std::string& token : tokens) bytes += fromByteLevel(token).value_or(token);
    tokens = {unicode::replaceInvalid(bytes)};
  }
};

class WordPiece : public Decoder {
 public:
  WordPiece(std::string prefix, bool cleanup) : m_prefix(std::move(prefix)), m_cleanup(cleanup) {}
  void apply(std::vector<std::string>& tokens) const override {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i > 0) {
        if (tokens[i].starts_with(m_prefix))
          tokens[i].erase(0, m_prefix.size());
        else
          tokens[i].insert(0, " ");
      }
      if (m_cleanup) tokens[i] = cleanUp(std::move(tokens[i]));
    }
  }

 private:
  std::string m_prefix;
  bool m_cleanup;
};

class Metaspace : public Decoder {
 public:
  explicit Metaspace(const MetaspaceOptions& options) : m_options(options) { unicode::append(m_mark, options.replacement); }
  void apply(std::vector<std::string>& tokens) const override {
    for (std::size_t i = 0; i < tokens.size(); ++i)
      tokens[i] = replaceAll(tokens[i], m_mark, i == 0 && m_options.prepend != PrependScheme::never ? "" : " ");
  }

 private:
  MetaspaceOptions m_options;
  std::string m_mark;
};

class BpeDecoder : public Decoder {
 public:
  explicit BpeDecoder(std::string suffix) : m_suffix(std::move(suffix)) {}
  void apply(std::vector<std::string>& tokens) const override {
    for (std::size_t i = 0; i < tokens.size(); ++i)
      tokens[i] = replaceAll(tokens[i], m_suffix, i + 1 == tokens.size() ? "" : " ");
  }

 private:
  std::string m_suffix;
};

// <0xC3> <0xA5> → å; bytes that are no UTF-8 become one U+FFFD each.
class ByteFallback : public Decoder {
 public:
  void apply(std::vector<std::string>& tokens) const override {
    std::vector<std::string> out;
    std::string bytes;
    const auto flush = [&] {
      if (bytes.empty()) return;
      if (unicode::findInvalid(bytes) == std::string::npos)
        out.push_back(bytes);
      else
        out.insert(out.end(), bytes.size(), "\xEF\xBF\xBD");
      bytes.clear();
    };
    for (std::string& token : tokens) {
      if (const int byte = byteOf(token); byte >= 0) {
        bytes += static_cast<char>(byte);
        continue;
      }
      flush();
      out.push_back(std::move(token));
    }
    flush();
    tokens = std::move(out);
  }

 private:
  static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
  static int byteOf(const std::string& token) {
    if (token.size() != 6 || !token.starts_with("<0x") || token.back() != '>') return -1;
    const int high = token[3] == '+' ? 0 : digit(token[3]), low = digit(token[4]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
};

class Fuse : public Decoder {
 public:
  void apply(std::vector<std::string>& tokens) const override {
    std::string all;
    for (const std::string& token : tokens) all += token;
    tokens = {all};
  }
};

class Replace : public Decoder {
 public:
  Replace(std::unique_ptr<const Pattern> pattern, std::string content)
      : m_pattern(std::move(pattern)), m_content(std::move(content)) {}
  void apply(std::vector<std::string>& tokens) const override {
    for (std::string& token : tokens) {
      const auto matches = m_pattern->find(token);
      if (!matches) continue;  // an expression that gives up leaves the token as it is
      std::string out;
      for (const Match& match : *matches)
        out += match.isMatch ? m_content : token.substr(match.range.begin, match.range.end - match.range.begin);
      token = std::move(out);
    }
  }

 private:
  std::unique_ptr<const Pattern> m_pattern;
  std::string m_content;
};

class Strip : public Decoder {
 public:
  Strip(char32_t content, std::uint64_t start, std::uint64_t stop) : m_content(content), m_start(start), m_stop(stop) {}
  void apply(std::vector<std::string>& tokens) const override {
    for (std::string& token : tokens) {
      const std::u32string all = unicode::toCodePoints(token);
      std::size_t begin = 0, end = all.size();
      while (begin < all.size() && begin < m_start && all[begin] == m_content) ++begin;
      while (end > 0 && all.size() - end < m_stop && all[end - 1] == m_content) --end;
      token = begin < end ? unicode::toUtf8(std::u32string_view(all).substr(begin, end - begin)) : std::string();
    }
  }

 private:
  char32_t m_content;
  std::uint64_t m_start, m_stop;
};

// Connectionist temporal classification: repeated tokens count once.
class Ctc : public Decoder {
 public:
  Ctc(std::string pad, std::string delimiter, bool cleanup)
      : m_pad(std::move(pad)), m_delimiter(std::move(delimiter)), m_cleanup(cleanup) {}
  void apply(std::vector<std::string>& tokens) const override {
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    std::vector<std::string> out;
    for (const std::string& token : tokens) {
      std::string text = replaceAll(token, m_pad, "");
      if (m_cleanup) text = replaceAll(cleanUp(std::move(text)), m_delimiter, " ");
      if (!text.empty()) out.push_back(std::move(text));
    }
    tokens = std::move(out);
  }

 private:
  std::string m_pad, m_delimiter;
  bool m_cleanup;
};

Made makeSequence(const Fields& fields) {
  ATTUNE_TRY(const Json* list, fields.array("decoders"));
  std::vector<std::unique_ptr<const Decoder>> steps;
  for (const Json& item : *list) {
    ATTUNE_TRY(auto step, makeDecoder(fields.child(item, "decoders[" + std::to_string(steps.size()) + "]")));
    steps.push_back(std::move(step));
  }
  return std::make_unique<Sequence>(std::move(steps));
}

Made makeByteLevel(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.boolean("add_prefix_space"));
  ATTUNE_TRY_VOID(fields.boolean("trim_offsets"));
  return std::make_unique<ByteLevel>();
}

Made makeWordPieceDecoder(const Fields& fields) {
  ATTUNE_TRY(std::string prefix, fields.text("prefix"));
  ATTUNE_TRY(const bool cleanup, fields.boolean("cleanup"));
  return std::make_unique<WordPiece>(std::move(prefix), cleanup);
}

Made makeMetaspace(const Fields& fields) {
  ATTUNE_TRY(const MetaspaceOptions options, readMetaspace(fields));
  return std::make_unique<Metaspace>(options);
}

Made makeBpeDecoder(const Fields& fields) {
  ATTUNE_TRY(std::string suffix, fields.text("suffix"));
  return std::make_unique<BpeDecoder>(std::move(suffix));
}

Made makeReplace(const Fields& fields) {
  ATTUNE_TRY(auto pattern, Pattern::fromJson(fields, "pattern"));
  ATTUNE_TRY(std::string content, fields.text("content"));
  return std::make_unique<Replace>(std::move(pattern), std::move(content));
}

Made makeStrip(const Fields& fields) {
  ATTUNE_TRY(const char32_t content, fields.character("content"));
  ATTUNE_TRY(const std::uint64_t start, fields.number("start"));
  ATTUNE_TRY(const std::uint64_t stop, fields.number("stop"));
  return std::make_unique<Strip>(content, start, stop);
}

Made makeCtc(const Fields& fields) {
  ATTUNE_TRY(std::string pad, fields.text("pad_token"));
  ATTUNE_TRY(std::string delimiter, fields.text("word_delimiter_token"));
  ATTUNE_TRY(const bool cleanup, fields.boolean("cleanup"));
  return std::make_unique<Ctc>(std::move(pad), std::move(delimiter), cleanup);
}

template <class T>
Made makePlain(const Fields&) {
  return std::make_unique<T>();
}

struct Entry {
  const char* type;
  Made (*make)(const Fields&);
};

constexpr Entry kDecoders[] = {
    {"Sequence", makeSequence},       {"ByteLevel", makeByteLevel},           {"WordPiece", makeWordPieceDecoder},
    {"Metaspace", makeMetaspace},     {"BPEDecoder", makeBpeDecoder},         {"ByteFallback", makePlain<ByteFallback>},
    {"Fuse", makePlain<Fuse>},        {"Replace", makeReplace},               {"Strip", makeStrip},
    {"CTC", makeCtc},
};

}  // namespace

Result<std::unique_ptr<const Decoder>> makeDecoder(const Fields& fields) {
  ATTUNE_TRY_VOID(fields.requireObject());
  ATTUNE_TRY(const std::string type, fields.text("type"));
  for (const Entry& entry : kDecoders)
    if (type == entry.type) return entry.make(fields);
  return fields.unsupported(type);
}

}  // namespace attune::tokenizers

// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstring>
#include <vector>

#include "core/data/formats/byte_source.h"

namespace attune {
namespace {

constexpr char kInvalid = '\xFF';

void appendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

// The characters 80 … FF of the one-byte encodings (unicode.org/Public/MAPPINGS); 0 stands for undefined bytes. The
// windows code pages differ from ISO 8859 in 80 … 9F and a few letters.
using HighHalf = std::array<char16_t, 128>;

constexpr HighHalf latin1() {
  HighHalf table{};
  for (int i = 0; i < 128; ++i) table[i] = static_cast<char16_t>(0x80 + i);
  return table;
}

constexpr HighHalf windows1252() {
  constexpr std::array<char16_t, 32> kLow{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                          0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  HighHalf table = latin1();
  for (int i = 0; i < 32; ++i) table[i] = kLow[i];
  return table;
}

constexpr std::array<char16_t, 96> kLatin2High{
    0x00A0, 0x0104, 0x02D8, 0x0141, 0x00A4, 0x013D, 0x015A, 0x00A7, 0x00A8, 0x0160, 0x015E, 0x0164, 0x0179, 0x00AD,
    0x017D, 0x017B, 0x00B0, 0x0105, 0x02DB, 0x0142, 0x00B4, 0x013E, 0x015B, 0x02C7, 0x00B8, 0x0161, 0x015F, 0x0165,
    0x017A, 0x02DD, 0x017E, 0x017C, 0x0154, 0x00C1, 0x00C2, 0x0102, 0x00C4, 0x0139, 0x0106, 0x00C7, 0x010C, 0x00C9,
    0x0118, 0x00CB, 0x011A, 0x00CD, 0x00CE, 0x010E, 0x0110, 0x0143, 0x0147, 0x00D3, 0x00D4, 0x0150, 0x00D6, 0x00D7,
    0x0158, 0x016E, 0x00DA, 0x0170, 0x00DC, 0x00DD, 0x0162, 0x00DF, 0x0155, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x013A,
    0x0107, 0x00E7, 0x010D, 0x00E9, 0x0119, 0x00EB, 0x011B, 0x00ED, 0x00EE, 0x010F, 0x0111, 0x0144, 0x0148, 0x00F3,
    0x00F4, 0x0151, 0x00F6, 0x00F7, 0x0159, 0x016F, 0x00FA, 0x0171, 0x00FC, 0x00FD, 0x0163, 0x02D9};

constexpr HighHalf latin2() {
  HighHalf table = latin1();
  for (int i = 0; i < 96; ++i) table[32 + i] = kLatin2High[i];
  return table;
}

constexpr HighHalf windows1250() {
  constexpr std::array<char16_t, 64> kLow{
      0x20AC, 0,      0x201A, 0,      0x201E, 0x2026, 0x2020, 0x2021, 0,      0x2030, 0x0160, 0x2039, 0x015A,
      0x0164, 0x017D, 0x0179, 0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0,      0x2122,
      0x0161, 0x203A, 0x015B, 0x0165, 0x017E, 0x017A, 0x00A0, 0x02C7, 0x02D8, 0x0141, 0x00A4, 0x0104, 0x00A6,
      0x00A7, 0x00A8, 0x00A9, 0x015E, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x017B, 0x00B0, 0x00B1, 0x02DB, 0x0142,
      0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x0105, 0x015F, 0x00BB, 0x013D, 0x02DD, 0x013E, 0x017C};
  HighHalf table = latin2();
  for (int i = 0; i < 64; ++i) table[i] = kLow[i];
  return table;
}

struct Codec {
  const char* name;
  int unitBytes;  // 1, 2 or 4
  bool bigEndian;
  HighHalf high;  // for one-byte encodings
};

const std::vector<Codec>& codecs() {
  static const std::vector<Codec> kCodecs{{"utf-16le", 2, false, {}},
                                          {"utf-16be", 2, true, {}},
                                          {"utf-32le", 4, false, {}},
                                          {"utf-32be", 4, true, {}},
                                          {"windows-1252", 1, false, windows1252()},
                                          {"windows-1250", 1, false, windows1250()},
                                          {"iso-8859-1", 1, false, latin1()},
                                          {"iso-8859-2", 1, false, latin2()}};
  return kCodecs;
}

class Decoder : public ByteSource {
 public:
  Decoder(std::unique_ptr<ByteSource> source, const Codec* codec) : m_source(std::move(source)), m_codec(codec) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (m_given == m_out.size()) {
      if (m_ended) return 0U;
      // Behind the byte order mark UTF-8 passes as it is.
      if (m_codec == nullptr && m_started && m_in.empty()) return m_source->read(to, size);
      ATTUNE_TRY_VOID(fill());
    }
    const std::size_t n = std::min(size, m_out.size() - m_given);
    std::memcpy(to, m_out.data() + m_given, n);
    m_given += n;
    return n;
  }
  std::uint64_t position() const override { return m_source->position(); }

 private:
  Result<void> fill() {
    m_out.clear();
    m_given = 0;
    const std::size_t kept = m_in.size();
    m_in.resize(kept + (1 << 16));
    ATTUNE_TRY(const std::size_t n, m_source->read(m_in.data() + kept, m_in.size() - kept));
    m_in.resize(kept + n);
    m_ended = n == 0;
    const std::size_t unit = m_codec == nullptr ? 1 : static_cast<std::size_t>(m_codec->unitBytes);
    std::size_t i = 0;
    if (m_codec == nullptr) {
      i = takeUtf8();
    } else {
      for (; i + unit <= m_in.size(); i += unit) put(unitAt(i));
    }
    m_in.erase(0, i);
    if (m_ended && (!m_in.empty() || m_highSurrogate != 0)) {
      m_out.push_back(kInvalid);
      m_in.clear();
    }
    return {};
  }

  // Of UTF-8 only a byte order mark at the very start is taken away.
  std::size_t takeUtf8() {
    if (m_in.size() < 3 && !m_ended) return 0;
    m_started = true;
    const std::size_t skip = m_in.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    m_out.assign(m_in, skip, std::string::npos);
    return m_in.size();
  }

  char32_t unitAt(std::size_t i) const {
    char32_t value = 0;
    for (int k = 0; k < m_codec->unitBytes; ++k) {
      const int at = m_codec->bigEndian ? k : m_codec->unitBytes - 1 - k;
      value = (value << 8) | static_cast<unsigned char>(m_in[i + at]);
    }
    return value;
  }

  void put(char32_t c) {
    if (m_codec->unitBytes == 1) {
      if (c >= 0x80) c = m_codec->high[c - 0x80] == 0 ? 0xFFFFFFFF : m_codec->high[c - 0x80];
    } else if (!m_started) {
      m_started = true;
      if (c == 0xFEFF) return;
    }
    if (m_codec->unitBytes == 2) {
      if (m_highSurrogate != 0) {
        const char32_t high = std::exchange(m_highSurrogate, 0);
        if (c >= 0xDC00 && c < 0xE000) return appendUtf8(0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00), m_out);
        m_out.push_back(kInvalid);
      }
      if (c >= 0xD800 && c < 0xDC00) {
        m_highSurrogate = c;
        return;
      }
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return m_out.push_back(kInvalid);
    appendUtf8(c, m_out);
  }

  std::unique_ptr<ByteSource> m_source;
  const Codec* m_codec;
  std::string m_in, m_out;
  std::size_t m_given = 0;
  char32_t m_highSurrogate = 0;
  bool m_started = false;
  bool m_ended = false;
};

}  // namespace

const std::vector<std::string>& knownEncodings() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names{"utf-8"};
    for (const auto& codec : codecs()) names.emplace_back(codec.name);
    return names;
  }();
  return kNames;
}

Result<std::unique_ptr<ByteSource>> decodingSource(std::unique_ptr<ByteSource> source, const std::string& encoding) {
  if (encoding.empty() || encoding == "utf-8") return std::make_unique<Decoder>(std::move(source), nullptr);
  for (const auto& codec : codecs())
    if (encoding == codec.name) return std::make_unique<Decoder>(std::move(source), &codec);
  return fail("data.encoding-unknown", ATTUNE_TEXT("The text encoding “{0}” is not known."), {encoding},
              ATTUNE_TEXT("Save the file as UTF-8 and import it again."));
}

}  // namespace attune

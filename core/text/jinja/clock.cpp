// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>
#include <cstdio>
#include <memory>

#include "core/text/jinja/runtime.h"

namespace attune::jinja {
namespace {

struct FreeLocale {
  void operator()(locale_t locale) const { ::freelocale(locale); }
};

}  // namespace

// The window sets the user's locale, so names of days and months are asked for in the C locale, as Python does.
Text formatTime(const Text& format, const std::tm& time, int microseconds) {
  std::string pattern;
  const std::string& s = format.bytes();
  for (std::size_t at = 0; at < s.size(); ++at) {
    const char next = s[at] == '%' && at + 1 < s.size() ? s[at + 1] : '\0';
    if (next == 'f') {
      char digits[16];
      std::snprintf(digits, sizeof digits, "%06d", microseconds);
      pattern += digits;
    } else if (next == 's') {
      unsupported("'%s' in strftime_now");
    } else if (next != 'z' && next != 'Z') {  // a time without zone prints nothing there
      pattern += s[at];
      if (next != '\0') pattern += next;
    }
    if (next != '\0') ++at;
  }
  if (pattern.empty()) return {};
  const std::unique_ptr<std::remove_pointer_t<locale_t>, FreeLocale> locale(::newlocale(LC_ALL_MASK, "C", nullptr));
  if (!locale) unsupported("strftime_now without a C locale");
  // A result of zero bytes may be an empty text or a small buffer; no code gives more than a few hundred bytes each.
  if (pattern.size() > 4096) limitExceeded("a date format of more than 4096 bytes");
  std::string out(pattern.size() * 64 + 256, '\0');
  out.resize(::strftime_l(out.data(), out.size(), pattern.c_str(), &time, locale.get()));
  return Text(std::move(out));
}

}  // namespace attune::jinja

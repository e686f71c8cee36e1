// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace attune {

tl::unexpected<Error> fail(std::string code, std::string text, std::vector<std::string> args, std::string hint,
                           std::string detail) {
  return tl::unexpected(Error{std::move(code), std::move(text), std::move(args), std::move(detail), std::move(hint)});
}

tl::unexpected<Error> stopped() { return fail("work.stopped", ATTUNE_TEXT("Stopped.")); }

bool isStopped(const Error& error) { return error.code == "work.stopped"; }

std::string fillSlots(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool slot = text[i] == '{' && i + 2 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}';
    const auto index = slot ? static_cast<std::size_t>(text[i + 1] - '0') : 0;
    if (slot && index < args.size()) {
      out += args[index];
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string describe(const Error& error) {
  std::string out = fillSlots(error.text, error.args);
  if (!error.detail.empty()) out += " (" + error.detail + ")";
  if (!error.hint.empty()) out += " " + fillSlots(error.hint, error.args);
  return out;
}

}  // namespace attune

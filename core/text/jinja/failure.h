// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace attune::jinja {

/// Thrown inside the engine only, and turned into an Error at its border (template.cpp).
struct Failure {
  std::string code;  ///< "template.syntax", "template.unsupported", "template.limit", "template.undefined",
                     ///< "template.type", "template.security" or "template.raised".
  std::string detail;  ///< What is wrong, in the words of Python and Jinja where they have some.
  int line = 0;        ///< 0: the line that is being rendered.
};

[[noreturn]] inline void typeError(std::string what) {
  throw Failure{"template.type", std::move(what), 0};
}
[[noreturn]] inline void unsupported(std::string what, int line = 0) {
  throw Failure{"template.unsupported", std::move(what), line};
}
[[noreturn]] inline void limitExceeded(std::string what, int line = 0) {
  throw Failure{"template.limit", std::move(what), line};
}

}  // namespace attune::jinja

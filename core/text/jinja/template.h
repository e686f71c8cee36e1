// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/text/jinja/runtime.h"

namespace attune::jinja {

/// What strftime_now reads.
struct Clock {
  std::tm time{};
  int microseconds = 0;
};

/// A parsed template of the Jinja subset that chat templates use (see README of tests/golden/templates), with the
/// results of Jinja2 3.1 in the environment of Hugging Face. Immutable. Thread: any.
class Template {
 public:
  /// Errors: template.syntax, template.unsupported, template.limit; each names the line.
  static Result<Template> parse(std::string_view source, const Limits& limits = {});
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  ~Template();

  /// `variables` is a dict; the marks of its texts are kept in the result. Errors: template.raised (args: the
  /// template's message, the line), template.undefined, template.type, template.security, template.unsupported,
  /// template.limit.
  Result<Text> render(const Dict& variables, const Clock& clock) const;
  /// Whether it contains a {% generation %} block.
  bool hasGeneration() const;

 private:
  struct Tree;
  explicit Template(std::unique_ptr<const Tree> tree);
  std::unique_ptr<const Tree> m_tree;
};

}  // namespace attune::jinja

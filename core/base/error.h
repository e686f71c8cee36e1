// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

/// Marks an English source string of core as translatable: the window translates it, the CLI prints it as it is.
#define ATTUNE_TEXT(text) text

namespace attune {

/// What went wrong, where, and what to do next; user-facing, so never a stack trace.
struct Error {
  std::string code;               ///< Stable identity, "folder.kebab-name" (`data.no-rows`); tests and callers compare it.
  std::string text;               ///< One English sentence wrapped in ATTUNE_TEXT, with slots {0} {1} … for `args`.
  std::vector<std::string> args;  ///< Values of the slots: file names, line numbers, keys.
  std::string detail = {};        ///< Technical addition, not translated (an errno text, a library's message).
  std::string hint = {};          ///< What to do next, ATTUNE_TEXT, may use the same slots.
};

/// A value, or the Error that says why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an Error from a function that gives a Result.
tl::unexpected<Error> fail(std::string code, std::string text, std::vector<std::string> args = {}, std::string hint = {},
                           std::string detail = {});

/// The Error of work that was stopped on request: `work.stopped`. It is no fault, so nobody is told of it.
tl::unexpected<Error> stopped();
/// Whether `error` says only that the work was stopped on request.
bool isStopped(const Error& error);

/// Replaces {0}, {1} … in `text` by `args`; unknown slots stay as they are.
std::string fillSlots(std::string_view text, const std::vector<std::string>& args);

/// The whole English message: text, detail in brackets, hint as a second sentence.
std::string describe(const Error& error);

}  // namespace attune

/// Leaves the enclosing function with the Error of `expression` (a Result), if it has one.
#define ATTUNE_TRY_VOID(expression)                                              \
  do {                                                                           \
    if (auto attuneTry = (expression); !attuneTry) return tl::unexpected(std::move(attuneTry.error())); \
  } while (false)
#define ATTUNE_CONCAT_IMPL(a, b) a##b
#define ATTUNE_CONCAT(a, b) ATTUNE_CONCAT_IMPL(a, b)
/// `ATTUNE_TRY(auto value, expression);` declares value from a Result, or leaves the function with its Error.
#define ATTUNE_TRY(declaration, expression)                                                                      \
  auto ATTUNE_CONCAT(attuneResult, __LINE__) = (expression);                                                     \
  if (!ATTUNE_CONCAT(attuneResult, __LINE__)) return tl::unexpected(std::move(ATTUNE_CONCAT(attuneResult, __LINE__).error())); \
  declaration = std::move(*ATTUNE_CONCAT(attuneResult, __LINE__))

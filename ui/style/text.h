// SPDX-License-Identifier: GPL-3.0-or-later
// Text for people: core's English texts in the user's language, and numbers in the user's way of writing.
#pragma once
#include <QString>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace attune::ui {

QString qstr(std::string_view utf8);
std::string utf8(const QString& text);

/// A text that core marked with ATTUNE_TEXT, translated, its slots {0} {1} … filled with `args`.
QString coreText(std::string_view english, const std::vector<std::string>& args = {});
/// What failed and where.
QString errorText(const Error& error);
/// What to do next; may be empty.
QString errorHint(const Error& error);
/// Everything known of the error in English, for a bug report.
QString errorDetails(const Error& error);

/// "1,234" — grouped in the user's way.
QString formatCount(std::int64_t number);
/// "1.2 M" for large counts, as of parameters.
QString formatShortCount(std::int64_t number);
/// With `digits` significant digits and no useless zeros; "—" for a number that is not finite.
QString formatNumber(double number, int digits = 4);
/// With exactly `decimals` digits after the point; "—" for a number that is not finite.
QString formatFixed(double number, int decimals);
QString formatBytes(std::uint64_t bytes);
/// "43 s", "12 min 05 s", "3 h 07 min".
QString formatDuration(double seconds);
QString formatPercent(double fraction, int decimals = 0);
/// Local date and time, short.
QString formatTime(std::int64_t secondsSince1970);

/// One line: line breaks and runs of blanks become one blank.
QString oneLine(const QString& text, int maxCharacters = 400);

}  // namespace attune::ui

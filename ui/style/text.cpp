// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/text.h"

#include <cmath>

namespace attune::ui {

QString qstr(std::string_view utf8) {
  return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string utf8(const QString& text) {
  return text.toStdString();
}

QString coreText(std::string_view english, const std::vector<std::string>& args) {
  if (english.empty()) return {};
  const auto translated = [](std::string_view source) {
    return utf8(QCoreApplication::translate("core", std::string(source).c_str()));
  };
  // An argument may itself be a text of core (a setting's label).
  std::vector<std::string> values;
  for (const std::string& arg : args) values.push_back(arg.empty() || arg.size() > 120 ? arg : translated(arg));
  return qstr(fillSlots(translated(english), values));
}

QString errorText(const Error& error) {
  return coreText(error.text, error.args);
}

QString errorHint(const Error& error) {
  return coreText(error.hint, error.args);
}

QString errorDetails(const Error& error) {
  return QString("%1\n%2\nAttune %3, Qt %4\n").arg(qstr(error.code), qstr(describe(error)), ATTUNE_VERSION, qVersion());
}

QString formatCount(std::int64_t number) {
  return QLocale().toString(static_cast<qlonglong>(number));
}

QString formatShortCount(std::int64_t number) {
  const auto value = static_cast<double>(number);
  //: millions, as in "135 M parameters"
  if (number >= 10'000'000'000) return QCoreApplication::translate("Format", "%1 bn").arg(formatNumber(value / 1e9, 3));
  if (number >= 1'000'000) return QCoreApplication::translate("Format", "%1 M").arg(formatNumber(value / 1e6, 3));
  return formatCount(number);
}

QString formatNumber(double number, int digits) {
  if (!std::isfinite(number)) return QStringLiteral("—");
  QLocale locale;
  const double size = std::abs(number);
  if (size != 0 && (size < 1e-3 || size >= 1e7)) {
    QString text = locale.toString(number, 'e', digits - 1);
    // "2.000e-04" reads better as "2e-4".
    const qsizetype e = text.indexOf('e', 0, Qt::CaseInsensitive);
    if (e < 0) return text;
    QString mantissa = text.left(e), exponent = text.mid(e + 1);
    if (mantissa.contains(locale.decimalPoint())) {
      while (mantissa.endsWith(locale.zeroDigit())) mantissa.chop(1);
      if (mantissa.endsWith(locale.decimalPoint())) mantissa.chop(1);
    }
    const bool negative = exponent.startsWith('-') || exponent.startsWith(locale.negativeSign());
    while (!exponent.isEmpty() && (!exponent.at(0).isDigit() || exponent.at(0) == '0')) exponent.remove(0, 1);
    return mantissa + 'e' + (negative ? "-" : "") + exponent;
  }
  locale.setNumberOptions(locale.numberOptions() & ~QLocale::IncludeTrailingZeroesAfterDot);
  const int whole = size < 1 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
  QString text = locale.toString(number, 'f', std::max(0, digits - whole));
  if (text.contains(locale.decimalPoint())) {
    while (text.endsWith(locale.zeroDigit())) text.chop(1);
    if (text.endsWith(locale.decimalPoint())) text.chop(locale.decimalPoint().size());
  }
  return text;
}

QString formatFixed(double number, int decimals) {
  return std::isfinite(number) ? QLocale().toString(number, 'f', decimals) : QStringLiteral("—");
}

QString formatBytes(std::uint64_t bytes) {
  // Qt goes on to the next unit at 1,024 of one, so that a thousand and more would stand there.
  for (std::uint64_t unit = 1024; unit < std::uint64_t{1} << 50; unit *= 1024)
    if (bytes >= 1000 * unit && bytes < 1024 * unit) bytes = 1024 * unit;
  return QLocale().formattedDataSize(static_cast<qint64>(bytes), bytes < 10'000'000 ? 0 : 1,
                                     QLocale::DataSizeTraditionalFormat);
}

QString formatDuration(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return QStringLiteral("—");
  const auto whole = static_cast<qlonglong>(std::llround(seconds));
  const auto two = [](qlonglong value) { return QString("%1").arg(value, 2, 10, QChar('0')); };
  if (whole < 60) return QCoreApplication::translate("Format", "%1 s").arg(whole);
  if (whole < 3600) return QCoreApplication::translate("Format", "%1 min %2 s").arg(whole / 60).arg(two(whole % 60));
  return QCoreApplication::translate("Format", "%1 h %2 min").arg(whole / 3600).arg(two(whole / 60 % 60));
}

QString formatPercent(double fraction, int decimals) {
  return QCoreApplication::translate("Format", "%1 %").arg(formatFixed(fraction * 100, decimals));
}

QString formatTime(std::int64_t secondsSince1970) {
  return QLocale().toString(QDateTime::fromSecsSinceEpoch(secondsSince1970), QLocale::ShortFormat);
}

QString oneLine(const QString& text, int maxCharacters) {
  const QString flat = text.left(maxCharacters * 2).simplified();
  return flat.size() > maxCharacters ? flat.left(maxCharacters) + QChar(0x2026) : flat;
}

}  // namespace attune::ui

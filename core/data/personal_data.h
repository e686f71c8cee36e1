// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// A place in a text that looks like personal data or a secret. Numbers are reported only when their check digits are
/// right, so that order numbers and amounts are not taken for them.
struct SensitivePlace {
  std::string_view kind;  ///< "email", "phone", "national-id-no", "national-id-pl", "national-id-se", "ssn-us", "iban",
                          ///< "card", "secret".
  std::size_t begin = 0;  ///< Byte offset.
  std::size_t length = 0;
};

/// All kinds that findSensitive finds.
std::span<const std::string_view> sensitiveKinds();

/// E-mail addresses, telephone numbers, national identity numbers, bank accounts, payment cards, keys and passwords in
/// the order of the text, without overlap. A help for the eye, not a proof that a text holds none.
std::vector<SensitivePlace> findSensitive(std::string_view text);

/// The kind of names that findNameHints guesses; masked only where it is asked for.
inline constexpr std::string_view kNameKind = "name";
/// Names of people as sentences introduce them (“my name is …”, “jeg heter …”, “nazywam się …”, “Mr …”): guesses that
/// miss many names and take some other words for one.
std::vector<SensitivePlace> findNameHints(std::string_view text);

/// The text with every such place of the given kinds (all when empty) replaced by the kind's mark: "[EMAIL]", "[PHONE]"
/// …
std::string maskSensitive(std::string_view text, std::span<const std::string> kinds = {});

/// Norwegian fødselsnummer or D-number: 11 digits with a valid date and both control digits (modulo 11).
bool isNorwegianId(std::string_view digits);
/// Polish PESEL: 11 digits with a valid date and control digit.
bool isPesel(std::string_view digits);
/// Swedish personnummer or samordningsnummer: 10 or 12 digits with a valid date and Luhn digit.
bool isSwedishId(std::string_view digits);
/// Payment card: 13 to 19 digits of a known issuer with a Luhn digit.
bool isCardNumber(std::string_view digits);
/// International bank account number without spaces: the country's length, and the remainder by 97 is 1 (ISO 13616).
bool isIban(std::string_view text);

}  // namespace attune

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/personal_data.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace attune {
namespace {

std::string kindOf(const std::string& text) {
  std::string kinds;
  for (const auto& place : findSensitive(text))
    kinds += std::string(kinds.empty() ? "" : " ") + std::string(place.kind);
  return kinds;
}

TEST(PersonalData, FindsEachKindWithCheckDigits) {
  const std::pair<const char*, const char*> cases[]{
      {"write to eva.lie+x@firma.example.no, please", "email"},
      {"<kowalski@poczta.pl>", "email"},
      {"ring +47 22 33 44 55 today", "phone"},
      {"tel. 0048 501 234 567", "phone"},
      {"tel. 501 234 567", "phone"},
      {"tlf 22 33 44 55.", "phone"},
      {"call 212-555-0147", "phone"},
      {"fnr 15087600170", "national-id-no"},
      {"fnr 150876 00170", "national-id-no"},
      {"D-nummer 55087600083", "national-id-no"},
      {"PESEL 44051401359.", "national-id-pl"},
      {"pnr 811228-9874", "national-id-se"},
      {"pnr 198112289874", "national-id-se"},
      {"SSN 078-05-1120", "ssn-us"},
      {"IBAN PL61109010140000071219812874", "iban"},
      {"IBAN NO93 8601 1117 947 takk", "iban"},
      {"GB82 WEST 1234 5698 7654 32", "iban"},
      {"card 4111111111111111", "card"},
      {"card 4242 4242 4242 4242, thanks", "card"},
      {"card 5555-5555-5555-4444", "card"},
      {"key AKIAIOSFODNN7EXAMPLE", "secret"},
      {"ghp_0123456789abcdefghijABCDEFGHIJ012345", "secret"},
      {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "secret"},
      {"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "secret"},
      {"eva@lie.no or +47 22334455", "email phone"},
  };
  for (const auto& [text, kind] : cases) EXPECT_EQ(kindOf(text), kind) << text;
}

TEST(PersonalData, LeavesOtherNumbersAlone) {
  for (const char* text : {"15087600171",
                           "44051401358",
                           "811228-9875",
                           "4111111111111112",
                           "PL61109010140000071219812875",
                           "order 12345678901",
                           "PBL 9 kap. 2010:900",
                           "250 000 000 kroner",
                           "pi is 3.14159265358979",
                           "2026-04-17",
                           "10.000.000",
                           "user@localhost",
                           "a @ b.no",
                           "version 1.2.3.4",
                           "000-12-3456",
                           "666-12-3456",
                           "912-12-3456",
                           "sk-short",
                           "ghp_short",
                           "hello+world",
                           "ISBN 978-3-16-148410-0",
                           "x4111111111111111",
                           "00 0000 0000",
                           "@",
                           "+",
                           "-----BEGIN",
                           "eyJ"})
    EXPECT_EQ(kindOf(text), "") << text;
}

TEST(PersonalData, MasksOnlyWhatWasAskedFor) {
  const std::string text = "Eva, eva@lie.no, 15087600170, +47 22 33 44 55.";
  EXPECT_EQ(maskSensitive(text), "Eva, [EMAIL], [NATIONAL_ID_NO], [PHONE].");
  EXPECT_EQ(maskSensitive(text, std::vector<std::string>{"email"}), "Eva, [EMAIL], 15087600170, +47 22 33 44 55.");
  EXPECT_EQ(maskSensitive("nothing here"), "nothing here");
  EXPECT_EQ(maskSensitive(maskSensitive(text)), maskSensitive(text));
}

// A wrong digit or two exchanged ones are always found by modulo 11 and modulo 97.
TEST(PersonalData, CheckDigitsCatchSingleErrors) {
  for (const std::string good : {"15087600170", "55087600083"})
    for (std::size_t i = 6; i < good.size(); ++i)
      for (char c = '0'; c <= '9'; ++c) {
        std::string changed = good;
        changed[i] = c;
        EXPECT_EQ(isNorwegianId(changed), c == good[i]) << changed;
      }
  const std::string iban = "NO9386011117947";
  for (std::size_t i = 4; i < iban.size(); ++i)
    for (char c = '0'; c <= '9'; ++c) {
      std::string changed = iban;
      changed[i] = c;
      EXPECT_EQ(isIban(changed), c == iban[i]);
    }
  EXPECT_FALSE(isNorwegianId("31027600000"));
  EXPECT_FALSE(isPesel("00000000000"));
  EXPECT_FALSE(isPesel(""));
  EXPECT_FALSE(isCardNumber("0000000000000000"));
}

TEST(PersonalData, AnyTextIsSafeAndPlacesNeverOverlap) {
  Random random(3);
  const std::string alphabet = "0123456789 -+@.abAKI_eyJ:PLNO\n\xC3\xA9";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::uint64_t n = random.below(80); n > 0; --n) text.push_back(alphabet[random.below(alphabet.size())]);
    std::size_t end = 0;
    for (const auto& place : findSensitive(text)) {
      ASSERT_GE(place.begin, end) << text;
      ASSERT_GT(place.length, 0U);
      end = place.begin + place.length;
      ASSERT_LE(end, text.size());
    }
  }
}

}  // namespace
}  // namespace attune

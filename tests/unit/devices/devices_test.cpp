// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/devices.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "fake_driver.h"

namespace attune::engine {
namespace {

constexpr std::uint64_t kGiB = 1 << 30;

class Cards : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_FALSE(at::hasCUDA()) << "nothing here opens CUDA's libraries";
    fakeCards = {{"Large card", "0000:65:00.0", 80 * kGiB, 60 * kGiB, 9}, {"Small card", "0000:17:00.0", 12 * kGiB, 1 * kGiB, 7}};
    fakeManagementWorks = true;
  }
  static std::vector<DeviceInfo> cards() {
    auto devices = listDevices("libcublas.so.13 is not there");
    devices.erase(devices.begin());
    return devices;
  }
};

TEST_F(Cards, SayWhatIsFreeOnEach) {
  const auto found = cards();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, "cuda:0");
  EXPECT_EQ(found[0].name, "Large card");
  EXPECT_EQ(found[0].totalBytes, 80 * kGiB);
  EXPECT_EQ(found[0].freeBytes, 60 * kGiB);
  EXPECT_TRUE(found[0].fastBf16);
  EXPECT_EQ(found[1].totalBytes, 12 * kGiB);
  EXPECT_EQ(found[1].freeBytes, 1 * kGiB);
  EXPECT_FALSE(found[1].fastBf16);
  ASSERT_TRUE(found[1].problem);
}

TEST_F(Cards, AreAsFreeAsTheyAreLargeWhereNobodyKnows) {
  fakeManagementWorks = false;
  EXPECT_EQ(cards().at(1).freeBytes, 12 * kGiB);
  fakeManagementWorks = true;
  // A part of a card, whose whole the management library tells of.
  fakeCards[0].freeBytes = 200 * kGiB;
  EXPECT_EQ(cards().at(0).freeBytes, 80 * kGiB);
}

TEST_F(Cards, MayBeNone) {
  fakeCards.clear();
  const auto found = cards();
  ASSERT_EQ(found.size(), 1U) << "what could not be opened is told even so";
  EXPECT_TRUE(found[0].problem);
  EXPECT_EQ(found[0].totalBytes, 0U);
}

}  // namespace
}  // namespace attune::engine

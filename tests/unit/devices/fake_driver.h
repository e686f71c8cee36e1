// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

struct FakeCard {
  std::string name, busId;
  unsigned long long totalBytes = 0, freeBytes = 0;
  int major = 0;
};

/// What the faked driver finds, in its order.
extern std::vector<FakeCard> fakeCards;

/// Whether the faked management library starts.
extern bool fakeManagementWorks;

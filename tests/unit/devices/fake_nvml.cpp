// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "fake_driver.h"

bool fakeManagementWorks = true;

namespace {
constexpr int kDriverNotLoaded = 9, kNotFound = 6;
struct Memory {
  unsigned long long total, free, used;
};
}  // namespace

extern "C" {
int nvmlInit_v2() { return fakeManagementWorks ? 0 : kDriverNotLoaded; }
int nvmlDeviceGetHandleByPciBusId_v2(const char* busId, void** device) {
  const auto card = std::find_if(fakeCards.begin(), fakeCards.end(), [&](const FakeCard& other) { return other.busId == busId; });
  return card == fakeCards.end() ? kNotFound : (*device = &*card, 0);
}
int nvmlDeviceGetMemoryInfo(void* device, Memory* memory) {
  const auto& card = *static_cast<const FakeCard*>(device);
  *memory = {card.totalBytes, card.freeBytes, card.totalBytes - card.freeBytes};
  return 0;
}
}

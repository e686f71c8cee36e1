// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include "fake_driver.h"

std::vector<FakeCard> fakeCards;

namespace {
constexpr int kInvalidDevice = 101;
bool there(int card) { return card >= 0 && static_cast<std::size_t>(card) < fakeCards.size(); }
const FakeCard& at(int card) { return fakeCards[static_cast<std::size_t>(card)]; }
int copy(const std::string& text, char* out, int size) {
  if (text.size() >= static_cast<std::size_t>(size)) return 1;
  std::memcpy(out, text.c_str(), text.size() + 1);
  return 0;
}
}  // namespace

extern "C" {
int cuInit(unsigned /*flags*/) { return 0; }
int cuDriverGetVersion(int* version) { return *version = 13000, 0; }
int cuDeviceGetCount(int* count) { return *count = static_cast<int>(fakeCards.size()), 0; }
int cuDeviceGet(int* device, int number) { return there(number) ? (*device = number, 0) : kInvalidDevice; }
int cuDeviceGetName(char* name, int size, int device) { return there(device) ? copy(at(device).name, name, size) : kInvalidDevice; }
int cuDeviceTotalMem_v2(std::size_t* bytes, int device) { return there(device) ? (*bytes = at(device).totalBytes, 0) : kInvalidDevice; }
int cuDeviceGetAttribute(int* value, int attribute, int device) {
  if (!there(device)) return kInvalidDevice;
  return attribute == 75 ? (*value = at(device).major, 0) : 1;
}
int cuDeviceGetPCIBusId(char* busId, int size, int device) { return there(device) ? copy(at(device).busId, busId, size) : kInvalidDevice; }
}

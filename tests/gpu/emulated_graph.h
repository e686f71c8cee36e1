// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings of what is sent to the emulated GPU, with the laws of CUDA's: only on a stream of its own, nothing read back or brought
// there, nothing drawn from a generator that was not named. As nothing is carried out while a real one is made, what the operators did to
// memory from before is undone at its end, and what they made is filled with nonsense until the first replay. Memory from before is not
// kept alive: a replay that finds it gone is an error.
#pragma once
#include <ATen/ATen.h>
#include <ATen/core/ivalue.h>

#include <functional>
#include <vector>

namespace attune::engine::emulated {

/// Makes RecordedSteps record in this way.
void installGraphs();

/// Whether a recording is under way.
bool isRecording();
/// Throws what CUDA does when that cannot be done while one is under way.
void refuseInRecording(const char* what);
/// What CUDA would launch, and how to do it once more.
void addToRecording(std::function<void()> again);
/// Before memory from before is written.
void keepForRecording(const at::Tensor& written);
/// Memory that the device has handed out, and a generator's state that is drawn from.
void madeInRecording(void* block);
void drawnInRecording(const void* state);

/// A tensor as a recording holds it: strongly where it was made in it, else as an address that must still be there.
class RecordedTensor {
 public:
  explicit RecordedTensor(const at::Tensor& tensor);
  at::Tensor tensor() const;

 private:
  at::Tensor m_own;  // also a number of the host
  c10::weak_intrusive_ptr<c10::StorageImpl> m_before;
  std::vector<std::int64_t> m_sizes, m_strides;
  std::int64_t m_offset = 0;
  at::ScalarType m_dtype = at::kFloat;
  bool m_defined = false;
};

/// Calls of recordings so far.
std::int64_t recordingsMade();
std::int64_t recordingsReplayed();
/// Lets recordings fail in their middle from now on, as a card might; the generator's state is then spoilt for whatever comes after.
void failRecordings(bool fail);
/// Adds `by` to the first number that each replay writes into memory from before, as a recording that went wrong might.
void falsifyReplays(double by);

}  // namespace attune::engine::emulated

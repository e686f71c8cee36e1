// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace attune::engine {

/// Which of two ways each part of a model is computed: the fast one, or plain ATen operations that serve as its
/// reference.
struct ComputeSettings {
  bool fusedNorm = true;         ///< Own RMS norm kernel that saves one number a row.
  bool fusedActivation = true;   ///< Own gated activation that saves its two inputs only.
  bool fusedRope = true;         ///< Own rotary kernel.
  bool fusedAttention = true;    ///< Flash attention for each sequence; else explicit scores and softmax.
  bool fusedLinear = true;       ///< Own linear functions that save at most their input, also for LoRA.
  bool leanInputs = true;        ///< Linear functions do not keep rows that a norm or an activation can make again.
  bool gradientsInPlace = true;  ///< Backward adds a weight's gradient to where it is kept; else autograd adds a tensor of its own.
  bool fusedUpdate = true;       ///< Clipping, AdamW's step and the rounded weights in one pass on the CPU; else operator by operator.
  bool groupedExperts = true;    ///< Each expert works on the tokens sent to it; else on all of them.
  bool fusedLoss = true;         ///< Chunked head and cross entropy; else logits of all loss rows.
  bool lossRowsOnly = true;      ///< The last layer works on rows that bear loss only.
  bool fusedNf4 = true;          ///< Own loops on the CPU, an own kernel on a GPU turn 4-bit weights back.
  bool oneDnn = true;            ///< float32 products on the CPU through oneDNN, where it is exact.
  bool fastDecode = true;        ///< Own matrix-vector kernels when one token at a time is generated on the CPU.
  bool recordedSteps = true;     ///< Batches of small models on a GPU are recorded once and replayed; else sent operator by operator.
  bool answersAtOnce = true;     ///< Several answers to a question are written side by side; else one after another.
};

/// The settings in force.
const ComputeSettings& computeSettings();
/// Changes them for the process; only while no model is computing.
void setComputeSettings(const ComputeSettings& settings);
/// All of them off: the reference path.
ComputeSettings referenceSettings();

/// Sets the number of CPU threads (0: the machine's physical cores) and puts the settings in force; called before a model
/// is built. Thread: worker.
void prepareProcess(int threads = 0);

/// Whether oneDNN's float32 products on this processor are true float32 ones; measured at the first call. Where the processor has units
/// for bfloat16 matrices (AMX) oneDNN would use those instead, and then MKL is taken.
bool oneDnnIsExact();

}  // namespace attune::engine

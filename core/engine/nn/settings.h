// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace attune::engine {

/// Which of two ways each part of a model is computed: the fast one, or plain ATen operations that serve as its
/// reference. Process-wide; change it only while no model is computing.
struct ComputeSettings {
  bool fusedNorm = true;         ///< Own RMS norm kernel that saves one number a row.
  bool fusedActivation = true;   ///< Own gated activation that saves its two inputs only.
  bool fusedRope = true;         ///< Own rotary kernel.
  bool fusedAttention = true;    ///< Flash attention for each sequence; else explicit scores and softmax.
  bool fusedLinear = true;       ///< Own linear functions that save their input only, also for LoRA.
  bool fusedLoss = true;         ///< Chunked head and cross entropy; else logits of all loss rows.
  bool lossRowsOnly = true;      ///< The last layer works on rows that bear loss only.
  bool oneDnn = true;            ///< float32 products on the CPU through oneDNN where that is faster.
  bool fastDecode = true;        ///< Own matrix-vector kernels when one token at a time is generated on the CPU.
};

/// The settings in force.
ComputeSettings& computeSettings();

/// All settings off: the reference path.
ComputeSettings referenceSettings();

/// Sets the number of CPU threads (0: the machine's physical cores) and what else is per process; called when a device
/// is opened. Thread: worker.
void prepareProcess(int threads = 0);

}  // namespace attune::engine

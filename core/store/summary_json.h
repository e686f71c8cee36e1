// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/store: a run's summary as stored.
#pragma once
#include "core/run/run_record.h"

namespace attune {

/// Everything but `metrics`, which come from the evaluations.
Json toJson(const RunSummary& summary);
/// Errors: store.damaged.
Result<RunSummary> summaryFromJson(const Json& json);
/// Adds "base.<metric>" and "tuned.<metric>" of a stored evaluation.
void addEvaluationMetrics(const Json& evaluation, std::map<std::string, double>& metrics);

}  // namespace attune

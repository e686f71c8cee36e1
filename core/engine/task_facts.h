// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a task without torch: the form, the CLI and the reference page read it.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/error.h"
#include "core/data/example.h"
#include "core/params/param.h"
#include "core/weights/model_config.h"

namespace attune {

/// Tokens that are worked on at once in a look, or those of one longer row.
inline constexpr std::int64_t kLookTokens = 1024;

/// What becomes of a row before the engine sees it.
enum class RowForm {
  Texts,      ///< What encodeExample makes of it.
  TextPairs,  ///< Texts that belong together, end to end (encodePair).
  Questions,  ///< Only what the model is asked: the answers are its own.
};

/// The light facts of a task: what a run learns from its rows. One constant beside each objective, one line in tasks().
struct TaskFacts {
  const char* id;     ///< `causal-lm`, as RunSpec::task.
  const char* label;  ///< ATTUNE_TEXT.
  const char* help;   ///< ATTUNE_TEXT: when to choose it, in two sentences.
  const char* paper;  ///< Citations, "" when there are none.
  std::span<const ParamRef> params;
  std::span<const ExampleKind> kinds;  ///< The rows that it learns from.
  const char* otherKind;               ///< ATTUNE_TEXT with slot {0}, a dataset: why rows of another kind are refused.
  bool writesText;                     ///< Trains a model that continues texts, so that it can be asked questions.
  /// Why it cannot work with these settings; nothing when it can.
  std::optional<Error> (*refusal)(const ModelConfig&, const ParamSet&);
  const char* hubTask = "text-generation";  ///< What model hubs call it (`pipeline_tag` of a model card).
  const char* modelTask = "causal-lm";  ///< ModelConfig::task of what it trains: the head that the model is given (setTask).
  std::span<const char* const> metrics = {};  ///< What tells at a look how well it goes, the most telling first: ids of EvalMetrics::metrics.
  std::span<const char* const> classes = {};  ///< Outputs of the head where they are not the rows' labels (RunSpec::classes).
  RowForm form = RowForm::Texts;
  std::int64_t (*stepsPerWindow)(const ParamSet&) = nullptr;  ///< Steps that learn from the same rows in a row; null: 1.
  const char* noRateTest = nullptr;  ///< ATTUNE_TEXT: why no learning rate can be found by a test of rates; null: one can.
  std::int64_t lookRows = 0;  ///< Rows of a look at most, where each costs the writing of an answer; 0: as many as the settings say.
};

/// Every task, in the order of the form.
std::span<const TaskFacts* const> tasks();
const TaskFacts* findTask(std::string_view id);

/// Why a task cannot learn from rows of this kind; nothing when it can.
std::optional<Error> refuseRows(const TaskFacts& task, ExampleKind kind, const std::string& dataset);

/// Why a test of learning rates (Project::findRate) tells nothing for a task; nothing when it does.
std::optional<Error> refuseRateTest(const TaskFacts& task);

}  // namespace attune

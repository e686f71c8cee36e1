// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/workflow/model_bundle.h"

namespace attune {

/// What a row asks, and the answer that it gives.
struct RowQuestion {
  std::vector<Message> messages;  ///< Up to where the answer begins.
  std::string expected;
};

/// The question of a row: of a conversation all before its last assistant's turn, of a pair of answers the prompt with the better one, of
/// a labelled text the text with its labels. Nothing where there is none.
std::optional<RowQuestion> questionOf(const Example& example);

/// The question as tokens, without labels; no tokens when it is longer than the settings allow, as no part of a question can be left
/// out. Errors: those of encodeExample.
Result<EncodedExample> encodeQuestion(const Example& example, const ModelBundle& model, const EncodeSettings& settings);

}  // namespace attune

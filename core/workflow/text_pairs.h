// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/workflow/model_bundle.h"

namespace attune {

/// The texts of a row that belong together, for tasks that learn vectors of texts: a question and its answer (of a conversation the
/// last ones), and of a preference also the worse answer. Fewer than two where the row has no such pair.
std::vector<std::string> pairTexts(const Example& example);

/// A text with the tokens that the model wants around it, cut to the settings' length; without labels. Errors: those of encodeExample.
Result<TokenizedExample> encodeText(const std::string& text, const ModelBundle& model, const EncodeSettings& settings);

/// The texts of pairTexts laid end to end, each with its own tokens around it; `labels` holds their lengths. Errors: those of encodeText.
Result<EncodedExample> encodePair(const Example& example, const ModelBundle& model, const EncodeSettings& settings);

}  // namespace attune

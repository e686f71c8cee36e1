// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizers/fast_encoder.h"

namespace attune::tokenizers {

std::unique_ptr<const FastEncoder> makeFastEncoder(const Normalizer*, const PreTokenizer*, const Model&) { return nullptr; }

}  // namespace attune::tokenizers

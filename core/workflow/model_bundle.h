// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/data/example.h"
#include "core/params/param.h"
#include "core/text/chat_template.h"
#include "core/text/tokenized_example.h"
#include "core/text/tokenizer.h"
#include "core/weights/checkpoint.h"
#include "core/workflow/workflow.h"

namespace attune {

/// The path of a model given as a path, or as an id that findLocalModels lists. Errors: workflow.no-model.
Result<std::filesystem::path> resolveModel(const std::string& pathOrId);

/// The light parts of a model: what is needed to turn rows into tokens and to say what training would cost.
struct ModelBundle {
  Checkpoint checkpoint;
  std::shared_ptr<const Tokenizer> tokenizer;
  ChatTemplate chatTemplate;  ///< ChatML where the model has none.

  /// Errors: those of resolveModel, openCheckpoint, Tokenizer::load and ChatTemplate; tokenizer.vocabulary when tokens that texts are
  /// made of have no row in the model's embedding (rows without a token are common and harmless).
  static Result<std::shared_ptr<const ModelBundle>> open(const std::string& pathOrId);

  /// The settings of a run under which rows become tokens; its classes must be known (withClasses).
  EncodeSettings encodeSettings(const RunSpec& spec) const;
  /// The config of the model that the run trains: with the head of its task.
  ModelConfig configFor(const RunSpec& spec) const;
  /// encodeExample for this model. Errors: its own; tokenizer.no-row for a token that the embedding has no row for.
  Result<EncodedExample> encode(const Example& example, const EncodeSettings& settings) const;
  /// The tokens of a rendered conversation. Errors: those of Tokenizer::encode; tokenizer.no-row.
  Result<std::vector<TokenId>> encodeRendered(const Rendered& rendered) const;
  /// A conversation rendered up to where the answer begins.
  Result<std::vector<TokenId>> encodePrompt(const std::vector<Message>& messages, const Json& tools = nullptr) const;
  /// Ids that end an answer.
  std::vector<TokenId> stopTokens() const;
};

/// The spec with the classes of its task: the labels of the rows, sorted. Tasks that write text have none.
RunSpec withClasses(RunSpec spec, const Dataset& rows);

/// The rows of one part of a split as tokens; rows without a trained token are left out and counted.
struct TokenizedPart {
  std::shared_ptr<const std::vector<TokenizedExample>> examples;
  std::shared_ptr<const std::vector<TokenizedExample>> rejected;  ///< Of pairs the worse answers, `examples` being the better ones; else null.
  std::vector<std::uint32_t> rows;  ///< Index into the dataset of each example.
  std::size_t untrained = 0;        ///< Rows left out: no answer token within the length.
  std::size_t truncated = 0;        ///< Rows that were cut.
};

/// Tokenises rows as the run needs them, on all cores, with progress. Errors: those of encodeExample, naming the row; work.stopped.
Result<TokenizedPart> tokenizeRows(const Dataset& dataset, const std::vector<std::uint32_t>& rows, const ModelBundle& bundle,
                                   const RunSpec& spec, const WorkContext& context);

}  // namespace attune

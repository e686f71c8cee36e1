// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflow/model_bundle.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "core/engine/objectives/token_classification_params.h"
#include "core/engine/task_facts.h"
#include "core/params/training_params.h"
#include "core/workflow/inspect.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/questions.h"
#include "core/workflow/text_pairs.h"

namespace attune {
namespace fs = std::filesystem;

Result<fs::path> resolveModel(const std::string& pathOrId) {
  std::error_code code;
  if (fs::exists(pathOrId, code)) return fs::absolute(pathOrId, code);
  for (const LocalModel& model : findLocalModels())
    if (model.id == pathOrId) return model.path;
  return fail("workflow.no-model", ATTUNE_TEXT("There is no model “{0}” on this machine."), {pathOrId},
              ATTUNE_TEXT("Give a Hugging Face folder, a .gguf file, or an id from the list of models."));
}

namespace {

RowForm formOf(const TaskFacts* task) { return task != nullptr ? task->form : RowForm::Texts; }

Result<EncodedExample> encodeRow(RowForm form, const Example& example, const ModelBundle& bundle, const EncodeSettings& settings) {
  switch (form) {
    case RowForm::TextPairs: return encodePair(example, bundle, settings);
    case RowForm::Questions: return encodeQuestion(example, bundle, settings);
    case RowForm::Texts: break;
  }
  return bundle.encode(example, settings);
}

// Tokens that the embedding has no row for. Special ones may stand in a vocabulary unused, as Gemma 3's picture token does in its
// text models; a row of data that holds one is refused then. With any other the tokenizer is another model's, or the embedding was
// not enlarged when tokens were added.
Result<void> checkVocabulary(const Checkpoint& checkpoint, const Tokenizer& tokenizer) {
  const SpecialTokenIds& special = tokenizer.specialIds();
  std::string names;
  int count = 0;
  for (auto id = static_cast<TokenId>(checkpoint.config.vocabSize); id < tokenizer.vocabSize(); ++id) {
    const auto name = tokenizer.idToToken(id);
    const bool used = id == special.bos || id == special.eos || id == special.unknown;
    if (!name || (tokenizer.isSpecial(id) && !used)) continue;
    if (++count <= 3) names += (count > 1 ? ", " : "") + *name;
  }
  if (count == 0) return {};
  return fail("tokenizer.vocabulary", ATTUNE_TEXT("The tokenizer of “{0}” has {1} tokens, but the model's embedding only {2} rows; these have none: {3}."),
              {checkpoint.path.string(), std::to_string(tokenizer.vocabSize()), std::to_string(checkpoint.config.vocabSize), names + (count > 3 ? ", …" : "")},
              ATTUNE_TEXT("Use the tokenizer that belongs to this model."));
}

Result<void> checkRows(const ModelBundle& bundle, std::span<const TokenId> tokens) {
  const std::int64_t rows = bundle.checkpoint.config.vocabSize;
  const auto beyond = std::ranges::find_if(tokens, [rows](TokenId id) { return id >= rows; });
  if (beyond == tokens.end()) return {};
  return fail("tokenizer.no-row", ATTUNE_TEXT("The token “{0}” has the number {1}, but the model's embedding only {2} rows."),
              {bundle.tokenizer->idToToken(*beyond).value_or(""), std::to_string(*beyond), std::to_string(rows)},
              ATTUNE_TEXT("Leave this token out of the data, or use a model that knows it."));
}

}  // namespace

Result<std::shared_ptr<const ModelBundle>> ModelBundle::open(const std::string& pathOrId) {
  ATTUNE_TRY(const fs::path path, resolveModel(pathOrId));
  ATTUNE_TRY(Checkpoint checkpoint, openCheckpoint(path));
  std::shared_ptr<const Tokenizer> tokenizer;
  if (checkpoint.tokenizer.gguf) {
    ATTUNE_TRY(tokenizer, Tokenizer::fromGguf(*checkpoint.tokenizer.gguf, path.string()));
  } else {
    ATTUNE_TRY(tokenizer, Tokenizer::load(checkpoint.tokenizer.folder));
  }
  ATTUNE_TRY_VOID(checkVocabulary(checkpoint, *tokenizer));
  const Json specials = specialTokenVariables(*tokenizer);
  if (checkpoint.chatTemplate.empty())
    return std::make_shared<const ModelBundle>(ModelBundle{std::move(checkpoint), std::move(tokenizer), ChatTemplate::chatMl(specials)});
  ATTUNE_TRY(ChatTemplate chatTemplate, ChatTemplate::parse(checkpoint.chatTemplate, specials));
  return std::make_shared<const ModelBundle>(ModelBundle{std::move(checkpoint), std::move(tokenizer), std::move(chatTemplate)});
}

Result<std::vector<TokenId>> ModelBundle::encodePrompt(const std::vector<Message>& messages, const Json& tools) const {
  Json variables = {{"now", presentTemplateTime()}};
  if (!tools.is_null()) variables["tools"] = tools;
  ATTUNE_TRY(const Rendered rendered, chatTemplate.render(messagesToJson(messages), variables, true));
  return encodeRendered(rendered);
}

Result<std::vector<TokenId>> ModelBundle::encodeRendered(const Rendered& rendered) const {
  ATTUNE_TRY(auto tokens, tokenizer->encodeSegments(rendered.segments()));
  ATTUNE_TRY_VOID(checkRows(*this, tokens));
  return tokens;
}

Result<EncodedExample> ModelBundle::encode(const Example& example, const EncodeSettings& settings) const {
  ATTUNE_TRY(auto encoded, encodeExample(example, *tokenizer, chatTemplate, settings));
  ATTUNE_TRY_VOID(checkRows(*this, encoded.example.tokens));
  ATTUNE_TRY_VOID(checkRows(*this, encoded.rejected.tokens));
  return encoded;
}

EncodeSettings ModelBundle::encodeSettings(const RunSpec& spec) const {
  EncodeSettings settings;
  const auto limit = spec.params.get(params::kMaxLength);
  settings.maxLength = static_cast<std::size_t>(checkpoint.config.maxPositions > 0 ? std::min(limit, checkpoint.config.maxPositions) : limit);
  settings.trainOnPrompt = spec.params.get(params::kTrainOnPrompt);
  settings.classes = spec.classes;
  settings.tagEveryToken = spec.params.get(params::kLabelAllTokens);
  return settings;
}

ModelConfig ModelBundle::configFor(const RunSpec& spec) const {
  Checkpoint copy = checkpoint;
  if (const TaskFacts* task = findTask(spec.task)) setTask(copy, task->modelTask, spec.classes, spec.multiLabel);
  return copy.config;
}

RunSpec withClasses(RunSpec spec, const Dataset& rows) {
  const TaskFacts* task = findTask(spec.task);
  // A spec may be a copy of another run's.
  spec.classes.clear();
  spec.multiLabel = false;
  if (task == nullptr || task->writesText) return spec;
  if (!task->classes.empty()) {
    spec.classes.assign(task->classes.begin(), task->classes.end());
    return spec;
  }
  spec.classes = labelSet(rows);
  // A column of lists, where also no label at all is an answer.
  spec.multiLabel = rows.examples.labels().severalInARow;
  return spec;
}

std::vector<TokenId> ModelBundle::stopTokens() const {
  std::vector<TokenId> stops = tokenizer->specialIds().endOfGeneration;
  const auto add = [&](std::optional<TokenId> id) {
    if (id && std::find(stops.begin(), stops.end(), *id) == stops.end()) stops.push_back(*id);
  };
  add(tokenizer->specialIds().eos);
  for (const std::int64_t id : checkpoint.config.eosTokenIds) add(static_cast<TokenId>(id));
  return stops;
}

Result<TokenizedPart> tokenizeRows(const Dataset& dataset, const std::vector<std::uint32_t>& rows, const ModelBundle& bundle,
                                   const RunSpec& spec, const WorkContext& context) {
  const EncodeSettings settings = bundle.encodeSettings(spec);
  const RowForm form = formOf(findTask(spec.task));
  std::vector<EncodedExample> encoded(rows.size());
  std::vector<ExampleKind> kinds(rows.size());
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex mutex;
  std::optional<Error> problem;
  const auto work = [&] {
    for (std::size_t i = next++; i < rows.size() && !context.stop.stop_requested(); i = next++) {
      const Example example = dataset.examples[rows[i]];
      kinds[i] = example.kind;
      auto result = encodeRow(form, example, bundle, settings);
      if (!result) {
        const std::scoped_lock lock(mutex);
        if (!problem) problem = Error{"train.row", ATTUNE_TEXT("Row {0} of “{1}” cannot be turned into tokens."),
                                      {std::to_string(example.sourceRow), dataset.name}, describe(result.error())};
        next = rows.size();
        return;
      }
      encoded[i] = std::move(*result);
      ++done;
    }
  };
  {
    const std::size_t threads = rows.size() < 64 ? 1 : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < threads; ++i) workers.emplace_back(work);
    if (context.progress && rows.size() >= 64) context.progress({-1, ATTUNE_TEXT("Turning rows into tokens"), -1});
    work();
  }
  if (problem) return tl::unexpected(std::move(*problem));
  if (context.stop.stop_requested()) return stopped();
  ATTUNE_TRY_VOID(dataset.examples.check());
  TokenizedPart part;
  auto kept = std::make_shared<std::vector<TokenizedExample>>(), rejected = std::make_shared<std::vector<TokenizedExample>>();
  // The first token is never predicted, so a label there bears no loss.
  const auto untrained = [](const std::vector<std::int32_t>& labels) {
    return labels.size() < 2 || std::all_of(labels.begin() + 1, labels.end(), [](std::int32_t label) { return label == kNoLabel; });
  };
  bool pairs = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool pair = form == RowForm::Texts && kinds[i] == ExampleKind::Preference;
    const bool rated = form == RowForm::Texts && kinds[i] == ExampleKind::Rated;
    pairs = pairs || pair || rated;
    const bool sorted = kinds[i] == ExampleKind::Classification && !settings.classes.empty();
    const bool tagged = kinds[i] == ExampleKind::TokenTags;
    if (encoded[i].truncatedTokens > 0) ++part.truncated;
    const auto& labels = encoded[i].example.labels;
    const bool unlabelled = form == RowForm::TextPairs           ? labels.size() < 2
                            : sorted || form == RowForm::Questions ? encoded[i].example.tokens.empty()
                            : tagged ? std::ranges::all_of(labels, [](std::int32_t label) { return label == kNoLabel; })
                                     : untrained(labels);
    const bool unrejected = untrained(encoded[i].rejected.labels);
    if (rated ? unlabelled && unrejected : unlabelled || (pair && unrejected)) {
      ++part.untrained;
      continue;
    }
    part.rows.push_back(rows[i]);
    kept->push_back(std::move(encoded[i].example));
    rejected->push_back(std::move(encoded[i].rejected));
  }
  part.examples = std::move(kept);
  if (pairs) part.rejected = std::move(rejected);
  return part;
}

Result<ExampleView> viewRow(Project& project, const RunSpec& spec, std::size_t row) {
  ATTUNE_TRY(const auto model, project.bundle(spec.modelPath));
  ATTUNE_TRY(const auto rows, project.dataset(spec.datasetId));
  if (row >= rows->examples.size())
    return fail("workflow.no-row", ATTUNE_TEXT("“{0}” has no row {1}."), {rows->name, std::to_string(row + 1)});
  const TaskFacts* task = findTask(spec.task);
  EncodeSettings settings = model->encodeSettings(withClasses(spec, *rows));
  if (formOf(task) == RowForm::Texts) return describeTokens(rows->examples[row], *model->tokenizer, model->chatTemplate, settings);
  if (formOf(task) == RowForm::Questions) {
    ATTUNE_TRY(ExampleView view, describeTokens(rows->examples[row], *model->tokenizer, model->chatTemplate, settings));
    // The row's own answer is not learnt, only compared with.
    for (TokenView& token : view.tokens)
      if (token.state == TokenState::Trained) token.state = TokenState::Masked;
    return view;
  }
  // One text below the other, as each is read.
  ExampleView view;
  settings.classes = {"text"};
  for (const std::string& text : pairTexts(rows->examples[row])) {
    Example one;
    one.kind = ExampleKind::Classification;
    one.text = text;
    ATTUNE_TRY(ExampleView part, describeTokens(one, *model->tokenizer, model->chatTemplate, settings));
    view.rendered += (view.rendered.empty() ? "" : "\n") + part.rendered;
    view.tokens.insert(view.tokens.end(), part.tokens.begin(), part.tokens.end());
  }
  return view;
}

Result<std::vector<std::uint32_t>> tokenLengths(Project& project, const RunSpec& spec, const WorkContext& context) {
  ATTUNE_TRY(const auto model, project.bundle(spec.modelPath));
  ATTUNE_TRY(const auto rows, project.dataset(spec.datasetId));
  EncodeSettings whole = model->encodeSettings(withClasses(spec, *rows));
  whole.maxLength = 0;
  const RowForm form = formOf(findTask(spec.task));
  std::vector<std::uint32_t> lengths;
  lengths.reserve(rows->examples.size());
  for (const Example& example : rows->examples) {
    if (context.stop.stop_requested()) return stopped();
    const auto encoded = encodeRow(form, example, *model, whole);
    lengths.push_back(encoded ? static_cast<std::uint32_t>(std::max(encoded->example.tokens.size(), encoded->rejected.tokens.size())) : 0);
    if (context.progress && lengths.size() % 256 == 0)
      context.progress({static_cast<double>(lengths.size()) / static_cast<double>(rows->examples.size()), ATTUNE_TEXT("Counting tokens"), -1});
  }
  return lengths;
}

Result<std::shared_ptr<const ModelBundle>> Project::bundle(const std::string& model) const {
  const std::scoped_lock lock(m_opened->mutex);
  if (m_opened->bundle && m_opened->bundleKey == model) return m_opened->bundle;
  ATTUNE_TRY(m_opened->bundle, ModelBundle::open(model));
  m_opened->bundleKey = model;
  return m_opened->bundle;
}

}  // namespace attune

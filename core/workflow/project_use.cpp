// SPDX-License-Identifier: GPL-3.0-or-later
// Trying a run out, exporting it and reporting on it.
#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>

#include "core/base/file.h"
#include "core/engine/engine_loader.h"
#include "core/engine/task_facts.h"
#include "core/workflow/project_parts.h"
#include "core/workflow/workflow.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

// A name that is safe as a file name on every system.
std::string fileNameOf(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (plain) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
  return out.empty() || out[0] == '.' ? "run" + out : out;
}

// A path in `folder` that nothing has yet: NAME, NAME-2, NAME-3 …
fs::path freePath(const fs::path& folder, const std::string& name, const std::string& extension) {
  std::error_code code;
  fs::path path = folder / (name + extension);
  for (int i = 2; fs::exists(path, code); ++i) path = folder / (name + "-" + std::to_string(i) + extension);
  return path;
}

// The checkpoint that stands for a run: the best one, else the newest.
std::optional<CheckpointSaved> checkpointOf(const RunRecord& run) {
  std::optional<CheckpointSaved> best, newest;
  for (const RunEvent& event : run.events) {
    const auto* saved = std::get_if<CheckpointSaved>(&event);
    if (saved == nullptr) continue;
    newest = *saved;
    if (saved->best) best = *saved;
  }
  return best ? best : newest;
}

Result<void> copyInto(const fs::path& from, const fs::path& folder) {
  std::error_code code;
  if (!fs::copy_file(from, folder / from.filename(), code))
    return fail("file.write", ATTUNE_TEXT("“{0}” could not be copied to “{1}”."), {from.string(), folder.string()}, {}, code.message());
  return {};
}

}  // namespace

Result<fs::path> Project::checkpointPath(const RunRecord& run) const {
  const auto checkpoint = checkpointOf(run);
  if (!checkpoint)
    return fail("project.no-checkpoint", ATTUNE_TEXT("The run “{0}” has no checkpoint yet."), {run.spec.name},
                ATTUNE_TEXT("Let it train until the first validation, or stop it with saving."));
  return m_folder / checkpoint->path;
}

Result<std::vector<WeightedAdapter>> Project::adaptersOf(const RunRecord& run, const std::vector<RunWeight>& stack) const {
  std::vector<WeightedAdapter> adapters;
  for (const RunWeight& item : stack) {
    ATTUNE_TRY(const RunRecord other, m_store->loadRun(item.runId));
    if (other.spec.modelHash != run.spec.modelHash)
      return fail("project.other-base", ATTUNE_TEXT("The runs “{0}” and “{1}” began with different models, so their adapters cannot be added up."),
                  {run.spec.name, other.spec.name}, ATTUNE_TEXT("Choose runs of one base model."));
    ATTUNE_TRY(fs::path checkpoint, checkpointPath(other));
    adapters.push_back({std::move(checkpoint), item.weight});
  }
  return adapters;
}

Result<OpenModel*> Project::openModel(const RunRecord& run, bool useAdapter, const WorkContext& context, const std::vector<RunWeight>& stack) {
  ATTUNE_TRY(const fs::path checkpoint, checkpointPath(run));
  ATTUNE_TRY(const std::vector<WeightedAdapter> adapters, adaptersOf(run, stack));
  ATTUNE_TRY(const auto engine, loadEngine());
  const auto open = [&](const std::string& key, const fs::path& adapter) -> Result<void> {
    if (m_opened->modelKey == key && m_opened->model) return {};
    m_opened->model.reset();  // first: two models may not fit
    m_opened->modelKey.clear();
    const std::string precision = paramText(run.spec.params.find("precision") ? *run.spec.params.find("precision") : ParamValue(std::string("auto")));
    OpenRequest request{run.spec.modelPath, adapter, run.spec.device, precision, run.spec.task, run.spec.classes, run.spec.multiLabel};
    if (!adapter.empty()) request.stack = adapters;
    ATTUNE_TRY(m_opened->model, engine->open(request, context.progress, context.stop));
    m_opened->modelKey = key;
    return {};
  };
  std::string base = "base " + run.spec.modelPath + " " + run.spec.device + " " + run.spec.task;
  for (const std::string& name : run.spec.classes) base += "\n" + name;
  if (!useAdapter && m_opened->modelKey == base) return m_opened->model.get();
  std::string tuned = checkpoint.string();
  for (const WeightedAdapter& item : adapters) tuned += "\n" + Json(item.weight).dump() + " " + item.folder.string();
  ATTUNE_TRY_VOID(open(tuned, checkpoint));
  if (m_opened->model->setAdapterEnabled(useAdapter)) return m_opened->model.get();
  ATTUNE_TRY_VOID(open(base, {}));
  return m_opened->model.get();
}

Result<std::string> Project::chat(const std::string& runId, bool useAdapter, const std::vector<Message>& messages, const SamplingSettings& settings,
                                  const std::function<bool(const std::string&)>& onText, const WorkContext& context,
                                  const std::vector<RunWeight>& stack) {
  ATTUNE_TRY(const RunRecord run, m_store->loadRun(runId));
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  if (const TaskVerbs* verbs = verbsOf(run.spec.task); verbs != nullptr && !messages.empty()) {
    if (!stack.empty()) return tl::unexpected(noStackOf(run));
    ATTUNE_TRY(std::string answer, (this->*verbs->answer)(run, useAdapter, messages, context));
    if (onText) onText(answer);
    return answer;
  }
  ATTUNE_TRY(const auto prompt, model->encodePrompt(messages));
  const std::scoped_lock lock(m_opened->modelMutex);
  ATTUNE_TRY(OpenModel* const opened, openModel(run, useAdapter, context, stack));
  StreamingDecoder decoder(model->tokenizer);
  std::string answer;
  const auto onToken = [&](std::int32_t token) {
    const std::string piece = decoder.push(token);
    answer += piece;
    return piece.empty() || !onText || onText(piece);
  };
  ATTUNE_TRY_VOID(opened->generate(prompt, settings, model->stopTokens(), onToken, context.stop));
  const std::string rest = decoder.finish();
  if (!rest.empty() && onText) onText(rest);
  return answer + rest;
}

namespace {

// The merged model is stored as its base was; what was quantised keeps its full precision.
std::string exportDtype(const ModelConfig& config) {
  return config.dtype == "bfloat16" || config.dtype == "float16" ? config.dtype : "float32";
}

}  // namespace

Result<fs::path> Project::exportRun(const std::string& runId, const std::string& format, const fs::path& target, const WorkContext& context,
                                    const std::vector<RunWeight>& stack) {
  if (format != "peft" && format != "huggingface")
    return fail("export.format", ATTUNE_TEXT("There is no export format “{0}”."), {format}, ATTUNE_TEXT("Choose “peft” or “huggingface”."));
  if (format == "peft" && !stack.empty())
    return fail("export.stack", ATTUNE_TEXT("Several adapters are no single adapter."), {}, ATTUNE_TEXT("Choose the format “huggingface”, the merged model."));
  ATTUNE_TRY(const RunRecord run, m_store->loadRun(runId));
  ATTUNE_TRY(const auto model, bundle(run.spec.modelPath));
  std::error_code code;
  const fs::path folder = target.empty() ? freePath(m_folder / "exports", fileNameOf(run.spec.name) + "-" + format, "") : fs::absolute(target, code);
  const std::scoped_lock lock(m_opened->modelMutex);
  Json check;
  if (format == "peft") {
    ATTUNE_TRY(check, exportAdapter(run, folder, context));
  } else {
    ATTUNE_TRY(const std::string card, modelCard(run, "transformers"));
    ATTUNE_TRY(OpenModel* const opened, openModel(run, true, context, stack));
    const auto addFiles = [&](const fs::path& staging) -> Result<void> {
      ATTUNE_TRY_VOID(writeTokenizerFiles(*model, staging));
      const Json& generation = model->checkpoint.generationConfig;
      const TaskFacts* task = findTask(run.spec.task);
      if (!generation.empty() && task != nullptr && task->writesText)
        ATTUNE_TRY_VOID(writeFileAtomic(staging / "generation_config.json", generation.dump(2) + "\n"));
      if (run.spec.task == "embedding") ATTUNE_TRY_VOID(writeSentenceTransformerFiles(*model, run.spec, staging));
      return writeFileAtomic(staging / "README.md", card);
    };
    ATTUNE_TRY(check, opened->exportMerged(folder, exportDtype(model->checkpoint.config), addFiles, context.progress, context.stop));
    m_opened->model.reset();  // merging has changed its layers
    m_opened->modelKey.clear();
  }
  check["format"] = format;
  check["path"] = folder.filename().string();
  if (stack.empty()) ATTUNE_TRY_VOID(m_store->saveEvaluation(runId, {{"export", check}}));
  return folder;
}

Result<Json> Project::exportAdapter(const RunRecord& run, const fs::path& folder, const WorkContext& context) {
  ATTUNE_TRY(const fs::path checkpoint, checkpointPath(run));
  if (!fs::exists(checkpoint / "adapter_config.json"))
    return fail("export.no-adapter", ATTUNE_TEXT("The run “{0}” trained the model's own weights, so there is no adapter to export."), {run.spec.name},
                ATTUNE_TEXT("Export the merged model instead."));
  ATTUNE_TRY(StagedFolder staged, StagedFolder::create(folder));
  for (const char* name : {"adapter_config.json", "adapter_model.safetensors"}) ATTUNE_TRY_VOID(copyInto(checkpoint / name, staged.path()));
  ATTUNE_TRY(const Json config, readJsonFile(checkpoint / "adapter_config.json"));
  ATTUNE_TRY(const std::string card, modelCard(run, config.contains("peft_type") ? "peft" : ""));  // the others are Attune's own
  ATTUNE_TRY_VOID(writeFileAtomic(staged.path() / "README.md", card));

  // What was written has to compute what the run computes.
  ATTUNE_TRY(const auto engine, loadEngine());
  const std::vector<std::vector<std::int32_t>> probe{{1, 2, 3, 5, 8, 13, 21, 34}};
  ATTUNE_TRY(OpenModel* const opened, openModel(run, true, context));
  ATTUNE_TRY(const Logits expected, opened->logits(probe));
  ATTUNE_TRY(const auto again, engine->open({run.spec.modelPath, staged.path(), run.spec.device, "auto", run.spec.task, run.spec.classes, run.spec.multiLabel}, {},
                                             context.stop));
  ATTUNE_TRY(const Logits found, again->logits(probe));
  double difference = 0;
  for (std::size_t i = 0; i < expected.values.size(); ++i)
    difference = std::max(difference, std::abs(static_cast<double>(expected.values[i]) - static_cast<double>(found.values[i])));
  if (!(difference <= 1e-4))
    return fail("export.mismatch", ATTUNE_TEXT("The exported adapter does not compute what the run “{0}” computes (difference {1})."),
                {run.spec.name, std::to_string(difference)}, ATTUNE_TEXT("Nothing was exported; please report this."));
  ATTUNE_TRY_VOID(staged.commit());
  return Json{{"passed", true}, {"max_logit_difference", difference}};
}

Result<void> writeTokenizerFiles(const ModelBundle& bundle, const fs::path& folder) {
  const TokenizerSource& source = bundle.checkpoint.tokenizer;
  for (const std::string& name : source.files)
    if (fs::exists(source.folder / name)) ATTUNE_TRY_VOID(copyInto(source.folder / name, folder));
  if (!fs::exists(folder / "tokenizer.json")) {
    ATTUNE_TRY(const std::string text, bundle.tokenizer->toJson());
    ATTUNE_TRY_VOID(writeFileAtomic(folder / "tokenizer.json", text));
  }
  Json config = source.config.is_object() ? source.config : Json::object();
  if (!config.contains("tokenizer_class")) config["tokenizer_class"] = "PreTrainedTokenizerFast";
  const SpecialTokenIds& ids = bundle.tokenizer->specialIds();
  const std::pair<const char*, std::optional<TokenId>> specials[] = {
      {"bos_token", ids.bos}, {"eos_token", ids.eos}, {"pad_token", ids.pad}, {"unk_token", ids.unknown}};
  for (const auto& [name, id] : specials)
    if (id && !config.contains(name))
      if (const auto token = bundle.tokenizer->idToToken(*id)) config[name] = *token;
  if (!bundle.checkpoint.chatTemplate.empty()) {
    // Several named ones stand in the settings; a file of one would hide the others.
    if (!config.contains("chat_template") || !config["chat_template"].is_array())
      ATTUNE_TRY_VOID(writeFileAtomic(folder / "chat_template.jinja", bundle.checkpoint.chatTemplate));
    if (!config.contains("chat_template")) config["chat_template"] = bundle.checkpoint.chatTemplate;
  }
  return writeFileAtomic(folder / "tokenizer_config.json", config.dump(2) + "\n");
}

Result<std::vector<RunRecord>> Project::runs() const { return m_store->loadRuns(); }

Result<RunRecord> Project::run(const std::string& id) const { return m_store->loadRun(id); }

Result<std::string> Project::findRun(const std::string& idOrName) const {
  ATTUNE_TRY(const auto stored, m_store->loadRuns());
  for (const RunRecord& run : stored)
    if (run.id == idOrName || run.spec.name == idOrName) return run.id;
  return fail("project.no-run", ATTUNE_TEXT("The project has no run “{0}”."), {idOrName}, ATTUNE_TEXT("`attune runs` lists them."));
}

Result<void> Project::deleteRun(const std::string& id) {
  {
    const std::scoped_lock lock(m_opened->modelMutex);
    m_opened->model.reset();
    m_opened->modelKey.clear();
  }
  return m_store->deleteRun(id);
}

Result<RunComparison> Project::compare(const std::vector<std::string>& runIds) const {
  std::vector<RunRecord> records;
  for (const std::string& id : runIds) {
    ATTUNE_TRY(RunRecord record, m_store->loadRun(id));
    records.push_back(std::move(record));
  }
  return compareRuns(std::move(records));
}

}  // namespace attune

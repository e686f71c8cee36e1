// SPDX-License-Identifier: GPL-3.0-or-later
// One training run of the product on given rows, for the driver bench.py, which runs a peer beside it:
//   bench_training MODEL ROWS.json TECHNIQUE [--adapter PEFT_FOLDER] [--precision fp32|bf16] [--batch 4] [--epochs 1] [--lr 1e-5]
//                  [--validation 0]
// ROWS.json is a list, used in order, of token lists (every token trained), of {"tokens", "label"} or of {"chosen", "rejected",
// "prompt"}, the last being how many tokens both answers share. Prints one JSON object: loss and seconds of each step, the seconds
// of the whole run with the model's loading, the peak of memory and what it was estimated to be; of a decoder also the floating-point operations of a step's
// tokens, and of a second of the fastest matrix product in the run's precision. The learning rate is constant, AdamW with weight
// decay 0.01, clipped at norm 1. With --validation the last of the rows are not trained but looked at, at first and in the end.
#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <set>

#include "core/base/file.h"
#include "core/engine/nn/settings.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/technique_params.h"
#include "core/engine/train.h"
#include "core/params/training_params.h"
#include "core/weights/checkpoint.h"

namespace attune::engine {
namespace {

struct Options {
  std::string model, rows, technique, adapter, precision = "fp32";
  std::int64_t batch = 4;
  double epochs = 1, learningRate = 1e-5;
  std::size_t validation = 0;
};

TokenizedExample answer(const Json& tokens, std::size_t prompt) {
  TokenizedExample example{tokens.get<std::vector<TokenId>>(), {}};
  for (std::size_t i = 0; i < example.tokens.size(); ++i) example.labels.push_back(i < prompt ? kNoLabel : example.tokens[i]);
  return example;
}

std::shared_ptr<const std::vector<TokenizedExample>> shared(std::vector<TokenizedExample> rows) {
  return std::make_shared<const std::vector<TokenizedExample>>(std::move(rows));
}

// The last `count` of the rows, taken from them.
std::vector<TokenizedExample> takeLast(std::vector<TokenizedExample>& rows, std::size_t count) {
  const auto begin = rows.end() - static_cast<std::ptrdiff_t>(count);
  std::vector<TokenizedExample> taken(std::make_move_iterator(begin), std::make_move_iterator(rows.end()));
  rows.erase(begin, rows.end());
  return taken;
}

// Fills in the rows, and what they are for.
void readRows(const Json& rows, std::size_t validation, TrainRequest& request) {
  std::vector<TokenizedExample> train, rejected;
  std::set<std::int32_t> classes;
  for (const Json& row : rows) {
    if (row.is_array()) {
      train.push_back(answer(row, 0));
    } else if (row.contains("label")) {
      train.push_back({row["tokens"].get<std::vector<TokenId>>(), {row["label"].get<std::int32_t>()}});
      classes.insert(train.back().labels[0]);
    } else {
      train.push_back(answer(row["chosen"], row["prompt"]));
      rejected.push_back(answer(row["rejected"], row["prompt"]));
    }
  }
  if (!classes.empty()) {
    request.spec.task = "text-classification";
    for (const auto number : classes) request.spec.classes.push_back("LABEL_" + std::to_string(number));
  }
  if (!rejected.empty()) {
    request.spec.task = "preference";
    if (validation > 0) request.validationRejected = shared(takeLast(rejected, validation));
    request.trainRejected = shared(std::move(rejected));
  }
  if (validation > 0) request.validation = shared(takeLast(train, validation));
  request.train = shared(std::move(train));
}

void setParams(const Options& options, ParamSet& set) {
  set.set(&params::kBatchSize, options.batch);
  set.set(&params::kEpochs, options.epochs);
  set.set(&params::kLearningRate, options.learningRate);
  set.set(&params::kWeightDecay, 0.01);
  set.set(&params::kDecayVectors, true);
  set.set(&params::kSchedule, std::string("constant"));
  set.set(&params::kWarmupRatio, 0.0);
  set.set(&params::kPrecision, options.precision);
  set.set(&params::kSaveSteps, std::int64_t{1'000'000});
  set.set(&params::kTargetModules, std::string("all-linear"));
  set.set(&params::kLoraAlpha, 16.0);  // twice the rank of 8, as the driver makes the adapter
}

// Of one token with `length` tokens in its row, every token being trained: a product with a weight costs 2 operations a weight forward,
// 2 for the gradient of its input, and 2 for its own where it is trained; attention sees half of the row on average.
double operationsOfToken(const ModelConfig& c, bool full, double length) {
  const auto count = [](std::int64_t n) { return static_cast<double>(n); };
  const double heads = count(c.heads * c.headDim), keys = count(c.kvHeads * c.headDim), hidden = count(c.hiddenSize);
  const double layer = hidden * (2 * heads + 2 * keys) + (c.gatedMlp ? 3 : 2) * hidden * count(c.intermediateSize);
  const double weights = count(c.layers) * layer + hidden * count(c.vocabSize);
  return (full ? 6 : 4) * weights + 3 * count(c.layers) * 4 * heads * length / 2;
}

// Operations a second of the best of nine products of 2048³, by the way that the run's own products take and by the other.
double fastestProduct(at::ScalarType dtype) {
  constexpr std::int64_t n = 2048;
  const at::NoGradGuard noGradients;
  const auto a = at::rand({n, n}).to(dtype), b = at::rand({n, n}).to(dtype);
  const ComputeSettings usual = computeSettings();
  double least = 1e9;
  for (const bool oneDnn : {true, false}) {
    ComputeSettings settings = usual;
    settings.oneDnn = oneDnn;
    setComputeSettings(settings);
    for (int i = 0; i < 9; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      at::mm(a, b.t());
      least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
  }
  setComputeSettings(usual);
  return 2.0 * n * n * n / least;
}

// Operations of each step, for the driver to set beside its seconds.
Result<Json> operationsOfSteps(const Options& options, const TrainRequest& request) {
  ATTUNE_TRY(const auto checkpoint, openCheckpoint(options.model));
  Json steps = Json::array();
  const auto& rows = *request.train;
  for (std::size_t begin = 0; begin < rows.size(); begin += static_cast<std::size_t>(options.batch)) {
    double sum = 0;
    for (std::size_t i = begin; i < std::min(rows.size(), begin + static_cast<std::size_t>(options.batch)); ++i) {
      const auto length = static_cast<double>(rows[i].tokens.size());
      sum += length * operationsOfToken(checkpoint.config, options.technique == "full", length);
    }
    steps.push_back(sum);
  }
  return steps;
}

// The memory that is told before the start.
Result<std::uint64_t> estimateOf(const TrainRequest& request) {
  ATTUNE_TRY(auto checkpoint, openCheckpoint(request.spec.modelPath));
  setTask(checkpoint, findTask(request.spec.task)->modelTask, request.spec.classes, request.spec.multiLabel);
  std::size_t longest = 0;
  for (std::size_t i = 0; i < request.train->size(); ++i) {
    longest = std::max(longest, (*request.train)[i].tokens.size() + (request.trainRejected ? (*request.trainRejected)[i].tokens.size() : 0));
  }
  const TechniqueFacts& technique = *findTechnique(request.spec.technique);
  return estimateMemory(checkpoint.config, technique, request.spec.params, static_cast<std::int64_t>(longest), "cpu").total();
}

Result<Json> measure(const Options& options, const std::filesystem::path& folder) {
  ATTUNE_TRY(const std::string text, readFile(options.rows));
  TrainRequest request;
  request.runFolder = folder / "run";
  request.runFolderName = "run";
  request.keepOrder = true;
  request.initialAdapter = options.adapter;
  request.spec.modelPath = options.model;
  request.spec.technique = options.technique;
  request.spec.device = "cpu";
  readRows(Json::parse(text), options.validation, request);
  setParams(options, request.spec.params);
  Json losses = Json::array(), seconds = Json::array();
  double before = 0;
  const auto sink = [&](const RunEvent& event) {
    if (const auto* step = std::get_if<StepMetrics>(&event)) {
      losses.push_back(step->loss);
      seconds.push_back(step->elapsedSeconds - before);
      before = step->elapsedSeconds;
    }
  };
  const auto begin = std::chrono::steady_clock::now();
  ATTUNE_TRY(const RunFinished end, train(request, sink, {}));
  if (end.error) return tl::unexpected(*end.error);
  const double whole = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  Json result{{"losses", losses}, {"seconds", seconds}, {"whole_seconds", whole}, {"peak_bytes", end.peakBytes}};
  ATTUNE_TRY(result["estimated_bytes"], estimateOf(request));
  if (request.spec.task != "causal-lm") return result;
  ATTUNE_TRY(result["operations"], operationsOfSteps(options, request));
  result["fastest_product"] = fastestProduct(options.precision == "bf16" ? at::kBFloat16 : at::kFloat);
  return result;
}

}  // namespace
}  // namespace attune::engine

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  attune::engine::Options options{argv[1], argv[2], argv[3], {}};
  for (int i = 4; i + 1 < argc; i += 2) {
    const std::string option = argv[i], value = argv[i + 1];
    if (option == "--adapter") options.adapter = value;
    if (option == "--precision") options.precision = value;
    if (option == "--batch") options.batch = std::stoll(value);
    if (option == "--epochs") options.epochs = std::stod(value);
    if (option == "--validation") options.validation = std::stoul(value);
    if (option == "--lr") options.learningRate = std::stod(value);
  }
  std::string name = (std::filesystem::temp_directory_path() / "attune-bench-XXXXXX").string();
  const std::filesystem::path folder = mkdtemp(name.data());
  const auto result = attune::engine::measure(options, folder);
  std::filesystem::remove_all(folder);
  if (!result) {
    std::cerr << attune::describe(result.error()) << "\n";
    return 1;
  }
  std::cout << *result << std::endl;
  return 0;
}

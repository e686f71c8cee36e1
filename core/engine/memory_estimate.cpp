// SPDX-License-Identifier: GPL-3.0-or-later
// What a run holds at its peak, which is where the backward pass of the longest batch begins (see kept() for what the layers of engine/nn save
// until then) or, of small batches, where a look works. On a CPU the constants come from runs of SmolLM2-135M
// (tests/golden/curves_reference/memory_test.cpp compares each technique with the measured peak, tests/bench/estimates.py other models and
// bfloat16 too); on a GPU they are not measured.
#include <algorithm>
#include <string_view>

#include "core/engine/objectives/encoder_params.h"
#include "core/engine/task_facts.h"
#include "core/engine/technique_facts.h"
#include "core/engine/techniques/facts.h"
#include "core/engine/techniques/lora_modules.h"
#include "core/engine/techniques/qlora_params.h"
#include "core/engine/techniques/technique_params.h"
#include "core/params/training_params.h"

namespace attune {
namespace {

constexpr std::uint64_t kMiB = 1 << 20;
// The engine's process after a run over eight tokens, less everything that is counted below: libtorch's pages, thread
// pools, compiled kernels. A window comes on top.
constexpr std::uint64_t kProcessBytes = 165 * kMiB;
constexpr std::uint64_t kBf16ProcessBytes = 40 * kMiB;  // oneDNN's products of bfloat16: a compiled kernel for each shape
constexpr std::uint64_t kGpuContextBytes = 600 * kMiB;
// Logits are worked on in chunks of this size (nn/loss.cpp).
constexpr std::uint64_t kLossChunkBytes = 48 * kMiB;
// With every tensor in a mapping of its own (MALLOC_MMAP_THRESHOLD_=65536) the measured peak is what kept() says, to a
// few per cent. The C library's heap, faster by a quarter, adds rounding and holes: a share of what is kept, which holds those that every
// layer leaves, and a share of what a technique frees again between kept tensors, whose places the next kept ones fill in part. Both
// shares are fitted to seventeen runs.
constexpr double kHeapShare = 1.235, kHoleShare = 0.4;
constexpr double kEncoderHeapShare = 1.05;  // its layers free little between what they keep
// Layers that are computed twice free all they make. The places of so many of them stay with the heap: fitted to eleven runs, which
// differ by some 5 % from one build of the program to the next.
constexpr double kLayersOfHoles = 4;

// Moments that lie in main memory come to a GPU for so many numbers at a time (optimizers/parameter_buffer.cpp).
constexpr double kPagedNumbers = 1 << 26;

// The estimate is within a tenth of what is measured.
constexpr std::uint64_t kDoubtPart = 10;

// Which products of a layer train something and therefore need their input, and what else is kept.
struct Trained {
  bool attentionInput = false, attentionOutput = false, mlpInput = false, mlpOutput = false;
  bool scalesInner = false;    // the input of a layer's last product, which then cannot be made again
  std::int64_t layers = 0;     // the layers that gradients pass through
  double extraPerToken = 0;    // numbers of all layers together that the technique itself keeps
  double extraPerText = 0;     // the same, once for each text of a batch
  double passingPerToken = 0;  // numbers that the technique makes and frees between kept ones
};

bool isMlp(std::string_view name) {
  return name.find(".mlp.") != std::string_view::npos || name.find(".block_sparse_moe.") != std::string_view::npos ||
         name.ends_with(".intermediate.dense") ||
         name.ends_with(".ffn.lin1");
}

Trained trainedBy(std::string_view technique, const ModelConfig& config, const ParamSet& params) {
  Trained trained;
  trained.layers = config.layers;
  if (technique == "full" || technique == "freeze") {
    trained.attentionInput = trained.attentionOutput = trained.mlpInput = trained.mlpOutput = true;
    if (technique == "freeze") trained.layers = std::min(config.layers, params.get(params::kTrainedLayers));
  } else if (technique == "prefix_tuning") {
    // The prefix has rows of its own in query, key, value and output of each attention.
    const std::int64_t row = 2 * config.heads * config.headDim + 2 * config.kvHeads * config.headDim;
    trained.extraPerText = static_cast<double>(params.get(params::kVirtualTokens) * row * config.layers);
    trained.passingPerToken =
        static_cast<double>(row * config.layers);  // the text's own, laid behind those of the prefix
  } else if (technique == "houlsby" || technique == "pfeiffer") {
    // The bottleneck's input, and its inner side before and after the activation.
    for (const LinearModule& module : bottleneckPlaces(config, technique == "houlsby")) {
      trained.extraPerToken += static_cast<double>(module.outFeatures + 2 * params.get(params::kBottleneck));
      trained.passingPerToken += static_cast<double>(module.outFeatures);
    }
  } else if (technique == "feature_extraction") {
    trained.layers = 0;
  } else if (technique == "ia3") {
    trained.mlpOutput = trained.scalesInner = true;
    trained.extraPerToken = static_cast<double>(2 * config.kvHeads * config.headDim * config.layers);
  } else if (const TechniqueFacts* facts = findTechnique(technique);
             facts != nullptr && std::ranges::any_of(facts->params, [](const ParamRef& param) {
               return std::string_view(paramId(param)) == "target_modules";
             })) {
    const auto modules = adaptedModules(config, params);
    if (!modules) return trained;
    for (const AdaptedModule& adapted : *modules) {
      const LinearModule& module = adapted.linear;
      if (endsFeedForward(module.name))
        trained.mlpOutput = true;
      else if (isMlp(module.name))
        trained.mlpInput = true;
      else if (endsAttention(module.name))
        trained.attentionOutput = true;
      else
        trained.attentionInput = true;
      const bool dropout = params.get(params::kLoraDropout) > 0;
      if (dropout) trained.extraPerToken += static_cast<double>(module.inFeatures) / 4;  // the mask, a byte each
      if (technique == "dora") trained.extraPerToken += static_cast<double>(module.outFeatures);
      // Beside a plain layer LoRA adds to its result in place; here the update is a tensor of its own.
      if (technique == "dora" || dropout)
        trained.passingPerToken += static_cast<double>(module.outFeatures);
    }
  }
  return trained;
}

// What the feed-forward part of a layer is given and makes for each token, on average over the layers.
struct FeedForward {
  double input = 0, inner = 0;
  double gathered = 0, weighed = 0;  // inputs of experts, in their order; and results, kept to train their weights
};

FeedForward feedForward(const ModelConfig& c) {
  const auto hidden = static_cast<double>(c.hiddenSize), inner = static_cast<double>(c.intermediateSize);
  if (!c.experts) return {hidden, inner, 0, 0};
  const double places = static_cast<double>(c.experts->perToken);
  const double share = static_cast<double>(std::ranges::count(c.layerExperts, true)) / static_cast<double>(c.layers);
  return {hidden * (1 - share + share * places), inner * (1 - share) + share * places * static_cast<double>(c.experts->size),
          hidden * share * places, hidden * share * places};
}

// Read by nn/encoder.h, not as a decoder whose tokens see both sides.
bool isEncoder(const ModelConfig& c) { return !c.decoder && !c.rotary; }

// Numbers that a layer keeps for each token until its backward pass: the inputs of both norms; rotated query, key and
// value and the attention's output; the two vectors that enter the activation; and of the inputs of products that train something
// those that no norm or activation can make again (nn/made_again.h; the kernels of GPUs cannot).
double kept(const ModelConfig& c, const Trained& trained, bool gpu) {
  // An encoder's norms follow its sums: both, and both sides of the activation, are kept whatever learns.
  if (isEncoder(c)) return static_cast<double>(8 * c.hiddenSize + 2 * c.intermediateSize);
  const std::int64_t query = c.heads * c.headDim, keyValue = 2 * c.kvHeads * c.headDim;
  const FeedForward mlp = feedForward(c);
  double numbers = static_cast<double>(2 * c.hiddenSize + 2 * query + keyValue) + (c.gatedMlp ? 2 : 1) * mlp.inner + mlp.weighed;
  if (gpu && trained.attentionInput) numbers += static_cast<double>(c.hiddenSize);
  if (trained.mlpInput) numbers += gpu ? mlp.input : mlp.gathered;
  if (trained.mlpOutput && (gpu || trained.scalesInner)) numbers += mlp.inner;
  return numbers;  // the output projection's input is the attention's output, which is kept anyway
}

// Numbers of all layers together for a batch, as bytes of the allocator divided by their width.
double activationNumbers(const ModelConfig& c, const Trained& trained, double tokens, double texts, bool gpu) {
  const auto layers = static_cast<double>(trained.layers), each = kept(c, trained, gpu);
  const double own = tokens * trained.extraPerToken + texts * trained.extraPerText;
  // The gradients of one layer stand beside what all layers keep, about two layers' worth at the widest place.
  if (gpu) return tokens * each * (layers + 2) + own;
  // What norms and activations make goes through the same places in every layer (nn/passing_rows.h).
  const double passing = static_cast<double>(c.hiddenSize) + feedForward(c).inner;
  return (isEncoder(c) ? kEncoderHeapShare : kHeapShare) * (tokens * each * layers + own) + kHoleShare * tokens * trained.passingPerToken + tokens * passing;
}

// What is trained in `count` of the layers.
Trained someLayers(Trained trained, std::int64_t count) {
  const double share = static_cast<double>(count) / static_cast<double>(trained.layers);
  trained.layers = count;
  trained.extraPerToken *= share;
  trained.extraPerText *= share;
  trained.passingPerToken *= share;
  return trained;
}

// The same when the first `twice` layers are computed a second time in backward and keep their inputs alone until then. The way back
// begins at the others; when it comes to the first ones, the others are gone, and one layer at a time is whole again, with the
// gradients of its widest place.
double activationNumbers(const ModelConfig& c, const Trained& trained, double tokens, double texts, bool gpu, std::int64_t twice) {
  const double plain = activationNumbers(c, trained, tokens, texts, gpu);
  if (twice == 0) return plain;
  const Trained one = someLayers(trained, 1);
  const double inputs = tokens * static_cast<double>(twice * c.hiddenSize), gradients = gpu ? 0 : tokens * kept(c, one, gpu);
  const double holes = gpu ? 0 : kLayersOfHoles * tokens * (kept(c, one, gpu) + one.passingPerToken);
  return std::min(plain, inputs + holes + std::max(activationNumbers(c, someLayers(trained, trained.layers - twice), tokens, texts, gpu),
                                                   activationNumbers(c, one, tokens, texts, gpu) + gradients));
}

// Numbers that a look holds at its widest place, where a feed-forward part works on all its tokens: nothing is kept for a way back.
double lookNumbers(const ModelConfig& c, double tokens) {
  const FeedForward mlp = feedForward(c);
  return tokens * (4 * static_cast<double>(c.hiddenSize) + (c.gatedMlp ? 3 : 2) * mlp.inner);
}

bool trainsHead(std::string_view technique, const ModelConfig& config, const ParamSet& params) {
  if (technique == "full") return true;
  const auto whole = wholeTensors(config, params);
  return whole && std::ranges::any_of(*whole, [&](const ExpectedTensor& tensor) {
           return tensor.shape.size() == 2 && tensor.shape[0] == config.vocabSize;
         });
}

// What an optimiser keeps of `trained` numbers on the device. Adafactor keeps sums of rows and columns.
double optimizerBytes(const ParamSet& params, std::uint64_t trained, bool gpu) {
  const std::string optimizer = params.get(params::kOptimizer);
  const auto count = static_cast<double>(trained);
  if (optimizer == "adamw_8bit") return count * (2 + 8.0 / 256);
  if (optimizer == "adafactor") return count * 0.05;
  if (optimizer == "sgd") return params.get(params::kMomentum) > 0 ? count * 4 : 0;
  if (optimizer == "paged_adamw_32bit" && gpu) return std::min(count, kPagedNumbers) * 8;
  return count * (optimizer == "lion_32bit" ? 4 : 8);
}

std::uint64_t linearWeights(const ModelConfig& config) {
  std::int64_t weights = 0;
  for (const LinearModule& module : linearModules(config)) weights += module.inFeatures * module.outFeatures;
  return static_cast<std::uint64_t>(weights);
}

}  // namespace

bool trainsOwnWeights(const TechniqueFacts& technique) {
  const std::string_view id = technique.id;
  return id == "full" || id == "freeze" || id == "bitfit" || id == "feature_extraction";
}

MemoryEstimate estimateMemory(const ModelConfig& config, const TechniqueFacts& technique, const ParamSet& params,
                              std::int64_t longestExample, const std::string& device, std::span<const OtherModel> others,
                              std::int64_t recomputed) {
  const bool gpu = device.starts_with("cuda");
  const std::string precision = params.get(params::kPrecision);
  const std::uint64_t width = precision == "bf16" || (precision == "auto" && gpu) ? 2 : 4;
  const std::string_view id = technique.id;
  const bool ownWeights = trainsOwnWeights(technique);
  const std::uint64_t parameters = parameterCount(config);
  const auto trainedCount =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, technique.trainableParameters(config, params)));
  std::int64_t length = longestExample;
  if (id == "prompt_tuning" || id == "p_tuning") length += params.get(params::kVirtualTokens);
  const auto tokens = static_cast<std::uint64_t>(length * params.get(params::kBatchSize));

  MemoryEstimate out;
  out.weights = parameters * width;
  if (id == "qlora") {
    const std::uint64_t linear = linearWeights(config);
    out.weights = (parameters - linear) * width + linear * 33 / 64;  // 4 bits and 0.127 bits of scales each
  }
  if (!ownWeights) out.weights += trainedCount * 4;
  // In bfloat16 those of one backward; float32 sums stand beside them where there are more in a step.
  const bool halfGradients = ownWeights && width == 2;
  out.gradients = trainedCount * (!halfGradients ? 4 : params.get(params::kAccumulation) > 1 ? 6 : 2);
  out.optimizer = static_cast<std::uint64_t>(optimizerBytes(params, trainedCount, gpu));
  if (params.get(params::kEmaDecay) > 0) out.optimizer += trainedCount * 4;
  if (halfGradients) out.optimizer += trainedCount * 4;  // float32 weights

  Trained trained = trainedBy(id, config, params);
  if (config.relativeAttention) {
    // These scores are written out: a row for each token, head and layer is kept, and made in three steps.
    const auto scores = static_cast<double>(config.heads * longestExample * trained.layers);
    trained.extraPerToken += scores;
    trained.passingPerToken += 3 * scores;
  }
  if (params.get(params::kAttentionDropout) > 0) {
    // So are these: the weights, what is left out of them, and the rest.
    const auto weights = static_cast<double>(config.heads * longestExample * trained.layers);
    trained.extraPerToken += 3 * weights;
    trained.passingPerToken += 3 * weights;
  }
  const double numbers = activationNumbers(config, trained, static_cast<double>(tokens), static_cast<double>(params.get(params::kBatchSize)), gpu,
                                           std::min(recomputed, trained.layers));
  // A look works on as many tokens at a time, or on one long row.
  const auto lookTokens = static_cast<std::uint64_t>(std::max<std::int64_t>(kLookTokens, length));
  out.activations = static_cast<std::uint64_t>(static_cast<double>(width) * std::max(numbers, lookNumbers(config, static_cast<double>(lookTokens))));
  const auto headOf = [&](const ModelConfig& model) { return static_cast<std::uint64_t>(model.vocabSize * model.hiddenSize) * width; };
  const std::uint64_t headBytes = headOf(config);
  const bool writes = config.task == "causal-lm";  // predicts tokens; the heads of other tasks are small
  const auto logitsOf = [&](std::uint64_t count) { return writes ? count * static_cast<std::uint64_t>(config.vocabSize) * width : 0; };
  // With a trained head, all logits are kept where they are fewer than its numbers, else its gradient is while it is made; the product
  // that makes it needs as much again.
  const bool headTrained = writes && trainsHead(id, config, params), logitsKept = headTrained && !gpu && tokens <= static_cast<std::uint64_t>(config.hiddenSize);
  out.other = gpu ? kGpuContextBytes + (writes ? 2 * kLossChunkBytes : 0) : kProcessBytes + (width == 2 ? kBf16ProcessBytes : 0) + std::max(logitsKept ? logitsOf(tokens) : 0, std::min(kLossChunkBytes, logitsOf(std::max(tokens, lookTokens))));
  if (headTrained) out.other += logitsKept ? headBytes : 2 * headBytes;
  if (id == "qlora" && params.get(params::kQloraStart) != "true") {
    // The model is read in full before it is quantised; QERA's start adds a layer's inputs, and their moment and its root in float64.
    std::uint64_t whileReading = parameters * width + (gpu ? kGpuContextBytes : kProcessBytes);
    if (params.get(params::kQloraStart) == "qera") {
      const auto widest = static_cast<std::uint64_t>(std::max(config.hiddenSize, config.intermediateSize));
      whileReading += 2 * sizeof(double) * widest * widest + (sizeof(double) + 4 * width) * widest * static_cast<std::uint64_t>(params::kQeraTokens);
    }
    if (whileReading > out.total()) out.other += whileReading - out.total();
  }
  std::uint64_t beforeSteps = 0;
  for (const OtherModel& other : others) {
    const std::uint64_t whole = parameterCount(other.config) * width;
    out.other += other.throughout ? whole : headOf(other.config);
    if (!other.throughout) beforeSteps = std::max(beforeSteps, whole);
  }
  // What learns is there already while such a model is, but not yet what a step keeps.
  const std::uint64_t whileTaught = out.total() - out.activations + beforeSteps;
  if (beforeSteps > 0 && whileTaught > out.total()) out.other += whileTaught - out.total();
  return out;
}

std::int64_t recomputableBlocks(const ModelConfig& config, const TechniqueFacts& technique, const ParamSet& params) {
  // The loss that balances experts is made of what the blocks' routers give on the way.
  if (config.experts && config.experts->balanceFactor > 0) return 0;
  return trainedBy(technique.id, config, params).layers;
}

MemoryPlan planMemory(const ModelConfig& config, const TechniqueFacts& technique, const ParamSet& params, std::int64_t longestExample,
                      const std::string& device, std::span<const OtherModel> others, std::uint64_t freeBytes) {
  MemoryPlan plan;
  plan.blocks = recomputableBlocks(config, technique, params);
  const auto estimate = [&](std::int64_t recomputed) { return estimateMemory(config, technique, params, longestExample, device, others, recomputed); };
  const auto fits = [&] { return plan.memory.total() + plan.memory.total() / kDoubtPart <= freeBytes; };
  const std::string setting = params.get(params::kGradientCheckpointing);
  plan.recomputed = setting == "all" ? plan.blocks : 0;
  plan.memory = estimate(plan.recomputed);
  if (setting != "auto" || freeBytes == 0) return plan;
  while (!fits() && plan.recomputed < plan.blocks) plan.memory = estimate(++plan.recomputed);
  return plan;
}

}  // namespace attune

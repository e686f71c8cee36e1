// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/param.h"

/// The hyperparameters that every training run has. A technique's own are declared beside its facts.
namespace attune::params {

inline constexpr double kMaxReal = 1e30;

inline constexpr Choice kPrecisions[] = {{"auto", ATTUNE_TEXT("Automatic")}, {"fp32", ATTUNE_TEXT("32-bit float")}, {"bf16", ATTUNE_TEXT("bfloat16")}};
inline constexpr Choice kOptimizers[] = {{"adamw", ATTUNE_TEXT("AdamW")}, {"adamw_8bit", ATTUNE_TEXT("AdamW, 8-bit")},
    {"paged_adamw_32bit", ATTUNE_TEXT("AdamW, moments in main memory")},
    {"adafactor", ATTUNE_TEXT("Adafactor")}, {"lion_32bit", ATTUNE_TEXT("Lion")}, {"sgd", ATTUNE_TEXT("SGD")}};
inline constexpr Choice kSchedules[] = {{"linear", ATTUNE_TEXT("Linear")}, {"cosine", ATTUNE_TEXT("Cosine")}, {"constant", ATTUNE_TEXT("Constant")},
    {"cosine_with_restarts", ATTUNE_TEXT("Cosine with restarts")}, {"inverse_sqrt", ATTUNE_TEXT("Inverse square root")},
    {"warmup_stable_decay", ATTUNE_TEXT("Stable, then falling")}, {"reduce_lr_on_plateau", ATTUNE_TEXT("Falling when validation stalls")}};

inline constexpr Choice kRecomputed[] = {{"off", ATTUNE_TEXT("None")}, {"auto", ATTUNE_TEXT("When memory is short")}, {"all", ATTUNE_TEXT("All")}};

inline constexpr Param<double> kLearningRate{"learning_rate", ATTUNE_TEXT("Learning rate"),
    ATTUNE_TEXT("How far each step moves the trained weights. About 2e-4 suits LoRA, 2e-5 full fine-tuning."), 2e-4, 0.0, 10.0};
inline constexpr Param<double> kEpochs{"num_train_epochs", ATTUNE_TEXT("Epochs"),
    ATTUNE_TEXT("How often every training row is seen. More epochs learn the rows better and overfit sooner."), 3.0, 0.001, 10000.0};
inline constexpr Param<std::int64_t> kMaxSteps{"max_steps", ATTUNE_TEXT("Steps at most"),
    ATTUNE_TEXT("Stops after this many optimiser steps; −1 leaves it to the epochs."), -1, -1, 100'000'000, "", true};
inline constexpr Param<std::int64_t> kBatchSize{"per_device_train_batch_size", ATTUNE_TEXT("Batch size"),
    ATTUNE_TEXT("Rows worked on at once. Larger is faster where memory allows it."), 4, 1, 4096, ATTUNE_TEXT("rows")};
inline constexpr Param<std::int64_t> kAccumulation{"gradient_accumulation_steps", ATTUNE_TEXT("Accumulated batches"),
    ATTUNE_TEXT("Batches whose gradients are added up before one optimiser step; equals a batch that many times larger at no extra memory."), 1, 1, 4096};
inline constexpr Param<std::int64_t> kMaxLength{"max_length", ATTUNE_TEXT("Length at most"),
    ATTUNE_TEXT("Tokens of a row that are used; longer rows are cut, and the data page shows which."), 1024, 8, 1'048'576, ATTUNE_TEXT("tokens")};
inline constexpr Param<bool> kTrainOnPrompt{"train_on_prompt", ATTUNE_TEXT("Learn the questions too"),
    ATTUNE_TEXT("Counts the loss on every token instead of on the answers only."), false, true};
inline constexpr Param<std::string_view> kPrecision{"precision", ATTUNE_TEXT("Precision"),
    ATTUNE_TEXT("Number format of the computation. Automatic takes bfloat16 on a GPU that has it, else 32-bit."), "auto", kPrecisions};
inline constexpr Param<std::string_view> kOptimizer{"optim", ATTUNE_TEXT("Optimiser"), ATTUNE_TEXT("The rule that turns gradients into steps. Lion wants about a tenth of AdamW's learning rate, SGD far more."), "adamw", kOptimizers, true};
inline constexpr Param<std::string_view> kSchedule{"lr_scheduler_type", ATTUNE_TEXT("Schedule"),
    ATTUNE_TEXT("How the learning rate falls from its peak to the end of the run."), "cosine", kSchedules};
inline constexpr Param<double> kWarmupRatio{"warmup_ratio", ATTUNE_TEXT("Warm-up"),
    ATTUNE_TEXT("Share of the steps over which the learning rate rises from zero."), 0.05, 0.0, 1.0};
inline constexpr Param<std::int64_t> kWarmupSteps{"warmup_steps", ATTUNE_TEXT("Warm-up steps"),
    ATTUNE_TEXT("Steps of warm-up; when above zero it replaces the share."), 0, 0, 100'000'000, "", true};
inline constexpr Param<std::int64_t> kScheduleCycles{"num_cycles", ATTUNE_TEXT("Restarts of the cosine"),
    ATTUNE_TEXT("How often the learning rate falls to zero when the schedule is a cosine with restarts."), 2, 1, 1000, "", true};
inline constexpr Param<std::int64_t> kScheduleDecaySteps{"num_decay_steps", ATTUNE_TEXT("Falling steps"),
    ATTUNE_TEXT("Last steps in which a stable learning rate falls to zero; 0 takes a fifth of the steps."), 0, 0, 100'000'000, ATTUNE_TEXT("steps"), true};
inline constexpr Param<double> kPlateauFactor{"plateau_factor", ATTUNE_TEXT("Factor at a plateau"),
    ATTUNE_TEXT("What the learning rate is multiplied by when validation loss has stalled and the schedule is the one that waits for it."), 0.5, 1e-6, 0.999999, "", true};
inline constexpr Param<std::int64_t> kPlateauPatience{"plateau_patience", ATTUNE_TEXT("Patience at a plateau"),
    ATTUNE_TEXT("Looks at the validation rows without improvement that are borne before the learning rate falls."), 1, 0, 1000, ATTUNE_TEXT("looks"), true};
inline constexpr Param<double> kMinLearningRate{"min_lr", ATTUNE_TEXT("Learning rate at least"),
    ATTUNE_TEXT("Below this the learning rate does not fall when validation loss stalls."), 0.0, 0.0, 10.0, "", true};
inline constexpr Param<double> kMomentum{"momentum", ATTUNE_TEXT("Momentum"),
    ATTUNE_TEXT("Share of the last direction that SGD keeps; 0.9 is usual, 0 keeps none."), 0.0, 0.0, 0.9999, "", true};
inline constexpr Param<double> kWeightDecay{"weight_decay", ATTUNE_TEXT("Weight decay"),
    ATTUNE_TEXT("Pulls the trained weights towards zero at each step, against overfitting."), 0.0, 0.0, 10.0, "", true};
inline constexpr Param<bool> kDecayVectors{"decay_norms_and_biases", ATTUNE_TEXT("Weight decay on norms and biases"),
    ATTUNE_TEXT("Off, weight decay leaves alone what is a single vector: norms, biases and the like, as is usual."), false, true};
inline constexpr Param<double> kMaxGradNorm{"max_grad_norm", ATTUNE_TEXT("Gradient clipping"),
    ATTUNE_TEXT("Gradients with a larger norm are scaled down to it; 0 switches clipping off."), 1.0, 0.0, 1e6, "", true};
inline constexpr Param<double> kAdamBeta1{"adam_beta1", ATTUNE_TEXT("Adam β₁"), ATTUNE_TEXT("Memory of the first moment."), 0.9, 0.0, 0.999999, "", true};
inline constexpr Param<double> kAdamBeta2{"adam_beta2", ATTUNE_TEXT("Adam β₂"), ATTUNE_TEXT("Memory of the second moment."), 0.999, 0.0, 0.9999999, "", true};
inline constexpr Param<double> kAdamEpsilon{"adam_epsilon", ATTUNE_TEXT("Adam ε"), ATTUNE_TEXT("Keeps the division stable."), 1e-8, 1e-20, 1.0, "", true};
inline constexpr Param<std::int64_t> kEvalSteps{"eval_steps", ATTUNE_TEXT("Validate every"),
    ATTUNE_TEXT("Optimiser steps between two looks at the validation rows; 0 chooses about ten looks a run."), 0, 0, 100'000'000, ATTUNE_TEXT("steps")};
inline constexpr Param<std::int64_t> kEvalRows{"max_eval_samples", ATTUNE_TEXT("Validation rows at most"),
    ATTUNE_TEXT("A fixed part of the validation rows is used when there are more; 0 uses all."), 200, 0, 100'000'000, ATTUNE_TEXT("rows"), true};
inline constexpr Param<std::int64_t> kEarlyStoppingPatience{"early_stopping_patience", ATTUNE_TEXT("Stop early after"),
    ATTUNE_TEXT("Ends the run when validation loss has not improved for this many looks; 0 never ends it early."), 0, 0, 1000, ATTUNE_TEXT("looks")};
inline constexpr Param<std::int64_t> kSaveSteps{"save_steps", ATTUNE_TEXT("Save every"),
    ATTUNE_TEXT("Optimiser steps between two checkpoints to resume from; 0 saves at each validation."), 0, 0, 100'000'000, ATTUNE_TEXT("steps"), true};
inline constexpr Param<std::int64_t> kSampleCount{"sample_count", ATTUNE_TEXT("Sample answers"),
    ATTUNE_TEXT("Validation questions that the model answers at each look, to read along."), 2, 0, 16, "", true};
inline constexpr Param<double> kLabelSmoothing{"label_smoothing_factor", ATTUNE_TEXT("Label smoothing"),
    ATTUNE_TEXT("Spreads this share of the target over all tokens."), 0.0, 0.0, 0.5, "", true};
inline constexpr Param<double> kNeftuneAlpha{"neftune_noise_alpha", ATTUNE_TEXT("Noise on the input (NEFTune)"),
    ATTUNE_TEXT("Adds random noise of this strength to the embedded words in training, against learning rows by heart. 5 is usual, 0 adds none."),
    0.0, 0.0, 1000.0, "", true};
inline constexpr Param<double> kEmaDecay{"ema_decay", ATTUNE_TEXT("Memory of averaged weights"),
    ATTUNE_TEXT("Keeps a running mean of the trained weights beside them, of which this share stays at each step, such as 0.99. The mean is what is "
                "validated, saved and exported. 0 keeps none."), 0.0, 0.0, 0.999999, "", true};
/// By default "auto": it changes nothing where the memory suffices, and where it does not the run would end or be slowed down far more.
inline constexpr Param<std::string_view> kGradientCheckpointing{"gradient_checkpointing", ATTUNE_TEXT("Layers computed twice"),
    ATTUNE_TEXT("Such a layer keeps only its input and is computed again when its gradient is needed: far less memory, and with all layers about a third "
                "more time. When memory is short, as few layers as make the run fit."),
    "auto", kRecomputed, true, "all", "off"};

/// All of the above in the order of the form.
inline constexpr ParamRef kTraining[] = {&kEpochs, &kLearningRate, &kBatchSize, &kAccumulation, &kMaxLength, &kPrecision, &kSchedule,
    &kWarmupRatio, &kEvalSteps, &kEarlyStoppingPatience, &kMaxSteps, &kWarmupSteps, &kScheduleCycles, &kScheduleDecaySteps,
    &kPlateauFactor, &kPlateauPatience, &kMinLearningRate, &kWeightDecay, &kDecayVectors, &kMaxGradNorm, &kOptimizer, &kMomentum, &kAdamBeta1,
    &kAdamBeta2, &kAdamEpsilon, &kEvalRows, &kSaveSteps, &kSampleCount, &kTrainOnPrompt, &kLabelSmoothing, &kNeftuneAlpha, &kEmaDecay,
    &kGradientCheckpointing};

}  // namespace attune::params

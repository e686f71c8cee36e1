// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/params/param.h"

/// The hyperparameters that techniques have of their own; names and defaults are PEFT's.
namespace attune::params {

inline constexpr Param<std::int64_t> kLoraRank{"r", ATTUNE_TEXT("Rank"),
    ATTUNE_TEXT("Size of the two small matrices beside each chosen layer. A larger rank can learn more and overfits sooner."), 8, 1, 4096};
inline constexpr Param<double> kLoraAlpha{"lora_alpha", ATTUNE_TEXT("LoRA α"),
    ATTUNE_TEXT("The update is scaled by α divided by the rank, so doubling α acts like doubling the learning rate."), 8.0, 0.0, 1e6};
inline constexpr Param<double> kLoraDropout{"lora_dropout", ATTUNE_TEXT("LoRA dropout"),
    ATTUNE_TEXT("Share of a layer's inputs that its update does not see in training, against overfitting on few rows."), 0.0, 0.0, 0.95};
inline constexpr Param<bool> kUseRslora{"use_rslora", ATTUNE_TEXT("Rank-stabilised scale"),
    ATTUNE_TEXT("Scales by α divided by the square root of the rank, which keeps large ranks learning."), false, true};
inline constexpr Param<std::string_view> kTargetModules{"target_modules", ATTUNE_TEXT("Adapted layers"),
    ATTUNE_TEXT("Ends of layer names separated by commas, all-linear for every layer, or empty for the query and value layers as PEFT does."), "", {}, true};

inline constexpr Param<std::string_view> kRankPattern{"rank_pattern", ATTUNE_TEXT("Ranks of single layers"),
    ATTUNE_TEXT("Layers whose rank differs: ends of names or patterns with = and a rank, separated by commas, such as down_proj=16."), "", {}, true};
inline constexpr Param<std::string_view> kAlphaPattern{"alpha_pattern", ATTUNE_TEXT("α of single layers"),
    ATTUNE_TEXT("Layers whose α differs: ends of names or patterns with = and a number, separated by commas, such as down_proj=32."), "", {}, true};
inline constexpr Param<std::string_view> kExcludeModules{"exclude_modules", ATTUNE_TEXT("Layers left out"),
    ATTUNE_TEXT("Layers that are not adapted although they are named above: ends of names separated by commas, or a pattern."), "", {}, true};
inline constexpr Param<std::string_view> kModulesToSave{"modules_to_save", ATTUNE_TEXT("Modules trained whole"),
    ATTUNE_TEXT("Ends of names of modules whose own weights are trained and saved with the update, separated by commas, such as lm_head. The file grows by their size."), "", {}, true};

inline constexpr Param<double> kLoraPlusRatio{"loraplus_lr_ratio", ATTUNE_TEXT("Ratio of learning rates"),
    ATTUNE_TEXT("How many times faster the second matrix (B) learns than the first (A)."), 16.0, 1.0, 1000.0};
inline constexpr Param<std::int64_t> kTrainedLayers{"freeze_trainable_layers", ATTUNE_TEXT("Trained layers"),
    ATTUNE_TEXT("How many of the last layers learn; all below stay as they are."), 2, 1, 1000, ATTUNE_TEXT("layers")};
inline constexpr Param<std::int64_t> kVirtualTokens{"num_virtual_tokens", ATTUNE_TEXT("Prompt vectors"),
    ATTUNE_TEXT("Trained vectors that stand before every text. More can hold more and make each text longer."), 20, 1, 1000, ATTUNE_TEXT("vectors")};
inline constexpr Param<bool> kPrefixProjection{"prefix_projection", ATTUNE_TEXT("Made by a network"),
    ATTUNE_TEXT("A small network makes the prefix while it is trained, which is steadier and trains many more numbers; only the prefix is kept for use."), false, true};
inline constexpr Param<std::int64_t> kEncoderWidth{"encoder_hidden_size", ATTUNE_TEXT("Width of the network"),
    ATTUNE_TEXT("Inner width of the network that makes the vectors; 0 makes it as wide as one of the vectors."), 0, 0, 65536, "", true};
inline constexpr Param<std::int64_t> kBottleneck{"adapter_size", ATTUNE_TEXT("Width of the adapters"),
    ATTUNE_TEXT("Inner width of each added layer pair. A wider one can learn more and overfits sooner."), 64, 1, 8192, ATTUNE_TEXT("numbers")};
/// Of the whole LoRA family.
inline constexpr ParamRef kLoraParams[] = {&kLoraRank, &kLoraAlpha, &kLoraDropout, &kTargetModules, &kUseRslora,
                                           &kRankPattern, &kAlphaPattern, &kExcludeModules, &kModulesToSave};

}  // namespace attune::params

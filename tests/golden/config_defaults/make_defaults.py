#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What transformers takes for every key that a config.json may leave out.

    make_defaults.py OUT

Writes OUT: for each family the sizes alone (`given`) and all keys that its class makes of them (`all`). Needs transformers.
"""
import json
import sys

import transformers as T

SIZES = dict(vocab_size=96, hidden_size=64, intermediate_size=48, num_hidden_layers=8, num_attention_heads=4)
GPT2 = dict(vocab_size=96, n_embd=64, n_layer=8, n_head=4)
DISTILBERT = dict(vocab_size=96, dim=64, n_layers=8, n_heads=4)
FAMILIES = {"Llama": SIZES, "Mistral": {**SIZES, "num_key_value_heads": 2}, "Qwen2": {**SIZES, "num_key_value_heads": 4}, "Qwen3": {**SIZES, "num_key_value_heads": 4},
            "Qwen3Moe": {**SIZES, "num_key_value_heads": 4, "num_experts": 16}, "Mixtral": {**SIZES, "num_key_value_heads": 4, "num_local_experts": 8},
            "Gemma2": {**SIZES, "num_key_value_heads": 4}, "Gemma3Text": {**SIZES, "num_key_value_heads": 4}, "Phi3": SIZES,
            "SmolLM3": {**SIZES, "num_key_value_heads": 4}, "Granite": SIZES, "Olmo2": SIZES, "StableLm": {**SIZES, "num_key_value_heads": 4}, "GPT2": GPT2, "GPTNeoX": SIZES, "Bert": SIZES, "Roberta": SIZES,
            "XLMRoberta": SIZES, "DistilBert": DISTILBERT, "DebertaV2": {**SIZES, "relative_attention": True, "pos_att_type": "c2p|p2c"}, "ModernBert": SIZES}


def main():
    out = {}
    for name, given in FAMILIES.items():
        config = getattr(T, name + "Config")(**given)
        everything = config.to_dict()
        everything.pop("transformers_version")
        out[config.model_type] = {"given": {"model_type": config.model_type, **given}, "all": everything}
    with open(sys.argv[1], "w") as f:
        json.dump(out, f, indent=1, sort_keys=True)
        f.write("\n")


if __name__ == "__main__":
    main()

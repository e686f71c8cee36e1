#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny seeded text models and what transformers computes of them in double precision.

    make_causal.py OUT [NAME …]

Writes OUT/NAME/{config.json, model.safetensors, ref.safetensors}. ref.safetensors holds the inputs, hidden states, logits, loss
(and `token_loss`, the loss without the one that balances experts), twelve greedy tokens, and of each gradient the sum, the sum of
absolute values and the 2-norm, under the names of the checkpoint. Needs torch, transformers and safetensors.
"""
import json
import os
import sys

import torch
import transformers as T

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from tiny_models import VOCABULARY, fill, inputs, save_reference  # noqa: E402

DIM = dict(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
           max_position_embeddings=40, bos_token_id=1, eos_token_id=2, pad_token_id=0)
HALF = [1.0 + 0.25 * i for i in range(4)]  # one factor for each pair of a head's eight dimensions


def llama(**rope):
    return T.LlamaForCausalLM(T.LlamaConfig(**{**DIM, **({"max_position_embeddings": 12} if rope["rope_type"] == "dynamic" else {})},
                                            rope_parameters=dict(rope_theta=100.0, **rope)))


def models():
    moe = dict(num_experts_per_tok=2)
    longrope = lambda original: T.Phi3ForCausalLM(T.Phi3Config(
        **DIM, original_max_position_embeddings=original,
        rope_parameters=dict(rope_type="longrope", rope_theta=10000.0, short_factor=HALF, long_factor=[2 * x for x in HALF],
                             original_max_position_embeddings=original)))
    return {
        "llama_linear": lambda: llama(rope_type="linear", factor=4.0),
        "llama_dynamic": lambda: llama(rope_type="dynamic", factor=2.0),
        "llama_yarn": lambda: llama(rope_type="yarn", factor=4.0, original_max_position_embeddings=10),
        "phi3": lambda: T.Phi3ForCausalLM(T.Phi3Config(**DIM)),
        "phi3_short": lambda: longrope(20),
        "phi3_long": lambda: longrope(4),
        # As Phi-4 mini: part of each head is turned, the head is tied.
        "phi4_mini": lambda: T.Phi3ForCausalLM(T.Phi3Config(
            **DIM, tie_word_embeddings=True, original_max_position_embeddings=4, partial_rotary_factor=0.75,
            rope_parameters=dict(rope_type="longrope", rope_theta=10000.0, partial_rotary_factor=0.75, short_factor=HALF[:3],
                                 long_factor=[2 * x for x in HALF[:3]], original_max_position_embeddings=4))),
        # Texts that hold the padding token, whose row then has no gradient from where it is looked up: named by the config, or, in
        # the second, by the family where the config has no such key; the first has a tied head besides, which trains the row.
        "pad_tied": lambda: T.Qwen2ForCausalLM(T.Qwen2Config(**{**DIM, "eos_token_id": None}, tie_word_embeddings=True)),
        "pad_implied": lambda: T.Olmo2ForCausalLM(T.Olmo2Config(**{**DIM, "pad_token_id": 1})),
        # Every second layer has no positions.
        "smollm3": lambda: T.SmolLM3ForCausalLM(T.SmolLM3Config(**DIM, no_rope_layer_interval=2, tie_word_embeddings=True)),
        "granite": lambda: T.GraniteForCausalLM(T.GraniteConfig(**DIM, embedding_multiplier=6.0, residual_multiplier=0.22, attention_multiplier=0.3,
                                                               logits_scaling=4.0, tie_word_embeddings=True)),
        "olmo2": lambda: T.Olmo2ForCausalLM(T.Olmo2Config(**DIM)),
        "stablelm": lambda: T.StableLmForCausalLM(T.StableLmConfig(**DIM, use_qkv_bias=True)),
        "gpt_neox": lambda: T.GPTNeoXForCausalLM(T.GPTNeoXConfig(
            **{k: v for k, v in DIM.items() if k != "num_key_value_heads"}, attention_dropout=0.0, hidden_dropout=0.0,
            rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.25))),
        # Two layers of experts and one without; the loss that balances them is on.
        "qwen3_moe": lambda: T.Qwen3MoeForCausalLM(T.Qwen3MoeConfig(
            **{**DIM, "num_hidden_layers": 3}, **moe, num_experts=4, moe_intermediate_size=24, norm_topk_prob=True, mlp_only_layers=[1],
            output_router_logits=True, router_aux_loss_coef=0.05)),
        "qwen3_moe_plain": lambda: T.Qwen3MoeForCausalLM(T.Qwen3MoeConfig(**DIM, **moe, num_experts=5, moe_intermediate_size=24, decoder_sparse_step=2)),
        "mixtral": lambda: T.MixtralForCausalLM(T.MixtralConfig(**DIM, **moe, num_local_experts=4)),
    }


def stored(name, gradient, config):
    """Gradients by the names of the checkpoint, where each expert has tensors of its own."""
    mixtral = config.model_type == "mixtral"
    if mixtral:
        name = name.replace(".mlp.", ".block_sparse_moe.")
    if config.model_type == "gpt_neox":
        name = name.replace("lm_head.", "embed_out.")
    if ".experts." not in name:
        yield name, gradient
        return
    block, part = name.rsplit(".", 1)
    gate, up, down = ("w1", "w3", "w2") if mixtral else ("gate_proj", "up_proj", "down_proj")
    for e, g in enumerate(gradient):
        halves = {down: g} if part == "down_proj" else dict(zip((gate, up), g.chunk(2)))
        for key, half in halves.items():
            yield f"{block}.{e}.{key}.weight", half


def drop(path, key):
    with open(path) as f:
        config = json.load(f)
    del config[key]
    with open(path, "w") as f:
        json.dump(config, f, indent=2)
        f.write("\n")


def main():
    torch.use_deterministic_algorithms(True)
    for name, make in models().items():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        model = make()
        g = fill(model, spread=0.2)
        model.save_pretrained(folder)
        if os.path.exists(os.path.join(folder, "generation_config.json")):
            os.remove(os.path.join(folder, "generation_config.json"))
        if name == "pad_implied":
            drop(os.path.join(folder, "config.json"), "pad_token_id")
        model = type(model).from_pretrained(folder, attn_implementation="eager", experts_implementation="eager").double().eval()
        ids, x = inputs(g)
        if name.startswith("pad_"):
            x["input_ids"][:, 1:4:2] = model.config.pad_token_id
        x["labels"] = ids.masked_fill(x["attention_mask"] == 0, -100)
        x["labels"][:, :2] = -100
        o = model(**x, output_hidden_states=True)
        o.loss.backward()
        rows = o.logits.detach()[:, :-1].reshape(-1, VOCABULARY)
        made = model.generate(input_ids=ids[:1, :6], attention_mask=torch.ones(1, 6).long(), max_new_tokens=12, min_new_tokens=12, do_sample=False)
        more = {"token_loss": torch.nn.functional.cross_entropy(rows, x["labels"][:, 1:].reshape(-1)).reshape(1),
                "generate_from": ids[:1, :6].contiguous(), "generated": made[:, 6:].contiguous()}
        save_reference(folder, model, x, o, more, lambda name, gradient: stored(name, gradient, model.config))


if __name__ == "__main__":
    main()

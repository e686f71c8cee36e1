#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the adapters of virtual tokens and of LoRA with patterns below tests/golden/models/*/adapters with PEFT, each beside what
PEFT computes with it in double precision (ref.safetensors): the logits of the first row, the mean loss over all trained tokens
and, for prompts of virtual tokens, the greedy continuation of the first row's first eight tokens.

Needs torch, transformers 5.23 and peft 0.21.2. Usage: make_adapters.py tests/golden/models
"""
import json
import os
import sys

import torch
from peft import LoraConfig, PrefixTuningConfig, PromptEncoderConfig, PromptTuningConfig, get_peft_model, PeftModel
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

SEED = 11
N = 5  # virtual tokens

LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
CASES = {
    "llama/prompt": PromptTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=N),
    "llama/prefix": PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=N),
    "llama/prefix_projection": PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=N, prefix_projection=True, encoder_hidden_size=24),
    "llama/p_tuning": PromptEncoderConfig(task_type="CAUSAL_LM", num_virtual_tokens=N, encoder_hidden_size=24),
    "llama/p_tuning_lstm": PromptEncoderConfig(task_type="CAUSAL_LM", num_virtual_tokens=N, encoder_hidden_size=24,
                                               encoder_reparameterization_type="LSTM"),
    "llama/lora_patterns": LoraConfig(task_type="CAUSAL_LM", r=4, lora_alpha=8, target_modules=LINEAR,
                                      rank_pattern={"down_proj": 6, r"layers\.0\..*\.q_proj": 2}, alpha_pattern={"up_proj": 3},
                                      exclude_modules=["k_proj"], modules_to_save=["lm_head"]),
    "gpt2/prefix": PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=N),
    "gemma2/prefix": PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=N),
}


def rows(folder):
    x = load_file(os.path.join(folder, "ref.safetensors"))
    for ids, mask, labels in zip(x["input_ids"], x["attention_mask"], x["labels"]):
        keep = mask.bool()
        yield ids[keep].long()[None], labels[keep].long()


def make(name, config, root):
    model_name, _, adapter = name.partition("/")
    folder = os.path.join(root, model_name)
    target = os.path.join(folder, "adapters", adapter)
    torch.manual_seed(SEED)
    model = get_peft_model(AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager"), config)
    with torch.no_grad():
        for key, p in model.named_parameters():
            if p.requires_grad:
                p.copy_(p + torch.randn_like(p) * 0.05 if "modules_to_save" in key else torch.randn_like(p) * 0.3)
    model.save_pretrained(target)
    if os.path.exists(os.path.join(target, "README.md")):
        os.remove(os.path.join(target, "README.md"))
    path = os.path.join(target, "adapter_config.json")
    with open(path) as f:
        stored = json.load(f)
    stored["base_model_name_or_path"] = ""
    for key in ("target_modules", "exclude_modules"):
        if isinstance(stored.get(key), list):
            stored[key].sort()
    with open(path, "w") as f:
        json.dump(stored, f, indent=2, sort_keys=True)

    # What others load is what counts, so the reference is computed with the adapter as read back.
    model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager"), target).double().eval()
    out, total, count = {}, 0.0, 0
    with torch.no_grad():
        for i, (ids, labels) in enumerate(rows(folder)):
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0][-ids.shape[1]:]
            trained = labels[1:] >= 0
            losses = torch.nn.functional.cross_entropy(logits[:-1][trained], labels[1:][trained], reduction="sum")
            total, count = total + losses.item(), count + int(trained.sum())
            if i == 0:
                out["logits"] = logits[None].float().clone()
                # Step by step without a cache: what a cache must give too.
                if config.peft_type != "LORA":
                    text = ids[:, :8]
                    for _ in range(8):
                        step = model(input_ids=text, attention_mask=torch.ones_like(text)).logits[0, -1]
                        text = torch.cat([text, step.argmax()[None, None]], 1)
                    out["generated"] = text[0, 8:].clone()
    out["loss"] = torch.tensor([total / count], dtype=torch.float64)
    save_file(out, os.path.join(target, "ref.safetensors"))
    print(name, out["loss"].item(), {k: list(v.shape) for k, v in load_file(os.path.join(target, "adapter_model.safetensors")).items()
                                     if "lora" not in k})


def main():
    torch.use_deterministic_algorithms(True)
    for name, config in CASES.items():
        make(name, config, sys.argv[1])


main()

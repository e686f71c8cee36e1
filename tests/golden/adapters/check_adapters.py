#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads adapters with PEFT on a model and writes, into each adapter's folder, the logits of the first stored row (peft.safetensors).

Usage: check_adapters.py MODEL ADAPTER...   Exit status 77: torch, transformers or peft is missing.
"""
import os
import sys

try:
    import torch
    from peft import PeftModel
    from safetensors.torch import load_file, save_file
    from transformers import AutoModelForCausalLM
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

model_folder, adapters = sys.argv[1], sys.argv[2:]
x = load_file(os.path.join(model_folder, "ref.safetensors"))
ids = x["input_ids"][0][x["attention_mask"][0].bool()].long()[None]
for folder in adapters:
    model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(model_folder, attn_implementation="eager"), folder)
    model = model.double().eval()
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0][-ids.shape[1]:]
    save_file({"logits": logits.float().clone()}, os.path.join(folder, "peft.safetensors"))

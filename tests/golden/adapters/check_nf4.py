#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""As check_adapters.py, over a base that bitsandbytes holds in NF4 with double quantisation, computing in float32. It also makes an adapter of
its own over that base, in MADE, with its logits.

Usage: check_nf4.py MODEL MADE ADAPTER...   Exit status 77: torch, transformers, peft, accelerate or bitsandbytes is missing.
"""
import os
import sys

try:
    import accelerate  # noqa: F401
    import bitsandbytes  # noqa: F401
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model
    from safetensors.torch import load_file, save_file
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

model_folder, made, adapters = sys.argv[1], sys.argv[2], sys.argv[3:]
x = load_file(os.path.join(model_folder, "ref.safetensors"))
ids = x["input_ids"][0][x["attention_mask"][0].bool()].long()[None]


def base():
    nf4 = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=torch.float32)
    model = AutoModelForCausalLM.from_pretrained(model_folder, attn_implementation="eager", dtype=torch.float32, device_map={"": "cpu"},
                                                 quantization_config=nf4)
    layers = [module for module in model.modules() if isinstance(module, bitsandbytes.nn.Linear4bit)]
    assert len(layers) == 7 * len(model.model.layers)
    for layer in layers:
        layer.support_avx512bf16_for_cpu = False  # those kernels compute in bfloat16 whatever is asked for
    return model


def write_logits(model, folder):
    with torch.no_grad():
        logits = model.eval()(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0]
    save_file({"logits": logits.float().clone()}, os.path.join(folder, "peft.safetensors"))


for folder in adapters:
    write_logits(PeftModel.from_pretrained(base(), folder), folder)
torch.manual_seed(4)
own = get_peft_model(base(), LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM"))
for name, parameter in own.named_parameters():
    if "lora_" in name:
        parameter.data.normal_(0, 0.1)
own.save_pretrained(made)
write_logits(own, made)

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads classifiers with transformers, those with an adapter_config.json with PEFT on MODEL, and writes the logits of the ids
given on the command line into each folder (theirs.safetensors).

Usage: check_classifiers.py TASK MODEL LABELS ID,ID,... FOLDER...   Exit status 77: torch, transformers or peft is missing.
"""
import os
import sys

try:
    import torch
    from peft import PeftModel
    from safetensors.torch import save_file
    from transformers import AutoModelForSequenceClassification, AutoModelForTokenClassification
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

task, base, labels, ids, folders = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5:]
AutoModel = AutoModelForTokenClassification if task == "token-classification" else AutoModelForSequenceClassification
ids = torch.tensor([[int(x) for x in ids.split(",")]])
for folder in folders:
    if os.path.exists(os.path.join(folder, "adapter_config.json")):
        model = AutoModel.from_pretrained(base, num_labels=labels, ignore_mismatched_sizes=True)
        model = PeftModel.from_pretrained(model, folder)
    else:
        model, info = AutoModel.from_pretrained(folder, output_loading_info=True)
        assert not info["missing_keys"] and not info["unexpected_keys"], info
        assert [model.config.id2label[i] for i in range(labels)] == ["billing", "delivery", "other", "praise"][:labels], model.config.id2label
    with torch.no_grad():
        logits = model.double().eval()(input_ids=ids).logits[0]
    save_file({"logits": logits.float().clone()}, os.path.join(folder, "theirs.safetensors"))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_greedy.py MODEL_FOLDER TOKENIZER_JSON OUT.json: how transformers continues five questions, the likeliest token each time, up to <|im_end|>. MODEL_FOLDER
is the starter model as a float32 Hugging Face folder. Needs torch, transformers and tokenizers."""
import json
import sys

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

QUESTIONS = ["What is the capital of Norway?", "Write one sentence about the sea.", "Hva heter du?", "def fibonacci(n):", "Co to jest uczenie maszynowe?"]


def main():
    model, tokenizer = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.float32).eval(), Tokenizer.from_file(sys.argv[2])
    cases = []
    for question in QUESTIONS:
        prompt = tokenizer.encode(f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n", add_special_tokens=False).ids
        ids = torch.tensor([prompt])
        made = model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=32, do_sample=False, eos_token_id=2)
        cases.append({"question": question, "prompt": prompt, "answer": [t for t in made[0, len(prompt):].tolist() if t != 2]})
        print(question, "->", tokenizer.decode(cases[-1]["answer"]))
    with open(sys.argv[3], "w", encoding="utf-8") as f:
        json.dump(cases, f, ensure_ascii=False)


if __name__ == "__main__":
    main()

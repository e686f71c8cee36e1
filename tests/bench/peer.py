#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The other side of bench.py: what a plain program over transformers, PEFT and their companions does with the same weights, rows,
order, optimiser and threads. Each call does one thing and prints one JSON object in its last line.

    peer.py train MODEL ROWS.json lora|qlora|full|feature_extraction [--adapter F] [--precision fp32|bf16] [--batch 4] [--epochs 1] [--lr 1e-5] [--trl]
    peer.py generate MODEL PROMPT.json TOKENS fp32|bf16 ROUNDS
    peer.py open FILE | store FOLDER EVENTS | import FILE
    peer.py first MODEL ROWS.jsonl
    peer.py make-adapter MODEL OUT | make-rounded MODEL OUT | make-classifier MODEL OUT LABELS | make-safetensors OUT GIGABYTES
    peer.py make-random OUT HIDDEN,INNER,LAYERS,HEADS,KV_HEADS,VOCABULARY
"""
import argparse
import json
import os
import sys
import time

RANK = 8
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
STARTED = time.time()


def causal(model, dtype=None):
    import torch
    from transformers import AutoModelForCausalLM

    folder, name = os.path.split(model) if model.endswith(".gguf") else (model, None)
    return AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=dtype or torch.float32, attn_implementation="sdpa")


def causal_in_nf4(folder):
    import torch
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    nf4 = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=torch.float32)
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, device_map={"": "cpu"}, quantization_config=nf4, attn_implementation="sdpa")


def padded(rows, value):
    longest = max(map(len, rows))
    return [row + [value] * (longest - len(row)) for row in rows]


def answer_log_probabilities(net, rows, prompts):
    """Sum of the log-probabilities of each answer, as TRL's DPOTrainer computes it: all logits, then a gather."""
    import torch

    ids = torch.tensor(padded(rows, 0))
    mask = torch.tensor(padded([[1] * len(row) for row in rows], 0))
    answers = torch.tensor(padded([[0] * n + [1] * (len(row) - n) for row, n in zip(rows, prompts)], 0))
    logits = net(input_ids=ids, attention_mask=mask).logits[:, :-1].float()
    each = torch.log_softmax(logits, -1).gather(2, ids[:, 1:, None])[..., 0]
    return (each * answers[:, 1:]).sum(1)


def batch_loss(net, part):
    """The mean loss of a batch of rows of any of the three kinds."""
    import torch

    if isinstance(part[0], list):
        ids, mask = torch.tensor(padded(part, 0)), torch.tensor(padded([[1] * len(row) for row in part], 0))
        return net(input_ids=ids, attention_mask=mask, labels=ids.masked_fill(mask == 0, -100)).loss
    if "label" in part[0]:
        rows = [row["tokens"] for row in part]
        ids, mask = torch.tensor(padded(rows, 0)), torch.tensor(padded([[1] * len(row) for row in rows], 0))
        return net(input_ids=ids, attention_mask=mask, labels=torch.tensor([row["label"] for row in part])).loss
    rows, prompts = [row[side] for side in ("chosen", "rejected") for row in part], [row["prompt"] for row in part] * 2
    policy = answer_log_probabilities(net, rows, prompts)
    with torch.no_grad(), net.disable_adapter():
        reference = answer_log_probabilities(net, rows, prompts)
    better, worse = (policy - reference).chunk(2)
    return -torch.nn.functional.logsigmoid(0.1 * (better - worse)).mean()


def train(a):
    import resource

    import torch

    torch.manual_seed(0)
    begin = time.perf_counter()
    rows = json.load(open(a.rows))
    if isinstance(rows[0], dict) and "label" in rows[0]:
        from transformers import AutoModelForSequenceClassification

        net = AutoModelForSequenceClassification.from_pretrained(a.model, dtype=torch.float32)
    else:
        net = causal_in_nf4(a.model) if a.technique == "qlora" else causal(a.model)
        net.config.use_cache = False
    if a.technique in ("lora", "qlora"):
        from peft import PeftModel

        net = PeftModel.from_pretrained(net, a.adapter, is_trainable=True)
    if a.technique == "feature_extraction":
        for name, p in net.named_parameters():
            p.requires_grad = name.startswith("classifier.")
    net.train()
    if a.trl:
        import peer_trl

        return peer_trl.train(a, net)
    weights = [p for p in net.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=a.lr, weight_decay=0.01)
    losses, seconds = [], []
    for _ in range(int(a.epochs)):
        for k in range(0, len(rows), a.batch):
            start = time.perf_counter()
            with torch.autocast("cpu", torch.bfloat16, enabled=a.precision == "bf16"):
                loss = batch_loss(net, rows[k:k + a.batch])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            seconds.append(time.perf_counter() - start)
    return {"losses": losses, "seconds": seconds, "whole_seconds": time.perf_counter() - begin,
            "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def generate(a):
    import torch

    net = causal(a.model, torch.bfloat16 if a.precision == "bf16" else torch.float32).eval()
    ids = torch.tensor([json.load(open(a.rows))])
    net.generation_config.eos_token_id = None  # neither ends nor avoids the end
    seconds = []
    for _ in range(a.rounds + 1):
        start = time.perf_counter()
        out = net.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=a.count, do_sample=False)
        seconds.append(time.perf_counter() - start)
    return {"tokens": out[0, ids.shape[1]:].tolist(), "seconds": seconds[1:]}


def first(a):
    """From the start of this process to the end of the first step of LoRA on rows of messages."""
    import torch
    from datasets import load_dataset
    from peft import LoraConfig, get_peft_model
    from transformers import AutoTokenizer

    folder, name = os.path.split(a.model)
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name)
    cache = a.rows + ".cache"
    data = load_dataset("json", data_files=a.rows, split="train", cache_dir=cache)
    text = lambda row: {"ids": tokenizer("".join(m["role"] + "\n" + m["content"] + "\n" for m in row["messages"]))["input_ids"]}
    data = data.map(text, remove_columns=data.column_names)
    net = get_peft_model(causal(a.model), LoraConfig(task_type="CAUSAL_LM", r=RANK, lora_alpha=2 * RANK, target_modules=TARGETS))
    optimizer = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=1e-5)
    batch_loss(net, [data[i]["ids"] for i in range(a.batch)]).backward()
    optimizer.step()
    return {"seconds": time.time() - STARTED}


def open_file(a):
    from safetensors import safe_open

    for _ in range(2):  # the first time it imports torch
        start = time.perf_counter()
        count = elements = 0
        with safe_open(a.model, "pt") as file:
            for name in file.keys():
                size = 1
                for n in file.get_slice(name).get_shape():
                    size *= n
                elements += size
                count += 1
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "count": count, "elements": elements}


def store(a):
    import sqlite3

    base = sqlite3.connect(os.path.join(a.model, "peer.db"), isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=NORMAL")
    base.execute("CREATE TABLE steps (run TEXT, step INTEGER, epoch REAL, loss REAL, lr REAL, norm REAL, tokens INTEGER, trained INTEGER, speed REAL, "
                 "elapsed REAL, memory INTEGER, PRIMARY KEY (run, step)) WITHOUT ROWID")
    count = int(a.rows)
    start = time.perf_counter()
    for begin in range(1, count + 1, 100):
        part = [("r", s, 1e-4 * s, 2 / s, 1e-4, 1.0, s * 512, s * 128, 900.0, 0.5 * s, 1 << 30) for s in range(begin, min(begin + 100, count + 1))]
        base.execute("BEGIN")
        base.executemany("INSERT INTO steps VALUES (?,?,?,?,?,?,?,?,?,?,?)", part)
        base.execute("COMMIT")
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "count": base.execute("SELECT count(*) FROM steps").fetchone()[0]}


def import_rows(a):
    from datasets import load_dataset

    start = time.perf_counter()
    data = load_dataset("json", data_files=a.model, split="train", cache_dir=a.model + f".cache-{os.getpid()}")
    return {"seconds": time.perf_counter() - start, "count": len(data)}


def make_adapter(a):
    import torch
    from peft import LoraConfig, get_peft_model

    torch.manual_seed(0)
    config = LoraConfig(task_type="CAUSAL_LM", r=RANK, lora_alpha=2 * RANK, lora_dropout=0.0, target_modules=TARGETS)
    get_peft_model(causal(a.model), config).save_pretrained(a.rows)
    return {}


def make_rounded(a):
    from transformers import AutoModelForCausalLM

    net = causal(a.model)
    if hasattr(net.config, "quantization_config"):  # left by GGUF, and then refused when saving
        del net.config.quantization_config
    plain = AutoModelForCausalLM.from_config(net.config)
    plain.load_state_dict(net.state_dict())
    plain.bfloat16().save_pretrained(a.rows)
    return {}


def make_random(a):
    """A decoder of Llama's kind with random weights, stored in bfloat16."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    hidden, inner, layers, heads, kv_heads, vocabulary = (int(n) for n in a.rows.split(","))
    config = LlamaConfig(hidden_size=hidden, intermediate_size=inner, num_hidden_layers=layers, num_attention_heads=heads, num_key_value_heads=kv_heads,
                         vocab_size=vocabulary, tie_word_embeddings=True, max_position_embeddings=8192, dtype=torch.bfloat16)
    torch.set_default_dtype(torch.bfloat16)
    LlamaForCausalLM(config).save_pretrained(a.model)
    return {}


def make_classifier(a):
    import torch
    from transformers import AutoModelForSequenceClassification

    torch.manual_seed(0)
    net = AutoModelForSequenceClassification.from_pretrained(a.model, num_labels=int(a.technique), dtype=torch.float32, hidden_dropout_prob=0.0,
                                                             attention_probs_dropout_prob=0.0, classifier_dropout=0.0)
    net.save_pretrained(a.rows)
    return {}


def make_safetensors(a):
    """A file of zeros that takes no room on the disk: 512 tensors in bfloat16."""
    each = int(float(a.rows) * 1e9) // 512 // 2048 * 2048
    header = {f"model.layers.{i // 8}.part.{i % 8}.weight": {"dtype": "BF16", "shape": [each // 2048, 1024], "data_offsets": [i * each, (i + 1) * each]}
              for i in range(512)}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(a.model, "wb") as f:
        f.write(len(text).to_bytes(8, "little") + text)
        f.truncate(8 + len(text) + 512 * each)
    return {}


ACTIONS = {"train": train, "generate": generate, "first": first, "open": open_file, "store": store, "import": import_rows, "make-adapter": make_adapter,
           "make-rounded": make_rounded, "make-random": make_random, "make-classifier": make_classifier, "make-safetensors": make_safetensors}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("model")
    parser.add_argument("rows", nargs="?")
    parser.add_argument("technique", nargs="?")
    parser.add_argument("precision_of_generation", nargs="?")
    parser.add_argument("rounds", nargs="?", type=int, default=2)
    parser.add_argument("--adapter")
    parser.add_argument("--trl", action="store_true", help="by TRL's trainers")
    parser.add_argument("--precision", default="fp32")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--lr", type=float, default=1e-5)
    a = parser.parse_args()
    if a.action == "generate":
        a.count, a.precision = int(a.technique), a.precision_of_generation
    if a.action in ("train", "generate", "first", "make-adapter", "make-rounded", "make-classifier"):
        import torch
        import transformers

        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
        transformers.utils.logging.disable_progress_bar()
        transformers.utils.logging.set_verbosity_error()
    print(json.dumps(ACTIONS[a.action](a)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

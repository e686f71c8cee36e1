#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training speed beside transformers + PEFT: the same weights, rows, order, rank, initial adapter, optimiser and threads,
turn by turn in one run.

    bench_training.py PROGRAM MODEL.gguf [--only CASE] [--rounds 3] [--steps 6] [--json OUT.json]

PROGRAM is the built bench_training. Run it with a Python that has torch, transformers, peft and gguf (run.sh beside this
file makes one). The first two steps of each round are left out; the median of all others counts. Gate: the losses of every
step agree within 1e-3 (fp32) or 2e-2 (bf16) relative."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

# case: technique, precision, rows of these lengths
CASES = {
    "lora-fp32": ("lora", "fp32", "equal"),
    "full-fp32": ("full", "fp32", "equal"),
    "lora-bf16": ("lora", "bf16", "equal"),
    "full-bf16": ("full", "bf16", "equal"),
    "lora-fp32-ragged": ("lora", "fp32", "ragged"),
}
BATCH, LENGTH, RANK, VOCABULARY = 4, 128, 8, 49000


def rows(kind, steps):
    """Token rows from a fixed generator; ragged lengths go from a quarter to twice the equal length, as chat data does."""
    state, out = 12345, []

    def draw(n):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % n

    for _ in range(steps * BATCH):
        length = LENGTH if kind == "equal" else [24, 40, 64, 96, 160, 256][draw(6)]
        out.append([100 + draw(VOCABULARY - 100) for _ in range(length)])
    return out


def peer(model, rows_file, technique, precision, adapter, threads):
    """The other side, in a process of its own: what a plain loop over transformers and PEFT does, padded on the right."""
    import resource
    import time
    import torch
    from transformers import AutoModelForCausalLM
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    folder, name = os.path.split(model)
    net = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=torch.float32, attn_implementation="sdpa")
    net.config.use_cache = False
    if technique == "lora":
        from peft import PeftModel
        net = PeftModel.from_pretrained(net, adapter, is_trainable=True)
    net.train()
    weights = [p for p in net.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=1e-5, weight_decay=0.01)
    data = json.load(open(rows_file))
    losses, seconds = [], []
    for k in range(0, len(data), BATCH):
        part = data[k:k + BATCH]
        begin = time.perf_counter()
        longest = max(map(len, part))
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in part])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in part])
        labels = ids.masked_fill(mask == 0, -100)
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
            loss = net(input_ids=ids, attention_mask=mask, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({"losses": losses, "seconds": seconds, "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


def initial_adapter(model, folder):
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM
    torch.manual_seed(0)
    base, name = os.path.split(model)
    net = AutoModelForCausalLM.from_pretrained(base, gguf_file=name, dtype=torch.float32)
    targets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    net = get_peft_model(net, LoraConfig(task_type="CAUSAL_LM", r=RANK, lora_alpha=2 * RANK, lora_dropout=0.0, target_modules=targets))
    net.save_pretrained(folder)


def run_json(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("model")
    parser.add_argument("--only", choices=CASES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--json")
    parser.add_argument("--peer", nargs=4, help=argparse.SUPPRESS)
    a = parser.parse_args()
    if a.peer:
        return peer(a.model, *a.peer, a.threads)
    import peft
    import torch
    import transformers
    transformers.utils.logging.disable_progress_bar()
    print(f"torch {torch.__version__}, transformers {transformers.__version__}, peft {peft.__version__}, {a.threads} threads")
    print(f"{'case':18} {'ours tok/s':>10} {'peer tok/s':>10} {'ratio':>6} {'memory':>7}  gate")
    results, failed = {}, False
    os.environ["OMP_NUM_THREADS"] = str(a.threads)
    with tempfile.TemporaryDirectory() as folder:
        adapter = os.path.join(folder, "adapter")
        initial_adapter(a.model, adapter)
        for case, (technique, precision, kind) in CASES.items():
            if a.only and a.only != case:
                continue
            data = rows(kind, a.steps + 2)
            file = os.path.join(folder, case + ".json")
            pathlib.Path(file).write_text(json.dumps(data))
            tokens = [sum(map(len, data[k:k + BATCH])) for k in range(0, len(data), BATCH)]
            sides = {"ours": [], "peer": []}
            for _ in range(a.rounds):
                ours = [a.program, a.model, file, technique, "--precision", precision, "--batch", str(BATCH)]
                sides["ours"].append(run_json(ours + (["--adapter", adapter] if technique == "lora" else [])))
                sides["peer"].append(run_json([sys.executable, __file__, a.program, a.model, "--threads", str(a.threads), "--peer", file, technique, precision, adapter]))
            # Tokens that are real, never padding, over seconds.
            speed = {name: statistics.median(t / s for run in runs for t, s in list(zip(tokens, run["seconds"]))[2:]) for name, runs in sides.items()}
            peak = {name: max(run["peak_bytes"] for run in runs) for name, runs in sides.items()}
            apart = max(abs(x - y) / abs(y) for x, y in zip(sides["ours"][0]["losses"], sides["peer"][0]["losses"]))
            good = apart <= (1e-3 if precision == "fp32" else 2e-2)
            failed |= not good
            results[case] = {"tokens_per_s": speed, "ratio": speed["ours"] / speed["peer"], "peak_bytes": peak, "largest_loss_difference": apart}
            print(f"{case:18} {speed['ours']:10.0f} {speed['peer']:10.0f} {speed['ours'] / speed['peer']:6.2f} {peak['ours'] / peak['peer']:7.2f}  "
                  f"losses within {apart:.1e}{'' if good else '  DIFFER'}", flush=True)
    if a.json:
        pathlib.Path(a.json).write_text(json.dumps(results, indent=1) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

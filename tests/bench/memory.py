#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Peak memory and trained parameters of each technique on the starter model, and what 4-bit weights cost in loss.

    memory.py --attune build/dev/app/attune --model SmolLM2-135M-Instruct.Q4_1.gguf --rows faq-en-alpaca.jsonl [--out FILE.json] [--only lora,full] [--no-loss]
              [--steps 200 --rank 32]

Each technique trains three steps of a row of 256 tokens in a process of its own, whose largest resident set is what the system counted.
Then LoRA and QLoRA, with each of its starts, train the same steps in bfloat16 on the rows of the file. Prints Markdown tables; ends with 1
when QLoRA does not need less than LoRA and LoRA less than full, or when QLoRA from QERA's start is more than a hundredth away from LoRA.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ALL_LINEAR = ["--target-modules", "all-linear"]
TECHNIQUES = {
    "full": [], "freeze": [], "lora": ALL_LINEAR, "qlora": ALL_LINEAR, "dora": ALL_LINEAR, "ia3": [], "houlsby": [], "pfeiffer": [],
    "prefix_tuning": [], "p_tuning": [], "prompt_tuning": [],
}
PEAK = ["--max-steps", "3", "--per-device-train-batch-size", "1", "--max-length", "256", "--save-steps", "1000", "--sample-count", "0",
        "--max-eval-samples", "1", "--precision", "fp32"]
LOSS = ["--per-device-train-batch-size", "4", "--sample-count", "0", "--max-eval-samples", "40", "--precision", "bf16", "--learning-rate", "5e-4",
        *ALL_LINEAR]
STARTS = {"lora": [], "qlora": [], "qlora, LoftQ": ["--init-lora-weights", "loftq"], "qlora, QERA": ["--init-lora-weights", "qera"]}


def run(command):
    """The lines of a command's standard output, and the largest resident set of its process in bytes."""
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True) as process:
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("failed: " + " ".join(map(str, command)))
    return out.splitlines(), usage.ru_maxrss * 1024


def train(a, project, name, technique, options):
    lines, peak = run([a.attune, "train", project, "--dataset", name, "--model", a.model, "--technique", technique, "--events", "jsonl", *options])
    events = [json.loads(line) for line in lines if line.startswith("{")]
    return [event for event in events if "type" in event], peak


def long_rows(path):
    """Rows that fill 256 tokens, so that every technique works on the same number of them."""
    draw = random.Random(3)
    words = "house river stone window garden letter music winter paper silver morning bridge".split()
    with open(path, "w") as out:
        for _ in range(40):
            text = " ".join(draw.choice(words) for _ in range(500))
            out.write(json.dumps({"prompt": text[:200], "completion": text[200:]}) + "\n")


def memory(a, project):
    figures = {}
    for technique, options in TECHNIQUES.items():
        if a.only and technique not in a.only.split(","):
            continue
        events, peak = train(a, project, "long", technique, PEAK + options)
        started = next(event for event in events if event["type"] == "started")
        figures[technique] = {"trained": started["trainable_parameters"], "total": started["total_parameters"], "peak_bytes": peak}
        print(f"{technique}: {started['trainable_parameters']:,} trained, {peak / 2**20:,.0f} MiB", file=sys.stderr)
    return figures


def losses(a, project):
    figures = {}
    length = ["--max-steps", a.steps, "--eval-steps", a.steps, "--r", a.rank, "--lora-alpha", 2 * a.rank]
    for technique, options in STARTS.items():
        events, _ = train(a, project, "rows", technique.split(",")[0], LOSS + length + options)
        looks = [event["loss"] for event in events if event["type"] == "eval" and event["set"] == "validation"]
        figures[technique] = {"before": looks[0], "after": looks[-1]}
        print(f"{technique}: validation loss {looks[0]:.4f} -> {looks[-1]:.4f}", file=sys.stderr)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("attune", "model", "rows"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--out")
    parser.add_argument("--only")
    parser.add_argument("--no-loss", action="store_true")
    parser.add_argument("--steps", type=int, default=24, help="of the trainings whose losses are compared")
    parser.add_argument("--rank", type=int, default=16)
    a = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attune-memory-") as folder:
        project = pathlib.Path(folder) / "Memory.attune"
        long_rows(pathlib.Path(folder) / "long.jsonl")
        run([a.attune, "new", project])
        run([a.attune, "import", project, pathlib.Path(folder) / "long.jsonl", "--name", "long"])
        run([a.attune, "import", project, a.rows, "--name", "rows"])
        result = {"memory": memory(a, project), "loss": {} if a.no_loss else losses(a, project)}
    if a.out:
        pathlib.Path(a.out).write_text(json.dumps(result, indent=1) + "\n")

    print("| technique | trained parameters | peak memory, MiB |\n|---|---|---|")
    for technique, figure in sorted(result["memory"].items(), key=lambda item: item[1]["peak_bytes"]):
        print(f"| {technique} | {figure['trained']:,} | {figure['peak_bytes'] / 2**20:,.0f} |")
    good = True
    peaks = {technique: figure["peak_bytes"] for technique, figure in result["memory"].items()}
    if {"full", "lora", "qlora"} <= peaks.keys():
        good = peaks["qlora"] < peaks["lora"] < peaks["full"]
        print(f"\nQLoRA < LoRA < full: {'yes' if good else 'NO'}")
    if result["loss"]:
        figures = {technique: figure["after"] for technique, figure in result["loss"].items()}
        apart = {technique: after / figures["lora"] - 1 for technique, after in figures.items()}
        good = good and abs(apart["qlora, QERA"]) <= 0.01
        print(f"\nValidation loss after the same {a.steps} steps at rank {a.rank}, and before:")
        for technique, figure in result["loss"].items():
            print(f"{technique}: {figure['after']:.4f} ({apart[technique]:+.2%}), {figure['before']:.4f}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

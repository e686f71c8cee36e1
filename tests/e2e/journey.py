#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the command line with the real starter model and data: import, split, train twice with different
ranks, stop and resume, compare, evaluate, try, export, report. journey.py ATTUNE"""
import json, os, signal, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from common import DATA, MODEL, Attune, check, need_starter

need_starter()
attune = Attune(sys.argv[1])
SMALL = ["--max-steps", 6, "--max-length", 128, "--per-device-train-batch-size", 2, "--eval-steps", 3, "--max-eval-samples", 6,
         "--learning-rate", 1e-3, "--sample-count", 0, "--seed", 3]

with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "Job.attune")
    attune.raw("new", project)
    check(oct(os.stat(project).st_mode)[-3:] == "700", "the project folder is the user's alone")

    hashes = set()
    for name in ["faq-en.jsonl", "faq-en.json", "faq-en.csv", "faq-en-alpaca.jsonl", "faq-en-sharegpt.jsonl"]:
        info = attune.json("import", project, os.path.join(DATA, name), "--name", name)
        check(info["imported"] == info["kept"] + info["dropped"] and info["kept"] == 503, f"{name}: {info['kept']} rows as {info['schema']}")
        hashes.add(info["content_hash"])
    check(len(hashes) == 1, "five formats give one content hash")

    split = attune.json("split", project, "--dataset", "faq-en.jsonl", "--train", 0.8, "--validation", 0.1, "--test", 0.1, "--seed", 1)
    check(split["counts"] == {"train": 403, "validation": 50, "test": 50} or sum(split["counts"].values()) == 503, f"split {split['counts']}")

    plan = attune.json("train", project, "--dataset", "faq-en.jsonl", "--model", MODEL, "--technique", "lora", "--r", 8, "--target-modules", "all-linear", "--dry-run", *SMALL)
    check(plan["trainable_parameters"] == 2442240, "LoRA rank 8 trains 2,442,240 parameters")

    check(plan["recomputed_blocks"] == 0 and plan["blocks"] == 30, "memory suffices, so no layer is computed twice")
    short = SMALL[:]
    short[short.index("--per-device-train-batch-size") + 1] = 4096
    plan = attune.json("train", project, "--dataset", "faq-en.jsonl", "--model", MODEL, "--dry-run", *short)
    check(0 < plan["recomputed_blocks"] <= 30, f"{plan['recomputed_blocks']} of 30 layers are computed twice when memory is short")
    old = attune.json("train", project, "--dataset", "faq-en.jsonl", "--model", MODEL, "--dry-run", "--gradient-checkpointing", "true", *SMALL)
    check(old["recomputed_blocks"] == 30 and old["memory_bytes"] < plan["memory_bytes"], "the setting's old spelling is read")

    runs = []
    for rank in (4, 8):
        run = attune.json("train", project, "--dataset", "faq-en.jsonl", "--model", MODEL, "--technique", "lora", "--r", rank, "--name", f"rank {rank}", *SMALL)
        check(run["state"] == "completed" and run["steps"] == 6, f"rank {rank}: {run['first_validation_loss']:.4f} -> {run['best_validation_loss']:.4f}")
        check(run["best_validation_loss"] < run["first_validation_loss"], "validation loss falls")
        runs.append(run)

    # The stored command repeats the run to the last bit.
    events = attune.json("show", project, "rank 4", "--events")["events"]
    command = runs[0]["command"]
    check(command.startswith("attune train") and "--r 4" in command, "the record holds its command")
    again = subprocess.run(command.replace("attune", sys.argv[1], 1) + " --name again --json", shell=True, capture_output=True, text=True)
    check(again.returncode == 0, "the command runs again")
    first = [e["loss"] for e in events if e["type"] == "step"]
    second = [e["loss"] for e in attune.json("show", project, "again", "--events")["events"] if e["type"] == "step"]
    check(first == second and len(first) == 6, "and gives the same losses")

    # Stop by Ctrl+C, then resume to the same end.
    p = subprocess.Popen([sys.argv[1], "train", project, "--dataset", "faq-en.jsonl", "--model", MODEL, "--technique", "lora", "--r", "4",
                          "--name", "stopped", "--events", "jsonl", *map(str, SMALL)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in p.stdout:
        if json.loads(line)["type"] == "step":
            p.send_signal(signal.SIGINT)
            break
    rest = [json.loads(line) for line in p.stdout]
    check(p.wait() == 130 and rest[-1]["type"] == "finished", "Ctrl+C stops and saves, exit 130")
    resumed = attune.json("resume", project, "stopped")
    check(resumed["state"] == "completed" and resumed["steps"] == 6, "the stopped run resumes to its end")
    third = [e["loss"] for e in attune.json("show", project, "stopped", "--events")["events"] if e["type"] == "step"]
    check(third == first, "with the losses of the uninterrupted run")

    comparison = attune.json("compare", project, "rank 4", "rank 8")
    check(any(row["id"] == "r" for row in comparison["param_diff"]), "the comparison names the rank")
    result = attune.json("evaluate", project, "--run", "rank 8", "--rows", 2)
    check(result["tuned"]["loss"] < result["base"]["loss"], f"test loss {result['base']['loss']:.4f} -> {result['tuned']['loss']:.4f}")
    answer = attune.json("generate", project, "What is a building permit?", "--run", "rank 8", "--max-new-tokens", 12)["answer"]
    check(len(answer) > 0, f"it answers: {answer!r}")

    adapter = attune.json("export", project, "--run", "rank 8", "--format", "peft")["path"]
    config = json.load(open(os.path.join(adapter, "adapter_config.json")))
    check(config["peft_type"] == "LORA" and config["r"] == 8 and os.path.exists(os.path.join(adapter, "adapter_model.safetensors")), "the adapter is PEFT's")
    merged = attune.json("export", project, "--run", "rank 8", "--format", "huggingface")["path"]
    check({"config.json", "model.safetensors", "tokenizer.json"} <= set(os.listdir(merged)), "the merged model is a Hugging Face folder")
    check(attune.json("inspect", os.path.join(merged, "config.json"))["model_type"] == "llama", "that Attune reads back")

    for kind, mark in (("html", "<html"), ("markdown", "# "), ("csv", ","), ("model-card", "base_model")):
        path = attune.json("report", project, "rank 4", "rank 8", "--format", kind)["path"]
        check(mark in open(path, encoding="utf-8").read(), f"{kind} report")
    check(len(attune.json("runs", project)) == 4, "four runs are listed")

    # A folder that was moved still opens.
    moved = os.path.join(folder, "Moved.attune")
    os.rename(project, moved)
    check(len(attune.json("runs", moved)) == 4, "the project can be moved")
    leftovers = [os.path.join(d, f) for d, ds, fs in os.walk(moved) for f in ds + fs if f.endswith(".tmp")]
    check(not leftovers, "no temporary files are left")

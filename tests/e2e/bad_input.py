#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Broken input on the command line: each gets one clear sentence and the right exit code, nothing stored is lost and
nothing partial is left. bad_input.py ATTUNE"""
import json, os, resource, shutil, signal, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from common import DATA, MODEL, Attune, check, need_starter

need_starter()
attune = Attune(sys.argv[1])

with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "Bad.attune")
    attune.raw("new", project)
    check("exists" in attune.fails("new", project), "an existing folder is not overwritten")
    attune.fails("runs", os.path.join(folder, "none"))
    check(os.path.basename(folder) in attune.fails("runs", folder), "a folder that is no project is named")
    attune.fails("nonsense", code=2)
    p = subprocess.run([sys.argv[1], "models", "--download", "someone/something"], env={**os.environ, "HF_HUB_OFFLINE": "1"}, capture_output=True, text=True)
    check(p.returncode == 1 and "offline" in p.stderr.lower(), "nothing is fetched when offline")
    attune.fails("train", project, code=2)

    binary = os.path.join(folder, "binary.jsonl")
    open(binary, "wb").write(os.urandom(4096))
    check("binary.jsonl" in attune.fails("import", project, binary), "a binary file is refused by name")
    check("none.csv" in attune.fails("import", project, os.path.join(folder, "none.csv")), "a missing file is named")
    empty = os.path.join(folder, "empty.csv")
    open(empty, "w").close()
    check("empty.csv" in attune.fails("import", project, empty), "an empty file is named")
    check(attune.json("datasets", project) == [], "nothing was stored")

    mixed = os.path.join(folder, "mixed.jsonl")
    with open(mixed, "w", encoding="utf-8") as f:
        for i in range(20):
            f.write(json.dumps({"prompt": f"Question {i}?", "completion": f"Answer {i}."}) + "\n")
        f.write('{"prompt": "cut off\n{"prompt": "no answer"}\n{"prompt": 5, "completion": "x"}\n')
    info = attune.json("import", project, mixed, "--name", "mixed")
    check(info["imported"] == 23 and info["kept"] == 20, "bad rows are dropped, good ones kept")
    check([r["line"] for r in info["dropped_rows"]] == [21, 22, 23], "each with its line")
    attune.json("split", project, "--dataset", "mixed")
    attune.fails("split", project, "--dataset", "mixed", "--train", 2)
    check(attune.json("datasets", project)[0]["split"]["train"] == 0.8, "impossible fractions are refused and the old split stays")

    model = os.path.join(folder, "model")
    os.mkdir(model)
    json.dump({"model_type": "mamba", "hidden_size": 8}, open(os.path.join(model, "config.json"), "w"))
    check("mamba" in attune.fails("train", project, "--dataset", "mixed", "--model", model), "a model of an unknown kind is named")
    # Weights that run what they hold when they are read: refused alike by every verb, with advice.
    golden = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden")
    shutil.copy(os.path.join(golden, "models", "llama", "config.json"), model)
    for files in (["pytorch_model.bin"], ["pytorch_model-00001-of-00001.bin", "pytorch_model.bin.index.json"], ["model.pt"]):
        for name in files:
            open(os.path.join(model, name), "w").write("x")
        texts = [attune.fails("train", project, "--dataset", "mixed", "--model", model), attune.fails("inspect", model),
                 attune.fails("inspect", os.path.join(model, files[0]))]
        check(len(set(texts)) == 1 and files[0] in texts[0] and "model.safetensors" in texts[0], f"{files[0]} is refused by name, with advice")
        for name in files:
            os.remove(os.path.join(model, name))
    cut = os.path.join(folder, "cut.gguf")
    open(cut, "wb").write(open(MODEL, "rb").read(100_000))
    check("cut.gguf" in attune.fails("train", project, "--dataset", "mixed", "--model", cut), "a cut model file is named")
    for option, value in (("--learning-rate", "-1"), ("--learning-rate", "fast"), ("--lr-scheduler-type", "zigzag"), ("--r", "0")):
        attune.fails("train", project, "--dataset", "mixed", "--model", MODEL, option, value, code=2)
    check(attune.json("runs", project) == [], "a run that could not start is not stored")

    # Every answer is cut off by the length: there is nothing to train on.
    longer = os.path.join(folder, "long.jsonl")
    with open(longer, "w", encoding="utf-8") as f:
        for i in range(20):
            f.write(json.dumps({"prompt": "word " * 200 + str(i), "completion": "x"}) + "\n")
    attune.json("import", project, longer, "--name", "long")
    text = attune.fails("train", project, "--dataset", "long", "--model", MODEL, "--max-length", 32)
    check("train" in text.lower(), f"no trainable token: {text}")

    # A full disk (a file size limit) while checkpoints are written.
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    small = ["--max-steps", 4, "--max-length", 64, "--per-device-train-batch-size", 1, "--eval-steps", 2, "--max-eval-samples", 2, "--sample-count", 0]
    p = subprocess.run([sys.argv[1], "train", project, "--dataset", "mixed", "--model", MODEL, "--name", "full disk", *map(str, small)],
                       capture_output=True, text=True, preexec_fn=limit)
    check(p.returncode == 1 and "disk" in p.stderr.lower(), f"a full disk: {p.stderr.strip().splitlines()[-1]}")
    runs = attune.json("runs", project)
    check(len(runs) == 1 and runs[0]["state"] == "failed", "the run is stored as failed")
    left = [f for d, ds, fs in os.walk(os.path.join(project, "runs")) for f in ds if f.startswith("step-")]
    check(not left, "no partial checkpoint is left")
    ok = attune.json("train", project, "--dataset", "mixed", "--model", MODEL, "--name", "after", *small)
    check(ok["state"] == "completed", "and the next run works")

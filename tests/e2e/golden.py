#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagnostic verbs on the golden data, as a user types them: tokenize, template, monitor and inspect. golden.py ATTUNE"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from common import Attune, check

attune = Attune(sys.argv[1])
golden = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden")


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


with tempfile.TemporaryDirectory() as folder:
    root = os.path.join(golden, "tokenizers", "data")
    for name in sorted(os.listdir(root)):
        if not os.path.isdir(os.path.join(root, name)):
            continue
        cases = lines(os.path.join(root, name, "cases.jsonl"))
        texts = os.path.join(folder, name + ".jsonl")
        with open(texts, "w", encoding="ascii") as f:
            for case in cases:
                f.write(json.dumps({"text": case["text"]}) + "\n")
        out = attune.raw("tokenize", "--model", os.path.join(root, name), texts).stdout
        ids = [json.loads(line) for line in out.split("\n")[:-1]]
        right = sum(a == case["ids"] for a, case in zip(ids, cases))
        check(len(ids) == len(cases) == right, f"tokenize {name}: {right} of {len(cases)}")

    root = os.path.join(golden, "templates")
    total = right = 0
    for file in sorted(os.listdir(root)):
        if not file.endswith(".cases.jsonl"):
            continue
        template = os.path.join(root, file.replace(".cases.jsonl", ".jinja"))
        cases = lines(os.path.join(root, file))
        messages = os.path.join(folder, "messages.jsonl")
        with open(messages, "w", encoding="utf-8") as f:
            for case in cases:
                f.write(json.dumps(case["input"]) + "\n")
        out = attune.raw("template", "--template", template, "--messages", messages).stdout
        for case, line in zip(cases, out.split("\n")[:-1], strict=True):
            answer = json.loads(line)
            total += 1
            right += answer.get("text") == case["expected"] if "expected" in case else "error" in answer
        # One case alone: the text and nothing else, or exit 1 with a message.
        one = os.path.join(folder, "one.json")
        with open(one, "w", encoding="utf-8") as f:
            json.dump(cases[0]["input"], f)
        p = subprocess.run([sys.argv[1], "template", "--template", template, "--messages", one], capture_output=True)
        if "expected" in cases[0]:
            check(p.returncode == 0 and p.stdout.decode() == cases[0]["expected"], f"template {file.split('.')[0]}")
        else:
            check(p.returncode == 1 and not p.stdout and p.stderr, f"template {file.split('.')[0]} raises")
    check(total == right, f"templates: {right} of {total}")

    truths = hits = alarms = others = false = 0
    for file in sorted(os.listdir(os.path.join(golden, "curves"))):
        if not file.endswith(".json"):
            continue
        path = os.path.join(golden, "curves", file)
        with open(path) as f:
            curve = json.load(f)
        answer = attune.json("monitor", "--curve", path)
        warned = answer["warned_at_step"]
        overfit = curve["label"] == "overfit"
        truths += overfit
        others += not overfit
        alarms += warned is not None
        hits += overfit and warned is not None and warned >= curve["best_step"]
        false += not overfit and warned is not None
    f1 = 2 * hits / (truths + alarms)
    check(f1 >= 0.91 and false <= 0.05 * others, f"monitor: F1 {f1:.3f}, {false} false alarms in {others}")

    manifest = json.load(open(os.path.join(golden, "bad", "manifest.json")))
    wrong = []
    for entry in manifest:
        path = os.path.join(golden, "bad", entry["file"])
        p = subprocess.run([sys.argv[1], "inspect", path, "--json"], capture_output=True, text=True)
        if entry["expect"] == "reject":
            good = p.returncode == 1 and os.path.basename(path) in p.stderr
        else:
            good = p.returncode == 0
        if not good:
            wrong.append(f"{entry['file']}: exit {p.returncode} {p.stderr.strip()}")
    print("\n".join(wrong))
    check(not wrong, f"inspect: {len(manifest) - len(wrong)} of {len(manifest)} as expected")

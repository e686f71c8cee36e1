#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random tag sequences and what seqeval makes of them, in its default and its strict mode.

    make_tagging.py OUT.json

Needs seqeval (1.2.2).
"""
import json
import random
import sys
import warnings

from seqeval.metrics import accuracy_score, classification_report
from seqeval.scheme import IOB1, IOB2, IOBES

warnings.filterwarnings("ignore")
SCHEMES = {"iob1": (IOB1, "IB"), "iob2": (IOB2, "IB"), "bioes": (IOBES, "BIES")}


def scores(expected, predicted, **mode):
    report = classification_report(expected, predicted, output_dict=True, zero_division=0, **mode)
    all_kinds = report["micro avg"]
    kinds = {k: v["f1-score"] for k, v in report.items() if not k.endswith(" avg")}
    return {"precision": float(all_kinds["precision"]), "recall": float(all_kinds["recall"]), "f1": float(all_kinds["f1-score"]),
            "f1_by_kind": {k: float(v) for k, v in kinds.items()}}


rng = random.Random(11)
cases = []
for number in range(36):
    name = list(SCHEMES)[number % 3]
    scheme, letters = SCHEMES[name]
    tag = lambda: "O" if rng.random() < 0.3 else rng.choice(letters) + "-" + rng.choice(["PER", "LOC"] if number % 2 else ["PER", "LOC", "X-Y"])
    expected = [[tag() for _ in range(rng.randrange(1, 9))] for _ in range(rng.randrange(1, 5))]
    predicted = [[t if rng.random() < 0.75 else tag() for t in row] for row in expected]
    cases.append({"scheme": name, "expected": expected, "predicted": predicted, "accuracy": float(accuracy_score(expected, predicted)),
                  "default": scores(expected, predicted), "strict": scores(expected, predicted, mode="strict", scheme=scheme)})
with open(sys.argv[1], "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")

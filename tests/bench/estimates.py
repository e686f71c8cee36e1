# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory that is told before a run starts beside the peak that is measured in it: model × technique × precision × length × batch, each run in
a process of its own that trains two steps and looks at 1024 tokens before and after. A new kind of case is one line of `cases`."""
import json
import sys
from dataclasses import dataclass

from lines import numbers, rounded, token_rows
from scale import SHAPES

TOLERANCE = 0.10
LOOKED_AT = 1024  # tokens, as many as a look works on at once


@dataclass
class Case:
    model: str
    technique: str
    precision: str
    length: int
    batch: int

    @property
    def label(self):
        return f"{self.model}, {self.technique}, {self.precision}, {self.batch} × {self.length}"

    @property
    def looked_at(self):
        return LOOKED_AT // self.length


def cases():
    found = []
    for model, techniques, precisions in [("135M", ["lora", "full", "qlora"], ["fp32", "bf16"]), ("362M", ["lora", "full", "qlora"], ["fp32", "bf16"]),
                                          ("1236M", ["lora", "qlora"], ["fp32", "bf16"]), ("MiniLM, classes", ["full", "lora"], ["fp32"]),
                                          ("135M, DPO", ["lora"], ["fp32"])]:
        for technique in techniques:
            for precision in precisions:
                sizes = [(128, 1), (128, 4), (512, 4)]
                if model == "1236M":
                    sizes = [(128, 1), (512, 2)]
                if "DPO" in model:
                    sizes = [(128, 2), (256, 4)]
                if "MiniLM" in model:
                    sizes = [(64, 8), (256, 16)]
                found += [Case(model, technique, precision, length, batch) for length, batch in sizes]
    return found


def model_of(c, case):
    if case.model.startswith("MiniLM"):
        return c.once("classifier", lambda path: c.peer("make-classifier", c.encoder, path, 4))
    if case.model.startswith("135M"):
        return rounded(c) if case.technique == "qlora" else c.model
    shape = SHAPES[int(case.model.removesuffix("M"))]
    return c.once("random-" + case.model, lambda path: c.peer("make-random", path, ",".join(map(str, shape))))


def rows_of(case):
    draw, count = numbers(), 2 * case.batch + case.looked_at
    rows = token_rows(draw, [case.length] * count)
    if case.model.startswith("MiniLM"):
        return [{"tokens": [token % 30000 for token in row], "label": i % 4} for i, row in enumerate(rows)]
    if "DPO" in case.model:
        prompt = case.length * 6 // 10
        others = token_rows(draw, [case.length - prompt] * count)
        return [{"chosen": row, "rejected": row[:prompt] + other, "prompt": prompt} for row, other in zip(rows, others)]
    return rows


def estimates(c, chosen=None):
    """[{"case": …, "estimated": bytes, "measured": bytes}]"""
    found = []
    for case in cases():
        if chosen and chosen not in case.label:
            continue
        rows = c.file("estimate-rows.json", rows_of(case))
        run = c.program("bench_training", model_of(c, case), rows, case.technique, "--precision", case.precision, "--batch", case.batch,
                        "--validation", case.looked_at)
        found.append({"case": case.label, "estimated": run["estimated_bytes"], "measured": run["peak_bytes"]})
        print(f"{case.label}: {ratio(found[-1]):.3f} of {run['peak_bytes'] / 2**20:,.0f} MiB", file=sys.stderr, flush=True)
    return found


def ratio(result):
    return result["estimated"] / result["measured"]


def section(found):
    """The section of the page; nothing where nothing was measured."""
    if not found:
        return []
    within = sum(abs(ratio(result) - 1) <= TOLERANCE for result in found)
    return ["", "### Memory that is told before the start", "", f"Beside the largest resident set of a process that trains two steps and looks at {LOOKED_AT:,} tokens "
            f"before and after; target: within a tenth. {within} of {len(found)} are.", "", "| model, technique, precision, rows × tokens | measured, MiB | told | ratio |",
            "|---|---|---|---|",
            *(f"| {r['case']} | {r['measured'] / 2**20:,.0f} | {r['estimated'] / 2**20:,.0f} | {ratio(r):.2f} |" for r in found)]

# SPDX-License-Identifier: GPL-3.0-or-later
"""How Attune's own cost grows with the work: each table is sizes, and a function that gives [(size, seconds), …]. A new table is one function
here and one entry of TABLES."""
import math
import statistics
import tempfile
from dataclasses import dataclass
from typing import Callable

from lines import BATCH, LENGTH, message_rows, numbers, token_rows


def exponent(points):
    """The power of the law size^p through the points, by least squares of their logarithms; None with fewer than two that took 5 ms."""
    logs = [(math.log(n), math.log(s)) for n, s in points if s >= 0.005]
    if len(logs) < 2:
        return None
    x, y = (statistics.mean(column) for column in zip(*logs))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def imported(c, sizes):
    return [(n, c.program("bench_parts", "import", c.file(f"rows-{n}.jsonl", message_rows(n)))["seconds"]) for n in sizes]


def stored(c, sizes):
    return [(n, c.program("bench_parts", "store", tempfile.mkdtemp(dir=c.folder), n)["seconds"]) for n in sizes]


def listed(c, sizes):
    return [(n, c.program("bench_parts", "runs", tempfile.mkdtemp(dir=c.folder), n)["seconds"]) for n in sizes]


def lengths(c, sizes):
    """Seconds of a step of LoRA on one row."""
    points = []
    for n in sizes:
        rows = c.file(f"length-{n}.json", token_rows(numbers(), [n] * (5 if n <= 1024 else 3)))
        run = c.program("bench_training", c.model, rows, "lora", "--batch", 1)
        points.append((n, statistics.median(run["seconds"][1:])))
    return points


# Millions of parameters: hidden size, feed-forward size, layers, heads, heads of keys and values, vocabulary. SmolLM2's two and Llama 3.2's.
SHAPES = {135: (576, 1536, 30, 9, 3, 49152), 362: (960, 2560, 32, 15, 5, 49152), 1236: (2048, 8192, 16, 32, 8, 128256)}


def models(c, sizes):
    """Seconds of a step of LoRA on 4 rows of 128 tokens; the weights are random."""
    points = []
    rows = c.file("shape-rows.json", token_rows(numbers(), [LENGTH] * 4 * BATCH))
    for n in sizes:
        with tempfile.TemporaryDirectory(dir=c.folder) as model:
            c.peer("make-random", model, ",".join(map(str, SHAPES[n])))
            points.append((n, statistics.median(c.program("bench_training", model, rows, "lora")["seconds"][1:])))
    return points


@dataclass
class Table:
    id: str
    label: str
    size: str
    sizes: list[int]
    measure: Callable


TABLES = [
    Table("scale-import", "JSONL of messages to a ready dataset", "rows", [1_000, 10_000, 100_000, 1_000_000], imported),
    Table("scale-store", "steps appended to a project and read back", "steps", [1_000, 10_000, 100_000, 1_000_000], stored),
    Table("scale-runs", "the list of a project's runs", "runs", [1, 10, 100, 1_000, 10_000], listed),
    Table("scale-length", "a step of LoRA, fp32, 135M model, one row", "tokens in the row", [128, 256, 512, 1_024, 2_048, 4_096, 8_192], lengths),
    Table("scale-model", "a step of LoRA, fp32, 4 rows of 128 tokens", "million parameters", list(SHAPES), models),
]

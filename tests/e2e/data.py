#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks, cleans, compares and describes a dataset on the command line; the rows are the planted ones."""
import json, os, sys, tempfile
from common import Attune, check

PLANTED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "planted")


def main():
    attune = Attune(sys.argv[1])
    truth = json.load(open(os.path.join(PLANTED, "truth.json"), encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        project = os.path.join(folder, "P.attune")
        attune.raw("new", project)
        first = attune.json("import", project, os.path.join(PLANTED, "planted.jsonl"), "--name", "planted")
        report = attune.json("check", project, "planted")
        counts = {f["kind"]: f["count"] for f in report["findings"]}
        check(all(counts.get(kind, 0) > 0 for kind in truth if kind not in ("near_pairs", "leaks")), "every planted kind is found")
        found = {f["kind"]: f for f in report["findings"]}
        check([e["row"] for e in found["iban"]["examples"]] == truth["iban"], "findings name their rows")

        dry = attune.json("clean", project, "planted", "--step", "deduplicate", "--dry-run")
        check(len(attune.json("datasets", project)) == 1 and dry["rows"] < first["kept"], "a dry run stores nothing")
        steps = [json.dumps(f["step"]) for f in report["findings"] if f["kind"] in ("duplicate", "contradiction", "iban", "misread")]
        cleaned = attune.json("clean", project, "planted", *[x for step in steps for x in ("--step", step)])
        check(cleaned["version"] == 2 and cleaned["rows"] < first["kept"], "the proposed steps make a second version")
        again = {f["kind"] for f in attune.json("check", project, cleaned["id"])["findings"]}
        check(not again & {"duplicate", "contradiction", "iban", "misread"}, "what they mend is gone")
        recipe = os.path.join(folder, "recipe.json")
        with open(recipe, "w", encoding="utf-8") as file:
            json.dump(cleaned, file)
        replayed = attune.json("clean", project, first["id"], "--recipe", recipe)
        check(replayed["id"] == cleaned["id"], "recorded steps give the same version again")
        check("nothing" in attune.fails("clean", project, cleaned["id"], "--step", "deduplicate"), "no change is no version")
        check("explode" in attune.fails("clean", project, first["id"], "--step", "explode"), "an unknown step is named")

        diff = attune.json("diff-data", project, first["id"], cleaned["id"])
        check(diff["unchanged"] + diff["edited"] == cleaned["rows"] and diff["added"] == 0, "the comparison sums")
        check(diff["removed"] + diff["unchanged"] + diff["edited"] == first["kept"], "in both directions")

        attune.raw("card", project, first["id"], "--licence", "CC0", "--source", "made by a script")
        check(attune.json("card", project, first["id"])["card"] == {"source": "made by a script", "licence": "CC0"}, "the card is kept")

        leaky = attune.json("split", project, "--dataset", first["id"])["leakage"]
        check(sum(leaky[k] for k in ("train_validation", "train_test", "validation_test")) > 0, "leaks are told")
        mended = attune.json("split", project, "--dataset", first["id"], "--group-by", "near-duplicates")
        check(all(mended[kind][k] == 0 for kind in ("leakage", "near_leakage") for k in ("train_validation", "train_test", "validation_test")),
              "kept together, none is left")
        attune.json("split", project, "--dataset", first["id"])
        whole = os.path.join(folder, "rows.jsonl")
        written = attune.json("export-data", project, first["id"], "--output", whole)
        check(written["written"] == first["kept"] and not written["left_out"], "every row is written")
        again = attune.json("import", project, whole, "--name", "again")
        check(again["content_hash"] == first["content_hash"], "and read again it is the same content")
        sizes = [attune.json("export-data", project, first["id"], "--part", part, "--output", os.path.join(folder, part + ".jsonl"))["written"]
                 for part in ("train", "validation", "test")]
        check(sum(sizes) == first["kept"] and min(sizes) > 0, "the parts sum")
        check("cannot be written" in attune.fails("export-data", project, first["id"], "--format", "conll", "--output", whole)
              or "No row" in attune.fails("export-data", project, first["id"], "--format", "conll", "--output", whole), "a format that holds none is told")

        parts = [attune.json("split", project, "--dataset", first["id"], "--folds", 4, "--fold", k)["counts"] for k in (1, 2, 3, 4)]
        described = os.path.join(folder, "dataset_info.json")
        with open(os.path.join(folder, "pairs.json"), "w", encoding="utf-8") as file:
            json.dump([{"q": "1?", "a": "one"}, {"q": "2?", "a": "two"}], file)
        with open(described, "w", encoding="utf-8") as file:
            json.dump({"pairs": {"file_name": "pairs.json", "columns": {"prompt": "q", "response": "a"}},
                       "far": {"hf_hub_url": "x/y"}}, file)
        taken = attune.json("import", project, described)
        check([d["name"] for d in taken["datasets"]] == ["pairs"] and taken["datasets"][0]["kept"] == 2 and "far" in taken["notes"][0],
              "a dataset_info.json gives its datasets and says what it cannot give")
        check("dataset_info" in attune.fails("import", project, described, "--name", "nobody"), "an entry that is not there is refused")
        talks = os.path.join(folder, "talks.jsonl")
        attune.json("export-data", project, "pairs", "--format", "sharegpt", "--dataset-info", "--output", talks)
        again = attune.json("import", project, described, "--name", "talks")
        named = json.load(open(described, encoding="utf-8"))
        check(again["datasets"][0]["content_hash"] == taken["datasets"][0]["content_hash"] and named["far"] == {"hf_hub_url": "x/y"}
              and list(named) == ["pairs", "far", "talks"], "an exported file is named beside the others")
        check("ShareGPT" in attune.fails("export-data", project, first["id"], "--dataset-info", "--output", whole), "a layout without a name is told")

        check(sum(p["validation"] for p in parts) == first["kept"] and all(p["test"] == 0 for p in parts), "folds hold every row once")


main()

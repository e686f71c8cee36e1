#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares tokenizer_probe with the package “tokenizers” on random Unicode texts.

compare_live.py PROBE [--texts N] [--seed S] [PATH…]: each PATH is a tokenizer.json; without one, the tokenizers in ../data
and every component in variants.json put into one of them."""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unicodedata

try:
    from tokenizers import Tokenizer
except ImportError:
    print("Skipped: this Python has no package tokenizers.")
    sys.exit(77)

HERE = pathlib.Path(__file__).parent
WORDS = ("the of and to in don't I'LL we've 'S ’s DON'T it’d Å være Zażółć gęślą jaźń naïve café Straße ﬁne İstanbul "
         "ΣΊΣΥΦΟΣ привет мир Ёлка こんにちは 世界 東京都 안녕하세요 ไทย हिन्दी العربية עברית 1234567 3.14 ٣٤٥ Ⅻ ½ ² "
         "http://x.y/z?q=1&r=2 foo_bar <|im_start|> <|endoftext|> </s> <s> [MASK] <mask> [CLS] <think> 👍🏽 👩‍👩‍👧 🇳🇴🇵🇱 "
         "e\u0301 q\u0307\u0323 \u1112\u1161\u11ab \u0344 ﷺ ㍿ \u00ad \ufeff ▁ ▁▁x <0x0A> Ġ").split(" ")
SPACES = [" ", " ", " ", "  ", "   ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "\u2028", " \n ", "\x85", "", ""]
SAMPLES = [(0x20, 0x7F), (0x20, 0x7F), (0xA0, 0x250), (0x250, 0x600), (0x300, 0x370), (0x600, 0xE00), (0xE00, 0x2000),
           (0x2000, 0x2C00), (0x2E80, 0x3400), (0x3400, 0xA000), (0xA000, 0xD7FF), (0xF900, 0xFFFE), (0x10000, 0x12000),
           (0x1D400, 0x1D800), (0x1F000, 0x1FB00), (0, 0x20), (0x7F, 0xA0)]


def random_text(rng, specials):
    kind = rng.random()
    out = []
    for _ in range(rng.randint(0, 12)):
        if kind < 0.5:
            out.append(rng.choice(WORDS if rng.random() < 0.9 or not specials else specials))
            out.append(rng.choice(SPACES))
        elif kind < 0.8:
            low, high = rng.choice(SAMPLES)
            out.append("".join(chr(rng.randrange(low, high)) for _ in range(rng.randint(1, 8))))
            out.append(rng.choice(SPACES))
        else:
            out.append(rng.choice([rng.choice(WORDS), chr(rng.randrange(0x20, 0x7F)), "'", " ", "\n",
                                   chr(rng.randrange(0x300, 0x370)), rng.choice(specials or ["a"])]))
    text = "".join(out)
    if rng.random() < 0.1:
        text = unicodedata.normalize(rng.choice(["NFC", "NFD", "NFKC", "NFKD"]), text)
    return "".join(c for c in text if not 0xD800 <= ord(c) < 0xE000)


def probe(program, path, texts):
    lines = "".join(json.dumps(t) + "\n" for t in texts)
    done = subprocess.run([program, str(path)], input=lines.encode(), stdout=subprocess.PIPE, check=False)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def check(program, path, name, texts):
    try:
        reference = Tokenizer.from_file(str(path))
    except BaseException as problem:  # a Rust panic is no Exception
        got = probe(program, path, [])
        if not got or "error" not in got[0]:
            print(f"{name}: the reference refuses it ({problem}), the program accepts it")
            return 1
        return 0
    reference.no_truncation()
    reference.no_padding()
    specials = [t.content for t in reference.get_added_tokens_decoder().values()][:20]
    if callable(texts):
        texts = texts(specials)
    faults = 0
    results = probe(program, path, texts)
    if len(results) != len(texts):
        print(f"{name}: {len(results)} of {len(texts)} results; {results[:1]}")
        return 1
    for text, got in zip(texts, results):
        try:
            expected = reference.encode(text)
            want = {"ids": expected.ids, "fast": expected.ids, "tokens": expected.tokens,
                    "plain": reference.encode(text, add_special_tokens=False).ids,
                    "offsets": [list(o) for o in expected.offsets],
                    "decoded": reference.decode(expected.ids),
                    "decoded_with_special": reference.decode(expected.ids, skip_special_tokens=False)}
        except BaseException as problem:
            if "error" not in got:
                print(f"{name}: {text!a}: the reference fails ({problem}), the program does not")
            continue
        wrong = [k for k in want if got.get(k) != want[k]]
        if wrong:
            faults += 1
            if faults <= 3:
                k = wrong[0]
                print(f"{name}: {text!a}: {wrong}\n  want {want[k]!a}\n  got  {got.get(k, got)!a}")
    if faults:
        print(f"{name}: {faults} of {len(texts)} texts differ")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("probe")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    def texts(specials):
        rng = random.Random(options.seed)
        return [random_text(rng, specials) for _ in range(options.texts)]

    faults = files = 0
    for path in options.paths or sorted((HERE.parent / "data").glob("*/tokenizer.json")):
        faults += check(options.probe, path, str(path), texts)
        files += 1
    if not options.paths:
        with tempfile.TemporaryDirectory() as folder:
            for variant in json.loads((HERE / "variants.json").read_text()):
                base = json.loads((HERE.parent / "data" / variant["base"] / "tokenizer.json").read_text())
                base.update(variant.get("set", {}))
                base["model"].update(variant.get("model", {}))
                for token in variant.get("added", []):
                    base["added_tokens"].append({"id": 0, "single_word": False, "lstrip": False, "rstrip": False,
                                                 "normalized": False, "special": False, **token})
                path = pathlib.Path(folder) / "tokenizer.json"
                path.write_text(json.dumps(base))
                faults += check(options.probe, path, json.dumps(variant)[:300], texts)
                files += 1
    print(f"{files} tokenizers, {options.texts} texts each: {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

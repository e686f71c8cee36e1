# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts share that make tiny seeded models with what transformers computes of them."""
import os

import torch
from safetensors.torch import save_file

VOCABULARY = 96
NO_DROPOUT = dict(hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, classifier_dropout=0.0)


def fill(model, spread=0.1):
    """Gives every parameter seeded values, norms around one; returns the generator, from which the inputs are drawn."""
    g = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for key, p in model.named_parameters():
            r = torch.randn(p.shape, generator=g)
            norm = p.dim() == 1 and not key.endswith("bias")
            p.copy_(r * 0.1 + 1.0 if norm else r * (spread if p.dim() > 1 else 0.05))
    return g


def inputs(g, pad=0):
    """Three rows of nine, four and seven tokens, and the mask of those that are none."""
    ids = torch.randint(3, VOCABULARY, (3, 9), generator=g)
    mask = (torch.arange(9) < torch.tensor([9, 4, 7])[:, None]).long()
    return ids, dict(input_ids=torch.where(mask == 1, ids, pad), attention_mask=mask)


def save_reference(folder, model, x, o, more={}, stored=lambda name, gradient: [(name, gradient)]):
    """Writes ref.safetensors: inputs, logits, loss, hidden states where they were asked for, `more`, and of each gradient the sum, the
    sum of absolute values and the 2-norm, under the names that `stored` gives."""
    out = {"logits": o.logits.detach().float(), "loss": o.loss.detach().reshape(1), **{k: v.contiguous() for k, v in x.items()}}
    for i, h in enumerate(o.hidden_states or ()):
        out[f"hidden.{i}"] = h.detach().float().contiguous()
    for key, p in model.named_parameters():
        for name, gradient in [] if p.grad is None else stored(key, p.grad):
            out["grad/" + name] = torch.stack([gradient.sum(), gradient.abs().sum(), gradient.norm()])
    out.update(more)
    assert not any(v.isnan().any() for v in out.values()), folder
    save_file(out, os.path.join(folder, "ref.safetensors"))
    print(os.path.basename(folder), sum(p.numel() for p in model.parameters()), o.loss.item())

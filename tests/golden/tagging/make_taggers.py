#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny seeded models that tag tokens and what transformers computes of them in double precision.

    make_taggers.py OUT [NAME …]

Writes OUT/NAME/{config.json, model.safetensors, ref.safetensors}. ref.safetensors holds the inputs (labels -100 at padding and at
pieces that are no word's first), logits, loss, and of each gradient the sum, the sum of absolute values and the 2-norm. Needs torch,
transformers and safetensors.
"""
import os
import sys

import torch
import transformers as T

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from tiny_models import NO_DROPOUT, VOCABULARY, fill, inputs, save_reference  # noqa: E402

LABELS = ["B-LOC", "B-PER", "I-LOC", "I-PER", "O"]
NAMES = dict(num_labels=5, id2label=dict(enumerate(LABELS)), label2id={name: i for i, name in enumerate(LABELS)})
DIM = dict(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=40, **NAMES)


def models():
    return {
        "bert": T.BertForTokenClassification(T.BertConfig(**DIM, **NO_DROPOUT)),
        "roberta": T.RobertaForTokenClassification(T.RobertaConfig(**DIM, **NO_DROPOUT, pad_token_id=1)),
        "xlm_roberta": T.XLMRobertaForTokenClassification(T.XLMRobertaConfig(**DIM, **NO_DROPOUT)),
        "distilbert": T.DistilBertForTokenClassification(T.DistilBertConfig(vocab_size=VOCABULARY, dim=32, hidden_dim=48, n_layers=2, n_heads=4,
                                                                            max_position_embeddings=40, dropout=0.0, attention_dropout=0.0, **NAMES)),
        "modernbert": T.ModernBertForTokenClassification(T.ModernBertConfig(**DIM, local_attention=8, pad_token_id=0, bos_token_id=1, eos_token_id=2,
                                                                            cls_token_id=1, sep_token_id=2, classifier_dropout=0.0)),
        "deberta": T.DebertaV2ForTokenClassification(T.DebertaV2Config(
            **DIM, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, relative_attention=True, position_buckets=6, norm_rel_ebd="layer_norm",
            share_att_key=True, pos_att_type="p2c|c2p", position_biased_input=False)),
        "llama": T.LlamaForTokenClassification(T.LlamaConfig(**DIM, num_key_value_heads=2, bos_token_id=1, eos_token_id=2, pad_token_id=0)),
    }


def main():
    torch.use_deterministic_algorithms(True)
    for name, model in models().items():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        g = fill(model)
        model.save_pretrained(folder)
        model = model.double().eval()
        _, x = inputs(g, pad=model.config.pad_token_id)
        labels = torch.randint(0, 5, (3, 9), generator=g)
        labels[(x["attention_mask"] == 0) | (torch.rand((3, 9), generator=g) < 0.3)] = -100
        x["labels"] = labels
        o = model(**x)
        o.loss.backward()
        save_reference(folder, model, x, o)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny seeded classifiers and what transformers computes of them in double precision.

    make_classifiers.py OUT [NAME …]

Writes OUT/NAME/{config.json, model.safetensors, ref.safetensors}: decoders whose `score` looks at the last token, and a BERT that
is given two segments. ref.safetensors holds the inputs, hidden states, logits, loss, and of each gradient the sum, the sum of
absolute values and the 2-norm. Needs torch, transformers and safetensors. With sentencepiece also OUT/deberta/{spm.model,
tokenizer_config.json, tokenizer_cases.json}: a vocabulary of its own and what transformers' tokenizer makes of some texts.
"""
import io
import json
import os
import sys

import torch
import transformers as T

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from tiny_models import NO_DROPOUT, VOCABULARY, fill, inputs, save_reference  # noqa: E402

DIM = dict(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=40)

MODERN = dict(local_attention=8, num_labels=3, pad_token_id=0, bos_token_id=1, eos_token_id=2, cls_token_id=1, sep_token_id=2, classifier_dropout=0.0)


def models():
    return {
        "llama_cls": T.LlamaForSequenceClassification(T.LlamaConfig(**DIM, num_key_value_heads=2, num_labels=3, bos_token_id=1, eos_token_id=2, pad_token_id=0)),
        "gpt2_cls": T.GPT2ForSequenceClassification(T.GPT2Config(vocab_size=VOCABULARY, n_embd=32, n_layer=2, n_head=4, n_positions=40, num_labels=3, resid_pdrop=0.0,
                                                                 embd_pdrop=0.0, attn_pdrop=0.0, bos_token_id=1, eos_token_id=2, pad_token_id=0)),
        # The second layer sees four tokens to each side.
        "modernbert_cls": T.ModernBertForSequenceClassification(T.ModernBertConfig(**DIM, **MODERN, classifier_pooling="cls")),
        "modernbert_mean": T.ModernBertForSequenceClassification(T.ModernBertConfig(**DIM, **MODERN, classifier_pooling="mean", classifier_bias=True, norm_bias=True)),
        # Version 3, whose texts outgrow the distances that have rows of their own; and one with projections of its own and positions.
        "deberta": T.DebertaV2ForSequenceClassification(T.DebertaV2Config(
            **DIM, **NO_DROPOUT, relative_attention=True, position_buckets=6, norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type="p2c|c2p",
            position_biased_input=False, pooler_dropout=0.0, num_labels=3)),
        "deberta_own": T.DebertaV2ForSequenceClassification(T.DebertaV2Config(
            **DIM, **NO_DROPOUT, relative_attention=True, max_relative_positions=6, pos_att_type=["c2p", "p2c"], type_vocab_size=2, pooler_hidden_act="tanh",
            pooler_dropout=0.0, num_labels=3)),
        "xlm_roberta": T.XLMRobertaForSequenceClassification(T.XLMRobertaConfig(**DIM, **NO_DROPOUT, num_labels=3)),
        "bert_pair": T.BertForSequenceClassification(T.BertConfig(**DIM, **NO_DROPOUT, num_labels=3)),
    }


TEXTS = ["the driver for the mouse fails to install", "order the parcel to oslo, please help", "the model learns from data and loss",
         "jeg installerer modellen på nytt", "dane i model gęś"] * 40
CASES = ["the model", " leading and  double   spaces ", "please help, the driver fails!", "[CLS] x [SEP] [MASK]", "på gęś 日本", "", " "]


def tokenizer(folder):
    import sentencepiece as sp

    made = io.BytesIO()  # from memory, so that the file holds no path
    sp.SentencePieceTrainer.train(sentence_iterator=iter(TEXTS), model_writer=made, vocab_size=50, model_type="unigram", pad_id=0, bos_id=1, eos_id=2,
                                  unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]",
                                  normalization_rule_name="identity", minloglevel=2, num_threads=1)
    with open(os.path.join(folder, "spm.model"), "wb") as f:
        f.write(made.getvalue())
    with open(os.path.join(folder, "tokenizer_config.json"), "w") as f:
        json.dump({"do_lower_case": False, "vocab_type": "spm"}, f)
    t = T.AutoTokenizer.from_pretrained(folder)
    cases = [{"text": text, "ids": t(text)["input_ids"]} for text in CASES]
    with open(os.path.join(folder, "tokenizer_cases.json"), "w", encoding="utf-8") as f:
        json.dump(cases, f, ensure_ascii=False, indent=1)


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
        x["labels"] = torch.tensor([2, 0, 1])
        if name == "bert_pair":
            lengths = x["attention_mask"].sum(1, keepdim=True)
            x["token_type_ids"] = (torch.arange(9) >= lengths // 2).long() * x["attention_mask"]
        o = model(**x, output_hidden_states=True)
        o.loss.backward()
        save_reference(folder, model, x, o)
        if name == "deberta":
            tokenizer(folder)


if __name__ == "__main__":
    main()

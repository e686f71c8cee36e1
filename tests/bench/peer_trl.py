# SPDX-License-Identifier: GPL-3.0-or-later
"""The same training as peer.py's plain loop by TRL's trainers, which pad too and do what every user of theirs gets: the trainer's
bookkeeping of tokens, entropy and accuracy. What TRL would set otherwise is set as on the other side: float32 instead of bfloat16, no
layer computed twice, rows in their order, a constant rate."""
import json
import tempfile
import time


def settings(kind, a, folder):
    return kind(output_dir=folder, per_device_train_batch_size=a.batch, num_train_epochs=1, learning_rate=a.lr, weight_decay=0.01, max_grad_norm=1.0,
                lr_scheduler_type="constant", optim="adamw_torch", train_sampling_strategy="sequential", gradient_checkpointing=False, bf16=False,
                use_cpu=True, dataloader_pin_memory=False, logging_strategy="no", save_strategy="no", report_to="none", disable_tqdm=True, max_length=None,
                seed=0)


def prepared(trainer):
    """The trainer, taking rows that are tokens already as they are, and keeping the loss of each step and when it ended."""

    class Recording(trainer):
        losses, ends = [], []

        def _prepare_dataset(self, dataset, *_):
            return dataset

        def training_step(self, *inputs, **more):
            loss = super().training_step(*inputs, **more)
            self.losses.append(loss.item())
            return loss

    return Recording


def train(a, net):
    import resource

    from datasets import Dataset
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from transformers import PreTrainedTokenizerFast, TrainerCallback
    from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

    class Clock(TrainerCallback):
        def on_train_begin(self, *_, **__):
            ends.append(time.perf_counter())

        def on_step_end(self, *_, **__):
            ends.append(time.perf_counter())

    ends = []
    rows = json.load(open(a.rows))
    # The rows are tokens already, but a tokenizer is asked for, and its padding.
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(WordLevel({"<pad>": 0}, "<pad>")), pad_token="<pad>", eos_token="<pad>")
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(rows[0], list):
            data = Dataset.from_dict({"input_ids": rows, "labels": rows})
            trainer = prepared(SFTTrainer)(model=net, args=settings(SFTConfig, a, folder), train_dataset=data, processing_class=tokenizer, callbacks=[Clock()])
        else:
            answer = lambda side: [row[side][row["prompt"]:] for row in rows]
            data = Dataset.from_dict({"prompt_ids": [row["chosen"][:row["prompt"]] for row in rows], "chosen_ids": answer("chosen"),
                                      "rejected_ids": answer("rejected")})
            trainer = prepared(DPOTrainer)(model=net, args=settings(DPOConfig, a, folder), train_dataset=data, processing_class=tokenizer, callbacks=[Clock()])
        trainer.train()
    return {"losses": trainer.losses, "seconds": [end - begin for begin, end in zip(ends, ends[1:])], "whole_seconds": ends[-1] - ends[0],
            "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}

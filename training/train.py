"""Train the shipped model: ``python -m training.train``; see ``training/README.md``.

Reads the corpus, parts it by story into training and development, trains, and writes a checkpoint after each epoch to
``training/work``: with ``--resume`` a run that was stopped goes on from there as if it had not been.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.optim.swa_utils

from demarche.annotate.tokens import Windower
from training.batches import WEIGHTS, batches, losses
from training.examples import Example, example
from training.model import Network
from training.passages import Passage
from training.split import WORK, borrowed, digest, load

#: How often an epoch reads a passage of real prose, of which there is little.
REAL = 2


def make_examples(passages: Sequence[Passage], encoder: Path) -> list[Example]:
    windower = Windower(encoder / "tokenizer.json", limit=660, context=0)
    made = [(p, example(p, windower)) for p in passages]
    for p, e in made:
        if e is None or len(e.window.ids) > 512:
            print(f"{p.id} is too long for one window and is left out")
    return [e for _, e in made if e is not None and len(e.window.ids) <= 512]


def train(network: Network, examples: Sequence[Example], options: argparse.Namespace, card: dict[str, object]) -> None:
    """Train the network; ``card`` tells what it learns from, and a checkpoint of another card is not gone on from."""
    network.encoder.words.weight.requires_grad_(False)
    own = [p for n, p in network.named_parameters() if n.startswith("encoder.blocks") and p.requires_grad]
    new = [p for n, p in network.named_parameters() if not n.startswith("encoder.blocks") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": own, "lr": options.rate}, {"params": new, "lr": options.head_rate}], weight_decay=0.01
    )
    rng = random.Random(options.seed)
    steps = options.epochs * sum(1 for _ in batches(examples, options.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / (0.1 * steps), max(0.0, 1.05 - i / steps))
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
    )
    first = _resume(network, average, optimizer, schedule, rng, options, card)
    for epoch in range(first, options.epochs):
        started, sums, count = time.time(), dict.fromkeys(WEIGHTS, 0.0), 0
        order = random.Random(options.seed * 1000 + epoch)
        network.train()
        for batch in batches(examples, options.batch, order):
            parts = losses(network, batch, rng, half=options.bfloat16)
            loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(()))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(network)
            count += 1
            for k, v in parts.items():
                sums[k] += float(v.detach())
        shown = " ".join(f"{k} {v / max(1, count):.3f}" for k, v in sums.items())
        print(f"epoch {epoch + 1}/{options.epochs} {time.time() - started:.0f} s {shown}", flush=True)
        torch.save(
            {
                "network": average.module.state_dict(),
                "last": network.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
                "card": card,
                "draws": (rng.getstate(), torch.get_rng_state()),
            },
            WORK / f"{options.name}.pt",
        )


def _resume(
    network: Network,
    average: torch.optim.swa_utils.AveragedModel,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    rng: random.Random,
    options: argparse.Namespace,
    card: dict[str, object],
) -> int:
    """Take up a checkpoint of the same card and return how many epochs it has behind it."""
    path = WORK / f"{options.name}.pt"
    if not (options.resume and path.exists()):
        return 0
    state = torch.load(path, weights_only=False)
    if state["card"] != card:
        print(f"{path} was trained from something else; training begins anew", flush=True)
        return 0
    network.load_state_dict(state["last"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    python_state, torch_state = state["draws"]
    rng.setstate(python_state)
    torch.set_rng_state(torch_state)
    return int(state["epoch"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=WORK / "encoder", help="folder of the pretrained encoder")
    parser.add_argument(
        "--start",
        type=Path,
        default=None,
        help="an encoder that training.syntax has taught, or a model of an earlier run",
    )
    parser.add_argument(
        "--texts",
        type=Path,
        nargs="+",
        default=[],
        help="folders of treebanks and tables of stories with the texts of the stand-off passages",
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--batch", type=int, default=1200, help="tokens in a batch, padding counted")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--name", default="model")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument(
        "--bfloat16", action="store_true", help="run the layers in bfloat16 (faster where the processor has it)"
    )
    parser.add_argument("--sound-only", action="store_true", help="leave broken passages out instead of stopping")
    parser.add_argument("--all", action="store_true", help="train on the development stories too (for a release)")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    torch.set_num_threads(options.threads)
    training, development = load(sound_only=options.sound_only)
    if options.all:
        training = training + development
    real = borrowed(options.texts)
    training = training + real
    print(f"{len(training)} training passages, {len(development)} held out, digest {digest(training)}", flush=True)
    examples = make_examples(training + real * (REAL - 1), options.encoder)
    network = Network(options.layers)
    network.encoder.load_pretrained(options.encoder / "model.safetensors")
    if options.start:
        state = torch.load(options.start, weights_only=False)
        if "network" in state:  # a whole model of an earlier run, to be refined
            network.load_state_dict(state["network"])
        else:
            network.encoder.load_state_dict(state)
    card = {
        "start": options.start.name if options.start else options.encoder.name,
        "layers": options.layers,
        "seed": options.seed,
        "epochs": options.epochs,
        "corpus": digest(training),
        "passages": len(training),
    }
    train(network, examples, options, card)


if __name__ == "__main__":
    main()

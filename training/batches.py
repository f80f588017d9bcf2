"""Examples in batches, and the losses of a batch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from demarche.annotate.features import LAYERS, tagged_spans
from demarche.annotate.reading import padded, pair_buckets
from demarche.annotate.tokens import CLS, SEP, token_span
from training.examples import IGNORE, NONE, Example
from training.model import Network

_MENTION, _TRIGGER = LAYERS.index("mention"), LAYERS.index("trigger")
#: The tokenizer's [MASK], and the share of tokens that are hidden behind it while training.
_MASK = 103
HIDDEN, HIDDEN_IN_MENTIONS = 0.08, 0.2

#: Weight of each loss in the sum.
WEIGHTS = {
    "tags": 1.0,
    "type": 1.0,
    "mode": 0.3,
    "modality": 0.4,
    "polarity": 0.4,
    "flags": 0.4,
    "kind": 0.3,
    "arcs": 4.0,
    "links": 2.0,
    "relation": 0.5,
}


@dataclass(frozen=True)
class Batch:
    """Padded tensors of some examples."""

    examples: list[Example]
    ids: Tensor
    mask: Tensor
    case: Tensor
    tags: Tensor


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[Batch]:
    """All examples once, shuffled, those of like length together; ``size`` counts tokens with their padding."""
    order = list(range(len(examples)))
    rng.shuffle(order)
    pools = [sorted(order[i : i + 200], key=lambda k: len(examples[k].window.ids)) for i in range(0, len(order), 200)]
    groups: list[list[int]] = []
    for pool in pools:
        group: list[int] = []
        for k in pool:
            if group and (len(group) + 1) * len(examples[k].window.ids) > size:
                groups.append(group)
                group = []
            group.append(k)
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield collate([examples[k] for k in group])


def collate(examples: list[Example]) -> Batch:
    ids, mask, case = padded([e.window for e in examples])
    tags = np.full((*ids.shape, len(LAYERS)), IGNORE, np.int64)
    for k, e in enumerate(examples):
        tags[k, : len(e.window.ids)] = e.tags
    return Batch(examples, *(torch.from_numpy(a) for a in (ids, mask, case, tags)))


def masked(batch: Batch, rng: random.Random) -> Tensor:
    """The ids of a batch with some words hidden, more of them inside mentions.

    With names hidden the network has to read the sentence; with a small corpus it would learn the names by heart.
    """
    inside = (batch.tags[..., _MENTION] == 1) | (batch.tags[..., _MENTION] == 2)
    chance = torch.where(inside, HIDDEN_IN_MENTIONS, HIDDEN)
    draw = torch.rand(batch.ids.shape, generator=torch.Generator().manual_seed(rng.getrandbits(32)))
    special = (batch.ids == CLS) | (batch.ids == SEP) | (batch.mask == 0)
    return torch.where((draw < chance) & ~special, _MASK, batch.ids)


def losses(network: Network, batch: Batch, rng: random.Random, *, half: bool = False) -> dict[str, Tensor]:
    """The losses of a batch, each a mean over what it counts; ``half`` runs the encoder in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        hidden, tags = network.encoder(masked(batch, rng), batch.mask, batch.case)
    hidden, tags = hidden.float(), tags.float()
    tags = tags.view(*tags.shape[:2], len(LAYERS), 3)
    weight = torch.tensor([1.0, 1.5, 1.5])
    out = {
        "tags": F.cross_entropy(tags.reshape(-1, 3), batch.tags.reshape(-1), weight=weight, ignore_index=IGNORE)
        * len(LAYERS)
    }
    noise = [_false_triggers(e, tags[k, :, _TRIGGER].detach().numpy(), rng) for k, e in enumerate(batch.examples)]
    out |= _span_losses(network, batch, hidden, noise)
    out |= _relation_loss(network, batch, hidden)
    return out


def _false_triggers(example: Example, tags: np.ndarray, rng: random.Random) -> list[tuple[int, int]]:
    """Spans that are no triggers and that the type head must refuse.

    They are the marked lookalikes and what the tagger now takes for a trigger, and a word at random.
    """
    n = len(example.window.ids)
    taken = example.spared.copy()
    for first, last in example.triggers:
        taken[first : last + 1] = True
    found = [(a + 1, b + 1) for a, b, _ in tagged_spans(tags[1 : n - 1], 2.0)]
    if n > 4:
        at = rng.randrange(1, n - 1)
        found.append((at, at))
    for span in example.passage.spans_of("lookalike"):
        if tokens := token_span(example.window, span.start, span.end):
            found.append(tokens)
    return [(a, b) for a, b in found if not taken[a : b + 1].any()]


def _span_losses(
    network: Network, batch: Batch, hidden: Tensor, noise: list[list[tuple[int, int]]]
) -> dict[str, Tensor]:
    examples = batch.examples
    t = max(1, *(len(e.triggers) + len(x) for e, x in zip(examples, noise, strict=True)))
    m = max(1, *(len(e.arguments) for e in examples))
    b = len(examples)
    triggers, arguments = np.zeros((b, t, 2), np.int64), np.zeros((b, m, 2), np.int64)
    types, facts, kinds = np.full((b, t), IGNORE), np.full((b, t, 6), IGNORE), np.full((b, m), IGNORE)
    arcs, links = np.full((b, t, m, 5), IGNORE), np.full((b, m, m, 2), IGNORE)
    arc_buckets, link_buckets = np.zeros((2, b, t, m), np.int64), np.zeros((2, b, m, m), np.int64)
    for k, (e, false) in enumerate(zip(examples, noise, strict=True)):
        real, args = len(e.triggers), len(e.arguments)
        triggers[k, :real] = e.triggers
        triggers[k, real : real + len(false)] = np.array(false, np.int64).reshape(-1, 2)
        arguments[k, :args] = e.arguments
        types[k, :real], types[k, real : real + len(false)] = e.facts[:, 0], NONE
        facts[k, :real], kinds[k, :args] = e.facts, e.kinds
        arcs[k, :real, :args], links[k, :args, :args] = _fitting(e), e.links
        arc_buckets[:, k] = pair_buckets(e.window, triggers[k], arguments[k])
        link_buckets[:, k] = pair_buckets(e.window, arguments[k], arguments[k])
    tensors = [torch.from_numpy(a) for a in (triggers, arguments, arc_buckets, link_buckets)]
    type_, mode, modality, polarity, flags, kind, arc, link = network.heads(
        hidden,
        tensors[0][..., 0],
        tensors[0][..., 1],
        tensors[1][..., 0],
        tensors[1][..., 1],
        *tensors[2],
        *tensors[3],
    )
    gold = torch.from_numpy(facts)
    return {
        "type": _cross(type_, torch.from_numpy(types)),
        "mode": _cross(mode, gold[..., 1]),
        "modality": _cross(modality, gold[..., 2]),
        "polarity": _cross(polarity, gold[..., 3]),
        "flags": _binary(flags, gold[..., 4:6]),
        "kind": _cross(kind, torch.from_numpy(kinds)),
        "arcs": _binary(arc, torch.from_numpy(arcs)),
        "links": _binary(link, torch.from_numpy(links)),
    }


def _fitting(example: Example) -> np.ndarray:
    """The gold arcs, with those that cannot be (a time as actor, a mention as place) left out of the loss."""
    arcs = example.arcs.copy()
    for column, layer in ((0, "mention"), (1, "mention"), (2, "time"), (3, "place"), (4, "mention")):
        arcs[:, example.layers != LAYERS.index(layer), column] = IGNORE
    return arcs


def _relation_loss(network: Network, batch: Batch, hidden: Tensor) -> dict[str, Tensor]:
    rows = [k for k, e in enumerate(batch.examples) for _ in e.pairs]
    if not rows:
        return {}
    pairs = torch.from_numpy(np.concatenate([e.pairs for e in batch.examples]))
    scores = network.relation(hidden[rows], batch.mask[rows], pairs[:, [0, 2]], pairs[:, [1, 3]])
    return {"relation": F.cross_entropy(scores, pairs[:, 4])}


def _cross(logits: Tensor, gold: Tensor) -> Tensor:
    if not (gold != IGNORE).any():
        return logits.sum() * 0.0
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=IGNORE)


def _binary(logits: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORE
    if not known.any():
        return logits.sum() * 0.0
    return F.binary_cross_entropy_with_logits(logits[known], gold[known].to(logits.dtype))

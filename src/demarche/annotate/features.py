"""What the network is told about a pair of spans beside their words, and how tags become spans.

Training and reading share this module, so that both see the same numbers.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: The layers of tags, three logits (outside, begin, inside) each.
LAYERS: Final = ("mention", "trigger", "time", "place")
#: Arcs from a trigger to an argument.
ARCS: Final = ("actor", "recipient", "time", "place", "source")

#: Links from an argument to another: the same actor; of the same state, IGO or armed group.
LINKS: Final = ("actor", "party")

DISTANCES: Final = 20
SENTENCES: Final = 7
_STEPS: Final = np.array([1, 2, 3, 5, 8, 13, 21, 34, 55])


def distance_buckets(
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    other_first: NDArray[np.int64],
    other_last: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Signed token distances between spans (n,) and other spans (m,) as bucket numbers, shape (n, m).

    Buckets 0 to 9 are for others that stand after, 10 to 19 for others that stand before; overlap is nearest.
    """
    after = other_first[None, :] - last[:, None]
    before = first[:, None] - other_last[None, :]
    gap = np.maximum(np.maximum(after, before), 0)
    bucket = np.searchsorted(_STEPS, gap, side="right")
    return np.asarray(np.where(before > after, bucket + DISTANCES // 2, bucket), np.int64)


def sentence_buckets(sentence: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many sentences later the other span stands, clipped to -3..3 and moved to 0..6, shape (n, m)."""
    half = SENTENCES // 2
    return np.asarray(np.clip(other[None, :] - sentence[:, None], -half, half) + half, np.int64)


def tagged_spans(logits: NDArray[np.float32], bias: float = 0.0) -> list[tuple[int, int, float]]:
    """Spans (first, last token, probability) from the logits (n, 3) of one layer.

    ``bias`` is added to begin and inside: above zero it finds more spans, for a later stage to refuse. The probability
    of a span is the mean of its tokens' probabilities of not being outside.
    """
    shifted = logits + np.array([0.0, bias, bias], np.float32)
    tags = shifted.argmax(-1)
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    inside = 1.0 - weights[:, 0] / weights.sum(-1)
    spans: list[tuple[int, int, float]] = []
    start = None
    for i, tag in enumerate([*tags.tolist(), 0]):
        if start is not None and tag != 2:
            spans.append((start, i - 1, float(inside[start:i].mean())))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = i
    return spans

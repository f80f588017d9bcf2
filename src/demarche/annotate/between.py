"""The event type between two given spans: two ways of reading it, and their mean.

A head made for it looks at the two spans and at the words they point to. The heads that find events look for triggers
and ask of each who its actor and recipient are. On the held-out pairs of the corpus the mean of both is better than
either (``python -m training.score``).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from demarche.annotate.features import ARCS
from demarche.annotate.network import Network
from demarche.annotate.reading import Spans, padded, pair_buckets, sigmoid, softmax, spans_of
from demarche.annotate.tokens import Window
from demarche.ontology import TYPES

#: The share of the way over triggers.
_SHARE: Final = 0.5

#: First and last token of a span; None: it is absent.
TokenSpan = tuple[int, int] | None


def type_between(
    network: Network, text: str, window: Window, pairs: list[tuple[TokenSpan, TokenSpan]]
) -> NDArray[np.float64]:
    """Probabilities (p, 17: the types and none) of what actor did to recipient, for each pair of a window."""
    ids, mask, case = padded([window])
    hidden, tags = network.encode(ids, mask, case)
    spans = spans_of(text, window, tags[0])
    ends = np.array([[s or (-1, -1) for s in pair] for pair in pairs], np.int64)
    n = len(pairs)
    direct = softmax(network.relation(np.repeat(hidden, n, 0), np.repeat(mask, n, 0), ends[..., 0], ends[..., 1]))
    found = np.zeros((n, len(TYPES) + 1))
    if len(spans.triggers):
        for k, pair in enumerate(pairs):
            found[k] = _over_triggers(network, window, hidden, spans, pair)
    found[:, -1] = np.maximum(0.0, 1.0 - found[:, :-1].sum(-1))
    found /= found.sum(-1, keepdims=True)
    return (1.0 - _SHARE) * direct.astype(np.float64) + _SHARE * found


def _over_triggers(
    network: Network,
    window: Window,
    hidden: NDArray[np.float32],
    spans: Spans,
    pair: tuple[TokenSpan, TokenSpan],
) -> NDArray[np.float64]:
    """For each type the likeliest trigger that says it of the pair; (17,), none left at zero."""
    given = [s for s in pair if s is not None]
    triggers = spans.triggers
    others = [m for m in spans.arguments.tolist() if not any(m[0] <= last and first <= m[1] for first, last in given)]
    arguments = np.array([*given, *others], np.int64).reshape(-1, 2)
    scores = network.heads(
        hidden,
        triggers[None],
        arguments[None],
        pair_buckets(window, triggers, arguments)[:, None],
        pair_buckets(window, arguments, arguments)[:, None],
    )
    types, arcs, flags = softmax(scores.type[0]), sigmoid(scores.arcs[0]), sigmoid(scores.flags[0])
    actor, recipient = ARCS.index("actor"), ARCS.index("recipient")
    sides = arcs[:, : len(given)][..., [actor, recipient]].astype(np.float64)
    roles = [k for k, s in enumerate(pair) if s is not None]
    linked = np.prod([sides[:, i, role] for i, role in enumerate(roles)], axis=0)
    if len(roles) == 2:
        # Of what both do together, either may be called the actor.
        mutual = sides.max(-1).prod(-1)
        linked = np.where(flags[:, 0] > 0.5, np.maximum(linked, mutual), linked)
    told = np.array(spans.tagged)[:, None] * linked[:, None] * types[:, : len(TYPES)]
    return np.append(told.max(0), 0.0)

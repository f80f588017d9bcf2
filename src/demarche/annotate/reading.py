"""What the network finds in a text: mentions, times, places, triggers, and how they hang together.

A reading keeps probabilities; deciding what becomes an event is the coder's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from demarche.annotate.features import ARCS, LAYERS, distance_buckets, sentence_buckets, tagged_spans
from demarche.annotate.network import HeadScores, Network
from demarche.annotate.own import Own, own_features
from demarche.annotate.sentences import split_sentences
from demarche.annotate.tokens import Window, Windower
from demarche.ontology import KINDS, MODALITIES, MODES, POLARITIES, TYPES
from demarche.settings import Settings

#: Added to the tag logits of each layer: more triggers than are true, since the type head refuses what is none.
_BIAS: Final = {"mention": 0.5, "trigger": 1.5, "time": 0.0, "place": 0.0}
#: An arc or link less likely than this is not kept at all.
_KEPT: Final = 0.1
#: No mention ends in these.
_HANGING: Final = frozenset(("and", "or", "of", "to", "the", "a", ",", "-", "("))
#: Words that are no mention by themselves.
_SCRAPS: Final = frozenset(
    {"a", "an", "the", "and", "or", "as", "that", "had", "has", "have", "was", "were", "is", "are", "be", "been"}
    | {"of", "to", "in", "on", "at", "by", "for", "from", "with", "against"}
)


@dataclass(frozen=True)
class Found:
    """A mention, time or place: characters, kind (for mentions) and probability."""

    start: int
    end: int
    kind: str | None
    probability: float


#: Index of a mention, time or place in its list, and the arc's probability.
Arc = tuple[int, float]


@dataclass(frozen=True)
class Trigger:
    """A word that may carry an event.

    ``types`` holds 17 probabilities as the network gives them: the types in order, then none. ``probability`` is that
    of an event of the likeliest type, calibrated: of events at .8 about four in five are right. ``own`` is the user's
    definition that it falls under, if any.
    """

    start: int
    end: int
    sentence: int
    probability: float
    types: tuple[float, ...]
    mode: str | None
    modality: str
    polarity: str
    reciprocal: float
    quoted: float
    arcs: dict[str, tuple[Arc, ...]]
    own: Own | None = None

    @property
    def type(self) -> str:
        """The likeliest type, none left aside."""
        return TYPES[int(np.argmax(self.types[: len(TYPES)]))]

    def linked(self, role: str, settings: Settings, who: Callable[[int], Hashable] = lambda i: i) -> list[Arc]:
        """The mentions, times or places that play a role, likeliest first, by the thresholds of the settings.

        ``who`` tells which mentions stand for one actor. The network spreads its belief over them; what it gives them
        is taken together, as if each were a witness of its own, and the likeliest stands for all.
        """
        if role not in ("actor", "recipient"):
            return [a for a in self.arcs[role] if a[1] >= settings.circumstance]
        groups: dict[Hashable, list[Arc]] = {}
        for arc in self.arcs[role]:
            groups.setdefault(who(arc[0]), []).append(arc)
        together = [(1.0 - math.prod(1.0 - p for _, p in arcs), *arcs[0]) for arcs in groups.values()]
        together.sort(key=lambda g: (-g[0], g[1]))
        return [
            (mention, both)
            for k, (both, mention, best) in enumerate(together)
            if (best >= settings.further if k else both >= settings.arc)
        ]


@dataclass(frozen=True)
class Reading:
    """All that was found in one text.

    ``links`` are (later mention, earlier mention, probability) of coreference; ``parties`` are (mention, layer, number,
    probability): the mention belongs to the state or group that another mention, or a place, belongs to.
    """

    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Found, ...]
    times: tuple[Found, ...]
    places: tuple[Found, ...]
    triggers: tuple[Trigger, ...]
    links: tuple[tuple[int, int, float], ...]
    parties: tuple[tuple[int, str, int, float], ...]


class Reader:
    """Reads texts with a network.

    One window at a time: the quantised network scales its numbers by the largest of what it is given, so windows that
    share a batch would change each other's scores, and a story's events would depend on its company.
    """

    def __init__(self, network: Network, windower: Windower, own: Sequence[Own] = ()) -> None:
        self.network, self.windower, self.own = network, windower, own

    def read(self, text: str) -> Reading:
        """The reading of a text."""
        sentences = self.windower.fitting(text, split_sentences(text))
        return _join(sentences, [self._window(text, w) for w in self.windower.windows(text, sentences)])

    def _window(self, text: str, window: Window) -> _WindowReading:
        hidden, tags = self.network.encode(*padded([window]))
        spans = spans_of(text, window, tags[0])
        triggers, arguments = _at_least_one(spans.triggers), _at_least_one(spans.arguments)
        scores = self.network.heads(
            hidden,
            triggers[None],
            arguments[None],
            pair_buckets(window, triggers, arguments)[:, None],
            pair_buckets(window, arguments, arguments)[:, None],
        )
        return _WindowReading(text, window, spans, scores, self.network, self._own(window, spans, hidden[0], scores))

    def _own(self, window: Window, spans: Spans, hidden: NDArray[np.float32], scores: HeadScores) -> list[Own | None]:
        """For each trigger the likeliest of the user's definitions that may stand in for its type, if likely at all."""
        if not self.own:
            return [None] * len(spans.triggers)
        found: list[Own | None] = []
        for k, (first, last) in enumerate(spans.triggers.tolist()):
            kind = TYPES[int(scores.type[0, k, : len(TYPES)].argmax())]
            features = own_features(window, hidden, first, last)
            likely = [(p, o) for o in self.own if kind in o.instead_of and (p := o.probability(features)) >= 0.5]
            found.append(max(likely, key=lambda s: s[0])[1] if likely else None)
        return found


@dataclass(frozen=True)
class Spans:
    """Token spans of a window; the arguments are mentions, then times, then places."""

    triggers: NDArray[np.int64]
    arguments: NDArray[np.int64]
    layers: tuple[str, ...]
    probabilities: tuple[float, ...]
    tagged: tuple[float, ...]


def padded(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Ids, mask and case of windows as (b, n) arrays, zeros behind the shorter ones."""
    n = max(len(w.ids) for w in windows)
    ids, mask, case = (np.zeros((len(windows), n), np.int64) for _ in range(3))
    for k, w in enumerate(windows):
        ids[k, : len(w.ids)], mask[k, : len(w.ids)], case[k, : len(w.ids)] = w.ids, 1, w.case
    return ids, mask, case


def spans_of(text: str, window: Window, tags: NDArray[np.float32]) -> Spans:
    """The spans that the tag logits (n, layers * 3) of a window tell."""
    found: dict[str, list[tuple[int, int, float]]] = {}
    for k, layer in enumerate(LAYERS):
        spans = tagged_spans(tags[1:-1, 3 * k : 3 * k + 3], _BIAS[layer])
        whole = [_whole(window, first + 1, last + 1, p) for first, last, p in spans]
        found[layer] = _apart(_trimmed(text, window, *s) for s in whole) if layer == "mention" else _apart(whole)
    triggers = [(first, last) for first, last, _ in found["trigger"]]
    arguments = [(layer, *s) for layer in ("mention", "time", "place") for s in found[layer]]
    return Spans(
        np.array(triggers, np.int64).reshape(-1, 2),
        np.array([(first, last) for _, first, last, _ in arguments], np.int64).reshape(-1, 2),
        tuple(layer for layer, *_ in arguments),
        tuple(p for *_, p in arguments),
        tuple(p for *_, p in found["trigger"]),
    )


def _apart(spans: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The spans in order, of those that overlap the likelier: widened to whole words, two may have met."""
    kept: list[tuple[int, int, float]] = []
    for span in spans:
        if kept and span[0] <= kept[-1][1]:
            kept[-1] = max(kept[-1], span, key=lambda s: s[2])
        else:
            kept.append(span)
    return kept


def _whole(window: Window, first: int, last: int, p: float) -> tuple[int, int, float]:
    """The span, kept inside one sentence and widened to whole words: pieces of a word touch each other."""
    inside = [i for i in range(first, last + 1) if window.sentence[i] == window.sentence[first]]
    last = inside[-1]
    while window.continues[last + 1]:
        last += 1
    while window.continues[first]:
        first -= 1
    return first, last, p


def _trimmed(text: str, window: Window, first: int, last: int, p: float) -> tuple[int, int, float]:
    """The mention without what hangs over at its end: "Belgium and", "Ghana,"."""
    while (
        last > first
        and not window.continues[last]
        and text[window.offsets[last, 0] : window.offsets[last, 1]].lower() in _HANGING
    ):
        last -= 1
    return first, last, p


def _at_least_one(spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """The spans, or one at token 0 where there is none: the graphs want no empty side."""
    return spans if len(spans) else np.zeros((1, 2), np.int64)


def pair_buckets(window: Window, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Distance and sentence buckets of all pairs of two sets of token spans, shape (2, l, r)."""
    return np.stack(
        (
            distance_buckets(left[:, 0], left[:, 1], right[:, 0], right[:, 1]),
            sentence_buckets(window.sentence[left[:, 0]], window.sentence[right[:, 0]]),
        )
    )


class _WindowReading:
    """The scores of one window, turned into characters and probabilities."""

    def __init__(
        self,
        text: str,
        window: Window,
        spans: Spans,
        scores: HeadScores,
        network: Network,
        own: Sequence[Own | None],
    ) -> None:
        self.text, self.window, self.spans = text, window, spans
        t, m = len(spans.triggers), len(spans.arguments)
        self.types = softmax(scores.type[0, :t])
        self.mode = scores.mode[0, :t]
        self.modality = scores.modality[0, :t].argmax(-1)
        self.polarity = scores.polarity[0, :t].argmax(-1)
        self.flags = sigmoid(scores.flags[0, :t])
        self.kind = scores.kind[0, :m].argmax(-1)
        self.arcs = sigmoid(scores.arcs[0, :t, :m])
        self.links = sigmoid(scores.links[0, :m, :m])
        self.modes, self.calibration = network.modes, network.calibration
        self.own = own

    def characters(self, first: int, last: int) -> tuple[int, int]:
        return int(self.window.offsets[first, 0]), int(self.window.offsets[last, 1])

    def owns(self, token: int) -> bool:
        return bool(self.window.sentence[token] >= self.window.own)

    def is_scrap(self, layer: str, found: Found) -> bool:
        """Whether a mention is only a small word or a mark that the tagger cut off from its noun phrase."""
        words = self.text[found.start : found.end].lower()
        return layer == "mention" and (words in _SCRAPS or not any(c.isalnum() for c in words))

    def arguments(self) -> Iterator[tuple[int, str, Found]]:
        """(number, layer, what was found) of every argument, context sentences included."""
        for j, (first, last) in enumerate(self.spans.arguments):
            layer = self.spans.layers[j]
            kind = KINDS[int(self.kind[j])] if layer == "mention" else None
            start, end = self.characters(first, last)
            yield j, layer, Found(start, end, kind, self.spans.probabilities[j])

    def triggers(self, number: dict[tuple[int, str], int]) -> Iterator[Trigger]:
        """The triggers of the window's own sentences; ``number`` leads from an argument to its place in the story."""
        for i, (first, last) in enumerate(self.spans.triggers):
            if self.owns(first):
                start, end = self.characters(first, last)
                yield Trigger(
                    start=start,
                    end=end,
                    sentence=int(self.window.sentence[first]),
                    probability=self._probability(i),
                    types=tuple(float(p) for p in self.types[i]),
                    mode=self._mode(i),
                    modality=MODALITIES[int(self.modality[i])],
                    polarity=POLARITIES[int(self.polarity[i])],
                    reciprocal=float(self.flags[i, 0]),
                    quoted=float(self.flags[i, 1]),
                    arcs={role: tuple(self._arcs(i, role, number)) for role in ARCS},
                    own=self.own[i],
                )

    def _probability(self, i: int) -> float:
        slope, offset = self.calibration
        p = float(np.clip(self.types[i, : len(TYPES)].max(), 1e-6, 1.0 - 1e-6))
        return 1.0 / (1.0 + math.exp(-slope * math.log(p / (1.0 - p)) - offset))

    def _mode(self, i: int) -> str | None:
        """The likeliest mode of the likeliest type."""
        kind = TYPES[int(self.types[i, : len(TYPES)].argmax())]
        if kind not in MODES:
            return None
        fitting = [j for j, label in enumerate(self.modes) if label is None or label.startswith(f"{kind}/")]
        best = self.modes[max(fitting, key=lambda j: float(self.mode[i, j]))]
        return best.partition("/")[2] if best else None

    def _arcs(self, i: int, role: str, number: dict[tuple[int, str], int]) -> Iterable[Arc]:
        layer = role if role in ("time", "place") else "mention"
        column = ARCS.index(role)
        arcs = [
            (number[j, layer], float(self.arcs[i, j, column]))
            for j, of in enumerate(self.spans.layers)
            if of == layer and (j, layer) in number and self.arcs[i, j, column] >= _KEPT
        ]
        return sorted(arcs, key=lambda a: (-a[1], a[0]))


def _join(sentences: list[tuple[int, int]], parts: list[_WindowReading]) -> Reading:
    """One reading of the windows of a text: each argument comes from the window that owns its sentence."""
    lists: dict[str, list[Found]] = {"mention": [], "time": [], "place": []}
    for part in parts:
        for j, layer, found in part.arguments():
            if part.owns(int(part.spans.arguments[j, 0])) and not part.is_scrap(layer, found):
                lists[layer].append(found)
    at = {
        (layer, c): i
        for layer, found in lists.items()
        for i, f in sorted(enumerate(found), key=lambda e: e[1].probability)
        for c in range(f.start, f.end)
    }
    triggers: list[Trigger] = []
    links: dict[tuple[int, int], float] = {}
    parties: dict[tuple[int, str, int], float] = {}
    for part in parts:
        number = {
            (j, layer): i for j, layer, found in part.arguments() if (i := at.get((layer, found.end - 1))) is not None
        }
        triggers += part.triggers(number)
        for j, i in np.argwhere(part.links[..., 0] >= _KEPT):
            pair = number.get((int(j), "mention")), number.get((int(i), "mention"))
            if pair[0] is not None and pair[1] is not None and pair[1] < pair[0]:
                key = (pair[0], pair[1])
                links[key] = max(links.get(key, 0.0), float(part.links[j, i, 0]))
        for j, i in np.argwhere(part.links[..., 1] >= _KEPT):
            layer = part.spans.layers[i]
            one, other = number.get((int(j), "mention")), number.get((int(i), layer))
            if one is not None and other is not None and layer != "time" and i != j:
                of = (one, layer, other)
                parties[of] = max(parties.get(of, 0.0), float(part.links[j, i, 1]))
    return Reading(
        sentences=tuple(sentences),
        mentions=tuple(lists["mention"]),
        times=tuple(lists["time"]),
        places=tuple(lists["place"]),
        triggers=tuple(triggers),
        links=tuple((a, b, p) for (a, b), p in sorted(links.items())),
        parties=tuple((*of, p) for of, p in sorted(parties.items())),
    )


def softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits to probabilities over the last axis."""
    weights = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(weights / weights.sum(-1, keepdims=True), np.float32)


def sigmoid(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits to probabilities, each by itself."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), np.float32)

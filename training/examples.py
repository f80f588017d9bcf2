"""Annotated passages to the numbers the network learns from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from demarche.annotate.features import ARCS, LAYERS, LINKS
from demarche.annotate.pronouns import pronouns
from demarche.annotate.sentences import split_sentences
from demarche.annotate.tokens import Window, Windower, token_span
from demarche.ontology import KINDS, MODALITIES, MODE_LABELS, POLARITIES, TYPES
from training.passages import Passage, Span

NONE = len(TYPES)
IGNORE = -100


@dataclass(frozen=True)
class Example:
    """One passage as numbers; n tokens, t triggers, m arguments.

    ``tags`` (n, 4) holds 0 outside, 1 begin, 2 inside or IGNORE for each layer. ``triggers`` and ``arguments`` are
    (., 2) first and last tokens. ``facts`` (t, 6) are type, mode, modality, polarity, reciprocal, quoted. ``arcs``
    (t, m, 5) and ``links`` (m, m, 2) hold 1, 0 or IGNORE. ``pairs`` (p, 5) are actor and recipient tokens (first, last;
    -1 absent) and their type. ``spared`` (n,) are tokens of events told again, which are no false triggers.
    """

    passage: Passage
    window: Window
    tags: NDArray[np.int64]
    triggers: NDArray[np.int64]
    facts: NDArray[np.int64]
    arguments: NDArray[np.int64]
    layers: NDArray[np.int64]
    kinds: NDArray[np.int64]
    arcs: NDArray[np.int64]
    links: NDArray[np.int64]
    pairs: NDArray[np.int64]
    spared: NDArray[np.bool_]


def example(passage: Passage, windower: Windower) -> Example | None:
    """The example of a passage; None if it is longer than the encoder reads at once."""
    sentences = split_sentences(passage.text)
    windows = list(windower.windows(passage.text, sentences))
    if len(windows) != 1:
        return None
    return _Build(passage, windows[0]).example()


class _Build:
    def __init__(self, passage: Passage, window: Window) -> None:
        self.passage, self.window = passage, window
        self.arguments: list[tuple[str, Span, tuple[int, int]]] = []
        for layer, sort in (("mention", "actor"), ("time", "time"), ("place", "place")):
            self.arguments += [(layer, s, t) for s in passage.spans_of(sort) if (t := self._tokens(s))]
        self.triggers = [(s, t) for s in passage.spans_of("trigger") if (t := self._tokens(s))]

    def _tokens(self, span: Span) -> tuple[int, int] | None:
        return token_span(self.window, span.start, span.end)

    def _sentence(self, token: int) -> int:
        return int(self.window.sentence[token])

    def example(self) -> Example:
        events = self.passage.events
        arguments = np.array([t for _, _, t in self.arguments], np.int64).reshape(-1, 2)
        spans = [s for _, s, _ in self.arguments]
        kinds = [
            KINDS.index(self.passage.entities[s.label.split("+")[0]].kind) if layer == "mention" else IGNORE
            for layer, s, _ in self.arguments
        ]
        spared = np.zeros(len(self.window.ids), bool)
        for s in self.passage.spans_of("again"):
            if tokens := self._tokens(s):
                spared[tokens[0] : tokens[1] + 1] = True
        return Example(
            passage=self.passage,
            window=self.window,
            tags=self._tags(spared),
            triggers=np.array([t for _, t in self.triggers], np.int64).reshape(-1, 2),
            facts=np.array([self._facts(s.label) for s, _ in self.triggers], np.int64).reshape(-1, 6),
            arguments=arguments,
            layers=np.array([LAYERS.index(layer) for layer, _, _ in self.arguments], np.int64),
            kinds=np.array(kinds, np.int64),
            arcs=np.array([self._arcs(s, t, spans) for s, t in self.triggers], np.int64).reshape(
                len(self.triggers), len(spans), len(ARCS)
            ),
            links=self._links(),
            pairs=np.array(self._pairs(events), np.int64).reshape(-1, 5),
            spared=spared,
        )

    def _tags(self, spared: NDArray[np.bool_]) -> NDArray[np.int64]:
        n = len(self.window.ids)
        tags = np.zeros((n, len(LAYERS)), np.int64)
        # Pronouns may be left unmarked, so an unmarked one is neither right nor wrong.
        for start, end in pronouns(self.passage.text):
            if tokens := token_span(self.window, start, end):
                tags[tokens[0] : tokens[1] + 1, 0] = IGNORE
        tags[spared, LAYERS.index("trigger")] = IGNORE
        marked = [(layer, t) for layer, _, t in self.arguments] + [("trigger", t) for _, t in self.triggers]
        for layer, (first, last) in marked:
            tags[first : last + 1, LAYERS.index(layer)] = 2
            tags[first, LAYERS.index(layer)] = 1
        tags[[0, n - 1]] = IGNORE
        return tags

    def _facts(self, label: str) -> tuple[int, ...]:
        e = self.passage.events[label]
        mode = MODE_LABELS.index(f"{e.type}/{e.mode}") if e.mode else 0
        return (
            TYPES.index(e.type),
            mode,
            MODALITIES.index(e.modality),
            POLARITIES.index(e.polarity),
            int(e.reciprocal),
            int(e.quoted),
        )

    def _arcs(self, trigger: Span, at: tuple[int, int], spans: list[Span]) -> NDArray[np.int64]:
        e = self.passage.events[trigger.label]
        arcs = np.zeros((len(spans), len(ARCS)), np.int64)
        wanted: list[tuple[str, tuple[str, ...]]] = [
            ("actor", e.actors),
            ("recipient", e.recipients),
            ("time", (e.time,) if e.time else ()),
            ("place", (e.place,) if e.place else ()),
            ("source", (e.source,) if e.source else ()),
        ]
        for role, ids in wanted:
            column = ARCS.index(role)
            for ident in ids:
                same = [i for i, s in enumerate(spans) if ident in s.label.split("+")]
                arcs[[i for i in same if arcs[i, column] == 0], column] = IGNORE
                arcs[self._nearest(at, same), column] = 1
        return arcs

    def _nearest(self, at: tuple[int, int], candidates: list[int]) -> int:
        """The mention meant: in the trigger's sentence if there is one, else before it, else after; the nearest."""

        def cost(i: int) -> tuple[int, int]:
            first, last = self.arguments[i][2]
            away = self._sentence(first) - self._sentence(at[0])
            rank = 0 if away == 0 else 1 if away < 0 else 2
            return rank, max(first - at[1], at[0] - last, 0)

        return min(candidates, key=cost)

    def _links(self) -> NDArray[np.int64]:
        labels = [set(s.label.split("+")) if layer == "mention" else set() for layer, s, _ in self.arguments]
        parties = [self._parties(layer, s) for layer, s, _ in self.arguments]
        links = np.full((len(labels), len(labels), len(LINKS)), IGNORE, np.int64)
        for j, one in enumerate(labels):
            for i, other in enumerate(labels):
                if one and other and i < j:
                    links[j, i, 0] = int(bool(one & other))
                if one and i != j and self.arguments[i][0] != "time":
                    links[j, i, 1] = int(bool(parties[j] & parties[i]))
        return links

    def _parties(self, layer: str, span: Span) -> set[str]:
        """The states, IGOs or armed groups of a mention; the state of a place."""
        if layer == "place":
            return {code} if (code := self.passage.places[span.label]) else set()
        if layer == "time":
            return set()
        return {code for ident in span.label.split("+") if (code := self.passage.entities[ident].code)}

    def _pairs(self, events: dict[str, object]) -> list[tuple[int, ...]]:
        """Actor and recipient mentions with the type between them, and pairs of mentions without an event.

        Only mentions of the trigger's own sentence make a pair: that is how given spans come.
        """
        pairs: list[tuple[int, ...]] = []
        related: set[tuple[int, int]] = set()
        absent = (-1, -1)
        for span, at in self.triggers:
            e = self.passage.events[span.label]
            here = [
                i
                for i, (layer, _, t) in enumerate(self.arguments)
                if layer == "mention" and self._sentence(t[0]) == self._sentence(at[0])
            ]
            sides = []
            for ids in (e.actors, e.recipients):
                found = {
                    self._nearest(at, own)
                    for ident in ids
                    if (own := [i for i in here if ident in self.arguments[i][1].label.split("+")])
                }
                sides.append(sorted(found))
            for a in sides[0] or [None]:
                for r in sides[1] or [None]:
                    if a == r or (a is None and e.actors) or (r is None and e.recipients):
                        continue
                    ends = [absent if i is None else self.arguments[i][2] for i in (a, r)]
                    pairs.append((*ends[0], *ends[1], TYPES.index(e.type)))
                    if a is not None and r is not None:
                        related |= {(a, r), (r, a)}
        mentions = [i for i, (layer, _, _) in enumerate(self.arguments) if layer == "mention"]
        for a, r in pairwise(mentions):
            first, second = self.arguments[a], self.arguments[r]
            if (a, r) not in related and self._sentence(first[2][0]) == self._sentence(second[2][0]):
                pairs.append((*first[2], *second[2], NONE))
        return pairs

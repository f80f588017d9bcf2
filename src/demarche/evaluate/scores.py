"""Scores: each is counted story by story, so that resampling stories gives its interval.

An event is right in ``triple`` when its type and the parties on both sides are right (a set on each side; of reciprocal
events the union of both). Parties are states, IGOs and armed groups; an actor of none of them is left out on both
hands. ``dyad`` leaves the type aside, ``type`` the parties. Counts of equal keys are matched within a story, so an
event told twice and coded twice is wrong once. What is asked of single events (sides, modality, date, source) is asked
of pairs whose triggers overlap. Intervals are percentiles of 1,000 resamples of stories (Efron 1979).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from demarche.evaluate.gold import GoldEvent, GoldStory
from demarche.records import Actor, Event

_RESAMPLES: Final = 1000
#: Measures with precision, recall and F1; the others are shares of what was compared.
FOUND: Final = ("trigger", "type", "dyad", "triple")
SHARES: Final = ("actor", "recipient", "modality", "polarity", "date", "source")

#: (name of a measure, "right" or "coded" or "gold") to a count.
_Counts = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """One measure: counts, value, and the bounds of its 95% interval."""

    name: str
    right: int
    coded: int
    gold: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """One event that is wrong, missing or too much, with what was coded and what is gold, in words."""

    story: str
    what: str
    words: str
    coded: str
    gold: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores of a run."""

    stories: int
    found: tuple[Score, ...]
    shares: tuple[Score, ...]
    types: tuple[Score, ...]
    swapped: int
    matched: int
    quiet_stories: int
    quiet_events: int
    mistakes: tuple[Mistake, ...]


def evaluate(stories: Iterable[GoldStory], code: Callable[[GoldStory], Sequence[Event]]) -> Evaluation:
    """Code the stories and compare.

    Parameters
    ----------
    stories : hand-coded stories.
    code : from a story to its coded events.
    """
    counts: list[_Counts] = []
    mistakes: list[Mistake] = []
    quiet = [0, 0]
    for story in stories:
        coded = code(story)
        counts.append(_count(story, coded, mistakes))
        if not story.events:
            quiet[0] += 1
            quiet[1] += len(coded)
    total = sum(counts, _Counts())
    types = sorted({name for name, _ in total if name.startswith("type ")})
    return Evaluation(
        stories=len(counts),
        found=tuple(_score(name, counts) for name in FOUND),
        shares=tuple(_score(name, counts) for name in SHARES if total[name, "gold"]),
        types=tuple(_score(name, counts) for name in types),
        swapped=total["swapped", "right"],
        matched=total["trigger", "right"],
        quiet_stories=quiet[0],
        quiet_events=quiet[1],
        mistakes=tuple(mistakes),
    )


def sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """The parties on both sides of an event that have a code: states, IGOs, armed groups."""
    return _parties(event.actor), _parties(event.recipient)


def _parties(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.party for a in actors if a.state or a.kind in ("igo", "armed_group"))


def _count(story: GoldStory, coded: Sequence[Event], mistakes: list[Mistake]) -> _Counts:
    counts: _Counts = Counter()
    ours = [(e.type, *sides(e), e.reciprocal) for e in coded]
    gold = [(g.type, g.actor, g.recipient, g.reciprocal) for g in story.events]
    for name, key in (("type", _type), ("dyad", _dyad), ("triple", _triple)):
        got, want = Counter(map(key, ours)), Counter(map(key, gold))
        counts[name, "right"] += sum((got & want).values())
        counts[name, "coded"] += len(ours)
        counts[name, "gold"] += len(gold)
    got, want = Counter(e.type for e in coded), Counter(g.type for g in story.events)
    for kind in {*got, *want}:
        counts[f"type {kind}", "right"] += min(got[kind], want[kind])
        counts[f"type {kind}", "coded"] += got[kind]
        counts[f"type {kind}", "gold"] += want[kind]
    if all(g.trigger for g in story.events):
        _count_pairs(story, coded, counts, mistakes)
    return counts


def _count_pairs(story: GoldStory, coded: Sequence[Event], counts: _Counts, mistakes: list[Mistake]) -> None:
    free = list(coded)
    for g in story.events:
        near = [e for e in free if g.trigger and _meet((e.trigger.start, e.trigger.end), g.trigger)]
        near = near or [e for e in free if any(_meet((e.trigger.start, e.trigger.end), a) for a in g.again)]
        counts["trigger", "gold"] += 1
        if not near:
            start, end = g.trigger or (0, 0)
            mistakes.append(Mistake(story.id, "missing", story.text[start:end], "", _told(g)))
            continue
        event = max(near, key=lambda e: (e.type == g.type, e.confidence))
        free.remove(event)
        counts["trigger", "right"] += 1
        _count_pair(event, g, counts)
        ours = (event.type, *sides(event), event.reciprocal)
        if _triple(ours) != _triple((g.type, g.actor, g.recipient, g.reciprocal)):
            mistakes.append(Mistake(story.id, "wrong", event.trigger.text, _coded(event), _told(g)))
    counts["trigger", "coded"] += len(coded)
    mistakes += [Mistake(story.id, "too much", e.trigger.text, _coded(e), "") for e in free]


def _count_pair(event: Event, g: GoldEvent, counts: _Counts) -> None:
    """What is asked of an event whose trigger was found."""

    def asked(name: str, right: bool) -> None:
        counts[name, "right"] += right
        counts[name, "gold"] += 1

    actor, recipient = sides(event)
    both = event.reciprocal and g.reciprocal and actor | recipient == g.actor | g.recipient
    asked("actor", both or actor == g.actor)
    asked("recipient", both or recipient == g.recipient)
    if g.actor and g.recipient and g.actor != g.recipient and not g.reciprocal:
        counts["swapped", "right"] += (actor, recipient) == (g.recipient, g.actor)
    if g.modality:
        asked("modality", event.modality == g.modality)
    if g.polarity:
        asked("polarity", event.polarity == g.polarity)
    if g.timed:
        asked("date", _same_time(event, g))
    if g.source is not None:
        teller = event.attribution.actor if event.attribution else None
        told = _parties([teller]) if teller else frozenset()
        asked("source", told == g.source)


def _same_time(event: Event, g: GoldEvent) -> bool:
    """Whether the intervals overlap; where the gold tells no time, whether none was read from the text."""
    if g.when is None:
        return event.date.basis == "publication"
    start, end = event.date.start, event.date.end
    return bool(start and end and start <= g.when[1] and g.when[0] <= end)


_Key = tuple[str, frozenset[str], frozenset[str], bool]


def _type(key: _Key) -> object:
    return key[0]


def _dyad(key: _Key) -> object:
    return (key[1] | key[2], None) if key[3] else (key[1], key[2])


def _triple(key: _Key) -> object:
    return (key[0], _dyad(key))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def _score(name: str, counts: Sequence[_Counts]) -> Score:
    total = sum(counts, _Counts())
    draw = random.Random(0)
    rows = [(c[name, "right"], c[name, "coded"], c[name, "gold"]) for c in counts]
    values = []
    for _ in range(_RESAMPLES):
        sample = draw.choices(rows, k=len(rows))
        values.append(_value(name, *(sum(column) for column in zip(*sample, strict=True))))
    values.sort()
    right, coded, gold = total[name, "right"], total[name, "coded"], total[name, "gold"]
    return Score(
        name=name,
        right=right,
        coded=coded,
        gold=gold,
        precision=right / coded if coded else 0.0,
        recall=right / gold if gold else 0.0,
        f1=_value(name, right, coded, gold),
        low=values[_RESAMPLES * 25 // 1000],
        high=values[_RESAMPLES * 975 // 1000 - 1],
    )


def _value(name: str, right: int, coded: int, gold: int) -> float:
    """F1, or the share that is right of what was asked of pairs."""
    if name in SHARES:
        return right / gold if gold else 0.0
    return 2 * right / (coded + gold) if coded + gold else 0.0


def _coded(event: Event) -> str:
    return _line(event.type, *sides(event), event.reciprocal)


def _told(g: GoldEvent) -> str:
    return _line(g.type, g.actor, g.recipient, g.reciprocal)


def _line(kind: str, actor: frozenset[str], recipient: frozenset[str], reciprocal: bool) -> str:
    left, right = (" ".join(sorted(side)) or "-" for side in (actor, recipient))
    return f"{left} {kind} {right}{' (both ways)' if reciprocal else ''}"

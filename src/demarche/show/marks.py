"""Which words of a story an event rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from demarche.records import Event

#: The roles that words can have, in the order in which they are named.
ROLES: Final = ("trigger", "actor", "recipient", "time", "place", "source")

#: Characters of context shown before and after a sentence.
CONTEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """The words from ``start`` to ``end`` have this role."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text whose characters all have the same roles (none, one or several)."""

    text: str
    roles: tuple[str, ...]


def event_marks(event: Event) -> list[Mark]:
    """All words that a field of the event was read from, in order."""
    marks = [Mark("trigger", event.trigger.start, event.trigger.end)]
    marks += [Mark("actor", actor.start, actor.end) for actor in event.actor]
    marks += [Mark("recipient", actor.start, actor.end) for actor in event.recipient]
    if event.date.start_char is not None and event.date.end_char is not None:
        marks.append(Mark("time", event.date.start_char, event.date.end_char))
    if event.place is not None:
        marks.append(Mark("place", event.place.start, event.place.end))
    if event.attribution is not None:
        marks.append(Mark("source", event.attribution.start, event.attribution.end))
        if event.attribution.actor is not None:
            marks.append(Mark("source", event.attribution.actor.start, event.attribution.actor.end))
    return sorted(set(marks), key=lambda mark: (mark.start, mark.end, ROLES.index(mark.role)))


def pieces(text: str, offset: int, marks: Sequence[Mark]) -> list[Piece]:
    """Cut a text that begins at ``offset`` of its story wherever a mark begins or ends; marks may overlap."""
    end = offset + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > offset]
    bounds = {offset, end}
    for mark in inside:
        bounds |= {max(mark.start, offset), min(mark.end, end)}
    ordered = sorted(bounds)
    cut = []
    for start, stop in pairwise(ordered):
        roles = {mark.role for mark in inside if mark.start <= start and mark.end >= stop}
        cut.append(Piece(text[start - offset : stop - offset], tuple(role for role in ROLES if role in roles)))
    return cut


def passages(text: str, event: Event) -> list[tuple[int, int]]:
    """The stretches of a story to show for an event: its sentence in context, and where else its marks stand."""
    spans = [_widened(text, event.sentence.start, event.sentence.end)]
    for mark in event_marks(event):
        if not any(start <= mark.start and mark.end <= end for start, end in spans):
            spans.append(_widened(text, mark.start, mark.end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with context on both sides, ending between words."""
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last

"""What time expressions mean: small values that give an interval once the anchors are known.

A rule of the grammar builds a meaning from words alone; ``at`` works it out against the story. So the same grammar
finds expressions (without any anchor) and resolves them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from demarche.records import Interval
from demarche.when import intervals

Tenure = Callable[[str], tuple[date, date | None] | None]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What words are resolved against: see ``resolve``."""

    published: date | None = None
    previous: Interval | None = None
    story_year: int | None = None
    tense: str | None = None
    tenure: Tenure | None = None

    @property
    def future(self) -> bool:
        """Whether the words tell of what is to come."""
        return self.tense == "future"


class Meaning(Protocol):
    """Anything that can tell its interval, or None where the anchors do not suffice."""

    def at(self, anchors: Anchors) -> Interval | None:
        """The interval under these anchors."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that needs no anchor; None for words that are a time but tell none ("decades ago")."""

    interval: Interval | None

    def at(self, anchors: Anchors) -> Interval | None:
        return self.interval


@dataclass(frozen=True, slots=True)
class Published:
    """The publication day."""

    def at(self, anchors: Anchors) -> Interval | None:
        return None if anchors.published is None else intervals.one_day(anchors.published)


@dataclass(frozen=True, slots=True)
class Previous:
    """The story's earlier event."""

    def at(self, anchors: Anchors) -> Interval | None:
        return anchors.previous


@dataclass(frozen=True, slots=True)
class Either:
    """The first of two meanings that can be told."""

    first: Meaning
    second: Meaning

    def at(self, anchors: Anchors) -> Interval | None:
        found = self.first.at(anchors)
        return self.second.at(anchors) if found is None else found


@dataclass(frozen=True, slots=True)
class ToCome:
    """A time behind "by", "for" or "from": what is to come, unless the tense is known to be another."""

    base: Meaning

    def at(self, anchors: Anchors) -> Interval | None:
        return self.base.at(replace(anchors, tense=anchors.tense or "future"))


@dataclass(frozen=True, slots=True)
class OnlyAhead:
    """ "In six months": a time in future tense, else a duration."""

    base: Meaning

    def at(self, anchors: Anchors) -> Interval | None:
        return self.base.at(anchors) if anchors.future else None


@dataclass(frozen=True, slots=True)
class InOffice:
    """The time that a person named was in office."""

    name: str

    def at(self, anchors: Anchors) -> Interval | None:
        held = None if anchors.tenure is None else anchors.tenure(self.name)
        if held is None:
            return None
        end = held[1] or anchors.published
        return None if end is None else intervals.between(held[0], end, "era")


@dataclass(frozen=True, slots=True)
class TurnOfCentury:
    """The years around 2000, or around 1900 for a story before 1990; in the 1990s it could be either."""

    def at(self, anchors: Anchors) -> Interval | None:
        published = anchors.published
        if published is None or 1990 <= published.year < 2000:
            return None
        middle = 2000 if published.year >= 2000 else 1900
        return Interval(date(middle - 1, 1, 1), date(middle + 1, 12, 31), "decade")

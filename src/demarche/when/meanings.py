"""What time expressions mean: small values that give an interval once the anchors are known.

A rule of the grammar builds a meaning from words alone; ``at`` works it out against the story. So the same grammar
finds expressions (without any anchor) and resolves them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
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
    future: bool = False
    tenure: Tenure | None = None


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
class Recurring:
    """What comes back every year: a date, month, season, feast.

    ``build`` gives it for a year. ``which`` picks the year where ``year`` does not tell it: ``plain`` is the latest
    begun by the publication day (in future tense the next not yet over), ``last``, ``next`` and ``this`` are as said,
    ``previous`` and ``following`` count from the story's earlier event.
    """

    build: Callable[[int], Interval | None]
    year: Meaning | None = None
    which: str = "plain"

    def at(self, anchors: Anchors) -> Interval | None:
        if self.year is not None:
            told = self.year.at(anchors)
            return None if told is None else self.build(told.start.year)
        if self.which == "plain" and anchors.story_year is not None:
            return self.build(anchors.story_year)
        if self.which in {"previous", "following"}:
            return self._beside(anchors.previous)
        if anchors.published is None:
            return None
        if self.which == "this":
            return self.build(anchors.published.year)
        return self._nearest(anchors.published, anchors.future)

    def _nearest(self, day: date, future: bool) -> Interval | None:
        if self.which == "last":
            return self._latest(day.year, lambda found: found.end < day)
        if self.which == "next":
            return self._earliest(day.year, lambda found: found.start > day)
        if future:
            return self._earliest(day.year, lambda found: found.end >= day)
        return self._latest(day.year, lambda found: found.start <= day)

    def _beside(self, previous: Interval | None) -> Interval | None:
        if previous is None:
            return None
        if self.which == "previous":
            return self._latest(previous.start.year, lambda found: found.end < previous.start)
        return self._earliest(previous.end.year, lambda found: found.start > previous.end)

    # Nine years each way: 29 February can be eight years away.
    def _latest(self, year: int, fits: Callable[[Interval], bool]) -> Interval | None:
        candidates = (self.build(y) for y in range(year + 1, year - 10, -1))
        return next((c for c in candidates if c is not None and fits(c)), None)

    def _earliest(self, year: int, fits: Callable[[Interval], bool]) -> Interval | None:
        candidates = (self.build(y) for y in range(year - 1, year + 10))
        return next((c for c in candidates if c is not None and fits(c)), None)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday; ``which`` as in ``Recurring``; ``week`` names the week it lies in."""

    number: int
    which: str = "plain"
    week: Meaning | None = None

    def at(self, anchors: Anchors) -> Interval | None:
        if self.week is not None:
            week = self.week.at(anchors)
            return None if week is None else self._in_week(week.start)
        if self.which in {"previous", "following"}:
            if anchors.previous is None:
                return None
            past = self.which == "previous"
            return self._step(anchors.previous.start if past else anchors.previous.end, past, 1)
        if anchors.published is None:
            return None
        if self.which == "this":
            return self._in_week(anchors.published)
        if self.which == "plain":
            return self._step(anchors.published, not anchors.future, 0)
        return self._step(anchors.published, self.which == "last", 1)

    def _in_week(self, day: date) -> Interval:
        return intervals.one_day(day + timedelta(days=self.number - day.weekday()))

    def _step(self, day: date, back: bool, least: int) -> Interval:
        """The nearest such weekday at least so many days away."""
        away = (day.weekday() - self.number) % 7 if back else (self.number - day.weekday()) % 7
        if away < least:
            away += 7
        return intervals.one_day(day - timedelta(days=away) if back else day + timedelta(days=away))


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
class Around:
    """The calendar unit that a base lies in, moved by a number of units: "last year" is (Published, year, -1).

    Where the base is coarser than the unit, it is moved as it is: the day after "August" is August moved by a day.
    """

    base: Meaning
    unit: str
    offset: int = 0

    def at(self, anchors: Anchors) -> Interval | None:
        base = self.base.at(anchors)
        if base is None:
            return None
        told = {"moment": "day", "fortnight": "week", "century": "era"}.get(self.unit, self.unit)
        if intervals.rank(base.precision) > intervals.rank(told):
            return intervals.shifted(base, self.unit, self.offset)
        day = intervals.moved(base.start, self.unit, self.offset)
        return None if day is None else intervals.around(day, self.unit)


@dataclass(frozen=True, slots=True)
class ThatYear:
    """"That year": the year of the earlier event, else the year the story tells of."""

    def at(self, anchors: Anchors) -> Interval | None:
        if anchors.previous is None and anchors.story_year is not None:
            return intervals.of_year(anchors.story_year)
        return Around(Previous(), "year").at(anchors)


# How far "days later" or "a few weeks ago" may reach, and how precise that is; years and decades are too vague.
_VAGUE = {
    "day": ("day", 1, "day", 7, "week"),
    "week": ("day", 7, "day", 31, "month"),
    "month": ("month", 1, "month", 12, "year"),
}


@dataclass(frozen=True, slots=True)
class Shifted:
    """A base moved by a number of units; number None where the words name none ("days later")."""

    base: Meaning
    unit: str
    number: int | None
    sign: int

    def at(self, anchors: Anchors) -> Interval | None:
        base = self.base.at(anchors)
        if base is None or self.unit == "moment":
            return base
        if self.number is not None:
            return intervals.shifted(base, self.unit, self.sign * self.number)
        if self.unit not in _VAGUE:
            return None
        near_unit, near, far_unit, far, precision = _VAGUE[self.unit]
        edge = base.end if self.sign > 0 else base.start
        one = intervals.moved(edge, near_unit, self.sign * near)
        other = intervals.moved(edge, far_unit, self.sign * far)
        if one is None or other is None:
            return None
        return Interval(min(one, other), max(one, other), intervals.coarser(precision, base.precision))


@dataclass(frozen=True, slots=True)
class Rolling:
    """So many units up to the base's end, or from its start on: "the past three years", "over the next month"."""

    base: Meaning
    unit: str
    number: int | None
    sign: int

    def at(self, anchors: Anchors) -> Interval | None:
        base = self.base.at(anchors)
        number = {"day": 7, "week": 6, "month": 9}.get(self.unit) if self.number is None else self.number
        if base is None or number is None:
            return None
        if self.unit == "moment":
            return base
        edge = base.end if self.sign < 0 else base.start
        other = intervals.moved(edge, self.unit, self.sign * number)
        if other is None:
            return None
        told = {"fortnight": "week", "century": "era"}.get(self.unit, self.unit)
        return Interval(min(edge, other), max(edge, other), intervals.coarser(told, base.precision))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a longer interval: early, mid, late; start, end; first and second half.

    ``so_far`` and ``to_come`` are parted by the publication day: "earlier this month", "later this year".
    """

    whole: Meaning
    part: str

    def at(self, anchors: Anchors) -> Interval | None:
        whole = self.whole.at(anchors)
        if whole is None or whole.start == whole.end:
            return whole
        if self.part in {"so_far", "to_come"}:
            return _parted(whole, self.part, anchors.published)
        start, end = _cut(whole, self.part)
        return Interval(start, end, intervals.fitting(start, end))


def _parted(whole: Interval, part: str, published: date | None) -> Interval | None:
    """The past or coming part of an interval; all of it where the publication day lies outside."""
    if published is None or not whole.start <= published <= whole.end:
        return whole
    if part == "so_far":
        return Interval(whole.start, published, whole.precision)
    return Interval(published, whole.end, whole.precision)


# The share of the whole, in twelfths, that the words stand for.
_SHARES = {
    "early": (0, 4),
    "mid": (4, 8),
    "late": (8, 12),
    "start": (0, 3),
    "end": (9, 12),
    "first half": (0, 6),
    "second half": (6, 12),
}
# What a share comes to in a month's days and a decade's years: early March ends with the 10th, and the early 1990s
# with 1993, the mid-1990s with 1996.
_DAYS = {0: 0, 3: 10, 4: 10, 6: 15, 8: 20, 9: 20}
_YEARS = {0: 0, 3: 3, 4: 4, 6: 5, 8: 7, 9: 7}


def _cut(whole: Interval, part: str) -> tuple[date, date]:
    first, last = _SHARES[part]
    end = whole.end if last == 12 else _point(whole, last) - timedelta(days=1)
    return _point(whole, first), end


def _point(whole: Interval, twelfths: int) -> date:
    """The day on which a share of the interval has passed."""
    start, after = whole.start, whole.end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    found = None
    if start.day == after.day == 1 and months % 120 == 0:
        found = intervals.moved(start, "year", _YEARS[twelfths] * months // 120)
    elif start.day == after.day == 1 and months % 3 == 0:
        found = intervals.moved(start, "month", twelfths * months // 12)
    elif start.day == after.day == 1 and months == 1:
        found = start + timedelta(days=_DAYS[twelfths])
    return found or start + timedelta(days=twelfths * (after - start).days // 12)


@dataclass(frozen=True, slots=True)
class Span:
    """From one time to another. A date without a year on the left takes it from the right."""

    first: Meaning
    last: Meaning

    def at(self, anchors: Anchors) -> Interval | None:
        last = self.last.at(anchors)
        if last is None:
            return None
        first = self._first(last, anchors)
        if first is None:
            return None
        return intervals.between(first.start, last.end, intervals.coarser(first.precision, last.precision))

    def _first(self, last: Interval, anchors: Anchors) -> Interval | None:
        if isinstance(self.first, Recurring) and self.first.year is None:
            same_year = self.first.build(last.start.year)
            if same_year is not None and same_year.start <= last.start:
                return same_year
            return self.first.build(last.start.year - 1)
        if isinstance(self.first, Weekday) and self.first.week is None:
            away = (last.start.weekday() - self.first.number) % 7
            return intervals.one_day(last.start - timedelta(days=away))
        return self.first.at(anchors)


@dataclass(frozen=True, slots=True)
class Since:
    """From the start of a time (``after``: from the day after its end) to the publication day."""

    base: Meaning
    after: bool = False

    def at(self, anchors: Anchors) -> Interval | None:
        base = self.base.at(anchors)
        if base is None or anchors.published is None:
            return None
        start = base.end + timedelta(days=1) if self.after else base.start
        return intervals.between(start, anchors.published, base.precision)


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
class Either:
    """The first of two meanings that can be told."""

    first: Meaning
    second: Meaning

    def at(self, anchors: Anchors) -> Interval | None:
        found = self.first.at(anchors)
        return self.second.at(anchors) if found is None else found

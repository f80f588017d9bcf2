"""Parts of a time, and times made of two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demarche.records import Interval
from demarche.when import intervals
from demarche.when.meanings import Anchors, Meaning
from demarche.when.recurring import Recurring, Weekday


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
    if part in {"start", "end"} and (whole.end - whole.start).days > 36500:
        # The end of a century is its last decade.
        whole = _edge_decade(whole, part)
        return whole.start, whole.end
    first, last = _SHARES[part]
    end = whole.end if last == 12 else _point(whole, last) - timedelta(days=1)
    return _point(whole, first), end


def _edge_decade(century: Interval, part: str) -> Interval:
    if part == "end":
        return Interval(date(century.end.year - 9, 1, 1), century.end, "decade")
    return Interval(century.start, date(century.start.year + 9, 12, 31), "decade")


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
class UnitOf:
    """ "The first week of March": its first seven days; "the last day of the year". Number -1 counts from the end."""

    whole: Meaning
    unit: str
    number: int

    def at(self, anchors: Anchors) -> Interval | None:
        whole = self.whole.at(anchors)
        days = {"day": 1, "week": 7}[self.unit]
        # Of what is not told to its days ("the first day of the war") the first day is not known either.
        if whole is None or whole.precision in {"day", "era"} or (whole.end - whole.start).days < days:
            return None
        if self.number < 0:
            return Interval(whole.end - timedelta(days=days - 1), whole.end, self.unit)
        start = whole.start + timedelta(days=days * (self.number - 1))
        return intervals.between(start, min(start + timedelta(days=days - 1), whole.end), self.unit)


@dataclass(frozen=True, slots=True)
class StretchOf:
    """ "The first three months of 2015"; a negative number counts from the end."""

    whole: Meaning
    unit: str
    number: int

    def at(self, anchors: Anchors) -> Interval | None:
        whole = self.whole.at(anchors)
        if whole is None or whole.precision == "era":
            return None
        edge = whole.start if self.number > 0 else whole.end + timedelta(days=1)
        other = intervals.moved(edge, self.unit, self.number)
        if other is None:
            return None
        start, end = min(edge, other), max(edge, other) - timedelta(days=1)
        if not whole.start <= start <= end <= whole.end:
            return None
        return Interval(start, end, intervals.fitting(start, end))


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

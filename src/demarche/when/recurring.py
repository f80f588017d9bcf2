"""Times that come again: dates and seasons every year, weekdays every week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from demarche.records import Interval
from demarche.when import intervals
from demarche.when.meanings import Anchors, Meaning


@dataclass(frozen=True, slots=True)
class Recurring:
    """What comes back every year: a date, month, season, feast.

    ``build`` gives it for a year. ``which`` picks the year where ``year`` does not tell it: ``plain`` is the latest
    begun by the publication day (in future tense the next not yet over), ``last``, ``next`` and ``this`` are as said,
    ``nearest`` is the nearest of three years; ``previous``, ``following`` and ``that`` count from the story's earlier
    event.
    """

    build: Callable[[int], Interval | None]
    year: Meaning | None = None
    which: str = "plain"

    def at(self, anchors: Anchors) -> Interval | None:
        if self.year is not None:
            told = self.year.at(anchors)
            return None if told is None else self.build(told.start.year)
        if self.which in {"plain", "nearest"} and anchors.story_year is not None:
            return self.build(anchors.story_year)
        if self.which == "that":
            return None if anchors.previous is None else self.build(anchors.previous.start.year)
        if self.which in {"previous", "following"}:
            return self._beside(anchors.previous)
        if anchors.published is None:
            return None
        if self.which == "this":
            return self.build(anchors.published.year)
        if self.which == "nearest":
            return self._closest(anchors.published)
        return self._chosen(anchors.published, anchors.future)

    def _chosen(self, day: date, future: bool) -> Interval | None:
        if self.which == "last":
            return self._latest(day.year, lambda found: found.end < day)
        if self.which == "next":
            return self._earliest(day.year, lambda found: found.start > day)
        if future:
            return self._earliest(day.year, lambda found: found.end >= day)
        return self._latest(day.year, lambda found: found.start <= day)

    def _closest(self, day: date) -> Interval | None:
        found = [c for c in (self.build(y) for y in (day.year - 1, day.year, day.year + 1)) if c is not None]
        return min(found, key=lambda c: abs(c.start - day), default=None)

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
class Weekend:
    """Saturday and Sunday: the latest begun ("the weekend"; in future tense the next), last, this or next."""

    which: str

    def at(self, anchors: Anchors) -> Interval | None:
        day = anchors.published
        if day is None:
            return None
        saturday = day + timedelta(days=5 - day.weekday())
        begun = day >= saturday
        if self.which == "last" or (self.which == "plain" and not begun and not anchors.future):
            saturday -= timedelta(days=7)
        elif self.which == "next" and begun:
            saturday += timedelta(days=7)
        return Interval(saturday, saturday + timedelta(days=1), "week")


@dataclass(frozen=True, slots=True)
class DayNumber:
    """ "The 14th": the latest such day by the publication day, in future tense the next; in the month of ``month``."""

    number: int
    month: Meaning | None = None

    def at(self, anchors: Anchors) -> Interval | None:
        month = None if self.month is None else self.month.at(anchors)
        if month is not None:
            return intervals.on(month.start.year, month.start.month, self.number)
        day = anchors.published
        if day is None or self.month is not None:
            return None
        # Of any three months in a row, at least one has 31 days.
        for step in range(3):
            moved = intervals.moved(day.replace(day=1), "month", step if anchors.future else -step)
            found = None if moved is None else intervals.on(moved.year, moved.month, self.number)
            if found is not None and (found.start >= day if anchors.future else found.start <= day):
                return found
        return None

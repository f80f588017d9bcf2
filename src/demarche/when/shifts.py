"""Times counted from another: whole units beside it, and moves by a number of units."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.records import Interval
from demarche.when import intervals
from demarche.when.meanings import Anchors, Meaning, Previous


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
    """ "That year": the year of the earlier event, else the year the story tells of."""

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
class Anniversary:
    """ "Ten years ago today", "five years ago this week": the very day or week, moved by a number of units."""

    base: Meaning
    unit: str
    number: int
    told: str = "day"

    def at(self, anchors: Anchors) -> Interval | None:
        base = self.base.at(anchors)
        day = None if base is None else intervals.moved(base.start, self.unit, self.number)
        return None if day is None else intervals.around(day, self.told)

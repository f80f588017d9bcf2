"""Feast days that fall on a day the calendar tells. Feasts of the lunar calendars are left out: they are announced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from demarche.records import Interval
from demarche.when import intervals, words
from demarche.when.meanings import Fixed
from demarche.when.recurring import Recurring
from demarche.when.rules import Match
from demarche.when.tokens import Tokens

_FIXED = {
    "new year 's eve": (12, 31),
    "new year 's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "armistice day": (11, 11),
    "bastille day": (7, 14),
    "valentine 's day": (2, 14),
    "halloween": (10, 31),
}
# Days from Easter Sunday.
_MOVABLE = {
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "palm sunday": -7,
    "ash wednesday": -46,
    "maundy thursday": -3,
    "ascension day": 39,
    "whit sunday": 49,
    "whit monday": 50,
}
# Days known by their date alone.
_NAMED = {"9 / 11": date(2001, 9, 11), "d - day": date(1944, 6, 6)}


def feast(tokens: Tokens, i: int) -> Match | None:
    """A feast, with its year if that follows: "Christmas Day 1991", "New Year's Eve", "Good Friday"."""
    for name, day in _NAMED.items():
        parts = name.split()
        if tokens.follows(i, *parts):
            return Match(Fixed(intervals.one_day(day)), i + len(parts), "feast")
    which, i = ("that", i + 1) if tokens.low(i) == "that" else ("plain", i)
    for size in (4, 3, 2, 1):
        build = _builder(" ".join(tokens.low(i + k).replace("’", "'") for k in range(size)))
        if build is None or not words.capital(tokens.at(i)):
            continue
        end = i + size + (tokens.low(i + size) in words.DAY_PARTS)
        year = words.year(tokens, tokens.skip(tokens.skip(end, ","), "in", "of"))
        if year is None:
            return Match(Recurring(build, None, which), end, "feast" if size == 1 and which == "plain" else "")
        return Match(Fixed(build(year[0])), year[1])
    return None


def _builder(name: str) -> Callable[[int], Interval | None] | None:
    if name in _FIXED:
        month, day = _FIXED[name]
        return partial(intervals.on, month=month, day=day)
    if name in _MOVABLE:
        return partial(_from_easter, days=_MOVABLE[name])
    return None


def _from_easter(year: int, days: int) -> Interval | None:
    if not intervals.FIRST_YEAR <= year <= intervals.LAST_YEAR:
        return None
    return intervals.one_day(intervals.easter(year) + timedelta(days=days))


HINTS = frozenset(word for name in (*_FIXED, *_MOVABLE, *_NAMED) for word in name.split() if len(word) > 2)

"""The meaning of a time expression."""

from __future__ import annotations

from datetime import date

from demarche.records import Interval
from demarche.when import grammar, intervals
from demarche.when.meanings import Anchors, Tenure
from demarche.when.tokens import Tokens


def resolve(
    text: str,
    *,
    published: date | None,
    previous: Interval | None = None,
    story_year: int | None = None,
    tense: str | None = None,
    tenure: Tenure | None = None,
) -> Interval | None:
    """What the words of a time expression mean, as an interval of days.

    ``published`` anchors "yesterday" and "last week"; ``previous``, the interval of the story's earlier event, anchors
    "the next day"; ``story_year`` gives the year to "in August" where the story tells of one year. ``tense`` is
    ``future`` for words about what is to come: then "on Tuesday" is the next one. ``tenure`` gives the days in office
    for a person's name, the second None for who still holds it.

    The precision is that of the words: a month for "in August", the coarser of two for a range. For a part of a
    longer time ("late 2014", "the early 1990s") it is the finest unit at least as long as the interval.

    Returns None for words that tell no date (ages, durations, frequencies), that are too vague ("decades ago"), that
    the grammar does not know, and for those whose anchor is missing: it never guesses.
    """
    tokens = Tokens.of(text)
    end = len(tokens)
    while end and (tokens.at(end - 1).kind == "genitive" or tokens.low(end - 1) in _TRAILING):
        end -= 1
    tokens = Tokens(tokens.items[:end])
    found = grammar.time(tokens, 0)
    if found is None or found.end < end:
        return None
    interval = found.meaning.at(Anchors(published, previous, story_year, tense, tenure))
    if interval is None or not _sound(interval):
        return None
    return interval


_TRAILING = frozenset({",", ".", ";", ":", "'", "’"})


def _sound(interval: Interval) -> bool:
    inside = interval.start.year >= intervals.FIRST_YEAR and interval.end.year <= intervals.LAST_YEAR
    return inside and interval.start <= interval.end

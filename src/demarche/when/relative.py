"""Times told from the publication day: "yesterday", "on Tuesday", "last week", "three years ago"."""

from __future__ import annotations

from demarche.when import words
from demarche.when.meanings import Meaning, OnlyAhead, Published
from demarche.when.measures import measure
from demarche.when.parts import Part
from demarche.when.recurring import Weekday, Weekend
from demarche.when.rules import Match
from demarche.when.shifts import Anniversary, Around, Rolling, Shifted
from demarche.when.tokens import Tokens

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# As newspapers spelt them into the 1950s: "to-day".
_OLD = {"day": 0, "night": 0, "morrow": 1}
_OFFSETS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_WHICH = {"last": "last", "this": "this", "next": "next", "coming": "next", "following": "following"} | {
    "previous": "previous",
    "preceding": "previous",
}
_ROLLING = {"past": -1, "last": -1, "recent": -1, "next": 1, "coming": 1}
_IN_TIME = frozenset({"over", "in", "during", "within", "for", "throughout"})


def named_day(tokens: Tokens, i: int) -> Match | None:
    """ "today", "yesterday morning", "last night", "this evening", "overnight", "the day before yesterday"."""
    word = tokens.low(i)
    if word in _DAYS:
        return Match(_day(_DAYS[word]), _day_part(tokens, i + 1))
    if tokens.low(i) == "to" and tokens.low(i + 1) == "-" and tokens.low(i + 2) in _OLD:
        return Match(_day(_OLD[tokens.low(i + 2)]), i + 3)
    if word == "overnight":
        day = weekday(tokens, tokens.skip(i + 1, "on"))
        return day or Match(_OVERNIGHT, i + 1)
    if word == "last" and tokens.low(i + 1) in {"night", "evening"}:
        return Match(_day(-1), i + 2)
    if word == "this" and tokens.low(i + 1) in words.DAY_PARTS:
        return Match(_day(0), i + 2)
    j = tokens.skip(i, "the")
    if tokens.follows(j, "day", "before", "yesterday"):
        return Match(_day(-2), j + 3)
    if tokens.follows(j, "day", "after", "tomorrow"):
        return Match(_day(2), j + 3)
    return None


def _day(offset: int) -> Meaning:
    return Around(Published(), "day", offset)


# The night before the publication day: it may have been either day.
_OVERNIGHT = Rolling(Published(), "day", 1, -1)


def _day_part(tokens: Tokens, i: int) -> int:
    """The position after a part of the day: "yesterday morning"."""
    return i + 1 if tokens.low(i) in words.DAY_PARTS else i


def weekday(tokens: Tokens, i: int) -> Match | None:
    """ "Tuesday", "last Tuesday", "the following Tuesday", "Tuesday last week", "Tuesday night", "Sunday week"."""
    j, which = tokens.skip(i, "the"), "plain"
    if tokens.low(j) == "this" and tokens.low(j + 1) in {"past", "coming"}:
        j, which = j + 2, "last" if tokens.low(j + 1) == "past" else "next"
    elif tokens.low(j) in _WHICH:
        which = "following" if tokens.low(j) == "next" and j > i else _WHICH[tokens.low(j)]
        j += 1
    found = words.weekday(tokens, j)
    if found is None or (j == i + 1 and which == "plain"):
        return None
    number, end, short = found
    end = _day_part(tokens, end)
    week = _week_told(tokens, end)
    if which == "plain" and week is not None:
        return Match(Weekday(number, week=week[0]), week[1])
    if which == "plain" and tokens.low(end) == "last":
        return Match(Weekday(number, "last"), end + 1)
    if which == "plain" and tokens.low(end) == "week":
        return Match(Anniversary(Weekday(number, "next"), "week", 1), end + 1)
    return Match(Weekday(number, which), end, "short" if short and which == "plain" else "")


def _week_told(tokens: Tokens, i: int) -> tuple[Meaning, int] | None:
    """ "last week", "of this week", "next week" behind a weekday."""
    j = tokens.skip(i, "of")
    if tokens.low(j) in {"last", "this", "next"} and tokens.low(j + 1) == "week":
        return Around(Published(), "week", _OFFSETS[tokens.low(j)]), j + 2
    return None


def unit(tokens: Tokens, i: int) -> Match | None:
    """ "last week", "this month", "next year", "the current quarter", "the week before last"."""
    j = tokens.skip(i, "the")
    if tokens.low(j) in {"week", "month", "year"} and tokens.follows(j + 1, "before", "last"):
        return Match(Around(Published(), tokens.low(j), -2), j + 3)
    if tokens.low(j) in {"week", "month", "year"} and tokens.follows(j + 1, "after", "next"):
        return Match(Around(Published(), tokens.low(j), 2), j + 3)
    if tokens.low(j) == "this" and tokens.low(j + 1) in {"same", "very"}:
        j += 1
    word, name = tokens.low(j), tokens.low(j + 1)
    offset = 0 if word in {"same", "very"} and tokens.low(j - 1) == "this" else _OFFSETS.get(word)
    if offset is None or name not in {"week", "month", "quarter", "year", "decade", "century"}:
        return None
    # "the last week of March" is no "last week".
    if j > i and tokens.low(i) == "the" and word != "current":
        return None
    if tokens.low(j + 2) == "of" and tokens.low(i - 1) in {"his", "her", "its", "their", "my", "our"}:
        return None
    return Match(Around(Published(), name, offset), j + 2)


def weekend(tokens: Tokens, i: int) -> Match | None:
    """ "at the weekend", "last weekend", "this weekend", "over the weekend"."""
    j = tokens.skip(i, "the", "this", "last", "next")
    which = tokens.low(i) if j > i else ""
    j = tokens.skip(j, "past", "coming") if which == "this" else j
    if not which or tokens.low(j) != "weekend":
        return None
    return Match(Weekend("plain" if which == "the" else which), j + 1, "weekend" if which == "the" else "")


def rolling(tokens: Tokens, i: int) -> Match | None:
    """ "the past three years", "the last few days", "recent weeks", "over the next month", "this past year"."""
    j = tokens.skip(i, "the", "this", "these")
    word = tokens.low(j)
    found = measure(tokens, j + 1) if word in _ROLLING else None
    # "the last days of the war" are no days up to now.
    if found is None or tokens.low(found.end) == "of":
        return None
    if found.unit == "moment":
        return None
    # "flour would last forty days": without article, "last" is a verb unless a preposition stands before it.
    if word == "last" and j == i and tokens.low(i - 1) not in _IN_TIME:
        return None
    single = not found.counted and found.number == 1
    if word == "recent" and (single or j > i):
        return None
    # "the last day of the talks", "next year": alone, only "the past year" and "in the last year" reach to now.
    if single and not (word == "past" or (j > i and tokens.low(i - 1) in _IN_TIME)):
        return None
    number = None if word == "recent" else found.number
    return Match(Rolling(Published(), found.unit, number, _ROLLING[word]), found.end)


def lasting(tokens: Tokens, i: int) -> Match | None:
    """ "for almost six decades", "for half a century": up to the publication day."""
    found = measure(tokens, i + 1) if tokens.low(i) == "for" else None
    if found is None or not found.counted or found.number is None or found.unit in {"moment", "day"}:
        return None
    return Match(Rolling(Published(), found.unit, found.number, -1), found.end, "lasting")


def ago(tokens: Tokens, i: int) -> Match | None:
    """ "three days ago", "more than a decade ago", "decades ago", "a week ago on Tuesday", "a year ago today"."""
    found = measure(tokens, i)
    if found is None or tokens.low(found.end) != "ago":
        return None
    number, name, end = found.number if found.counted else None, found.unit, found.end + 1
    if number is not None and name != "moment":
        day = words.weekday(tokens, tokens.skip(end, "on"))
        if day is not None and name == "week":
            return Match(Anniversary(Weekday(day[0]), "week", -number), day[1])
        if tokens.follows(end, "to", "the", "day"):
            return Match(Anniversary(Published(), name, -number), end + 3)
        if tokens.low(end) in {"today", "yesterday"}:
            return Match(Anniversary(_day(_DAYS[tokens.low(end)]), name, -number), end + 1)
        if tokens.low(end) == "this" and tokens.low(end + 1) in {"week", "month"} and name in {"year", "decade"}:
            return Match(Anniversary(Published(), name, -number, tokens.low(end + 1)), end + 2)
    return Match(Shifted(Published(), name, number, -1), end)


def ahead(tokens: Tokens, i: int) -> Match | None:
    """ "in two weeks' time", "three days from now"; "in six months" only where the tense is future."""
    preposition = tokens.low(i) if tokens.low(i) in {"in", "within"} else ""
    found = measure(tokens, i + 1 if preposition else i)
    if found is None or not found.counted or found.number is None:
        return None
    coming = Shifted(Published(), found.unit, found.number, 1)
    if tokens.follows(found.end, "from", "now"):
        return Match(coming, found.end + 2)
    possessive = tokens.at(found.end).kind == "genitive" or tokens.low(found.end) in {"'", "’"}
    if preposition == "in" and possessive and tokens.low(found.end + 1) == "time":
        return Match(coming, found.end + 2)
    if not preposition or found.unit == "moment":
        return None
    within = Rolling(Published(), found.unit, found.number, 1)
    return Match(OnlyAhead(coming if preposition == "in" else within), found.end, "ahead")


def within_unit(tokens: Tokens, i: int) -> Match | None:
    """ "earlier this month", "later this year", "so far this year", "earlier in the week", "later in the day"."""
    word = tokens.low(i)
    if word in {"earlier", "later"}:
        part, j = ("so_far" if word == "earlier" else "to_come"), i + 1
    elif tokens.follows(i, "so", "far"):
        part, j = "so_far", i + 2
    elif tokens.follows(i, "the", "rest", "of") or tokens.follows(i, "the", "remainder", "of"):
        part, j = "to_come", i + 3
    else:
        return None
    k = tokens.skip(tokens.skip(j, "in"), "this", "the")
    name = tokens.low(k)
    if k == j or name not in {"day", "week", "month", "quarter", "year", "decade", "century"}:
        return None
    return Match(Part(Around(Published(), name), part), k + 1)


RULES = (named_day, weekday, unit, weekend, rolling, lasting, ago, ahead, within_unit)

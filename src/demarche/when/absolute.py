"""Times that the calendar tells: dates, months, seasons, quarters, years, decades, centuries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from demarche.records import Interval
from demarche.when import intervals, words
from demarche.when.feasts import feast
from demarche.when.meanings import Fixed, Meaning, Previous, Published, TurnOfCentury
from demarche.when.recurring import DayNumber, Recurring
from demarche.when.rules import Match
from demarche.when.shifts import Around, ThatYear
from demarche.when.tokens import Tokens

_YEAR_WORDS = {"last": -1, "this": 0, "next": 1}
_WHICH = {
    "last": "last",
    "past": "last",
    "next": "next",
    "coming": "next",
    "this": "this",
    "following": "following",
    "previous": "previous",
    "preceding": "previous",
    "that": "that",
}


@dataclass(frozen=True, slots=True)
class _Days:
    """Days of a month, for a year."""

    month: int
    first: int
    last: int
    weekday: int | None = None

    def __call__(self, year: int) -> Interval | None:
        first, last = intervals.on(year, self.month, self.first), intervals.on(year, self.month, self.last)
        if first is None or last is None or self.weekday not in {None, first.start.weekday()}:
            return None
        return intervals.between(first.start, last.end, "day")


def year_told(tokens: Tokens, i: int) -> tuple[Meaning, int] | None:
    """The year behind a date or month: "2019", ", 2019", "of 2019", "last year", "that year", "the year before"."""
    comma = tokens.skip(i, ",")
    digits = words.year(tokens, comma)
    if digits is not None and not (comma > i and tokens.low(digits[1]) in {"people", "soldiers", "troops"}):
        return Fixed(intervals.of_year(digits[0])), digits[1]
    if comma > i:
        return None
    j = tokens.skip(tokens.skip(i, "of", "in"), "the")
    digits = words.year(tokens, tokens.skip(i, "of", "in"))
    if digits is not None:
        return Fixed(intervals.of_year(digits[0])), digits[1]
    if tokens.low(j) in _YEAR_WORDS and tokens.low(j + 1) == "year":
        return Around(Published(), "year", _YEAR_WORDS[tokens.low(j)]), j + 2
    if tokens.low(j) in {"that", "same"} and tokens.low(j + 1) == "year":
        return ThatYear(), j + 2
    if tokens.low(j) in {"previous", "following", "next"} and tokens.low(j + 1) == "year":
        return Around(Previous(), "year", -1 if tokens.low(j) == "previous" else 1), j + 2
    if tokens.low(j) == "year" and tokens.low(j + 1) in {"before", "earlier", "after"} and j > i:
        return Around(Previous(), "year", 1 if tokens.low(j + 1) == "after" else -1), j + 2
    return None


def dated(tokens: Tokens, i: int) -> Match | None:
    """A day, or days, of a month: "March 5, 2019", "5-7 March", "Tuesday, the 5th of March", "Mar. 5 to 7"."""
    start = i
    named = words.weekday(tokens, i)
    if named is not None:
        i = tokens.skip(named[1], ",")
    i = tokens.skip(i, "the") if tokens.low(i) == "the" else i
    found = _month_first(tokens, i) or _day_first(tokens, i)
    if found is None or (i > start and tokens.low(i - 1) == "the" and tokens.at(i).kind == "word"):
        return None
    days, end = found
    year = year_told(tokens, end)
    if year is not None:
        return Match(Recurring(days, year[0]), year[1])
    if named is not None:
        # The weekday tells the year: "Tuesday, March 27" in March 2018 is the day after Monday the 26th.
        return Match(Recurring(replace(days, weekday=named[0]), None, "nearest"), end)
    return Match(Recurring(days), end)


def _month_first(tokens: Tokens, i: int) -> tuple[_Days, int] | None:
    month = words.month(tokens, i)
    # "in March 5" has no day: "In March 5 soldiers were killed".
    if month is None or tokens.low(i - 1) == "in":
        return None
    day = words.day_of_month(tokens, tokens.skip(month[1], "the"))
    if day is None or _counts_things(tokens, day[1]):
        return None
    last = _second_day(tokens, day[1], words_too=tokens.low(i - 1) in {"between", "from"})
    if last is not None and words.month(tokens, last[1]) is None:
        return _Days(month[0], day[0], last[0]), last[1]
    return _Days(month[0], day[0], day[0]), day[1]


def _day_first(tokens: Tokens, i: int) -> tuple[_Days, int] | None:
    day = words.day_of_month(tokens, i)
    if day is None:
        return None
    last = _second_day(tokens, day[1], words_too=True)
    after = day[1] if last is None else last[1]
    month = words.month(tokens, tokens.skip(after, "of"))
    if month is None:
        return None
    return _Days(month[0], day[0], day[0] if last is None else last[0]), month[1]


def _second_day(tokens: Tokens, i: int, *, words_too: bool) -> tuple[int, int] | None:
    """The later day of "5-7" or "5 to 7"; "5 and 7" only where the words before ask for two."""
    joint = tokens.low(i)
    if joint in {"-", "–", "—", "/"} or joint in {"to", "until", "through"} or (joint == "and" and words_too):
        return words.day_of_month(tokens, tokens.skip(i + 1, "the"))
    return None


def _counts_things(tokens: Tokens, i: int) -> bool:
    """Whether the number before is no day: "March 5.30", "June 10 per cent", "on May 5:30"."""
    after = tokens.at(i)
    if after.lower in {"%", "percent", "per", "million", "billion", ":"}:
        return True
    return after.lower in {"."} and tokens.at(i + 1).glued and tokens.at(i + 1).kind == "number"


def day_number(tokens: Tokens, i: int) -> Match | None:
    """ "the 14th", "the 14th of the month", "the first of the month", "the 3rd of last month"."""
    if tokens.low(i) != "the":
        return None
    day = words.day_of_month(tokens, i + 1) if tokens.at(i + 1).kind == "ordinal" else None
    number = words.ORDINALS.get(tokens.low(i + 1)) if day is None else day[0]
    if number is None or number < 1:
        return None
    if tokens.follows(i + 2, "of", "the", "month"):
        return Match(DayNumber(number), i + 5)
    if tokens.low(i + 2) == "of" and tokens.low(i + 3) in _YEAR_WORDS and tokens.low(i + 4) == "month":
        return Match(DayNumber(number, Around(Published(), "month", _YEAR_WORDS[tokens.low(i + 3)])), i + 5)
    return None if day is None else Match(DayNumber(number), i + 2, "day")


def numeric(tokens: Tokens, i: int) -> Match | None:
    """2019-03-05, 05.03.2019, and 25/12/2019 where only one order makes a date."""
    parts = [tokens.at(i + k) for k in range(5)]
    if any(not p.glued for p in parts[1:]) or parts[1].lower != parts[3].lower:
        return None
    if any(p.kind != "number" for p in parts[::2]) or (tokens.at(i + 5).glued and tokens.at(i + 5).kind == "number"):
        return None
    one, two, three = (int(p.text) for p in parts[::2])
    mark = parts[1].lower
    if mark == "-" and len(parts[0].text) == 4:
        found = intervals.on(one, two, three)
    elif mark == "." and len(parts[4].text) == 4:
        found = intervals.on(three, two, one)
    elif mark == "/" and len(parts[4].text) == 4:
        found = _slashed(one, two, three)
    else:
        return None
    return None if found is None else Match(Fixed(found), i + 5)


def _slashed(one: int, two: int, year: int) -> Interval | None:
    """Day and month stand in either order: a date only where they are told apart or are equal."""
    readings = {r for r in (intervals.on(year, two, one), intervals.on(year, one, two)) if r is not None}
    return readings.pop() if len(readings) == 1 else None


def month(tokens: Tokens, i: int) -> Match | None:
    """A month with or without its year: "August 2017", "Aug. 2017", "last August", "August last year"."""
    which, j = _chosen(tokens, i)
    found = words.month(tokens, j)
    if found is None:
        return None
    build = partial(intervals.of_month, month=found[0])
    year = year_told(tokens, found[1]) if which == "plain" else None
    if year is not None:
        return Match(Recurring(build, year[0]), year[1])
    return Match(Recurring(build, None, which), found[1], "month" if which == "plain" else "")


def _chosen(tokens: Tokens, i: int) -> tuple[str, int]:
    """A word that picks one of many: "last", "the following", "this past"."""
    j = tokens.skip(i, "the")
    if tokens.low(j) == "this" and tokens.low(j + 1) in {"past", "coming"}:
        j += 1
    if tokens.low(j) not in _WHICH:
        return "plain", i
    which = _WHICH[tokens.low(j)]
    # "the next March" follows the story's earlier event, "next March" the publication.
    return ("following" if which == "next" and tokens.low(i) == "the" else which), j + 1


def season(tokens: Tokens, i: int) -> Match | None:
    """A season: "spring 2003", "the summer of 1996", "winter of 2014-15", "last summer"."""
    which, j = _chosen(tokens, i)
    j = tokens.skip(j, "the") if which == "plain" else j
    first = words.SEASONS.get(tokens.low(j))
    if first is None:
        return None
    build = partial(intervals.of_season, first=first)
    double = _double_year(tokens, tokens.skip(tokens.skip(j + 1, "of", "in"), "the"))
    if double is not None and double[1] == double[0] + 1:
        return Match(Fixed(build(double[0])), double[2])
    year = year_told(tokens, j + 1) if which == "plain" else None
    if year is not None:
        return Match(Recurring(build, year[0]), year[1])
    # Bare "fall" and "spring" are verbs and springs; bare seasons need a preposition or a word such as "last".
    return Match(Recurring(build, None, which), j + 1, "season" if which == "plain" else "")


def quarter(tokens: Tokens, i: int) -> Match | None:
    """A quarter or half of a year: "the third quarter of 2019", "Q3 2019", "the first half of last year"."""
    token = tokens.at(i)
    if token.kind == "mixed" and token.lower in {"q1", "q2", "q3", "q4"}:
        return _in_year(tokens, i + 1, partial(intervals.of_quarter, quarter=int(token.lower[1])))
    j = tokens.skip(i, "the")
    number = words.ORDINALS.get(tokens.low(j))
    if tokens.at(j).kind == "ordinal":
        number = int(tokens.low(j)[:-2])
    if number is None:
        return None
    number, unit = (number, tokens.low(j + 1))
    if unit == "quarter" and number in {1, 2, 3, 4, -1}:
        return _in_year(tokens, j + 2, partial(intervals.of_quarter, quarter=number if number > 0 else 4))
    if unit == "half" and number in {1, 2, -1}:
        return _in_year(tokens, j + 2, partial(intervals.of_half, half=number if number > 0 else 2))
    return None


def _in_year(tokens: Tokens, i: int, build: partial[Interval | None]) -> Match | None:
    if tokens.low(i) == "of" and tokens.follows(i + 1, "the", "year"):
        return Match(Recurring(build, Around(Published(), "year")), i + 3)
    year = year_told(tokens, i)
    return None if year is None else Match(Recurring(build, year[0]), year[1])


def year(tokens: Tokens, i: int) -> Match | None:
    """A year or years: "2014", "the year 2014", "2014-15", "1939-1945", "2014/15"."""
    j = i
    if tokens.follows(i, "the", "year") or tokens.low(i) == "year":
        j = tokens.skip(tokens.skip(i, "the"), "year")
    double = _double_year(tokens, j)
    if double is not None:
        first, last, end = double
        span = Interval(_whole_year(first).start, _whole_year(last).end, "year")
        return Match(Fixed(span), end, "" if j > i else "year")
    found = words.year(tokens, j)
    if found is None:
        return None
    return Match(Fixed(intervals.of_year(found[0])), found[1], "" if j > i else "year")


def _whole_year(number: int) -> Interval:
    whole = intervals.of_year(number)
    assert whole is not None  # both years were read as years from 1500 to 2100
    return whole


def _double_year(tokens: Tokens, i: int) -> tuple[int, int, int] | None:
    """ "2014-15", "1939-1945": (first, last, position after)."""
    first = words.year(tokens, i)
    if first is None or tokens.low(i + 1) not in {"-", "–", "/"} or not tokens.at(i + 2).glued:
        return None
    text = tokens.at(i + 2).text
    if tokens.at(i + 2).kind != "number" or len(text) not in {2, 4}:
        return None
    last = int(text) if len(text) == 4 else first[0] // 100 * 100 + int(text)
    return (first[0], last, i + 3) if first[0] < last <= intervals.LAST_YEAR else None


def decade(tokens: Tokens, i: int) -> Match | None:
    """A decade: "the 1990s", "the '90s", "the nineties"."""
    j = tokens.skip(i, "the")
    token = tokens.at(j)
    if token.kind == "decade":
        digits = "".join(c for c in token.text if c.isdigit())
        number = int(digits) if len(digits) == 4 else 1900 + int(digits)
        if number % 10 or (len(digits) == 2 and j == i):
            return None
        return Match(Fixed(intervals.of_decade(number)), j + 1)
    if token.lower in words.DECADES and j > i:
        return Match(Fixed(intervals.of_decade(words.DECADES[token.lower])), j + 1, "decade")
    return None


def century(tokens: Tokens, i: int) -> Match | None:
    """ "the 19th century", "the nineteenth century" and "the turn of the century"."""
    j = tokens.skip(i, "the")
    if tokens.follows(j, "turn", "of", "the", "century") or tokens.follows(j, "turn", "of", "the", "millennium"):
        return Match(TurnOfCentury(), j + 4)
    number = _CENTURIES.get(tokens.low(j))
    if tokens.at(j).kind == "ordinal":
        number = int(tokens.low(j)[:-2])
    end = tokens.skip(j + 1, "-")
    if number is None or not 16 <= number <= 20 or tokens.low(end) != "century":
        return None
    return Match(Fixed(intervals.of_century(number)), end + 1)


_CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
}


RULES = (dated, day_number, numeric, month, season, quarter, year, decade, century, feast)

"""Lengths of time in words: "almost six decades", "two and a half years", "half a century", "48 hours"."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.when.tokens import Tokens
from demarche.when.words import listed

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_NUMBERS = {name: value for value, name in enumerate(_SMALL)} | _TENS | {"dozen": 12, "hundred": 100}
# Units shorter than a day count as the day itself: dates are told by the day.
UNITS = {
    "minute": "moment",
    "minutes": "moment",
    "moments": "moment",
    "hour": "moment",
    "hours": "moment",
    "day": "day",
    "days": "day",
    "night": "day",
    "nights": "day",
    "week": "week",
    "weeks": "week",
    "fortnight": "fortnight",
    "month": "month",
    "months": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
    "century": "century",
    "centuries": "century",
}
# "three years ago today" and "almost three years ago" are told alike: hedges do not move a date.
_HEDGES = listed(
    "about around almost nearly roughly over just barely only some exactly precisely approximately "
    "full mere scarcely hardly under well little good"
)
_VAGUE_COUNTS = frozenset({"few", "several", "many", "some", "various"})


@dataclass(frozen=True, slots=True)
class Measure:
    """So many units up to the token ``end``.

    The number is None where it is vague ("a few days", "days"); ``counted`` says whether any count stands there.
    """

    number: int | None
    unit: str
    end: int
    counted: bool


# Told in a unit of which they are whole numbers.
_FRACTIONS = {
    ("half", "a", "century"): (50, "year"),
    ("half", "a", "decade"): (5, "year"),
    ("half", "a", "year"): (6, "month"),
    ("half", "a", "day"): (1, "moment"),
    ("half", "an", "hour"): (1, "moment"),
    ("a", "quarter", "of", "a", "century"): (25, "year"),
    ("a", "quarter", "century"): (25, "year"),
    ("a", "half", "century"): (50, "year"),
}


def measure(tokens: Tokens, i: int) -> Measure | None:
    """A length of time at a position, with its hedges."""
    i = hedge(tokens, i)
    if tokens.low(i) in {"half", "a"}:
        for parts, (number, unit) in _FRACTIONS.items():
            if tokens.follows(i, *parts):
                return Measure(number, unit, i + len(parts), True)
    found = count(tokens, i)
    value, k = (None, i) if found is None else found
    half = found is not None and tokens.follows(k, "and", "a", "half")
    k = k + 3 if half else k
    name = UNITS.get(tokens.low(k))
    if name is None:
        return None
    if found is None:
        return Measure(None if tokens.low(k) in _PLURALS else 1, name, k + 1, False)
    end = k + 1
    if not half and tokens.follows(end, "and", "a", "half"):
        half, end = True, end + 3
    return _refined(value, name, tokens.low(k), end, half)


_PLURALS = frozenset(name for name in UNITS if name.endswith("s"))


def _refined(value: int | None, name: str, word: str, end: int, half: bool) -> Measure | None:
    """Halves are told in the next smaller unit, 48 hours in days."""
    if half:
        if value is None or name not in {"year", "decade"}:
            return None
        if name == "year":
            return Measure(12 * value + 6, "month", end, True)
        return Measure(10 * value + 5, "year", end, True)
    if word == "hours" and value is not None and value % 24 == 0:
        return Measure(value // 24, "day", end, True)
    return Measure(value, name, end, True)


def hedge(tokens: Tokens, i: int) -> int:
    """The position after words such as "almost", "more than", "at least", "as long as"."""
    while True:
        if (
            (tokens.low(i) in {"more", "less", "fewer"} and tokens.low(i + 1) == "than")
            or (tokens.low(i) in {"at"} and tokens.low(i + 1) in {"least", "most"})
            or tokens.follows(i, "up", "to")
            or tokens.follows(i, "close", "to")
        ):
            i += 2
        elif tokens.low(i) in _HEDGES or (tokens.low(i) == "a" and tokens.low(i + 1) in {"mere", "full", "good"}):
            i += 1
        else:
            return i


def count(tokens: Tokens, i: int) -> tuple[int | None, int] | None:
    """A number of things at a position: (number, position after it).

    The number is None where it is vague ("a few", "several"). Returns None where no number stands.
    """
    word = tokens.low(i)
    if tokens.at(i).kind == "number" and len(word) <= 3:
        return int(word), i + 1
    if word in {"a", "an", "one"}:
        return _counted_article(tokens, i)
    if word in _VAGUE_COUNTS:
        return None, i + 1
    if word in _TENS and tokens.low(i + 1) == "-" and tokens.low(i + 2) in _SMALL[1:10]:
        return _TENS[word] + _SMALL.index(tokens.low(i + 2)), i + 3
    if word in _NUMBERS and tokens.low(i + 1) == "or" and tokens.low(i + 2) in _NUMBERS:
        return None, i + 3
    if word in _NUMBERS:
        return _NUMBERS[word], i + 1
    return None


def _counted_article(tokens: Tokens, i: int) -> tuple[int | None, int]:
    after = tokens.low(i + 1)
    if after == "couple":
        return 2, tokens.skip(i + 2, "of")
    if after in {"few", "number", "handful"}:
        return None, tokens.skip(i + 2, "of")
    if after in {"dozen", "hundred"}:
        return _NUMBERS[after], i + 2
    return 1, i + 1

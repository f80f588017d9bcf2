"""The vocabulary of time: explicit tables, and the readers of numbers, days, months and years in tokens."""

from __future__ import annotations

from demarche.when.tokens import Token, Tokens


def listed(text: str) -> frozenset[str]:
    """A set of words, from a text that lists them."""
    return frozenset(text.split())


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
# Northern seasons by their first month; each lasts three months.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "last": -1,
    "final": -1,
}
# The nineties: names of decades of the twentieth century.
DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
DAY_PARTS = listed(
    "morning afternoon evening night midnight noon midday lunchtime dawn dusk daybreak nightfall sunset sunrise"
)


def capital(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return token.text[:1].isupper()


def month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month's name at a position: (1-12, position after it and after the full stop of a short form)."""
    token = tokens.at(i)
    number = MONTHS.get(token.lower)
    if number is None or not capital(token):
        return None
    short = len(token.lower) <= 4 and token.lower not in {"may", "june", "july"}
    if short and tokens.low(i + 1) == "." and tokens.at(i + 1).glued:
        return number, i + 2
    return number, i + 1


def weekday(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
    """A weekday at a position: (0 for Monday, position after it, whether it is a short form)."""
    token = tokens.at(i)
    number = WEEKDAYS.get(token.lower)
    if number is None or not capital(token):
        return None
    short = not token.lower.endswith("day")
    after = i + 2 if short and tokens.low(i + 1) == "." and tokens.at(i + 1).glued else i + 1
    return number, after, short


def year(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A year from 1500 to 2100 in digits: (year, position after it)."""
    token = tokens.at(i)
    if token.kind == "number" and len(token.text) == 4 and 1500 <= int(token.text) <= 2100:
        return int(token.text), i + 1
    return None


def day_of_month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month, 5 or 5th: (1-31, position after it)."""
    token = tokens.at(i)
    if token.kind == "ordinal":
        value = int(token.text[:-2])
    elif token.kind == "number" and len(token.text) <= 2:
        value = int(token.text)
    else:
        return None
    return (value, i + 1) if 1 <= value <= 31 else None

"""Times that history names ("the Cold War", apartheid) and times in office ("the Musharraf regime")."""

from __future__ import annotations

from datetime import date

from demarche.records import Interval
from demarche.when import words
from demarche.when.meanings import Fixed, InOffice
from demarche.when.rules import Match
from demarche.when.tokens import Tokens
from demarche.when.words import listed

# Years as historians commonly bound them; days where a treaty, an order or a shot marks them.
_ERAS: dict[str, tuple[str, str]] = {
    "cold war": ("1947-01-01", "1991-12-31"),
    "world war i": ("1914-07-28", "1918-11-11"),
    "world war one": ("1914-07-28", "1918-11-11"),
    "first world war": ("1914-07-28", "1918-11-11"),
    "great war": ("1914-07-28", "1918-11-11"),
    "world war ii": ("1939-09-01", "1945-09-02"),
    "world war two": ("1939-09-01", "1945-09-02"),
    "second world war": ("1939-09-01", "1945-09-02"),
    "interwar period": ("1918-11-11", "1939-09-01"),
    "interwar years": ("1918-11-11", "1939-09-01"),
    "great depression": ("1929-01-01", "1939-12-31"),
    "spanish civil war": ("1936-07-17", "1939-04-01"),
    "american civil war": ("1861-04-12", "1865-05-09"),
    "soviet era": ("1922-12-30", "1991-12-26"),
    "soviet times": ("1922-12-30", "1991-12-26"),
    "soviet period": ("1922-12-30", "1991-12-26"),
    "nazi era": ("1933-01-30", "1945-05-08"),
    "third reich": ("1933-01-30", "1945-05-08"),
    "weimar republic": ("1919-01-01", "1933-01-30"),
    "korean war": ("1950-06-25", "1953-07-27"),
    "vietnam war": ("1955-11-01", "1975-04-30"),
    "algerian war": ("1954-11-01", "1962-07-05"),
    "suez crisis": ("1956-07-26", "1957-03-31"),
    "cuban missile crisis": ("1962-10-16", "1962-10-28"),
    "prague spring": ("1968-01-05", "1968-08-21"),
    "cultural revolution": ("1966-05-16", "1976-10-06"),
    "great leap forward": ("1958-01-01", "1962-12-31"),
    "six-day war": ("1967-06-05", "1967-06-10"),
    "yom kippur war": ("1973-10-06", "1973-10-25"),
    "october war": ("1973-10-06", "1973-10-25"),
    "falklands war": ("1982-04-02", "1982-06-14"),
    "iran-iraq war": ("1980-09-22", "1988-08-20"),
    "lebanese civil war": ("1975-04-13", "1990-10-13"),
    "khmer rouge era": ("1975-04-17", "1979-01-07"),
    "khmer rouge regime": ("1975-04-17", "1979-01-07"),
    "apartheid": ("1948-05-26", "1994-04-27"),
    "apartheid era": ("1948-05-26", "1994-04-27"),
    "perestroika": ("1985-03-11", "1991-12-26"),
    "gulf war": ("1990-08-02", "1991-02-28"),
    "first gulf war": ("1990-08-02", "1991-02-28"),
    "bosnian war": ("1992-04-06", "1995-12-14"),
    "rwandan genocide": ("1994-04-07", "1994-07-15"),
    "kosovo war": ("1998-02-28", "1999-06-11"),
    "kargil war": ("1999-05-03", "1999-07-26"),
    "kargil conflict": ("1999-05-03", "1999-07-26"),
    "second intifada": ("2000-09-28", "2005-02-08"),
    "first intifada": ("1987-12-08", "1993-09-13"),
    "iraq war": ("2003-03-20", "2011-12-18"),
    "orange revolution": ("2004-11-22", "2005-01-23"),
    "arab spring": ("2010-12-17", "2012-12-31"),
    "global financial crisis": ("2007-08-01", "2009-06-30"),
    "british raj": ("1858-06-28", "1947-08-15"),
    "meiji era": ("1868-10-23", "1912-07-30"),
    "ottoman era": ("1500-01-01", "1922-11-01"),
    "victorian era": ("1837-06-20", "1901-01-22"),
}
_OFFICE_WORDS = listed(
    "regime era rule presidency premiership reign years administration government dictatorship "
    "chancellorship tenure leadership"
)
_TITLES = listed(
    "president prime minister premier chancellor general marshal king queen emperor shah sultan mr "
    "mrs ms dr sir colonel field chairman secretary ayatollah sheikh emir then late former"
)


def era(tokens: Tokens, i: int) -> Match | None:
    """A named era: "the Cold War", "World War II", "apartheid"."""
    j = tokens.skip(i, "the")
    for size in (5, 4, 3, 2, 1):
        name = " ".join(tokens.low(j + k) for k in range(size)).replace(" - ", "-").replace(" – ", "-")
        if name in _ERAS:
            first, last = (date.fromisoformat(day) for day in _ERAS[name])
            return Match(Fixed(Interval(first, last, "era")), j + size, "era")
    return None


def office(tokens: Tokens, i: int) -> Match | None:
    """A time in office by a person's name: "the Musharraf regime", "Obama's presidency", "the Reagan years"."""
    j = _titles(tokens, tokens.skip(i, "the"))
    for size in (1, 2, 3):
        if not words.capital(tokens.at(j + size - 1)) or tokens.at(j + size - 1).kind != "word":
            return None
        k = j + size + 1 if tokens.at(j + size).kind == "genitive" else j + size
        k = tokens.skip(tokens.skip(k, "-"), "military", "own")
        if tokens.low(k) in _OFFICE_WORDS:
            return Match(InOffice(_name(tokens, j, size)), k + 1, "term")
    return None


def under(tokens: Tokens, i: int) -> Match | None:
    """ "under Obama", "under President Putin", "the presidency of Obama", "the rule of Stalin"."""
    if tokens.low(i) == "under":
        j = _titles(tokens, tokens.skip(i + 1, "the"))
    elif tokens.low(tokens.skip(i, "the")) in _OFFICE_WORDS and tokens.low(tokens.skip(i, "the") + 1) == "of":
        j = _titles(tokens, tokens.skip(i, "the") + 2)
    else:
        return None
    size = 0
    while size < 4 and tokens.at(j + size).kind == "word" and words.capital(tokens.at(j + size)):
        size += 1
    return Match(InOffice(_name(tokens, j, size)), j + size, "under") if size else None


def _titles(tokens: Tokens, i: int) -> int:
    while tokens.low(i) in _TITLES:
        i = tokens.skip(i + 1, ".")
    return i


def _name(tokens: Tokens, i: int, size: int) -> str:
    return " ".join(tokens.at(i + k).text for k in range(size))


HINTS = frozenset(name.split()[-1] for name in _ERAS) | _OFFICE_WORDS
RULES = (era, office, under)

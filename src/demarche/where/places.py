"""Places of events.

The state of a place is known where its name is that of a state or of a city in the gazetteer. Coordinates need a
gazetteer of places, which is not there yet: latitude, longitude and precision are None.
"""

from __future__ import annotations

from datetime import date

from demarche.actors import Gazetteer
from demarche.annotate.reading import Found
from demarche.records import Place


def place_of(found: Found, text: str, gazetteer: Gazetteer, on: date | None) -> Place:
    """The place that a stretch of text names."""
    words = text[found.start : found.end]
    name = _bare(words)
    return Place(
        name=name,
        state=gazetteer.state_of_name(name, on) or _last_named(name, gazetteer, on),
        latitude=None,
        longitude=None,
        precision=None,
        text=words,
        start=found.start,
        end=found.end,
    )


def _bare(words: str) -> str:
    """The name without its article or preposition: "the Gulf of Aden" to "Gulf of Aden", "northern Syria" stays."""
    for start in ("in ", "In ", "at ", "At ", "near ", "Near ", "the ", "The "):
        words = words.removeprefix(start)
    return words


def _last_named(name: str, gazetteer: Gazetteer, on: date | None) -> str | None:
    """The state that the name's own words tell: "northern Syria", "the Kenyan coast", "Aleppo province"."""
    words = name.replace(",", " ").split()
    for length in (3, 2, 1):
        for at in range(len(words) - length, -1, -1):
            part = " ".join(words[at : at + length])
            if part[:1].isupper() and (state := gazetteer.state_of_name(part, on)):
                return state
    return None

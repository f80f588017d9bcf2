"""What the gazetteer holds, as frozen records. Dates are ISO texts (``""`` for an open end), which compare as
dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class State(NamedTuple):
    """A state or a territory with a code of its own. ``successor`` and ``predecessor`` are codes or
    ``""``.
    """

    code: str
    name: str
    start: str
    end: str
    successor: str
    predecessor: str
    wikidata: str


class StateName(NamedTuple):
    """One way of naming a state. ``given`` is true where the word is also a given name or surname
    ("Jordan").
    """

    code: str
    form: str
    start: str
    end: str
    given: bool


class Tenure(NamedTuple):
    """An office held by a person.

    office: as shown ("special envoy to Afghanistan"). title: its class ("envoy"). rank: 3 for who leads a
    state, 2 for ministers and the heads of large organisations, 1 for others. state: code or ``""``.
    """

    office: str
    title: str
    rank: int
    state: str
    organisation: str
    sector: str
    start: str
    end: str


class Person(NamedTuple):
    """A person with the offices held, oldest first.

    state: where he or she belongs, ``""`` if unknown. known: whom the world press means by the bare surname
    where nothing beside it tells otherwise.
    """

    id: str
    name: str
    wikidata: str
    state: str
    known: bool
    tenures: tuple[Tenure, ...]


class PersonName(NamedTuple):
    """A name of a person (an index into the people); ``bare`` marks a surname or other name that many may
    share.
    """

    person: int
    bare: bool


class Organisation(NamedTuple):
    """An organisation. ``part_of``, ``state`` and ``sector`` are ``""`` where there is none.

    part_of: the name of the IGO that an organ acts for (the Security Council: UN).
    """

    name: str
    kind: str
    part_of: str
    state: str
    sector: str
    start: str
    end: str


class Agent(NamedTuple):
    """A common noun for those who act ("soldiers").

    office: the office it names ("president"), or ``""``. inherits: the sector comes from the word before or
    the complement where these have one ("army spokesman"). local: "in X" tells the state ("police in Cairo").
    """

    kind: str
    sector: str
    office: str
    inherits: bool
    local: bool


class Group(NamedTuple):
    """An IGO or armed group, which is a party of its own whatever state its members come from."""

    name: str
    kind: str


@dataclass(frozen=True)
class Match:
    """Who a mention stands for.

    name: the known actor's name, else the mention without its article. kind and sector: see
    ``demarche.ontology``.
    state: ISO 3166-1 alpha-3 (or a code of ours for a state that is gone), None for what belongs to none or
    where the words do not tell. office: the office held on the date, or the office that the words name.
    person: the id of the one known person meant. reason: why, in words. group: the IGO or armed group that it is,
    or acts for.
    """

    name: str
    kind: str
    state: str | None
    sector: str | None
    office: str | None
    wikidata: str | None
    reason: str
    person: str | None = None
    group: Group | None = None

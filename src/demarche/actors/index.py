"""The gazetteer in memory: its records and the phrases that lead to them, read from the built file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from demarche.actors.records import Agent, Group, Organisation, Person, PersonName, State, StateName, Tenure
from demarche.actors.words import Word

PATH: Final = Path(__file__).with_name("gazetteer.json.gz")

#: Changes when the layout of the built file does.
FORMAT: Final = 3

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Span:
    """Words ``start`` to ``end`` (half-open) of a mention and what the gazetteer has under that phrase."""

    start: int
    end: int
    states: tuple[StateName, ...] = ()
    people: tuple[PersonName, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    agent: Agent | None = None


@dataclass(frozen=True)
class Index:
    """The records, and for every phrase what it may stand for; ``longest`` bounds the phrases that begin with
    a word.
    """

    version: str
    states: dict[str, State]
    people: tuple[Person, ...]
    state_names: dict[str, tuple[StateName, ...]]
    person_names: dict[str, tuple[PersonName, ...]]
    organisations: dict[str, tuple[Organisation, ...]]
    groups: dict[str, Group]
    agents: dict[str, Agent]
    longest: dict[str, int]
    holders: dict[tuple[str, str], tuple[tuple[Person, Tenure], ...]]

    def scan(self, words: Sequence[Word]) -> list[Span]:
        """The longest known phrases in the words, from left to right, none overlapping another."""
        spans: list[Span] = []
        at = 0
        while at < len(words):
            span = self._longest_at(words, at)
            if span is None:
                at += 1
            else:
                spans.append(span)
                at = span.end
        return spans

    def _longest_at(self, words: Sequence[Word], at: int) -> Span | None:
        bound = min(self.longest.get(words[at].norm, 0), len(words) - at)
        for length in range(bound, 1, -1):
            part = words[at : at + length]
            phrase = " ".join([word.norm for word in part])
            named = any(word.capital for word in part)
            if span := self._span(phrase, at, at + length, named):
                return span
        word = words[at]
        if word.caps and (span := self._span(word.norm.upper(), at, at + 1, named=True)):
            return span
        return self._span(word.norm, at, at + 1, word.capital)

    def _span(self, phrase: str, start: int, end: int, named: bool) -> Span | None:
        """What is filed under a phrase; without a capital letter only common nouns are."""
        agent = self.agents.get(phrase)
        states = self.state_names.get(phrase, ()) if named else ()
        people = self.person_names.get(phrase, ()) if named else ()
        organisations = self.organisations.get(phrase, ()) if named else ()
        if agent is None and not states and not people and not organisations:
            return None
        return Span(start, end, states, people, organisations, agent)


def load_index(path: Path = PATH) -> Index:
    """Read the built gazetteer.

    Raises FileNotFoundError where it was not built, ValueError where another version's builder wrote it.
    """
    built = json.loads(gzip.decompress(path.read_bytes()))
    if built["format"] != FORMAT:
        raise ValueError(f"{path}: gazetteer format {built['format']}, this version reads {FORMAT}")
    organisations = [Organisation(*row) for row in built["organisations"]]
    agents = [Agent(*row) for row in built["agents"]]
    people = tuple(
        [
            Person(identity, name, wikidata, state, known, tuple([Tenure(*tenure) for tenure in tenures]))
            for identity, name, wikidata, state, known, tenures in built["people"]
        ]
    )
    return Index(
        version=built["version"],
        states={row[0]: State(*row) for row in built["states"]},
        people=people,
        state_names={p: tuple([StateName(*row) for row in rows]) for p, rows in built["state_names"].items()},
        person_names={p: tuple([PersonName(*row) for row in rows]) for p, rows in built["person_names"].items()},
        organisations=_named(built["organisation_names"], organisations),
        groups=_groups(organisations),
        agents={phrase: agents[number] for phrase, number in built["agent_names"].items()},
        longest=built["longest"],
        holders=_holders(people),
    )


def _groups(organisations: Iterable[Organisation]) -> dict[str, Group]:
    """The IGO or armed group that an organisation is, or is an organ of, by the organisation's name."""
    own = {o.name: Group(o.name, o.kind) for o in organisations if o.kind in ("igo", "armed_group")}
    return {o.name: own.get(o.part_of, own[o.name]) for o in organisations if o.name in own}


def _holders(people: Iterable[Person]) -> dict[tuple[str, str], tuple[tuple[Person, Tenure], ...]]:
    """Who held an office of a state: (state, title) -> holders."""
    holders: dict[tuple[str, str], list[tuple[Person, Tenure]]] = {}
    for person in people:
        for tenure in person.tenures:
            if tenure.state and tenure.office == tenure.title:
                holders.setdefault((tenure.state, tenure.title), []).append((person, tenure))
    return {office: tuple(found) for office, found in holders.items()}


def _named(names: dict[str, list[int]], records: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    return {phrase: tuple([records[number] for number in numbers]) for phrase, numbers in names.items()}


def longest_by_first_word(phrases: Iterable[str]) -> dict[str, int]:
    """The number of words of the longest phrase that begins with each word (the builder stores it)."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        first = first.lower()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest

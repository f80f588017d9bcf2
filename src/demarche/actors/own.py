"""Actors that users add or set right, in a table of their own.

One fact a line; lines of one name and kind are one actor over time, and dates part its offices or sides. A name in the
table stands for what the table says, and for nothing that the shipped gazetteer has under it. The columns are ``name``
and ``kind``, and, as far as known, ``aliases`` (parted by ``|``), ``state``, ``sector``, ``office``, ``start`` and
``end``. ``agent`` as kind adds a common noun ("coastguards").
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final, TextIO, TypeVar

from demarche.actors.index import Index, longest_by_first_word
from demarche.actors.records import Agent, Group, Organisation, Person, PersonName, StateName, Tenure
from demarche.actors.words import key, keys, split
from demarche.errors import SettingsError
from demarche.ontology import KINDS, SECTORS

AGENT: Final = "agent"
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
#: An office of the user's own counts as much as a minister's.
_RANK: Final = 2

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One line of the table; what is not known is empty, dates are YYYY, YYYY-MM or YYYY-MM-DD."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    state: str = ""
    sector: str = ""
    office: str = ""
    start: str = ""
    end: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


COLUMNS: Final = tuple(f.name for f in fields(OwnActor))
#: Columns for the eye alone, which ``demarche unresolved`` writes.
NOTES: Final = ("events", "sentence")


def read_own_actors(path: Path, states: Iterable[str]) -> tuple[OwnActor, ...]:
    """The actors of a table; ``states`` are the codes that there are.

    Raises SettingsError, with file and line, for the first mistake.
    """
    known = frozenset(states)
    try:
        # "utf-8-sig" takes the mark that spreadsheets put before the first cell.
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}); give a UTF-8 CSV") from error
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=text.partition("\n")[0].count))
    try:
        header = [c.strip().lower() for c in next(rows, [])]
        _check(header, path)
        made = [_actor(header, row, f"{path}:{rows.line_num}", known) for row in rows if any(c.strip() for c in row)]
    except csv.Error as error:
        raise SettingsError(f"{path}:{rows.line_num}: {error}; is a quotation mark left open?") from error
    return tuple(made)


def _check(header: Sequence[str], path: Path) -> None:
    columns = ", ".join(COLUMNS)
    if missing := [c for c in ("name", "kind") if c not in header]:
        raise SettingsError(f"{path}: the table lacks {', '.join(missing)}; its columns are {columns}")
    named = [c for c in header if c]
    if unknown := [c for c in named if c not in (*COLUMNS, *NOTES)]:
        raise SettingsError(f"{path}: the table has {', '.join(unknown)}; its columns are {columns}")
    if len(set(named)) < len(named):
        raise SettingsError(f"{path}: a column stands there twice; its columns are {columns}")


def _actor(header: Sequence[str], row: Sequence[str], place: str, states: frozenset[str]) -> OwnActor:
    if any(c.strip() for c in row[len(header) :]):
        raise SettingsError(f"{place}: {len(row)} cells under {len(header)} columns; put what holds a comma in quotes")
    given = dict(zip(header, (c.strip() for c in row), strict=False))
    cells = {c: given.get(c, "") for c in COLUMNS}
    if ";" in cells["aliases"]:
        raise SettingsError(f"{place}: aliases are parted by |, not by ;")
    aliases = tuple(a.strip() for a in cells.pop("aliases").split("|") if a.strip())
    actor = OwnActor(aliases=aliases, **cells)
    if not all(key(name) for name in actor.names):
        raise SettingsError(f"{place}: a name without a letter; fill the column name")
    if actor.kind not in (*KINDS, AGENT):
        raise SettingsError(f"{place}: kind {actor.kind!r} is none of {', '.join((*KINDS, AGENT))}")
    if actor.office and actor.kind != "person":
        raise SettingsError(f"{place}: only a person holds an office; leave the cell empty")
    if actor.kind == AGENT and (actor.state or actor.start or actor.end):
        raise SettingsError(f"{place}: a common noun has a sector and nothing else; its state is told by the text")
    if actor.state and actor.state not in states:
        raise SettingsError(f"{place}: no state has the code {actor.state!r}; codes are ISO 3166-1 alpha-3 (PAK)")
    if actor.kind == "state" and not actor.state:
        raise SettingsError(f"{place}: the name of a state needs its code in the column state")
    if actor.sector and actor.sector not in SECTORS:
        raise SettingsError(f"{place}: sector {actor.sector!r} is none of {', '.join(SECTORS)}")
    for day in (actor.start, actor.end):
        if day and not is_date(day):
            raise SettingsError(f"{place}: {day!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    if actor.start and actor.end and actor.end < actor.start[: len(actor.end)]:
        raise SettingsError(f"{place}: it ends ({actor.end}) before it starts ({actor.start})")
    return actor


def write_own_actors(actors: Iterable[OwnActor], file: TextIO) -> int:
    """Write a table that :func:`read_own_actors` reads; returns how many lines."""
    return write_table([{**_cells(a), "aliases": "|".join(a.aliases)} for a in actors], COLUMNS, file)


def write_table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], file: TextIO) -> int:
    """Write rows as CSV, empty where a row has no value; returns how many."""
    table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return len(rows)


def _cells(actor: OwnActor) -> dict[str, object]:
    return {c: getattr(actor, c) for c in COLUMNS}


def with_own(index: Index, actors: Sequence[OwnActor]) -> Index:
    """The index with a user's actors in place of what it has under their names."""
    if not actors:
        return index
    digest = hashlib.sha256(repr([astuple(a) for a in actors]).encode()).hexdigest()[:12]
    named = [a for a in actors if a.kind != AGENT]
    taken = {phrase for a in named for phrase in _phrases(a)}
    people = list(index.people)
    person_names = _without(index.person_names, taken)
    for lines in _together(a for a in named if a.kind == "person"):
        for name in dict.fromkeys(name for line in lines for name in line.names):
            # A single word others may bear too.
            own_name = PersonName(len(people), len(split(name)) == 1)
            person_names[key(name)] = (*person_names.get(key(name), ()), own_name)
        people.append(_person(lines))
    organisations = _without(index.organisations, taken)
    groups = dict(index.groups)
    for a in named:
        if a.kind not in ("person", "state"):
            _put(organisations, a, Organisation(a.name, a.kind, "", a.state, a.sector, _from(a.start), _to(a.end)))
            groups.pop(a.name, None)
            if a.kind in ("igo", "armed_group"):
                groups[a.name] = Group(a.name, a.kind)
    state_names = _without(index.state_names, taken)
    for a in named:
        if a.kind == "state":
            _put(state_names, a, StateName(a.state, "name", _from(a.start), _to(a.end), False))
    agents = dict(index.agents)
    for a in actors:
        if a.kind == AGENT:
            for noun in map(key, a.names):
                shipped = agents.get(noun, Agent("population", "", "", False, False))
                agents[noun] = shipped._replace(sector=a.sector or shipped.sector)
    phrases = [phrase for a in actors for phrase in (*_phrases(a), *map(key, a.names))]
    longest = dict(index.longest)
    for first, words in longest_by_first_word(phrases).items():
        longest[first] = max(longest.get(first, 0), words)
    return replace(
        index,
        version=f"{index.version}+{digest}",
        people=tuple(people),
        person_names=person_names,
        organisations=organisations,
        groups=groups,
        state_names=state_names,
        agents=agents,
        longest=longest,
    )


def _phrases(actor: OwnActor) -> tuple[str, ...]:
    """What the actor's names are filed under."""
    if actor.kind == AGENT:
        return ()
    if actor.kind == "person":
        return tuple(key(name) for name in actor.names)
    # A mention is looked up without its article.
    bare = (re.sub(r"(?i)^the\s+", "", name) for name in actor.names)
    return tuple(phrase for name in bare for phrase in keys(name))


def _together(actors: Iterable[OwnActor]) -> list[list[OwnActor]]:
    """The lines of each actor."""
    found: dict[str, list[OwnActor]] = {}
    for a in actors:
        found.setdefault(key(a.name), []).append(a)
    return list(found.values())


def _person(lines: Sequence[OwnActor]) -> Person:
    tenures = [
        Tenure(a.office, a.office, _RANK, a.state, "", a.sector, _from(a.start), _to(a.end))
        for a in lines
        if a.office or a.sector or a.start or a.end
    ]
    state = next((a.state for a in reversed(lines) if a.state), "")
    return Person(f"own:{lines[0].name}", lines[0].name, "", state, True, tuple(sorted(tenures, key=lambda t: t.start)))


def _without(names: dict[str, tuple[Record, ...]], taken: set[str]) -> dict[str, tuple[Record, ...]]:
    return {phrase: records for phrase, records in names.items() if phrase not in taken}


def _put(names: dict[str, tuple[Record, ...]], actor: OwnActor, record: Record) -> None:
    for phrase in dict.fromkeys(_phrases(actor)):
        names[phrase] = (*names.get(phrase, ()), record)


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day that there is."""
    try:
        date.fromisoformat(_from(text))
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _from(text: str) -> str:
    """The first day of a date, year or month; an open one stays empty."""
    return text + "-01-01"[len(text) - 4 :] if text else ""


def _to(text: str) -> str:
    """The last day, as a text that no day of the year or month sorts behind."""
    return text + "-12-31"[len(text) - 4 :] if text else ""

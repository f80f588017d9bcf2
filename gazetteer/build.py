"""Build the gazetteer that ships with the package from the source tables.

Run as ``python -m gazetteer.build``. It checks every table, then writes
``src/demarche/actors/gazetteer.json.gz``; the same tables give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from demarche.actors.index import FORMAT, PATH, longest_by_first_word
from demarche.actors.words import key, keys
from demarche.ontology import KINDS, SECTORS
from gazetteer.tables import FORMS, TABLES, Row, TableError, read_tables

Tables = dict[str, list[Row]]
Built = dict[str, Any]

_STATELESS: Final = frozenset({"igo", "armed_group", "ngo"})


def build(folder: Path = TABLES) -> bytes:
    """The built gazetteer as the bytes of its file. Raises TableError for the first mistake found."""
    tables = read_tables(folder)
    codes = _unique(tables["states"], "code")
    built: Built = {"states": _states(tables["states"], codes), "state_names": _state_names(tables, codes)}
    built["organisations"], built["organisation_names"] = _organisations(tables["organisations"], codes)
    built["people"], built["person_names"] = _people(tables, codes)
    built["agents"], built["agent_names"] = _agents(tables)
    phrases = [
        *built["state_names"],
        *built["organisation_names"],
        *built["person_names"],
        *built["agent_names"],
    ]
    built["longest"] = longest_by_first_word(sorted(phrases))
    content = json.dumps(built, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version = hashlib.sha256(content.encode()).hexdigest()[:12]
    whole = json.dumps(
        {"format": FORMAT, "version": version, **built},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return gzip.compress(whole.encode(), compresslevel=9, mtime=0)


def _unique(rows: Iterable[Row], column: str) -> dict[str, Row]:
    """Rows by an identifying column."""
    found: dict[str, Row] = {}
    for row in rows:
        if not row[column]:
            raise row.error(f"{column} is empty")
        if row[column] in found:
            raise row.error(f"{column} {row[column]!r} is there already, at {found[row[column]].place}")
        found[row[column]] = row
    return found


def _state(row: Row, column: str, codes: dict[str, Row]) -> str:
    """A cell that holds a state's code or nothing."""
    if row[column] and row[column] not in codes:
        raise row.error(f"{column}: no state has the code {row[column]!r}")
    return row[column]


def _sector(row: Row) -> str:
    if row["sector"] and row["sector"] not in SECTORS:
        raise row.error(f"sector {row['sector']!r}: one of {', '.join(SECTORS)} or empty")
    return row["sector"]


def _kind(row: Row) -> str:
    if row["kind"] not in KINDS:
        raise row.error(f"kind {row['kind']!r}: one of {', '.join(KINDS)}")
    return row["kind"]


def _states(rows: Iterable[Row], codes: dict[str, Row]) -> list[list[str]]:
    states = []
    for row in rows:
        start, end = row.dates()
        before, after = _state(row, "predecessor", codes), _state(row, "successor", codes)
        states.append([row["code"], row["name"], start, end, after, before, row["wikidata"]])
    return sorted(states)


def _state_names(tables: Tables, codes: dict[str, Row]) -> dict[str, list[list[Any]]]:
    names: dict[str, list[list[Any]]] = {}
    for row in tables["state_names"]:
        if row["form"] not in FORMS:
            raise row.error(f"form {row['form']!r}: one of {', '.join(sorted(FORMS))}")
        entry = [_state(row, "code", codes), row["form"], *row.dates(), row.flag("given")]
        for phrase in keys(row["name"]):
            held = names.setdefault(phrase, [])
            if entry not in held:
                held.append(entry)
    return {phrase: sorted(held) for phrase, held in names.items()}


def _organisations(rows: list[Row], codes: dict[str, Row]) -> tuple[list[list[str]], dict[str, list[int]]]:
    """Organisations sorted by name and state, and the phrases that name them."""
    found: dict[tuple[str, str], tuple[list[str], Row]] = {}
    names_of = {row["name"] for row in rows}
    for row in rows:
        if row["part_of"] and row["part_of"] not in names_of:
            raise row.error(f"it is part of {row['part_of']!r}, which is not in this table")
        entry = [row["name"], _kind(row), row["part_of"], _state(row, "state", codes), _sector(row), *row.dates()]
        identity = (row["name"], row["state"])
        if identity in found:
            raise row.error(f"{row['name']!r} is there already, at {found[identity][1].place}")
        found[identity] = (entry, row)
    order = sorted(found)
    names = _numbered(
        (number, phrase)
        for number, identity in enumerate(order)
        for name in (identity[0], *found[identity][1].listed("names"))
        for phrase in keys(name)
    )
    return [found[identity][0] for identity in order], names


def _numbered(pairs: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """Numbers by phrase, each once and sorted."""
    found: dict[str, set[int]] = {}
    for number, phrase in pairs:
        found.setdefault(phrase, set()).add(number)
    return {phrase: sorted(numbers) for phrase, numbers in found.items()}


def _people(tables: Tables, codes: dict[str, Row]) -> tuple[list[list[Any]], dict[str, list[list[Any]]]]:
    """People sorted by id with their offices, and the phrases that name them."""
    rows = _unique(tables["people"], "person")
    offices = _offices(tables, codes, rows)
    people = []
    names: dict[str, dict[int, bool]] = {}
    for number, identity in enumerate(sorted(rows)):
        row = rows[identity]
        tenures = sorted(offices.get(identity, []), key=lambda tenure: (tenure[6], tenure[7], tenure[0]))
        state = _state(row, "state", codes) or _home(tenures)
        people.append([identity, row["name"], row["wikidata"], state, row.flag("known"), tenures])
        for name in (row["name"], *row.listed("aliases")):
            names.setdefault(key(name), {})[number] = False
        for name in row.listed("surnames"):
            names.setdefault(key(name), {}).setdefault(number, True)
    return people, {phrase: [[n, bare] for n, bare in sorted(found.items())] for phrase, found in names.items()}


def _home(tenures: list[list[Any]]) -> str:
    """The state of a person's latest office that belongs to one."""
    states = [str(tenure[3]) for tenure in tenures if tenure[3]]
    return states[-1] if states else ""


def _offices(tables: Tables, codes: dict[str, Row], people: dict[str, Row]) -> dict[str, list[list[Any]]]:
    titles = _titles(tables["titles"])
    organisations: dict[str, list[Row]] = {}
    for row in tables["organisations"]:
        organisations.setdefault(row["name"], []).append(row)
    offices: dict[str, list[list[Any]]] = {}
    for row in tables["offices"]:
        if row["person"] not in people:
            raise row.error(f"no person has the id {row['person']!r}")
        title = _title(row, titles)
        body = organisations.get(row["of"], [])
        if row["of"] not in codes and len(body) != 1:
            raise row.error(f"{row['of']!r} is {'several organisations' if body else 'no state or organisation'}")
        state = row["of"] if row["of"] in codes else body[0]["state"]
        if body and body[0]["kind"] in ("armed_group", "ngo") and not state:
            state = people[row["person"]]["state"]
        organisation = "" if row["of"] in codes else row["of"]
        rank = titles[title] if not organisation or body[0]["kind"] == "igo" else 1
        start, end = row.dates()
        entry = [row["office"], title, rank, state, organisation, _sector(row), start, end]
        offices.setdefault(row["person"], []).append(entry)
    return offices


def _titles(rows: Iterable[Row]) -> dict[str, int]:
    """Rank by title."""
    titles = {}
    for title, row in _unique(rows, "title").items():
        if row["rank"] not in ("1", "2", "3"):
            raise row.error(f"rank {row['rank']!r}: 1, 2 or 3")
        titles[title] = int(row["rank"])
    return titles


def _title(row: Row, titles: dict[str, int]) -> str:
    """The class of an office: the longest title within its name ("special envoy to Syria" is an envoy)."""
    office = f" {row['office']} "
    found = [title for title in titles if f" {title} " in office]
    if not found:
        raise row.error(f"office {row['office']!r} holds no title of titles.csv")
    return max(found, key=len)


def _agents(tables: Tables) -> tuple[list[list[Any]], dict[str, int]]:
    """The distinct readings of common nouns, and the phrases that have them."""
    titles = _titles(tables["titles"])
    readings: dict[str, tuple[Any, ...]] = {}
    for form, row in _unique(tables["agents"], "form").items():
        if row["office"] and row["office"] not in titles:
            raise row.error(f"office {row['office']!r} is no title of titles.csv")
        reading = (_kind(row), _sector(row), row["office"], row.flag("inherits"), row.flag("local"))
        if readings.setdefault(key(form), reading) != reading:
            raise row.error(f"form {form!r} is spelt like another and reads otherwise")
    order = sorted(set(readings.values()))
    numbers = {reading: number for number, reading in enumerate(order)}
    return [list(reading) for reading in order], {phrase: numbers[reading] for phrase, reading in readings.items()}


def main(write: Callable[[bytes], object] = PATH.write_bytes) -> int:
    """Build and write the file; 1 where a table has a mistake."""
    try:
        content = build()
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    write(content)
    print(f"{PATH}: {len(content):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The source tables: their columns, and rows that know where they stand.

Each table is a CSV file in ``tables/`` with a header line and one fact a row; its ``source`` column names
where the fact comes from.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TABLES: Final = Path(__file__).with_name("tables")

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "states": (
        "code",
        "name",
        "start",
        "end",
        "successor",
        "predecessor",
        "cow",
        "gw",
        "fips",
        "wikidata",
        "source",
    ),
    "state_names": ("code", "name", "form", "start", "end", "given", "source"),
    "titles": ("title", "rank", "source"),
    "people": ("person", "name", "surnames", "aliases", "known", "wikidata", "state", "source"),
    "offices": ("person", "office", "of", "sector", "start", "end", "source"),
    "organisations": ("name", "names", "kind", "part_of", "state", "sector", "start", "end", "source"),
    "agents": ("form", "kind", "sector", "office", "inherits", "local", "source"),
}

FORMS: Final = frozenset(
    ("name", "short", "adjective", "demonym", "capital", "metonym", "city", "misspelling", "former")
)

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MONTH_ENDS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class TableError(ValueError):
    """A mistake in a source table; the message begins with file and line."""


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells, and the place to name in an error."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def listed(self, column: str) -> list[str]:
        """The parts of a cell that holds several values split by a bar."""
        return [part.strip() for part in self.cells[column].split("|") if part.strip()]

    def flag(self, column: str) -> bool:
        """Whether a yes-or-empty cell says yes."""
        value = self.cells[column]
        if value not in ("", "yes"):
            raise self.error(f"{column} is {value!r}: write yes or leave it empty")
        return value == "yes"

    def error(self, message: str) -> TableError:
        """The error that names this row."""
        return TableError(f"{self.place}: {message}")

    def dates(self) -> tuple[str, str]:
        """Start and end as full ISO dates (``""`` for an open one): "2011" begins on 1 January, ends on 31
        December.
        """
        start = self._date("start", last=False)
        end = self._date("end", last=True)
        if start and end and end < start:
            raise self.error(f"ends {self['end']} before it starts {self['start']}")
        return start, end

    def _date(self, column: str, *, last: bool) -> str:
        value = self.cells[column]
        if not value:
            return ""
        match = _DATE.fullmatch(value)
        if match is None:
            raise self.error(f"{column} is {value!r}: write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        month = month or ("12" if last else "01")
        if not 1 <= int(month) <= 12:
            raise self.error(f"{column} is {value!r}: no such month")
        leap = month == "02" and int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
        days = _MONTH_ENDS[int(month) - 1] + leap
        day = day or (f"{days:02}" if last else "01")
        if not 1 <= int(day) <= days:
            raise self.error(f"{column} is {value!r}: no such day")
        return f"{year}-{month}-{day}"


def read_tables(folder: Path = TABLES) -> dict[str, list[Row]]:
    """All tables by name. Raises TableError where a file's columns are not the expected ones."""
    return {name: _read_table(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()}


def _read_table(path: Path, columns: tuple[str, ...]) -> list[Row]:
    rows: list[Row] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = tuple(next(reader, ()))
        if header != columns:
            raise TableError(f"{path.name}:1: columns are {','.join(header)}, expected {','.join(columns)}")
        for cells in reader:
            place = f"{path.name}:{reader.line_num}"
            if len(cells) != len(columns):
                raise TableError(f"{place}: {len(cells)} cells, expected {len(columns)}")
            row = Row(place, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
            if not row["source"]:
                raise row.error("names no source")
            rows.append(row)
    return rows

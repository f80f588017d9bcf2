"""Events as a stream of output: a table, JSON lines, or CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol, TextIO

from rich.console import Console

from demarche.errors import SettingsError
from demarche.records import Event
from demarche.show.tables import events_table
from demarche.store.flat import FLAT_COLUMNS, flatten

#: Rows after which a table is printed and a new one begun, so that a long run shows what it finds.
TABLE_ROWS: Final = 200

#: Columns of a table that goes to a file or a pipe.
FILE_WIDTH: Final = 160


class Format(StrEnum):
    """How to print events."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class EventWriter(Protocol):
    """Takes events as they come."""

    def write(self, events: Sequence[Event]) -> None:
        """Print these events, now or later."""

    def finish(self) -> None:
        """Print what is still held back."""


class TableWriter:
    """Gathers events into tables."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._held: list[Event] = []

    def write(self, events: Sequence[Event]) -> None:
        self._held.extend(events)
        while len(self._held) >= TABLE_ROWS:
            self._print(TABLE_ROWS)

    def finish(self) -> None:
        if self._held:
            self._print(len(self._held))

    def _print(self, rows: int) -> None:
        self.console.print(events_table(self._held[:rows]))
        del self._held[:rows]


class JsonLinesWriter:
    """One event as JSON per line."""

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, events: Sequence[Event]) -> None:
        for event in events:
            self.file.write(event.to_json() + "\n")

    def finish(self) -> None:
        self.file.flush()


class CsvWriter:
    """One event per row, with the columns of ``demarche.store.FLAT_COLUMNS``."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self._rows = csv.DictWriter(file, FLAT_COLUMNS, lineterminator="\n")
        self._rows.writeheader()

    def write(self, events: Sequence[Event]) -> None:
        self._rows.writerows(flatten(event) for event in events)

    def finish(self) -> None:
        self.file.flush()


@contextmanager
def event_writer(form: Format, out: Path | None) -> Iterator[EventWriter]:
    """A writer to the file, or to standard output. What is held back is written at the end, also after an error."""
    with open_output(out) as file:
        writer = _writer(form, file, to_file=out is not None)
        try:
            yield writer
        finally:
            writer.finish()


def _writer(form: Format, file: TextIO, *, to_file: bool) -> EventWriter:
    if form is Format.jsonl:
        return JsonLinesWriter(file)
    if form is Format.csv:
        return CsvWriter(file)
    return TableWriter(table_console(file if to_file else None))


def table_console(file: TextIO | None = None) -> Console:
    """A console on the file, or on standard output; wide where no terminal sets the width."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = FILE_WIDTH
    return console


@contextmanager
def open_output(out: Path | None) -> Iterator[TextIO]:
    """The file to write to as UTF-8, or standard output."""
    if out is None:
        yield sys.stdout
        return
    try:
        file = out.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; name another file") from error
    try:
        with file:
            yield file
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; is the disk full?") from error

"""The store itself: one DuckDB file that holds stories, their events, and what was not coded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from demarche.errors import StoreError
from demarche.records import Coding, Event, Story, Uncoded, content_id
from demarche.store.queries import EventQuery, Filter, day, read_events
from demarche.store.rows import Row, coding_rows, fetch, story_from, story_ref, uncoded_from
from demarche.store.schema import SCHEMA_VERSION, STORY_COLUMN, TABLES
from demarche.store.summaries import (
    Contradiction,
    Counts,
    Dyad,
    read_contradictions,
    read_counts,
    read_dyads,
)

if TYPE_CHECKING:
    import duckdb


#: A file of another kind must not make DuckDB fetch an extension that could read it.
_OFFLINE: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class Store:
    """Codings in one DuckDB file.

    Opens the file, or creates it unless ``read_only``. One process at a time may write; while it does, no
    other can read. Use it as a context manager, or call :meth:`close`.

    Raises StoreError if the file cannot be opened, is of another version or another program, or is in use.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._connection = _connect(self.path, read_only=read_only)
        try:
            _prepare(self._connection, self.path, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything to the file and let go of it."""
        self._connection.close()

    # ------------------------------------------------------------------------------------------------- write

    def save(self, coding: Coding) -> bool:
        """Keep a story with its events, in the place of what is stored of it; all or nothing.

        Returns False, and writes nothing, if exactly this coding is stored already.
        """
        if self.read_only:
            raise StoreError(f"{self.path} was opened for reading only; open it without read_only to save")
        story = coding.story
        _check_belonging(coding)
        rows = coding_rows(coding)
        digest = content_id(SCHEMA_VERSION, rows)
        stored = self._fetch("SELECT digest FROM stories WHERE id = ?", story.id)
        if stored and stored[0]["digest"] == digest:
            return False
        rows["stories"][0]["digest"] = digest
        with self._transaction(f"story {story.id}"):
            if stored:
                for table, column in STORY_COLUMN.items():
                    self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [story.id])
            for table, table_rows in rows.items():
                self._insert(table, table_rows)
        return True

    def _insert(self, table: str, rows: list[Row]) -> None:
        if not rows:
            return
        columns = list(rows[0])
        one = f"({', '.join('?' * len(columns))})"
        self._connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * len(rows))}",
            [row[column] for row in rows for column in columns],
        )

    @contextmanager
    def _transaction(self, what: str) -> Iterator[None]:
        import duckdb

        self._connection.begin()
        try:
            yield
            self._connection.commit()
        except duckdb.Error as error:
            self._connection.rollback()
            raise StoreError(f"{self.path}: cannot save {what}: {_first_line(error)}") from error
        except BaseException:
            self._connection.rollback()
            raise

    # -------------------------------------------------------------------------------------------------- read

    def events(
        self,
        *,
        state: str | None = None,
        with_state: str | None = None,
        type: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        story: str | None = None,
        modality: str | None = None,
        polarity: str | None = None,
        limit: int | None = None,
        newest: bool = False,
    ) -> EventQuery:
        """The events that match all of the given.

        state: a state's code, or the short name of an IGO or armed group, on either side (not a mere source).
        with_state: its partner, in either direction.
        since, until: days (or "2018", "2018-03"); an event is in if any day of its interval is.
        Undated ones are not.
        story: the id of a story, or the beginning of one.
        limit: at most so many, from the oldest on; from the newest on with ``newest``.
        """
        return EventQuery(
            self._connection,
            Filter(
                state=state,
                with_state=with_state,
                type=type,
                since=day(since, last=False),
                until=day(until, last=True),
                story=story,
                modality=modality,
                polarity=polarity,
                limit=limit,
                newest=newest,
            ),
        )

    def event(self, event_id: str) -> Event:
        """The event of this id, or the only one whose id begins so; else StoreError."""
        ids = self._ids("events", "event", event_id)
        return read_events(self._connection, ids)[0]

    def story(self, story_id: str) -> Story:
        """The story of this id, or the only one whose id begins so; else StoreError."""
        [found] = self._ids("stories", "story", story_id)
        [row] = self._fetch("SELECT * FROM stories WHERE id = ?", found)
        cuts = self._fetch("SELECT * FROM cuts WHERE story = ? ORDER BY position", found)
        segments = self._fetch("SELECT * FROM segments WHERE story = ? ORDER BY position", found)
        return story_from(row, cuts, segments)

    def holds(self, story_id: str) -> bool:
        """Whether the story of exactly this id is stored."""
        return bool(self._fetch("SELECT 1 FROM stories WHERE id = ?", story_id))

    def uncoded(self, story_id: str) -> list[Uncoded]:
        """What was not coded in the story of exactly this id, in the order in which it was dropped."""
        rows = self._fetch("SELECT * FROM uncoded WHERE story = ? ORDER BY position", story_id)
        return [uncoded_from(row) for row in rows]

    def counts(self) -> Counts:
        """How much the store holds."""
        return read_counts(self._connection)

    def dyads(self, *, state: str | None = None, limit: int | None = None) -> list[Dyad]:
        """Who dealt with whom, busiest first; with ``state``, only dyads that it belongs to."""
        return read_dyads(self._connection, state, limit)

    def contradictions(self, *, state: str | None = None, limit: int | None = None) -> list[Contradiction]:
        """What is told as a fact and also negated or denied, newest first; with ``state``, by or to it."""
        return read_contradictions(self._connection, state, limit)

    def _ids(self, table: str, what: str, beginning: str) -> list[str]:
        rows = self._fetch(f"SELECT id FROM {table} WHERE starts_with(id, ?) ORDER BY id LIMIT 4", beginning.lower())
        ids = [row["id"] for row in rows]
        if beginning and len(ids) == 1:
            return ids
        if beginning and beginning in ids:
            return [beginning]
        if beginning and ids:
            raise StoreError(f"more than one {what} begins with '{beginning}': {', '.join(ids)}; give more of its id")
        raise StoreError(f"{self.path} holds no {what} '{beginning}'; `demarche events` lists what there is")

    def _fetch(self, sql: str, *parameters: Any) -> list[Row]:
        return fetch(self._connection, sql, parameters)


def _check_belonging(coding: Coding) -> None:
    """The events name this story, and each has an id of its own: else they would not come back as they went in."""
    expected = story_ref(coding.story)
    for event in coding.events:
        if event.story != expected:
            raise StoreError(f"event {event.id} is saved with story {coding.story.id}, but names another")
    if len({event.id for event in coding.events}) < len(coding.events):
        raise StoreError(f"story {coding.story.id} has two events of the same id")


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file for the store")
    if read_only and not path.exists():
        raise StoreError(f"there is no store at {path}; code some stories first, or name another with --store")
    if not path.parent.exists():
        raise StoreError(f"there is no folder {path.parent} for the store {path.name}; create it first")
    try:
        # The absolute path, since DuckDB takes "sqlite:x" or "md:x" for other things than files.
        return duckdb.connect(str(path.absolute()), read_only=read_only, config=dict(_OFFLINE))
    except duckdb.Error as error:
        # The file itself must not be opened to look at it: closing it would release DuckDB's lock on it.
        raise StoreError(_why_not_opened(path, error)) from error


def _why_not_opened(path: Path, error: Exception) -> str:
    message = str(error)
    if "lock" in message:
        return f"{path} is in use by another process; wait until it is done, or end it"
    if "different configuration" in message:
        return f"{path} is open in this program already, for reading or for writing; close that store first"
    if "not a valid DuckDB" in message or "xtension" in message:
        return f"{path} is not a store of demarche; name another file"
    return f"{path} cannot be opened: {_first_line(error)}"


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Create the tables in an empty file; of any other, check that it is a store of this version."""
    import duckdb

    tables = {row["name"] for row in fetch(connection, "SELECT table_name AS name FROM duckdb_tables()")}
    if not tables and not read_only:
        connection.begin()
        for statement in TABLES:
            connection.execute(statement)
        connection.execute("INSERT INTO demarche_store VALUES (?)", [SCHEMA_VERSION])
        connection.commit()
        return
    if "demarche_store" not in tables:
        raise StoreError(f"{path} is a DuckDB file, but not a store of demarche; name another file")
    try:
        [row] = fetch(connection, "SELECT schema_version FROM demarche_store")
    except (duckdb.Error, ValueError) as error:
        raise StoreError(f"{path} is a damaged store; code the stories again into a new file") from error
    if row["schema_version"] != SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by another version of demarche (store version {row['schema_version']}, this "
            f"one reads {SCHEMA_VERSION}); use that version, or code the stories again into a new file"
        )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]

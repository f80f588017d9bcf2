"""The store itself: one DuckDB file that holds stories, their events, and what was not coded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from demarche.errors import StoreError
from demarche.records import Coding, Event, Story, Uncoded, content_id
from demarche.store.connection import Row, connect, fetch, first_line, interruptible, prepare
from demarche.store.queries import EventQuery, Filter, day, read_events
from demarche.store.rows import coding_rows, story_from, story_ref, uncoded_from
from demarche.store.schema import SCHEMA_VERSION, STORY_COLUMN
from demarche.store.summaries import (
    Contradiction,
    Counts,
    Dyad,
    Unresolved,
    read_contradictions,
    read_counts,
    read_dyads,
    read_unresolved,
)


class Store:
    """Codings in one DuckDB file.

    Opens the file, or creates it unless ``read_only``. One process at a time may write; while it does, no
    other can read. Use it as a context manager, or call :meth:`close`.

    Raises StoreError if the file cannot be opened, is of another version or another program, or is in use.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._connection = connect(self.path, read_only=read_only)
        try:
            prepare(self._connection, self.path, read_only=read_only)
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
            with interruptible():
                yield
                self._connection.commit()
        except duckdb.Error as error:
            self._roll_back()
            raise StoreError(f"{self.path}: cannot save {what}: {first_line(error)}") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        import duckdb

        # A commit that fails or is interrupted has ended its transaction already.
        with suppress(duckdb.TransactionException):
            self._connection.rollback()

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

    def unresolved(self) -> list[Unresolved]:
        """Who takes part in events and belongs to no known state or group, by the number of their events."""
        return read_unresolved(self._connection)

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

"""What can be asked of a store: filters turned into SQL with bound parameters, and the answers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from demarche.errors import SettingsError
from demarche.records import Event
from demarche.store.connection import Row, fetch, interruptible
from demarche.store.rows import event_from

if TYPE_CHECKING:
    import duckdb
    import pandas

#: Events read from the file at a time while iterating.
CHUNK: Final = 1000

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to find; None means any. See ``Store.events``."""

    state: str | None = None
    with_state: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None
    story: str | None = None
    modality: str | None = None
    polarity: str | None = None
    limit: int | None = None
    newest: bool = False

    def __post_init__(self) -> None:
        if self.with_state is not None and self.state is None:
            raise SettingsError("with_state names the partner of a dyad; give state as well")
        if self.limit is not None and self.limit < 0:
            raise SettingsError(f"limit is {self.limit}; it must be 0 or more")

    def select(self) -> tuple[str, list[Any]]:
        """A query for ``id`` and ``place_in_order`` of the events, in order, and its parameters."""
        clauses: list[str] = []
        parameters: list[Any] = []

        def demand(clause: str, *values: Any) -> None:
            clauses.append(clause)
            parameters.extend(values)

        if self.state is not None and self.with_state is not None:
            demand(_DYAD_CLAUSE, self.state, self.with_state)
        elif self.state is not None:
            demand(_PARTY_CLAUSE, self.state)
        if self.type is not None:
            demand("e.type = upper(?)", self.type)
        if self.since is not None:
            demand("e.date_end >= ?", self.since)
        if self.until is not None:
            demand("e.date_start <= ?", self.until)
        if self.story is not None:
            demand("starts_with(e.story, ?)", self.story)
        if self.modality is not None:
            demand("e.modality = lower(?)", self.modality)
        if self.polarity is not None:
            demand("e.polarity = lower(?)", self.polarity)
        where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
        order = _NEWEST_FIRST if self.newest else _OLDEST_FIRST
        limit = ""
        if self.limit is not None:
            limit = "LIMIT ?"
            parameters.append(self.limit)
        numbered = f"row_number() OVER (ORDER BY {order}) AS place_in_order"
        return f"SELECT e.id, {numbered} FROM events e {where} ORDER BY {order} {limit}", parameters


_TIE_BREAKERS = "e.story, e.trigger_start, e.trigger_end, e.id"
_OLDEST_FIRST = f"e.date_start NULLS LAST, e.date_end NULLS LAST, {_TIE_BREAKERS}"
_NEWEST_FIRST = f"e.date_start DESC NULLS LAST, e.date_end DESC NULLS LAST, {_TIE_BREAKERS}"

_PARTY_CLAUSE = """
EXISTS (SELECT 1 FROM event_actors p
        WHERE p.event = e.id AND p.role <> 'source' AND lower(p.party) = lower(?))
"""

# Of a reciprocal event with more than two parties all stand as actors: there each is the other's partner.
_DYAD_CLAUSE = """
EXISTS (SELECT 1 FROM event_actors p JOIN event_actors q ON p.event = q.event
        WHERE p.event = e.id AND p.role <> 'source' AND q.role <> 'source'
          AND (p.role <> q.role OR (e.reciprocal AND p.position <> q.position))
          AND lower(p.party) = lower(?) AND lower(q.party) = lower(?))
"""


@dataclass(frozen=True)
class EventQuery:
    """The events that match a filter, read anew from the store each time they are asked for.

    They come by date, then story, then place in the text. Iterating gives :class:`Event` records.
    """

    connection: duckdb.DuckDBPyConnection
    filter: Filter

    def __iter__(self) -> Iterator[Event]:
        select, parameters = self.filter.select()
        with self.connection.cursor() as ids:
            with interruptible():
                ids.execute(select, parameters)
            while chunk := [row[0] for row in ids.fetchmany(CHUNK)]:
                yield from read_events(self.connection, chunk)

    def count(self) -> int:
        """How many there are."""
        select, parameters = self.filter.select()
        [row] = fetch(self.connection, f"SELECT count(*) AS found FROM ({select})", parameters)
        return int(row["found"])

    def df(self) -> pandas.DataFrame:
        """One row per event as a pandas data frame; columns are ``demarche.store.FLAT_COLUMNS``."""
        return self._flat().df()

    def arrow(self) -> Any:
        """One row per event as an Arrow table. Needs pyarrow."""
        _demand("pyarrow")
        return self._flat().to_arrow_table()

    def pl(self) -> Any:
        """One row per event as a polars data frame. Needs polars and pyarrow."""
        _demand("polars", "pyarrow")
        return self._flat().pl()

    def _flat(self) -> duckdb.DuckDBPyRelation:
        select, parameters = self.filter.select()
        return self.connection.cursor().sql(
            f"SELECT f.* FROM ({select}) AS found JOIN flat_events f USING (id) ORDER BY place_in_order",
            params=parameters,
        )


def _demand(*libraries: str) -> None:
    missing = [library for library in libraries if find_spec(library) is None]
    if missing:
        names = " ".join(missing)
        raise SettingsError(f"events in this form need {names}, not installed here; run: pip install {names}")


def read_events(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> list[Event]:
    """The events of these ids, in their order."""
    events = fetch(
        connection,
        """
        SELECT e.*, s.title AS story_title, s.publisher AS story_publisher, s.url AS story_url,
               s.published AS story_published
        FROM events e JOIN stories s ON s.id = e.story WHERE e.id IN (SELECT unnest(?))
        """,
        [ids],
    )
    actors: dict[str, list[Row]] = {}
    for row in fetch(
        connection,
        "SELECT * FROM event_actors WHERE event IN (SELECT unnest(?)) ORDER BY event, role, position",
        [ids],
    ):
        actors.setdefault(row["event"], []).append(row)
    by_id = {row["id"]: event_from(row, actors.get(row["id"], [])) for row in events}
    return [by_id[event_id] for event_id in ids]


def day(value: date | str | None, *, last: bool) -> date | None:
    """A bound of a span of days: a date, or the first or last day of a year, month or day in ISO text."""
    if value is None or isinstance(value, date):
        return value
    found = _PARTIAL_DATE.fullmatch(value.strip())
    if found:
        year, month, day_of_month = (int(part) if part else None for part in found.groups())
        try:
            return _whole_day(year or 0, month, day_of_month, last=last)
        except ValueError:
            pass  # no such month or day: the same error as for any other text
    raise SettingsError(f"'{value}' is no date; write 2018-03-26, 2018-03 or 2018")


def _whole_day(year: int, month: int | None, day_of_month: int | None, *, last: bool) -> date:
    month = month or (12 if last else 1)
    first = date(year, month, 1)
    if day_of_month is None and last:
        return first.replace(day=calendar.monthrange(year, month)[1])
    return first.replace(day=day_of_month or 1)

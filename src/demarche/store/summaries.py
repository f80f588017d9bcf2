"""What a store says as a whole: how much it holds, who deals with whom, what contradicts what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from demarche.store.connection import fetch

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds, and the span of days of its actual and affirmed events."""

    stories: int
    events: int
    uncoded: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Dyad:
    """What ``actor`` did to ``recipient`` (states, IGOs or armed groups): its actual, affirmed events."""

    actor: str
    recipient: str
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two events of the same parties, type and time: one told as a fact, the other negated or denied."""

    affirmed: str
    contradicted_by: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that takes part in events and of which neither state nor group is known."""

    name: str
    kind: str
    events: int
    sentence: str


def read_unresolved(connection: duckdb.DuckDBPyConnection) -> list[Unresolved]:
    """Names without a state, by the number of their events; each with the sentence of the first."""
    rows = fetch(
        connection,
        """
        SELECT a.name, a.kind, count(DISTINCT e.id) AS events,
               min_by(e.sentence_text, (e.story, e.position)) AS sentence
        FROM event_actors a JOIN events e ON e.id = a.event AND e.story = a.story
        WHERE a.state IS NULL AND a.kind NOT IN ('igo', 'armed_group') AND a.role <> 'source'
        GROUP BY a.name, a.kind ORDER BY events DESC, a.name, a.kind
        """,
    )
    return [Unresolved(**row) for row in rows]


def read_counts(connection: duckdb.DuckDBPyConnection) -> Counts:
    """How much the store holds."""
    [row] = fetch(
        connection,
        """
        SELECT (SELECT count(*) FROM stories) AS stories, (SELECT count(*) FROM events) AS events,
               (SELECT count(*) FROM uncoded) AS uncoded, min(date_start) AS first, max(date_end) AS last
        FROM events WHERE modality = 'actual' AND polarity = 'affirmed'
        """,
    )
    return Counts(**row)


def read_dyads(connection: duckdb.DuckDBPyConnection, state: str | None, limit: int | None) -> list[Dyad]:
    """Directed dyads, busiest first. A reciprocal event counts once in each direction."""
    rows = fetch(
        connection,
        """
        WITH parties AS (
            SELECT DISTINCT event, role, party FROM event_actors
            WHERE role <> 'source' AND (state IS NOT NULL OR kind IN ('igo', 'armed_group'))
        ), pairs AS (
            SELECT DISTINCT e.id, e.quad, a.party AS actor, r.party AS recipient
            FROM events e JOIN parties a ON a.event = e.id JOIN parties r ON r.event = e.id
            WHERE e.modality = 'actual' AND e.polarity = 'affirmed' AND a.party <> r.party
              AND (e.reciprocal OR (a.role = 'actor' AND r.role = 'recipient'))
        )
        SELECT actor, recipient, count(*) FILTER (quad LIKE '%cooperation') AS cooperation,
               count(*) FILTER (quad LIKE '%conflict') AS conflict
        FROM pairs
        WHERE CAST(? AS TEXT) IS NULL OR lower(actor) = lower(?) OR lower(recipient) = lower(?)
        GROUP BY actor, recipient
        ORDER BY count(*) DESC, actor, recipient
        LIMIT CAST(? AS BIGINT)
        """,
        [state, state, state, limit],
    )
    return [Dyad(**row) for row in rows]


def read_contradictions(
    connection: duckdb.DuckDBPyConnection, state: str | None, limit: int | None
) -> list[Contradiction]:
    """Events that are told as facts somewhere and negated or denied elsewhere, newest first."""
    rows = fetch(
        connection,
        """
        WITH sides AS (
            SELECT event,
                list(DISTINCT party ORDER BY party) FILTER (role = 'actor') AS actors,
                list(DISTINCT party ORDER BY party) FILTER (role = 'recipient') AS recipients
            FROM event_actors GROUP BY event
        ), told AS (SELECT e.*, s.actors, s.recipients FROM events e JOIN sides s ON s.event = e.id)
        SELECT yes.id AS affirmed, no.id AS contradicted_by
        FROM told yes JOIN told no ON yes.type = no.type
            AND yes.actors = no.actors AND yes.recipients IS NOT DISTINCT FROM no.recipients
            AND yes.date_start <= no.date_end AND no.date_start <= yes.date_end
        WHERE yes.polarity = 'affirmed' AND yes.modality = 'actual' AND no.polarity <> 'affirmed'
          AND (CAST(? AS TEXT) IS NULL OR EXISTS (
            SELECT 1 FROM event_actors p
            WHERE p.event = yes.id AND p.role <> 'source' AND lower(p.party) = lower(?)))
        ORDER BY yes.date_start DESC, yes.id, no.id
        LIMIT CAST(? AS BIGINT)
        """,
        [state, state, limit],
    )
    return [Contradiction(**row) for row in rows]

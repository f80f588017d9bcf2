"""The tables of a store.

Every field that people ask for is a column. Offsets are ``start``/``end`` pairs that count characters into
the story's text, half-open. Codes are text. Unknown is NULL.

There are no primary keys: DuckDB checks them too early when one transaction deletes a row and inserts it
again, which is how a story is replaced. ``Store.save`` keeps ids unique, since it replaces whole stories.
"""

from __future__ import annotations

from typing import Final

#: Raised with every change of the tables below.
SCHEMA_VERSION: Final = 1

TABLES: Final[tuple[str, ...]] = (
    "CREATE TABLE demarche_store (schema_version INTEGER NOT NULL)",
    """
    CREATE TABLE stories (
        id TEXT NOT NULL, title TEXT, byline TEXT, publisher TEXT, url TEXT, language TEXT,
        published DATE, published_basis TEXT,
        published_instant TIMESTAMP,        -- the wall clock of the source
        published_utc_offset INTEGER,       -- seconds east of UTC; NULL where the source names no zone
        truncated BOOLEAN NOT NULL, text TEXT NOT NULL,
        digest TEXT NOT NULL                -- of all rows of this story: saving it again writes nothing
    )
    """,
    """
    CREATE TABLE cuts (
        story TEXT NOT NULL, position INTEGER NOT NULL,
        text TEXT NOT NULL, source_start INTEGER NOT NULL, source_end INTEGER NOT NULL, reason TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE segments (
        story TEXT NOT NULL, position INTEGER NOT NULL,
        text_start INTEGER NOT NULL, text_end INTEGER NOT NULL, source_start INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE events (
        id TEXT NOT NULL, story TEXT NOT NULL, position INTEGER NOT NULL,
        type TEXT NOT NULL, mode TEXT, contexts TEXT[] NOT NULL, cameo TEXT,
        quad TEXT NOT NULL, intensity DOUBLE NOT NULL, reciprocal BOOLEAN NOT NULL,
        modality TEXT NOT NULL, polarity TEXT NOT NULL,
        date_start DATE, date_end DATE, date_precision TEXT, date_basis TEXT NOT NULL,
        date_text TEXT, date_text_start INTEGER, date_text_end INTEGER,
        source_text TEXT, source_start INTEGER, source_end INTEGER, source_quoted BOOLEAN,
        place_name TEXT, place_state TEXT, place_latitude DOUBLE, place_longitude DOUBLE,
        place_precision TEXT, place_text TEXT, place_start INTEGER, place_end INTEGER,
        trigger_text TEXT NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
        sentence_text TEXT NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
        confidence DOUBLE NOT NULL,
        version_demarche TEXT NOT NULL, version_model TEXT NOT NULL,
        version_gazetteer TEXT NOT NULL, version_ontology TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE event_actors (
        event TEXT NOT NULL, story TEXT NOT NULL,
        role TEXT NOT NULL,                 -- actor, recipient, or source (who says so)
        position INTEGER NOT NULL,
        party TEXT NOT NULL,                -- the state, else the name: what it counts as in a dyad
        name TEXT NOT NULL, state TEXT, kind TEXT NOT NULL, sector TEXT, office TEXT, wikidata TEXT,
        text TEXT NOT NULL, text_start INTEGER NOT NULL, text_end INTEGER NOT NULL, reason TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE uncoded (
        story TEXT NOT NULL, position INTEGER NOT NULL,
        text TEXT NOT NULL, text_start INTEGER NOT NULL, text_end INTEGER NOT NULL,
        stage TEXT NOT NULL, reason TEXT NOT NULL
    )
    """,
    "CREATE INDEX stories_id ON stories (id)",
    "CREATE INDEX cuts_story ON cuts (story)",
    "CREATE INDEX segments_story ON segments (story)",
    "CREATE INDEX events_story ON events (story)",
    "CREATE INDEX event_actors_story ON event_actors (story)",
    "CREATE INDEX event_actors_event ON event_actors (event)",
    "CREATE INDEX uncoded_story ON uncoded (story)",
    # One row per event, for tables and data frames. Several actors of one side are joined by "; ".
    # The columns are those of flat.FLAT_COLUMNS, which a test holds against each other.
    """
    CREATE VIEW flat_events AS
    WITH sides AS (
        SELECT event, role,
            string_agg(party, '; ' ORDER BY position) AS party,
            string_agg(name, '; ' ORDER BY position) AS name,
            string_agg(kind, '; ' ORDER BY position) AS kind,
            string_agg(coalesce(sector, ''), '; ' ORDER BY position) AS sector
        FROM event_actors GROUP BY event, role
    )
    SELECT e.id, e.date_start, e.date_end, e.date_precision, e.date_basis, e.date_text,
        a.party AS actor, a.name AS actor_name, a.kind AS actor_kind, a.sector AS actor_sector,
        r.party AS recipient, r.name AS recipient_name, r.kind AS recipient_kind,
        r.sector AS recipient_sector,
        e.type, e.mode, array_to_string(e.contexts, '; ') AS contexts, e.cameo, e.quad, e.intensity,
        e.reciprocal, e.modality, e.polarity,
        s.party AS source, s.name AS source_name, e.source_text, e.source_quoted,
        e.place_name, e.place_state, e.place_latitude, e.place_longitude, e.place_precision,
        e.trigger_text, e.trigger_start, e.trigger_end, e.sentence_text, e.confidence,
        e.story, t.title, t.publisher, t.url, t.published,
        e.version_demarche, e.version_model, e.version_gazetteer, e.version_ontology
    FROM events e
    JOIN stories t ON t.id = e.story
    LEFT JOIN sides a ON a.event = e.id AND a.role = 'actor'
    LEFT JOIN sides r ON r.event = e.id AND r.role = 'recipient'
    LEFT JOIN sides s ON s.event = e.id AND s.role = 'source'
    """,
)

#: Tables whose rows belong to one story, by the column that names it.
STORY_COLUMN: Final[dict[str, str]] = {
    "stories": "id",
    "cuts": "story",
    "segments": "story",
    "events": "story",
    "event_actors": "story",
    "uncoded": "story",
}

"""The store: what goes in comes out equal, once, and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from demarche.errors import SettingsError, StoreError
from demarche.records import Coding, Event, Published, Story
from demarche.store import FLAT_COLUMNS, Store, flatten
from tests.store_examples import NOTHING_ANNOTATED, full_coding, other_coding, recoded


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "test.duckdb") as opened:
        opened.save(full_coding())
        opened.save(other_coding())
        yield opened


def triggers(events) -> list[str]:
    return [event.trigger.text for event in events]


def snapshot(store: Store) -> dict[str, list[tuple]]:
    tables = ("stories", "cuts", "segments", "events", "event_actors", "uncoded")
    return {table: store._connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables}


@pytest.mark.parametrize("coding", [full_coding(), other_coding()], ids=["full", "bare"])
def test_records_come_back_equal(tmp_path, coding):
    path = tmp_path / "a.duckdb"
    with Store(path) as store:
        assert store.save(coding) is True
    with Store(path, read_only=True) as store:
        assert {event.id: event for event in store.events()} == {event.id: event for event in coding.events}
        assert [event.to_json() for event in store.events(story=coding.story.id)] == [
            event.to_json() for event in sorted(coding.events, key=lambda e: (e.date.start is None, str(e.date.start)))
        ]
        assert store.story(coding.story.id) == coding.story
        assert tuple(store.uncoded(coding.story.id)) == coding.uncoded


def test_reasons_of_actors_are_kept(store):
    [threat] = store.events(type="THREATEN")
    assert threat.actor[0].reason == "person Donald Trump, president of USA on 2018-03-26"


@pytest.mark.parametrize(
    "published",
    [
        None,
        Published(date(1947, 6, 6), "given"),
        Published(date(2020, 2, 29), "url", datetime(2020, 2, 29, 23, 59)),
    ],
)
def test_publication_comes_back_equal(tmp_path, published):
    story = Story.of("Nothing happened.", published=published)
    with Store(tmp_path / "a.duckdb") as store:
        store.save(Coding(story, (), (), NOTHING_ANNOTATED))
        assert store.story(story.id) == story


def test_the_zone_of_an_instant_is_kept(store):
    published = store.story(full_coding().story.id).published
    assert published.instant.isoformat() == "2018-03-26T14:05:09.000250+05:00"


def test_saving_the_same_coding_again_changes_nothing(store):
    before = snapshot(store)
    assert store.save(full_coding()) is False
    assert snapshot(store) == before


def test_a_new_coding_takes_the_place_of_the_old_one(store):
    changed = recoded(full_coding(), mode="ban")
    assert store.save(changed) is True
    story = changed.story.id
    assert list(store.events(story=story)) == list(changed.events)
    assert store.uncoded(story) == []
    assert store.counts().stories == 2
    [left] = store._connection.execute("SELECT count(*) FROM event_actors WHERE story = ?", [story]).fetchall()
    assert left == (2,)


def test_a_story_with_new_metadata_is_written_again(store):
    coding = full_coding()
    story = replace(coding.story, byline="John Roe")
    assert store.save(replace(coding, story=story)) is True
    assert store.story(story.id).byline == "John Roe"


def test_a_failed_save_leaves_what_was_there(store):
    coding = full_coding()
    before = snapshot(store)
    broken = replace(coding.events[1], quad=None)
    with pytest.raises(StoreError, match=r"cannot save story .*quad"):
        store.save(replace(coding, events=(coding.events[0], broken)))
    assert snapshot(store) == before
    assert store.save(coding) is False


def test_an_event_of_another_story_is_refused(store):
    coding = replace(full_coding(), events=other_coding().events)
    with pytest.raises(StoreError, match="names another"):
        store.save(coding)


@pytest.mark.parametrize("error", [RuntimeError("Query interrupted"), duckdb.InterruptException("INTERRUPT Error")])
def test_an_interrupt_of_the_database_is_one_of_the_keyboard(store, monkeypatch, error):
    before = snapshot(store)

    def interrupted(table, rows):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(store, "_insert", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.save(recoded(full_coding(), mode="ban"))
    assert snapshot(store) == before


def test_an_interrupt_after_the_transaction_has_ended(store, monkeypatch):
    def interrupted(table, rows):
        store._connection.rollback()
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(store, "_insert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.save(recoded(full_coding(), mode="ban"))
    assert store.counts().events == 6


def test_two_events_of_one_id_are_refused(store):
    coding = full_coding()
    with pytest.raises(StoreError, match="the same id"):
        store.save(replace(coding, events=(coding.events[0], coding.events[0])))


def test_order_is_by_date_then_place_in_the_text(store):
    assert triggers(store.events()) == ["met", "threatened", "talks", "condemn", "buy", "bombed"]
    assert triggers(store.events(newest=True)) == ["buy", "talks", "condemn", "threatened", "met", "bombed"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "PAK"}, ["threatened", "talks", "buy"]),
        ({"state": "pak"}, ["threatened", "talks", "buy"]),
        ({"state": "NATO"}, ["bombed"]),
        ({"state": "al-Shabaab"}, ["bombed"]),
        ({"state": "al-Shabaab", "with_state": "NATO"}, ["bombed"]),
        ({"state": "PAK", "with_state": "RUS"}, ["talks", "buy"]),
        ({"state": "RUS", "with_state": "PAK"}, ["talks", "buy"]),
        ({"state": "USA", "with_state": "RUS"}, []),
        ({"state": "ITA", "with_state": "FRA"}, ["met"]),
        ({"state": "FRA", "with_state": "FRA"}, []),
        ({"state": "ministry"}, []),
        ({"type": "consult"}, ["met", "talks"]),
        ({"since": "2018"}, ["talks", "condemn", "buy"]),
        ({"since": date(2017, 8, 31)}, ["threatened", "talks", "condemn", "buy"]),
        ({"since": "2017-09"}, ["talks", "condemn", "buy"]),
        ({"until": "2016"}, ["met"]),
        ({"until": "2017-08"}, ["met", "threatened"]),
        ({"since": "2017", "until": "2018-03-25"}, ["threatened"]),
        ({"modality": "planned"}, ["buy"]),
        ({"polarity": "negated"}, ["condemn"]),
        ({"limit": 2}, ["met", "threatened"]),
        ({"limit": 0}, []),
        ({"limit": 1, "newest": True}, ["buy"]),
        ({"story": other_coding().story.id[:10]}, ["met", "bombed"]),
        ({"state": "PAK", "type": "CONSULT", "limit": 5}, ["talks"]),
    ],
)
def test_filters(store, asked, found):
    assert triggers(store.events(**asked)) == found


@pytest.mark.parametrize(
    "hostile", ["PAK' OR '1'='1", "'; DROP TABLE events; --", "%", "_", "PAK\x00", "?", "{state}", ""]
)
def test_hostile_values_find_nothing_and_harm_nothing(store, hostile):
    before = snapshot(store)
    for name in ("state", "type", "modality", "polarity"):
        assert list(store.events(**{name: hostile})) == []
    assert list(store.events(state="PAK", with_state=hostile)) == []
    assert store.dyads(state=hostile) == []
    assert store.uncoded(hostile) == []
    for ask in (store.event, store.story):
        with pytest.raises(StoreError, match="holds no"):
            ask(hostile)
    assert snapshot(store) == before


@pytest.mark.parametrize("value", ["yesterday", "2018-13", "2018-02-30", "18-03-26", "0000", "2018-03-26'--"])
def test_a_bound_that_is_no_date(store, value):
    with pytest.raises(SettingsError, match="is no date"):
        store.events(since=value)


def test_settings_that_make_no_sense(store):
    with pytest.raises(SettingsError, match="give state as well"):
        store.events(with_state="RUS")
    with pytest.raises(SettingsError, match="limit is -1"):
        store.events(limit=-1)


def test_event_by_the_beginning_of_its_id(store):
    event = full_coding().events[0]
    assert store.event(event.id) == event
    assert store.event(event.id[:9].upper()) == event


def test_an_ambiguous_beginning_names_the_candidates(tmp_path):
    coding = full_coding()
    twins = tuple(replace(event, id=f"abc{n}") for n, event in enumerate(coding.events[:2]))
    with Store(tmp_path / "a.duckdb") as store:
        store.save(replace(coding, events=twins))
        with pytest.raises(StoreError, match="abc0, abc1"):
            store.event("abc")
        assert store.event("abc1") == twins[1]


def test_holds_needs_the_whole_id(store):
    story = full_coding().story.id
    assert store.holds(story)
    assert not store.holds(story[:-1])


def test_data_frame_and_arrow_have_the_flat_columns(store):
    frame = store.events(state="PAK").df()
    assert tuple(frame.columns) == FLAT_COLUMNS
    assert list(frame["trigger_text"]) == ["threatened", "talks", "buy"]
    assert frame["cameo"].iloc[0] == "1312"
    pytest.importorskip("pyarrow")
    table = store.events(state="PAK").arrow()
    assert tuple(table.column_names) == FLAT_COLUMNS
    assert table.num_rows == 3


def test_flat_rows_are_the_same_in_sql_and_python(store):
    rows = store._connection.execute("FROM flat_events").fetchall()
    by_id = {row[0]: dict(zip(FLAT_COLUMNS, row, strict=True)) for row in rows}
    assert by_id == {event.id: flatten(event) for event in store.events()}


def test_a_form_whose_library_is_missing(store, monkeypatch):
    monkeypatch.setattr("demarche.store.queries.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="pip install polars pyarrow"):
        store.events().pl()


def test_counts(store):
    counts = store.counts()
    assert (counts.stories, counts.events, counts.uncoded) == (2, 6, 2)
    assert (counts.first, counts.last) == (date(2016, 1, 1), date(2018, 3, 26))


def test_counts_of_an_empty_store(tmp_path):
    with Store(tmp_path / "a.duckdb") as store:
        counts = store.counts()
        assert (counts.stories, counts.events, counts.first) == (0, 0, None)
        assert list(store.events()) == []
        assert store.events().df().empty


def test_dyads_are_directed_and_leave_out_plans(store):
    found = {(d.actor, d.recipient): (d.cooperation, d.conflict) for d in store.dyads()}
    assert found[("USA", "PAK")] == (0, 1)
    assert ("PAK", "USA") not in found
    assert found[("RUS", "PAK")] == found[("PAK", "RUS")] == (1, 0)
    assert found[("FRA", "ITA")] == found[("ITA", "DEU")] == (1, 0)
    assert found[("NATO", "al-Shabaab")] == (0, 1)
    assert {d.actor for d in store.dyads(state="USA")} == {"USA"}
    assert len(store.dyads(limit=2)) == 2


def test_contradictions_pair_a_fact_with_its_denial(store):
    assert store.contradictions() == []
    coding = full_coding()
    threat = coding.events[0]
    denial: Event = replace(threat, id="f" * 16, polarity="denied")
    store.save(replace(coding, events=(*coding.events, denial)))
    [found] = store.contradictions()
    assert (found.affirmed, found.contradicted_by) == (threat.id, denial.id)

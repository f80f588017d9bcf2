"""Scores against hand-coded events."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from demarche.errors import SourceError
from demarche.evaluate import Evaluation, GoldStory, evaluate, read_gold
from demarche.ontology import TYPES
from demarche.records import Event, Story
from demarche.show import coding
from demarche.show.cli import app
from tests.cli_fakes import FakeCoder

SHIPPED = Path(__file__).parent / "gold"
TEXT = "Washington threatened Islamabad in May. Moscow praised Beijing. Delhi aided Beijing."
GOLD = {
    "id": "g-1",
    "published": "2018-03-26",
    "text": TEXT,
    "events": [
        {
            "type": "THREATEN",
            "actors": ["USA"],
            "recipients": ["PAK"],
            "trigger": [11, 21],
            "date": "2018-03",
            "modality": "planned",
            "polarity": "affirmed",
        },
        {"type": "SUPPORT", "actors": ["CHN"], "recipients": ["RUS"], "trigger": [47, 54]},
    ],
}


def _write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def _code(story: GoldStory) -> list[Event]:
    return list(FakeCoder().code(Story.of(story.text)))


def _values(result: Evaluation) -> dict[str, tuple[int, int, int]]:
    return {s.name: (s.right, s.coded, s.gold) for s in (*result.found, *result.shares)}


def test_what_is_right_wrong_missing_and_too_much(tmp_path: Path) -> None:
    quiet = {"published": "-", "text": "Moscow praised Delhi.", "events": []}
    result = evaluate(read_gold(_write(tmp_path / "g.jsonl", GOLD, quiet), None, str), _code)
    values = _values(result)
    assert values["trigger"] == (2, 4, 2)
    assert values["type"] == (2, 4, 2)
    assert values["triple"] == values["dyad"] == (1, 4, 2)
    assert values["actor"] == (1, 0, 2), "Moscow is not China"
    assert values["modality"] == (0, 0, 1)
    assert values["polarity"] == (1, 0, 1)
    assert (result.swapped, result.matched) == (1, 2)
    assert (result.quiet_stories, result.quiet_events) == (1, 1)
    assert [(m.what, m.coded, m.gold) for m in result.mistakes] == [
        ("wrong", "RUS SUPPORT CHN", "CHN SUPPORT RUS"),
        ("too much", "IND AID CHN", ""),
        ("too much", "RUS SUPPORT IND", ""),
    ]


def test_intervals_hold_the_value_and_do_not_change(tmp_path: Path) -> None:
    rows = [{**GOLD, "id": f"g-{i}"} for i in range(9)] + [{**GOLD, "events": []}]
    stories = read_gold(_write(tmp_path / "g.jsonl", *rows), None, str)
    one, two = (evaluate(stories, _code) for _ in range(2))
    assert one == two
    triple = one.found[-1]
    assert triple.low < triple.f1 < triple.high


def test_stand_off_ids_offsets_and_times(tmp_path: Path) -> None:
    texts = tmp_path / "texts.csv"
    texts.write_text(f'url,text\nhttp://a/1,"Furniture. {TEXT}"\n', encoding="utf-8")
    row = {
        "id": "s",
        "url": "http://a/1",
        "published": "2018-03-26",
        "start": 11,
        "end": 11 + len(TEXT),
        "actors": {"a": {"code": "USA"}, "b": {"code": "Islamic_Republic"}, "c": {"code": None}},
        "times": [[42, 48, "t1", "2018-05"]],
        "events": [
            {"type": "THREATEN", "actors": ["a", "c"], "recipients": ["b"], "trigger": [22, 32], "time": "t1"},
        ],
    }
    (story,) = read_gold(_write(tmp_path / "g.jsonl", row), texts, lambda c: c.replace("Islamic_Republic", "PAK"))
    (event,) = story.events
    assert story.text == TEXT
    assert (event.actor, event.recipient) == ({"USA"}, {"PAK"})
    assert event.trigger is not None
    assert story.text[slice(*event.trigger)] == "threatened"
    assert event.when == (date(2018, 5, 1), date(2018, 5, 31))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"published": "2018-03-26", "text": "x"}, "'events' is missing"),
        ({**GOLD, "events": [{"type": "HUG"}]}, "type 'HUG' is none of"),
        ({**GOLD, "published": "yesterday"}, "yesterday"),
        ({**GOLD, "text": None, "url": "http://b"}, "no table of texts holds http://b; --texts"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, row: object, complaint: str) -> None:
    path = _write(tmp_path / "g.jsonl", GOLD, row)
    with pytest.raises(SourceError, match=r"g\.jsonl:2") as caught:
        read_gold(path, None, str)
    assert complaint in str(caught.value)


def test_the_threshold_goes_to_the_coder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def load(
        threads: int, own: Path | None = None, threshold: float | None = None, actors: Path | None = None
    ) -> FakeCoder:
        asked.append(threshold)
        return FakeCoder()

    monkeypatch.setattr(coding, "load_coder", load)
    assert (
        CliRunner().invoke(app, ["eval", str(_write(tmp_path / "g.jsonl", GOLD)), "--threshold", "0.7"]).exit_code == 0
    )
    assert asked == [0.7]


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "load_coder", lambda threads: FakeCoder())
    path = _write(tmp_path / "g.jsonl", GOLD)
    shown = CliRunner().invoke(app, ["eval", str(path), "--errors"])
    assert shown.exit_code == 0
    assert "1 stories, 2 events" in shown.output
    assert "too much" in shown.output
    told = json.loads(CliRunner().invoke(app, ["eval", str(path), "--json"]).output)
    assert told["stories"] == 1
    assert len(told["mistakes"]) == 2


@pytest.mark.parametrize("name", sorted(p.stem for p in SHIPPED.glob("*.jsonl")))
def test_the_shipped_gold_is_sound(name: str) -> None:
    rows = [json.loads(line) for line in (SHIPPED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({row["source"] for row in rows}) == len(rows) >= 25
    for row in rows:
        assert "text" not in row
        for e in row["events"]:
            assert e["type"] in TYPES
            assert {*e["actors"], *e["recipients"], *filter(None, [e["source"]])} <= set(row["actors"])
            assert e["time"] is None or e["time"] in {t[2] for t in row["times"]}
            assert all(row["start"] <= a < b <= row["end"] for a, b in (e["trigger"], *e["again"]))

"""The main path with the shipped model: what a story becomes."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from demarche import Coder, Settings, Story
from demarche.errors import SettingsError, SourceError
from demarche.ontology import INTENSITY, MODES, QUAD, TYPES

TEXT = (
    "Norway recalled its ambassador from Ecuador on Monday. The foreign ministry in Oslo accused the government "
    "of Ecuador of spying.\n\nTwo days later, Ecuadorian police arrested three Norwegian journalists in Quito. "
    "Norwegian Prime Minister Jonas Gahr Støre will meet Chinese President Xi Jinping in Beijing next week, officials "
    "said."
)
KEYS = {
    "id", "story", "actor", "recipient", "type", "mode", "contexts", "cameo", "quad", "intensity", "reciprocal",
    "modality", "polarity", "attribution", "date", "place", "trigger", "sentence", "confidence", "version",
}  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Settings(threads=1))


def test_contract_of_every_event(coder: Coder) -> None:
    coding = coder.code(TEXT, published="2023-05-10")
    assert len(coding) >= 3
    for event in coding:
        line = json.loads(event.to_json())
        assert set(line) == KEYS
        assert line["type"] in TYPES
        assert line["mode"] in (None, *MODES.get(line["type"], ()))
        assert (line["quad"], line["intensity"]) == (QUAD[line["type"]], INTENSITY[line["type"]])
        assert Settings().threshold <= line["confidence"] <= 1.0
        spans = [line["trigger"], line["sentence"], *line["actor"], *line["recipient"]]
        spans += [s for s in (line["attribution"], line["place"]) if s]
        assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in spans)
        if line["date"]["text"]:
            assert TEXT[line["date"]["start_char"] : line["date"]["end_char"]] == line["date"]["text"]
        assert line["sentence"]["start"] <= line["trigger"]["start"] < line["sentence"]["end"]
        assert line["actor"] or line["recipient"]


def test_who_did_what_to_whom_and_when(coder: Coder) -> None:
    found = {
        (e.type, e.actor[0].state if e.actor else None, e.recipient[0].state if e.recipient else None): e
        for e in coder.code(TEXT, published="2023-05-10")
    }
    recall = found["SANCTION", "NOR", "ECU"]
    assert (recall.date.start, recall.date.basis) == (date(2023, 5, 8), "text")
    arrest = found["COERCE", "ECU", "NOR"]
    assert arrest.date.start == date(2023, 5, 10)
    meeting = next(e for e in found.values() if e.type == "CONSULT")
    assert meeting.modality == "planned"
    assert {a.state for a in (*meeting.actor, *meeting.recipient)} == {"NOR", "CHN"}
    assert (meeting.date.start, meeting.date.end) == (date(2023, 5, 15), date(2023, 5, 21))


def test_same_text_same_bytes(coder: Coder) -> None:
    first = [e.to_json() for e in coder.code(TEXT, published="2023-05-10")]
    again = [e.to_json() for e in Coder(Settings(threads=2)).code(TEXT, published="2023-05-10")]
    assert first == again


def test_company_does_not_change_a_story(coder: Coder) -> None:
    """A coder keeps nothing from one story to the next."""
    alone = coder.code(TEXT)
    coder.code("Talks began. " * 200)
    assert list(coder.code(TEXT)) == list(alone)


def test_without_publication_day_relative_dates_stay_unknown(coder: Coder) -> None:
    recall = next(e for e in coder.code(TEXT) if e.type == "SANCTION")
    assert (recall.date.start, recall.date.end, recall.date.text) == (None, None, "on Monday")


def test_a_story_without_events(coder: Coder) -> None:
    coding = coder.code("Brazil beat Serbia 2-0 in Doha with two goals after the break. It rained in Karachi.")
    assert list(coding) == []


def test_what_is_refused(coder: Coder) -> None:
    with pytest.raises(SourceError, match="empty"):
        coder.code("  \n ")
    with pytest.raises(SourceError, match="another language"):
        coder.code(Story.of("Le ministre a rencontré son homologue.", language="fr"))
    for wrong in ("26 March", 20180326):
        with pytest.raises(SettingsError, match="2018-03-26"):
            coder.code(TEXT, published=wrong)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="surrogate"):
        coder.code("Russia met \ud800 China.")


def test_a_time_of_day_is_kept_apart_from_the_day(coder: Coder) -> None:
    coding = coder.code(TEXT, published=datetime(2023, 5, 10, 7, 30))
    assert coding.story.published is not None
    assert (coding.story.published.date, coding.story.published.instant) == (
        date(2023, 5, 10),
        datetime(2023, 5, 10, 7, 30),
    )
    assert json.loads(coding[0].to_json())["story"]["published"] == "2023-05-10"


def test_a_sentence_longer_than_a_window_is_read_to_its_end(coder: Coder) -> None:
    text = "Envoys came, " * 300 + "and France accused Chad of spying."
    coding = coder.code(text)
    last = coding.annotation.sentences[-1]
    assert last.end == len(text)
    assert any(m.text == "Chad" for m in coding.annotation.mentions)


def test_threshold_trades_recall_for_precision(coder: Coder) -> None:
    loose = {e.id: e for e in Coder(Settings(threads=1, threshold=0.1)).code(TEXT)}
    bound = sorted(e.confidence for e in loose.values())[len(loose) // 2]
    strict = Coder(Settings(threads=1, threshold=bound)).code(TEXT)
    assert 0 < len(strict) < len(loose)
    assert min(e.confidence for e in strict) >= bound


def test_classify(coder: Coder) -> None:
    sentence = "Russian jets bombed rebel positions near the Turkish border."
    scores = coder.classify(sentence, actor=(0, 12), recipient=(20, 35))
    assert set(scores) == {*TYPES, None}
    assert abs(sum(scores.values()) - 1.0) < 1e-6
    assert max(scores, key=lambda k: scores[k]) == "ASSAULT"
    assert set(coder.classify(sentence, actor=(0, 12))) == {*TYPES, None}
    with pytest.raises(SettingsError, match="an actor or a recipient"):
        coder.classify(sentence)
    for wrong in ((200, 210), (-5, 6), (3, 3), (7, 8)):
        with pytest.raises(SettingsError, match="holds no word"):
            coder.classify(sentence, actor=wrong)
    far = sentence + " Nothing happened for days in the hills." * 60 + " Turkey protested."
    assert coder.classify(far, actor=(far.index("Turkey protested"), len(far) - 11))
    with pytest.raises(SettingsError, match="too far apart"):
        coder.classify(far, actor=(0, 12), recipient=(far.index("Turkey protested"), len(far) - 11))


def test_annotate(coder: Coder) -> None:
    annotation = coder.annotate(TEXT, published="2023-05-10")
    words = {m.text: m for m in annotation.mentions}
    assert words["Norway"].actors[0].state == "NOR"
    assert {t.text for t in annotation.times} >= {"on Monday"}
    assert all(TEXT[m.start : m.end] == m.text for m in annotation.mentions)
    assert annotation.sentences[0].text.endswith("Monday.")


def test_settings_are_checked() -> None:
    for wrong in ({"threshold": 0.0}, {"arc": 1.5}, {"threads": -1}):
        with pytest.raises(SettingsError):
            Settings(**wrong)  # type: ignore[arg-type]

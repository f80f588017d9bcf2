"""The corpus format: what is read, and that mistakes are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.passages import Passage, Problem, read, read_all

SOUND = """## t-0001
published: 2020-06-02
register: wire
region: europe
--
<t1 On Monday>, [a Norway] {1 recalled} [b its envoy in <p1 Quito>] and [c both men] {2 talked}.

The {x1 old friendship} cooled after [a Oslo]'s {=1 step}.
--
a: state NOR
b: person NOR GOV ; the envoy
c: population - CVL
t1: 2020-06-01
p1: ECU ; Quito
1: SANCTION/withdraw a -> b time=t1
2: CONSULT c -> - recip planned
x1: description
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "some.txt"
    path.write_text(text, encoding="utf-8")
    return path


def only(folder: Path, text: str) -> Passage:
    passages, problems = read(write(folder, text))
    assert problems == []
    assert len(passages) == 1
    return passages[0]


def test_text_and_offsets(tmp_path: Path) -> None:
    p = only(tmp_path, SOUND)
    assert p.text == (
        "On Monday, Norway recalled its envoy in Quito and both men talked.\n\n"
        "The old friendship cooled after Oslo's step."
    )
    marked = {s.label: p.text[s.start : s.end] for s in p.spans}
    assert marked == {
        "t1": "On Monday",
        "a": "Oslo",
        "1": "recalled",
        "b": "its envoy in Quito",
        "p1": "Quito",
        "c": "both men",
        "2": "talked",
        "x1": "old friendship",
        "=1": "step",
    }
    assert [s.label for s in p.spans_of("again")] == ["=1"]
    assert len(p.spans_of("actor")) == 4


def test_legend(tmp_path: Path) -> None:
    p = only(tmp_path, SOUND)
    assert (p.entities["b"].kind, p.entities["b"].code, p.entities["b"].sector) == ("person", "NOR", "GOV")
    assert p.entities["c"].code is None
    assert p.times == {"t1": "2020-06-01"}
    assert p.places == {"p1": "ECU"}
    first, second = p.events["1"], p.events["2"]
    assert (first.type, first.mode, first.actors, first.recipients, first.time) == (
        "SANCTION",
        "withdraw",
        ("a",),
        ("b",),
        "t1",
    )
    assert (first.modality, first.polarity, first.reciprocal) == ("actual", "affirmed", False)
    assert (second.modality, second.recipients, second.reciprocal) == ("planned", (), True)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[a Norway]", "[a Norway", 6, "inside another of its own sort"),
        ("[a Norway]", "[a Norway ]", 6, "begins or ends with a space"),
        ("[a Norway]", "[a [b Norway]]", 6, "inside another of its own sort"),
        ("[a Norway]", "[Norway]", 6, "comes an id and a space"),
        ("a: state NOR", "a: country NOR", 10, "KIND is one of|KIND one of"),
        ("a: state NOR", "a: state NO", 10, "three-letter code"),
        ("a: state NOR\n", "", 1, "a is marked in the text and missing"),
        ("SANCTION/withdraw", "SANCTION/kick", 15, "has the modes"),
        ("SANCTION/withdraw", "BLAME", 15, "event type"),
        ("a -> b time=t1", "a -> q time=t1", 15, "names q"),
        ("a -> b time=t1", "a -> b when=t1", 15, "'when=t1' is not"),
        ("t1: 2020-06-01", "t1: Monday", 13, "time value"),
        ("register: wire", "register: blog", 1, "register: is one of"),
        ("{=1 step}", "{1 step}", 15, "has 2 triggers"),
        ("x1: description", "x1: nonsense", 17, "is not one of"),
        ("p1: ECU ; Quito", "p1: ECU ; Quito\np2: ECU", 15, "not marked in the text"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in SOUND
    passages, problems = read(write(tmp_path, SOUND.replace(old, new, 1)))
    assert passages == []
    assert len(problems) == 1
    assert any(w in problems[0].message for w in words.split("|")), problems[0]
    assert problems[0].line == line
    assert str(problems[0]).startswith(f"{tmp_path / 'some.txt'}:{line}: ")


def test_a_broken_passage_does_not_hide_the_next(tmp_path: Path) -> None:
    broken = SOUND.replace("[a Norway]", "[a Norway")
    passages, problems = read(write(tmp_path, broken + "\n" + SOUND.replace("t-0001", "t-0002")))
    assert [p.id for p in passages] == ["t-0002"]
    assert len(problems) == 1


def test_an_id_is_used_once(tmp_path: Path) -> None:
    passages, problems = read_all([write(tmp_path, SOUND + "\n" + SOUND)])
    assert len(passages) == 1
    assert isinstance(problems[0], Problem)
    assert "stands already" in problems[0].message

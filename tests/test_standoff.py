"""Annotations kept apart from their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.passages import read_all
from training.standoff import read, row_of, texts_of, write

ANNOTATED = """## so-1
story: so
published: 2018-03-26
register: wire
region: world
--
<t1 On Monday> [a Russia] {1 agreed} to talks (soon)
with [b Pakistan]. [a It] {=1 said} yes.

[a+b Both] are {x1 allies} in <p1 Asia>.
--
a: state RUS
b: state PAK
t1: 2018-03-26
p1: -
1: AGREE a -> b time=t1
x1: description
"""
TEXT = (
    "Title.  On Monday Russia agreed\n to talks [soon] with Pakistan. It said yes.\n\n\nBoth are allies in Asia. End."
)


def test_there_and_back(tmp_path: Path) -> None:
    source = tmp_path / "so.txt"
    source.write_text(ANNOTATED, encoding="utf-8")
    passages, problems = read_all([source])
    assert problems == []
    out = tmp_path / "so.jsonl"
    write(passages, {"so-1": "doc"}, {"doc": TEXT}, out)
    assert "Russia agreed" not in out.read_text(encoding="utf-8")
    (back,) = read(out, {"doc": TEXT})
    (there,) = passages
    assert back.text in TEXT
    for one, other in zip(there.spans, back.spans, strict=True):
        assert one.label == other.label
        assert there.text[one.start : one.end] == back.text[other.start : other.end]
    assert back.events == there.events
    assert {k: (e.kind, e.code) for k, e in back.entities.items()} == {"a": ("state", "RUS"), "b": ("state", "PAK")}
    assert (back.times, back.places, back.lookalikes) == (there.times, there.places, there.lookalikes)
    assert read(out, {}) == []


def test_a_passage_that_does_not_stand_in_its_text(tmp_path: Path) -> None:
    source = tmp_path / "so.txt"
    source.write_text(ANNOTATED, encoding="utf-8")
    with pytest.raises(ValueError, match="so-1 does not stand in doc"):
        row_of(read_all([source])[0][0], "doc", "Another text.")


def test_texts_of_a_treebank(tmp_path: Path) -> None:
    lines = ["# newdoc id = d1", "# newpar", "# text = One.", "1\tOne", "# text = Two.", "# newpar", "# text = Three."]
    (tmp_path / "a.conllu").write_text("\n".join([*lines, "# newdoc id = d2", "# text = Four."]), encoding="utf-8")
    texts = texts_of(tmp_path)
    assert (texts["d1"], texts["d2"]) == ("One. Two.\n\nThree.", "Four.")

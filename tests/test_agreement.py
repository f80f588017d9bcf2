"""Agreement of two annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.agreement import agreement, kappa
from training.passages import Passage, read_all

HEAD = "## ag-1\nstory: ag\npublished: 2018-03-26\nregister: wire\nregion: world\n--\n"
FIRST = HEAD + (
    "[a Russia] {1 agreed} to {2 help} [b Pakistan].\n--\na: state RUS\nb: state PAK\n1: AGREE a -> b\n2: AID a -> b\n"
)
SECOND = HEAD + "[k Russia] {1 agreed} to help [m Pakistan].\n--\nk: state RUS\nm: state PAK\n1: AGREE k -> -\n"


def _passage(path: Path, text: str) -> Passage:
    path.write_text(text, encoding="utf-8")
    passages, problems = read_all([path])
    assert problems == []
    return passages[0]


@pytest.mark.parametrize(
    ("units", "value"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a")], 1.0),
    ],
)
def test_kappa(units: list[tuple[str, str]], value: float) -> None:
    assert kappa(units) == pytest.approx(value)


def test_an_event_too_much_and_a_recipient_missed(tmp_path: Path) -> None:
    page = agreement([(_passage(tmp_path / "a.txt", FIRST), _passage(tmp_path / "b.txt", SECOND))])
    assert "1 passages, 2 and 1 events" in page
    assert "F1 of triggers 0.667, of (type, actor codes, recipient codes) 0.000" in page
    assert "F1 of actor: 1.000" in page
    assert "F1 of recipient: 0.000 (1 and 0)" in page
    assert "| AID | 1 | 0 | 0 |" in page

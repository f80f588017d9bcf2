"""Sentence ends in news prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.annotate.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Troops crossed the river. They met no one.", 2),
        ("Mr. Park met Gen. Ri on Tuesday. No deal came of it.", 2),
        ("The U.S. ambassador left. He gave no reason.", 2),
        ("He returned to the U.S. The talks went on.", 2),
        ("He spoke at 5 p.m. in Geneva about J. Smith and the E.U. budget.", 1),
        ("Prices rose 3.5 percent. Wages did not.", 2),
        ('"We will not leave." That was all he said.', 2),
        ("“We will not leave,” he said. “Never.”", 2),
        ("Will they talk? Nobody knows! Time will tell...", 3),
        ("Headline without a stop\n\nThe story begins here.", 2),
        ("Lt. Col. Ahmed of the 3rd Bn. said no. 4 company had surrendered.", 1),
        ("On Jan. 5 the envoy flew to St. Petersburg.", 1),
        ("The answer was no. Russia attacked.", 2),
        ("He sat. Moscow waited for the sheikh. Nobody came.", 3),
        ("The rules are in art. 5 of the treaty.", 1),
        ("." * 3000 + " Nobody spoke.", 2),
        ("Volkswagen Group Inc. and BP plc. signed.", 1),
    ],
)
def test_count(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


def test_empty() -> None:
    assert cut("") == []
    assert cut(" \n ") == []


@given(st.text(alphabet=st.sampled_from(list("aB .!?\n\"”U1'")), max_size=80))
def test_nothing_is_lost(text: str) -> None:
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    kept = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in kept)

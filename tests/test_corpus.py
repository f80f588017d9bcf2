"""The shipped corpus is sound and covers what it must."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from demarche.ontology import MODES, TYPES
from training.passages import Passage, read_all

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def corpus() -> list[Passage]:
    passages, problems = read_all(sorted((ROOT / "training/corpus").glob("*.txt")))
    assert problems == []
    return passages


def test_size(corpus: list[Passage]) -> None:
    assert len(corpus) >= 10000


def test_every_type_and_mode(corpus: list[Passage]) -> None:
    events = [e for p in corpus for e in p.events.values()]
    types = Counter(e.type for e in events)
    assert min(types[t] for t in TYPES) >= 100, types
    modes = Counter((e.type, e.mode) for e in events)
    assert [(t, m) for t, ms in MODES.items() for m in ms if not modes[t, m]] == []


def test_every_layer(corpus: list[Passage]) -> None:
    events = [e for p in corpus for e in p.events.values()]
    assert sum(not p.events for p in corpus) / len(corpus) >= 0.08
    assert {e.modality for e in events} == {"actual", "planned", "hypothetical"}
    assert {e.polarity for e in events} == {"affirmed", "negated", "denied"}
    for has in ("time", "place", "source"):
        assert sum(getattr(e, has) is not None for e in events) >= 300, has
    assert sum(e.reciprocal for e in events) >= 300


def test_no_passage_twice(corpus: list[Passage]) -> None:
    """No two passages share a fifth of the shorter one's six-word runs."""

    def runs(p: Passage) -> set[tuple[str, ...]]:
        words = p.text.lower().split()
        return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}

    owner: dict[tuple[str, ...], list[str]] = {}
    sizes = {}
    for p in corpus:
        sizes[p.id] = len(found := runs(p))
        for run in found:
            owner.setdefault(run, []).append(p.id)
    shared = Counter((a, b) for ids in owner.values() for i, a in enumerate(ids) for b in ids[i + 1 :])
    assert [(a, b, n) for (a, b), n in shared.items() if n > 0.2 * min(sizes[a], sizes[b])] == []


def test_marks_touch_whole_words(corpus: list[Passage]) -> None:
    split = [
        (p.id, p.text[s.start : s.end])
        for p in corpus
        for s in p.spans
        if (s.start and p.text[s.start - 1].isalnum() and p.text[s.start].isalnum())
        or (s.end < len(p.text) and p.text[s.end].isalnum() and p.text[s.end - 1].isalnum())
    ]
    assert split == []

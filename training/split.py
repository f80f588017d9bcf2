"""The corpus in its two parts, for training and for development, and where training keeps its work."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from training.passages import Passage, read_all
from training.standoff import read as read_standoff
from training.standoff import texts_of

CORPUS = Path("training/corpus")
WORK = Path("training/work")
#: Share of the stories held out for development scores.
HELD_OUT = 0.15


def held_out(story: str) -> bool:
    """Whether a story is for development: decided by its name's hash, so that a growing corpus moves none over."""
    return int(hashlib.sha256(story.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < HELD_OUT


def load(*, sound_only: bool = False) -> tuple[list[Passage], list[Passage]]:
    """Training and development passages of the corpus; a corpus with mistakes is refused, or its sound part taken."""
    passages, problems = read_all(sorted(CORPUS.glob("*.txt")))
    if problems and not sound_only:
        raise SystemExit("\n".join(map(str, problems)) + "\nmend the corpus first")
    train = [p for p in passages if not held_out(p.story)]
    return train, [p for p in passages if held_out(p.story)]


def borrowed(texts: Sequence[Path]) -> list[Passage]:
    """The stand-off passages of the corpus whose texts are in these folders and tables; they only train."""
    found = {source: text for path in texts for source, text in texts_of(path).items()}
    passages: list[Passage] = []
    for file in sorted(CORPUS.glob("*.jsonl")):
        here = read_standoff(file, found)
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if len(here) < lines:
            print(f"{file.name}: {lines - len(here)} passages left out, whose texts --texts does not hold", flush=True)
        passages += here
    return passages


def digest(passages: Sequence[Passage]) -> str:
    """A hash of what the model learns from, for its card."""
    lines = sorted(f"{p.id}\t{p.text}\t{p.spans}\t{p.events}" for p in passages)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

"""Pronouns that stand for actors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_WORDS: Final = re.compile(
    r"\b(?:he|she|it|they|him|her|them|we|us|i|you|his|hers|its|their|theirs|our|my|your|who|which|both|himself|herself"
    r"|itself|themselves)\b",
    re.IGNORECASE,
)


def pronouns(text: str) -> Iterator[tuple[int, int]]:
    """Where the pronouns of a text stand, as (start, end). "US", "WHO" and "IT" are names."""
    return (m.span() for m in _WORDS.finditer(text) if len(m[0]) == 1 or not m[0].isupper())


def is_pronoun(words: str) -> bool:
    """Whether the words are one pronoun and nothing else."""
    return (0, len(words)) in pronouns(words)

"""What a rule of the grammar is: from a position in the tokens to a meaning and the position after its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from demarche.when.meanings import Meaning
from demarche.when.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Match:
    """Words up to ``end`` that can be a time.

    ``lone`` is why the words alone do not show that they are a time: a bare ``year`` (2014 people), a bare ``month``
    (May, March), a bare ``part`` of the day, a named ``era`` or a ``term`` of office. Empty where they do.
    """

    meaning: Meaning
    end: int
    lone: str = ""


Rule = Callable[[Tokens, int], Match | None]


def longest(rules: Iterable[Rule], tokens: Tokens, i: int) -> Match | None:
    """The match that takes most words; of equals, the earlier rule's."""
    best: Match | None = None
    for rule in rules:
        found = rule(tokens, i)
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best

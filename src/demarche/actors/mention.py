"""How a mention is built: whose it is, its head, and what follows a preposition.

"Pakistan's army chief" has the owner "Pakistan" and the head "army chief"; "the foreign minister of Iran" has
the head "foreign minister" and the complement "Iran" behind "of".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.actors.index import Index, Span
from demarche.actors.lexicon import (
    ALLEGIANCES,
    CONJUNCTIONS,
    OWNING,
    PREPOSITIONS,
    QUALIFYING,
    RELATIVES,
    STANCES,
)
from demarche.actors.words import COMMA, POSSESSIVE, Word


@dataclass(frozen=True)
class Part:
    """A stretch of a mention's words with the known phrases in it. Offsets of the spans count in these words.

    link: the preposition before it, "loyal" for what the head is loyal to, "" for head and owner.
    """

    link: str
    words: Sequence[Word]
    spans: tuple[Span, ...]

    @property
    def tail(self) -> Sequence[Word]:
        """The words behind the last known phrase."""
        return self.words[self.spans[-1].end :] if self.spans else self.words

    def before(self, span: Span) -> tuple[Span, ...]:
        """The known phrases before one."""
        return tuple(other for other in self.spans if other.end <= span.start)

    def plain(self) -> list[Word]:
        """The words that belong to no known phrase."""
        known = {at for span in self.spans for at in range(span.start, span.end)}
        return [word for at, word in enumerate(self.words) if at not in known]


@dataclass(frozen=True)
class Mention:
    """A noun phrase in parts."""

    owner: Part | None
    head: Part
    complements: tuple[Part, ...]


def take_apart(words: Sequence[Word], index: Index) -> Mention | None:
    """Owner, head and complements of a noun phrase; None where it has no word."""
    words = _trim(words)
    if not words:
        return None
    spans = index.scan(words)
    known = {at for span in spans for at in range(span.start, span.end)}
    cuts = [at for at, word in enumerate(words) if at not in known and _cuts(words, spans, at)]
    first = cuts[0] if cuts else len(words)
    owners = [at for at in range(first) if words[at].norm == POSSESSIVE and at not in known]
    head_from = owners[-1] + 1 if owners else 0
    owner = _part("", words, spans, 0, owners[-1]) if owners else None
    complements = []
    for cut, end in zip(cuts, [*cuts[1:], len(words)], strict=False):
        if _ends(words[cut]):
            break
        complements.append(_part(_link(words, cut), words, spans, cut + 1, end))
    return Mention(owner, _part("", words, spans, head_from, first), tuple(complements))


def _trim(words: Sequence[Word]) -> Sequence[Word]:
    """Without the possessive mark at the end ("Pakistan's")."""
    end = len(words)
    while end and words[end - 1].norm in (POSSESSIVE, COMMA):
        end -= 1
    return words[:end]


def _cuts(words: Sequence[Word], spans: Sequence[Span], at: int) -> bool:
    """Whether a word that belongs to no known phrase ends the part before it."""
    word = words[at]
    if at == 0 or word.glued:
        return False
    if word.norm in CONJUNCTIONS:
        return not _joins_owners(words, spans, at)
    return word.norm in PREPOSITIONS or _ends(word)


def _joins_owners(words: Sequence[Word], spans: Sequence[Span], at: int) -> bool:
    """Whether "and" stands between two states that own one head: "Russian and Syrian warplanes"."""
    before = any(span.states and span.end == at for span in spans)
    return before and any(span.states and span.start == at + 1 and span.end < len(words) for span in spans)


def _ends(word: Word) -> bool:
    return word.norm == COMMA or word.norm in RELATIVES


def _link(words: Sequence[Word], cut: int) -> str:
    link = words[cut].norm
    return "loyal" if link in ("to", "by") and words[cut - 1].norm in ALLEGIANCES else link


def _part(link: str, words: Sequence[Word], spans: Sequence[Span], start: int, end: int) -> Part:
    inside = [
        span for span in spans if start <= span.start and span.end <= end and not _disowned(words, span)
    ]
    shifted = tuple(
        Span(s.start - start, s.end - start, s.states, s.people, s.organisations, s.agent) for s in inside
    )
    return Part(link, words[start:end], shifted)


def _disowned(words: Sequence[Word], span: Span) -> bool:
    """Whether a name only qualifies what follows: "Iran-backed militia", "pro-Russian separatists"."""
    if span.agent is not None:
        return False
    if span.start and words[span.start].glued and words[span.start - 1].norm in STANCES:
        return True
    if span.end >= len(words) or not words[span.end].glued:
        return False
    tied = words[span.end].norm
    return not words[span.end].capital and tied not in OWNING and tied.endswith(QUALIFYING)

"""How a mention is built: whose it is, its head, and what follows a preposition.

"Pakistan's army chief" has the owner "Pakistan" and the head "army chief"; "the foreign minister of Iran" has
the head "foreign minister" and the complement "Iran" behind "of".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.actors.index import Index, Span
from demarche.actors.lexicon import (
    ADDRESS,
    ALLEGIANCES,
    CONJUNCTIONS,
    GIVEN,
    NAMING,
    OWNERS,
    OWNING,
    PARTICLES,
    PREPOSITIONS,
    QUALIFYING,
    RELATIVES,
    STANCES,
)
from demarche.actors.words import COMMA, POSSESSIVE, Word, fold


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
    """A noun phrase in parts. ``shared``: several states own its head ("presidents of Peru and Colombia")."""

    owner: Part | None
    head: Part
    complements: tuple[Part, ...]
    shared: bool


def take_apart(words: Sequence[Word], index: Index) -> Mention | None:
    """Owner, head and complements of a noun phrase; None where it has no word."""
    words = _trim(words)
    if not words:
        return None
    spans = _known(words, index)
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
    head = _part("", words, spans, head_from, first)
    return Mention(owner, head, tuple(complements), _shared(words, spans, cuts))


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


def _shared(words: Sequence[Word], spans: Sequence[Span], cuts: Sequence[int]) -> bool:
    """Whether the head belongs to several states, joined before it or listed behind a preposition."""
    if any(word.norm in CONJUNCTIONS and _joins_owners(words, spans, at) for at, word in enumerate(words)):
        return True
    if not cuts or words[cuts[0]].norm not in OWNERS:
        return False
    listing = [at for at in cuts[1:] if words[at].norm in CONJUNCTIONS or words[at].norm == COMMA]
    names = {span.start for span in spans if span.states}
    ends = {span.end for span in spans if span.states}
    after = [word.norm for word in words[1:]] + [""]
    return any(at in ends and (at + 1 in names or after[at] == "the") for at in listing[:1])


def _ends(word: Word) -> bool:
    return word.norm == COMMA or word.norm in RELATIVES


def _link(words: Sequence[Word], cut: int) -> str:
    link = words[cut].norm
    return "loyal" if link in ("to", "by") and words[cut - 1].norm in ALLEGIANCES else link


def _known(words: Sequence[Word], index: Index) -> list[Span]:
    """The known phrases without those that are only a piece of an unknown name."""
    spans = index.scan(words)
    return [span for at, span in enumerate(spans) if not _fragment(words, spans, at, index)]


def _fragment(words: Sequence[Word], spans: Sequence[Span], at: int, index: Index) -> bool:
    """Whether a single known word belongs to the name of somebody unknown: "Jeb Bush", "Fox Quesada"."""
    span = spans[at]
    bare = bool(span.people) and all(name.bare for name in span.people)
    if span.agent or span.states or span.end - span.start > 1 or not (bare or span.organisations):
        return False
    following = next((other for other in spans if other.start == span.end), None)
    told = following is not None and bool(following.agent or following.states or following.organisations)
    if span.end < len(words) and words[span.end].capital and not words[span.end].glued and not told:
        return True
    if (
        bare
        and span.start == 0
        and words[0].norm in GIVEN
        and not any(index.people[n.person].known for n in span.people)
    ):
        return True
    if bare and span.start and (before := words[span.start - 1].norm) in NAMING:
        return not any(before in t.office for n in span.people for t in index.people[n.person].tenures)
    if bare and words[span.end : span.end + 1] and words[span.end].norm in PARTICLES:
        return any(word.capital for word in words[span.end + 1 : span.end + 2])
    return bare and span.start > 0 and _stranger(words, spans, span, index)


def _stranger(words: Sequence[Word], spans: Sequence[Span], span: Span, index: Index) -> bool:
    """Whether the word before a surname is a given name that none of its known bearers has."""
    word = words[span.start - 1]
    if not word.capital or word.norm in ADDRESS or words[span.start].glued:
        return False
    before = next((other for other in spans if other.end == span.start), None)
    if before is not None and (before.agent or before.states or before.organisations):
        return False
    initial = len(word.norm) == 1
    names = [fold(part) for name in span.people for part in index.people[name.person].name.split()]
    return not any(part.startswith(word.norm) if initial else part == word.norm for part in names)


def _part(link: str, words: Sequence[Word], spans: Sequence[Span], start: int, end: int) -> Part:
    inside = [span for span in spans if start <= span.start and span.end <= end and not _disowned(words, span)]
    shifted = tuple(Span(s.start - start, s.end - start, s.states, s.people, s.organisations, s.agent) for s in inside)
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

"""How a mention is built: whose it is, its head, and what follows a preposition.

"Pakistan's army chief" has the owner "Pakistan" and the head "army chief"; "the foreign minister of Iran" has the
head "foreign minister" and the complement "Iran" behind "of".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from demarche.actors.index import Index, Span
from demarche.actors.words import COMMA, POSSESSIVE, Word

_PREPOSITIONS: Final = frozenset(
    "of from to in for at with on by against near under over between inside outside into about among across within "
    "behind during toward towards around along since after before and or as via through".split()
)

#: Nothing behind these belongs to the noun phrase.
_ENDS: Final = frozenset({COMMA, "who", "whom", "which", "that", "whose", "where", "when", "while"})

#: "X-led troops" are X's; behind any other tied participle ("X-backed", "X-born", "X-based") X does not own them.
_OWNING: Final = frozenset({"led", "run", "owned", "ruled", "headed", "commanded"})

_STANCES: Final = frozenset({"pro", "anti", "non", "post"})

#: Before "to" or "by" these make the complement the owner: "troops loyal to Haftar", "forces led by Haftar".
_ALLEGIANCES: Final = frozenset({"loyal", "faithful", "answering", "led", "commanded", "headed", "run"})


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
    cuts = [at for at, word in enumerate(words) if at not in known and _cuts(words, at)]
    first = cuts[0] if cuts else len(words)
    owners = [at for at in range(first) if words[at].norm == POSSESSIVE and at not in known]
    head_from = owners[-1] + 1 if owners else 0
    owner = _part("", words, spans, 0, owners[-1]) if owners else None
    complements = []
    for cut, end in zip(cuts, [*cuts[1:], len(words)], strict=False):
        if words[cut].norm in _ENDS:
            break
        complements.append(_part(_link(words, cut), words, spans, cut + 1, end))
    return Mention(owner, _part("", words, spans, head_from, first), tuple(complements))


def _trim(words: Sequence[Word]) -> Sequence[Word]:
    """Without the possessive mark at the end ("Pakistan's")."""
    end = len(words)
    while end and words[end - 1].norm in (POSSESSIVE, COMMA):
        end -= 1
    return words[:end]


def _cuts(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    return at > 0 and not word.glued and (word.norm in _PREPOSITIONS or word.norm in _ENDS)


def _link(words: Sequence[Word], cut: int) -> str:
    link = words[cut].norm
    return "loyal" if link in ("to", "by") and words[cut - 1].norm in _ALLEGIANCES else link


def _part(link: str, words: Sequence[Word], spans: Sequence[Span], start: int, end: int) -> Part:
    inside = [span for span in spans if start <= span.start and span.end <= end and not _disowned(words, span)]
    shifted = tuple(
        Span(s.start - start, s.end - start, s.states, s.people, s.organisations, s.agent) for s in inside
    )
    return Part(link, words[start:end], shifted)


def _disowned(words: Sequence[Word], span: Span) -> bool:
    """Whether a name only qualifies what follows: "Iran-backed militia", "pro-Russian separatists"."""
    if span.agent is not None:
        return False
    if span.start and words[span.start].glued and words[span.start - 1].norm in _STANCES:
        return True
    if span.end >= len(words) or not words[span.end].glued:
        return False
    tied = words[span.end].norm
    return not words[span.end].capital and tied not in _OWNING and tied.endswith(_QUALIFYING)


_QUALIFYING: Final = ("ed", "born", "style", "made", "bound", "held", "speaking", "friendly", "like", "wide")

"""Which actor each mention of a story stands for.

A mention's own words come first ("Pakistani soldiers"). What they leave open, the story fills in: a pronoun takes the
actor that it refers to, a surname the person introduced before, a bare noun ("the ministry", "police") the state of
the mention or place that the model links it to. What the story leaves open too stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from demarche.actors.gazetteer import Gazetteer
from demarche.actors.lexicon import PARTICLES
from demarche.actors.records import Match
from demarche.annotate.pronouns import is_pronoun
from demarche.annotate.reading import Found, Reading
from demarche.records import Actor, Mention

#: A link below this is not followed.
_LINK: Final = 0.5
#: A place tells less surely whose somebody is than another actor does.
_PLACE: Final = 0.8
#: Each antecedent of "the two sides" may be a little less sure than a pronoun's one.
_SIDE: Final = 0.3

#: Words that stand for several parties named before.
_SIDES = re.compile(
    r"(?:both|the two|the three|all|these|those)(?: \w+)? (?:sides|countries|nations|states|governments|leaders|"
    r"ministers|presidents|parties|neighbou?rs|armies|capitals|powers|rivals|men|officials|delegations)"
    r"|the (?:sides|parties|two|pair|trio)|both",
    re.IGNORECASE,
)

#: Pronouns that tell whether they stand for a person or for a body; the others may stand for either.
_PRONOUNS: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "me", "my"), "person"),
}
#: Sorts of mentions that are never one actor, one written behind the other.
_SORTS: Final = frozenset({"heshe", "heit", "sheit", "hebody", "shebody", "personbody", "personit"})


@dataclass(frozen=True)
class _Known:
    """What is known of a mention: its match, and whether its words alone name a party."""

    match: Match | None
    named: bool


class Resolver:
    """Resolves the mentions of stories with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def resolve(self, reading: Reading, text: str, on: date | None) -> tuple[Mention, ...]:
        """The mentions of a reading with their actors, as they were on a date (None: the latest known)."""
        return _Story(self.gazetteer, reading, text, on).mentions()


class _Story:
    def __init__(self, gazetteer: Gazetteer, reading: Reading, text: str, on: date | None) -> None:
        self.gazetteer, self.reading, self.text, self.on = gazetteer, reading, text, on
        self.names = [self._name(f) for f in reading.mentions]
        self.known = [self._known(f, name) for f, name in zip(reading.mentions, self.names, strict=True)]
        self.cluster = self._clusters()

    def words(self, found: Found) -> str:
        return self.text[found.start : found.end]

    def mentions(self) -> tuple[Mention, ...]:
        return tuple(
            Mention(
                text=self.words(f),
                start=f.start,
                end=f.end,
                kind=f.kind or "person",
                cluster=self.cluster[j],
                confidence=round(f.probability, 4),
                actors=self._actors(j),
            )
            for j, f in enumerate(self.reading.mentions)
        )

    def _known(self, found: Found, name: tuple[str, ...]) -> _Known:
        words = self.words(found)
        if is_pronoun(words) or _SIDES.fullmatch(words):
            return _Known(None, False)
        match = self.gazetteer.lookup(words, on=self.on, kind=found.kind)
        if match is not None and match.person and self._stranger(name, match):
            return _Known(None, False)
        named = match is not None and (match.state is not None or match.group is not None)
        return _Known(match, named)

    def _stranger(self, name: tuple[str, ...], match: Match) -> bool:
        """Whether a bare surname is that of somebody whom the story introduces in full and who is not the match."""
        if len(name) != 1:
            return False
        full = [n for n in self.names if len(n) > 1 and name[0] in n[1:]]
        known = {w.lower() for w in match.name.split()}
        return bool(full) and not any(n[0] in known for n in full)

    def _name(self, found: Found) -> tuple[str, ...]:
        """The words of a person's name at the end of a mention; none for descriptions ("the President")."""
        words = self.words(found).removesuffix("'s").removesuffix("’s").split()
        if found.kind != "person" or not words or is_pronoun(words[-1]) or not words[-1][:1].isupper():
            return ()
        name: list[str] = []
        for word in reversed(words):
            if not (word[:1].isupper() or word.lower() in PARTICLES) or self._is_noun(word):
                break
            name.insert(0, word.lower())
        while name and name[0] in PARTICLES:
            name.pop(0)
        return tuple(name)

    def _is_noun(self, word: str) -> bool:
        match = self.gazetteer.lookup(word, on=self.on, kind="person")
        return match is not None and match.person is None

    def _clusters(self) -> list[int]:
        """A number for each mention, the same for those that stand for one actor: the least of their places."""
        cluster = list(range(len(self.known)))
        first_of: dict[str, int] = {}
        for j, name in enumerate(self.names):
            if name:
                self._join(cluster, first_of.setdefault(name[-1], j), j)
        for j, i in self._antecedents().items():
            if _SORTS.isdisjoint({self._sort(i) + self._sort(j), self._sort(j) + self._sort(i)}):
                self._join(cluster, i, j)
        return cluster

    def _join(self, cluster: list[int], i: int, j: int) -> None:
        """Make the clusters of two mentions one, unless they name different parties or persons."""
        one = [k for k in range(len(cluster)) if cluster[k] == cluster[i]]
        other = [k for k in range(len(cluster)) if cluster[k] == cluster[j]]
        if one == other or len({p for k in (*one, *other) if (p := _party(self.known[k]))}) > 1:
            return
        names = [{word for k in side for word in self.names[k]} for side in (one, other)]
        if all(names) and names[0].isdisjoint(names[1]):
            return
        if {"he", "she"} <= {self._sort(k) for k in (*one, *other)}:
            return
        least = min(cluster[i], cluster[j])
        for k in (*one, *other):
            cluster[k] = least

    def _sort(self, j: int) -> str:
        """What a mention can corefer with: "he", "she", "it", "person", "body", or "any"."""
        found = self.reading.mentions[j]
        words = self.words(found)
        if is_pronoun(words):
            return _PRONOUNS.get(words.lower(), "any")
        return "person" if found.kind == "person" else "any" if found.kind == "population" else "body"

    def _antecedents(self) -> dict[int, int]:
        """The likeliest antecedent of each mention that has one, in the order of the text."""
        best: dict[int, tuple[float, int]] = {}
        for later, earlier, p in self.reading.links:
            if p >= _LINK and not _SIDES.fullmatch(self.words(self.reading.mentions[later])):
                best[later] = max(best.get(later, (0.0, -1)), (p, earlier))
        return {j: i for j, (_, i) in sorted(best.items())}

    def _actors(self, j: int) -> tuple[Actor, ...]:
        found, known = self.reading.mentions[j], self.known[j]
        words = self.words(found)
        if _SIDES.fullmatch(words) and (sides := self._sides(j)):
            return tuple(_actor(m, found, words, f"{words!r}: {m.name}") for m in sides)
        match = known.match
        if match is not None and not known.named and len(states := self.gazetteer.owners(words, on=self.on)) > 1:
            return tuple(_actor(replace(match, state=state), found, words, match.reason) for state in states)
        if known.named and match is not None:
            return (_actor(self._with_name(j, match), found, words, match.reason),)
        if (inherited := self._inherited(j)) is not None:
            return (_actor(inherited, found, words, inherited.reason),)
        if match is not None:
            return (_actor(self._with_name(j, match), found, words, match.reason),)
        # An article that the tagger cut off from its noun stands for nobody.
        return () if words.lower() in ("the", "a", "an") else (_unknown(found, words),)

    def _with_name(self, j: int, match: Match) -> Match:
        """A description ("Russia's envoy") takes the name that its cluster gives the same person."""
        if match.person or match.kind != "person":
            return match
        for k in self._cluster_of(j):
            other = self.known[k].match
            if other is not None and other.person and other.state in (match.state, None):
                return replace(other, office=match.office or other.office, sector=match.sector or other.sector)
        return match

    def _cluster_of(self, j: int) -> list[int]:
        """The other members of a mention's cluster, the nearest first, earlier ones before later ones."""
        members = [k for k in range(len(self.cluster)) if self.cluster[k] == self.cluster[j] and k != j]
        return sorted(members, key=lambda k: (k > j, abs(k - j)))

    def _inherited(self, j: int) -> Match | None:
        """The actor of the cluster, or else the same words with the state of the mention or place they belong to."""
        own, words = self.known[j].match, self.words(self.reading.mentions[j])
        for k in self._cluster_of(j):
            match = self.known[k].match
            if self.known[k].named and match is not None:
                reason = f"refers to {self.words(self.reading.mentions[k])!r}: {match.reason}"
                if own is not None:
                    return replace(own, state=match.state, group=match.group, reason=reason)
                return replace(match, name=match.name if is_pronoun(words) else words, reason=reason)
        return self._of_party(j, own)

    def _of_party(self, j: int, own: Match | None) -> Match | None:
        links = sorted(
            (-p, k, layer)
            for m, layer, k, p in self.reading.parties
            if m == j and p >= (_PLACE if layer == "place" else _LINK)
        )
        for _, k, layer in links:
            if layer == "place":
                words = self.words(self.reading.places[k])
                state = self.gazetteer.state_of_name(words, self.on)
                match = None
            else:
                words = self.words(self.reading.mentions[k])
                match = self.known[k].match if self.known[k].named else None
                state = match.state if match else None
            group = match.group if match else None
            if state is None and group is None:
                continue
            base = own or _blank(self.reading.mentions[j], self.words(self.reading.mentions[j]))
            return replace(base, state=state, group=group, reason=f"belongs with {words!r}")
        return None

    def _sides(self, j: int) -> list[Match]:
        """The two parties that "the two sides" stands for: those linked, else the last two named before."""
        linked = sorted((-p, -i) for later, i, p in self.reading.links if later == j and p >= _SIDE)
        sides: dict[str, tuple[int, Match]] = {}
        for i in [-i for _, i in linked] + list(range(j - 1, -1, -1)):
            match = self.known[i].match
            if match is not None and (party := _party(self.known[i])):
                sides.setdefault(party, (i, match))
            if len(sides) == 2:
                return [match for _, match in sorted(sides.values(), key=lambda side: side[0])]
        return []


def _party(known: _Known) -> str | None:
    if not known.named or known.match is None:
        return None
    return known.match.group.name if known.match.group else known.match.state


def _blank(found: Found, words: str) -> Match:
    return Match(
        name=words,
        kind=found.kind or "person",
        state=None,
        sector=None,
        office=None,
        wikidata=None,
        reason="not in the gazetteer",
        person=None,
    )


def _unknown(found: Found, words: str) -> Actor:
    return _actor(_blank(found, words), found, words, "not in the gazetteer")


def _actor(match: Match, found: Found, words: str, reason: str) -> Actor:
    # Who acts for an IGO or armed group is coded as the group, whatever state he or she comes from.
    name, kind, state = (*match.group, None) if match.group else (match.name, match.kind, match.state)
    return Actor(
        name=name,
        state=state,
        kind=kind,
        sector=match.sector,
        office=match.office,
        wikidata=match.wikidata,
        text=words,
        start=found.start,
        end=found.end,
        reason=reason,
    )

"""From a mention's noun phrase to the actor it stands for.

The head decides kind and sector; the state comes from the owner ("Russia's envoy"), the words before the head
("Russian envoy"), or the complement ("envoy of Russia"), in this order. A state behind "to" or "in" is where
an envoy goes, not whose he is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from demarche.actors.evidence import STATELESS, Evidence, gather, hints_of, name_on, named_states, organisation_on
from demarche.actors.index import Index, Span
from demarche.actors.lexicon import DEPUTY, EMPLOYERS, FORMER, OPENING, OWNERS, SINGLE
from demarche.actors.mention import Mention, Part, take_apart
from demarche.actors.people import choose, held, state_of, tenure_on
from demarche.actors.records import Agent, Match, Organisation, Person, StateName
from demarche.actors.words import Word, split

_ORGANISED: Final = frozenset({"organisation", "igo", "ngo", "armed_group", "media", "business"})


def read(text: str, index: Index, *, on: str, kind: str | None) -> Match | None:
    """The actor a noun phrase stands for on an ISO date (``""``: today), or None.

    kind: somebody's guess at the actor's kind, which decides between readings that the words leave open.
    """
    words = split(text)
    mention = take_apart(words, index)
    if mention is None:
        return None
    return _Reader(text, index, on, kind, mention).match()


def owners(text: str, index: Index, *, on: str) -> tuple[str, ...]:
    """The codes of the states that share the head of a noun phrase, in order; none where one owns it."""
    words = split(text)
    mention = take_apart(words, index)
    if mention is None or not mention.shared:
        return ()
    return tuple(dict.fromkeys(named_states(index.scan(words), on)))


@dataclass(frozen=True)
class _Reader:
    text: str
    index: Index
    on: str
    kind: str | None
    mention: Mention

    def match(self) -> Match | None:
        """Try the name at the end of a complement, then the head."""
        apposed = self._apposed()
        if apposed is not None:
            return apposed
        head = self.mention.head
        if not head.spans:
            return self._unknown_head(self._whose(()))
        last = head.spans[-1]
        before = head.before(last)
        reading = self._reading(last, before)
        if reading == "person":
            return self._person(last, before)
        if reading == "agent" and last.agent:
            return self._agent(last.agent, before)
        if reading == "organisation":
            return self._organisation(last, before)
        return self._state(last, before)

    def _reading(self, span: Span, before: Sequence[Span]) -> str:
        """As what a phrase is read that may be several things."""
        readings = [
            reading
            for reading, there in (
                ("state", span.states),
                ("organisation", span.organisations),
                ("agent", span.agent),
                ("person", span.people),
            )
            if there
        ]
        if len(readings) == 1:
            return readings[0]
        guess = "organisation" if self.kind in _ORGANISED else self.kind
        titled = bool(before and before[-1].agent and before[-1].agent.office)
        alone = len(self.mention.head.words) == 1 and not self.mention.complements and not span.states
        if "person" in readings and ((guess == "person" and span.agent is None) or titled or (alone and span.agent)):
            return "person"
        if "organisation" in readings and span.agent:
            state = self._whose(before).state
            return "organisation" if any(o.state == state for o in span.organisations if state) else "agent"
        return guess if guess in readings else readings[0]

    def _apposed(self) -> Match | None:
        """A name behind the place of a post: "envoy to Afghanistan Zamir Kabulov"."""
        if not self.mention.complements:
            return None
        part = self.mention.complements[-1]
        if len(part.spans) < 2 or not part.spans[-1].people or part.tail or part.spans[-2].agent:
            return None
        if not any(span.agent and span.agent.kind == "person" for span in self.mention.head.spans):
            return None
        name = part.spans[-1]
        whose = self._whose(self.mention.head.spans)
        own = part.before(name) if part.link == "of" else ()
        return self._named(name, [*self.mention.head.spans, *own], whose)

    # Heads, one by one.

    def _person(self, span: Span, before: Sequence[Span]) -> Match | None:
        tail = self.mention.head.tail
        whose = self._whose(before)
        if tail and tail[0].capital and not tail[0].glued:
            return self._unknown_head(whose)
        if tail:
            return self._unknown_head(self._whose(self.mention.head.spans))
        return self._named(span, before, whose)

    def _named(self, span: Span, before: Sequence[Span], whose: Evidence) -> Match | None:
        """A person by name, with what is told beside the name."""
        names = [name for name in span.people if not name.bare] or list(span.people)
        hints = hints_of(before, self.on, [whose.state] if whose.state else ())
        people = choose(self.index, names, self.on, hints)
        if len(people) == 1:
            return self._known(people[0], hints.titles)
        if not people and before and before[-1].end == span.start and any(n.given for n in before[-1].states):
            return None  # "Jordan Henderson": a given name, and nobody known
        states = {state_of(person, self.on) for person in people}
        shared = states.pop() if len(states) == 1 else None
        state = shared or whose.state
        if state is None and not any(other.agent for other in before):
            return None
        agent = next((other.agent for other in reversed(before) if other.agent), None)
        reason = f"a person of that name, not told apart; {whose.reason or 'no state named'}"
        return Match(
            name=self._name(),
            kind="person",
            state=state,
            sector=(agent.sector or None) if agent else None,
            office=(agent.office or None) if agent else None,
            wikidata=None,
            reason=reason,
        )

    def _known(self, person: Person, titles: frozenset[str]) -> Match:
        tenure = tenure_on(person, self.on, titles)
        when = f" on {self.on}" if self.on else ""
        office = (
            f"{tenure.office or tenure.sector} of {tenure.organisation or tenure.state}"
            if tenure
            else "no office known"
        )
        return Match(
            name=person.name,
            kind="person",
            state=state_of(person, self.on),
            sector=(tenure.sector or None) if tenure else None,
            office=(tenure.office or None) if tenure else None,
            wikidata=person.wikidata or None,
            reason=f"person {person.name}, {office}{when}",
            person=person.id,
            group=self.index.groups.get(tenure.organisation) if tenure else None,
        )

    def _agent(self, agent: Agent, before: Sequence[Span]) -> Match | None:
        """A common noun: kind and sector are its own, the state is its owner's."""
        whose = self._whose(before, agent)
        tail = self.mention.head.tail
        single = agent.kind == "person" or bool(tail and tail[-1].capital)
        group = whose.organisation
        if group and group.kind in ("igo", "armed_group") and not single and agent.kind != "media":
            return self._of_group(group, agent, whose)
        former = any(word.norm in FORMER for word in self.mention.head.plain())
        sector = None if former else (whose.sector if agent.inherits and whose.sector else agent.sector)
        office = None if former else self._office(agent)
        match = Match(
            name=self._name(),
            kind="person" if tail and tail[0].capital and agent.office else agent.kind,
            state=whose.state,
            sector=sector or None,
            office=office,
            wikidata=None,
            reason=f"{whose.reason or 'no state named'} + agent '{self._head_noun()}'",
            group=self.index.groups.get(group.name) if group and not former else None,
        )
        return match if former or tail else self._holder(match)

    def _office(self, agent: Agent) -> str | None:
        deputy = any(word.norm in DEPUTY for word in self.mention.head.plain())
        return (f"deputy {agent.office}" if deputy else agent.office) if agent.office else None

    def _holder(self, match: Match) -> Match:
        """With the one person who held the named office of the state on the date."""
        if not match.office or not match.state:
            return match
        holders = self.index.holders.get((match.state, match.office), ())
        found = [(tenure.start, person) for person, tenure in holders if held(tenure, self.on)]
        if len({person.id for _, person in found}) != 1:
            return match
        person = found[0][1]
        reason = f"{match.reason}; the office was held by {person.name}"
        return replace(match, person=person.id, wikidata=person.wikidata or None, reason=reason)

    def _of_group(self, group: Organisation, agent: Agent, whose: Evidence) -> Match:
        """Fighters and officials of an armed group or an IGO act as the group itself."""
        sector = agent.sector if agent.sector in ("MIL", "COP") and group.kind == "igo" else group.sector
        reason = f"{whose.reason} + agent '{self._head_noun()}'"
        party = self.index.groups.get(group.name)
        return Match(group.name, group.kind, group.state or None, sector or None, None, None, reason, group=party)

    def _organisation(self, span: Span, before: Sequence[Span]) -> Match | None:
        whose = self._whose(before)
        found = organisation_on(span.organisations, self.on, [whose.state] if whose.state else ())
        if found is None:
            sectors = {organisation.sector for organisation in span.organisations}
            first = span.organisations[0]
            reason = f"one of several organisations of that name; {whose.reason or 'no state named'}"
            sector = sectors.pop() if len(sectors) == 1 else ""
            return Match(self._name(), first.kind, whose.state, sector or None, None, None, reason)
        state = found.state or (None if found.kind in STATELESS else whose.state)
        reason = f"{found.kind} {found.name}"
        party = self.index.groups.get(found.name)
        return Match(found.name, found.kind, state, found.sector or None, None, None, reason, group=party)

    def _state(self, span: Span, before: Sequence[Span]) -> Match | None:
        """A state's name, or a word of its people, or a state's name with an unknown head behind it."""
        name = name_on(span.states, self.on)
        tail = self.mention.head.tail
        if tail:
            # "Jordan Peele" is nobody's of Jordan, nor is a man whose given name some town bears too.
            given = name.given or (name.form == "city" and self.kind == "person")
            if given and tail[0].capital and not tail[0].glued:
                return None
            return self._unknown_head(self._whose(self.mention.head.spans))
        state = self.index.states[name.code]
        reason = f"{name.form} of {state.name}"
        words = self.mention.head.words
        opening = words[0].norm if span.start else ""
        if name.form == "metonym" and self.kind != "state":
            return Match(self._name(), "organisation", name.code, "GOV", None, None, reason)
        if name.form == "city":
            return Match(self._name(), self.kind or "population", name.code, None, None, None, reason)
        if self.kind != "state" and (people := self._people_of(name, opening)):
            return Match(self._name(), people, name.code, "CVL", None, None, reason)
        return Match(state.name, "state", name.code, None, None, state.wikidata or None, reason)

    def _people_of(self, name: StateName, opening: str) -> str | None:
        """ "the Chinese" and "Turks" are a population, "an Israeli" is a person."""
        if name.form not in ("adjective", "demonym"):
            return None
        if opening in SINGLE:
            return "person"
        return "population" if opening or name.form == "demonym" else None

    def _unknown_head(self, whose: Evidence) -> Match | None:
        """A head that no table knows: the state where it is told, the kind from the guess or the word's
        shape.
        """
        if whose.state is None and whose.organisation is None:
            return None
        tail = self.mention.head.tail
        sector = whose.sector if whose.organisation else None
        if whose.organisation and whose.organisation.kind in STATELESS:
            name, kind = whose.organisation.name, whose.organisation.kind
            party = self.index.groups.get(name)
            return Match(name, kind, None, sector, None, None, f"{whose.reason} + unknown noun", group=party)
        kind = self.kind if self.kind and self.kind != "state" else _shape(tail)
        reason = f"{whose.reason} + unknown noun '{tail[-1].norm if tail else ''}'"
        return Match(self._name(), kind, whose.state, sector, None, None, reason)

    # Whose it is.

    def _whose(self, before: Sequence[Span], agent: Agent | None = None) -> Evidence:
        """The owner's state, else that of the words before the head, else the complement's. The sector that
        an agent inherits comes from the words nearest to it.
        """
        near = gather(before, self.index, self.on)
        owner = self._of_part(self.mention.owner) if self.mention.owner else Evidence()
        found = owner if owner.state or owner.organisation else near
        sector = near.sector or owner.sector
        for part in self.mention.complements:
            if not self._owns(part, agent):
                continue
            inner = self._of_part(part)
            sector = sector or inner.sector
            if not (found.state or found.organisation) or _adds_group(found, inner):
                found = inner
        if self.mention.shared:
            found = replace(found, state=None, person=None, reason="several states")
        return replace(found, sector=sector)

    def _owns(self, part: Part, agent: Agent | None) -> bool:
        if part.link in OWNERS:
            return True
        if agent is None:
            return False
        if part.link == "in":
            return agent.local
        return part.link in EMPLOYERS and agent.kind == "person" and agent.inherits

    def _of_part(self, part: Part) -> Evidence:
        return gather(part.spans, self.index, self.on)

    # Words for the record.

    def _name(self) -> str:
        """The mention without article, owner's pronoun and number."""
        words = split(self.text)
        first = next((w for w in words if w.norm not in OPENING and not w.norm[0].isdigit()), words[0])
        return self.text[first.start :].strip().removesuffix("'s").removesuffix("’s")

    def _head_noun(self) -> str:
        span = self.mention.head.spans[-1]
        part: Sequence[Word] = self.mention.head.words[span.start : span.end]
        return self.text[part[0].start : part[-1].end]


def _adds_group(found: Evidence, inner: Evidence) -> bool:
    """ "Lebanese members of Hezbollah": the group behind "of" says more than the adjective."""
    return bool(inner.organisation and inner.organisation.kind == "armed_group" and not found.organisation)


def _shape(tail: Sequence[Word]) -> str:
    """The kind that an unknown head noun looks like."""
    if not tail or tail[-1].capital:
        return "organisation"
    return "population" if tail[-1].norm.endswith("s") else "person"

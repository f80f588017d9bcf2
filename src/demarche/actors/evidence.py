"""What the words of a part tell about the state, the organisation and the sector behind a mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demarche.actors.index import Index, Span
from demarche.actors.people import Hints, choose, state_of, tenure_on
from demarche.actors.records import Organisation, Person, StateName

#: Organisations and groups of states that belong to no state: what is theirs has no state either.
STATELESS = frozenset({"igo", "armed_group", "ngo", "population"})


@dataclass(frozen=True)
class Evidence:
    """Whose something is, and why.

    state: code or None. organisation: the organisation or armed group it belongs to. sector: the sector that
    passes on to an agent that inherits. person: the leader it belongs to. reason: in words.
    """

    state: str | None = None
    organisation: Organisation | None = None
    sector: str | None = None
    person: Person | None = None
    reason: str = ""


def name_on(names: Sequence[StateName], on: str) -> StateName:
    """The state that a name stood for on a date; where it stood for none, the one nearest in time."""
    if len(names) == 1:
        return names[0]
    if not on:
        return max(names, key=lambda name: (name.end or "9999", name.start))
    valid = [name for name in names if name.start <= on <= (name.end or "9999")]
    if valid:
        return max(valid, key=lambda name: name.start)
    past = [name for name in names if name.end and name.end < on]
    return max(past, key=lambda name: name.end) if past else min(names, key=lambda name: name.start)


def organisation_on(found: Sequence[Organisation], on: str, states: Iterable[str]) -> Organisation | None:
    """The organisation that a name means: the one of the state named beside it, alive on the date; None where
    several remain.
    """
    wanted = set(states)
    fitting = [o for o in found if o.state in wanted] or [o for o in found if not o.state or not wanted]
    if len(fitting) > 1 and on:
        fitting = [o for o in fitting if o.start <= on <= (o.end or "9999")] or fitting
    if not wanted and len({o.state for o in fitting}) > 1:
        return None
    return fitting[0] if fitting else None


def named_states(spans: Iterable[Span], on: str) -> list[str]:
    """Codes of the states named in the spans, in order."""
    return [name_on(span.states, on).code for span in spans if span.states]


def hints_of(spans: Sequence[Span], on: str, states: Iterable[str] = ()) -> Hints:
    """What stands beside a name, for telling namesakes apart."""
    return Hints(
        states=frozenset([*states, *named_states(spans, on)]),
        organisations=frozenset(o.name for span in spans for o in span.organisations),
        titles=frozenset(span.agent.office for span in spans if span.agent and span.agent.office),
    )


def gather(spans: Sequence[Span], index: Index, on: str) -> Evidence:
    """Whose a head is, from the known phrases before it: the first that tells a state or a stateless
    organisation, and the sector of the last that has one.
    """
    state: str | None = None
    organisation: Organisation | None = None
    leader: Person | None = None
    sector: str | None = None
    reasons: list[str] = []
    for at, span in enumerate(spans):
        found = _of_span(span, spans[:at], index, on)
        sector = found.sector or sector
        if state or (organisation and organisation.kind in STATELESS):
            continue
        state, leader = found.state or state, found.person or leader
        organisation = found.organisation or organisation
        if found.state or found.organisation:
            reasons.append(found.reason)
    return Evidence(state, organisation, sector, leader, " + ".join(reasons))


def _of_span(span: Span, before: Sequence[Span], index: Index, on: str) -> Evidence:
    """What one known phrase tells."""
    if span.states:
        name = name_on(span.states, on)
        sector = "GOV" if name.form == "metonym" else None
        return Evidence(state=name.code, sector=sector, reason=f"{name.form} of {name.code}")
    if span.organisations and (organisation := organisation_on(span.organisations, on, named_states(before, on))):
        return Evidence(
            state=organisation.state or None,
            organisation=organisation,
            sector=organisation.sector or None,
            reason=f"{organisation.kind} {organisation.name}",
        )
    if span.agent:
        return Evidence(sector=span.agent.sector or None)
    if span.people and (people := choose(index, span.people, on, hints_of(before, on))):
        return _of_people(people, on)
    return Evidence()


def _of_people(people: Sequence[Person], on: str) -> Evidence:
    """The state of a person, or of all namesakes where they share one."""
    states = {state_of(person, on) for person in people}
    if len(states) > 1:
        return Evidence()
    tenure = tenure_on(people[0], on)
    sector = tenure.sector if tenure and len(people) == 1 else None
    leader = people[0] if len(people) == 1 else None
    return Evidence(state=states.pop(), sector=sector or None, person=leader, reason=f"person {people[0].name}")

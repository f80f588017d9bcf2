"""Which person a name means on a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from demarche.actors.index import Index
from demarche.actors.records import Person, PersonName, Tenure

#: How many years before the first and after the last office a bare surname is still read as its holder.
_YEARS_BEFORE: Final = 30
_YEARS_AFTER: Final = 50
#: The same for somebody less known, with no state beside the name.
_YEARS_AROUND: Final = 5

#: From so many namesakes on, none of them in office, a bare surname tells nobody.
_COMMON: Final = 4

#: From this rank on an office counts as high: heads of states and governments, ministers.
HIGH: Final = 2

_OPEN: Final = "9999-12-31"


@dataclass(frozen=True)
class Hints:
    """What the words around a name tell: the states, organisations and titles of offices named beside it."""

    states: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


def held(tenure: Tenure, on: str) -> bool:
    """Whether the office was held on an ISO date; without one, whether it is held still."""
    if not on:
        return not tenure.end
    return tenure.start <= on <= (tenure.end or _OPEN)


def tenure_on(person: Person, on: str, titles: frozenset[str] = frozenset()) -> Tenure | None:
    """The office held on the date: the one named beside the name, else the highest, else the latest."""
    current = [tenure for tenure in person.tenures if held(tenure, on)]
    if not current:
        return None
    return max(current, key=lambda tenure: (tenure.title in titles, tenure.rank, tenure.start))


def state_of(person: Person, on: str) -> str | None:
    """The state a person acts for on the date; out of office, that of the latest office before it or the
    person's own.
    """
    tenure = tenure_on(person, on) or _latest(person, on)
    if tenure is not None and (tenure.state or held(tenure, on)):
        return tenure.state or None
    return person.state or None


def choose(index: Index, names: Sequence[PersonName], on: str, hints: Hints) -> list[Person]:
    """The people whom a name means on a date, best known; more than one where nothing tells them apart.

    Holders of high office on the date come first, then other office-holders, then whoever held the latest
    office before it; with no state beside the name, the well-known come before all others. A bare surname
    that a state or an organisation beside it contradicts means nobody known.
    """
    bare = all(name.bare for name in names)
    people = _fitting([index.people[name.person] for name in names], hints, bare)
    if bare:
        people = [person for person in people if _near(person, on, told=bool(hints.states))]
    titled = [person for person in people if _held_title(person, on, hints.titles)]
    people = titled or people
    if not hints.states:
        people = [person for person in people if person.known] or people
    if len(people) < 2:
        return people
    current = [(tenure.rank, person) for person in people if (tenure := tenure_on(person, on, hints.titles))]
    if current:
        top = max(rank for rank, _ in current)
        return _same_day([person for rank, person in current if rank == top], on)
    if bare and len(people) >= _COMMON and not titled and not hints.states:
        return []
    return _latest_of(people, on)


def leads(index: Index, names: Iterable[PersonName]) -> Person | None:
    """The latest to lead a state among those who bear a name, the well-known first."""
    people = {name.person: index.people[name.person] for name in names}
    leaders = [(person.known, top, person) for person in people.values() if (top := _last_lead(person))]
    return max(leaders, key=lambda found: found[:2])[2] if leaders else None


def spell(person: Person) -> tuple[str, str] | None:
    """Start and end (``""`` while it lasts) of the latest unbroken time at the head of a state."""
    terms = sorted((t.start, t.end or _OPEN) for t in person.tenures if t.rank > HIGH and t.start)
    if not terms:
        return None
    start, end = terms[0]
    for begins, ends in terms[1:]:
        if _months(end, begins) > 1:
            start = begins
        end = max(end, ends)
    return start, "" if end == _OPEN else end


def _last_lead(person: Person) -> str:
    return max((tenure.end or _OPEN for tenure in person.tenures if tenure.rank > HIGH), default="")


def _fitting(people: list[Person], hints: Hints, bare: bool) -> list[Person]:
    """Those whom the states and organisations beside the name fit; a full name stands even where they do
    not.
    """
    if not hints.states and not hints.organisations:
        return people
    fitting = [
        person
        for person in people
        if person.state in hints.states
        or any(t.state in hints.states or t.organisation in hints.organisations for t in person.tenures)
    ]
    return fitting if fitting or bare else people


def _held_title(person: Person, on: str, titles: frozenset[str]) -> bool:
    return any(tenure.title in titles and (not on or tenure.start <= on) for tenure in person.tenures)


def _near(person: Person, on: str, *, told: bool) -> bool:
    """Whether the date lies near enough to a person's offices for a bare surname to mean him or her.

    told: a state beside the name points to the person.
    """
    if not on or not person.tenures:
        return True
    before, after = (_YEARS_BEFORE, _YEARS_AFTER) if person.known or told else (_YEARS_AROUND, _YEARS_AROUND)
    first = min(tenure.start or on for tenure in person.tenures)
    last = max(tenure.end or _OPEN for tenure in person.tenures)
    return int(first[:4]) - before <= int(on[:4]) <= int(last[:4]) + after


def _same_day(people: list[Person], on: str) -> list[Person]:
    """On the day of a handover in one state the successor counts; namesakes elsewhere stay apart."""
    if len({state_of(person, on) for person in people}) > 1:
        return people
    starts = {tenure.start: person for person in people if (tenure := tenure_on(person, on)) and tenure.start == on}
    return [starts[on]] if on in starts else people


def _latest(person: Person, on: str) -> Tenure | None:
    past = [tenure for tenure in person.tenures if not on or tenure.start <= on]
    if past:
        return max(past, key=lambda tenure: (tenure.end or _OPEN, tenure.rank))
    return min(person.tenures, key=lambda tenure: tenure.start, default=None)


def _latest_of(people: list[Person], on: str) -> list[Person]:
    """Whoever held the latest office before the date; before all of them, whoever came first."""
    past = [(t.end or _OPEN, p) for p in people for t in p.tenures if not on or t.start <= on]
    if past:
        last = max(end for end, _ in past)
        return list(dict.fromkeys(person for end, person in past if end == last))
    coming = [(t.start, p) for p in people for t in p.tenures]
    if not coming:
        return people
    first = min(start for start, _ in coming)
    return list(dict.fromkeys(person for start, person in coming if start == first))


def _months(end: str, start: str) -> int:
    return (int(start[:4]) - int(end[:4])) * 12 + int(start[5:7]) - int(end[5:7])

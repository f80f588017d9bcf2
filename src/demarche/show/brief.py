"""A brief: what a store or one story says about who deals with whom, every line with the event it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from demarche.errors import SourceError
from demarche.records import Broken, Coding, Event
from demarche.show.coding import LoadCoder, code_stories, read_stories
from demarche.show.words import StateName, day_words, event_sentence, with_article
from demarche.store import Dyad, EventQuery, Store

DYADS_NOTE: Final = "How often who cooperated with, or opposed, whom; what two sides did together counts for both."

_PLANNED_NOTE: Final = "Announced, or weighed as an option; not told as having happened."
_UNREAL_NOTE: Final = "These count as no dealings between the two sides."

#: How many dyads and events a section lists at most.
DYADS: Final = 12
EVENTS: Final = 25


@dataclass(frozen=True)
class Row:
    """One dyad: names of the parties and how often the first cooperated with, or opposed, the second."""

    actor: str
    recipient: str
    cooperation: int
    conflict: int


@dataclass(frozen=True)
class Line:
    """An event in plain words; ``against`` are the words of the event that contradicts it."""

    words: str
    event: Event
    against: Line | None = None


@dataclass(frozen=True)
class Section:
    """Events under a heading, with a sentence on what they are; the newest of ``total``."""

    heading: str
    note: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class Brief:
    """A report, ready to be written as Markdown or HTML."""

    title: str
    facts: tuple[str, ...]
    dyads_heading: str
    dyads: tuple[Row, ...]
    sections: tuple[Section, ...]


def store_brief(store: Store, state_name: StateName, *, state: str | None = None) -> Brief:
    """A brief on all that the store holds, or on the dealings of one state."""
    name = _party_name(state, state_name) if state else None
    happened = store.events(state=state, modality="actual", polarity="affirmed", newest=True)
    sections = [
        _section("Newest events", "What is told as having happened, newest first.", [happened], state_name),
        _section(
            "Planned or under discussion",
            _PLANNED_NOTE,
            [store.events(state=state, modality=modality, newest=True) for modality in ("planned", "hypothetical")],
            state_name,
        ),
        _section(
            "Denied, or told not to have happened",
            _UNREAL_NOTE,
            [
                store.events(state=state, modality="actual", polarity=polarity, newest=True)
                for polarity in ("denied", "negated")
            ],
            state_name,
        ),
        _contradictions(store, state, state_name),
    ]
    return Brief(
        title=f"{name}: a brief" if name else "A brief on what is stored",
        facts=_facts(store, name, state),
        dyads_heading="Partners" if state else "Busiest dyads",
        dyads=tuple(_row(dyad, state_name) for dyad in store.dyads(state=state, limit=DYADS)),
        sections=tuple(section for section in sections if section.lines),
    )


def file_brief(path: str, published: str | None, load: LoadCoder, state_name: StateName) -> Brief:
    """Code a file, without a store, and tell its timeline. Raises SourceError if any of it is broken."""
    events: list[Event] = []
    titles: list[str] = []
    for outcome in code_stories(read_stories([path], published), load=load):
        if isinstance(outcome, Broken):
            raise SourceError(str(outcome).strip())
        if isinstance(outcome, Coding):
            events += outcome.events
            titles.append(outcome.story.title or Path(path).name)
    return story_brief(events, titles[0] if len(titles) == 1 else Path(path).name, state_name)


def story_brief(events: Iterable[Event], title: str, state_name: StateName) -> Brief:
    """The events of one source as a timeline, in order of when things happened."""
    ordered = sorted(events, key=_when)
    actual = [event for event in ordered if event.modality == "actual"]
    happened = [event for event in actual if event.polarity == "affirmed"]
    parts = [
        (
            "Timeline",
            "In order of when things happened, as the text tells it.",
            [event for event in happened if event.date.basis == "text"],
        ),
        (
            "Without a time of their own",
            "The text does not tell when.",
            [event for event in happened if event.date.basis != "text"],
        ),
        (
            "Planned or under discussion",
            _PLANNED_NOTE,
            [event for event in ordered if event.modality != "actual"],
        ),
        (
            "Denied, or told not to have happened",
            _UNREAL_NOTE,
            [event for event in actual if event.polarity != "affirmed"],
        ),
    ]
    sections = [Section(heading, note, _lines(found, state_name), len(found)) for heading, note, found in parts]
    return Brief(
        title=title,
        facts=(f"{len(ordered)} {'event was' if len(ordered) == 1 else 'events were'} coded.",),
        dyads_heading="",
        dyads=(),
        sections=tuple(section for section in sections if section.lines),
    )


def _section(heading: str, note: str, queries: Sequence[EventQuery], state_name: StateName) -> Section:
    """The newest events of each query."""
    lines = [_line(event, state_name) for query in queries for event in islice(query, EVENTS)]
    return Section(heading, note, tuple(lines), sum(query.count() for query in queries))


def _contradictions(store: Store, state: str | None, state_name: StateName) -> Section:
    lines = []
    pairs = store.contradictions(state=state)
    for pair in pairs[:EVENTS]:
        told, against = store.event(pair.affirmed), store.event(pair.contradicted_by)
        lines.append(_line(told, state_name, against=_line(against, state_name)))
    note = "Told as a fact in one place, and denied or negated in another."
    return Section("Contradicted", note, tuple(lines), len(pairs))


def _facts(store: Store, name: str | None, state: str | None) -> tuple[str, ...]:
    counts = store.counts()
    held = [
        f"The store holds {_number(counts.stories, 'story', 'stories')} with "
        f"{_number(counts.events, 'event', 'events')}. What looked like an event and was not coded is kept with the "
        f"reason: {_number(counts.uncoded, 'passage', 'passages')}."
    ]
    if counts.first and counts.last:
        held.append(f"What happened lies between {day_words(counts.first)} and {day_words(counts.last)}.")
    if name and state:
        held.append(f"{store.events(state=state).count()} of the events are dealings of {name}.")
    return tuple(held)


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _row(dyad: Dyad, state_name: StateName) -> Row:
    actor, recipient = _party_name(dyad.actor, state_name), _party_name(dyad.recipient, state_name)
    return Row(actor, recipient, dyad.cooperation, dyad.conflict)


def section_note(section: Section) -> str:
    """What the events of a section are, and how many more there are."""
    more = f" {len(section.lines)} of {section.total} are listed." if len(section.lines) < section.total else ""
    return section.note + more


def _party_name(party: str, state_name: StateName) -> str:
    name = with_article(state_name(party))
    return f"T{name[1:]}" if name.startswith("the ") else name


def _lines(events: Sequence[Event], state_name: StateName) -> tuple[Line, ...]:
    return tuple(_line(event, state_name) for event in events)


def _line(event: Event, state_name: StateName, against: Line | None = None) -> Line:
    return Line(event_sentence(event, state_name), event, against)


def _when(event: Event) -> tuple[bool, str, str, str, int]:
    when = event.date
    return (when.start is None, str(when.start), str(when.end), event.story.id, event.trigger.start)

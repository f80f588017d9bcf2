"""From a reading of a story to its events, with a record of everything that was not coded."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from demarche.annotate.reading import Reading, Trigger
from demarche.events.cameo import cameo
from demarche.events.times import Clock
from demarche.ontology import INTENSITY, QUAD
from demarche.records import (
    Actor,
    Attribution,
    Event,
    EventDate,
    Mention,
    Place,
    Span,
    Story,
    StoryRef,
    Uncoded,
    Version,
    content_id,
)
from demarche.settings import Settings

#: A trigger less likely than this is not even reported as uncoded.
_NOTICED: Final = 0.15
#: A quotation goes from mark to mark inside a paragraph; straight marks pair in order.
_QUOTES: Final = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")


@dataclass(frozen=True)
class Assembly:
    """What the events of one story are made of."""

    story: Story
    reading: Reading
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    clock: Clock
    version: Version
    settings: Settings

    def code(self) -> tuple[list[Event], list[Uncoded]]:
        """The events in the order of the text, and what was not coded."""
        events: list[Event] = []
        uncoded: list[Uncoded] = []
        for trigger in sorted(self.reading.triggers, key=lambda t: t.start):
            if trigger.probability < self.settings.threshold:
                if trigger.probability >= _NOTICED:
                    uncoded.append(
                        self._uncoded(
                            trigger,
                            "type",
                            f"looks like {trigger.type}, probability {trigger.probability:.2f}",
                        )
                    )
                continue
            event = self._event(trigger)
            if not event.actor and not event.recipient:
                uncoded.append(self._uncoded(trigger, "roles", f"{trigger.type} without actor and recipient"))
            elif first := _told_before(event, events):
                uncoded.append(self._uncoded(trigger, "repetition", f"tells {first.id} again ({first.trigger.text!r})"))
            else:
                events.append(event)
        return events, uncoded

    def attributions(self, events: Iterable[Event]) -> tuple[Attribution, ...]:
        """Who says what in the story, each source's words once."""
        found = {(a.start, a.end): a for e in events if (a := e.attribution) is not None}
        return tuple(found[k] for k in sorted(found))

    def _event(self, trigger: Trigger) -> Event:
        actors, recipients, reciprocal = self._roles(trigger)
        words = self._span(trigger.start, trigger.end)
        kind, mode = (trigger.own.type, trigger.own.mode) if trigger.own else (trigger.type, trigger.mode)
        base = trigger.own.instead_of[0] if trigger.own else kind
        spans = [[(a.start, a.end, a.party) for a in side] for side in (actors, recipients)]
        return Event(
            id=content_id("event", self.story.id, kind, trigger.start, trigger.end, *spans),
            story=StoryRef(
                id=self.story.id,
                url=self.story.url,
                publisher=self.story.publisher,
                title=self.story.title,
                published=self.story.published.date if self.story.published else None,
            ),
            actor=actors,
            recipient=recipients,
            type=kind,
            mode=mode,
            contexts=(),
            cameo=cameo(base, None if trigger.own else mode, words.text),
            quad=QUAD[base],
            intensity=INTENSITY[base],
            reciprocal=reciprocal,
            modality=trigger.modality,
            polarity=trigger.polarity,
            attribution=self._attribution(trigger),
            date=self.clock.date(trigger),
            place=self._place(trigger),
            trigger=words,
            sentence=self._span(*self.reading.sentences[trigger.sentence]),
            confidence=round(trigger.probability, 4),
            version=self.version,
        )

    def _roles(self, trigger: Trigger) -> tuple[tuple[Actor, ...], tuple[Actor, ...], bool]:
        """Actors, recipients, and whether the event is reciprocal."""
        chosen = {role: trigger.linked(role, self.settings, self._who) for role in ("actor", "recipient")}
        actor, recipient = dict(chosen["actor"]), dict(chosen["recipient"])
        reciprocal = trigger.reciprocal >= 0.5
        for number in set(actor) & set(recipient):
            # A mention of both sides ("they met") is on either; any other belongs where it is likelier.
            if not (reciprocal and len(self.mentions[number].actors) > 1):
                del (actor if actor[number] < recipient[number] else recipient)[number]
        actors = _distinct(a for n in sorted(actor) for a in self.mentions[n].actors)
        recipients = _distinct(a for n in sorted(recipient) for a in self.mentions[n].actors)
        if reciprocal:
            return (*_two_sides(actors, recipients), True)
        taken = {_key(a) for a in actors}
        return actors, tuple(r for r in recipients if _key(r) not in taken or r.state is None), False

    def _who(self, mention: int) -> Hashable:
        """What a mention has in common with the others of its actor; an unresolved one stands for itself."""
        return frozenset(_key(a) for a in self.mentions[mention].actors) or mention

    def _attribution(self, trigger: Trigger) -> Attribution | None:
        sources = trigger.linked("source", self.settings)
        if not sources:
            return None
        mention = self.mentions[sources[0][0]]
        return Attribution(
            actor=mention.actors[0] if mention.actors else None,
            text=mention.text,
            start=mention.start,
            end=mention.end,
            quoted=trigger.quoted >= 0.5 or self._in_quotes(trigger),
        )

    def _in_quotes(self, trigger: Trigger) -> bool:
        return any(q.start() < trigger.start and trigger.end < q.end() for q in _QUOTES.finditer(self.story.text))

    def _place(self, trigger: Trigger) -> Place | None:
        places = trigger.linked("place", self.settings)
        return self.places[places[0][0]] if places else None

    def _uncoded(self, trigger: Trigger, stage: str, reason: str) -> Uncoded:
        words = self.story.text[trigger.start : trigger.end]
        return Uncoded(self.story.id, words, trigger.start, trigger.end, stage, reason)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.story.text[start:end], start, end)


def _key(actor: Actor) -> tuple[str, str | None]:
    """Two actors of one key are the same in an event: the same person or body of the same state."""
    return (actor.state or actor.name, None if actor.kind == "state" else actor.name)


def _distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each actor once; a state is left out where somebody of that state stands beside it."""
    found: dict[tuple[str, str | None], Actor] = {}
    for a in actors:
        found.setdefault(_key(a), a)
    members = {a.state for a in found.values() if a.kind != "state"}
    return tuple(a for a in found.values() if a.kind != "state" or a.state not in members)


def _two_sides(actors: Sequence[Actor], recipients: Sequence[Actor]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The sides of a reciprocal event: two parties stand one on each side, more are all actors."""
    everybody = _distinct((*actors, *recipients))
    parties = list(dict.fromkeys(a.party for a in everybody))
    if len(parties) == 2:
        first = tuple(a for a in everybody if a.party == parties[0])
        return first, tuple(a for a in everybody if a.party == parties[1])
    if len(parties) > 2:
        return everybody, ()
    taken = {_key(a) for a in actors}
    return tuple(actors), tuple(r for r in recipients if _key(r) not in taken)


def _told_before(event: Event, events: Sequence[Event]) -> Event | None:
    """The earlier event of the story that this one tells again.

    It is of the same type, mode and parties or said in the same word, and no time sets the two apart. News repeat
    themselves far more often than the same parties do the same thing twice in one story.
    """
    for other in events:
        same = (
            other.type == event.type
            and (other.modality, other.polarity) == (event.modality, event.polarity)
            and _parties(other) == _parties(event)
        )
        if same and _same_time(other.date, event.date) and (_stem(other) == _stem(event) or other.mode == event.mode):
            return other
    return None


def _parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    sides = frozenset(a.party for a in event.actor), frozenset(a.party for a in event.recipient)
    if event.reciprocal:
        return sides[0] | sides[1], frozenset()
    return sides


def _same_time(one: EventDate, other: EventDate) -> bool:
    """Whether two dates may be one: a date without words may be any."""
    if "publication" in (one.basis, other.basis) or one.start is None or other.start is None:
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _stem(event: Event) -> str:
    return event.trigger.text.lower()[:5]

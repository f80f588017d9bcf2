"""Records to rows and back, without loss: a record that was stored comes back equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from demarche.records import (
    Actor,
    Attribution,
    Coding,
    Cut,
    Event,
    EventDate,
    Place,
    Published,
    Segment,
    Span,
    Story,
    StoryRef,
    Uncoded,
    Version,
)
from demarche.store.connection import Row


def coding_rows(coding: Coding) -> dict[str, list[Row]]:
    """All rows of one story by table, but for the digest of the story itself."""
    story = coding.story
    return {
        "stories": [_story_row(story)],
        "cuts": [_cut_row(story, n, cut) for n, cut in enumerate(story.cuts)],
        "segments": [_segment_row(story, n, segment) for n, segment in enumerate(story.segments)],
        "events": [_event_row(event, n) for n, event in enumerate(coding.events)],
        "event_actors": [row for event in coding.events for row in _actor_rows(event)],
        "uncoded": [_uncoded_row(story, n, uncoded) for n, uncoded in enumerate(coding.uncoded)],
    }


def story_ref(story: Story) -> StoryRef:
    """What the events of a story keep of it."""
    published = story.published.date if story.published else None
    return StoryRef(story.id, story.url, story.publisher, story.title, published)


def story_from(row: Mapping[str, Any], cuts: Sequence[Row], segments: Sequence[Row]) -> Story:
    """The story of a row of ``stories``, with its rows of ``cuts`` and ``segments`` in order."""
    return Story(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        byline=row["byline"],
        publisher=row["publisher"],
        url=row["url"],
        published=_published_from(row),
        language=row["language"],
        truncated=row["truncated"],
        cuts=tuple(Cut(c["text"], c["source_start"], c["source_end"], c["reason"]) for c in cuts),
        segments=tuple(Segment(s["text_start"], s["text_end"], s["source_start"]) for s in segments),
    )


def event_from(row: Mapping[str, Any], actors: Sequence[Row]) -> Event:
    """The event of a row of ``events`` and its rows of ``event_actors`` in order.

    The row holds also what the event keeps of its story: ``story_title``, ``story_publisher``, ``story_url``
    and ``story_published``.
    """
    roles: dict[str, list[Actor]] = {"actor": [], "recipient": [], "source": []}
    for actor in actors:
        roles[actor["role"]].append(_actor_from(actor))
    return Event(
        id=row["id"],
        story=StoryRef(
            row["story"], row["story_url"], row["story_publisher"], row["story_title"], row["story_published"]
        ),
        actor=tuple(roles["actor"]),
        recipient=tuple(roles["recipient"]),
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        cameo=row["cameo"],
        quad=row["quad"],
        intensity=row["intensity"],
        reciprocal=row["reciprocal"],
        modality=row["modality"],
        polarity=row["polarity"],
        attribution=_attribution_from(row, roles["source"]),
        date=EventDate(
            start=row["date_start"],
            end=row["date_end"],
            precision=row["date_precision"],
            basis=row["date_basis"],
            text=row["date_text"],
            start_char=row["date_text_start"],
            end_char=row["date_text_end"],
        ),
        place=_place_from(row),
        trigger=Span(row["trigger_text"], row["trigger_start"], row["trigger_end"]),
        sentence=Span(row["sentence_text"], row["sentence_start"], row["sentence_end"]),
        confidence=row["confidence"],
        version=Version(
            row["version_demarche"], row["version_model"], row["version_gazetteer"], row["version_ontology"]
        ),
    )


def uncoded_from(row: Mapping[str, Any]) -> Uncoded:
    """The record of a row of ``uncoded``."""
    return Uncoded(row["story"], row["text"], row["text_start"], row["text_end"], row["stage"], row["reason"])


def _cut_row(story: Story, position: int, cut: Cut) -> Row:
    return {
        "story": story.id,
        "position": position,
        "text": cut.text,
        "source_start": cut.start,
        "source_end": cut.end,
        "reason": cut.reason,
    }


def _segment_row(story: Story, position: int, segment: Segment) -> Row:
    return {
        "story": story.id,
        "position": position,
        "text_start": segment.start,
        "text_end": segment.end,
        "source_start": segment.source_start,
    }


def _uncoded_row(story: Story, position: int, uncoded: Uncoded) -> Row:
    return {
        "story": story.id,
        "position": position,
        "text": uncoded.text,
        "text_start": uncoded.start,
        "text_end": uncoded.end,
        "stage": uncoded.stage,
        "reason": uncoded.reason,
    }


def _story_row(story: Story) -> Row:
    published = story.published
    instant = published.instant if published else None
    offset = instant.utcoffset() if instant else None
    return {
        "id": story.id,
        "title": story.title,
        "byline": story.byline,
        "publisher": story.publisher,
        "url": story.url,
        "language": story.language,
        "published": published.date if published else None,
        "published_basis": published.basis if published else None,
        "published_instant": instant.replace(tzinfo=None) if instant else None,
        "published_utc_offset": None if offset is None else round(offset.total_seconds()),
        "truncated": story.truncated,
        "text": story.text,
    }


def _published_from(row: Mapping[str, Any]) -> Published | None:
    if row["published"] is None:
        return None
    instant: datetime | None = row["published_instant"]
    if instant is not None and row["published_utc_offset"] is not None:
        instant = instant.replace(tzinfo=timezone(timedelta(seconds=row["published_utc_offset"])))
    return Published(row["published"], row["published_basis"], instant)


def _event_row(event: Event, position: int) -> Row:
    source, place = event.attribution, event.place
    return {
        "id": event.id,
        "story": event.story.id,
        "position": position,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "intensity": event.intensity,
        "reciprocal": event.reciprocal,
        "modality": event.modality,
        "polarity": event.polarity,
        "date_start": event.date.start,
        "date_end": event.date.end,
        "date_precision": event.date.precision,
        "date_basis": event.date.basis,
        "date_text": event.date.text,
        "date_text_start": event.date.start_char,
        "date_text_end": event.date.end_char,
        "source_text": source.text if source else None,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "source_quoted": source.quoted if source else None,
        "place_name": place.name if place else None,
        "place_state": place.state if place else None,
        "place_latitude": place.latitude if place else None,
        "place_longitude": place.longitude if place else None,
        "place_precision": place.precision if place else None,
        "place_text": place.text if place else None,
        "place_start": place.start if place else None,
        "place_end": place.end if place else None,
        "trigger_text": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "sentence_text": event.sentence.text,
        "sentence_start": event.sentence.start,
        "sentence_end": event.sentence.end,
        "confidence": event.confidence,
        "version_demarche": event.version.demarche,
        "version_model": event.version.model,
        "version_gazetteer": event.version.gazetteer,
        "version_ontology": event.version.ontology,
    }


def _actor_rows(event: Event) -> list[Row]:
    source = event.attribution.actor if event.attribution else None
    sides = {"actor": event.actor, "recipient": event.recipient, "source": (source,) if source else ()}
    return [
        {
            "event": event.id,
            "story": event.story.id,
            "role": role,
            "position": position,
            "party": actor.party,
            "name": actor.name,
            "state": actor.state,
            "kind": actor.kind,
            "sector": actor.sector,
            "office": actor.office,
            "wikidata": actor.wikidata,
            "text": actor.text,
            "text_start": actor.start,
            "text_end": actor.end,
            "reason": actor.reason,
        }
        for role, actors in sides.items()
        for position, actor in enumerate(actors)
    ]


def _actor_from(row: Mapping[str, Any]) -> Actor:
    return Actor(
        name=row["name"],
        state=row["state"],
        kind=row["kind"],
        sector=row["sector"],
        office=row["office"],
        wikidata=row["wikidata"],
        text=row["text"],
        start=row["text_start"],
        end=row["text_end"],
        reason=row["reason"],
    )


def _attribution_from(row: Mapping[str, Any], sources: Sequence[Actor]) -> Attribution | None:
    if row["source_text"] is None:
        return None
    actor = sources[0] if sources else None
    return Attribution(actor, row["source_text"], row["source_start"], row["source_end"], row["source_quoted"])


def _place_from(row: Mapping[str, Any]) -> Place | None:
    if row["place_text"] is None:
        return None
    return Place(
        name=row["place_name"],
        state=row["place_state"],
        latitude=row["place_latitude"],
        longitude=row["place_longitude"],
        precision=row["place_precision"],
        text=row["place_text"],
        start=row["place_start"],
        end=row["place_end"],
    )

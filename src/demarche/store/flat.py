"""An event as one flat row, for CSV: the same columns and values as the view ``flat_events`` of the store."""

from __future__ import annotations

from typing import Any, Final

from demarche.records import Actor, Event

FLAT_COLUMNS: Final[tuple[str, ...]] = (
    "id",
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "date_text",
    "actor",
    "actor_name",
    "actor_kind",
    "actor_sector",
    "recipient",
    "recipient_name",
    "recipient_kind",
    "recipient_sector",
    "type",
    "mode",
    "contexts",
    "cameo",
    "quad",
    "intensity",
    "reciprocal",
    "modality",
    "polarity",
    "source",
    "source_name",
    "source_text",
    "source_quoted",
    "place_name",
    "place_state",
    "place_latitude",
    "place_longitude",
    "place_precision",
    "trigger_text",
    "trigger_start",
    "trigger_end",
    "sentence_text",
    "confidence",
    "story",
    "title",
    "publisher",
    "url",
    "published",
    "version_demarche",
    "version_model",
    "version_gazetteer",
    "version_ontology",
)


def flatten(event: Event) -> dict[str, Any]:
    """The event by the names of ``FLAT_COLUMNS``; several actors of one side are joined by "; "."""
    source, place, date = event.attribution, event.place, event.date
    speaker = source.actor if source else None
    return {
        "id": event.id,
        "date_start": date.start,
        "date_end": date.end,
        "date_precision": date.precision,
        "date_basis": date.basis,
        "date_text": date.text,
        **_side("actor", event.actor),
        **_side("recipient", event.recipient),
        "type": event.type,
        "mode": event.mode,
        "contexts": "; ".join(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "intensity": event.intensity,
        "reciprocal": event.reciprocal,
        "modality": event.modality,
        "polarity": event.polarity,
        "source": speaker.party if speaker else None,
        "source_name": speaker.name if speaker else None,
        "source_text": source.text if source else None,
        "source_quoted": source.quoted if source else None,
        "place_name": place.name if place else None,
        "place_state": place.state if place else None,
        "place_latitude": place.latitude if place else None,
        "place_longitude": place.longitude if place else None,
        "place_precision": place.precision if place else None,
        "trigger_text": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "sentence_text": event.sentence.text,
        "confidence": event.confidence,
        "story": event.story.id,
        "title": event.story.title,
        "publisher": event.story.publisher,
        "url": event.story.url,
        "published": event.story.published,
        "version_demarche": event.version.demarche,
        "version_model": event.version.model,
        "version_gazetteer": event.version.gazetteer,
        "version_ontology": event.version.ontology,
    }


def _side(role: str, actors: tuple[Actor, ...]) -> dict[str, str | None]:
    if not actors:
        return dict.fromkeys((role, f"{role}_name", f"{role}_kind", f"{role}_sector"))
    return {
        role: "; ".join(actor.party for actor in actors),
        f"{role}_name": "; ".join(actor.name for actor in actors),
        f"{role}_kind": "; ".join(actor.kind for actor in actors),
        f"{role}_sector": "; ".join(actor.sector or "" for actor in actors),
    }

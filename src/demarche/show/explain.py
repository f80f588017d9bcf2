"""Why an event was coded as it was: its words in the story, where each field came from, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from demarche.records import Actor, Event, Story, Uncoded
from demarche.show.marks import ROLES, event_marks, passages, pieces
from demarche.show.words import StateName, event_sentence, printable, printable_part, short_date
from demarche.store import Store

STYLES: Final = {
    "trigger": "bold black on yellow",
    "actor": "bold white on blue",
    "recipient": "bold white on dark_green",
    "time": "bold white on purple4",
    "place": "bold white on dark_orange3",
    "source": "underline cyan",
}


@dataclass(frozen=True)
class Explanation:
    """An event with its story and what was not coded in the passages that it rests on."""

    event: Event
    story: Story
    passages: tuple[tuple[int, int], ...]
    uncoded: tuple[Uncoded, ...]
    uncoded_elsewhere: int


def explain(store: Store, event_id: str) -> Explanation:
    """Gather what explains the event of this id. Raises StoreError if there is none, or several."""
    event = store.event(event_id)
    story = store.story(event.story.id)
    shown = passages(story.text, event)
    uncoded = store.uncoded(story.id)
    near = tuple(u for u in uncoded if any(start <= u.start and u.end <= end for start, end in shown))
    return Explanation(event, story, tuple(shown), near, len(uncoded) - len(near))


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values."""
    event, text = explanation.event, explanation.story.text
    marks = event_marks(event)
    return {
        "event": event.to_dict(),
        "passages": [{"text": text[start:end], "start": start, "end": end} for start, end in explanation.passages],
        "marks": [{"role": m.role, "text": text[m.start : m.end], "start": m.start, "end": m.end} for m in marks],
        "fields": [{"field": name, "value": value, "from": why} for name, value, why in fields(event)],
        "uncoded": [
            {"text": u.text, "start": u.start, "end": u.end, "stage": u.stage, "reason": u.reason}
            for u in explanation.uncoded
        ],
        "uncoded_elsewhere": explanation.uncoded_elsewhere,
    }


def explanation_view(explanation: Explanation, state_name: StateName, console: Console) -> RenderableType:
    """The explanation for a terminal; with brackets instead of colours where the console has none."""
    coloured = console.color_system is not None and not console.no_color
    event, story = explanation.event, explanation.story
    title = story.title or "a story without a title"
    published = f", published {event.story.published}" if event.story.published else ""
    publisher = f", {story.publisher}" if story.publisher else ""
    parts: list[RenderableType] = [
        Text(event_sentence(event, state_name) + ".", style="bold"),
        Text(printable(f"{title}{publisher}{published} (story {story.id})"), style="dim"),
        Text(),
        _marked(explanation, coloured=coloured),
        Text(),
    ]
    if coloured:
        parts += [_legend(event), Text()]
    parts += [_fields_table(event), Text(), _uncoded_view(explanation)]
    return Group(*parts)


def _marked(explanation: Explanation, *, coloured: bool) -> Text:
    text, marks = explanation.story.text, event_marks(explanation.event)
    marked = Text()
    for number, (start, end) in enumerate(explanation.passages):
        if number or start:
            marked.append("\n[…] " if number else "[…] ", style="dim")
        for piece in pieces(text[start:end], start, marks):
            words = "\n".join(printable_part(line) for line in piece.text.split("\n"))
            if not piece.roles:
                marked.append(words)
            elif coloured:
                marked.append(words, style=" ".join(STYLES[role] for role in reversed(piece.roles)))
            else:
                marked.append(f"[{'+'.join(piece.roles)}: {words}]")
    if explanation.passages[-1][1] < len(text):
        marked.append(" […]", style="dim")
    return marked


def _legend(event: Event) -> Text:
    present = {mark.role for mark in event_marks(event)}
    legend = Text("marked: ", style="dim")
    for role in ROLES:
        if role in present:
            legend.append(f" {role} ", style=STYLES[role])
            legend.append(" ")
    return legend


def _fields_table(event: Event) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("field", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("where it comes from", overflow="fold")
    for name, value, why in fields(event):
        table.add_row(Text(name), Text(printable(value)), Text(printable(why)))
    return table


def fields(event: Event) -> list[tuple[str, str, str]]:
    """Name, value and origin of each field of the event, as text."""
    model = f"model {event.version.model}"
    ontology = f"ontology {event.version.ontology}"
    trigger = f"{model}, from {_words(event.trigger.text, event.trigger.start, event.trigger.end)}"
    codes = [
        ("type", event.type, trigger),
        ("mode", event.mode or "-", model if event.mode else "none fits, or the text does not tell"),
        ("contexts", ", ".join(event.contexts) or "-", model if event.contexts else "none found"),
        ("CAMEO", event.cameo or "-", f"{ontology}, from type and mode" if event.cameo else "none fits"),
        ("quad class", event.quad, f"{ontology}, from the type"),
        ("intensity", f"{event.intensity:+.1f}", f"{ontology}, -10 (conflict) to +10 (cooperation)"),
        ("reciprocal", "yes" if event.reciprocal else "no", model),
        ("modality", event.modality, model),
        ("polarity", event.polarity, model),
    ]
    return [
        *_side("actor", event.actor),
        *_side("recipient", event.recipient),
        *codes,
        ("date", short_date(event.date).strip("()"), _date_origin(event)),
        _place_field(event),
        _source_field(event),
        ("confidence", f"{event.confidence:.3f}", model),
        ("coded by", f"demarche {event.version.demarche}", f"{model}, gazetteer {event.version.gazetteer}"),
        ("id", event.id, "hash of what was coded"),
    ]


def _side(role: str, actors: Sequence[Actor]) -> list[tuple[str, str, str]]:
    if not actors:
        return [(role, "-", "the text names none, or none was found")]
    return [(role, _actor_value(actor), _actor_origin(actor)) for actor in actors]


def _actor_value(actor: Actor) -> str:
    known = (actor.state, actor.kind, actor.sector, actor.office, actor.wikidata)
    return f"{actor.name} ({', '.join(filter(None, known))})"


def _actor_origin(actor: Actor) -> str:
    return "; ".join(filter(None, (_words(actor.text, actor.start, actor.end), actor.reason)))


def _date_origin(event: Event) -> str:
    when = event.date
    if when.text is not None and when.start_char is not None and when.end_char is not None:
        read = _words(when.text, when.start_char, when.end_char)
        return f"{read}, precise to the {when.precision}" if when.precision else read
    if when.start is None:
        return "the text tells no time, and the day of publication is unknown"
    return "the text tells no time; this is the day of publication"


def _place_field(event: Event) -> tuple[str, str, str]:
    place = event.place
    if place is None:
        return ("place", "-", "the text names none")
    known = ", ".join(filter(None, (place.state, place.precision)))
    where = f" at {place.latitude:.2f}, {place.longitude:.2f}" if place.latitude and place.longitude else ""
    value = f"{place.name}{f' ({known})' if known else ''}{where}"
    return ("place", value, _words(place.text, place.start, place.end))


def _source_field(event: Event) -> tuple[str, str, str]:
    source = event.attribution
    if source is None:
        return ("who says so", "the story itself", "no attribution found")
    who = _actor_value(source.actor) if source.actor else "not resolved"
    quoted = ", in quotation marks" if source.quoted else ""
    return ("who says so", who, _words(source.text, source.start, source.end) + quoted)


def _words(text: str, start: int, end: int) -> str:
    return f"“{text}” (characters {start} to {end})"


def _uncoded_view(explanation: Explanation) -> RenderableType:
    elsewhere = f"{explanation.uncoded_elsewhere} more elsewhere in the story."
    if not explanation.uncoded:
        return Text(f"Nothing around it looked like an event and was not coded; {elsewhere}")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("not coded around it", "stage", "reason"):
        table.add_column(column, overflow="fold")
    for dropped in explanation.uncoded:
        table.add_row(*(Text(printable(cell)) for cell in (dropped.text, dropped.stage, dropped.reason)))
    return Group(table, Text(elsewhere, style="dim"))

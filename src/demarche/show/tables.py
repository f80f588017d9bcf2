"""Events as a table for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from demarche.records import Actor, Event
from demarche.show.words import printable, short_date

if TYPE_CHECKING:
    from demarche.show.brief import Row

#: Characters of an event's id that a table shows; ``explain`` takes them.
ID_LENGTH: Final = 8

QUAD_STYLES: Final = {
    "verbal cooperation": "green",
    "material cooperation": "bold green",
    "verbal conflict": "yellow",
    "material conflict": "bold red",
}


def events_table(events: Iterable[Event]) -> Table:
    """One row per event. Dates in brackets are those of publication, where the text tells none."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("date", min_width=12, max_width=13)
    table.add_column("actor", max_width=22)
    table.add_column("type", min_width=13)
    table.add_column("recipient", max_width=24)
    table.add_column("in its words", min_width=12, max_width=26, overflow="fold")
    table.add_column("who says so", max_width=24)
    table.add_column("sure", min_width=4, justify="right")
    table.add_column("id", min_width=ID_LENGTH, style="dim")
    for event in events:
        table.add_row(
            Text(short_date(event.date)),
            Text(_parties(event.actor)),
            _type(event),
            Text(("↔ " if event.reciprocal and event.recipient else "") + _parties(event.recipient)),
            Text(printable(event.trigger.text)),
            Text(_source(event)),
            Text(f"{event.confidence:.2f}"),
            Text(event.id[:ID_LENGTH]),
        )
    return table


def dyads_table(rows: Iterable[Row]) -> Table:
    """One row per directed dyad: how often the first cooperated with, or opposed, the second."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("who")
    table.add_column("to whom")
    table.add_column("cooperation", justify="right", style="green")
    table.add_column("conflict", justify="right", style="red")
    for row in rows:
        table.add_row(
            Text(printable(row.actor)), Text(printable(row.recipient)), str(row.cooperation), str(row.conflict)
        )
    return table


def _type(event: Event) -> Text:
    name = f"{event.type} {event.mode}" if event.mode else event.type
    text = Text(name, style=QUAD_STYLES.get(event.quad, ""))
    unusual = [word for word in (event.modality, event.polarity) if word not in ("actual", "affirmed")]
    if unusual:
        text.append(f" {' '.join(unusual)}", style="italic magenta")
    return text


def _parties(actors: tuple[Actor, ...]) -> str:
    return ", ".join(dict.fromkeys(printable(actor.party) for actor in actors)) or "-"


def _source(event: Event) -> str:
    source = event.attribution
    if source is None:
        return ""
    who = printable(source.actor.party if source.actor else source.text)
    return f"“{who}”" if source.quoted else who

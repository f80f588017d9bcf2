"""The records that pass along the main path.

All are frozen. Offsets count characters (code points) into ``Story.text`` and are half-open. Unknown is ``None``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, overload


def content_id(*parts: object) -> str:
    """A content hash of the parts: 16 hexadecimal digits, the same on every machine and day."""
    payload = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(payload.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a story's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Page furniture that was cut out of a source; offsets count in the source as it was read."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of ``Story.text`` (from ``start`` to ``end``) that stood at ``source_start`` in the source."""

    start: int
    end: int
    source_start: int


@dataclass(frozen=True, slots=True)
class Published:
    """When a story was published.

    ``basis`` is how it was found: ``given`` (by the user), ``metadata`` (the page's or the table's own), ``url`` or
    ``text``. ``instant`` is kept where the source names the time of day.
    """

    date: date
    basis: str
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article, as it was read."""

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Published | None = None
    language: str | None = None
    truncated: bool = False
    cuts: tuple[Cut, ...] = ()
    segments: tuple[Segment, ...] = ()

    @classmethod
    def of(cls, text: str, **fields: Any) -> Story:
        """A story of this text; its id is the hash of the text and, where known, the URL.

        So a story that is coded again with another publication date takes the place of the first coding, and the same
        words under two addresses are two stories.
        """
        return cls(id=content_id("story", text, fields.get("url")), text=text, **fields)


@dataclass(frozen=True, slots=True)
class Broken:
    """A source, or a part of one, that could not be read as a story: what, where, why, and what to do about it."""

    source: str
    line: int | None
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included.

    ``precision`` is how finely the text tells it: day, week, month, quarter, year, decade or era.
    """

    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: a mention resolved to a state, person or organisation as they were at the time."""

    name: str
    state: str | None
    kind: str
    sector: str | None
    office: str | None
    wikidata: str | None
    text: str
    start: int
    end: int
    reason: str = ""

    @property
    def party(self) -> str:
        """What the actor counts as in a dyad: its state, else the IGO or armed group itself, else its name."""
        return self.state or self.name


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun that stands for an actor; mentions of one ``cluster`` corefer."""

    text: str
    start: int
    end: int
    kind: str
    cluster: int
    confidence: float
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, and the interval they mean; None where the text gives no way to know."""

    text: str
    start: int
    end: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: words of the story and what they are resolved to."""

    name: str
    state: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, in which words, and whether the event stands inside a quotation."""

    actor: Actor | None
    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened.

    ``basis`` is ``text`` (then ``text``, ``start_char`` and ``end_char`` are the words it was read from) or
    ``publication`` (the story tells no time; start and end are the publication day, or None if that is unknown).
    """

    start: date | None
    end: date | None
    precision: str | None
    basis: str
    text: str | None = None
    start_char: int | None = None
    end_char: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What coded an event."""

    demarche: str
    model: str
    gazetteer: str
    ontology: str


@dataclass(frozen=True, slots=True)
class StoryRef:
    """What an event keeps of its story."""

    id: str
    url: str | None
    publisher: str | None
    title: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """One sourced event. See the public contract in the README for what each field means."""

    id: str
    story: StoryRef
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: str
    intensity: float
    reciprocal: bool
    modality: str
    polarity: str
    attribution: Attribution | None
    date: EventDate
    place: Place | None
    trigger: Span
    sentence: Span
    confidence: float
    version: Version

    def to_dict(self) -> dict[str, Any]:
        """The event as plain values for JSON: dates as ISO text, every key there, unknown as None."""
        return {key: _plain(value) for key, value in asdict(self).items()}

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Uncoded:
    """What looked like an event and was not coded: where, at which stage, and why."""

    story: str
    text: str
    start: int
    end: int
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a story's text was found to hold, before events are made of it."""

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class Coding(Sequence[Event]):
    """The events of one story, with what was not coded; behaves as a sequence of events."""

    story: Story
    events: tuple[Event, ...]
    uncoded: tuple[Uncoded, ...]
    annotation: Annotation = field(repr=False)

    def __len__(self) -> int:
        return len(self.events)

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Event]: ...
    def __getitem__(self, index: int | slice) -> Event | Sequence[Event]:
        return self.events[index]


def _plain(value: Any) -> Any:
    """Dates to ISO text, tuples to lists; an actor's ``reason`` stays inside the program."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if k != "reason"}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return value

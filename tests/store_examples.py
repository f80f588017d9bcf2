"""Hand-made codings for the tests of the store and of the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from demarche.records import (
    Actor,
    Annotation,
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
    content_id,
)

NOTHING_ANNOTATED = Annotation((), (), (), (), ())
VERSION = Version("0.1.0", "model-1", "gazetteer-1", "plover-2.0-d1")
WHEN_PUBLISHED = datetime(2018, 3, 26, 14, 5, 9, 250, tzinfo=timezone(timedelta(hours=5)))

TEXT = (
    "In August last year Trump threatened to halt aid to Pakistan. Officials in Karachi were worried.\n\n"
    "“Moscow and Islamabad held talks in Kabul,” the ministry said. Beijing did not condemn the move. "
    "Islamabad will buy helicopters from Russia in May."
)


def span(text: str, words: str) -> Span:
    """The first place of these words in a text."""
    start = text.index(words)
    return Span(words, start, start + len(words))


def actor(text: str, words: str, state: str | None, kind: str = "state", **fields: Any) -> Actor:
    """An actor that stands at the first place of these words."""
    where = span(text, words)
    defaults = {"name": words, "sector": None, "office": None, "wikidata": None, "reason": f"name '{words}'"}
    return Actor(state=state, kind=kind, text=words, start=where.start, end=where.end, **{**defaults, **fields})


def event(story: Story, type: str, trigger: str, sentence: str, **fields: Any) -> Event:
    """An event with plain values for all that is not given."""
    where = span(story.text, trigger)
    published = story.published.date if story.published else None
    plain: dict[str, Any] = {
        "id": content_id(story.id, type, where.start),
        "story": StoryRef(story.id, story.url, story.publisher, story.title, published),
        "actor": (),
        "recipient": (),
        "type": type,
        "mode": None,
        "contexts": (),
        "cameo": None,
        "quad": "verbal conflict",
        "intensity": -2.0,
        "reciprocal": False,
        "modality": "actual",
        "polarity": "affirmed",
        "attribution": None,
        "date": EventDate(published, published, "day" if published else None, "publication"),
        "place": None,
        "trigger": where,
        "sentence": span(story.text, sentence),
        "confidence": 0.1 + 0.2,
        "version": VERSION,
    }
    return Event(**{**plain, **fields})


def told(start: str, end: str, precision: str, words: str, text: str) -> EventDate:
    """A date that the text tells in these words."""
    where = span(text, words)
    return EventDate(
        date.fromisoformat(start), date.fromisoformat(end), precision, "text", words, where.start, where.end
    )


def full_coding() -> Coding:
    """A story in which every field of every record is filled somewhere and empty somewhere."""
    story = Story.of(
        TEXT,
        title="A <b>turn</b> to *Moscow* [x](javascript:alert)",
        byline="Jane Doe",
        publisher="The Example",
        url="https://example.org/a?b=1&c=2",
        published=Published(date(2018, 3, 26), "metadata", WHEN_PUBLISHED),
        language="en",
        truncated=True,
        cuts=(Cut("Share", 0, 5, "share button"), Cut("\x1b[31m", 300, 305, "control\ncharacters")),
        segments=(Segment(0, 96, 7), Segment(96, len(TEXT), 110)),
    )
    karachi = span(TEXT, "Karachi")
    kabul = span(TEXT, "Kabul")
    ministry = span(TEXT, "the ministry said")
    trump = actor(
        TEXT,
        "Trump",
        "USA",
        "person",
        name="Donald Trump",
        sector="GOV",
        office="president",
        wikidata="Q22686",
        reason="person Donald Trump, president of USA on 2018-03-26",
    )
    moscow, islamabad = actor(TEXT, "Moscow", "RUS"), actor(TEXT, "Islamabad", "PAK")
    first, second = (
        "In August last year Trump threatened to halt aid to Pakistan.",
        "Moscow and Islamabad held talks",
    )
    threat = event(
        story,
        "THREATEN",
        "threatened",
        first,
        actor=(trump,),
        recipient=(actor(TEXT, "Pakistan", "PAK"),),
        mode="restrict",
        contexts=("military", "terrorism"),
        cameo="1312",
        intensity=-6.0,
        date=told("2017-08-01", "2017-08-31", "month", "In August last year", TEXT),
        place=Place("Karachi", "PAK", 24.86, 67.01, "city", karachi.text, karachi.start, karachi.end),
        confidence=0.93,
    )
    talks = event(
        story,
        "CONSULT",
        "talks",
        second,
        actor=(moscow,),
        recipient=(islamabad,),
        quad="verbal cooperation",
        intensity=1.0,
        reciprocal=True,
        attribution=Attribution(
            actor(TEXT, "the ministry", None, "organisation", name="ministry", sector="GOV"),
            ministry.text,
            ministry.start,
            ministry.end,
            True,
        ),
        place=Place("Kabul", None, None, None, None, kabul.text, kabul.start, kabul.end),
    )
    silence = event(
        story,
        "ACCUSE",
        "condemn",
        "Beijing did not condemn the move.",
        actor=(actor(TEXT, "Beijing", "CHN"),),
        polarity="negated",
        attribution=Attribution(None, "“", span(TEXT, "“").start, span(TEXT, "“").end, False),
    )
    plan = event(
        story,
        "COOPERATE",
        "buy",
        "Islamabad will buy helicopters from Russia in May.",
        actor=(islamabad,),
        recipient=(actor(TEXT, "Russia", "RUS"),),
        quad="material cooperation",
        intensity=6.0,
        modality="planned",
        date=told("2018-05-01", "2018-05-31", "month", "in May", TEXT),
    )
    worried = span(TEXT, "worried")
    uncoded = (
        Uncoded(story.id, "worried", worried.start, worried.end, "trigger", "description"),
        Uncoded(story.id, "halt", TEXT.index("halt"), TEXT.index("halt") + 4, "trigger", "content"),
    )
    return Coding(story, (threat, talks, silence, plan), uncoded, NOTHING_ANNOTATED)


def other_coding() -> Coding:
    """A second, bare story without a date: five parties meet, a group and NATO clash."""
    text = "France, Germany and Italy met. Later NATO bombed al-Shabaab. Soldiers denied that France bribed Italy."
    story = Story.of(text)
    met = event(
        story,
        "CONSULT",
        "met",
        "France, Germany and Italy met.",
        actor=(actor(text, "France", "FRA"), actor(text, "Germany", "DEU"), actor(text, "Italy", "ITA")),
        quad="verbal cooperation",
        mode="multilateral",
        reciprocal=True,
        date=told("2016-01-01", "2016-12-31", "year", "Later", text),
    )
    bombed = event(
        story,
        "ASSAULT",
        "bombed",
        "Later NATO bombed al-Shabaab.",
        actor=(actor(text, "NATO", None, "igo", sector="IGO"),),
        recipient=(actor(text, "al-Shabaab", None, "armed_group", sector="REB"),),
        quad="material conflict",
        mode="heavy-weapons",
    )
    return Coding(story, (met, bombed), (), NOTHING_ANNOTATED)


def recoded(coding: Coding, **fields: Any) -> Coding:
    """The same story after its first event was coded otherwise, and the others were dropped."""
    return replace(coding, events=(replace(coding.events[0], **fields),), uncoded=())

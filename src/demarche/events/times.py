"""When each event of a story happened: from the words the model links to it, else from the publication day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from demarche.actors import Gazetteer
from demarche.annotate.reading import Found, Reading, Trigger
from demarche.records import EventDate, Interval, Story, TimeExpression
from demarche.when import find, resolve

#: "Next day" counts from a time told before only where that is a year at most, not from "for six decades".
_POINT: Final = 366


class Clock:
    """Resolves the times of one story, event after event in the order of the text."""

    def __init__(self, story: Story, reading: Reading, gazetteer: Gazetteer, least: float) -> None:
        self.story, self.reading, self.gazetteer, self.least = story, reading, gazetteer, least
        self.published = story.published.date if story.published else None
        ruled = [Found(s.start, s.end, None, 1.0) for s in find(story.text)]
        self.times = tuple(_widened(t, ruled) for t in reading.times)
        self.found = _expressions(self.times, ruled)
        #: All time expressions of the story, each read without the event it belongs to.
        self.expressions = tuple(
            TimeExpression(self._words(f), f.start, f.end, self._resolve(f, None, None)) for f in self.found
        )
        self.previous: Interval | None = None

    def date(self, trigger: Trigger) -> EventDate:
        """When the event of a trigger happened; the next event's "next day" counts from here."""
        found = self._linked(trigger)
        tense = "past" if trigger.modality == "actual" else "future"
        interval = self._resolve(found, self.previous or self._last_told(trigger), tense) if found else None
        if interval and tense == "past" and self.published and interval.start > self.published:
            # What has happened lies before the story: the words were counted from a wrong day, so they tell none.
            interval = None
        if found is None:
            precision = "day" if self.published else None
            return EventDate(self.published, self.published, precision, "publication")
        if interval and (interval.end - interval.start).days < _POINT:
            self.previous = interval
        return EventDate(
            interval.start if interval else None,
            interval.end if interval else None,
            interval.precision if interval else None,
            "text",
            self._words(found),
            found.start,
            found.end,
        )

    def _last_told(self, trigger: Trigger) -> Interval | None:
        """The last time told before the trigger: what "next day" counts from where no event has a date yet."""
        told = (t.interval for t in self.expressions if t.end <= trigger.start)
        points = [i for i in told if i is not None and (i.end - i.start).days < _POINT]
        return points[-1] if points else None

    def _linked(self, trigger: Trigger) -> Found | None:
        """The words that date a trigger.

        They are those that the model links to it; else those of an earlier sentence that date another event of its own
        sentence ("In August last year, ... . He singled out X and threatened Y"); else the only ones of its sentence,
        where the rules alone found them.
        """
        if own := self._arc(trigger):
            return own
        start, end = self.reading.sentences[trigger.sentence]
        beside = (self._arc(t) for t in self.reading.triggers if t.sentence == trigger.sentence)
        if frame := next((f for f in beside if f is not None and f.end <= start), None):
            return frame
        here = [f for f in self.found if start <= f.start < end]
        known = {(f.start, f.end) for f in self.times}
        return here[0] if len(here) == 1 and (here[0].start, here[0].end) not in known else None

    def _arc(self, trigger: Trigger) -> Found | None:
        linked = (self.times[i] for i, p in trigger.arcs["time"] if p >= self.least)
        # "Two decades after the invasion" does not date the invasion.
        return next((t for t in linked if not t.start <= trigger.start < t.end), None)

    def _resolve(self, found: Found, previous: Interval | None, tense: str | None) -> Interval | None:
        return resolve(
            self._words(found),
            published=self.published,
            previous=previous,
            tense=tense,
            tenure=self.gazetteer.tenure,
        )

    def _words(self, found: Found) -> str:
        return self.story.text[found.start : found.end]


def _widened(found: Found, ruled: Sequence[Found]) -> Found:
    """A time expression of the model with all words of those that the rules find there ("days": "two days later")."""
    meeting = [r for r in ruled if r.start < found.end and found.start < r.end]
    start = min((r.start for r in meeting), default=found.start)
    end = max((r.end for r in meeting), default=found.end)
    return replace(found, start=min(start, found.start), end=max(end, found.end))


def _expressions(own: Sequence[Found], ruled: Sequence[Found]) -> Sequence[Found]:
    """The model's time expressions, and those of the rules that touch none of them, in the order of the text."""
    extra = [f for f in ruled if not any(f.start < o.end and o.start < f.end for o in own)]
    return sorted((*own, *extra), key=lambda f: f.start)

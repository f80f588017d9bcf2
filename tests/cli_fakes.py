"""A coder for the tests of the command line: it knows five verbs and the states that they stand between."""

from __future__ import annotations

import os
import re
from datetime import date

from demarche.errors import SourceError
from demarche.records import Coding, Event, Story, Uncoded
from tests.store_examples import NOTHING_ANNOTATED, actor, event

STATES = {"USA": "United States", "PAK": "Pakistan", "RUS": "Russia", "CHN": "China", "IND": "India"}
CODES = {"Washington": "USA", "Islamabad": "PAK", "Moscow": "RUS", "Beijing": "CHN", "Delhi": "IND"}
VERBS = {
    "threatened": ("THREATEN", "verbal conflict"),
    "praised": ("SUPPORT", "verbal cooperation"),
    "aided": ("AID", "material cooperation"),
    "bombed": ("ASSAULT", "material conflict"),
}
SENTENCE = re.compile(rf"({'|'.join(CODES)}) (never |will )?({'|'.join(VERBS)}) ({'|'.join(CODES)})[^.]*\.")


def state_name(code: str) -> str:
    """The name of a state, or the code itself."""
    return STATES.get(code, code)


class FakeCoder:
    """Codes what SENTENCE matches; refuses what is not English; "INTERRUPT" presses Ctrl-C."""

    def code(self, story: Story | str, published: date | str | None = None) -> Coding:
        assert isinstance(story, Story)
        if "INTERRUPT" in story.text:
            raise KeyboardInterrupt
        if story.language not in (None, "en"):
            raise SourceError(f"the story is in language '{story.language}'; demarche codes English")
        events = tuple(_event(story, found) for found in SENTENCE.finditer(story.text))
        dropped = tuple(
            Uncoded(story.id, m.group(), m.start(), m.end(), "trigger", "sport") for m in re.finditer("won", story.text)
        )
        return Coding(story, events, dropped, NOTHING_ANNOTATED)


def _event(story: Story, found: re.Match[str]) -> Event:
    who, how, verb, whom = found.groups()
    kind, quad = VERBS[verb]
    return event(
        story,
        kind,
        found.group(),
        found.group(),
        actor=(actor(story.text, who, CODES[who]),),
        recipient=(actor(story.text, whom, CODES[whom]),),
        quad=quad,
        modality="planned" if how == "will " else "actual",
        polarity="negated" if how == "never " else "affirmed",
    )


def load_and_die(threads: int) -> FakeCoder:
    """A process that is killed while it loads its coder."""
    os._exit(9)


def load(threads: int) -> FakeCoder:
    """What the command line calls to get its coder."""
    return FakeCoder()

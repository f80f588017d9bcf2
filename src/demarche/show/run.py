"""One run over sources: code, save, print, count; with progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from demarche.records import Broken, Coding, Event
from demarche.show.coding import Held, Outcome
from demarche.show.formats import EventWriter
from demarche.show.words import printable
from demarche.store import Store


@dataclass
class Tally:
    """What a run came to. ``held`` stories were not coded again; ``repeated`` ones came twice in the sources."""

    stories: int = 0
    events: int = 0
    uncoded: int = 0
    broken: int = 0
    held: int = 0
    repeated: int = 0

    def summary(self) -> str:
        """The counts in words."""
        parts = [
            _number(self.stories, "story coded", "stories coded"),
            _number(self.events, "event", "events"),
            f"{self.uncoded} uncoded",
        ]
        if self.held:
            parts.append(f"{self.held} held already")
        if self.repeated:
            parts.append(f"{self.repeated} repeated")
        parts.append(f"{self.broken} broken")
        return ", ".join(parts)


class Run:
    """Takes what becomes of each story: prints its events, saves it, counts it."""

    def __init__(self, writer: EventWriter, store: Store | None) -> None:
        self.writer = writer
        self.store = store
        self.tally = Tally()
        self._seen: set[str] = set()

    def take(self, outcomes: Iterable[Outcome], progress: Progress | None = None) -> None:
        """Take all outcomes in order."""
        task = progress.add_task("coding") if progress else None
        for outcome in outcomes:
            if isinstance(outcome, Broken):
                self._report(outcome)
            else:
                self._take_story(outcome)
            if progress and task is not None:
                progress.update(task, description=self.tally.summary())

    def _take_story(self, outcome: Coding | Held) -> None:
        story = outcome.story if isinstance(outcome, Held) else outcome.story.id
        if story in self._seen:
            self.tally.repeated += 1
            return
        self._seen.add(story)
        if isinstance(outcome, Coding):
            if self.store is not None:
                self.store.save(outcome)
            self.tally.stories += 1
            self.tally.uncoded += len(outcome.uncoded)
            events = list(outcome.events)
        else:
            self.tally.held += 1
            events = list(self.store.events(story=story)) if self.store is not None else []
        self.tally.events += len(events)
        self.writer.write(sorted(events, key=_place))

    def _report(self, broken: Broken) -> None:
        self.tally.broken += 1
        print(f"broken: {printable(str(broken)).strip()}", file=sys.stderr)


def _place(event: Event) -> tuple[int, int, str]:
    """Where the event stands in its story."""
    return (event.trigger.start, event.trigger.end, event.id)


@contextmanager
def progress_on_terminal(*, results_on_terminal: bool) -> Iterator[Progress | None]:
    """A line of progress on standard error, if that is a terminal on which no raw results are printed."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal or results_on_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # A table may go to the same terminal while the line stands there; elsewhere standard output is left alone.
    redirect = sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=redirect) as progress:
        yield progress


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

"""Coding many stories: read, skip what is stored, code in one process or several, in the order of the sources."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final, Protocol, TypeVar

from demarche.errors import DemarcheError, SourceError
from demarche.records import Broken, Coding, Story

#: Stories under way per process: enough to keep each busy, few enough to hold in memory.
STORIES_PER_WORKER: Final = 4


class Coder(Protocol):
    """What codes a story."""

    def code(self, story: Story | str, published: date | str | None = None) -> Coding:
        """The events of the story. Raises SourceError for a story that it does not take."""


#: Loads a coder that computes in so many threads; 0 leaves the number to it.
LoadCoder = Callable[[int], Coder]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A story and the source that it was read from."""

    source: str
    story: Story


@dataclass(frozen=True, slots=True)
class Held:
    """A story that is not coded, since the store holds it."""

    story: str


Outcome = Coding | Broken | Held
Started = TypeVar("Started")


def load_coder(
    threads: int, own: Path | None = None, threshold: float | None = None, actors: Path | None = None
) -> Coder:
    """The coder with the shipped model, with the user's own types, threshold and actors where they are given."""
    from demarche.pipeline import Coder
    from demarche.settings import Settings

    default = Settings().threshold
    probability = default if threshold is None else threshold
    return Coder(Settings(threads=threads, actors=actors, own=own, threshold=probability))


def read_stories(sources: Iterable[str], published: str | None) -> Iterator[Sourced | Broken]:
    """The stories of the sources in order; what cannot be read is Broken.

    Raises SettingsError, at once, if ``published`` is no date.
    """
    from demarche.read import stream

    streams = [(source, stream([source], published=published)) for source in sources]
    return (item if isinstance(item, Broken) else Sourced(source, item) for source, items in streams for item in items)


def code_stories(
    items: Iterable[Sourced | Broken],
    *,
    load: LoadCoder = load_coder,
    workers: int = 1,
    held: Callable[[str], bool] = lambda story: False,
) -> Iterator[Outcome]:
    """What becomes of each item, in order. ``load`` is called once per process, when the first story needs it.

    With several workers ``load`` must be importable, since each process imports it.
    """
    if workers == 1:
        for item in items:
            yield _start(item, held, partial(_code, load, 0))
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    try:
        yield from _code_in(pool, items, load, workers, held)
    except BrokenProcessPool as error:
        raise DemarcheError(
            "a worker process died, perhaps for want of memory; go on with fewer --workers and --resume"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _code_in(
    pool: ProcessPoolExecutor,
    items: Iterable[Sourced | Broken],
    load: LoadCoder,
    workers: int,
    held: Callable[[str], bool],
) -> Iterator[Outcome]:
    threads = max(1, (os.cpu_count() or 1) // workers)
    under_way: deque[Outcome | Future[Outcome]] = deque()
    for item in items:
        under_way.append(_start(item, held, lambda sourced: pool.submit(_code, load, threads, sourced)))
        if len(under_way) >= workers * STORIES_PER_WORKER:
            yield _outcome(under_way.popleft())
    while under_way:
        yield _outcome(under_way.popleft())


def _outcome(item: Outcome | Future[Outcome]) -> Outcome:
    return item.result() if isinstance(item, Future) else item


def _start(
    item: Sourced | Broken, held: Callable[[str], bool], code: Callable[[Sourced], Started]
) -> Broken | Held | Started:
    """Code the item, unless it is broken or held."""
    if isinstance(item, Broken):
        return item
    return Held(item.story.id) if held(item.story.id) else code(item)


def _code(load: LoadCoder, threads: int, item: Sourced) -> Outcome:
    try:
        return _loaded(load, threads).code(item.story)
    except SourceError as error:
        return Broken(item.source, None, str(error), "")


@cache
def _loaded(load: LoadCoder, threads: int) -> Coder:
    return load(threads)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process; only the first one answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

"""Stories and sentences per second: ``python -m benchmarks.speed [stories.csv]``.

Codes the stories of a CSV with columns url, date, title and text (default: the stories that ship with the package),
with one and with two processes of one thread each, after one warm-up story. Reading and model loading are not
counted; they are shown apart.
"""

from __future__ import annotations

import argparse
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from demarche import Coder, Settings
from demarche.read import stream
from demarche.records import Story

DEMO = Path("src/demarche/demo/stories.jsonl")
_coder: list[Coder] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="?", default=DEMO)
    path = parser.parse_args().stories
    started = time.perf_counter()
    stories = [s for s in stream([path]) if isinstance(s, Story) and s.language in (None, "en")]
    print(f"{path}: {len(stories)} stories read in {time.perf_counter() - started:.2f} s")
    for processes in (1, 2):
        _measure(stories, processes)


def _measure(stories: list[Story], processes: int) -> None:
    parts = [stories[k::processes] for k in range(processes)]
    with ProcessPoolExecutor(processes) as pool:
        loaded = list(pool.map(_load, range(processes)))
        started = time.perf_counter()
        counts = list(pool.map(_code, parts))
        took = time.perf_counter() - started
    events, sentences, peak = (
        sum(c[0] for c in counts),
        sum(c[1] for c in counts),
        max(c[2] for c in counts),
    )
    print(
        f"{processes} process(es): {len(stories) / took:.1f} stories/s, {sentences / took:.0f} sentences/s, "
        f"{events} events, load {max(loaded):.2f} s, peak memory of a process {peak / 1024:.0f} MB"
    )


def _load(_: int) -> float:
    started = time.perf_counter()
    if not _coder:
        _coder.append(Coder(Settings(threads=1)))
        _coder[0].code("France recalled its ambassador on Monday.", published="2021-09-20")
    return time.perf_counter() - started


def _code(stories: list[Story]) -> tuple[int, int, int]:
    _load(0)
    codings = [_coder[0].code(s) for s in stories]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return sum(len(c) for c in codings), sum(len(c.annotation.sentences) for c in codings), peak


if __name__ == "__main__":
    main()

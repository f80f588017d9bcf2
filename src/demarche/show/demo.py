"""The demo: the whole way from stories to a brief, on the stories that ship with the package."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from demarche.errors import SettingsError
from demarche.show import coding
from demarche.show.brief import store_brief
from demarche.show.brief_html import html
from demarche.show.brief_markdown import markdown
from demarche.show.formats import Format, event_writer, table_console
from demarche.show.run import Run, progress_on_terminal
from demarche.show.tables import events_table
from demarche.show.words import StateName, day_words
from demarche.store import Store

#: Events that the demo shows of all that it codes.
SHOWN: Final = 20


def run_demo(folder: Path, store_path: Path, state_name: StateName) -> int:
    """Code the stories, write store, events and briefs into the folder, show a part; returns how many broke."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"cannot create {folder}: {error.strerror}; name another with --out") from error
    with Store(store_path) as store:
        broken = _code(store, folder)
        _show(store, state_name)
        _write_briefs(store, folder, state_name)
    print(_next_steps(folder, store_path))
    return broken


def _code(store: Store, folder: Path) -> int:
    with (
        as_file(files("demarche") / "demo" / "stories.jsonl") as stories,
        event_writer(Format.jsonl, folder / "events.jsonl") as writer,
        progress_on_terminal(results_on_terminal=False) as progress,
    ):
        run = Run(writer, store)
        items = coding.read_stories([str(stories)], published=None)
        run.take(coding.code_stories(items, load=coding.load_coder), progress)
    print(run.tally.summary(), file=sys.stderr)
    return run.tally.broken


def _show(store: Store, state_name: StateName) -> None:
    counts = store.counts()
    console = table_console()
    console.print(f"The newest {min(SHOWN, counts.events)} of {counts.events} events in {counts.stories} stories:\n")
    console.print(events_table(store.events(newest=True, limit=SHOWN)))
    if counts.first and counts.last:
        console.print(f"\nAll happened between {day_words(counts.first)} and {day_words(counts.last)}.")


def _write_briefs(store: Store, folder: Path, state_name: StateName) -> None:
    brief = store_brief(store, state_name)
    (folder / "brief.md").write_text(markdown(brief), encoding="utf-8", newline="")
    (folder / "brief.html").write_text(html(brief), encoding="utf-8", newline="")


def _next_steps(folder: Path, store: Path) -> str:
    return f"""
Written: {store} (the store), {folder / "events.jsonl"}, {folder / "brief.md"}, {folder / "brief.html"}

Try next:
  demarche explain ID --store {store}
  demarche events --state USA --with RUS --store {store}
  demarche brief --state PAK --store {store}
  demarche code YOUR-STORY.txt --published 2024-05-01"""

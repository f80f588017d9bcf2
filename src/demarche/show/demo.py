"""The demo: the whole way from stories to a brief, on the stories that ship with the package."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from demarche.errors import SettingsError
from demarche.show import coding
from demarche.show.brief import Brief, store_brief
from demarche.show.brief_html import html
from demarche.show.brief_markdown import markdown
from demarche.show.formats import Format, event_writer, table_console
from demarche.show.run import Run, progress_on_terminal
from demarche.show.tables import ID_LENGTH, dyads_table, events_table
from demarche.show.words import StateName
from demarche.store import Store

#: Events that the demo shows of all that it codes.
SHOWN: Final = 20

#: Dyads that it shows.
DYADS_SHOWN: Final = 8


def run_demo(folder: Path, store_path: Path, state_name: StateName) -> int:
    """Code the stories, write store, events and briefs into the folder, show a part; returns how many broke."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"cannot create {folder}: {error.strerror}; name another with --out") from error
    with Store(store_path) as store:
        broken = _code(store, folder)
        brief = store_brief(store, state_name)
        _show(store, brief)
        newest = next(iter(store.events(newest=True, limit=1)), None)
    (folder / "brief.md").write_text(markdown(brief), encoding="utf-8", newline="")
    (folder / "brief.html").write_text(html(brief), encoding="utf-8", newline="")
    print(_next_steps(folder, store_path, newest.id[:ID_LENGTH] if newest else "ID"))
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


def _show(store: Store, brief: Brief) -> None:
    counts = store.counts()
    console = table_console()
    console.print(f"The newest {min(SHOWN, counts.events)} of {counts.events} events in {counts.stories} stories:\n")
    console.print(events_table(store.events(newest=True, limit=SHOWN)))
    console.print(f"\n{brief.dyads_heading}:\n")
    console.print(dyads_table(brief.dyads[:DYADS_SHOWN]))
    apart = ", ".join(f"{section.heading.lower()}: {section.total}" for section in brief.sections[1:])
    console.print(f"\nApart from what happened the brief lists: {apart or 'nothing'}.")


def _next_steps(folder: Path, store: Path, event_id: str) -> str:
    return f"""
Written: {store} (the store), {folder / "events.jsonl"}, {folder / "brief.md"}, {folder / "brief.html"}

Try next:
  demarche explain {event_id} --store {store}
  demarche events --state USA --with CHN --store {store}
  demarche brief --state PAK --store {store}
  demarche code YOUR-STORY.txt --published 2024-05-01"""

"""The command line. Heavy libraries are imported inside the commands, so that help comes at once."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.errors import DemarcheError, SettingsError
from demarche.show.formats import Format, event_writer, open_output, table_console
from demarche.show.options import (
    DEFAULT_STORE,
    ActorsOption,
    BriefFormat,
    Engine,
    FormatOption,
    JsonOption,
    OutOption,
    OwnOption,
    StateOption,
    StoreOption,
    ThresholdOption,
)
from demarche.show.words import printable

if TYPE_CHECKING:
    from demarche.show.brief import Brief
    from demarche.show.coding import LoadCoder
    from demarche.show.words import StateName
    from demarche.store import Store

app = typer.Typer(
    name="demarche",
    help="Reads the news and keeps the record of how states deal with one another.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


_NOTHING_FOUND = "no event matches; states are named by code (PAK), IGOs and armed groups by short name (NATO)"


def main() -> None:
    """Run the command line; errors of demarche become one line on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # the results are UTF-8 wherever they are printed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except SettingsError as error:
        _complain(error)
        sys.exit(2)
    except DemarcheError as error:
        _complain(error)
        sys.exit(1)


def _complain(error: DemarcheError) -> None:
    print(f"demarche: {printable(str(error))}", file=sys.stderr)


def _note(text: str) -> None:
    print(text, file=sys.stderr)


def _print_version(wanted: bool) -> None:
    from importlib.metadata import PackageNotFoundError, version

    if not wanted:
        return
    try:
        print(f"demarche {version('demarche')}")
    except PackageNotFoundError:
        print("demarche, run from its source")
    raise typer.Exit


@app.callback()
def start(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads the news and keeps the record of how states deal with one another."""


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to put the results.")] = Path(
        "demarche-demo"
    ),
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="PATH", help="The store; DIR/demarche.duckdb if not given."),
    ] = None,
) -> None:
    """Code the stories that ship with the package, and end in a brief."""
    from demarche.show.demo import run_demo

    broken = run_demo(out, store or out / DEFAULT_STORE, _state_name())
    if broken:
        raise typer.Exit(1)


@app.command()
def code(
    sources: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")],
    store: StoreOption = DEFAULT_STORE,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When the stories were published: 2018-03-26."),
    ] = None,
    form: FormatOption = Format.table,
    out: OutOption = None,
    no_store: Annotated[bool, typer.Option("--no-store", help="Save nothing.")] = False,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Code in N processes.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Do not code again what the store holds; print it from there.")
    ] = False,
    engine: Annotated[Engine, typer.Option("--engine", help="Where to code.")] = Engine.local,
    actors: ActorsOption = None,
    own: OwnOption = None,
    threshold: ThresholdOption = None,
) -> None:
    """Read stories, code them, save them, and print the events."""
    if engine is Engine.ray:
        raise SettingsError("the engine 'ray' is not there yet; use --engine local, with --workers N")
    if resume and no_store:
        raise SettingsError("--resume looks into the store, which --no-store leaves out; give only one of them")
    from demarche.show import coding
    from demarche.show.run import Run, progress_on_terminal

    items = coding.read_stories(sources, published)
    load = _loader(own, threshold, actors)
    with (
        nullcontext() if no_store else _open(store, write=True) as opened,
        event_writer(form, out) as writer,
        progress_on_terminal(results_on_terminal=_raw_on_terminal(form, out)) as progress,
    ):
        run = Run(writer, opened)
        held = opened.holds if opened is not None and resume else _nothing_held
        try:
            run.take(coding.code_stories(items, load=load, workers=workers, held=held), progress)
        except KeyboardInterrupt:
            go_on = f"go on with the same command and --resume (saved in {store})"
            _note(f"demarche: stopped, {run.tally.summary()}; {'nothing is saved' if no_store else go_on}")
            raise typer.Exit(1) from None
    _note(f"{run.tally.summary()}; {'not saved' if no_store else f'saved in {store}'}")
    if run.tally.broken:
        raise typer.Exit(1)


def _loader(own: Path | None, threshold: float | None, actors: Path | None) -> LoadCoder:
    """What loads the coder, with the user's own types, threshold and actors where they are given."""
    from demarche.show import coding

    if own is None and threshold is None and actors is None:
        return coding.load_coder
    if actors is not None:
        from demarche.actors.index import load_index
        from demarche.actors.own import read_own_actors

        read_own_actors(actors, load_index().states)  # a mistake in it shows before anything is opened or written
    return partial(coding.load_coder, own=own, threshold=threshold, actors=actors)


def _nothing_held(story: str) -> bool:
    return False


def _raw_on_terminal(form: Format, out: Path | None) -> bool:
    """Whether JSON or CSV goes to a terminal, where progress would tear it."""
    return form is not Format.table and out is None and sys.stdout.isatty()


@app.command()
def events(
    store: StoreOption = DEFAULT_STORE,
    state: StateOption = None,
    with_state: Annotated[
        str | None, typer.Option("--with", metavar="CODE", help="Its partner, in either direction.")
    ] = None,
    type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="An event type: THREATEN.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Happened then or later: 2018, 2018-03-26.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Happened then or earlier.")] = None,
    story: Annotated[str | None, typer.Option("--story", metavar="ID", help="Of this story.")] = None,
    modality: Annotated[
        str | None, typer.Option("--modality", metavar="M", help="actual, planned or hypothetical.")
    ] = None,
    polarity: Annotated[
        str | None, typer.Option("--polarity", metavar="P", help="affirmed, negated or denied.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most so many.")] = None,
    form: FormatOption = Format.table,
    as_json: JsonOption = False,
    out: OutOption = None,
) -> None:
    """Query the store, oldest events first."""
    from demarche.ontology import MODALITIES, POLARITIES, TYPES

    _demand_one_of("--modality", modality, MODALITIES)
    _demand_one_of("--polarity", polarity, POLARITIES)
    if with_state and not state:
        raise SettingsError("--with names the partner of a dyad; give --state as well")
    found = 0
    with _open(store) as opened:
        query = opened.events(
            state=state,
            with_state=with_state,
            type=type,
            since=since,
            until=until,
            story=story,
            modality=modality,
            polarity=polarity,
            limit=limit,
        )
        with event_writer(Format.jsonl if as_json else form, out) as writer:
            for event in query:
                writer.write([event])
                found += 1
    if not found:
        # A user's own types are known from the store alone, so an unknown type shows only when nothing is found.
        _demand_one_of("--type", type and type.upper(), TYPES)
        _note(_NOTHING_FOUND)


def _demand_one_of(option: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        raise SettingsError(f"{option} {value} is unknown; known are {', '.join(known)}")


@app.command()
def explain(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="The id of an event, or its beginning.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Show the sentence of an event with everything marked, and where each field comes from."""
    from demarche.show.explain import explain as explain_event
    from demarche.show.explain import explanation_json, explanation_view

    with _open(store) as opened:
        explanation = explain_event(opened, event_id)
    if as_json:
        print(json.dumps(explanation_json(explanation), ensure_ascii=False))
        return
    console = table_console()
    console.print(explanation_view(explanation, _state_name(), console))


@app.command()
def brief(
    store: StoreOption = DEFAULT_STORE,
    state: StateOption = None,
    story: Annotated[
        str | None, typer.Option("--story", metavar="PATH", help="Code this file and tell its timeline.")
    ] = None,
    form: Annotated[BriefFormat | None, typer.Option("--format", help="Markdown unless --out ends in .html.")] = None,
    out: OutOption = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When the story was published.")
    ] = None,
) -> None:
    """Write a readable report on the store, one state, or one story."""
    from demarche.show import coding
    from demarche.show.brief import file_brief, store_brief

    if story and state:
        raise SettingsError("--story tells the timeline of one file, --state a state in the store; give one")
    if published and not story:
        raise SettingsError("--published belongs to --story; what the store holds has its dates")
    if story:
        made = file_brief(story, published, coding.load_coder, _state_name())
    else:
        with _open(store) as opened:
            made = store_brief(opened, _state_name(), state=state)
    _write_brief(made, form, out)
    if state and not made.sections:
        _note(_NOTHING_FOUND)


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Stories with events coded by hand.")],
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="FILE.csv", help="Texts (url, text) of stories that carry none."),
    ] = None,
    threshold: ThresholdOption = None,
    errors: Annotated[bool, typer.Option("--errors", help="List the mistakes too.")] = False,
    actors: ActorsOption = None,
    own: OwnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score the coder against events that people coded by hand."""
    from demarche.show.evaluation import evaluate_file, evaluation_json, print_evaluation

    result = evaluate_file(gold, texts, _loader(own, threshold, actors))
    if as_json:
        print(json.dumps(evaluation_json(result), ensure_ascii=False))
    else:
        print_evaluation(result, table_console(), errors=errors)


@app.command("import-actors")
def import_actors(
    dictionaries: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PETRARCH actors or agents.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.csv", help="Write the table to this new file.")],
) -> None:
    """Turn PETRARCH dictionaries into a table of actors, for ``demarche code --actors``."""
    from demarche.actors.index import load_index
    from demarche.actors.own import write_own_actors
    from demarche.actors.petrarch import read_petrarch

    _demand_new(out)
    index = load_index()
    found = [read_petrarch(path, index) for path in dictionaries]
    for imported in found:
        for line in imported.left_out:
            _note(f"left out: {printable(line)}")
    with open_output(out) as file:
        lines = write_own_actors(dict.fromkeys(a for imported in found for a in imported.actors), file)
    left_out, shipped = sum(len(i.left_out) for i in found), sum(i.shipped for i in found)
    _note(f"{lines} lines written to {out}; left out: {left_out} unreadable, {shipped} that the gazetteer has already")


@app.command()
def unresolved(
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    out: OutOption = None,
) -> None:
    """List the names that take part in events and belong to no known state, as a table to fill in for --actors."""
    from itertools import islice

    from demarche.actors import Gazetteer
    from demarche.actors.own import COLUMNS, NOTES, write_table

    if out:
        _demand_new(out)
    with _open(store) as opened:
        found = opened.unresolved()
    gazetteer = Gazetteer.load()
    names = list(islice((n for n in found if gazetteer.holds_name(n.name)), limit))
    with open_output(out) as file:
        rows = [
            {"name": n.name, "kind": n.kind, "events": n.events, "sentence": " ".join(n.sentence.split())}
            for n in names
        ]
        write_table(rows, (*COLUMNS, *NOTES), file)
    if not names:
        _note("every name that takes part in an event belongs to a known state or group")


def _demand_new(out: Path) -> None:
    """Refuse to write over a table that may have been filled in by hand."""
    if out.exists():
        raise SettingsError(f"{out} is there already, perhaps filled in by hand; give --out another name")


def _write_brief(made: Brief, form: BriefFormat | None, out: Path | None) -> None:
    from demarche.show.brief_html import html
    from demarche.show.brief_markdown import markdown

    if form is None:
        form = BriefFormat.html if out and out.suffix.lower() in (".html", ".htm") else BriefFormat.md
    with open_output(out) as file:
        file.write(html(made) if form is BriefFormat.html else markdown(made))
    if out:
        _note(f"written to {out}")


def _open(path: Path, *, write: bool = False) -> Store:
    from demarche.store import Store

    return Store(path, read_only=not write)


def _state_name() -> StateName:
    """The names of states; IGOs, armed groups and unknown codes stand for themselves."""
    from demarche.actors import Gazetteer

    gazetteer = Gazetteer.load()
    return lambda code: gazetteer.state_name(code) if gazetteer.is_state_code(code) else code

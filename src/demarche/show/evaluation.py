"""What ``demarche eval`` prints: scores with their intervals, and the mistakes to read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from demarche.actors import Gazetteer
from demarche.evaluate import Evaluation, GoldStory, evaluate, read_gold
from demarche.evaluate.scores import Mistake, Score
from demarche.records import Coding, Published, Story
from demarche.show.coding import LoadCoder
from demarche.show.words import printable

_SAID = {
    "trigger": "the words are found",
    "type": "type",
    "dyad": "both parties",
    "triple": "type and both parties",
}


def evaluate_file(gold: Path, texts: Path | None, load: LoadCoder) -> Evaluation:
    """Code the stories of a gold file and compare. Raises SourceError for what cannot be read."""
    gazetteer = Gazetteer.load()

    def party(code: str) -> str:
        if gazetteer.is_state_code(code):
            return code
        match = gazetteer.lookup(code.replace("_", " "), kind="armed_group")
        return match.group.name if match and match.group else code.replace("_", " ")

    coder = load(0)

    def code(story: GoldStory) -> Coding:
        published = Published(story.published, "given") if story.published else None
        return coder.code(Story.of(story.text, published=published))

    return evaluate(read_gold(gold, texts, party), code)


def evaluation_json(result: Evaluation) -> dict[str, Any]:
    """All scores and mistakes as plain values."""
    return asdict(result)


def evaluation_view(result: Evaluation, *, errors: bool = False) -> RenderableType:
    """Tables of the scores; with ``errors`` the mistakes too."""
    events = sum(score.gold for score in result.found if score.name == "triple")
    parts: list[RenderableType] = [Text(f"{result.stories} stories, {events} events coded by hand"), Text()]
    parts.append(_found_table("events", [s for s in result.found if s.gold], _SAID))
    if result.shares:
        parts += [Text(), _shares_table(result)]
    parts += [
        Text(),
        _found_table("by type", result.types, {s.name: s.name.removeprefix("type ") for s in result.types}),
    ]
    if result.quiet_stories:
        parts += [Text(), Text(f"{result.quiet_events} events coded in {result.quiet_stories} stories that hold none")]
    if errors:
        parts += [Text(), _mistakes_table(result.mistakes)]
    return Group(*parts)


def print_evaluation(result: Evaluation, console: Console, *, errors: bool) -> None:
    console.print(evaluation_view(result, errors=errors))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for k, column in enumerate(columns):
        table.add_column(column, justify="left" if k == 0 else "right")
    return table


def _found_table(title: str, scores: list[Score] | tuple[Score, ...], names: dict[str, str]) -> Table:
    table = _table(title, "precision", "recall", "F1", "95% interval", "right", "coded", "gold")
    for s in scores:
        values = (f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", f"{s.low:.3f} to {s.high:.3f}")
        table.add_row(names[s.name], *values, str(s.right), str(s.coded), str(s.gold))
    return table


def _shares_table(result: Evaluation) -> Table:
    table = _table("of the found", "right", "95% interval", "asked")
    for s in result.shares:
        table.add_row(s.name, f"{s.f1:.3f}", f"{s.low:.3f} to {s.high:.3f}", str(s.gold))
    share = result.swapped / result.matched if result.matched else 0.0
    table.add_row("actor and recipient swapped", f"{share:.3f}", "", str(result.matched))
    return table


def _mistakes_table(mistakes: tuple[Mistake, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("story", "what", "words", "coded", "gold"):
        table.add_column(column, overflow="fold")
    for m in mistakes:
        table.add_row(*(Text(printable(value)) for value in (m.story, m.what, m.words, m.coded, m.gold)))
    return table

"""Score a model on the held-out stories of the corpus: ``python -m training.score --out training/SCORES.md``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from demarche.annotate.between import type_between
from demarche.annotate.network import OnnxNetwork
from demarche.annotate.pronouns import is_pronoun
from demarche.annotate.reading import Reader, Reading, Trigger
from demarche.annotate.tokens import Windower
from demarche.ontology import TYPES
from demarche.settings import Settings
from training.examples import NONE, example
from training.passages import EventNote, Passage, Span
from training.split import load

#: The shipped model, and the coder's default thresholds.
SHIPPED = Path("src/demarche/model")
SETTINGS = Settings()
EVENT = SETTINGS.threshold
#: Two mentions found to be one actor, from this probability on.
LINK = 0.5


@dataclass
class Tally:
    """True positives, what was found, what is gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    def row(self) -> str:
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{p:.3f} | {r:.3f} | {f:.3f} | {self.gold}"

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass
class Board:
    """All tallies of one scoring."""

    layers: dict[str, Tally] = field(default_factory=dict)
    types: dict[str, Tally] = field(default_factory=dict)
    roles: dict[str, Tally] = field(default_factory=dict)
    events: dict[str, Tally] = field(default_factory=dict)
    matched: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)

    def of(self, group: str, name: str) -> Tally:
        return getattr(self, group).setdefault(name, Tally())  # type: ignore[no-any-return]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters that two stretches share; zero or less if none."""
    return min(a[1], b[1]) - max(a[0], b[0])


def score(reader: Reader, passages: Sequence[Passage], threshold: float = EVENT) -> Board:
    """Read the passages and compare with their annotation."""
    board = Board()
    for passage in passages:
        reading = reader.read(passage.text)
        _score_layers(board, passage, reading)
        _score_events(board, passage, reading, threshold)
        _score_links(board, passage, reading)
    return board


def _score_layers(board: Board, passage: Passage, reading: Reading) -> None:
    for name, sort, found in (
        ("mention", "actor", reading.mentions),
        ("time", "time", reading.times),
        ("place", "place", reading.places),
    ):
        gold = {(s.start, s.end) for s in passage.spans_of(sort)}
        got = {(f.start, f.end) for f in found}
        got -= {(a, b) for a, b in got - gold if is_pronoun(passage.text[a:b])}
        board.of("layers", f"{name} (exact)").add(len(gold & got), len(got), len(gold))
        near = sum(any(overlap(g, f) > 0 for f in got) for g in gold)
        board.of("layers", f"{name} (overlap, recall only)").add(near, near, len(gold))
    kinds = {(s.start, s.end): passage.entities[s.label.split("+")[0]].kind for s in passage.spans_of("actor")}
    for f in reading.mentions:
        if (f.start, f.end) in kinds:
            board.matched["kind"] += 1
            board.matched["kind right"] += kinds[f.start, f.end] == f.kind


def _score_links(board: Board, passage: Passage, reading: Reading) -> None:
    label = [_label(passage, f.start, f.end) for f in reading.mentions]
    got = {(a, b) for a, b, p in reading.links if p >= LINK and label[a] and label[b]}
    gold = {(a, b) for a in range(len(label)) for b in range(a) if label[a] & label[b]}
    board.of("layers", "coreference links").add(len(got & gold), len(got), len(gold))


def _label(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The gold actors of a found mention: those of the gold mention it overlaps most."""
    spans = [(o, s.label) for s in passage.spans_of("actor") if (o := overlap((start, end), (s.start, s.end))) > 0]
    return frozenset(max(spans)[1].split("+")) if spans else frozenset()


def _score_events(board: Board, passage: Passage, reading: Reading, threshold: float) -> None:
    gold = passage.spans_of("trigger")
    again = passage.spans_of("again")
    found = [t for t in reading.triggers if t.probability >= threshold]
    found = [t for t in found if not any(overlap((t.start, t.end), (s.start, s.end)) > 0 for s in again)]
    pairs = _match(gold, found)
    board.of("layers", "trigger (overlap)").add(len(pairs), len(found), len(gold))
    board.spurious["passages without event"] += not gold
    board.spurious["events found in them"] += 0 if gold else len(found)
    used = {id(t) for _, t in pairs}
    for t in found:
        if id(t) not in used:
            board.of("types", t.type).add(0, 1, 0)
            board.of("events", "type, actors, recipients").add(0, 1, 0)
            board.of("events", "type").add(0, 1, 0)
    unmatched = {s.label for s in gold} - {s.label for s, _ in pairs}
    for label in unmatched:
        board.of("types", passage.events[label].type).add(0, 0, 1)
        board.of("events", "type, actors, recipients").add(0, 0, 1)
        board.of("events", "type").add(0, 0, 1)
    for span, trigger in pairs:
        _score_event(board, passage, reading, passage.events[span.label], trigger)


def _match(gold: list[Span], found: list[Trigger]) -> list[tuple[Span, Trigger]]:
    pairs = []
    free = list(found)
    for s in gold:
        near = [t for t in free if overlap((s.start, s.end), (t.start, t.end)) > 0]
        if near:
            best = max(near, key=lambda t: t.probability)
            free.remove(best)
            pairs.append((s, best))
    return pairs


def _score_event(board: Board, passage: Passage, reading: Reading, e: EventNote, t: Trigger) -> None:
    same = e.type == t.type
    board.of("types", e.type).add(int(same), 0, 1)
    board.of("types", t.type).add(0, 1, 0)
    board.of("events", "type").add(int(same), 1, 1)
    right = same
    for role, ids in (
        ("actor", e.actors),
        ("recipient", e.recipients),
        ("source", (e.source,) if e.source else ()),
    ):
        got = _found(passage, reading, t, role)
        gold = set(ids)
        if e.reciprocal and role != "source":
            # Either side may be called the actor: what counts is who takes part.
            got, gold = (
                got | _found(passage, reading, t, "recipient" if role == "actor" else "actor"),
                {*e.actors, *e.recipients},
            )
        board.of("roles", role).add(len(got & gold), len(got), len(gold))
        right = right and (role == "source" or got == gold)
    sides = [_found(passage, reading, t, role) for role in ("recipient", "actor")]
    swapped = bool(e.actors and e.recipients and not e.reciprocal) and sides == [set(e.actors), set(e.recipients)]
    board.matched["swapped"] += swapped
    board.of("events", "type, actors, recipients").add(int(right), 1, 1)
    for role, label, spans in (("time", e.time, reading.times), ("place", e.place, reading.places)):
        got = [spans[i] for i, _ in t.linked(role, SETTINGS)[:1]]
        gold_spans = [s for s in passage.spans_of(role) if s.label == label]
        hit = bool(got) and any(overlap((got[0].start, got[0].end), (s.start, s.end)) > 0 for s in gold_spans)
        board.of("roles", role).add(int(hit), len(got), int(label is not None))
    board.matched["events"] += 1
    board.matched["modality"] += e.modality == t.modality
    board.matched["polarity"] += e.polarity == t.polarity
    board.matched["reciprocal"] += e.reciprocal == (t.reciprocal >= 0.5)
    board.matched["quoted"] += e.quoted == (t.quoted >= 0.5)
    board.matched["same type"] += same
    board.matched["mode"] += same and e.mode == t.mode
    if e.modality != "actual" or e.polarity != "affirmed":
        board.matched["marked"] += 1
        board.matched["marked right"] += e.modality == t.modality and e.polarity == t.polarity


def _found(passage: Passage, reading: Reading, t: Trigger, role: str) -> set[str]:
    """The gold actors that the mentions found for a role stand for; a mention of none counts as a wrong one."""
    got: set[str] = set()
    for i, _ in t.linked(role, SETTINGS):
        got |= _label(passage, reading.mentions[i].start, reading.mentions[i].end) or {f"?{i}"}
    return got


def relation_scores(reader: Reader, passages: Sequence[Passage], windower: Windower) -> tuple[float, float, int]:
    """Accuracy and macro-F1 over the 16 types and none of given pairs; and how many."""
    gold: list[int] = []
    got: list[int] = []
    for e in (
        x for p in passages if (x := example(p, windower)) is not None and len(x.pairs) and len(x.window.ids) <= 512
    ):
        ends = [(_given(row[:2]), _given(row[2:4])) for row in e.pairs.tolist()]
        gold += e.pairs[:, 4].tolist()
        got += type_between(reader.network, e.passage.text, e.window, ends).argmax(-1).tolist()
    f1 = [_f1(gold, got, k) for k in range(NONE + 1) if k in gold]
    return (
        sum(a == b for a, b in zip(gold, got, strict=True)) / max(1, len(gold)),
        float(np.mean(f1)),
        len(gold),
    )


def _given(ends: list[int]) -> tuple[int, int] | None:
    return (ends[0], ends[1]) if ends[0] >= 0 else None


def _f1(gold: list[int], got: list[int], k: int) -> float:
    right = sum(a == b == k for a, b in zip(gold, got, strict=True))
    return 2 * right / max(1, gold.count(k) + got.count(k))


def page(board: Board, relation: tuple[float, float, int], head: str) -> str:
    """The scores as Markdown."""
    m = board.matched

    def share(name: str, of: str = "events") -> str:
        return f"{m[name] / max(1, m[of]):.3f} (of {m[of]})"

    lines = ["# Development scores", "", head, ""]
    for title, group in (
        ("Layers", board.layers),
        ("Events", board.events),
        ("Roles of found events", board.roles),
        ("Types", board.types),
    ):
        order: Iterable[str] = [t for t in TYPES if t in group] if title == "Types" else group
        lines += [f"## {title}", "", "| | precision | recall | F1 | gold |", "|---|---|---|---|---|"]
        lines += [f"| {name} | {group[name].row()} |" for name in order] + [""]
    lines += [
        "## Of found events, right",
        "",
        "| | |",
        "|---|---|",
        *(f"| {name} | {share(name)} |" for name in ("modality", "polarity", "reciprocal", "quoted")),
        f"| modality and polarity where not plain | {share('marked right', 'marked')} |",
        f"| mode where the type is right | {share('mode', 'same type')} |",
        f"| actor and recipient swapped | {share('swapped')} |",
        f"| kind of exact mentions | {share('kind right', 'kind')} |",
        "",
        f"Events found in the {board.spurious['passages without event']} passages that hold none: "
        f"{board.spurious['events found in them']}.",
        "",
        f"Given spans (`Coder.classify`), {relation[2]} pairs of the held-out passages: accuracy {relation[0]:.3f}, "
        f"macro-F1 over 16 types and none {relation[1]:.3f}.",
        "",
    ]
    return "\n".join(lines)


def main(write: Callable[[str], object] = print) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--out", type=Path, default=None, help="write the page here")
    parser.add_argument("--threshold", type=float, default=EVENT)
    parser.add_argument("--sound-only", action="store_true")
    options = parser.parse_args()
    _, development = load(sound_only=options.sound_only)
    network = OnnxNetwork(options.model)
    windower = Windower(options.model / "tokenizer.json")
    reader = Reader(network, windower)
    board = score(reader, development, options.threshold)
    relation = relation_scores(reader, development, Windower(options.model / "tokenizer.json", limit=660, context=0))
    card = network.card
    head = (
        f"Model `{network.version}` ({card['layers']} layers, {card['passages']} training passages, corpus digest "
        f"`{card['corpus']}`, seed {card['seed']}, {card['epochs']} epochs), int8, on {len(development)} passages of "
        "held-out stories. Made by `python -m training.score --out training/SCORES.md`. An event is found when its "
        "trigger overlaps; roles are compared as actors of the passage, whichever mention was found. Unmarked pronouns "
        "count neither for nor against mentions."
    )
    text = page(board, relation, head)
    write(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

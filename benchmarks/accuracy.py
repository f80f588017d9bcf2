"""Accuracy beside the peers': ``python -m benchmarks.accuracy [--relation plv.tsv] [--texts wikinews_2019.csv]``.

Three measures, each skipped with a word where its data are not at hand: the type between two given spans on sentences
of the PLV test's form (columns marked_sentence with <s> and <t>, gold_root, gold_penta), the same sentences coded from
raw text, and the hand-coded stories of ``tests/gold``, of Wikinews and of newspapers. Figures of peers are those their
authors published, or were measured on the form of test named. The held-out part of the corpus is scored by
``python -m training.score``.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche import Coder, Event
from demarche.ontology import QUAD, TYPES
from demarche.show.coding import load_coder
from demarche.show.evaluation import evaluate_file

WIKINEWS, NEWSPAPERS = Path("tests/gold/wikinews-2019.jsonl"), Path("tests/gold/newspapers.jsonl")
#: PLV's quad classes by number, and the older type name that joins two of today's.
_QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}
_RESAMPLES = 1000

PEERS = {
    "relation": (
        ("ConfliBERT fine-tuned on PLV train (110 M)", ".867 / .963, published, supervised on the same distribution"),
        ("ZSP, roberta-large, 77 passes a sentence (355 M)", ".824 / .896, published"),
        ("GPT-4 prompted", ".615, published"),
        ("UniversalPETRARCH", ".463, published"),
        ("PETRARCH2", ".381, measured"),
    ),
    "raw": (
        ("PETRARCH2, triples on the PLOVER gold records", ".251, measured, lower bound"),
        ("UniversalPETRARCH, the same", ".228, measured, lower bound"),
    ),
}


@dataclass(frozen=True)
class Marked:
    """A sentence with its two given spans (characters) and the gold type and quad class."""

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    root: str
    quad: str


def read_marked(path: Path) -> list[Marked]:
    """The sentences of a tab-separated file of the PLV test's form."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_marked(row) for row in csv.DictReader(file, delimiter="\t")]


def _marked(row: dict[str, str]) -> Marked:
    text, ends = "", {}
    for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
        if re.fullmatch(r"</?[st]>", part):
            ends[part] = len(text)
        else:
            text += part
    spans = [(ends[f"<{k}>"], ends[f"</{k}>"]) if f"<{k}>" in ends else None for k in "st"]
    return Marked(text, spans[0], spans[1], row["gold_root"], _QUADS[row["gold_penta"]])


def old_root(kind: str) -> str:
    """The test's older name: YIELD is CONCEDE or RETREAT."""
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def classify(coder: Coder, sentences: Sequence[Marked]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(gold, guess) of roots and of quad classes; every sentence holds an event, so none is no answer."""
    roots, quads = [], []
    for s in sentences:
        scores = coder.classify(s.text, actor=s.actor, recipient=s.recipient)
        root: Counter[str] = Counter()
        quad: Counter[str] = Counter()
        for kind in TYPES:
            root[old_root(kind)] += scores[kind]  # type: ignore[assignment]
            quad[QUAD[kind]] += scores[kind]  # type: ignore[assignment]
        roots.append((s.root, root.most_common(1)[0][0]))
        quads.append((s.quad, quad.most_common(1)[0][0]))
    return roots, quads


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the gold classes."""
    gold, guess = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    right = Counter(g for g, p in pairs if g == p)
    return sum(2 * right[c] / (gold[c] + guess[c]) for c in gold) / len(gold)


def share(pairs: Sequence[bool]) -> float:
    return sum(pairs) / len(pairs)


def interval(values: Sequence[object], measure: Callable[[Sequence], float]) -> str:  # type: ignore[type-arg]
    """A measure with its 95% bootstrap interval."""
    draw = random.Random(0)
    resampled = sorted(measure(draw.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return f"{measure(values):.3f} ({resampled[25]:.3f} to {resampled[974]:.3f})"


def found(events: Sequence[Event], s: Marked) -> bool:
    """Whether an event of the right root has the given spans on its two sides (either way round if reciprocal)."""

    def on(actors: Sequence[object], span: tuple[int, int] | None) -> bool:
        return span is None or any(a.start < span[1] and span[0] < a.end for a in actors)  # type: ignore[attr-defined]

    return any(
        old_root(e.type) == s.root
        and (
            (on(e.actor, s.actor) and on(e.recipient, s.recipient))
            or (e.reciprocal and on((*e.actor, *e.recipient), s.actor) and on((*e.actor, *e.recipient), s.recipient))
        )
        for e in events
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--relation", type=Path, default=Path("../shared/data/eval/relation/plv_dev.tsv"))
    parser.add_argument("--texts", type=Path, default=Path("../shared/data/text/wikinews_2019.csv"))
    parser.add_argument("--newspapers", type=Path, default=Path("newspapers.csv"), help="made by benchmarks.newspapers")
    options = parser.parse_args()
    if options.relation.exists():
        coder, sentences = Coder(), read_marked(options.relation)
        roots, quads = classify(coder, sentences)
        print(f"\nType between two given spans, {len(sentences)} sentences (macro-F1 of 15 types / of 4 quad classes)")
        print(f"  demarche {interval(roots, macro_f1)} / {interval(quads, macro_f1)}")
        for name, value in PEERS["relation"]:
            print(f"  {name}: {value}")
        hits = [found(coder.code(s.text), s) for s in sentences]
        print("\nThe same sentences from raw text: an event of the right type between the given spans (recall)")
        print(f"  demarche {interval(hits, share)}")
        for name, value in PEERS["raw"]:
            print(f"  {name}: {value}")
    else:
        print(f"{options.relation} is not there: the type between given spans is not measured")
    for gold, texts, agreed in ((WIKINEWS, options.texts, ".74"), (NEWSPAPERS, options.newspapers, ".81")):
        if not texts.exists():
            print(f"{texts} is not there: the stories of {gold} are not scored")
            continue
        result = evaluate_file(gold, texts, load_coder)
        print(f"\nStories as they are ({result.stories}, coded by hand, {gold})")
        for s in result.found:
            parts = f"precision {s.precision:.3f} recall {s.recall:.3f} F1 {s.f1:.3f}"
            print(f"  {s.name}: {parts} ({s.low:.3f} to {s.high:.3f})")
        print(f"  {result.quiet_events} events in {result.quiet_stories} stories that hold none")
        print(f"  no peer has been measured on these; our two coders agreed at {agreed} before adjudication")


if __name__ == "__main__":
    main()

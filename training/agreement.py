"""How far two people agree who annotated the same passages: ``python -m training.agreement A.txt... --with B.txt...``.

Passages are paired by id. Kappa (Cohen 1960) is over all words that either took for a trigger: each has a type or is
none. The shares and F1 below it are of events whose triggers overlap and whose type is the same. An actor of one is
that of the other when their mentions overlap; codes are compared as sets. Stand-off files (.jsonl) need ``--texts``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from demarche.ontology import TYPES
from training.passages import EventNote, Passage, Span, read_all
from training.score import Tally, overlap
from training.standoff import read as read_standoff
from training.standoff import texts_of

NONE = "none"


def agreement(pairs: Sequence[tuple[Passage, Passage]]) -> str:
    """The page of figures for pairs of annotations of one passage."""
    units: list[tuple[str, str]] = []
    roles = {name: Tally() for name in ("actor", "recipient", "source", "time", "place")}
    triple, spans = Tally(), Tally()
    same: Counter[str] = Counter()
    for one, other in pairs:
        matched = _matched(one, other)
        units += [(one.events[a.label].type, other.events[b.label].type) for a, b in matched]
        used = {a.label for a, _ in matched}, {b.label for _, b in matched}
        units += [(e.type, NONE) for k, e in one.events.items() if k not in used[0]]
        units += [(NONE, e.type) for k, e in other.events.items() if k not in used[1]]
        spans.add(len(matched), len(other.events), len(one.events))
        keys = [Counter(_key(p, e) for e in p.events.values()) for p in (one, other)]
        triple.add(sum((keys[0] & keys[1]).values()), len(other.events), len(one.events))
        for a, b in matched:
            _compare(one, one.events[a.label], other, other.events[b.label], roles, same)
    lines = [
        f"{len(pairs)} passages, {spans.gold} and {spans.found} events",
        "",
        f"kappa over types and none: {kappa(units):.3f}",
        f"F1 of triggers {spans.f1:.3f}, of (type, actor codes, recipient codes) {triple.f1:.3f}",
        f"same type where both see an event: {_share(same['type'], same['events'])}",
        *(
            f"same {n}: {_share(same[n], same['type'])}"
            for n in ("mode", "modality", "polarity", "reciprocal", "quoted")
        ),
        *(f"F1 of {name}: {tally.f1:.3f} ({tally.gold} and {tally.found})" for name, tally in roles.items()),
        "",
        "| type | first | second | both | kappa |",
        "|---|---|---|---|---|",
    ]
    for kind in TYPES:
        first, second = sum(a == kind for a, _ in units), sum(b == kind for _, b in units)
        if first + second:
            both = sum(a == b == kind for a, b in units)
            split = kappa([(str(a == kind), str(b == kind)) for a, b in units])
            lines.append(f"| {kind} | {first} | {second} | {both} | {split:.2f} |")
    return "\n".join(lines)


def kappa(units: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels; 1.0 where chance alone would agree always."""
    n = len(units)
    if not n:
        return 1.0
    first, second = Counter(a for a, _ in units), Counter(b for _, b in units)
    chance = sum(first[k] * second[k] for k in first) / n**2
    return 1.0 if chance == 1.0 else (sum(a == b for a, b in units) / n - chance) / (1.0 - chance)


def _matched(one: Passage, other: Passage) -> list[tuple[Span, Span]]:
    """Pairs of triggers, or tellings of one event, that overlap."""
    free = other.spans_of("trigger")
    pairs = []
    for a in one.spans_of("trigger"):
        tellings = [a, *(s for s in one.spans_of("again") if s.label == f"={a.label}")]
        near = [
            b
            for b in free
            if any(
                overlap((x.start, x.end), (y.start, y.end)) > 0
                for x in tellings
                for y in (b, *(s for s in other.spans_of("again") if s.label == f"={b.label}"))
            )
        ]
        if near:
            best = max(near, key=lambda b: one.events[a.label].type == other.events[b.label].type)
            free.remove(best)
            pairs.append((a, best))
    return pairs


def _compare(
    one: Passage, a: EventNote, other: Passage, b: EventNote, roles: dict[str, Tally], same: Counter[str]
) -> None:
    same["events"] += 1
    if a.type != b.type:
        return
    same["type"] += 1
    for name in ("mode", "modality", "polarity", "reciprocal", "quoted"):
        same[name] += getattr(a, name) == getattr(b, name)
    sides = [(e.actors, e.recipients) for e in (a, b)]
    if a.reciprocal and b.reciprocal:
        sides = [((*x, *y), ()) for x, y in sides]
    for k, name in enumerate(("actor", "recipient")):
        first, second = sides[0][k], sides[1][k]
        met = sum(any(_meet(one, x, other, y) for y in second) for x in first)
        roles[name].add(met, len(second), len(first))
    for name in ("source", "time", "place"):
        x, y = getattr(a, name), getattr(b, name)
        roles[name].add(int(bool(x and y and _meet(one, x, other, y))), int(y is not None), int(x is not None))


def _meet(one: Passage, x: str, other: Passage, y: str) -> bool:
    """Whether two ids (actors, times or places) of two annotations share words of the text."""
    return any(overlap((a.start, a.end), (b.start, b.end)) > 0 for a in _spans(one, x) for b in _spans(other, y))


def _spans(passage: Passage, ident: str) -> list[Span]:
    return [s for s in passage.spans if ident in s.label.split("+")]


def _key(passage: Passage, e: EventNote) -> object:
    sides = [frozenset(c for i in ids if (c := passage.entities[i].code)) for ids in (e.actors, e.recipients)]
    return (e.type, sides[0] | sides[1]) if e.reciprocal else (e.type, *sides)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} (of {whole})" if whole else "- (of 0)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, nargs="+")
    parser.add_argument("--with", dest="second", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, default=None, help="texts of stand-off files (.jsonl)")
    options = parser.parse_args()
    texts = texts_of(options.texts) if options.texts else {}
    found = []
    for files in (options.first, options.second):
        passages, problems = read_all([f for f in files if f.suffix != ".jsonl"])
        if problems:
            raise SystemExit("\n".join(map(str, problems)))
        passages += [p for f in files if f.suffix == ".jsonl" for p in read_standoff(f, texts)]
        found.append({p.id: p for p in passages})
    common = sorted(found[0].keys() & found[1].keys())
    different = [i for i in common if found[0][i].text.split() != found[1][i].text.split()]
    if different:
        raise SystemExit(f"the texts differ: {', '.join(different)}")
    print(agreement([(found[0][i], found[1][i]) for i in common]))


if __name__ == "__main__":
    main()

"""Check corpus files and count what they cover: ``python -m training.check [--quiet] training/corpus/*.txt``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from demarche.ontology import MODES, TYPES
from training.passages import Passage, read_all

_LONG_TRIGGER = 6


def main(arguments: list[str]) -> int:
    quiet = "--quiet" in arguments
    paths = [Path(a) for a in arguments if a != "--quiet"] or sorted(Path("training/corpus").glob("*.txt"))
    passages, problems = read_all(paths)
    for problem in problems:
        print(problem)
    if not quiet:
        print(*_remarks(passages), sep="\n")
        _cover(passages)
    print(f"{len(passages)} sound passages, {len(problems)} broken")
    return 1 if problems else 0


def _remarks(passages: list[Passage]) -> list[str]:
    remarks = []
    for p in passages:
        for s in p.spans_of("trigger"):
            words = p.text[s.start : s.end].split()
            if len(words) > _LONG_TRIGGER:
                remarks.append(
                    f"{p.path}:{p.line}: remark: trigger {s.label} of {p.id} has {len(words)} words; use the fewest"
                )
        for label, event in p.events.items():
            if not event.actors and not event.recipients:
                remarks.append(f"{p.path}:{p.line}: remark: event {label} of {p.id} has neither actor nor recipient")
    return remarks


def _cover(passages: list[Passage]) -> None:
    events = [e for p in passages for e in p.events.values()]
    types = Counter(e.type for e in events)
    modes = Counter((e.type, e.mode) for e in events)
    for kind in TYPES:
        parts = ", ".join(f"{m} {modes[kind, m]}" for m in MODES.get(kind, ()))
        print(f"{kind:10}{types[kind]:5}  {parts}")
    print(
        "modality ",
        dict(Counter(e.modality for e in events)),
        "polarity",
        dict(Counter(e.polarity for e in events)),
    )
    having = {name: sum(getattr(e, name) is not None for e in events) for name in ("source", "time", "place")}
    print(
        f"events {len(events)}, with {having}, reciprocal {sum(e.reciprocal for e in events)}, without recipient "
        f"{sum(not e.recipients for e in events)}; passages without event {sum(not p.events for p in passages)}; "
        f"words {sum(len(p.text.split()) for p in passages)}"
    )
    print("registers", dict(Counter(p.register for p in passages)))
    print("regions  ", dict(Counter(p.region for p in passages)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

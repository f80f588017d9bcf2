"""How far the gazetteer knows who held which office: ``python -m gazetteer.coverage``.

For each office and decade the share of state-years, of states as they stood in July, in which somebody known held it;
and the states with the longest gaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from demarche.actors.index import Index, load_index
from demarche.actors.records import Tenure

FIRST, LAST = 1946, 2026
#: What counts as the office: by rank (3 leads a state) or by title.
OFFICES: Final = {
    "who leads the state": lambda t: t.rank == 3,
    "foreign minister": lambda t: t.title == "foreign minister",
    "defence minister": lambda t: t.title == "defence minister",
    "ambassador to the United States": lambda t: t.office == "ambassador to the United States",
    "UN ambassador": lambda t: "United Nations" in t.office,
}


def held(tenures: Iterable[Tenure], day: str) -> bool:
    return any(t.start and t.start <= day <= (t.end or "9999") for t in tenures)


def coverage(index: Index) -> tuple[dict[str, dict[int, float]], list[tuple[int, str]]]:
    """Share by office and decade, and (years without a known leader, state)."""
    # A territory has a code too; a state is what somebody known once led.
    led = {t.state for p in index.people for t in p.tenures if t.rank == 3}
    states = [s for s in index.states.values() if s.code in led]
    of: dict[tuple[str, str], list[Tenure]] = {}
    for person in index.people:
        for tenure in person.tenures:
            for name, fits in OFFICES.items():
                if tenure.state and fits(tenure):
                    of.setdefault((tenure.state, name), []).append(tenure)
    known: dict[str, dict[int, float]] = {name: {} for name in OFFICES}
    gaps = dict.fromkeys((s.code for s in states), 0)
    for decade in range(FIRST // 10 * 10, LAST + 1, 10):
        there = [
            (s.code, f"{year}-07-01")
            for year in range(max(decade, FIRST), min(decade + 10, LAST + 1))
            for s in states
            if s.start <= f"{year}-07-01" <= (s.end or "9999")
        ]
        for name in OFFICES:
            right = [held(of.get((code, name), []), day) for code, day in there]
            known[name][decade] = sum(right) / max(1, len(right))
            if name == "who leads the state":
                for (code, _), ok in zip(there, right, strict=True):
                    gaps[code] += not ok
    return known, sorted(((n, code) for code, n in gaps.items() if n), reverse=True)


def main() -> None:
    index = load_index()
    known, gaps = coverage(index)
    decades = list(next(iter(known.values())))
    print("| office | " + " | ".join(f"{d}s" for d in decades) + " |\n|---" + "|---" * len(decades) + "|")
    for name, shares in known.items():
        print(f"| {name} | " + " | ".join(f"{shares[d]:.0%}" for d in decades) + " |")
    longest = ", ".join(f"{index.states[code].name} {n}" for n, code in gaps[:15])
    print(f"\nYears without a known leader: {sum(n for n, _ in gaps)} in {len(gaps)} states, most in {longest}.")


if __name__ == "__main__":
    main()

"""What the corpus covers, as tables for its datasheet: ``python -m training.coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from demarche.ontology import TYPES
from training.passages import EventNote, Passage, read_all
from training.split import CORPUS

#: How an event stands: by polarity where it is not affirmed, else by modality.
STANDINGS = ("actual", "planned", "hypothetical", "negated", "denied")
#: Kinds of actors as the plan of the corpus names them.
DOERS = ("state", "person", "ministry", "military", "police", "party", "population", "armed_group", "igo", "other", "-")


def standing(event: EventNote) -> str:
    """Whether an event happened, is planned or hypothetical, negated or denied."""
    return event.modality if event.polarity == "affirmed" else event.polarity


def doer(passage: Passage, event: EventNote) -> str:
    """What kind of actor does it: the first one's kind, institutions by sector; ``-`` if nobody is named."""
    if not event.actors:
        return "-"
    actor = passage.entities[event.actors[0]]
    if actor.kind in ("state", "person", "population", "armed_group", "igo"):
        return actor.kind
    if actor.kind == "organisation":
        by_sector = {"GOV": "ministry", "MIL": "military", "COP": "police", "PTY": "party", "OPP": "party"}
        return by_sector.get(actor.sector or "", "other")
    return "other"


def table(title: str, rows: Iterable[str], columns: Iterable[str], counts: Counter[tuple[str, str]]) -> str:
    """A Markdown table of counts."""
    columns = list(columns)
    lines = [f"| {title} | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
    lines += [f"| {row} | {' | '.join(str(counts[row, c]) for c in columns)} |" for row in rows]
    return "\n".join(lines)


def decade(passage: Passage) -> str:
    return f"{passage.published[:3]}0s" if passage.published else "-"


def main() -> None:
    passages, _ = read_all(sorted(Path(CORPUS).glob("*.txt")))
    events = [(p, e) for p in passages for e in p.events.values()]
    quiet = sum(not p.events for p in passages)
    print(f"{len(passages)} passages, {len(events)} events, {quiet} passages without event\n")
    print(table("type", TYPES, STANDINGS, Counter((e.type, standing(e)) for _, e in events)) + "\n")
    print(table("type", TYPES, DOERS, Counter((e.type, doer(p, e)) for p, e in events)) + "\n")
    series = sorted({p.id.rpartition("-")[0] for p in passages})
    decades = sorted({decade(p) for p in passages})
    print(table("decade", decades, ("passages",), Counter((decade(p), "passages") for p in passages)) + "\n")
    per = Counter((p.id.rpartition("-")[0], "passages") for p in passages)
    per.update((p.id.rpartition("-")[0], "events") for p, _ in events)
    print(table("series", series, ("passages", "events"), per))


if __name__ == "__main__":
    main()

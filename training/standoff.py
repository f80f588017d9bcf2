"""Annotations kept apart from their text: passages of texts that are not ours, as offsets into them.

Real prose keeps a corpus honest, but its text is other people's. A stand-off file holds, on each line, the ``source``
(the document in a treebank, or the URL of a story), the stretch (``start``, ``end``) and everything marked, with
offsets into the source's text. With the texts at hand it becomes passages again; without them it is left out.

``python -m training.standoff write FILE.txt... --texts FOLDER --sources sources.tsv --out FILE.jsonl`` makes one from
passages in the corpus format (the table gives each passage id its source). Texts are a folder of CoNLL-U files, a CSV
with the columns url and text, or a folder with the tables of sentences of QA-SRL (qasrl_id, sentence).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from demarche.evaluate import read_texts
from training.passages import Entity, EventNote, Passage, Span, read_all

#: Marks' characters in a source become round brackets in a passage.
_ROUND = str.maketrans("[]{}<>", "()()()")


def texts_of(path: Path) -> dict[str, str]:
    """The texts of a folder of CoNLL-U files, by document, of a CSV, by URL, or of a folder of QA-SRL's sentences."""
    if path.is_file():
        return read_texts(path)
    texts: dict[str, str] = {}
    for file in sorted(path.rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            texts |= {row["qasrl_id"]: row["sentence"] for row in csv.DictReader(rows) if "qasrl_id" in row}
    for file in sorted(path.rglob("*.conllu")):
        name, parts = file.stem, []
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.startswith("# newdoc id"):
                texts[name], name, parts = "".join(parts), line.partition("=")[2].strip(), []
            elif line.startswith("# newpar") and parts:
                parts.append("\n\n")
            elif line.startswith("# text ="):
                parts.append((" " if parts and parts[-1] != "\n\n" else "") + line[8:].strip())
        texts[name] = "".join(parts)
    return texts


def row_of(passage: Passage, source: str, text: str) -> dict[str, Any]:
    """One line of a stand-off file.

    Each paragraph is looked up behind the one before. Raises ValueError if one does not stand in the text.
    """
    letters = [i for i, c in enumerate(text) if not c.isspace()]
    folded = "".join(text[i] for i in letters).translate(_ROUND)
    place: dict[int, int] = {}
    at = start = 0
    for paragraph in passage.text.split("\n\n"):
        own = [start + i for i, c in enumerate(paragraph) if not c.isspace()]
        at = folded.find("".join(passage.text[i] for i in own), at)
        if at < 0:
            raise ValueError(f"{passage.id} does not stand in {source}")
        place |= {i: letters[at + k] for k, i in enumerate(own)}
        at, start = at + len(own), start + len(paragraph) + 2

    def ends(s: Span) -> list[int]:
        return [place[s.start], place[s.end - 1] + 1]

    again: dict[str, list[list[int]]] = {}
    for s in passage.spans_of("again"):
        again.setdefault(s.label[1:], []).append(ends(s))
    return {
        "id": passage.id,
        "source": source,
        "published": passage.published or "-",
        "register": passage.register,
        "region": passage.region,
        "start": min(place.values()),
        "end": max(place.values()) + 1,
        "actors": {k: {"kind": e.kind, "code": e.code, "sector": e.sector} for k, e in passage.entities.items()},
        "mentions": [[*ends(s), s.label] for s in passage.spans_of("actor")],
        "times": [[*ends(s), s.label, passage.times[s.label]] for s in passage.spans_of("time")],
        "places": [[*ends(s), s.label, passage.places[s.label]] for s in passage.spans_of("place")],
        "events": [
            {"label": s.label, "trigger": ends(s), "again": again.get(s.label, []), **vars(passage.events[s.label])}
            for s in passage.spans_of("trigger")
        ],
        "lookalikes": [[*ends(s), s.label, passage.lookalikes[s.label]] for s in passage.spans_of("lookalike")],
    }


def passage_of(row: Mapping[str, Any], text: str, path: Path, line: int) -> Passage:
    """The passage of one line, with its text."""
    start, end = row["start"], row["end"]

    def span(first: int, last: int, label: str) -> Span:
        return Span(label, first - start, last - start)

    spans = [span(*m) for m in row["mentions"]]
    spans += [span(a, b, label) for layer in ("times", "places", "lookalikes") for a, b, label, _ in row[layer]]
    events = {}
    for e in row["events"]:
        spans.append(span(*e["trigger"], e["label"]))
        spans += [span(*a, f"={e['label']}") for a in e["again"]]
        fields = {k: tuple(v) if isinstance(v, list) else v for k, v in e.items()}
        events[e["label"]] = EventNote(**{k: fields[k] for k in EventNote.__dataclass_fields__})
    return Passage(
        id=row["id"],
        story=row["source"],
        published=None if row["published"] == "-" else row["published"],
        register=row["register"],
        region=row["region"],
        text=text[start:end],
        spans=tuple(sorted(spans, key=lambda s: (s.start, -s.end))),
        entities={k: Entity(a["kind"], a["code"], a["sector"], None) for k, a in row["actors"].items()},
        times={label: value for _, _, label, value in row["times"]},
        places={label: value for _, _, label, value in row["places"]},
        events=events,
        lookalikes={label: value for _, _, label, value in row["lookalikes"]},
        path=path,
        line=line,
    )


def read(path: Path, texts: Mapping[str, str]) -> list[Passage]:
    """The passages of a stand-off file whose texts are at hand."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [passage_of(r, texts[r["source"]], path, n) for n, r in enumerate(rows, 1) if r["source"] in texts]


def write(passages: Iterable[Passage], sources: Mapping[str, str], texts: Mapping[str, str], out: Path) -> None:
    """Write a stand-off file; every passage must stand in its source, and comes back as it was."""
    rows = [row_of(p, sources[p.id], texts[sources[p.id]]) for p in passages]
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["write"])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--sources", type=Path, required=True, help="passage id, tab, document or URL")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    passages, problems = read_all(options.files)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    lines = options.sources.read_text(encoding="utf-8").splitlines()
    sources = dict(line.split("\t")[:2] for line in lines if "\t" in line)
    write(passages, sources, texts_of(options.texts), options.out)
    print(f"{len(passages)} passages, {sum(len(p.events) for p in passages)} events")


if __name__ == "__main__":
    main()

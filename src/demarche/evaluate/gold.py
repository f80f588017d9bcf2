"""Hand-coded events: one story on each line of a JSON-lines file.

::

    {"id": "st-1", "published": "2018-03-26", "text": "Russia agreed on Monday ...", "events": [
      {"type": "AGREE", "actors": ["RUS"], "recipients": ["PAK"], "trigger": [7, 13], "date": "2018-03-26",
       "modality": "actual", "polarity": "affirmed", "reciprocal": false, "source": null}]}

Only ``published``, ``events`` and their ``type`` must be there. Actors and recipients are states (ISO 3166-1
alpha-3), IGOs or armed groups. A story without ``text`` is looked up by its ``url`` in a table of texts; ``start``
and ``end`` then bound what was coded, and all offsets count in the whole text. Where a line has ``actors`` (id to
``{"code": ...}``), the events name ids instead of codes, and ``times`` (start, end, id, value) gives the value that
an event's ``time`` names.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from demarche.errors import SourceError
from demarche.ontology import MODALITIES, POLARITIES, TYPES
from demarche.when.intervals import of_decade, of_month, of_quarter, of_year

#: Codes of a side: states, IGOs, armed groups; actors that the text gives no code are left out.
Side = frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as a person coded it; None where the coder did not say.

    ``trigger`` and the offsets of ``source`` count in :attr:`GoldStory.text`. ``when`` is first and last day.
    """

    type: str
    actor: Side
    recipient: Side
    reciprocal: bool
    modality: str | None
    polarity: str | None
    trigger: tuple[int, int] | None
    when: tuple[date, date] | None
    timed: bool
    source: Side | None
    again: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story with all its events."""

    id: str
    text: str
    published: date | None
    events: tuple[GoldEvent, ...]


def read_gold(path: Path, texts: Path | None, party: Callable[[str], str]) -> list[GoldStory]:
    """The stories of a gold file.

    Parameters
    ----------
    path : the JSON-lines file.
    texts : a CSV with the columns ``url`` and ``text``, for stories that carry no text themselves.
    party : from a code as the coders wrote it to the name that demarche gives the state, IGO or armed group.

    Raises
    ------
    SourceError : a file is missing, a line is broken or a text is not there; with file and line.
    """
    found: Mapping[str, str] = read_texts(texts) if texts else {}
    stories = []
    for number, line in _lines(path):
        where = f"{path}:{number}"
        try:
            stories.append(_story(json.loads(line), found, party, where))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise SourceError(f"{where}: no story of hand-coded events ({what}); see docs/evaluation.md") from error
    if not stories:
        raise SourceError(f"{path}: no story in it; one JSON object on each line, see docs/evaluation.md")
    return stories


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); give a UTF-8 file of JSON lines") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a CSV with the columns ``url`` and ``text``, by URL. Raises SourceError if it cannot be read."""
    csv.field_size_limit(sys.maxsize)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if not {"url", "text"} <= set(rows.fieldnames or ()):
                raise SourceError(f"{path}: a table of texts needs the columns url and text")
            return {row["url"]: row["text"] for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: cannot be read ({error}); give a UTF-8 CSV") from error


def _story(row: dict[str, Any], texts: Mapping[str, str], party: Callable[[str], str], where: str) -> GoldStory:
    text = row.get("text")
    if text is None:
        url = row.get("url") or row.get("source")
        text = texts.get(url or "")
        if text is None:
            raise SourceError(f"{where}: the story has no text, and no table of texts holds {url}; --texts")
    start, end = row.get("start", 0), row.get("end", len(text))
    published = date.fromisoformat(row["published"]) if row["published"] not in (None, "-") else None
    codes = {k: v["code"] for k, v in row["actors"].items()} if "actors" in row else None
    times = {t[2]: t[3] for t in row.get("times", ())}
    events = tuple(_event(e, codes, times, party, start) for e in row["events"])
    return GoldStory(str(row.get("id") or row.get("url") or where), text[start:end], published, events)


def _event(
    e: dict[str, Any],
    codes: Mapping[str, str | None] | None,
    times: Mapping[str, str],
    party: Callable[[str], str],
    start: int,
) -> GoldEvent:
    def side(names: list[str]) -> Side:
        known = names if codes is None else [codes[n] for n in names]
        return frozenset(party(c) for c in known if c and c != "-")

    source = e.get("source")
    value = times[e["time"]] if e.get("time") else e.get("date")
    return GoldEvent(
        type=_one_of(e["type"], TYPES, "type"),
        actor=side(e.get("actors", [])),
        recipient=side(e.get("recipients", [])),
        reciprocal=bool(e.get("reciprocal", False)),
        modality=_one_of(e["modality"], MODALITIES, "modality") if e.get("modality") else None,
        polarity=_one_of(e["polarity"], POLARITIES, "polarity") if e.get("polarity") else None,
        trigger=_span(e["trigger"], start) if e.get("trigger") else None,
        when=_interval(value) if value else None,
        timed="time" in e or "date" in e,
        source=side([source]) if source else frozenset() if "source" in e else None,
        again=tuple(_span(s, start) for s in e.get("again", ())),
    )


def _span(pair: list[int], start: int) -> tuple[int, int]:
    first, last = pair
    return int(first) - start, int(last) - start


def _one_of(value: str, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        raise ValueError(f"{what} {value!r} is none of {', '.join(known)}")
    return value


def _interval(value: str) -> tuple[date, date] | None:
    """First and last day of ``2017-08-22``, ``2017-08``, ``2017-Q3``, ``2017``, ``1990s`` or ``A..B``; ``?``: None."""
    if value == "?":
        return None
    first, _, last = value.partition("..")
    if last:
        begin, end = _interval(first), _interval(last)
        return (begin[0], end[1]) if begin and end else None
    if value.endswith("s"):
        found = of_decade(int(value[:-1]))
    elif "Q" in value:
        found = of_quarter(int(value[:4]), int(value[-1]))
    elif len(value) == 4:
        found = of_year(int(value))
    elif len(value) == 7:
        found = of_month(int(value[:4]), int(value[5:]))
    else:
        day = date.fromisoformat(value)
        return day, day
    if found is None:
        raise ValueError(f"the time {value!r} is none that demarche knows")
    return found.start, found.end

"""Annotated passages: the format of ``training/README.md``, read into records with character offsets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from demarche.ontology import KINDS, LOOKALIKES, MODALITIES, MODES, POLARITIES, SECTORS, TYPES

REGISTERS = (
    "wire",
    "column",
    "communique",
    "analysis",
    "broadcast",
    "headline",
    "history",
    "local",
    "transcript",
    "report",
)

_CLOSERS = {"[": "]", "{": "}", "<": ">"}
_LABEL = {
    "[": re.compile(r"([a-z]{1,2}(?:\+[a-z]{1,2})*) "),
    "{": re.compile(r"(=?\d+|x\d+) "),
    "<": re.compile(r"([tp]\d+) "),
}
_VALUE = re.compile(r"\?|\d{4}(?:-\d{2}(?:-\d{2})?|-Q[1-4]|s)?(?:\.\.\d{4}(?:-\d{2}(?:-\d{2})?|-Q[1-4]|s)?)?")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True)
class Problem:
    """A mistake in a corpus file: where it is, what it is and how to mend it."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Span:
    """A marked stretch of text, offsets in characters, half-open; ``label`` is the id in the mark."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Entity:
    """An actor of the legend."""

    kind: str
    code: str | None
    sector: str | None
    name: str | None


@dataclass(frozen=True)
class EventNote:
    """An event of the legend; actors, recipients and source are entity ids, time and place are span labels."""

    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    time: str | None
    place: str | None
    source: str | None
    quoted: bool
    reciprocal: bool
    modality: str
    polarity: str


@dataclass(frozen=True)
class Passage:
    """One annotated passage."""

    id: str
    story: str
    published: str | None
    register: str
    region: str
    text: str
    spans: tuple[Span, ...]
    entities: dict[str, Entity]
    times: dict[str, str]
    places: dict[str, str | None]
    events: dict[str, EventNote]
    lookalikes: dict[str, str]
    path: Path
    line: int

    def spans_of(self, sort: str) -> list[Span]:
        """The spans of one sort: ``actor``, ``trigger``, ``again``, ``lookalike``, ``time`` or ``place``."""
        return [s for s in self.spans if _sort(s.label) == sort]


class _Mistake(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def _sort(label: str) -> str:
    if re.fullmatch(r"[tp]\d+", label):
        return "time" if label[0] == "t" else "place"
    if re.fullmatch(r"x\d+", label):
        return "lookalike"
    if label.startswith("="):
        return "again"
    return "trigger" if label.isdigit() else "actor"


def read(path: Path, own: Collection[str] = ()) -> tuple[list[Passage], list[Problem]]:
    """Read one corpus file; ``own`` are further event types and modes ("TYPE", "TYPE/mode") that it may use.

    Returns the sound passages and the problems of the others; a broken passage never hides the next one.
    """
    passages: list[Passage] = []
    problems: list[Problem] = []
    for first, lines in _blocks(path.read_text(encoding="utf-8").split("\n")):
        try:
            passages.append(_passage(path, first, lines, own))
        except _Mistake as mistake:
            problems.append(Problem(path, mistake.line, mistake.message))
    return passages, problems


def read_all(paths: list[Path]) -> tuple[list[Passage], list[Problem]]:
    """Read many files; an id that is used twice is a problem of the later one."""
    passages: list[Passage] = []
    problems: list[Problem] = []
    seen: dict[str, Passage] = {}
    for path in sorted(paths):
        found, wrong = read(path)
        problems += wrong
        for passage in found:
            if passage.id in seen:
                other = seen[passage.id]
                problems.append(
                    Problem(
                        path,
                        passage.line,
                        f"id {passage.id} stands already in {other.path}:{other.line}; rename it",
                    )
                )
            else:
                seen[passage.id] = passage
                passages.append(passage)
    return passages, problems


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    first = None
    block: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("## "):
            if first is not None:
                yield first, block
            first, block = number, []
        if first is not None:
            block.append(line.rstrip())
    if first is not None:
        yield first, block


def _passage(path: Path, first: int, lines: list[str], own: Collection[str]) -> Passage:
    rules = [i for i, line in enumerate(lines) if line == "--"]
    if len(rules) != 2:
        raise _Mistake(
            first,
            f"a passage has two lines '--' (before the text and before the legend), this one {len(rules)}",
        )
    ident = lines[0][3:].strip()
    if not re.fullmatch(r"[A-Za-z0-9-]+", ident):
        raise _Mistake(first, f"id {ident!r}: use letters, digits and hyphens")
    head = _head(first, lines[1 : rules[0]])
    text, spans = _marks(first + rules[0] + 1, lines[rules[0] + 1 : rules[1]])
    if not text:
        raise _Mistake(first, "the text is empty")
    legend = _Legend(first + rules[1] + 1, lines[rules[1] + 1 :], own)
    legend.match(first, spans)
    return Passage(
        id=ident,
        story=head.get("story", ident),
        published=None if head.get("published", "-") == "-" else head["published"],
        register=head["register"],
        region=head.get("region", "-"),
        text=text,
        spans=tuple(sorted(spans, key=lambda s: (s.start, -s.end))),
        entities=legend.entities,
        times=legend.times,
        places=legend.places,
        events=legend.events,
        lookalikes=legend.lookalikes,
        path=path,
        line=first,
    )


def _head(first: int, lines: list[str]) -> dict[str, str]:
    head: dict[str, str] = {}
    for offset, line in enumerate(lines, 1):
        if not line:
            continue
        key, colon, value = line.partition(":")
        if not colon or key not in ("story", "published", "register", "region"):
            raise _Mistake(first + offset, f"head line {line!r}: expected story:, published:, register: or region:")
        head[key] = value.strip()
    if head.get("register") not in REGISTERS:
        raise _Mistake(first, f"register: is one of {', '.join(REGISTERS)}")
    published = head.get("published", "-")
    if published != "-" and not _DAY.fullmatch(published):
        raise _Mistake(first, f"published: {published!r} is not a date like 2018-03-26, nor '-'")
    return head


def _marks(first: int, lines: list[str]) -> tuple[str, list[Span]]:
    """The text without its marks, and the marks as spans."""
    paragraphs: list[list[tuple[int, str]]] = [[]]
    for offset, line in enumerate(lines):
        if line.strip():
            paragraphs[-1].append((first + offset, line.strip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    stream: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        if not paragraph:
            continue
        if stream:
            stream += [("\n", paragraph[0][0]), ("\n", paragraph[0][0])]
        for i, (number, line) in enumerate(paragraph):
            stream += [(" ", number)] * (i > 0) + [(c, number) for c in line]
    return _strip_marks(stream)


def _strip_marks(stream: list[tuple[str, int]]) -> tuple[str, list[Span]]:
    raw = "".join(c for c, _ in stream)
    out: list[str] = []
    spans: list[Span] = []
    stack: list[tuple[str, str, int, int]] = []
    i = 0
    while i < len(raw):
        char, number = stream[i]
        if char in _CLOSERS:
            match = _LABEL[char].match(raw, i + 1)
            if match is None:
                raise _Mistake(number, f"mark {raw[i : i + 20]!r}: after {char!r} comes an id and a space")
            if any(opener == char and (char != "<" or label[0] == match[1][0]) for opener, label, _, _ in stack):
                raise _Mistake(
                    number,
                    f"mark {raw[i : i + 30]!r} lies inside another of its own sort; keep the longer one",
                )
            stack.append((char, match[1], len(out), number))
            i = match.end()
            continue
        if char in "]}>":
            if not stack or _CLOSERS[stack[-1][0]] != char:
                raise _Mistake(
                    number,
                    f"{char!r} after {raw[max(0, i - 20) : i]!r} closes nothing that is open; marks must nest",
                )
            _, label, start, _ = stack.pop()
            if start == len(out) or out[start].isspace() or out[-1].isspace():
                raise _Mistake(number, f"the mark {label!r} is empty or begins or ends with a space")
            spans.append(Span(label, start, len(out)))
        else:
            out.append(char)
        i += 1
    if stack:
        raise _Mistake(stack[-1][3], f"the mark {stack[-1][1]!r} is never closed")
    return "".join(out), spans


class _Legend:
    """The lines that say what the marks mean."""

    def __init__(self, first: int, lines: list[str], own: Collection[str]) -> None:
        self._own = own
        self.entities: dict[str, Entity] = {}
        self.times: dict[str, str] = {}
        self.places: dict[str, str | None] = {}
        self.events: dict[str, EventNote] = {}
        self.lookalikes: dict[str, str] = {}
        self._line_of: dict[str, int] = {}
        for number, line in enumerate(lines, first):
            if line.strip():
                self._read(number, line.strip())

    def _read(self, number: int, line: str) -> None:
        label, colon, rest = line.partition(":")
        label, rest = label.strip(), rest.strip()
        if not colon or not re.fullmatch(r"[a-z]{1,2}|\d+|[tpx]\d+", label):
            raise _Mistake(number, f"legend line {line!r}: expected 'a:', '1:', 't1:', 'p1:' or 'x1:' and what it is")
        if label in self._line_of:
            raise _Mistake(number, f"{label} stands twice in the legend")
        self._line_of[label] = number
        sort = _sort(label)
        if sort == "actor":
            self.entities[label] = _entity(number, rest)
        elif sort == "time":
            if not _VALUE.fullmatch(rest):
                raise _Mistake(
                    number, f"time value {rest!r}: write 2017-08-22, 2017-08, 2017-Q3, 2017, 1990s, A..B or ?"
                )
            self.times[label] = rest
        elif sort == "place":
            code = rest.partition(";")[0].strip()
            self.places[label] = None if code in ("-", "") else code
        elif sort == "lookalike":
            if rest not in LOOKALIKES:
                raise _Mistake(number, f"{label}: {rest!r} is not one of {', '.join(LOOKALIKES)}")
            self.lookalikes[label] = rest
        else:
            self.events[label] = _event(number, rest, self._own)

    def match(self, first: int, spans: list[Span]) -> None:
        """Every mark is in the legend, every line of the legend has its mark, every reference leads somewhere."""
        marked = {part for s in spans for part in s.label.lstrip("=").split("+")}
        for label in sorted(marked - set(self._line_of)):
            if _sort(label) == "lookalike":
                self.lookalikes[label] = "other"
            else:
                raise _Mistake(first, f"{label} is marked in the text and missing in the legend")
        for label in sorted(set(self._line_of) - marked):
            raise _Mistake(self._line_of[label], f"{label} stands in the legend and is not marked in the text")
        triggers = [s.label for s in spans if s.label.isdigit()]
        for label in self.events:
            if triggers.count(label) != 1:
                raise _Mistake(
                    self._line_of[label],
                    f"event {label} has {triggers.count(label)} triggers; mark one (others as ={label})",
                )
        for label, event in self.events.items():
            refs = (*event.actors, *event.recipients, *filter(None, (event.source,)))
            for ref in (*refs, *filter(None, (event.time, event.place))):
                known = self.times if ref == event.time else self.places if ref == event.place else self.entities
                if ref not in known:
                    raise _Mistake(self._line_of[label], f"event {label} names {ref}, which is not in the legend")


def _entity(number: int, rest: str) -> Entity:
    fields, _, name = rest.partition(";")
    words = fields.split()
    if not 1 <= len(words) <= 3 or words[0] not in KINDS:
        raise _Mistake(number, f"actor {rest!r}: write KIND CODE SECTOR ; name, KIND one of {', '.join(KINDS)}")
    kind, code, sector = (*words, "-", "-")[:3]
    if sector != "-" and sector not in SECTORS:
        raise _Mistake(number, f"sector {sector!r}: one of {', '.join(SECTORS)} or -")
    if kind == "state" and not re.fullmatch(r"[A-Z]{3}", code):
        raise _Mistake(number, f"a state needs its three-letter code, not {code!r}")
    return Entity(kind, None if code == "-" else code, None if sector == "-" else sector, name.strip() or None)


def _event(number: int, rest: str, own: Collection[str]) -> EventNote:
    match = re.fullmatch(r"([A-Z][A-Z_-]*)(?:/([a-z-]+))?\s+(\S+)\s*->\s*(\S+)((?:\s+\S+)*)", rest)
    if match is None:
        raise _Mistake(number, f"event {rest!r}: write TYPE/mode a,b -> c and then time= place= source= and flags")
    kind, mode, actors, recipients, tail = match.groups()
    ours = (f"{kind}/{mode}" if mode else kind) not in own
    if ours and kind not in TYPES:
        raise _Mistake(number, f"event type {kind!r}: one of {', '.join(TYPES)}")
    if ours and mode is not None and mode not in MODES.get(kind, ()):
        raise _Mistake(number, f"{kind} has the modes {', '.join(MODES.get(kind, ())) or 'none'}, not {mode!r}")
    named: dict[str, str] = {}
    flags: set[str] = set()
    for word in tail.split():
        key, equals, value = word.partition("=")
        if equals and key in ("time", "place", "source"):
            named[key] = value
        elif word in ("quoted", "recip", *MODALITIES, *POLARITIES):
            flags.add(word)
        else:
            raise _Mistake(
                number,
                f"{word!r} is not time=, place=, source=, quoted, recip, planned, hypothetical, negated or denied",
            )
    return EventNote(
        type=kind,
        mode=mode,
        actors=_ids(actors),
        recipients=_ids(recipients),
        time=named.get("time"),
        place=named.get("place"),
        source=named.get("source"),
        quoted="quoted" in flags,
        reciprocal="recip" in flags,
        modality=next((m for m in MODALITIES if m in flags), "actual"),
        polarity=next((p for p in POLARITIES if p in flags), "affirmed"),
    )


def _ids(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split(","))

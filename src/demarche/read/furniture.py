"""Page furniture: what a text holds that is not the story, cut out with its reason.

The steps of ``clean``, in order:

1. lay the text out in units (``layout``);
2. label the units that are furniture whatever stands around them (``boilerplate``), bylines and lines of date;
3. cut the lists under "Related stories";
4. take the title off the top and cut other stories' headlines between the paragraphs (``headlines``);
5. cut the mark of a teaser off the last paragraph;
6. keep the rest, with its offsets.

Nothing is lost: every character that is not white space is either in a segment or in a cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from demarche.read import boilerplate, bylines, dates, headlines
from demarche.read.layout import Unit, split_units
from demarche.records import Cut, Segment

#: How many units from the top and from the end a byline or a line of date may stand.
TOP, BOTTOM = 10, 6
#: How many units from the top the name of a section may stand.
KICKER = 2
#: The fewest words of an open end that tell of a cut: behind a sentence, and in a paragraph of their own.
FEWEST_WORDS_OPEN, FEWEST_WORDS_ALONE = 2, 8
#: What parts the paragraphs on both sides of a cut.
PARAGRAPH = "\n\n"

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+")
_LEFTOVER = re.compile(r"://|@|©|^(?:—|--)|^\(")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A story without its furniture, and what the furniture told."""

    text: str
    segments: tuple[Segment, ...]
    cuts: tuple[Cut, ...]
    title: str | None
    byline: str | None
    published: tuple[date, datetime | None] | None
    truncated: bool


@dataclass(slots=True)
class _Labels:
    """What the first steps find out about the units of one text: reasons by index, and what they told."""

    reasons: dict[int, str] = field(default_factory=dict)
    bylines: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    dates: list[tuple[date, datetime | None]] = field(default_factory=list)


def clean(source: str, *, title: str | None = None, headings: frozenset[str] = frozenset()) -> Cleaned:
    """Cut the furniture out of a text whose line ends are ``\\n``.

    ``title`` is the title where it is known from elsewhere; ``headings`` are lines known to be the story's own.
    """
    units = split_units(source, stands_alone=_is_furniture)
    labels = _label(units)
    _label_related(units, labels)
    cuts = {unit.start: _cut(unit, labels.reasons[i]) for i, unit in enumerate(units) if i in labels.reasons}
    left = [unit for unit in units if unit.start not in cuts]

    own = headlines.own_title(left, title)
    if own is not None:
        index, title = own
        cuts |= {unit.start: _cut(unit, "navigation") for unit in left[:index]}
        cuts[left[index].start] = _cut(left[index], "title")
        left = left[index + 1 :]
    pasted = headlines.pasted_headlines(left, headings)
    cuts |= {unit.start: _cut(unit, "related headline") for unit in pasted}
    left = [unit for unit in left if unit.start not in cuts]
    mark = _truncation_mark(left)
    if mark is not None:
        cuts[mark.start] = mark

    ordered = tuple(cuts[start] for start in sorted(cuts))
    text, segments = _keep(source, ordered)
    return Cleaned(
        text=text,
        segments=segments,
        cuts=ordered,
        title=title,
        byline=next(iter(labels.bylines + labels.credits), None),
        published=next(iter(labels.dates), None) or _from_dateline(left),
        truncated=mark is not None or _breaks_off(left),
    )


def _cut(unit: Unit, reason: str) -> Cut:
    return Cut(unit.text, unit.start, unit.end, reason)


def _label(units: list[Unit]) -> _Labels:
    """Step 2: each unit by itself, but that bylines and dates must stand near the top or the end."""
    labels = _Labels()
    for index, unit in enumerate(units):
        if len(unit.text) > boilerplate.LONGEST_LINE:
            continue
        at_edge = index < TOP or index >= len(units) - BOTTOM
        if index < KICKER and len(units) > KICKER and boilerplate.SECTION.fullmatch(unit.text):
            labels.reasons[index] = "navigation"
            continue
        reason = _label_line(unit.text, labels, at_edge=at_edge)
        if reason is not None:
            labels.reasons[index] = reason
    return labels


def _label_line(line: str, labels: _Labels, *, at_edge: bool) -> str | None:
    """Why to cut a line, or None; what it tells goes into ``labels``. A line of parts goes if all its parts do."""
    reason = _label_part(line, labels, at_edge=at_edge)
    if reason is not None:
        return reason
    parts = boilerplate.parts(line)
    if len(parts) < 2:
        return None
    told = _Labels()
    reasons = [_label_part(part, told, at_edge=at_edge) for part in parts]
    if None in reasons:
        return None
    labels.bylines += told.bylines
    labels.credits += told.credits
    labels.dates += told.dates
    # The byline is what a reader of the cuts looks for, then the date; the rest is told by its first part.
    return next((reason for reason in ("byline", "timestamp") if reason in reasons), reasons[0])


def _label_part(line: str, labels: _Labels, *, at_edge: bool) -> str | None:
    credit = bylines.reporting_credit(line)
    if credit is not None:
        labels.credits += [credit] if credit else []
        return "byline"
    reason = boilerplate.reason_to_cut(line)
    if reason is not None or not at_edge:
        return reason
    told = dates.date_line(line)
    if told is not None:
        labels.dates += [told.found] if told.found else []
        return "timestamp"
    return _label_byline(line, labels)


def _label_byline(line: str, labels: _Labels) -> str | None:
    """A byline, with or without a date behind it ("By Jane Doe, March 5, 2019", "By Jane Doe Published: ...")."""
    if len(line) > bylines.LONGEST:
        return None
    writer, told = bylines.byline(line), None
    words = line.split() if writer is None and line[-1].isalnum() else []
    for cut in range(2, len(words)):
        told = dates.date_line(" ".join(words[cut:]).lstrip(",|-–— "))
        writer = bylines.byline(" ".join(words[:cut]).rstrip(",|-–— ")) if told else None
        if writer is not None:
            break
    if writer is None:
        return None
    labels.bylines.append(writer)
    labels.dates += [told.found] if told and told.found else []
    return "byline"


def _is_furniture(line: str) -> bool:
    """Whether a line of a hand-broken text stands apart from the paragraph that it is glued to."""
    return _label_line(line, _Labels(), at_edge=True) is not None


def _label_related(units: list[Unit], labels: _Labels) -> None:
    """Step 3: a heading such as "Related stories" takes the open-ended short lines under it along."""
    inside = False
    for index, unit in enumerate(units):
        if boilerplate.RELATED_HEAD.fullmatch(unit.text):
            inside = True
        elif index in labels.reasons:
            continue
        elif unit.is_prose or unit.words > headlines.MOST_WORDS or unit.text.endswith(":"):
            inside = False
        if inside:
            labels.reasons[index] = "related stories"


def _truncation_mark(left: list[Unit]) -> Cut | None:
    """Step 5: "[...]", "[+1234 chars]" or "... Read more" at the very end."""
    if not left:
        return None
    last = left[-1]
    match = boilerplate.TRUNCATION_MARK.search(last.text)
    if match is None:
        return None
    start = last.end - len(match[0].lstrip())
    return Cut(last.text[start - last.start :], start, last.end, "truncation mark")


def _breaks_off(left: list[Unit]) -> bool:
    """Whether the text stops in the middle of a sentence, or with an ellipsis.

    A short open line after a sentence's end is a signature or a place and date, one like a headline is a link to
    another story, and a lone one is a headline itself. Addresses and accounts are leftovers of the page.
    """
    if not left:
        return False
    last = left[-1]
    if last.text.endswith(("…", "...")):
        return True
    tail = _SENTENCE_END.split(last.text)[-1]
    if last.ends_sentence or last.is_list_item or _LEFTOVER.search(tail):
        return False
    if tail != last.text:
        words = tail.split()
        # Words that all have capitals are a name, as of the writer or the paper.
        return len(words) >= FEWEST_WORDS_OPEN and not all(word[0].isupper() for word in words)
    follows_sentence = any(unit.ends_sentence for unit in left[:-1])
    return follows_sentence and last.words >= FEWEST_WORDS_ALONE and not headlines.looks_like_headline(last)


def _from_dateline(left: list[Unit]) -> tuple[date, datetime | None] | None:
    """The full date that the first paragraph's dateline tells."""
    found = next((day for unit in left[:2] if (day := dates.from_dateline(unit.text))), None)
    return (found, None) if found else None


def _keep(source: str, cuts: tuple[Cut, ...]) -> tuple[str, tuple[Segment, ...]]:
    """Step 6: what stands between the cuts, without the blanks at its ends, as text and segments."""
    pieces: list[str] = []
    segments: list[Segment] = []
    position = length = 0
    for start, end in [*((cut.start, cut.end) for cut in cuts), (len(source), len(source))]:
        piece = source[position:start]
        kept = piece.strip()
        if kept:
            length += len(PARAGRAPH) if pieces else 0
            segments.append(Segment(length, length + len(kept), position + piece.index(kept)))
            length += len(kept)
            pieces.append(kept)
        position = end
    return PARAGRAPH.join(pieces), tuple(segments)

"""A brief as Markdown. All text from stories is escaped."""

from __future__ import annotations

import re

from demarche.show.brief import DYADS_NOTE, Brief, Line, Row, Section, section_note
from demarche.show.tables import ID_LENGTH
from demarche.show.words import printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")


def markdown(brief: Brief) -> str:
    """The brief as a Markdown document."""
    blocks = [f"# {escape(brief.title)}", " ".join(escape(fact) for fact in brief.facts)]
    if brief.dyads:
        blocks += [f"## {brief.dyads_heading}", DYADS_NOTE, _table(brief.dyads)]
    for section in brief.sections:
        blocks += _section(section)
    blocks.append(
        "Each line ends with the id of its event: `demarche explain ID` shows the sentence, its words and their "
        "meaning."
    )
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", printable(text))


def _table(rows: tuple[Row, ...]) -> str:
    head = "| who | to whom | cooperation | conflict |\n| --- | --- | ---: | ---: |"
    body = (f"| {escape(r.actor)} | {escape(r.recipient)} | {r.cooperation} | {r.conflict} |" for r in rows)
    return "\n".join((head, *body))


def _section(section: Section) -> list[str]:
    return [f"## {section.heading}", section_note(section), "\n".join(_item(line) for line in section.lines)]


def _item(line: Line) -> str:
    item = f"- {_words(line)}"
    return f"{item}\n  - Against it: {_words(line.against)}" if line.against else item


def _words(line: Line) -> str:
    story = line.event.story
    title = escape(story.title) if story.title else "a story without a title"
    return f"{escape(line.words)}. *{title}*, `{line.event.id[:ID_LENGTH]}`"

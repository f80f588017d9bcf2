"""A brief as one self-contained HTML page: no scripts, no requests. All text from stories is escaped."""

from __future__ import annotations

from html import escape
from typing import Final

from demarche.records import Event
from demarche.show.brief import DYADS_NOTE, Brief, Line, Row, Section, section_note
from demarche.show.marks import event_marks, pieces
from demarche.show.tables import ID_LENGTH
from demarche.show.words import printable, printable_part

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1e21; --dim: #5f6670; --paper: #fdfdfb; --rule: #d9dbd6;
  --coop: #1d7a46; --conf: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e3; --dim: #9aa0a8; --paper: #17191c;
  --rule: #33373c; --coop: #63c48b; --conf: #f2857d; } }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 46rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; border-bottom: 1px solid var(--rule); padding-bottom: .25rem; }
.note, .from { color: var(--dim); font-size: .875rem; font-family: system-ui, sans-serif; }
.note { margin: .25rem 0 .75rem; }
table { border-collapse: collapse; width: 100%; font: .9375rem/1.5 system-ui, sans-serif; margin-top: .75rem; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); }
.count { text-align: right; font-variant-numeric: tabular-nums; }
.cooperation { color: var(--coop); } .conflict { color: var(--conf); }
ul { list-style: none; padding: 0; margin: 0; }
li { padding: .6rem 0 .6rem .9rem; border-left: 3px solid var(--rule); margin-bottom: .5rem; }
li.cooperation { color: inherit; border-left-color: var(--coop); }
li.conflict { color: inherit; border-left-color: var(--conf); }
details { margin-top: .2rem; } summary { cursor: pointer; }
blockquote { margin: .5rem 0 .25rem; padding: 0; font-style: italic; }
mark { background: none; color: inherit; border-bottom: 2px solid; font-style: normal; }
mark.trigger { font-weight: bold; border-color: #c98a00; } mark.actor { border-color: #2f6fd0; }
mark.recipient { border-color: #1d7a46; } mark.time { border-color: #8a4fbf; }
mark.place { border-color: #c25b12; } mark.source { border-color: #128a94; }
code { font-size: .8125rem; }
"""


def html(brief: Brief) -> str:
    """The brief as an HTML document."""
    title = _text(brief.title)
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        f"<p>{' '.join(_text(fact) for fact in brief.facts)}</p>",
    ]
    if brief.dyads:
        parts.append(f'<h2>{_text(brief.dyads_heading)}</h2>\n<p class="note">{DYADS_NOTE}</p>\n{_table(brief.dyads)}')
    parts += [_section(section) for section in brief.sections]
    parts.append(
        '<p class="note">Each event carries its id: <code>demarche explain ID</code> shows where every field comes '
        "from. In the sentences the words of actor, recipient, time, place and source are underlined, the trigger "
        "is bold.</p>\n</main>\n</body>\n</html>\n"
    )
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape(printable(text))


def _table(rows: tuple[Row, ...]) -> str:
    body = "\n".join(
        f'<tr><td>{_text(row.actor)}</td><td>{_text(row.recipient)}</td><td class="count cooperation">'
        f'{row.cooperation}</td><td class="count conflict">{row.conflict}</td></tr>'
        for row in rows
    )
    head = '<th>who</th><th>to whom</th><th class="count">cooperation</th><th class="count">conflict</th>'
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _section(section: Section) -> str:
    items = "\n".join(_item(line) for line in section.lines)
    heading, note = _text(section.heading), _text(section_note(section))
    return f'<section>\n<h2>{heading}</h2>\n<p class="note">{note}</p>\n<ul>\n{items}\n</ul>\n</section>'


def _item(line: Line) -> str:
    against = f"<p>Against it: {_line(line.against)}</p>" if line.against else ""
    return f'<li class="{_side(line.event)}">{_line(line)}{against}</li>'


def _side(event: Event) -> str:
    return "conflict" if event.quad.endswith("conflict") else "cooperation"


def _line(line: Line) -> str:
    event = line.event
    return (
        f'{_text(line.words)}.\n<details><summary class="from">{_origin(event)}</summary>'
        f"<blockquote>{_sentence(event)}</blockquote>{_link(event.story.url)}</details>"
    )


def _origin(event: Event) -> str:
    story = event.story
    title = _text(story.title or "a story without a title")
    parts = [title, _text(story.publisher or ""), str(story.published or "")]
    return f"{', '.join(filter(None, parts))} <code>{escape(event.id[:ID_LENGTH])}</code>"


def _link(url: str | None) -> str:
    """A link to the story, if its address is one of the web and not, say, a script."""
    if not url or not url.startswith(("http://", "https://")):
        return ""
    return f'<p class="from"><a href="{escape(url)}" rel="noreferrer">{_text(url)}</a></p>'


def _sentence(event: Event) -> str:
    marked = []
    for piece in pieces(event.sentence.text, event.sentence.start, event_marks(event)):
        words = escape(printable_part(piece.text))
        roles = " ".join(piece.roles)
        marked.append(f'<mark class="{roles}" title="{roles}">{words}</mark>' if roles else words)
    return "".join(marked)

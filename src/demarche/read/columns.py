"""Which column of a table tells what, by the names in common use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from demarche.read import dates, language, pages
from demarche.read.encoding import replace_surrogates
from demarche.read.metadata import without_by
from demarche.read.stories import Draft
from demarche.records import Broken

#: What a column tells -> the names it goes by, in order of preference; case, spaces, - and _ do not matter.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "story",
        "article",
        "full text",
        "maintext",
        "article text",
        "article body",
    ),
    "title": ("title", "headline", "head line"),
    "published": (
        "published",
        "date",
        "pub date",
        "publication date",
        "date published",
        "published at",
        "published date",
        "publish date",
        "date publish",
        "timestamp",
        "datetime",
    ),
    "url": ("url", "link", "web url", "source url"),
    "publisher": ("publisher", "source", "outlet", "publication", "newspaper", "site name"),
    "byline": ("byline", "author", "authors", "by line"),
    "language": ("language", "lang"),
}
#: What programs write where they know nothing.
_UNKNOWN = frozenset(("", "nan", "nat", "null", "none", "na", "n/a"))
#: How much of a table's columns is listed in a message, in characters.
LONGEST_LISTING = 300
#: What to do about a table whose columns are not known.
TEXT_REMEDY = f"Name the column of the text one of: {', '.join(COLUMNS['text'][:4])}."
DATE_REMEDY = "Write it as YYYY-MM-DD, or give the publication date yourself."


def roles(names: Iterable[str]) -> dict[str, str]:
    """What is told by which of the given columns: {"text": "Body", ...}."""
    plain = {_plain(name): name for name in reversed(list(names))}
    return {
        role: next(plain[_plain(alias)] for alias in aliases if _plain(alias) in plain)
        for role, aliases in COLUMNS.items()
        if any(_plain(alias) in plain for alias in aliases)
    }


def no_text_column(names: Iterable[str], *, source: str, line: int) -> Broken:
    """What is told of a table or row none of whose columns is known to hold the text."""
    found = ", ".join(names)[:LONGEST_LISTING] or "none"
    return Broken(source, line, f"no column holds the text (columns: {found})", TEXT_REMEDY)


def draft_of_row(
    row: Mapping[str, Any], columns: Mapping[str, str], *, source: str, line: int, dated: bool
) -> Draft | Broken:
    """The story in a row, or why there is none.

    ``columns`` is what ``roles`` found; ``dated`` says that the user gave the date, so the row's own is not looked at.
    """
    if "text" not in columns:
        return no_text_column(row, source=source, line=line)
    values = {role: _value(row.get(name)) for role, name in columns.items()}
    text = row.get(columns["text"])
    if not isinstance(text, str) or not text.strip():
        return Broken(source, line, f"the row has no text in {columns['text']!r}", "Fill it in, or leave the row out.")
    if "\0" in text:
        return Broken(source, line, "the row's text holds NUL bytes", "Save the table as UTF-8 text.")
    told = None
    if values.get("published") and not dated:
        told = dates.parse(values["published"] or "")
        if told is None:
            reason = f"{columns['published']!r} holds no date that is understood: {(values['published'] or '')[:40]!r}"
            return Broken(source, line, reason, DATE_REMEDY)
    draft = (
        pages.read_page(text, source=source, line=line)
        if pages.looks_like_html(text)
        else Draft(text=text, source=source, line=line)
    )
    return draft if isinstance(draft, Broken) else _fill(draft, values, told)


def _fill(draft: Draft, values: Mapping[str, str | None], told: tuple[date, datetime | None] | None) -> Draft:
    """What the row tells goes before what a page inside it told."""
    byline = values.get("byline")
    named = values.get("language")
    return replace(
        draft,
        title=values.get("title") or draft.title,
        byline=without_by(byline) if byline else draft.byline,
        publisher=values.get("publisher") or draft.publisher,
        url=values.get("url") or draft.url,
        language=language.from_column(named) if named else None,
        told=told or draft.told,
    )


def _value(value: Any) -> str | None:
    """A cell as words: nested names and lists as interfaces give them, and unknown (empty, NaN, null) as None."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(item for item in map(_value, value) if item)
    if value is None or isinstance(value, bool):
        return None
    words = replace_surrogates(" ".join(str(value).split()))
    return None if words.lower() in _UNKNOWN else words


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", "").replace("-", "").replace(" ", "")

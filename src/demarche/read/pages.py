"""HTML pages: the story's text by trafilatura, what the page tells about it by its metadata."""

from __future__ import annotations

import re
from typing import Any

from demarche.read import dates
from demarche.read.layout import Unit
from demarche.read.metadata import read_metadata
from demarche.read.stories import Draft
from demarche.records import Broken

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|div|p|br|h[1-6]|section|span|meta)\b[^>]*>", re.IGNORECASE
)
_CLOSING = re.compile(r"</(?:html|head|body|article|div|p|h[1-6]|section|span)\s*>|<(?:br|p|meta)\b", re.IGNORECASE)
#: Fixed bounds for dates found in visible marks. By default they would end today: another day, another result.
_DATE_BOUNDS = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2100-12-31",
}
#: What a page without a story on it has the user do.
REMEDY = "Check that the file holds the article itself, not an index, a paywall or a script that would load it."


def looks_like_html(text: str) -> bool:
    """Whether a text begins with markup of a page or fragment, and closes some of it."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith(("<?xml", "<!--")):
        head = head[head.find(">") + 1 :].lstrip()
    return _MARKUP.match(head) is not None and _CLOSING.search(text[:20000]) is not None


def read_page(html: str, *, source: str, line: int | None = None) -> Draft | Broken:
    """The story on a page, or Broken if there is none. No script is run and nothing is fetched."""
    # Loading trafilatura takes half a second: only those who read pages pay for it.
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    page = load_html(html)
    if page is None:
        return Broken(source, line, "the page holds no HTML that can be parsed", REMEDY)
    known = read_metadata(page)
    document = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATE_BOUNDS,
    )
    # Asked for a dictionary it would give one; it is not.
    if not isinstance(document, Document) or not _has_prose(document.text or ""):
        return Broken(source, line, "the page holds no article text", REMEDY)
    return Draft(
        text="\n\n".join((document.text or "").splitlines()),
        source=source,
        line=line,
        title=known.title or document.title,
        byline=known.byline,
        publisher=known.publisher or document.sitename,
        url=known.url or document.url,
        told=known.published,
        markup=dates.parse(document.date) if document.date else None,
        headings=_headings(document.body),
    )


def _has_prose(text: str) -> bool:
    return any(Unit(line.strip(), 0, len(line)).is_prose for line in text.splitlines())


def _headings(body: Any) -> frozenset[str]:
    """The lines that the page marks as headings inside the story."""
    if body is None:
        return frozenset()
    return frozenset(" ".join(head.itertext()).strip() for head in body.iter("head"))

"""What a page says about itself: JSON-LD, meta elements and marked-up times. Nothing of the page is executed."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from demarche.read import dates

#: Names of meta elements (``name``, ``property`` or ``itemprop``), the surest first.
PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "publication_date",
    "publish_date",
    "publish-date",
    "published_time",
    "pubdate",
    "pub_date",
    "date.release",
    "rnews:datepublished",
    "ptime",
    "date",
)
AUTHORS = ("parsely-author", "sailthru.author", "author", "article:author", "dc.creator", "byl", "byline")
TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
SITES = ("og:site_name", "application-name", "publisher", "dc.publisher")
ADDRESSES = ("og:url", "twitter:url")

#: JSON-LD types that stand for the story itself.
_ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "report", "opinion", "column", "posting")


class Page(Protocol):
    """A parsed page, as lxml has it."""

    def xpath(self, query: str, /) -> list[Any]:
        """The elements or attributes that a path finds."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own word about the story on it; unknown is None."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: tuple[date, datetime | None] | None = None


def read_metadata(page: Page) -> Metadata:
    """Read a parsed page's metadata; JSON-LD goes before meta elements, these before marked-up times."""
    linked = _linked_article(page)
    meta = _meta(page)
    canonical = next((link for link in page.xpath("//link[@rel='canonical']/@href")), None)
    return Metadata(
        title=_text(linked.get("headline")) or _first(meta, TITLES),
        byline=_byline(linked, meta),
        publisher=_people(linked.get("publisher")) or _first(meta, SITES),
        url=_address(canonical, _text(linked.get("url")), _first(meta, ADDRESSES)),
        published=_published(page, linked, meta),
    )


def _published(page: Page, linked: dict[str, Any], meta: dict[str, str]) -> tuple[date, datetime | None] | None:
    """The first of the page's dates that can be read."""
    values = [_text(linked.get("datePublished")), *(meta.get(name) for name in PUBLISHED)]
    values += page.xpath("//*[@itemprop='datePublished']/@datetime")
    values += page.xpath("//time[@pubdate]/@datetime")
    return next((found for value in values if value and (found := dates.parse(value))), None)


def _linked_article(page: Page) -> dict[str, Any]:
    """The JSON-LD object of the story, or an empty one."""
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue  # A broken block is the page's fault; its other words still count.
        for item in _objects(loaded):
            types = item.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and name.lower().endswith(_ARTICLE_TYPES) for name in names):
                return item
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects in a JSON value, the outer ones first."""
    queue = [value]
    for item in queue:
        if isinstance(item, dict):
            yield item
            queue.extend(item.values())
        elif isinstance(item, list):
            queue.extend(item)


def _meta(page: Page) -> dict[str, str]:
    """Contents of the meta elements by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in page.xpath("//meta[@content]"):
        content = _text(element.get("content"))
        for attribute in ("name", "property", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _byline(linked: dict[str, Any], meta: dict[str, str]) -> str | None:
    """The author, where it is a name and no address of a profile."""
    named = (meta[name] for name in AUTHORS if name in meta and "://" not in meta[name])
    author = _people(linked.get("author")) or next(named, None)
    return without_by(author) if author else None


def without_by(author: str) -> str | None:
    """A byline without its "By"."""
    return author[3:].strip() or None if author[:3].lower() == "by " else author


def _people(value: Any) -> str | None:
    """Names of JSON-LD persons or organisations: a text, an object with a name, or a list of these."""
    items = value if isinstance(value, list) else [value]
    names = [_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in items]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name)) or None


def _address(*candidates: str | None) -> str | None:
    return next((url for url in candidates if url and url.startswith(("http://", "https://"))), None)


def _text(value: Any) -> str | None:
    """The words of a value on one line, or None. Pages often write character references into JSON-LD."""
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None

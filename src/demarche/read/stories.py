"""What a source tells of one story, made into a ``Story``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from demarche.errors import SourceError
from demarche.read import dates, furniture, language
from demarche.read.encoding import normalise_line_ends, replace_surrogates
from demarche.records import Broken, Published, Story

#: What is told of a text that nobody named.
UNNAMED = "text"


@dataclass(frozen=True, slots=True)
class Draft:
    """One story as a reader found it: its text with furniture, and what the page or table tells about it.

    ``told`` is the publication date by the page's or table's own word; ``markup`` is a date read off the page's
    visible marks, which counts less than one in the address. ``headings`` are lines the page marks as headings.
    ``alone`` says that the source is made for one story, and this is it.
    """

    text: str
    source: str
    line: int | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    told: tuple[date, datetime | None] | None = None
    markup: tuple[date, datetime | None] | None = None
    headings: frozenset[str] = frozenset()
    alone: bool = False


def compose(draft: Draft, published: Published | None) -> Story | Broken:
    """A story from a draft; ``published`` is the date that the user gave, which goes before all others."""
    source = replace_surrogates(normalise_line_ends(draft.text))
    if not source.strip():
        return Broken(draft.source, draft.line, "the story is empty", "Give it a text, or leave it out.")
    cleaned = furniture.clean(source, title=draft.title, headings=draft.headings)
    if not cleaned.text:
        return Broken(
            draft.source,
            draft.line,
            "the story is empty but for page furniture",
            "Give it a text, or leave it out.",
        )
    return Story.of(
        cleaned.text,
        title=cleaned.title,
        byline=draft.byline or cleaned.byline,
        publisher=draft.publisher,
        url=draft.url,
        published=published or _published(draft, cleaned.published),
        language=draft.language or language.identify(cleaned.text),
        truncated=cleaned.truncated,
        cuts=cleaned.cuts,
        segments=cleaned.segments,
    )


def story_from_text(text: str, *, published: date | str | None = None, source: str | None = None) -> Story:
    """A story from plain text, its page furniture cut.

    ``published`` is the publication date (a date or YYYY-MM-DD); ``source`` names the text in an error. Raises
    SourceError if nothing is left, SettingsError if ``published`` is no date.
    """
    story = compose(Draft(text=text, source=source or UNNAMED), dates.given(published))
    if isinstance(story, Broken):
        raise SourceError(str(story))
    return story


def _published(draft: Draft, in_text: tuple[date, datetime | None] | None) -> Published | None:
    """The surest date that the source itself tells: its metadata, its address, its visible marks, its text."""
    in_url = dates.from_url(draft.url) if draft.url else None
    for found, basis in (
        (draft.told, "metadata"),
        ((in_url, None) if in_url else None, "url"),
        (draft.markup, "metadata"),
        (in_text, "text"),
    ):
        if found is not None:
            return Published(found[0], basis, found[1])
    return None

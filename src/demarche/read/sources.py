"""Where stories are read from: files by their suffix, folders, standard input."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from demarche.errors import SourceError
from demarche.read import dates, tables
from demarche.read.encoding import NotText, decode, marked_encoding, refuse_binary
from demarche.read.pages import looks_like_html, read_page
from demarche.read.stories import Draft, compose
from demarche.records import Broken, Published, Story

Reader = Callable[[io.BufferedReader, str, bool], Iterator[Draft | Broken]]

#: The source that means standard input.
STANDARD_INPUT = "-"
#: How much of a source of unknown kind is looked at to tell what it is, at most, in bytes.
HEAD = 1 << 13

#: How much is shown of a name that is no file, in characters.
LONGEST_NAME = 200

_TEXT_REMEDY = "Save it as UTF-8 text, or convert it to one of the known formats."
_JSON_LINE = re.compile(r"\s*\{[ \t]*\"")
_JSON_DOCUMENT = re.compile(r"\s*(?:\[\s*[{\]]|\{\s*\n\s*\")")


def read_text(stream: BinaryIO, source: str, dated: bool) -> Iterator[Draft | Broken]:
    """The story of a plain text file."""
    try:
        yield Draft(text=decode(stream.read()), source=source, alone=True)
    except NotText as error:
        yield Broken(source, None, str(error), _TEXT_REMEDY)


def read_html(stream: BinaryIO, source: str, dated: bool) -> Iterator[Draft | Broken]:
    """The story of an HTML page."""
    try:
        html = decode(stream.read(), markup=True)
    except NotText as error:
        yield Broken(source, None, str(error), _TEXT_REMEDY)
        return
    page = read_page(html, source=source)
    yield page if isinstance(page, Broken) else replace(page, alone=True)


#: Which reader takes which suffix.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": tables.read_json_lines,
    ".ndjson": tables.read_json_lines,
    ".json": tables.read_json,
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
}

_SUFFIX_REMEDY = f"Known are {', '.join(READERS)}; name the file by itself to have its kind guessed."


def read(source: str | Path, *, published: date | str | None = None) -> Story | list[Story]:
    """Read a file, a folder or ``-`` (standard input): one Story for a file that holds one, else a list.

    A text, a page and a JSON file of one object hold one story; a folder and a table give a list. ``published`` (a date
    or YYYY-MM-DD) is the publication date of all of them. Raises SourceError if anything in the source is broken (use
    ``stream`` to go on past it), SettingsError if ``published`` is no date.
    """
    date_given = dates.given(published)
    stories: list[Story] = []
    alone = False
    for draft in _drafts(source, date_given is not None):
        story = draft if isinstance(draft, Broken) else compose(draft, date_given)
        if isinstance(story, Broken):
            raise SourceError(str(story))
        stories.append(story)
        alone = isinstance(draft, Draft) and draft.alone and not os.path.isdir(source)
    return stories[0] if alone and len(stories) == 1 else stories


def stream(
    sources: str | Path | Iterable[str | Path], *, published: date | str | None = None
) -> Iterator[Story | Broken]:
    """Read files, folders (with the folders inside, sorted by path) and ``-`` (standard input), one story at a time.

    What cannot be read is a ``Broken`` that says where, why and what to do, and the stream goes on. Hidden files are
    passed over in silence; a file in a folder whose suffix is not known is one ``Broken``. Raises SettingsError, at
    once, if ``published`` is no date.
    """
    return _stream([sources] if isinstance(sources, str | Path) else sources, dates.given(published))


def _stream(sources: Iterable[str | Path], published: Published | None) -> Iterator[Story | Broken]:
    for source in sources:
        for item in _drafts(source, published is not None):
            yield item if isinstance(item, Broken) else compose(item, published)


def _drafts(source: str | Path, dated: bool) -> Iterator[Draft | Broken]:
    if str(source) == STANDARD_INPUT:
        yield from _read_stream(_standard_input(), "standard input", dated)
        return
    path = Path(source)
    # Unlike Path.exists, this holds for a name that no file can have, as a text passed by mistake.
    if not os.path.exists(source):
        yield _missing(str(source))
    elif path.is_dir():
        yield from _read_folder(path, dated)
    else:
        yield from _read_file(path, READERS.get(path.suffix.lower(), _read_stream), dated)


def _missing(source: str) -> Broken:
    if source.startswith(("http://", "https://")):
        return Broken(source, None, "this is an address, and nothing is fetched", "Save the page and name the file.")
    shown = source if len(source) <= LONGEST_NAME else source[:LONGEST_NAME] + "…"
    return Broken(shown, None, "there is no such file or folder", "Check the path; pass a text to story_from_text.")


def _read_folder(folder: Path, dated: bool) -> Iterator[Draft | Broken]:
    empty = True
    for path in _files(folder):
        empty = False
        if isinstance(path, Broken):
            yield path
            continue
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            yield Broken(str(path), None, f"the suffix {path.suffix!r} is unknown", _SUFFIX_REMEDY)
        else:
            yield from _read_file(path, reader, dated)
    if empty:
        yield Broken(str(folder), None, "the folder holds no files", "Name a folder that holds stories.")


def _files(folder: Path) -> Iterator[Path | Broken]:
    """The files below a folder that are not hidden, by path; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Broken(str(folder), None, f"the folder cannot be read: {error.strerror}", "Check its permissions.")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _read_file(path: Path, reader: Reader, dated: bool) -> Iterator[Draft | Broken]:
    try:
        with path.open("rb") as stream:
            head = stream.peek(HEAD)
            if marked_encoding(head) is None:
                refuse_binary(head)
            yield from reader(stream, str(path), dated)
    except NotText as error:
        yield Broken(str(path), None, str(error), _TEXT_REMEDY)
    except OSError as error:
        yield Broken(
            str(path),
            None,
            f"the file cannot be read: {error.strerror}",
            "Check the file and its permissions.",
        )


def _read_stream(stream: io.BufferedReader, source: str, dated: bool) -> Iterator[Draft | Broken]:
    """Read a source of unknown kind: JSON where it begins as JSON, a page where it begins as one, else text."""
    head = stream.peek(HEAD)
    try:
        if marked_encoding(head) is None:
            refuse_binary(head)
    except NotText as error:
        yield Broken(source, None, str(error), _TEXT_REMEDY)
        return
    yield from _guess(head)(stream, source, dated)


def _guess(head: bytes) -> Reader:
    text = head.decode(marked_encoding(head) or "utf-8", errors="replace")
    if _JSON_LINE.match(text):
        return tables.read_json_lines
    if _JSON_DOCUMENT.match(text):
        return tables.read_json
    return read_html if looks_like_html(text) else read_text


def _standard_input() -> io.BufferedReader:
    """Standard input as bytes that can be peeked at."""
    stream: BinaryIO = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))

"""Tables of stories: JSON lines, JSON, CSV and TSV, read row by row so that a large one is never held whole."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from demarche.read import columns
from demarche.read.encoding import decode_line, marked_encoding
from demarche.read.stories import Draft
from demarche.records import Broken

#: The longest field of a CSV file, in characters. Beyond it a quotation mark was left open.
LONGEST_FIELD = 1 << 24
#: How much of a JSON file is read at a time, in bytes.
CHUNK = 1 << 20
#: How near the end of what was read a JSON error may be a value that only goes on, in characters.
_NEAR_END = 64

_JSON_REMEDY = "Write one JSON object a line, with the story in a field named text."
_CSV_REMEDY = "Quote fields that hold the separator, a quotation mark (doubled) or a line end."


def read_json_lines(stream: BinaryIO, source: str, dated: bool) -> Iterator[Draft | Broken]:
    """The stories of a file with one JSON object a line; ``dated`` as in ``draft_of_row``."""
    for number, line in _lines(stream):
        if line is None:
            yield _undecodable(source, number)
        elif line.strip():
            yield _draft_of_json(line, source, number, dated)


def read_json(stream: BinaryIO, source: str, dated: bool) -> Iterator[Draft | Broken]:
    """The stories of a JSON file: one object, an array of objects, or objects one after the other."""
    try:
        for number, value, alone in _json_values(stream):
            draft = _draft_of_object(value, source, number, dated)
            yield draft if isinstance(draft, Broken) else replace(draft, alone=alone)
    except json.JSONDecodeError as error:
        yield Broken(source, error.lineno, f"this is no JSON: {error.msg}", "Mend it, or write one object a line.")
    except UnicodeDecodeError:
        yield Broken(source, None, "the file is not UTF-8, as JSON must be", "Save it as UTF-8.")
    except RecursionError:
        yield Broken(source, None, "the JSON is nested too deeply", _JSON_REMEDY)


def read_csv(stream: BinaryIO, source: str, dated: bool) -> Iterator[Draft | Broken]:
    """The stories of a CSV or TSV file whose first row names the columns.

    The separator is the one of comma, semicolon, tab and bar that makes the most known columns of the first row.
    Line numbers are those of the file, where the row begins.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FIELD))
    lines = _NumberedLines(stream)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        yield Broken(source, None, "the table is empty", "Give it a first row of column names, and rows below.")
        return
    reader = csv.reader(chain([first], lines), delimiter=_separator(first), strict=True)
    try:
        header = next(reader)
    except csv.Error as error:
        yield Broken(source, lines.number, f"the row of column names cannot be read: {error}", _CSV_REMEDY)
        return
    named = columns.roles(header)
    if "text" not in named:
        yield columns.no_text_column(header, source=source, line=lines.number)
        return
    while True:
        line = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(source, line, f"the row cannot be read: {error}", _CSV_REMEDY)
            continue
        if line <= lines.undecodable:
            yield _undecodable(source, lines.undecodable)
        elif row and len(row) != len(header):
            reason = f"the row has {len(row)} fields where the first row has {len(header)}"
            yield Broken(source, line, reason, _CSV_REMEDY)
        elif row:
            values = dict(zip(header, row, strict=True))
            yield columns.draft_of_row(values, named, source=source, line=line, dated=dated)


class _NumberedLines:
    """The lines of a table, and the number of the last one given out, from 1.

    A line that cannot be decoded is given out blank; ``undecodable`` is the number of the last, 0 if there is none.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = _lines(stream)
        self.number = 0
        self.undecodable = 0

    def __iter__(self) -> _NumberedLines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        if line is None:
            self.undecodable = self.number
        return line or "\n"


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """The numbered lines of a table as text, None for one that cannot be decoded."""
    first = stream.readline()
    if marked_encoding(first) == "utf-16":
        # A line of UTF-16 does not end at the byte 0A, so the decoder has to run over the whole.
        yield from enumerate(_utf16_lines(first, stream), start=1)
        return
    for number, raw in enumerate(chain([first.removeprefix(codecs.BOM_UTF8)], stream), start=1):
        yield number, decode_line(raw)


def _utf16_lines(first: bytes, stream: BinaryIO) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    rest = ""
    for raw in chain([first], stream):
        *complete, rest = (rest + decoder.decode(raw)).split("\n")
        yield from (line + "\n" for line in complete)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


def _undecodable(source: str, line: int) -> Broken:
    return Broken(source, line, "the line is neither UTF-8 nor Windows-1252", "Save the file as UTF-8.")


def _separator(first: str) -> str:
    """The separator that makes the most known columns of the first row; the first of those that tie."""
    return max(",\t;|", key=lambda mark: len(columns.roles(name.strip(' "\r\n') for name in first.split(mark))))


def _draft_of_json(line: str, source: str, number: int, dated: bool) -> Draft | Broken:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return Broken(source, number, f"the line is no JSON: {error.msg} at character {error.pos + 1}", _JSON_REMEDY)
    except RecursionError:
        return Broken(source, number, "the JSON is nested too deeply", _JSON_REMEDY)
    return _draft_of_object(value, source, number, dated)


def _draft_of_object(value: Any, source: str, number: int, dated: bool) -> Draft | Broken:
    if not isinstance(value, dict):
        return Broken(source, number, "this is no JSON object", _JSON_REMEDY)
    return columns.draft_of_row(value, columns.roles(value), source=source, line=number, dated=dated)


def _json_values(stream: BinaryIO) -> Iterator[tuple[int, Any, bool]]:
    """The values of a JSON file: the number of the line where each begins, the value, whether it is no array's element.

    Raises JSONDecodeError, whose line counts in the whole file.
    """
    chunks = _JsonText(stream)
    in_array = chunks.skip() == "["
    if in_array:
        chunks.take(1)
    while mark := chunks.skip():
        if in_array and mark == "]":
            chunks.take(1)
            if chunks.skip():
                raise chunks.error("something follows the array")
            return
        yield chunks.line, chunks.value(), not in_array
        if in_array and chunks.skip() == ",":
            chunks.take(1)
        elif in_array and chunks.skip() != "]":
            raise chunks.error("a comma or ] is missing")
    if in_array:
        raise chunks.error("the array is not closed")


class _JsonText:
    """A JSON file as far as it was read and not yet used, with the number of the line it begins on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._text = ""
        self.line = 1
        head = stream.read(CHUNK)
        name = marked_encoding(head) or "utf-8"
        self._decoder = codecs.getincrementaldecoder(name)()
        self._text = self._decoder.decode(head, final=not head)

    def skip(self) -> str:
        """Go past white space; the character that follows, "" at the end of the file."""
        while True:
            self.take(len(self._text) - len(self._text.lstrip()))
            if self._text or not self._read():
                return self._text[:1]

    def take(self, length: int) -> None:
        """Go past so many characters."""
        self.line += self._text.count("\n", 0, length)
        self._text = self._text[length:]

    def value(self) -> Any:
        """The value that stands next, reading on while it is not complete."""
        decoder = json.JSONDecoder()
        while True:
            try:
                value, end = decoder.raw_decode(self._text)
            except json.JSONDecodeError as error:
                cut_short = error.pos >= len(self._text) - _NEAR_END or error.msg.startswith("Unterminated string")
                if cut_short and self._read():
                    continue
                raise self.error(error.msg, error.lineno - 1) from error
            self.take(end)
            return value

    def error(self, message: str, lines_on: int = 0) -> json.JSONDecodeError:
        """A JSON error at this place, or so many lines further on."""
        error = json.JSONDecodeError(message, "", 0)
        error.lineno = self.line + lines_on
        return error

    def _read(self) -> bool:
        """Read on, each time twice as much, so that one huge value is not scanned over and over."""
        data = self._stream.read(max(CHUNK, len(self._text)))
        self._text += self._decoder.decode(data, final=not data)
        return bool(data)

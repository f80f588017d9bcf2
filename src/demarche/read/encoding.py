"""Bytes to text: which encoding a source is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

#: Byte-order marks, the longer before the shorter that it begins with.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: What a file of another kind begins with: (bytes, what it is).
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"PAR1", "a Parquet file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "a rich text document"),
)

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: How far into a page its charset is looked for, in bytes.
_HEAD = 4096


class NotText(ValueError):
    """The bytes are no text; the message says what they are instead."""


def decode(data: bytes, *, markup: bool = False) -> str:
    """Decode bytes as UTF-8, UTF-16 with a mark, the page's declared charset, or else Windows-1252.

    ``markup`` says that the bytes are HTML, whose head may declare its charset. Line ends become ``\\n``. Raises
    NotText if the bytes hold NUL or cannot be decoded.
    """
    encoding = marked_encoding(data)
    if encoding is None:
        refuse_binary(data)
    for candidate in (encoding,) if encoding else _candidates(data, markup):
        try:
            text = data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" in text:
            raise NotText("it is a binary file (it holds NUL bytes)")
        return normalise_line_ends(text)
    raise NotText("its bytes are neither UTF-8, UTF-16 with a byte-order mark nor Windows-1252")


def decode_line(raw: bytes) -> str | None:
    """One line of a table: UTF-8 or else Windows-1252; None if it is neither. Its line end stays as it is."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def replace_surrogates(text: str) -> str:
    """Lone surrogates, which JSON can spell and no encoding can write, become U+FFFD, one for one."""
    return _SURROGATE.sub("\ufffd", text)


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark names, or None."""
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def refuse_binary(head: bytes) -> None:
    """Raise NotText if the first bytes of a source without a byte-order mark are those of no text file."""
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            raise NotText(f"it is {kind}, not text")
    if b"\0" in head:
        raise NotText("it is a binary file (it holds NUL bytes)")


def normalise_line_ends(text: str) -> str:
    """CRLF, CR and the Unicode line and paragraph separators become ``\\n``; nothing else changes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def _candidates(data: bytes, markup: bool) -> tuple[str, ...]:
    """Encodings to try in turn. UTF-8 goes first even against a page's own word: it hardly ever fits by chance."""
    declared = _CHARSET.search(data[:_HEAD]) if markup else None
    if declared is None:
        return ("utf-8", "cp1252")
    return ("utf-8", declared[1].decode("ascii"), "cp1252")

"""Where sentences end, in news prose.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name, or the next word goes
on in small letters. A paragraph break always ends one. Rules, not a model: the same text is always cut the same way.
"""

from __future__ import annotations

import re
from typing import Final

#: Abbreviations that are always followed by a name or a number.
_BEFORE_NAME: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "adm",
        "brig",
        "cmdr",
        "hon",
        "rev",
        "fr",
        "sr",
        "st",
        "mt",
        "ft",
        "gov",
        "sen",
        "rep",
        "pres",
        "amb",
        "supt",
        "insp",
        "sec",
        "messrs",
        "mme",
        "mlle",
        "sheikh",
        "no",
        "nos",
        "vs",
        "art",
        "fig",
        "ca",
        "approx",
    ]
)
#: Abbreviations after which a sentence may go on or end; the next word decides.
_MAYBE_END: Final = frozenset(
    [
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "plc",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "u.a.e",
        "u.s.s.r",
        "d.c",
        "a.m",
        "p.m",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "etc",
        "al",
        "dept",
        "est",
    ]
)
#: Words that begin a sentence rather than go on after "U.S." or "p.m.".
_STARTERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "in",
        "on",
        "at",
        "but",
        "and",
        "for",
        "after",
        "before",
        "as",
        "when",
        "while",
        "if",
        "there",
        "his",
        "her",
        "their",
        "its",
        "however",
        "meanwhile",
        "earlier",
        "last",
        "both",
        "some",
        "many",
        "most",
        "several",
        "officials",
        "according",
    ]
)

_STOP = re.compile(r"""[.!?]+["'”’)\]]*(?=\s|$)|\n\s*\n""")
_WORD_BEFORE = re.compile(r"[\w.&-]+$")
_NEXT_WORD = re.compile(r"""["'“‘(\[]*([\w-]+)""")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as (start, end) character offsets, in order, without surrounding white space."""
    sentences: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0][0] in ".!?" and not _ends(text, stop.start(), stop.end()):
            continue
        _append(sentences, text, start, stop.end())
        start = stop.end()
    _append(sentences, text, start, len(text))
    return sentences


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append((start, end))


def _ends(text: str, stop: int, after: int) -> bool:
    """Whether the stop at ``stop`` ends a sentence, given the words around it."""
    following = text[after : after + 60]
    if not following.strip() or re.match(r"\s*\n\s*\n", following):
        return True
    upcoming = _NEXT_WORD.match(following.lstrip())
    word = upcoming[1] if upcoming else ""
    if word[:1].islower():
        return False
    if text[stop] != "." or after - stop > 1:
        return True
    before = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    token = before[0].lower() if before else ""
    if token in _BEFORE_NAME or re.fullmatch(r"[a-z]", token) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", token):
        return token not in _BEFORE_NAME and token not in ("i",) and _maybe(token, word)
    return token not in _MAYBE_END or _maybe(token, word)


def _maybe(token: str, word: str) -> bool:
    """After an initial or an abbreviation that can end a sentence: it does if the next word is a usual beginning."""
    if re.fullmatch(r"[a-z]", token):
        return False
    return word.lower() in _STARTERS

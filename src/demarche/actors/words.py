"""Words of a mention: how a noun phrase is cut and how a word is spelt for comparison.

The builder writes the gazetteer's names with the same functions that read a story's mentions, so that a name
and a mention meet however the newspaper spells them: "Kim Jong-un" and "Kim Jong Un", "São Paulo" and "Sao
Paulo", "U.S." and "US".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

POSSESSIVE: Final = "'s"
COMMA: Final = ","

_TOKEN: Final = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_]))"
    r"|(?P<number>\d+(?:[.,]\d+)+)"
    r"|(?P<word>[^\W_]+(?:['’‘ʻʼ`][^\W_]+)*)"
    r"|(?P<possessive>['’]s?(?![^\W_]))"
    r"|(?P<comma>[,;:(])"
)
_APOSTROPHES: Final = re.compile(r"['’‘ʻʼ`]")
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ħ": "h",
    }
)


class Word(NamedTuple):
    """One word of a text.

    norm: lower case, without accents, apostrophes and the points of initials; ``'s`` or ``,`` for the two
    marks. start, end: offsets in the text, half-open.
    capital: it holds a capital letter. caps: it is written in capitals only (two letters or more).
    glued: a hyphen ties it to the word before.
    """

    norm: str
    start: int
    end: int
    capital: bool
    caps: bool
    glued: bool


def fold(word: str) -> str:
    """Spell a word for comparison: lower case, no accents, no apostrophes, no points."""
    low = word.lower()
    if not low.isascii():
        low = _APOSTROPHES.sub("", low).translate(_LETTERS)
        decomposed = unicodedata.normalize("NFKD", low)
        return "".join(c for c in decomposed if not unicodedata.combining(c) and c != ".")
    return low.replace("'", "").replace("`", "").replace(".", "")


def split(text: str) -> list[Word]:
    """Cut a text into words, possessive marks and commas; hyphens part words."""
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "comma":
            words.append(Word(COMMA, start, end, False, False, False))
        elif match.lastgroup == "possessive":
            if words:
                words.append(Word(POSSESSIVE, start, end, False, False, False))
        else:
            words.extend(_read(text, start, end))
    return words


def _read(text: str, start: int, end: int) -> list[Word]:
    """One run of letters: a word, and its possessive mark where it ends in 's."""
    found: list[Word] = []
    owner = end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’"
    stop = end - 2 if owner else end
    raw = text[start:stop]
    glued = start > 0 and text[start - 1] in "-‑–" and start > 1 and text[start - 2].isalnum()
    found.append(Word(fold(raw), start, stop, raw != raw.lower(), len(raw) > 1 and raw.isupper(), glued))
    if owner:
        found.append(Word(POSSESSIVE, stop, end, False, False, False))
    return found


def key(name: str) -> str:
    """The phrase under which a name is filed: its folded words and possessive marks with single spaces."""
    return " ".join(word.norm for word in split(name) if word.norm != COMMA)


def keys(name: str) -> tuple[str, ...]:
    """All phrases under which a proper name is filed.

    A short name in capitals ("US", "WHO", "IS") is filed in capitals only, so that the pronoun "us" never
    meets it; from four letters on the press also writes "Nato" and "Unesco".
    """
    words = split(name)
    if len(words) == 1 and words[0].caps and words[0].norm.isalpha():
        folded = words[0].norm
        return (folded.upper(),) if len(folded) < 4 else (folded.upper(), folded)
    return (key(name),)

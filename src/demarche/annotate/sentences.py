"""Where sentences end, in news prose.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name, or the next word goes
on in small letters. A paragraph break always ends one. Rules, not a model: the same text is always cut the same way.
"""

from __future__ import annotations

import re
from typing import Final

#: Abbreviations that a name follows.
_BEFORE_NAME: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Brig|Cmdr|Hon|Rev|Fr|Sr|St|Mt|Ft|Gov|Sen|Rep|Pres|Amb|Supt"
    r"|Insp|Messrs|Mme|Mlle|[A-Z])"
)
#: Abbreviations that a number follows.
_BEFORE_NUMBER: Final = re.compile(r"no|nos|art|fig|sec|ca|approx", re.IGNORECASE)
#: Abbreviations after which a sentence may go on or end; the next word decides.
_MAYBE_END: Final = re.compile(
    r"Jr|Inc|Ltd|Co|Corp|Bros|[Pp]lc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun"
    r"|Bn|Dept|Est|etc|al|vs|(?:[A-Za-z]\.)+[A-Za-z]"
)
#: Words that begin a sentence rather than go on after "U.S." or "p.m.".
_STARTER: Final = re.compile(
    r"the|an?|he|she|it|they|we|i|this|that|these|those|in|on|at|but|and|for|after|before|as|when|while|if|there|his|her"
    r"|their|its|however|meanwhile|earlier|last|both|some|many|most|several|officials|according",
    re.IGNORECASE,
)

_STOP: Final = re.compile(r"""(?<![.!?])[.!?]+["'”’)\]]*(?=\s|$)|\n\s*\n""")
_WORD_BEFORE: Final = re.compile(r"[\w.&-]+$")
_NEXT_WORD: Final = re.compile(r"""["'“‘(\[]*([\w-]+)""")


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
    token = before[0] if before else ""
    if _BEFORE_NAME.fullmatch(token):
        return False
    if _BEFORE_NUMBER.fullmatch(token) and word[:1].isdigit():
        return False
    return not _MAYBE_END.fullmatch(token) or bool(_STARTER.fullmatch(word))

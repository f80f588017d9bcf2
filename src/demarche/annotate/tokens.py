"""Text to token windows for the encoder.

A window is a run of whole sentences of at most ``limit`` tokens. Where there is room it begins with the sentence
before, as context: pronouns and gapped speech lean on it. Each sentence is read as its own in exactly one window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

#: Case of a word: the encoder's vocabulary is lower-cased, "US" and "us" differ only here.
LOWER, CAPITALISED, UPPER, MIXED = range(4)

CLS, SEP = 101, 102

#: Typographic signs as the corpus writes them, one character for one so that offsets hold.
_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "}
)

#: "U.S.", "U.N.": one word, though the tokenizer parts it at the points.
_INITIALS: Final = re.compile(r"\b(?:[A-Z]\.){2,}")


@dataclass(frozen=True)
class Window:
    """Some consecutive sentences as tokens.

    ``ids`` and ``case`` have shape (n,), with [CLS] and [SEP] at the ends; ``offsets`` (n, 2) are characters of the
    text ((0, 0) for the two specials), ``sentence`` (n,) the number of the sentence of each token, ``continues`` (n,)
    whether it goes on with the word of the token before. ``own`` is the first sentence that is not context only.
    """

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    offsets: NDArray[np.int64]
    sentence: NDArray[np.int64]
    continues: NDArray[np.bool_]
    own: int


@dataclass(frozen=True)
class _Tokens:
    ids: list[int]
    case: list[int]
    offsets: list[tuple[int, int]]
    continues: list[bool]


class Windower:
    """Cuts texts into windows with the tokenizer that belongs to the encoder."""

    def __init__(self, tokenizer: Path | str, *, limit: int = 224, context: int = 2) -> None:
        self.limit = limit
        self.context = context
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def fitting(self, text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences, those too long for a window cut into pieces, behind a comma or semicolon if there is one."""
        out: list[tuple[int, int]] = []
        for start, end in sentences:
            while end - start > self.limit:
                offsets = self._tokenizer.encode(text[start:end], add_special_tokens=False).offsets
                if len(offsets) <= self.limit:
                    break
                cut = start + offsets[self.limit - 1][0]
                stop = max(text.rfind(mark, start + (cut - start) // 2, cut) for mark in ";,")
                cut = stop + 1 if stop > 0 else max(cut, start + 1)
                out.append((start, cut))
                start = cut + (len(text[cut:end]) - len(text[cut:end].lstrip()))
            if start < end:
                out.append((start, end))
        return out

    def windows(self, text: str, sentences: list[tuple[int, int]]) -> Iterator[Window]:
        """The windows of a text, in order; together their own sentences are all sentences.

        A sentence longer than a window is cut off at the window's end; see :meth:`fitting`.
        """
        tokens = self._tokens(text, sentences)
        own = 0
        while own < len(tokens):
            last = self._last(tokens, own)
            used = sum(len(t.ids) for t in tokens[own : last + 1])
            first = own
            while first > 0 and own - first < self.context and used + len(tokens[first - 1].ids) <= self.limit:
                first -= 1
                used += len(tokens[first].ids)
            yield _window(tokens, first, own, last)
            own = last + 1

    def _last(self, tokens: list[_Tokens], own: int) -> int:
        """The last sentence that still fits into a window that begins with sentence ``own``.

        Three quarters of the limit are for own sentences, the rest is left for context.
        """
        used, last = len(tokens[own].ids), own
        while last + 1 < len(tokens) and used + len(tokens[last + 1].ids) <= self.limit * 3 // 4:
            last += 1
            used += len(tokens[last].ids)
        return last

    def _tokens(self, text: str, sentences: list[tuple[int, int]]) -> list[_Tokens]:
        plain = text.translate(_PLAIN)
        encodings = self._tokenizer.encode_batch([plain[a:b] for a, b in sentences], add_special_tokens=False)
        found = []
        for (start, end), encoding in zip(sentences, encodings, strict=True):
            offsets = [(a + start, b + start) for a, b in encoding.offsets][: self.limit]
            words = encoding.word_ids[: self.limit]
            cases = _cases(text[start:end], words, encoding.offsets)
            initials = [m.span() for m in _INITIALS.finditer(text, start, end)]
            continues = [
                i > 0 and (words[i] == words[i - 1] or any(a < offsets[i][0] < b for a, b in initials))
                for i in range(len(words))
            ]
            found.append(_Tokens(encoding.ids[: self.limit], cases, offsets, continues))
        return found


def _cases(text: str, words: list[int | None], offsets: list[tuple[int, int]]) -> list[int]:
    """The case of each token's whole word, so that a word's pieces share it."""
    bounds: dict[int | None, tuple[int, int]] = {}
    for word, (start, end) in zip(words, offsets, strict=False):
        first, _ = bounds.get(word, (start, end))
        bounds[word] = (first, end)
    of_word = {word: case_of(text[start:end]) for word, (start, end) in bounds.items()}
    return [of_word[word] for word in words]


def case_of(word: str) -> int:
    if word.islower() or not any(c.isalpha() for c in word):
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    return CAPITALISED if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else MIXED


def _window(tokens: list[_Tokens], first: int, own: int, last: int) -> Window:
    run = tokens[first : last + 1]
    ids = [CLS, *(i for t in run for i in t.ids), SEP]
    case = [LOWER, *(c for t in run for c in t.case), LOWER]
    offsets = [(0, 0), *(o for t in run for o in t.offsets), (0, 0)]
    sentence = [first, *(first + k for k, t in enumerate(run) for _ in t.ids), last]
    return Window(
        np.array(ids, np.int64),
        np.array(case, np.int64),
        np.array(offsets, np.int64).reshape(-1, 2),
        np.array(sentence, np.int64),
        np.array([False, *(c for t in run for c in t.continues), False]),
        own,
    )


def token_span(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The tokens (first, last, both included) that cover the characters start to end; None if the window has none."""
    inside = np.nonzero((window.offsets[:, 0] < end) & (window.offsets[:, 1] > start))[0]
    return (int(inside[0]), int(inside[-1])) if len(inside) else None

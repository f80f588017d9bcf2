"""Words, numbers and marks of a text, with their character offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The order matters: a figure such as 1,950 must not be read as the numbers 1 and 950, nor 21st as 21 and "st".
_TOKEN = re.compile(
    r"""
      (?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d) | (?<!\d\.)\d+\.\d+(?!\d|\.\d))
    | (?P<decade>\d{3}0s\b | ['’‘]?\d0s\b | \d{4}['’]s\b)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<mixed>\d+[^\W\d_]\w* | [^\W\d_]+\d\w*)
    | (?P<number>\d+)
    | (?P<genitive>['’]s\b)
    | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; ``glued`` says that no white space stands before it."""

    text: str
    lower: str
    start: int
    end: int
    kind: str
    glued: bool


_NOTHING = Token("", "", -1, -1, "none", False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text; asking beyond its ends gives an empty token, so that rules need not count."""

    items: tuple[Token, ...]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Split a text; offsets count characters."""
        items: list[Token] = []
        for match in _TOKEN.finditer(text):
            glued = bool(items) and items[-1].end == match.start()
            kind = match.lastgroup or "mark"
            items.append(Token(match.group(), match.group().lower(), match.start(), match.end(), kind, glued))
        return cls(tuple(items))

    def __len__(self) -> int:
        return len(self.items)

    def at(self, i: int) -> Token:
        """The token at a position, or the empty token."""
        return self.items[i] if 0 <= i < len(self.items) else _NOTHING

    def low(self, i: int) -> str:
        """The token in lower case."""
        return self.at(i).lower

    def follows(self, i: int, *words: str) -> bool:
        """Whether these words stand at a position, in lower case and in this order."""
        return all(self.low(i + k) == word for k, word in enumerate(words))

    def skip(self, i: int, *words: str) -> int:
        """The position after one of these words, or the same position if none stands there."""
        return i + 1 if self.low(i) in words else i

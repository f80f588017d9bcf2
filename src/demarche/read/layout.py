"""The units a text is laid out in: its paragraphs, or lines that stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

#: Lines of running text broken by hand are no longer than this, in characters.
WIDEST_WRAP = 100
#: ... and mostly longer than this.
NARROWEST_WRAP = 45

_FINAL = re.compile(r"[.!?…。！？؟۔।][\s\"'”’»)\]*_]*$")
_CLOSED = re.compile(r"[.!?…。！？؟۔।:;,—–-][\s\"'”’»)\]*_]*$")
#: Characters of scripts that put no blanks between words: Thai to Burmese, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LIST_ITEM = re.compile(r"[-*•·●▪–—‣◦]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s")
_QUOTE = ('"', "“", "‘", "'", "«", "„", ">")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a line of its own, without the blanks around it; offsets count in the source."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> int:
        """How many words it has; two characters of a script without blanks count as one."""
        spaced = len(self.text.split())
        # Only a text with hardly a blank is searched: this is asked of every line.
        return spaced + len(_UNSPACED.findall(self.text)) // 2 if spaced * 12 < len(self.text) else spaced

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _FINAL.search(self.text[-6:]) is not None

    @property
    def is_open(self) -> bool:
        """Whether it ends without any punctuation."""
        return _CLOSED.search(self.text[-6:]) is None

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph of the story: long, or a sentence of four words or more."""
        words = self.words
        return words >= 25 or (words >= 4 and self.ends_sentence) or (words >= 12 and ". " in self.text)

    @property
    def is_list_item(self) -> bool:
        """Whether it begins with a bullet or a number."""
        return _LIST_ITEM.match(self.text) is not None

    @property
    def is_quote(self) -> bool:
        """Whether it begins with a quotation mark."""
        return self.text.startswith(_QUOTE)


def split_units(source: str, *, stands_alone: Callable[[str], bool]) -> list[Unit]:
    """Split a text into units.

    Where lines are paragraphs, each line is one. Where a text was broken to a width by hand, the lines between two
    blank lines are one, but for those at its edges that ``stands_alone`` knows as furniture.
    """
    lines = _lines(source)
    # Furniture is looked for only where the text seems wrapped at first sight: it takes longer than the rest.
    if not _is_wrapped(source, lines) or not _is_wrapped(
        source, [line for line in lines if not stands_alone(line.text)]
    ):
        return lines
    units: list[Unit] = []
    for block in _blocks(source, lines):
        head = 0
        while head < len(block) - 1 and stands_alone(block[head].text):
            head += 1
        tail = len(block)
        while tail - 1 > head and stands_alone(block[tail - 1].text):
            tail -= 1
        start, end = block[head].start, block[tail - 1].end
        units += [*block[:head], Unit(source[start:end], start, end), *block[tail:]]
    return units


def _lines(source: str) -> list[Unit]:
    """The lines that are not blank."""
    units: list[Unit] = []
    position = 0
    for line in source.split("\n"):
        text = line.strip()
        if text:
            start = position + line.index(text)
            units.append(Unit(text, start, start + len(text)))
        position += len(line) + 1
    return units


def _is_wrapped(source: str, lines: list[Unit]) -> bool:
    """Whether lines were broken by hand: most that are followed at once by another stop short of a sentence's end."""
    followed = [a for a, b in pairwise(lines) if _adjacent(source, a, b)]
    wide = sum(len(line.text) > WIDEST_WRAP for line in lines)
    if len(followed) < 2 or wide * 10 > len(lines):
        return False
    broken = [line for line in followed if len(line.text) >= NARROWEST_WRAP and not line.ends_sentence]
    return len(broken) * 2 >= len(followed)


def _blocks(source: str, lines: list[Unit]) -> list[list[Unit]]:
    """Lines in groups that blank lines part."""
    blocks: list[list[Unit]] = []
    for line in lines:
        if blocks and _adjacent(source, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _adjacent(source: str, first: Unit, second: Unit) -> bool:
    return source.count("\n", first.end, second.start) == 1

"""Times told from the story's earlier event: "the next day", "two weeks later", "within hours after ..."."""

from __future__ import annotations

from demarche.when import absolute, relative, words
from demarche.when.meanings import Either, Meaning, Previous, Published
from demarche.when.measures import Measure, measure
from demarche.when.parts import Since
from demarche.when.rules import Match, longest
from demarche.when.shifts import Around, Rolling, Shifted, ThatYear
from demarche.when.tokens import Tokens
from demarche.when.words import listed

_NEXT = frozenset({"next", "following", "subsequent", "ensuing"})
_BEFORE = frozenset({"previous", "preceding", "prior"})
_BACK = frozenset({"before", "earlier", "previously", "prior"})
_ON = frozenset({"later", "after", "afterwards", "afterward", "on", "hence"})
_DAY_UNITS = frozenset({"day", "night"}) | words.DAY_PARTS
_WHOLE_UNITS = frozenset({"week", "month", "year", "decade", "quarter", "century"})


def same(tokens: Tokens, i: int) -> Match | None:
    """ "the same day", "that year", "that very night", "the same month"."""
    j = tokens.skip(tokens.skip(i, "that", "the"), "same", "very")
    first, name = tokens.low(i), tokens.low(j)
    if j == i or (first == "the" and j == i + 1):
        return None
    if name in _DAY_UNITS:
        return Match(Previous(), j + 1)
    if name == "weekend":
        return Match(Around(Previous(), "week"), j + 1)
    if name == "year":
        return Match(ThatYear(), j + 1)
    return Match(Around(Previous(), name), j + 1) if name in _WHOLE_UNITS else None


def beside(tokens: Tokens, i: int) -> Match | None:
    """ "next day", "the following month", "the previous year", "the next three weeks", "the previous evening"."""
    j = tokens.skip(i, "the")
    word = tokens.low(j)
    if word not in _NEXT | _BEFORE:
        return None
    sign = 1 if word in _NEXT else -1
    name = tokens.low(j + 1)
    if name in _DAY_UNITS:
        return Match(Around(Previous(), "day", sign), j + 2)
    if j > i and name in _WHOLE_UNITS:
        return Match(_neighbour(name, sign, word, tokens.low(i - 1)), j + 2)
    found = measure(tokens, j + 1)
    if j == i or found is None or found.unit == "moment" or not (found.counted or found.number is None):
        return None
    base: Meaning = Either(Previous(), Published()) if word == "next" else Previous()
    return Match(Rolling(base, found.unit, found.number, sign), found.end)


def _neighbour(name: str, sign: int, word: str, before: str) -> Meaning:
    """ "The next month" is the one after the earlier event; "over the next month" counts from the publication."""
    if word == "next" and before in {"over", "in", "during", "within", "for"}:
        return Rolling(Published(), name, 1, 1)
    return Around(Previous(), name, sign)


def later(tokens: Tokens, i: int) -> Match | None:
    """ "two days later", "a week after", "a year on", "hours earlier", "two days after the coup"."""
    within = tokens.low(i) == "within"
    found = measure(tokens, i + 1 if within else i)
    # "day after day" and "one day after another" tell no date.
    if found is None or (not found.counted and found.number == 1) or tokens.low(found.end + 1) == "another":
        return None
    word, end = tokens.low(found.end), found.end + 1
    if word in {"after", "before", "following"} or (word == "of" and within):
        return _after(tokens, end, found, -1 if word == "before" else 1, within)
    if within:
        return None if found.counted else Match(Shifted(Previous(), found.unit, None, 1), found.end)
    if word in _BACK:
        return Match(Shifted(Previous(), found.unit, found.number, -1), end)
    if word in _ON and (word != "on" or not _starts_phrase(tokens, end)):
        return Match(Shifted(Previous(), found.unit, found.number, 1), end)
    return None


def _after(tokens: Tokens, end: int, found: Measure, sign: int, within: bool) -> Match:
    """ "two days after X": X is the earlier event unless it tells a date of its own ("after Friday's coup")."""
    told = _told(tokens, end, after=sign > 0)
    base = _base(tokens, end, told)
    if within and found.number is not None and found.unit != "moment":
        return Match(Rolling(base, found.unit, found.number, sign), told)
    return Match(Shifted(base, found.unit, found.number, sign), told)


def adjacent(tokens: Tokens, i: int) -> Match | None:
    """ "the day before", "the week after", "the night after the coup", "the year before"."""
    name, word, end = tokens.low(i + 1), tokens.low(i + 2), i + 3
    if tokens.low(i) != "the" or name not in _DAY_UNITS | _WHOLE_UNITS:
        return None
    sign = -1 if word in _BACK else 1 if word in {"after", "following", "afterwards"} else 0
    if not sign:
        return None
    unit = "day" if name in _DAY_UNITS else name
    told = _told(tokens, end, after=sign > 0) if word in {"before", "after", "following"} else end
    if told > end:
        return Match(Shifted(_base(tokens, end, told), unit, 1, sign), told)
    return Match(Around(Previous(), unit, sign), end)


def _told(tokens: Tokens, end: int, *, after: bool) -> int:
    """The position after the words that say after or before what."""
    if tokens.low(end) == "that":
        return end + 1
    return _clause(tokens, end) if _opens_clause(tokens, end, after=after) else end


def _base(tokens: Tokens, i: int, end: int) -> Meaning:
    """The date that a clause tells, else the earlier event."""
    for k in range(i, end):
        found = longest((*absolute.RULES, *relative.RULES), tokens, k)
        if found is not None and not found.lone:
            return found.meaning
    return Previous()


def _opens_clause(tokens: Tokens, i: int, *, after: bool) -> bool:
    """Whether the words say after or before what ("two days before the vote"), or go on ("the day before in Rome")."""
    token = tokens.at(i)
    if token.kind in {"mark", "none"} or token.lower in _LEFT_OVER | _ENDS:
        return False
    noun = token.lower in _SUBJECTS or token.lower.endswith(("s", "ing"))
    return after or noun or words.capital(token) or token.kind != "word"


_SUBJECTS = listed(
    "the a an this that these those his her its their our my your he she it they we you i any all "
    "some no one police elections talks parliament voting polling troops"
)


def _clause(tokens: Tokens, i: int) -> int:
    """The end of the clause that says after what: up to the next mark or joining word.

    A clause of more than 25 words is not taken in at all: its end is unsure.
    """
    j = i
    while j < len(tokens):
        if j - i > 25:
            return i
        token = tokens.at(j)
        if token.lower in _ENDS or (token.kind == "mark" and token.text not in "-’'.&"):
            break
        if token.text == "." and not (tokens.at(j + 1).glued or len(tokens.at(j - 1).text) == 1):
            break
        j += 1
    while j > i and tokens.low(j - 1) in _LEFT_OVER:
        j -= 1
    return j


# "an election in which" leaves the preposition behind
_LEFT_OVER = frozenset({"in", "on", "at", "by", "for", "with", "from", "under", "of", "to"})
_ENDS = frozenset({"and", "but", "while", "as", "when", "which", "who", "although", "because", "that", "said", "or"})


def _starts_phrase(tokens: Tokens, i: int) -> bool:
    """Whether words follow that "on" belongs to ("three days on the road"), rather than "a year on, ..."."""
    return tokens.at(i).kind in {"word", "number"}


def moment(tokens: Tokens, i: int) -> Match | None:
    """ "on the day of the coup", "on the eve of the summit", "since then", "at the same time" is none."""
    if tokens.follows(i, "since", "then"):
        return Match(Since(Previous()), i + 2)
    j = tokens.skip(i, "on")
    if tokens.follows(j, "the", "day", "of") and j > i:
        return Match(Previous(), _clause(tokens, j + 3))
    if tokens.follows(j, "the", "eve", "of"):
        return _eve(tokens, j + 3)
    return None


def _eve(tokens: Tokens, i: int) -> Match:
    end = _clause(tokens, i)
    return Match(Shifted(_base(tokens, i, end), "day", 1, -1), end)


RULES = (same, beside, later, adjacent, moment)

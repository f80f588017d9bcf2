"""The whole grammar: plain times, their parts, ranges between them, and what prepositions make of them."""

from __future__ import annotations

from demarche.when import absolute, anaphora, eras, measures, relative, words
from demarche.when.meanings import Fixed, Meaning, Published, ToCome
from demarche.when.measures import measure
from demarche.when.parts import Part, Since, Span, StretchOf, UnitOf
from demarche.when.recurring import Recurring, Weekday
from demarche.when.rules import Match, longest
from demarche.when.shifts import Around
from demarche.when.tokens import Tokens
from demarche.when.words import listed

_CORE = (*absolute.RULES, *relative.RULES, *anaphora.RULES, *eras.RULES)

_EDGES = {
    "beginning": "start",
    "start": "start",
    "outset": "start",
    "opening": "start",
    "end": "end",
    "close": "end",
    "middle": "mid",
}
_STRETCH = {
    "first": "start",
    "opening": "start",
    "early": "start",
    "last": "end",
    "final": "end",
    "closing": "end",
}
_ADVERBS = {"early": "early", "late": "late", "mid": "mid", "earlier": "so_far", "later": "to_come"}
# Words before a time that leave its meaning as it is.
_PLAIN = listed(
    "in on at during over throughout within through of around about only just as into amid between towards toward"
)
_SINCE = frozenset({"since"})
# Words that mostly stand before what is to come: "a summit set for Friday", "by March", "from Monday", "until July".
_AHEAD = frozenset({"by", "for", "from", "until", "till"})
_JOINTS = frozenset({"to", "until", "till", "through", "-", "–", "—"})


def core(tokens: Tokens, i: int) -> Match | None:
    """A time without preposition: of the rules' matches, the longest."""
    return longest((*_CORE, part, day_part), tokens, i)


def part(tokens: Tokens, i: int) -> Match | None:
    """A part of a time: "early March", "mid-2015", "the end of last year", "the first half of the 1990s"."""
    j = tokens.skip(i, "the", "very")
    word = tokens.low(j)
    share = _ADVERBS.get(word) if j == i or word in {"early", "late", "mid"} else None
    if share is not None:
        return _part_of(tokens, _after_adverb(tokens, j + 1), share)
    if word in _EDGES and tokens.low(j + 1) == "of":
        return _part_of(tokens, j + 2, _EDGES[word])
    if word in {"first", "second"} and tokens.follows(j + 1, "half", "of"):
        return _part_of(tokens, j + 3, f"{word} half")
    if word in _STRETCH and tokens.low(j + 1) in {"days", "weeks", "months", "years"} and tokens.low(j + 2) == "of":
        return _part_of(tokens, j + 3, _STRETCH[word])
    if word in words.ORDINALS and tokens.low(j + 1) in {"day", "week"} and tokens.low(j + 2) == "of":
        whole = _whole(tokens, j + 3)
        return whole and Match(UnitOf(whole.meaning, tokens.low(j + 1), words.ORDINALS[word]), whole.end)
    if word in {"first", "last"} and measure(tokens, j + 1) is not None:
        return _stretch(tokens, j + 1, word)
    return None


def _stretch(tokens: Tokens, i: int, word: str) -> Match | None:
    """ "the first three months of 2015", "the last two weeks of the year"; without a number, the start or end."""
    found = measure(tokens, i)
    whole = _whole(tokens, found.end + 1) if found and tokens.low(found.end) == "of" else None
    if found is None or whole is None or found.unit == "moment":
        return None
    if not found.counted or found.number is None:
        share = "start" if word == "first" else "end"
        return Match(Part(whole.meaning, share), whole.end) if found.number is None else None
    return Match(StretchOf(whole.meaning, found.unit, found.number if word == "first" else -found.number), whole.end)


def _after_adverb(tokens: Tokens, i: int) -> int:
    """ "mid-2015", "early in 2014", "late on Tuesday", "earlier in March", "early to mid-2014" is not read."""
    i = tokens.skip(i, "-")
    return tokens.skip(i, "in", "on")


def _part_of(tokens: Tokens, i: int, share: str) -> Match | None:
    whole = _whole(tokens, i)
    return whole and Match(Part(whole.meaning, share), whole.end, "era" if whole.lone == "era" else "")


def _whole(tokens: Tokens, i: int) -> Match | None:
    """The time that a part is taken of."""
    found = longest(_CORE, tokens, i) or _this_unit(tokens, i)
    return None if found is None or found.lone in {"under", "lasting"} else found


def _this_unit(tokens: Tokens, i: int) -> Match | None:
    """ "the year" in "the end of the year"."""
    if tokens.low(i) == "the" and tokens.low(i + 1) in {
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
    }:
        return Match(Around(Published(), tokens.low(i + 1)), i + 2)
    return None


def day_part(tokens: Tokens, i: int) -> Match | None:
    """A day told by its hour: "before dawn on Sunday", "the morning of March 5", "two o'clock yesterday morning"."""
    j = i
    while tokens.low(j) in _BEFORE_HOUR:
        j += 1
    end = _hour(tokens, j)
    if end is None and tokens.low(j) in {"small", "early", "wee"} and tokens.low(j + 1) == "hours":
        end = j + 2
    if end is None and (j > i or tokens.low(j) in _POINTS) and tokens.low(j) in words.DAY_PARTS:
        end = j + 1
    if end is None:
        return None
    return longest((*absolute.RULES, *relative.RULES), tokens, tokens.skip(end, "on", "of"))


_BEFORE_HOUR = frozenset({"shortly", "just", "before", "after", "at", "around", "by", "in", "the"})
_POINTS = frozenset({"noon", "midday", "midnight", "dawn", "daybreak", "dusk", "sunset", "sunrise", "nightfall"})


def _hour(tokens: Tokens, i: int) -> int | None:
    found = measures.count(tokens, i)
    if found is not None and tokens.low(found[1]).replace("’", "'") == "o'clock":
        return found[1] + 1
    return None


def time(tokens: Tokens, i: int) -> Match | None:
    """A time expression with its prepositions, the longest at this position."""
    return longest((plain, _opened, _prefixed), tokens, i)


def plain(tokens: Tokens, i: int) -> Match | None:
    """A time or a range: "2014", "March-May 2015", "Monday to Friday"."""
    first = core(tokens, i)
    return first and (_range(tokens, first, "") or first)


def _opened(tokens: Tokens, i: int) -> Match | None:
    """A range with its opening word: "from 2011 to 2014", "between March and May 2015"."""
    opening = tokens.low(i)
    first = core(tokens, i + 1) if opening in {"from", "between"} else None
    return first and _range(tokens, first, opening)


def _range(tokens: Tokens, first: Match, opening: str) -> Match | None:
    """The range that a time opens, if a word such as "to" and a second time follow."""
    joint = tokens.low(first.end)
    both_days = joint == "and" and not opening and isinstance(first.meaning, Weekday)
    if joint == "or":
        return _alternative(tokens, first)
    both_decades = joint == "and" and tokens.at(first.end - 1).kind == tokens.at(first.end + 1).kind == "decade"
    if not (joint in _JOINTS or (joint == "and" and opening == "between") or both_days or both_decades):
        return None
    last = core(tokens, first.end + 1)
    if last is None or (both_days and not isinstance(last.meaning, Weekday)):
        return None
    # "2014 to March" may be no range; "March to May 2015" is one, and so is what a dash joins.
    if not opening and "" not in {first.lone, last.lone} and joint not in {"-", "–"}:
        return None
    return Match(Span(first.meaning, last.meaning), last.end, "" if opening else last.lone and first.lone)


def _alternative(tokens: Tokens, first: Match) -> Match | None:
    """ "March or April", "late May or early June": no surer than from the one to the other."""
    last = core(tokens, first.end + 1)
    if last is None or not (_in_calendar(first.meaning) and _in_calendar(last.meaning)):
        return None
    return Match(Span(first.meaning, last.meaning), last.end, last.lone and first.lone)


def _in_calendar(meaning: Meaning) -> bool:
    inner = meaning.whole if isinstance(meaning, Part) else meaning
    return isinstance(inner, Recurring | Weekday)


def _prefixed(tokens: Tokens, i: int) -> Match | None:
    word = tokens.low(i)
    if word == "ever" and tokens.low(i + 1) == "since":
        return time(tokens, i + 1)
    if word in _SINCE:
        j = i + 3 if tokens.follows(i + 1, "at", "least") else i + 1
        found = core(tokens, tokens.skip(j, "about", "around"))
        return None if found is None else Match(_since(found), found.end, found.lone)
    if word == "after":
        found = core(tokens, i + 1)
        return None if found is None else Match(Since(found.meaning, after=True), found.end, found.lone)
    # Before a time is no time: the words set a bound and tell no more.
    if word == "before":
        found = core(tokens, i + 1)
        return None if found is None else Match(Fixed(None), found.end, found.lone)
    if word in _AHEAD:
        found = _bare(tokens, i + 1)
        return None if found is None else Match(ToCome(found.meaning), found.end, found.lone)
    if word == "as" and tokens.low(i + 1) in {"early", "late", "recently"} and tokens.low(i + 2) == "as":
        return _bare(tokens, tokens.skip(i + 3, "in", "on"))
    if word == "as" and tokens.low(i + 1) == "of":
        return _bare(tokens, i + 2)
    return _bare(tokens, i + 1) if word in _PLAIN else None


def _bare(tokens: Tokens, i: int) -> Match | None:
    """A time or range behind a preposition, with a hedge between them: "by about 2014"."""
    return plain(tokens, tokens.skip(i, "about", "around", "approximately", "roughly"))


def _since(found: Match) -> Meaning:
    """ "Since World War II" counts from its end, as "since the end of the war" does; else from the start."""
    meaning = found.meaning
    return Since(meaning, after=found.lone == "era" and not (isinstance(meaning, Part) and meaning.part != "end"))

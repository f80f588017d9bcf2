"""Where time expressions stand in a text. Precision first: what might be no time is left out."""

from __future__ import annotations

from demarche.records import Span
from demarche.when import eras, feasts, grammar, measures, words
from demarche.when.rules import Match
from demarche.when.tokens import Tokens
from demarche.when.words import listed

_PREPOSITIONS = listed(
    "in on at over during throughout since for from between by until till before after within around"
)
_ADVERBS = listed("early late earlier later ever so mid")
# Words without which no time expression is: the grammar is tried only where one of them is near.
_HINTS = (
    frozenset(words.MONTHS)
    | frozenset(words.WEEKDAYS)
    | frozenset(words.SEASONS)
    | frozenset(measures.UNITS)
    | frozenset(words.DAY_PARTS)
    | frozenset(words.DECADES)
    | eras.HINTS
    | feasts.HINTS
    | frozenset({"today", "yesterday", "tomorrow", "tonight", "overnight", "weekend", "then", "morrow", "eve"})
)
_REACH = 8
_NAMES_AFTER = listed(
    "times telegraph mail express mirror herald post prayers mass sermon league agreement accord "
    "accords rising island islands movement attacks brigade brigades martyrs revolution alliance "
    "coalition square truce uprising people"
)
_NAMES_BEFORE = frozenset({"black", "bloody", "super", "man", "ruby", "every", "each", "per", "any", "most", "usa"})
# "the attacks of September 11" are of 2001, not of the latest September.
_NAMED_DAYS = listed("attack attacks attackers hijackers events")
_COUNTED = listed(
    "people persons men women children troops soldiers refugees homes houses villages cases dollars "
    "euros pounds percent per km kilometres kilometers metres meters miles tonnes tons feet gmt utc "
    "hours hrs local words jobs workers others members migrants prisoners police officers fighters"
)
_HAVE = frozenset({"has", "have", "had"})
_PARTICIPLES = listed(
    "been had kept held fought led run sat stood gone come sought built taken spoken met lost won left said told "
    "paid sent put lain lived made written ridden hidden given driven eaten become begun"
)
_TERMS = listed("jailed sentenced imprisoned prison jail banned suspended extended renewed valid postponed lasted")
_NAME_MONTHS = frozenset({"may", "april", "june", "august", "jan", "march"})


def find(text: str) -> list[Span]:
    """The time expressions of an English text, in order, longest first, without overlaps.

    A preposition that belongs to the expression is part of it ("on Tuesday", "since 2014"). Ages, durations that tell
    no date, money, titles and names ("a 20-year contract", "Sunday Times", Theresa May) are not found.
    """
    tokens = Tokens.of(text)
    near = _near(tokens)
    found: list[Span] = []
    i = 0
    while i < len(tokens):
        match = grammar.time(tokens, i) if near[i] and _may_begin(tokens, i) else None
        if match is None or not _licensed(tokens, i, match):
            i += 1
            continue
        first, end = _bounds(tokens, i, match.end)
        start, stop = tokens.at(first).start, tokens.at(end - 1).end
        found.append(Span(text[start:stop], start, stop))
        i = end
    return found


def _near(tokens: Tokens) -> list[bool]:
    """For each token, whether a hint stands there or within reach after it."""
    near = [False] * len(tokens)
    reach = 0
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens.at(i)
        if token.lower in _HINTS or token.kind in {"number", "ordinal", "decade", "mixed"}:
            reach = _REACH + 1
        near[i] = reach > 0
        reach -= 1
    return near


def _may_begin(tokens: Tokens, i: int) -> bool:
    """Words that belong to what stands before them begin nothing: "of", and the inside of 2014-15 or of $2014."""
    token, before = tokens.at(i), tokens.at(i - 1)
    if token.lower in {"of", "as", "through", "into", "amid", "only", "just", "about", "a"} and not _counts(tokens, i):
        return False
    if token.lower in measures.UNITS and measures.count(tokens, i - 1) is not None:
        return False
    return not (token.glued and before.text in {"-", "–", "/", "$", "€", "£", "#", ".", ",", ":", "'", "’"})


def _counts(tokens: Tokens, i: int) -> bool:
    """ "about three days ago", "just two weeks later", "a year ago": a counted time begins with its hedge."""
    return measures.count(tokens, measures.hedge(tokens, i)) is not None


def _bounds(tokens: Tokens, i: int, end: int) -> tuple[int, int]:
    """With a genitive ("after Friday's coup"), the expression is "Friday's": the preposition goes with the coup."""
    if tokens.at(end).kind != "genitive":
        return i, end
    return (i + 1 if tokens.low(i) in _PREPOSITIONS else i), end + 1


def _licensed(tokens: Tokens, i: int, match: Match) -> bool:
    """Whether the words are surely a time where they stand."""
    if _compound(tokens, match.end) or _part_of_name(tokens, i, match.end):
        return False
    preposition = tokens.low(i) if tokens.low(i) in _PREPOSITIONS else ""
    # "for two days after the war" lasts two days; "for almost six decades" may reach to the present.
    if _duration(tokens, i, match) or (preposition == "for" and _counts(tokens, i + 1) and match.lone != "lasting"):
        return False
    check = _CHECKS.get(match.lone)
    return check is None or check(tokens, i, match.end, preposition)


def _compound(tokens: Tokens, end: int) -> bool:
    """ "a two-year plan", "last-minute", "2014-model", "a sixteenth-century mosque"."""
    if tokens.low(end - 1) == "century" and tokens.low(end - 2) == "-":
        return True
    dash = tokens.at(end)
    return dash.text in {"-", "–"} and dash.glued and tokens.at(end + 1).glued


def _part_of_name(tokens: Tokens, i: int, end: int) -> bool:
    """ "Sunday Times", "Good Friday Agreement", "Black Friday", "USA Today", "every Friday"."""
    if tokens.low(end) in _NAMES_AFTER and tokens.at(end - 1).kind != "genitive":
        return True
    token, before = tokens.at(i), tokens.at(i - 1)
    if before.lower in _NAMES_BEFORE or (before.lower == "of" and tokens.low(i - 2) in _NAMED_DAYS):
        return True
    named = words.capital(token) and token.lower in {"today", "tonight", "tomorrow"}
    return named and before.kind == "word" and words.capital(before)


def _duration(tokens: Tokens, i: int, match: Match) -> bool:
    """ "sentenced to 20 years after a trial", "for two years after the war"."""
    counted = measures.count(tokens, measures.hedge(tokens, i)) is not None and tokens.at(i).kind != "ordinal"
    return (
        counted
        and match.lone == ""
        and tokens.low(i - 1) in {"to", "of", "for", "by"}
        and _unit_in(tokens, i, match.end)
    )


def _unit_in(tokens: Tokens, i: int, end: int) -> bool:
    return any(tokens.low(k) in measures.UNITS for k in range(i, min(end, i + 5)))


def _year_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    after = tokens.at(end)
    if after.lower in _COUNTED or after.text == "%" or (after.lower == "to" and tokens.at(end + 1).kind == "number"):
        return False
    if preposition:
        return preposition not in {"at", "on", "for", "within"}
    if after.lower in {"was", "saw", "marked", "brought"}:
        return True
    if tokens.low(i - 1) == "of":
        plural = after.kind == "word" and after.lower.endswith("s") and not words.capital(after)
        return not plural and tokens.low(i - 2) not in {
            "total",
            "force",
            "crowd",
            "group",
            "army",
            "cost",
            "some",
        }
    return tokens.low(i - 1) in {"and", "or"} and words.year(tokens, i - 2) is not None


def _month_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    if preposition in {"", "on", "at", "within"}:
        adverb = tokens.low(i) in _ADVERBS or tokens.low(i + 1) in _ADVERBS
        return adverb or (tokens.at(end).kind == "genitive" and tokens.low(end - 1) not in _NAME_MONTHS)
    name = next((tokens.low(k) for k in range(end - 1, i, -1) if tokens.low(k) in words.MONTHS), "")
    if name not in _NAME_MONTHS:
        return True
    after = tokens.at(end)
    if after.kind == "genitive" and name == "may":
        return False
    if after.kind == "word" and words.capital(after) and preposition in {"by", "for", "from", "after", "before"}:
        return False
    return name != "may" or preposition == "in" or after.kind != "word" or after.lower in _GOES_ON


_GOES_ON = listed("and the this last when as in but after with of at to by on for because until that")


def _season_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    if preposition not in {"in", "since", "during", "over", "by", "until", "before", "after", "throughout"}:
        return False
    # "the fall of Saigon"; "in winter" is any winter, "in the winter" one.
    return tokens.low(end) != "of" and (tokens.low(end - 2) == "the" or preposition in {"since", "by", "until"})


def _short_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    return preposition == "on" and tokens.low(end - 1) not in {"sun", "sat", "wed"}


def _era_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    return preposition not in {"", "for", "on", "over", "by", "from", "around", "at"} or (
        preposition in {"at", "by"} and tokens.low(i + 2) in {"end", "beginning", "start", "close", "outset"}
    )


def _feast_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    return preposition not in {"", "for", "from", "in"} and not words.capital(tokens.at(end))


def _term_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    if preposition in {"during", "throughout"}:
        return True
    return preposition in {"in", "since"} and tokens.low(end - 1) in {"years", "era"}


def _decade_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    return preposition in {"in", "since", "during", "throughout", "until", "by", "from"} or tokens.low(i) in _ADVERBS


def _weekend_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    return bool(preposition)


def _lasting_fits(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    """A duration is a time only where it reaches to the present: "has had ... for almost six decades"."""
    first = i
    while first > max(0, i - 15) and tokens.at(first - 1).text not in {".", ";", "?", "!"}:
        first -= 1
    if tokens.at(end).kind == "genitive" or any(tokens.low(k) in _TERMS for k in range(i - 5, i)):
        return False
    return any(_perfect(tokens, k) for k in range(first, i))


def _perfect(tokens: Tokens, i: int) -> bool:
    """ "has ruled", "have not been", "has long kept": have with a participle close behind."""
    after = (tokens.low(k) for k in range(i + 1, i + 4))
    return tokens.low(i) in _HAVE and any(w in _PARTICIPLES or w.endswith(("ed", "wn")) for w in after)


def _never(tokens: Tokens, i: int, end: int, preposition: str) -> bool:
    return False


_CHECKS = {
    "year": _year_fits,
    "month": _month_fits,
    "season": _season_fits,
    "short": _short_fits,
    "era": _era_fits,
    "feast": _feast_fits,
    "term": _term_fits,
    "decade": _decade_fits,
    "weekend": _weekend_fits,
    "lasting": _lasting_fits,
    "under": _never,
    "ahead": _never,
    "day": _never,
}

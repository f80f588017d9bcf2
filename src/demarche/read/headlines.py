"""Headlines in a text: the story's own at the top, and those of other stories pasted between its paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from demarche.read.layout import Unit

#: A pasted headline has this many words; fewer are a section's heading, more are prose.
FEWEST_WORDS, MOST_WORDS = 6, 20
#: ... and in a list of links this many.
FEWEST_WORDS_LINKED = 4
#: A text with more candidates than this has headings of that style, not pasted headlines.
MOST_PASTED = 3
#: The longest title, in words.
LONGEST_TITLE = 25
#: How many lines may stand above the title, and how many words each may have.
MOST_ABOVE, MOST_WORDS_ABOVE = 2, 8
#: The fewest words of the first line's tail that must repeat the first paragraph's beginning.
FEWEST_REPEATED = 3

#: How prose begins and headlines hardly ever do.
_OPENING_LIST = (
    "a an the he she it they we i you his her its their our my this that these those there but and or "
    "so yet if when while although though because since after before as in on at for with by from "
    "however moreover meanwhile also then here who what why how where which"
)
_PROSE_OPENINGS = frozenset(_OPENING_LIST.split())
#: Words of narrated prose; headlines tell in the present tense and without them.
_PROSE_LIST = "said was were had did told been i we my our he she him they them it"
_PROSE_WORDS = frozenset(_PROSE_LIST.split())
#: What headlines do: present-tense verbs of the trade. Others are known by their ending after a name.
_VERB_LIST = (
    "accuse accuses agree agrees aim aims announce announces approve approves arrest arrests ask asks "
    "attack attacks back backs ban bans begin begins bid bids block blocks boost boosts call calls "
    "cancel cancels claim claims close closes condemn condemns confirm confirms cut cuts demand "
    "demands deny denies deploy deploys die dies discuss discusses eye eyes expel expels express "
    "expresses extend extends face faces fire fires get gets give gives hail hails halt halts hit "
    "hits hold holds host hosts invite invites join joins keep keeps kill kills launch launches lead "
    "leads leave leaves lift lifts make makes mark marks meet meets move moves mull mulls name names "
    "offer offers open opens order orders oust ousts pay pays plan plans pledge pledges praise "
    "praises press presses promise promises propose proposes pull pulls push pushes raise raises "
    "reach reaches recall recalls reject rejects release releases resume resumes return returns "
    "reveal reveals rule rules sanction sanctions say says seek seeks seize seizes sell sells send "
    "sends set sets show shows sign signs slam slams snub snubs start starts stop stops strike "
    "strikes suspend suspends take takes talk talks tell tells test tests threaten threatens top tops "
    "tout touts turn turns unveil unveils urge urges use uses visit visits vote votes vow vows want "
    "wants warn warns weigh weighs win wins withdraw withdraws is are will may must could can won't"
)
_VERBS = frozenset(_VERB_LIST.split())
_ARTICLES = frozenset(("a", "an", "the"))
_INFINITIVE = re.compile(r"[\w’'-]+ to [a-z]{3,}", re.IGNORECASE)
#: A line end, an address, an account, a sentence's end: no headline holds them.
_NO_HEADLINE = re.compile(r"\n|://|@|©|[a-z]{2}[.!?][\"”’']*\s")
_OPENS_TITLE = re.compile(r"[\"“‘'«(]?\w")
_BARE = re.compile(r"[^\w]+")


def own_title(units: list[Unit], known: str | None) -> tuple[int, str] | None:
    """Which of the first units is the title, and the title; None if the story begins with its own prose.

    Units above it are the paper's name or section. ``known`` is the title that the page or table gives: then a unit is
    the title only if it says the same.
    """
    top = _top(units)
    if known is not None:
        return next(((index, known) for index in top if _same(_line(units[index]), known)), None)
    for index in top:
        fused = _before_repetition(_line(units[index]), units[index + 1 :])
        if fused is not None:
            return index, fused
    # The name of a paper and its section stand between bars; the title is under them.
    plain = [index for index in top[:2] if _stands_as_title(units[index], units[index + 1 :])]
    if len(plain) == 2 and "|" in units[plain[0]].text:
        plain.pop(0)
    return (plain[0], _line(units[plain[0]])) if plain[:1] == [0] or (plain and "|" in units[0].text) else None


def _top(units: list[Unit]) -> list[int]:
    """The indexes of units that may be the title: those with nothing but short open lines above them."""
    above = 0
    while above < min(MOST_ABOVE, len(units) - 2) and units[above].is_open and units[above].words <= MOST_WORDS_ABOVE:
        above += 1
    return list(range(above + 1)) if len(units) > 1 else []


def _line(unit: Unit) -> str:
    return unit.text.lstrip("# ").strip("*_ ")


def _stands_as_title(unit: Unit, following: list[Unit]) -> bool:
    """Whether a unit reads as a title: open or a question, two to 25 words, over a longer paragraph of prose."""
    if not unit.is_open and not unit.text.endswith(("?", "!")):
        return False
    # One word on its own is a place or a kicker; a long line is a paragraph without its full stop.
    if not 2 <= unit.words <= LONGEST_TITLE or unit.is_list_item or not _OPENS_TITLE.match(_line(unit)):
        return False
    prose = next((after for after in following if after.is_prose), None)
    return prose is not None and prose.words > unit.words


def pasted_headlines(units: list[Unit], headings: frozenset[str]) -> list[Unit]:
    """Units between paragraphs of prose that are headlines of other stories.

    ``headings`` are lines that the page marks as headings of its own: they stay.
    """
    found = [
        unit
        for before, unit, after in zip(units, units[1:], units[2:], strict=False)
        if before.is_prose
        and before.ends_sentence
        and _goes_on(after)
        and unit.text not in headings
        and looks_like_headline(unit)
    ]
    return (found if len(found) <= MOST_PASTED else []) + _headlines_at_the_end(units, headings)


def _goes_on(after: Unit) -> bool:
    """Whether a unit begins a new paragraph of prose, be it one that is cut short."""
    return not after.text[0].islower() and (
        after.is_prose or (after.words >= FEWEST_WORDS and not _may_be_headline(after, fewest_words=1))
    )


def _headlines_at_the_end(units: list[Unit], headings: frozenset[str]) -> list[Unit]:
    """Two or more open lines under the last sentence: links to other stories, if the last may be a headline.

    If it may not, or stands alone, it may be the story's own last words, cut short. Of two lines both must be such, of
    more at least half must surely be.
    """
    run: list[Unit] = []
    for unit in reversed(units):
        if unit.text in headings or not _is_open_line(unit):
            return run[::-1] if unit.is_prose and unit.ends_sentence and _are_links(run) else []
        run.append(unit)
    return []


def _is_open_line(unit: Unit) -> bool:
    short = FEWEST_WORDS_LINKED <= unit.words <= MOST_WORDS
    return short and unit.is_open and not unit.is_list_item and not _NO_HEADLINE.search(unit.text)


def _are_links(run: list[Unit]) -> bool:
    """Whether a run of open lines, the last first, is a list of links."""
    sure = sum(map(looks_like_headline, run))
    possible = [_may_be_headline(unit, FEWEST_WORDS_LINKED) for unit in run]
    if len(run) < 2 or not possible[0]:
        return False
    return sure >= 1 if all(possible) else len(run) > 2 and sure * 2 >= len(run)


def looks_like_headline(unit: Unit) -> bool:
    """Whether a unit reads as a headline: six to twenty words, open-ended, telling something in the present tense."""
    return _may_be_headline(unit, FEWEST_WORDS) and _tells_in_present(_bare_words(unit), unit.text)


def _may_be_headline(unit: Unit, fewest_words: int) -> bool:
    """Whether nothing in a unit's form and words tells that it is prose."""
    quoted = unit.is_quote and unit.text.endswith(('"', "”", "’", "'", "»"))
    if quoted or not unit.is_open or unit.is_list_item or _NO_HEADLINE.search(unit.text):
        return False
    words = _bare_words(unit)
    if not fewest_words <= len(words) <= MOST_WORDS or not (words[0][:1].isupper() or words[0][:1].isdigit()):
        return False
    lowered = [word.lower() for word in words]
    if lowered[0] in _PROSE_OPENINGS or lowered[-1] in _PROSE_OPENINGS:
        return False
    return not any(word in _PROSE_WORDS for word in lowered) and sum(word in _ARTICLES for word in lowered) <= 1


def _bare_words(unit: Unit) -> list[str]:
    return [word.strip("\"'“”‘’,:;()") for word in unit.text.split()]


def _tells_in_present(words: list[str], text: str) -> bool:
    """Whether there is a headline's verb: one of the trade, an infinitive of plan, or an -s form after a name."""
    lowered = [word.lower() for word in words]
    planned = "from" not in lowered and _INFINITIVE.search(text) is not None
    if planned or any(word in _VERBS for word in lowered[1:]):
        return True
    return any(
        word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is")) and before[:1].isupper()
        for before, word in pairwise(words)
    )


def _before_repetition(line: str, following: list[Unit]) -> str | None:
    """The title in a line that runs on into the first words of the story, as page titles and teasers do."""
    lead = next((unit.text for unit in following if unit.is_prose or unit.words >= 12), None)
    if lead is None:
        return None
    for match in re.finditer(r"\s+", line):
        tail = line[match.end() :].rstrip(" .…")
        if len(tail.split()) >= FEWEST_REPEATED and lead.startswith(tail):
            return line[: match.start()].rstrip(" |:-–—") or None
    return None


def _same(line: str, title: str) -> bool:
    """Whether a line and a title say the same, whatever the page put behind the title."""
    a, b = (_BARE.sub(" ", text).strip().casefold() for text in (line, title))
    return bool(a) and (a == b or (len(a.split()) >= 4 and b.startswith(a + " ") and len(b) - len(a) < 40))

"""Headlines in a text: the story's own at the top, and those of other stories pasted between its paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from demarche.read.layout import Unit

#: A pasted headline has this many words; fewer are a section's heading, more are prose.
FEWEST_WORDS, MOST_WORDS = 6, 20
#: A text with more candidates than this has headings of that style, not pasted headlines.
MOST_PASTED = 3
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
#: A line end, an address, an account: no headline holds them.
_NO_HEADLINE = re.compile(r"\n|://|@|©")
_OPENS_TITLE = re.compile(r"[\"“‘'«(]?\w")
_BARE = re.compile(r"[^\w]+")


def own_title(units: list[Unit], known: str | None) -> str | None:
    """The title that the first unit is, or is fused with; None if it is the story's own prose.

    ``known`` is the title that the page or table gives: then the first unit is a title only if it says the same.
    """
    if len(units) < 2:
        return None
    first, following = units[0], units[1:]
    line = first.text.lstrip("# ").strip("*_ ")
    if known is not None:
        return known if _same(line, known) else None
    if first.ends_sentence and not first.text.endswith(("?", "!")):
        return None
    fused = _before_repetition(line, following)
    if fused is not None:
        return fused
    # One word on its own is a place or a kicker; a long line is a paragraph without its full stop.
    stands_open = first.is_open or first.text.endswith(("?", "!"))
    if not stands_open or not 2 <= first.words <= 25 or first.is_list_item or not _OPENS_TITLE.match(line):
        return None
    prose = next((unit for unit in following if unit.is_prose), None)
    return line if prose is not None and prose.words > first.words else None


def pasted_headlines(units: list[Unit], headings: frozenset[str]) -> list[Unit]:
    """Units between paragraphs of prose that are headlines of other stories.

    ``headings`` are lines that the page marks as headings of its own: they stay.
    """
    found = [
        unit
        for before, unit, after in zip(units, units[1:], units[2:], strict=False)
        if before.is_prose
        and before.ends_sentence
        and after.is_prose
        and not after.text[0].islower()
        and unit.text not in headings
        and looks_like_headline(unit)
    ]
    return (found if len(found) <= MOST_PASTED else []) + _headlines_at_the_end(units, headings)


def _headlines_at_the_end(units: list[Unit], headings: frozenset[str]) -> list[Unit]:
    """Two or more open lines under the last sentence, where one at least is a headline: links to other stories.

    A single one may be the story's own last words, cut short.
    """
    run: list[Unit] = []
    for unit in reversed(units):
        if not unit.is_open or not 4 <= unit.words <= MOST_WORDS or unit.is_list_item or unit.text in headings:
            ends = unit.ends_sentence and unit.is_prose and len(run) >= 2
            return run[::-1] if ends and any(map(looks_like_headline, run)) else []
        run.append(unit)
    return []


def looks_like_headline(unit: Unit) -> bool:
    """Whether a unit reads as a headline: six to twenty words, open-ended, telling something in the present tense."""
    quoted = unit.is_quote and unit.text.endswith(('"', "”", "’", "'", "»"))
    if quoted or not unit.is_open or unit.is_list_item or _NO_HEADLINE.search(unit.text):
        return False
    words = [word.strip("\"'“”‘’,:;()") for word in unit.text.split()]
    if (
        not FEWEST_WORDS <= len(words) <= MOST_WORDS
        or not words[0]
        or not (words[0][0].isupper() or words[0][0].isdigit())
    ):
        return False
    lowered = [word.lower() for word in words]
    if lowered[0] in _PROSE_OPENINGS or lowered[-1] in _PROSE_OPENINGS or any(word in _PROSE_WORDS for word in lowered):
        return False
    if sum(word in _ARTICLES for word in lowered) > 1:
        return False
    return _tells_in_present(words, lowered, unit.text)


def _tells_in_present(words: list[str], lowered: list[str], text: str) -> bool:
    """Whether there is a headline's verb: one of the trade, an infinitive of plan, or an -s form after a name."""
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

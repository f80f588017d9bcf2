"""Bylines: lines that say who wrote a story."""

from __future__ import annotations

import re

from demarche.read.dates import MONTHS

_OPENING = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|text|analysis|opinion|commentary|compiled|edited)\s+)?by\s*:?\s+",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"[\[(]?\s*(?:(?:additional\s+)?reporting|writing)\s+(?:by|from)\s+(?P<who>[^;()\n]{2,160}?)"
    r"(?:\s*[;.]\s*(?:additional\s+)?(?:reporting|writing|editing|graphics?|production)\b[^\n]{0,300})?\s*[\])]?\.?",
    re.IGNORECASE,
)
_EDITING = re.compile(
    r"[\[(]?\s*(?:edited|editing|compiled|produced|translated)\s+by\s+(?P<who>[^\n]{2,160})", re.IGNORECASE
)
_JOB = (
    r"(?:(?:staff|senior|chief|special|diplomatic|political|foreign|defence|defense|security|world|assistant|contributing|"
    r"our|own|regional|economics?|national|international|deputy|managing)\s+)*"
    r"(?:correspondent|reporter|writer|editor|columnist|analyst|bureau|desk|staff|commentator|agencies|news service)s?"
)
_NAME_AND_JOB = re.compile(
    rf"(?P<name>[^,|–—\n]{{5,60}}?)\s*[,|–—]\s*(?P<job>(?:the\s+)?{_JOB}\b[^.\n]{{0,60}})", re.IGNORECASE
)
_DESK = re.compile(
    rf"(?:(?:from\s+)?(?:our|the)\s+|a\s+)?{_JOB}|afp|ap|reuters|dpa|tass|xinhua|ians|pti|ani|upi|associated press"
    r"|the associated press|agence france[- ]presse|bbc news|agencies|news ?desk|web ?desk|the editorial board",
    re.IGNORECASE,
)
#: The longest byline, in characters.
LONGEST = 160
#: What may follow the names: a place, a paper, an agency.
_TAIL = re.compile(r"\s*(?:,|\||/|–|—|\s-\s|\s(?:in|at|of|for|from)\s).*", re.DOTALL)
_AND = re.compile(r"\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+with\s+|\s*&\s*", re.IGNORECASE)
_PARTICLE_WORDS = "de da di du van von der den la le al el bin bint ibn ben abu ul ur dos do e y zu af"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_OTHER_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday the a an this that his her its their our and or of all "
    "any contrast default definition design far force hand law nature no now sea then these those way"
)
_NO_NAMES = frozenset(MONTHS) | frozenset(_OTHER_WORDS.split())
_JOINTS = str.maketrans("", "", ".-’' \xa0")


def byline(line: str) -> str | None:
    """Who wrote the story, if the line is a byline and nothing else; else None.

    >>> byline("By JANE DOE and JOHN ROE")
    'JANE DOE and JOHN ROE'
    >>> byline("By Monday the talks had failed") is None
    True
    """
    line = line.strip().strip("*_").strip()
    if not 5 <= len(line) <= LONGEST:
        return None
    opening = _OPENING.match(line)
    if opening:
        who = line[opening.end() :].strip(" .,:|")
        return who if _are_writers(who) else None
    match = _NAME_AND_JOB.fullmatch(line)
    if match and _is_name(match["name"]):
        return line
    return None


def reporting_credit(line: str) -> str | None:
    """The reporters of a closing credit; "" if it names only editors, None if the line is none.

    >>> reporting_credit("(Reporting by Jane Doe in Kyiv; Editing by John Roe)")
    'Jane Doe in Kyiv'
    """
    line = line.strip()
    match = _REPORTING.fullmatch(line)
    if match:
        who = match["who"].strip(" .")
        return who if line[0] in "([" or _are_writers(who) else None
    match = _EDITING.fullmatch(line)
    return "" if match and _are_writers(match["who"].strip(" .)]")) else None


def _are_writers(text: str) -> bool:
    """Whether the words are names of people or desks, with at most a place or paper behind them."""
    if _all_writers(text):
        return True
    head = _TAIL.sub("", text, count=1)
    rest = text[len(head) :].strip(" ,|/–—-").split()
    if any(character.isdigit() for word in rest for character in word):
        return False
    return 1 <= len(rest) <= 6 and any(word[0].isupper() for word in rest) and _all_writers(head)


def _all_writers(text: str) -> bool:
    names = _AND.split(text)
    return all(_is_name(name) or _DESK.fullmatch(name) is not None for name in names)


def _is_name(text: str) -> bool:
    """Whether the words look like a person's name: two to five, capitalised but for particles."""
    words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 5 or words[0].lower() in _NO_NAMES or words[-1].lower() in _NO_NAMES:
        return False
    if not text.translate(_JOINTS).isalpha():
        return False
    return all(
        word[0].isupper() or word.lower() in _PARTICLES or word.startswith(("al-", "el-", "d’", "d'")) for word in words
    )

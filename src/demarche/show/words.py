"""Events in plain words: who did what to whom and when, as an English sentence."""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from demarche.records import Actor, Event, EventDate

#: The name of a state by its code.
StateName = Callable[[str], str]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
QUARTERS: Final = ("first", "second", "third", "fourth")

#: For each type: what is done (base and past form, ``{}`` stands for the recipient), and the same where the text
#: names no recipient.
VERBS: Final[dict[str, tuple[str, str, str, str]]] = {
    "AGREE": ("agree with {}", "agreed with {}", "make a promise", "made a promise"),
    "CONSULT": ("talk with {}", "talked with {}", "hold talks", "held talks"),
    "SUPPORT": ("support {}", "supported {}", "give support", "gave support"),
    "CONCEDE": ("yield to {}", "yielded to {}", "yield", "yielded"),
    "COOPERATE": ("cooperate with {}", "cooperated with {}", "cooperate", "cooperated"),
    "AID": ("aid {}", "aided {}", "give aid", "gave aid"),
    "RETREAT": ("give way to {}", "gave way to {}", "give way", "gave way"),
    "REQUEST": ("make a request to {}", "made a request to {}", "make a request", "made a request"),
    "ACCUSE": ("accuse {}", "accused {}", "make an accusation", "made an accusation"),
    "REJECT": ("turn down {}", "turned down {}", "refuse", "refused"),
    "THREATEN": ("threaten {}", "threatened {}", "make a threat", "made a threat"),
    "PROTEST": ("protest against {}", "protested against {}", "protest", "protested"),
    "SANCTION": (
        "reduce relations with {}",
        "reduced relations with {}",
        "reduce relations",
        "reduced relations",
    ),
    "MOBILIZE": ("mobilise against {}", "mobilised against {}", "mobilise", "mobilised"),
    "COERCE": ("coerce {}", "coerced {}", "use coercion", "used coercion"),
    "ASSAULT": ("attack {}", "attacked {}", "make an attack", "made an attack"),
}

#: Modes that have plainer words than their type.
MODE_VERBS: Final[dict[tuple[str, str], tuple[str, str, str, str]]] = {
    ("CONSULT", "visit"): ("visit {}", "visited {}", "make a visit", "made a visit"),
    ("CONSULT", "phone"): (
        "speak by phone with {}",
        "spoke by phone with {}",
        "speak by phone",
        "spoke by phone",
    ),
    ("CONSULT", "third-party"): ("mediate between {}", "mediated between {}", "mediate", "mediated"),
    ("AID", "economic"): ("give economic aid to {}", "gave economic aid to {}", "give aid", "gave aid"),
    ("AID", "military"): ("give military aid to {}", "gave military aid to {}", "give aid", "gave aid"),
    ("AID", "humanitarian"): ("give relief to {}", "gave relief to {}", "give relief", "gave relief"),
    ("AID", "asylum"): ("give asylum to {}", "gave asylum to {}", "give asylum", "gave asylum"),
    ("REQUEST", "assist"): ("ask {} for help", "asked {} for help", "ask for help", "asked for help"),
    ("REQUEST", "meet"): ("ask {} to meet", "asked {} to meet", "ask for a meeting", "asked for a meeting"),
    ("ACCUSE", "disapprove"): ("criticise {}", "criticised {}", "criticise", "criticised"),
    ("ACCUSE", "investigate"): ("investigate {}", "investigated {}", "investigate", "investigated"),
    ("REJECT", "meet"): ("refuse to meet {}", "refused to meet {}", "refuse to meet", "refused to meet"),
    ("COERCE", "arrest"): ("arrest {}", "arrested {}", "make arrests", "made arrests"),
    ("COERCE", "deport"): ("deport {}", "deported {}", "deport people", "deported people"),
    ("SANCTION", "convict"): ("convict {}", "convicted {}", "pass a sentence", "passed a sentence"),
    ("SANCTION", "expel"): (
        "order expulsions against {}",
        "ordered expulsions against {}",
        "expel people",
        "expelled people",
    ),
}

_ARTICLE_FIRST_WORDS: Final = {"United", "Soviet", "Central", "Dominican", "Democratic", "Czech", "Republic"}
_ARTICLE_NAMES: Final = {
    "Netherlands",
    "Philippines",
    "Maldives",
    "Bahamas",
    "Gambia",
    "Comoros",
    "Seychelles",
}


def printable(text: str) -> str:
    """The text on one line, harmless in a terminal: no control characters and none that turn its direction."""
    return "".join(_printable_character(character) for character in " ".join(text.split()))


def printable_part(text: str) -> str:
    """Part of a line made printable; blanks at its ends stay, since they part it from what stands beside it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{printable(text)}{after}"


def _printable_character(character: str) -> str:
    turning = "\u200e" <= character <= "\u200f" or "\u202a" <= character <= "\u202e"
    isolating = "\u2066" <= character <= "\u2069"
    unprintable = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
    return "\ufffd" if turning or isolating or unprintable else character


def short_date(when: EventDate) -> str:
    """The date for a table: 2017-08-22, 2017-08, 2017, 1990s or a range; that of publication in brackets."""
    if when.start is None or when.end is None:
        return "?"
    short = _short_interval(when.start, when.end)
    return f"({short})" if when.basis == "publication" else short


def _short_interval(start: date, end: date) -> str:
    if start == end:
        return start.isoformat()
    if _whole(start, end, months=1):
        return f"{start:%Y-%m}"
    if _whole(start, end, months=12) and start.month == 1:
        return f"{start:%Y}"
    if _whole(start, end, months=120) and start.month == 1 and start.year % 10 == 0:
        return f"{start:%Y}s"
    return f"{start} – {end}"


def time_words(when: EventDate) -> str:
    """When it happened: "in August 2017", "on 5 March 2018", "from 2011 to 2014"."""
    if when.start is None or when.end is None:
        return "at a time that is not told"
    start, end = when.start, when.end
    if start == end:
        words = f"on {day_words(start)}"
    elif _whole(start, end, months=1):
        words = f"in {MONTHS[start.month - 1]} {start.year}"
    elif _whole(start, end, months=3) and start.month % 3 == 1:
        words = f"in the {QUARTERS[start.month // 3]} quarter of {start.year}"
    elif _whole(start, end, months=12) and start.month == 1:
        words = f"in {start.year}"
    elif _whole(start, end, months=120) and start.month == 1 and start.year % 10 == 0:
        words = f"in the {start.year}s"
    elif when.precision == "week" and (end - start).days == 6:
        words = f"in the week of {day_words(start)}"
    else:
        words = f"between {day_words(start)} and {day_words(end)}"
    return words


def day_words(value: date) -> str:
    """A day as in "22 August 2017"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _whole(start: date, end: date, *, months: int) -> bool:
    """Whether the span is exactly so many whole months."""
    last = calendar.monthrange(end.year, end.month)[1]
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    return start.day == 1 and end.day == last and length == months


def event_sentence(event: Event, state_name: StateName) -> str:
    """One sentence that says the event, without a full stop; its own words and codes follow in brackets."""
    codes = ", ".join(filter(None, (event.type, event.mode)))
    details = [f"“{printable(event.trigger.text)}”", codes]
    source = event.attribution.actor if event.attribution else None
    if source is not None and event.polarity != "denied":
        details.append(f"according to {actor_words(source, state_name)}")
    said = _said(event, state_name)
    return f"{said[0].upper()}{said[1:]} ({'; '.join(details)})"


def _said(event: Event, state_name: StateName) -> str:
    who, base, past = _who_and_what(event, state_name)
    reported = event.date.basis == "publication" and event.date.start is not None
    when = f"as reported {time_words(event.date)}" if reported else time_words(event.date)
    if event.modality != "actual":
        label = "planned" if event.modality == "planned" else "under discussion"
        denial = "not " if event.polarity != "affirmed" else ""
        return f"{label}, {when}: {who} {denial}to {base}"
    comma = "," if reported or event.date.start is None else ""
    if event.polarity == "negated":
        return f"{when}{comma} {who} did not {base}"
    if event.polarity == "denied":
        source = event.attribution.actor if event.attribution else None
        denier = f"{actor_words(source, state_name)} denied" if source else "it was denied"
        return f"{when}, {denier} that {who} {past}" if reported else f"{denier} that {when} {who} {past}"
    return f"{when}{comma} {who} {past}"


def _who_and_what(event: Event, state_name: StateName) -> tuple[str, str, str]:
    """The subject, and what it does in base and past form."""
    verbs = MODE_VERBS.get((event.type, event.mode or "")) or VERBS.get(event.type)
    if verbs is None:  # an ontology of the user's own
        name = event.type.lower()
        verbs = (f"do “{name}” to {{}}", f"did “{name}” to {{}}", f"do “{name}”", f"did “{name}”")
    base, past, base_alone, past_alone = verbs
    both = (*event.actor, *event.recipient)
    if event.reciprocal and event.mode != "third-party" and len(both) > 1:
        other = "each other" if len(both) == 2 else "one another"
        return actors_words(both, state_name), base.format(other), past.format(other)
    who = actors_words(event.actor, state_name) if event.actor else "somebody"
    if not event.recipient:
        return who, base_alone, past_alone
    whom = actors_words(event.recipient, state_name)
    # The names come last: they may hold braces.
    return who, base.replace("{}", whom), past.replace("{}", whom)


def actors_words(actors: Sequence[Actor], state_name: StateName) -> str:
    """Several actors: "Russia, China and the United States"."""
    names = list(dict.fromkeys(actor_words(actor, state_name) for actor in actors))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def actor_words(actor: Actor, state_name: StateName) -> str:
    """A state by its name, anybody else by name and state: "Donald Trump (United States)"."""
    if actor.state is None:
        return printable(actor.name)
    state = printable(state_name(actor.state))
    if actor.kind == "state":
        return with_article(state)
    name = printable(actor.name)
    return name if state in name else f"{name} ({state})"


def with_article(name: str) -> str:
    """The name of a state within a sentence: "the United States", but "France"."""
    needs = name.split(" ")[0] in _ARTICLE_FIRST_WORDS or name in _ARTICLE_NAMES
    return f"the {name}" if needs else name

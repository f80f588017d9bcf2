"""PETRARCH and TABARI dictionaries of actors and agents, read as a user's own actors.

An actors dictionary holds names, ``+`` synonyms and codes, dated or not::

    NUR_MOHAMMAD_TARAKI_  ; a comment
    +TARAKI
        [AFGELI 350101-780430]
        [AFGGOV 780430-790916]

An agents dictionary holds nouns and what they add to a code: ``SOLDIER {SOLDIERS} [~MIL]``, with ``!NAME!`` for words
that stand in for each other. The format is that of the PETRARCH manual (Norris, Schrodt and Beieler 2017). Codes are
CAMEO's: a state, or IGO, NGO, MNC and the like, then three letters for each role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from demarche.actors.index import Index
from demarche.actors.own import AGENT, OwnActor, is_date
from demarche.actors.records import Group
from demarche.actors.words import key, keys
from demarche.errors import SourceError
from demarche.ontology import SECTORS

_CODE: Final = re.compile(r"\[\s*([^\]\s]+)\s*([^\]]*)\]")
_SPAN: Final = re.compile(r"([<>]?)\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?")
_SET: Final = re.compile(r"!(\w+)!\s*=\s*(.+)")
#: CAMEO's roles that go by another name here, or are a kind of one of ours.
_SECTORS: Final = {"INS": "REB", "SEP": "REB", "RAD": "UAF", "MNC": "BUS", "AGR": "BUS", "SET": "CVL"}
_KINDS: Final = {"IGO": "igo", "IMG": "armed_group", "NGO": "ngo", "NGM": "ngo", "MNC": "business"}
_ARMED: Final = frozenset({"REB", "UAF"})
#: Words that stay capitals inside a longer name.
_SHORT: Final = frozenset({"UN", "EU", "US", "UK", "USA", "UAE", "NATO", "AU", "USSR", "PLO", "PKK"})
#: Two-digit years up to this one are of this century.
_PIVOT: Final = 29


@dataclass(frozen=True)
class Imported:
    """What a dictionary gave: actors; entries that gave none, with the reason; how many the gazetteer has already."""

    actors: tuple[OwnActor, ...]
    left_out: tuple[str, ...]
    shipped: int


def read_petrarch(path: Path, index: Index) -> Imported:
    """The actors or agents of a PETRARCH dictionary, as additions to the gazetteer in ``index``.

    Names that the gazetteer has for a state, an IGO or an armed group stay its own; further names in the same entry are
    added to it. Nouns that it has are left alone, since it knows more of them (kind, office) than a dictionary.

    Raises SourceError if the file cannot be read or is no dictionary.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error})") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    actors: list[OwnActor] = []
    left_out: list[str] = []
    entries = shipped = 0
    for number, names, codes in _entries(re.split(r"\r\n?|\n", text)):
        entries += 1
        made, reasons = _made(names, codes, index)
        shipped += not made and not reasons
        actors += made
        left_out += [f"{path}:{number}: {names[0] if names else '(no name)'}: {reason}" for reason in reasons]
    if not entries or 2 * len(left_out) >= entries:
        told = (
            f"{len(left_out)} of {entries} entries cannot be read ({left_out[0]})" if left_out else "it holds no entry"
        )
        raise SourceError(f"{path}: {told}; a PETRARCH dictionary of actors or agents has lines such as NAME_ [USAGOV]")
    return Imported(tuple(dict.fromkeys(actors)), tuple(left_out), shipped)


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Line, names and codes of each entry; names that stand one below the other share the codes that follow."""
    sets: dict[str, list[str]] = {}
    names: list[str] = []
    codes: list[str] = []
    at = 0
    for number, line in enumerate(lines, 1):
        line = re.split(r"[#;]", line, maxsplit=1)[0].strip()
        if found := _SET.fullmatch(line):
            sets[found[1]] = [w.strip() for w in found[2].split(",")]
            continue
        here = [f"{code} {span}".strip() for code, span in _CODE.findall(line)]
        name = _CODE.sub("", line).strip()
        if not line:
            continue
        if name and codes and not name.startswith("+"):
            yield at, names, codes
            names, codes = [], []
        if name:
            at = at if names else number
            names += _names(name, sets)
        codes += here
    if names or codes:
        yield at, names, codes


def _names(words: str, sets: dict[str, list[str]]) -> list[str]:
    """The names in a line: synonyms, plurals in braces (regular where the braces are missing), words of a set."""
    words = words.removeprefix("+").strip()
    plurals = re.search(r"\{([^}]*)\}", words)
    words = re.sub(r"\{[^}]*\}", "", words).strip()
    found = [words]
    for name, members in sets.items():
        found = [w.replace(f"!{name}!", m) for w in found for m in (members if f"!{name}!" in w else [""])]
    found += [p.strip() for p in plurals[1].split(",") if p.strip()] if plurals else []
    return [name for w in found if (name := _spelt(w))]


def _spelt(name: str) -> str:
    """A name as newspapers write it: MOHAMMAD_ZAHIR_SHAH_ is Mohammad Zahir Shah; short single words stay capitals."""
    words = [w for w in re.sub(r"\([^)]*\)", "", name).strip("_ !").split("_") if w]
    if len(words) > 1 and words[0].upper() == "THE":
        words = words[1:]
    if len(words) == 1 and (len(words[0]) <= 4 or "." in words[0]):
        return words[0]
    return " ".join(_capitalised(w) if w.isupper() else w for w in words)


def _capitalised(word: str) -> str:
    if "." in word or word in _SHORT:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _made(names: list[str], codes: list[str], index: Index) -> tuple[list[OwnActor], list[str]]:
    if not names or not codes:
        return [], ["a code without a name" if codes else "a name without a code"]
    if wrong := next((n for n in names if re.search(r"[\[\]!<>~]", n)), None):
        return [], [f"{wrong!r} is no name"]
    first, *others = dict.fromkeys(names)
    made: list[OwnActor] = []
    reasons: list[str] = []
    dated = any(re.search(r"\d{6}", code) for code in codes)
    known = next((k for n in names if (k := _shipped(n, index))), None)
    if known is not None:
        new = [n for n in (first, *others) if not _shipped(n, index)]
        state = known.name if known.kind == "state" else ""
        if not new:
            return [], []
        names_of = (new[0], *new[1:]) if state else (known.name, *new)
        return [OwnActor(names_of[0], known.kind, tuple(names_of[1:]), state, "IGO" if known.kind == "igo" else "")], []
    for code in codes:
        word, _, span = code.partition(" ")
        if word.startswith("~"):
            made += _agent((first, *others), _sector(_threes(word[1:])), index)
            continue
        parts = _threes(word)
        state = parts[0] if parts and parts[0] in index.states else ""
        sector = _sector(parts[1:] if state or parts[:1] == ["INT"] else parts[:1])
        if not state and (not parts or (parts[0] not in _KINDS and not (parts[0] == "INT" and sector))):
            reasons.append(f"{word} names no state or kind of organisation that is known here")
            continue
        start, end = _dates(span)
        wrong_span = span and not (start or end)
        if wrong_span or any(d and not is_date(d) for d in (start, end)) or (start and end and end < start):
            reasons.append(f"{word} {span}: no span of days")
            continue
        kind = _kind(parts, state, sector, dated)
        if kind == "state":
            start = end = ""
        made.append(OwnActor(first, kind, tuple(others), state, sector, "", start, end))
    return made, reasons


def _shipped(name: str, index: Index) -> Group | None:
    """What the gazetteer has under a name, if it is a state (by code), an IGO or an armed group."""
    for phrase in keys(name):
        if phrase in index.state_names:
            return Group(index.state_names[phrase][0].code, "state")
        for organisation in index.organisations.get(phrase, ()):
            if organisation.kind in ("igo", "armed_group"):
                return Group(organisation.name, organisation.kind)
    return None


def _agent(names: Sequence[str], sector: str, index: Index) -> list[OwnActor]:
    """A noun with its regular plural; none if the gazetteer has it."""
    plain = [n.lower() for n in names if len(n) > 1]
    forms = [n for n in dict.fromkeys((*plain, *map(_plural, plain))) if key(n) not in index.agents]
    return [OwnActor(forms[0], AGENT, tuple(forms[1:]), "", sector)] if forms else []


def _plural(noun: str) -> str:
    """The regular plural, which the dictionaries leave out; a word that looks like one already stays."""
    if noun.endswith(("s", "men", "people")):
        return noun
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"


def _threes(code: str) -> list[str]:
    return [code[i : i + 3] for i in range(0, len(code), 3)]


def _sector(roles: Sequence[str]) -> str:
    """The first role that is a sector here; ELI (a former office-holder) and religions of CAMEO's are none."""
    found = [_SECTORS.get(r, r) for r in roles]
    return next((r for r in found if r in SECTORS), "")


def _kind(parts: Sequence[str], state: str, sector: str, dated: bool) -> str:
    """Dictionaries do not tell persons from bodies; only people have dated codes."""
    if dated:
        return "person"
    if parts[0] in _KINDS and not state:
        return _KINDS[parts[0]]
    if len(parts) == 1:
        return "state"
    if sector in _ARMED:
        return "armed_group"
    return {"MED": "media", "BUS": "business", "NGO": "ngo", "IGO": "igo"}.get(sector, "organisation")


def _dates(span: str) -> tuple[str, str]:
    """Start and end of ``331108-730717``, ``>890120`` (from then on) or ``<830101`` (until then)."""
    found = _SPAN.search(span)
    if found is None:
        return "", ""
    sign, first, second = found[1], _date(found[2]), _date(found[3] or "")
    return ("", first) if sign == "<" else (first, "") if sign == ">" else (first, second)


def _date(digits: str) -> str:
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _PIVOT else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 else ""

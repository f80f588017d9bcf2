"""The event ontology: PLOVER's types, modes, quad classes and scales, and what is derived from them.

Source of the types, modes and sectors: PLOVER (Political Language Ontology for Verifiable Event Records), Open Event
Data Alliance, versions 0.9 to 2.0. Where PLOVER contradicts itself the choice is written down in ``docs/codebook.md``.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "plover-2.0-d1"

#: Event types in PLOVER's order, from verbal cooperation to material conflict.
TYPES: Final[tuple[str, ...]] = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)

#: Modes of each type. A type that is not listed has none.
MODES: Final[dict[str, tuple[str, ...]]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "AID": ("economic", "military", "humanitarian", "asylum", "rescue"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize",
        "restrict",
        "ban",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "execute",
        "sexual",
        "assassinate",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "heavy-weapons",
        "crowd-control",
    ),
}

#: All modes with their types as a model labels them; the first is no mode.
MODE_LABELS: Final[tuple[str | None, ...]] = (None, *(f"{t}/{m}" for t, modes in MODES.items() for m in modes))

QUADS: Final[tuple[str, ...]] = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)

#: Quad class of each type. PLOVER's text puts SANCTION in both conflict classes; it changes what flows between the
#: two sides (money, people, relations), so it is material here.
QUAD: Final[dict[str, str]] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}

#: PLOVER's intensity of each type, from -10 (most conflictual) to +10 (most cooperative). ACCUSE is printed without
#: its minus sign in one table of the manual; as a conflict type it is negative here.
INTENSITY: Final[dict[str, float]] = {
    "AGREE": 3.0,
    "CONSULT": 1.0,
    "SUPPORT": 4.0,
    "CONCEDE": 5.0,
    "COOPERATE": 6.0,
    "AID": 7.0,
    "RETREAT": 7.0,
    "REQUEST": -1.0,
    "ACCUSE": -2.0,
    "REJECT": -4.0,
    "THREATEN": -6.0,
    "PROTEST": -6.5,
    "SANCTION": -7.0,
    "MOBILIZE": -7.2,
    "COERCE": -7.5,
    "ASSAULT": -10.0,
}

MODALITIES: Final[tuple[str, ...]] = ("actual", "planned", "hypothetical")
POLARITIES: Final[tuple[str, ...]] = ("affirmed", "negated", "denied")

KINDS: Final[tuple[str, ...]] = (
    "state",
    "person",
    "organisation",
    "igo",
    "ngo",
    "armed_group",
    "media",
    "business",
    "population",
)

#: PLOVER's actor sectors.
SECTORS: Final[dict[str, str]] = {
    "GOV": "government and executive",
    "LEG": "legislature",
    "JUD": "judiciary",
    "MIL": "military",
    "COP": "police and border guards",
    "SPY": "intelligence",
    "PTY": "political party",
    "OPP": "opposition",
    "REB": "rebels and insurgents",
    "UAF": "unidentified armed forces",
    "CRM": "criminals",
    "IGO": "intergovernmental organisation",
    "NGO": "nongovernmental organisation",
    "MED": "media",
    "BUS": "business",
    "LAB": "labour",
    "EDU": "education and scholars",
    "REL": "religious",
    "HLH": "health",
    "CVL": "civilians",
    "REF": "refugees",
}

LOOKALIKES: Final[tuple[str, ...]] = (
    "description",
    "content",
    "possibility",
    "sport",
    "economy",
    "disaster",
    "crime",
    "metaphor",
    "label",
    "statement",
    "biography",
    "procedure",
    "other",
)

"""CAMEO codes derived from PLOVER types and modes.

CAMEO (Conflict and Mediation Event Observations, codebook 1.1b3) is older and finer. A code is given as deep as type,
mode and trigger support it and no deeper. Codes are text: "010" is not 10.
"""

from __future__ import annotations

from typing import Final

_ROOT: Final = {
    "AGREE": "030",
    "CONSULT": "040",
    "SUPPORT": "050",
    "CONCEDE": "080",
    "COOPERATE": "060",
    "AID": "070",
    "RETREAT": "080",
    "REQUEST": "020",
    "ACCUSE": "110",
    "REJECT": "120",
    "THREATEN": "130",
    "PROTEST": "140",
    "SANCTION": "160",
    "MOBILIZE": "150",
    "COERCE": "170",
    "ASSAULT": "180",
}

_MODE: Final = {
    ("CONSULT", "visit"): "042",
    ("CONSULT", "phone"): "041",
    ("CONSULT", "third-party"): "045",
    ("AID", "economic"): "071",
    ("AID", "military"): "072",
    ("AID", "humanitarian"): "073",
    ("AID", "asylum"): "075",
    ("RETREAT", "release"): "0841",
    ("RETREAT", "return"): "084",
    ("RETREAT", "ceasefire"): "0871",
    ("RETREAT", "disarm"): "0873",
    ("RETREAT", "withdraw"): "087",
    ("RETREAT", "access"): "086",
    ("REQUEST", "assist"): "023",
    ("REQUEST", "change"): "024",
    ("REQUEST", "yield"): "025",
    ("REQUEST", "meet"): "026",
    ("ACCUSE", "disapprove"): "111",
    ("ACCUSE", "allege"): "112",
    ("ACCUSE", "investigate"): "090",
    ("REJECT", "assist"): "122",
    ("REJECT", "change"): "123",
    ("REJECT", "yield"): "124",
    ("REJECT", "meet"): "125",
    ("THREATEN", "restrict"): "131",
    ("THREATEN", "relations"): "1313",
    ("THREATEN", "ban"): "132",
    ("THREATEN", "arrest"): "132",
    ("THREATEN", "territory"): "1382",
    ("THREATEN", "violence"): "138",
    ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142",
    ("PROTEST", "strike"): "143",
    ("PROTEST", "boycott"): "143",
    ("PROTEST", "obstruct"): "144",
    ("PROTEST", "riot"): "145",
    ("SANCTION", "discontinue"): "163",
    ("SANCTION", "expel"): "161",
    ("SANCTION", "convict"): "173",
    ("MOBILIZE", "troops"): "154",
    ("MOBILIZE", "militia"): "154",
    ("MOBILIZE", "police"): "153",
    ("COERCE", "seize"): "171",
    ("COERCE", "restrict"): "172",
    ("COERCE", "censor"): "1721",
    ("COERCE", "ban"): "1722",
    ("COERCE", "curfew"): "1723",
    ("COERCE", "martial-law"): "1724",
    ("COERCE", "arrest"): "173",
    ("COERCE", "deport"): "174",
    ("ASSAULT", "abduct"): "181",
    ("ASSAULT", "beat"): "182",
    ("ASSAULT", "sexual"): "1821",
    ("ASSAULT", "torture"): "1822",
    ("ASSAULT", "assassinate"): "186",
    ("ASSAULT", "explosives"): "183",
    ("ASSAULT", "suicide-attack"): "1831",
    ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "heavy-weapons"): "190",
    ("ASSAULT", "crowd-control"): "175",
}

#: Beginnings of triggers that tell more than the type: a demand is CAMEO 10, an appeal CAMEO 02; signing is 057.
_WORD: Final[dict[tuple[str, str], dict[str | None, str]]] = {
    ("REQUEST", "demand"): {None: "100", "assist": "103", "change": "104", "yield": "105", "meet": "106"},
    ("REQUEST", "order"): {None: "100", "assist": "103", "change": "104", "yield": "105", "meet": "106"},
    ("SUPPORT", "sign"): {None: "057"},
    ("SUPPORT", "ratif"): {None: "057"},
    ("SUPPORT", "prais"): {None: "051"},
    ("SUPPORT", "endors"): {None: "051"},
    ("SUPPORT", "defend"): {None: "052"},
    ("SUPPORT", "recogni"): {None: "054"},
}


def cameo(kind: str, mode: str | None, trigger: str) -> str | None:
    """The CAMEO code of an event of this PLOVER type and mode, told by this trigger."""
    first = trigger.lower().split(maxsplit=1)[0] if trigger.strip() else ""
    for (of, beginning), codes in _WORD.items():
        if of == kind and first.startswith(beginning):
            return codes.get(mode, codes[None])
    return _MODE.get((kind, mode or ""), _ROOT.get(kind))

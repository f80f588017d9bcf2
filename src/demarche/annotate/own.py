"""Types and modes that users define themselves, as narrower kinds of ours.

A definition is learnt from a few dozen annotated passages (``python -m training.define``): a straight line through the
space in which the network places words and sentences. The network itself stays as it is. An event of one of the types
in ``instead_of`` that lies on the definition's side becomes an event of the user's type, with quad class, intensity and
CAMEO code of the first of these types.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demarche.annotate.tokens import Window
from demarche.errors import SettingsError
from demarche.ontology import TYPES


@dataclass(frozen=True, slots=True)
class Own:
    """One definition: the user's name for it, what it stands in for, and the line that tells it."""

    type: str
    mode: str | None
    instead_of: tuple[str, ...]
    definition: str
    weights: tuple[float, ...]
    offset: float

    def probability(self, features: NDArray[np.float64]) -> float:
        """How likely the trigger with these features (:func:`own_features`) falls under the definition."""
        return float(1.0 / (1.0 + np.exp(-np.clip(np.dot(features, self.weights) + self.offset, -30.0, 30.0))))


def own_features(window: Window, hidden: NDArray[np.float32], first: int, last: int) -> NDArray[np.float64]:
    """What a definition sees of a trigger (first to last token): the mean hidden state of its tokens, then that of its
    sentence; (768,) for hidden states (n, 384).
    """
    sentence = window.sentence == window.sentence[first]
    return np.concatenate((hidden[first : last + 1].mean(0), hidden[sentence].mean(0))).astype(np.float64)


def read_own(path: Path, model: str) -> tuple[Own, ...]:
    """The definitions of a file.

    Raises SettingsError if the file cannot be read or was made for another model.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        made_for = found["model"]
        definitions = tuple(
            Own(d["type"], d["mode"], tuple(d["instead_of"]), d["definition"], tuple(d["weights"]), d["offset"])
            for d in found["definitions"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: no definitions can be read ({error}); make them with training.define") from error
    if made_for != model:
        raise SettingsError(f"{path} was made for model {made_for}, this is {model}; run training.define again")
    unknown = {kind for d in definitions for kind in d.instead_of} - set(TYPES)
    if unknown:
        raise SettingsError(f"{path}: instead_of names {', '.join(sorted(unknown))}, which is no type")
    return definitions


def write_own(path: Path, definitions: tuple[Own, ...], model: str) -> None:
    """Write definitions for a model."""
    rows = [
        {
            "type": d.type,
            "mode": d.mode,
            "instead_of": d.instead_of,
            "definition": d.definition,
            "offset": round(d.offset, 5),
            "weights": [round(w, 5) for w in d.weights],
        }
        for d in definitions
    ]
    path.write_text(json.dumps({"model": model, "definitions": rows}, indent=1) + "\n", encoding="utf-8")

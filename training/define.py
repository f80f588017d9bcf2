"""Own types and modes from a few dozen examples: ``python -m training.define FOLDER --out own.json``.

The folder holds ``definitions.toml`` and passages in the corpus format that use the new names: ``docs/own-types.md``.
Each definition becomes a straight line through the space of words and sentences (ridge logistic regression): its
examples on one side, the other events of the passages, and events of our corpus that it might stand in for, on the
other. The network stays as it is, so this takes a minute and needs no PyTorch. What is printed is measured on passages
left out (five folds).
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demarche.annotate.network import OnnxNetwork
from demarche.annotate.own import Own, own_features, write_own
from demarche.annotate.reading import padded
from demarche.annotate.sentences import split_sentences
from demarche.annotate.tokens import Windower, token_span
from demarche.ontology import TYPES
from training.passages import Passage, read
from training.split import CORPUS

#: Events of our corpus, per definition, that stand on the other side.
_OURS = 600
_RIDGE = 100.0
_FOLDS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """One event: the passage it stands in, its type and mode, and its features."""

    passage: str
    type: str
    mode: str | None
    features: Floats


def definitions(path: Path) -> list[Own]:
    """The definitions of a TOML file, not learnt yet."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    out = []
    for row in found["definition"]:
        instead = tuple(row["instead_of"])
        if unknown := set(instead) - set(TYPES):
            raise SystemExit(f"{path}: instead_of names {', '.join(sorted(unknown))}; the types are {', '.join(TYPES)}")
        out.append(Own(row["type"], row.get("mode"), instead, row["definition"], (), 0.0))
    return out


def events_of(network: OnnxNetwork, windower: Windower, passages: Sequence[Passage]) -> list[Known]:
    """The events of the passages with what a definition sees of them."""
    known = []
    for passage in passages:
        for window in windower.windows(passage.text, split_sentences(passage.text)):
            hidden, _ = network.encode(*padded([window]))
            for span in passage.spans_of("trigger"):
                if tokens := token_span(window, span.start, span.end):
                    event = passage.events[span.label]
                    known.append(Known(passage.id, event.type, event.mode, own_features(window, hidden[0], *tokens)))
    return known


def learn(own: Own, examples: Sequence[Known], ours: Sequence[Known]) -> tuple[Own, float, float]:
    """The definition with its line, and precision and recall on passages left out."""
    others = [k for k in ours if k.type in own.instead_of]
    everything = [*examples, *others[:: max(1, len(others) // _OURS)]]
    x = np.stack([k.features for k in everything])
    middle, spread = x.mean(0), x.std(0) + 1e-6
    x = (x - middle) / spread
    y = np.array([k.type == own.type and (own.mode is None or k.mode == own.mode) for k in everything], float)
    if y.sum() < 10:
        raise SystemExit(f"{own.type}: {int(y.sum())} examples; at least ten are needed")
    fold = np.array([sum(map(ord, k.passage)) % _FOLDS for k in everything])
    guess = np.zeros(len(y))
    for f in range(_FOLDS):
        weights = _fit(x[fold != f], y[fold != f])
        guess[fold == f] = x[fold == f] @ weights[:-1] + weights[-1]
    found = guess > 0.0
    precision = float(y[found].mean()) if found.any() else 0.0
    recall = float(found[y > 0].mean())
    weights = _fit(x, y)
    line = weights[:-1] / spread
    return replace(own, weights=tuple(line.tolist()), offset=float(weights[-1] - middle @ line)), precision, recall


def _fit(x: Floats, y: Floats) -> Floats:
    """Weights and offset by ridge logistic regression (Newton), both sides weighing the same."""
    x = np.concatenate((x, np.ones((len(x), 1))), 1)
    share = np.where(y > 0, 0.5 / max(1.0, y.sum()), 0.5 / max(1.0, (1 - y).sum())) * len(y)
    ridge = _RIDGE * np.eye(x.shape[1])
    ridge[-1, -1] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (share * (y - p)) - ridge @ weights
        weights = weights + np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + ridge, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("own.json"))
    options = parser.parse_args()
    wanted = definitions(options.folder / "definitions.toml")
    names = {f"{d.type}/{d.mode}" if d.mode else d.type for d in wanted}
    passages: list[Passage] = []
    for path in sorted(options.folder.glob("*.txt")):
        found, problems = read(path, names)
        if problems:
            raise SystemExit("\n".join(map(str, problems)))
        passages += found
    network = OnnxNetwork.shipped()
    windower = Windower(network.folder / "tokenizer.json", limit=660, context=0)
    instead = {kind for d in wanted for kind in d.instead_of}
    corpus = [p for path in sorted(CORPUS.glob("*.txt")) for p in read(path)[0]]
    corpus = [p for p in corpus if any(e.type in instead for e in p.events.values())]
    examples, ours = events_of(network, windower, passages), events_of(network, windower, corpus[::8])
    learnt = []
    for own in wanted:
        done, precision, recall = learn(own, examples, ours)
        learnt.append(done)
        name = f"{own.type}/{own.mode}" if own.mode else own.type
        print(f"{name}: precision {precision:.2f}, recall {recall:.2f} on passages left out")
    write_own(options.out, tuple(learnt), network.version)
    print(f"written to {options.out}: demarche code --own {options.out} ...")


if __name__ == "__main__":
    main()

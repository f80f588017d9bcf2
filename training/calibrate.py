"""Make the confidence of events hold: ``python -m training.calibrate`` (after ``training.export``).

The network is surer than it is right. Two numbers mend that (Platt 1999, "Probabilistic Outputs for Support Vector
Machines"): the log-odds of an event are slope times those of its likeliest type, plus an offset. They are fitted on
every second held-out story, written to the model's card, and the table printed here is of the other stories: of the
events at each confidence, how many are right. Right is an event whose trigger overlaps one of the same type.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demarche.annotate.network import OnnxNetwork
from demarche.annotate.reading import Reader
from demarche.annotate.tokens import Windower
from demarche.ontology import TYPES
from training.export import SHIPPED, write_card
from training.passages import Passage
from training.score import overlap
from training.split import load

Floats = NDArray[np.float64]


def candidates(reader: Reader, passages: Sequence[Passage]) -> tuple[Floats, Floats, Floats]:
    """Of everything the tagger took for a trigger: log-odds of its type, calibrated probability, 1.0 if right."""
    odds, calibrated, right = [], [], []
    for passage in passages:
        again = [(s.start, s.end) for s in passage.spans_of("again")]
        gold = passage.spans_of("trigger")
        for t in reader.read(passage.text).triggers:
            at = (t.start, t.end)
            if any(overlap(at, a) > 0 for a in again):
                continue
            p = float(np.clip(max(t.types[: len(TYPES)]), 1e-6, 1.0 - 1e-6))
            odds.append(np.log(p / (1.0 - p)))
            calibrated.append(t.probability)
            meets = [s.label for s in gold if overlap(at, (s.start, s.end)) > 0]
            right.append(float(any(passage.events[label].type == t.type for label in meets)))
    return np.array(odds), np.array(calibrated), np.array(right)


def fit(odds: Floats, right: Floats) -> tuple[float, float]:
    """Slope and offset by maximum likelihood (Newton's method)."""
    x = np.stack((odds, np.ones_like(odds)), 1)

    def loss(w: Floats) -> float:
        return float(np.sum(np.logaddexp(0.0, x @ w) - right * (x @ w)))

    weights = np.zeros(2)
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1.0 - p))[:, None]).T @ x + 1e-9 * np.eye(2), x.T @ (right - p))
        while loss(weights + step) > loss(weights) and np.abs(step).max() > 1e-9:
            step = step / 2.0
        weights = weights + step
    return float(weights[0]), float(weights[1])


def reliability(calibrated: Floats, right: Floats) -> str:
    """A table: events by confidence, how sure they are in the mean, how many are right."""
    lines = ["| confidence | events | mean confidence | right |", "|---|---|---|---|"]
    for low in np.arange(0.3, 1.0, 0.1):
        inside = (calibrated >= low) & (calibrated < low + 0.1)
        if inside.any():
            shares = f"{calibrated[inside].mean():.2f} | {right[inside].mean():.2f}"
            lines.append(f"| {low:.1f} to {low + 0.1:.1f} | {int(inside.sum())} | {shares} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    options = parser.parse_args()
    _, development = load()
    stories = sorted({p.story for p in development})
    fitted = set(stories[::2])
    windower = Windower(options.model / "tokenizer.json")
    reader = Reader(OnnxNetwork(options.model), windower)
    odds, _, right = candidates(reader, [p for p in development if p.story in fitted])
    slope, offset = (round(v, 4) for v in fit(odds, right))
    card = json.loads((options.model / "model.json").read_text(encoding="utf-8"))
    write_card(options.model, {**card, "calibration": [slope, offset]})
    print(f"slope {slope}, offset {offset}, from {len(odds)} candidates of {len(fitted)} stories")
    reader = Reader(OnnxNetwork(options.model), windower)
    _, calibrated, right = candidates(reader, [p for p in development if p.story not in fitted])
    print(f"On the other {len(stories) - len(fitted)} stories:\n\n{reliability(calibrated, right)}")


if __name__ == "__main__":
    main()

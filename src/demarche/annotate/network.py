"""The shipped network: three ONNX graphs (encoder, heads, given pairs) run by ONNX Runtime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from demarche.errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class HeadScores:
    """Logits of the heads for a batch of windows; see ``training/model.py`` for what each holds."""

    type: Floats
    mode: Floats
    modality: Floats
    polarity: Floats
    flags: Floats
    kind: Floats
    arcs: Floats
    links: Floats


class Network(Protocol):
    """What reads windows: the shipped ONNX model, or one that is being trained."""

    #: Labels of the mode logits, "TYPE/mode"; the first is no mode.
    modes: Sequence[str | None]
    #: Slope and offset from the log-odds of an event's type to odds that hold: see ``training/calibrate.py``.
    calibration: tuple[float, float]

    def encode(self, ids: Ints, mask: Ints, case: Ints) -> tuple[Floats, Floats]:
        """Hidden states (b, n, h) and tag logits (b, n, layers * 3)."""

    def heads(self, hidden: Floats, triggers: Ints, arguments: Ints, arcs: Ints, links: Ints) -> HeadScores:
        """Scores of spans and pairs.

        ``triggers`` (b, t, 2) and ``arguments`` (b, m, 2) are first and last tokens; ``arcs`` (2, b, t, m) and
        ``links`` (2, b, m, m) are the distance and sentence buckets of the pairs.
        """

    def relation(self, hidden: Floats, mask: Ints, first: Ints, last: Ints) -> Floats:
        """Logits (b, 17) of the event type between given spans (b, 2), actor and recipient; -1: absent."""


class OnnxNetwork:
    """The network in a folder: three ONNX graphs (encoder, heads, relation), ``tokenizer.json`` and ``model.json``."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.folder = folder
        self.card = _card(folder)
        self.version: str = self.card["version"]
        self.modes: Sequence[str | None] = self.card["modes"]
        slope, offset = self.card["calibration"]
        self.calibration: tuple[float, float] = (slope, offset)
        self._threads = threads
        self._encoder = self._session("encoder.onnx")
        self._heads = self._session("heads.onnx")
        self._relation = self._session("relation.onnx")

    @classmethod
    def shipped(cls, *, threads: int = 0) -> OnnxNetwork:
        """The model inside the package. ``threads`` 0 leaves the number to ONNX Runtime."""
        return cls(Path(str(files("demarche") / "model")), threads=threads)

    def encode(self, ids: Ints, mask: Ints, case: Ints) -> tuple[Floats, Floats]:
        hidden, tags = self._encoder.run(None, {"ids": ids, "mask": mask, "case": case})
        return hidden, tags

    def heads(self, hidden: Floats, triggers: Ints, arguments: Ints, arcs: Ints, links: Ints) -> HeadScores:
        return HeadScores(
            *self._heads.run(
                None,
                {
                    "hidden": hidden,
                    "trigger_first": triggers[..., 0],
                    "trigger_last": triggers[..., 1],
                    "argument_first": arguments[..., 0],
                    "argument_last": arguments[..., 1],
                    "arc_distance": arcs[0],
                    "arc_sentence": arcs[1],
                    "link_distance": links[0],
                    "link_sentence": links[1],
                },
            )
        )

    def relation(self, hidden: Floats, mask: Ints, first: Ints, last: Ints) -> Floats:
        (scores,) = self._relation.run(None, {"hidden": hidden, "mask": mask, "first": first, "last": last})
        return np.asarray(scores, np.float32)

    def _session(self, name: str):  # type: ignore[no-untyped-def]
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as failures

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        path = self.folder / name
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except (failures.NoSuchFile, failures.InvalidProtobuf, failures.InvalidGraph, failures.Fail) as error:
            raise ModelError(f"the model file {path} cannot be loaded ({error}); reinstall demarche") from error


def _card(folder: Path) -> dict:  # type: ignore[type-arg]
    try:
        return json.loads((folder / "model.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder} holds no readable model.json ({error}); reinstall demarche") from error

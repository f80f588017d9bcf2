"""What a user may set; everything else is fixed by the version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from demarche.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the coder.

    threshold : an event is coded when its probability reaches this; higher trades recall for precision. The default
        is about the best for F1 on the held-out stories of the corpus and on hand-coded Wikinews stories.
    arc : the likeliest actor and the likeliest recipient belong to an event when their probability reaches this.
    further : every other actor or recipient does when its probability reaches this. Most acts have one doer and one
        addressee, so a second needs better evidence than the first.
    circumstance : a time, place or source does.
    actors : a table of own actors (:mod:`demarche.actors.own`), or None.
    own : a file of own types and modes (``python -m training.define``), or None.
    threads : processor threads of one coder; 0 leaves the number to ONNX Runtime.
    """

    threshold: float = 0.3
    arc: float = 0.28
    further: float = 0.85
    circumstance: float = 0.3
    actors: Path | None = None
    own: Path | None = None
    threads: int = 0

    def __post_init__(self) -> None:
        for name in ("threshold", "arc", "further", "circumstance"):
            if not 0.1 <= getattr(self, name) < 1.0:
                raise SettingsError(f"{name} is {getattr(self, name)}; it is at least 0.1 and less than 1")
        if self.threads < 0:
            raise SettingsError(f"threads is {self.threads}; it is 0 (as many as there are) or more")

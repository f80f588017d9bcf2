"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from demarche.show.formats import Format

DEFAULT_STORE: Final = Path("demarche.duckdb")


class BriefFormat(StrEnum):
    """How to write a brief."""

    md = "md"
    html = "html"


class Engine(StrEnum):
    """Where stories are coded."""

    local = "local"
    ray = "ray"


StoreOption = Annotated[Path, typer.Option("--store", metavar="PATH", help="The store, a DuckDB file.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write to this file, not to standard output.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print events.")]
StateOption = Annotated[
    str | None,
    typer.Option("--state", metavar="CODE", help="A state (PAK), an IGO or an armed group (NATO)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OwnOption = Annotated[
    Path | None, typer.Option("--own", metavar="FILE", help="Types of your own, see docs/own-types.md.")
]
ActorsOption = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE.csv", help="Actors of your own, see docs/actors.md.")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option("--threshold", metavar="P", help="Code events at least so sure; higher: fewer and better."),
]

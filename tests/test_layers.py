"""Imports run downward only, and importing the package is cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src/demarche"

#: From the bottom to the top; names on one line may not import each other.
LAYERS = (
    ("errors", "ontology"),
    ("records",),
    ("settings",),
    ("read", "annotate"),
    ("actors",),
    ("when", "where"),
    ("events",),
    ("pipeline",),
    ("store", "evaluate"),
    ("show",),
)
_RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("demarche"):
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("demarche."))


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_run_downward() -> None:
    upward = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if (own := _place(path)) != "__init__"
        for name in _imports(path)
        if name != own and _RANK[name] >= _RANK[own]
    ]
    assert upward == []


def test_importing_loads_nothing_heavy() -> None:
    code = "import demarche, demarche.show.cli, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"duckdb", "pandas", "onnxruntime", "trafilatura", "numpy"} & set(loaded) == set()


def test_public_names() -> None:
    import demarche

    assert demarche.__all__ == sorted(demarche.__all__)
    for name in demarche.__all__:
        assert getattr(demarche, name) is not None

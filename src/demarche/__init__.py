"""demarche reads the news and keeps the record of how states deal with one another.

The names below are the public Python interface; the README shows them at work. They are loaded when first used, so that
``import demarche`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.pipeline import Coder
    from demarche.read import read
    from demarche.records import Actor, Annotation, Coding, Event, Story, Uncoded
    from demarche.settings import Settings
    from demarche.store import Store

_HOMES = {
    "Actor": "records",
    "Annotation": "records",
    "Coder": "pipeline",
    "Coding": "records",
    "Event": "records",
    "Settings": "settings",
    "Store": "store",
    "Story": "records",
    "Uncoded": "records",
    "read": "read",
}

__all__ = ["Actor", "Annotation", "Coder", "Coding", "Event", "Settings", "Store", "Story", "Uncoded", "read"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'demarche' has no attribute {name!r}")
    return getattr(import_module(f"demarche.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

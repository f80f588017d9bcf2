"""The store: codings kept in one DuckDB file, and the questions asked of it."""

from __future__ import annotations

from demarche.store.flat import FLAT_COLUMNS, flatten
from demarche.store.queries import EventQuery
from demarche.store.summaries import Contradiction, Counts, Dyad, Unresolved
from demarche.store.warehouse import Store

__all__ = ["FLAT_COLUMNS", "Contradiction", "Counts", "Dyad", "EventQuery", "Store", "Unresolved", "flatten"]

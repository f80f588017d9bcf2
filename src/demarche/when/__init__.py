"""Time expressions in English news: where they stand (``find``) and what they mean (``resolve``)."""

from demarche.when.finder import find
from demarche.when.resolver import resolve

__all__ = ["find", "resolve"]

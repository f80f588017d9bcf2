"""Where: words that name a place, and what is known of it."""

from demarche.where.places import place_of

__all__ = ["place_of"]

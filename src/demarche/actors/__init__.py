"""Actors: who the names and noun phrases of a story stand for."""

from demarche.actors.gazetteer import Gazetteer
from demarche.actors.records import Match

__all__ = ["Gazetteer", "Match"]

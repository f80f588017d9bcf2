"""Scores of coded events against events that people coded by hand."""

from demarche.evaluate.gold import GoldEvent, GoldStory, read_gold, read_texts
from demarche.evaluate.scores import Evaluation, evaluate

__all__ = ["Evaluation", "GoldEvent", "GoldStory", "evaluate", "read_gold", "read_texts"]

"""The stories that ship with the package."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from demarche.when import find, resolve


def _stories() -> list[dict[str, Any]]:
    lines = files("demarche").joinpath("demo/stories.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


STORIES = _stories()
KEYS = {"title", "published", "publisher", "byline", "url", "text"}


def test_there_are_enough_of_them_over_the_decades() -> None:
    assert len(STORIES) >= 40
    assert len({story["published"][:3] for story in STORIES}) >= 6


def test_no_story_comes_twice() -> None:
    assert len({story["text"] for story in STORIES}) == len(STORIES)
    assert len({story["title"] for story in STORIES}) == len(STORIES)


def test_they_stand_in_order_of_publication() -> None:
    days = [story["published"] for story in STORIES]
    assert days == sorted(days)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["published"])
def test_a_story_is_whole(story: dict[str, Any]) -> None:
    assert set(story) == KEYS
    assert story["publisher"] == "demarche demo"
    assert story["byline"] is None
    assert story["url"] is None
    assert date(1946, 1, 1) <= date.fromisoformat(story["published"]) <= date(2024, 12, 31)
    assert 110 <= len(story["text"].split()) <= 220
    paragraphs = story["text"].split("\n\n")
    assert 2 <= len(paragraphs) <= 4
    assert all(p == p.strip() and p.endswith((".", "?", '."', '?"')) for p in paragraphs)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["published"])
def test_a_story_tells_times_and_none_is_out_of_reach(story: dict[str, Any]) -> None:
    published = date.fromisoformat(story["published"])
    told = [resolve(span.text, published=published) for span in find(story["text"])]
    known = [interval for interval in told if interval is not None]
    assert known
    assert all(published.year - 220 < interval.start.year <= published.year + 40 for interval in known)

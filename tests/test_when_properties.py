"""What must hold of time expressions whatever the words and anchors."""

from __future__ import annotations

import datetime as calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.records import Interval
from demarche.when import find, intervals, resolve

_VOCABULARY = """
the a an on in at since until by from to and between before after over for within of early late mid
last next this that same following previous past recent first second third half end beginning
quarter week weeks day days month months year years decade decades century today yesterday tomorrow
tonight overnight Monday Tuesday Sunday March May August Feb. 2014 1999 2100 1500 1990s 5 31 29 5th
spring winter summer morning night ago later earlier two three twenty several few hours - – , 's
weekend Christmas Easter Eve Cold War Obama era rule under during 2019-03-05 29.02.2019 turn now
then every
"""
WORDS = st.sampled_from(_VOCABULARY.split())
PHRASES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
#: Up to the last decade that lies whole in the years that are read.
DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31))
PRECISIONS = st.sampled_from(intervals.PRECISIONS)
TENSES = st.sampled_from([None, "past", "present", "future"])


@st.composite
def previous(draw: st.DrawFn) -> Interval | None:
    if draw(st.booleans()):
        return None
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Interval(first, last, draw(PRECISIONS))


def tenure(name: str) -> tuple[date, date | None] | None:
    return (date(2009, 1, 20), None) if name == "Obama" else None


@given(PHRASES, st.none() | DAYS, previous(), st.none() | st.integers(1500, 2100), TENSES)
def test_an_interval_is_sound(
    words: str, published: date | None, before: Interval | None, story_year: int | None, tense: str | None
) -> None:
    found = resolve(words, published=published, previous=before, story_year=story_year, tense=tense, tenure=tenure)
    if found is not None:
        assert date(1500, 1, 1) <= found.start <= found.end <= date(2100, 12, 31)
        assert found.precision in intervals.PRECISIONS


@given(PHRASES, st.none() | DAYS, previous(), TENSES)
def test_the_clock_is_never_asked(
    words: str, published: date | None, before: Interval | None, tense: str | None
) -> None:
    class Stopped(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            raise AssertionError("the clock was asked")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calendar, "date", Stopped)
        patch.setattr("time.time", lambda: pytest.fail("the clock was asked"))
        for module in ("intervals", "parts", "recurring", "meanings", "eras", "feasts", "resolver"):
            patch.setattr(f"demarche.when.{module}.date", Stopped)
        stopped = resolve(words, published=published, previous=before, tense=tense)
    assert stopped == resolve(words, published=published, previous=before, tense=tense)


@given(PHRASES, DAYS)
def test_white_space_and_final_marks_do_not_matter(words: str, published: date) -> None:
    spaced = "  " + words.replace(" ", "  ") + " ,"
    assert resolve(spaced, published=published) == resolve(words, published=published)


@given(st.lists(PHRASES | st.text(max_size=20), max_size=4).map(" met ".join))
def test_what_is_found_stands_there_and_does_not_overlap(text: str) -> None:
    end = 0
    for span in find(text):
        assert span.text == text[span.start : span.end]
        assert end <= span.start < span.end
        end = span.end


@given(st.integers(1583, 2100))
def test_easter_is_a_sunday_in_its_season(year: int) -> None:
    sunday = intervals.easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]))
def test_a_calendar_unit_holds_the_day_it_is_around(day: date, unit: str) -> None:
    whole = intervals.around(day, unit)
    assert whole is not None
    assert whole.start <= day <= whole.end or unit == "week"
    assert whole.precision == unit

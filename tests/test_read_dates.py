"""Publication dates: what is understood, what is ambiguous, what goes before what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.errors import SettingsError
from demarche.read import story_from_text
from demarche.read.dates import date_line, from_dateline, from_url, parse
from demarche.read.dates import given as given_date

DAY = date(2018, 3, 26)
BODY = "The two governments recalled their envoys on Sunday. No reason was given for the step by either side."


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2018-03-26", None),
        ("2018/03/26", None),
        ("20180326", None),
        ("March 26, 2018", None),
        ("Mar. 26, 2018", None),
        ("Monday, March 26th, 2018", None),
        ("26 March 2018", None),
        ("26-Mar-2018", None),
        ("26.03.2018", None),
        ("26/03/2018", None),
        ("03/26/2018", None),
        ("2018-03-26T10:30:00Z", datetime(2018, 3, 26, 10, 30, tzinfo=UTC)),
        ("2018-03-26 10:30:00.000+05:00", datetime(2018, 3, 26, 10, 30, tzinfo=timezone(timedelta(hours=5)))),
        ("2018-03-26 10:30:00", datetime(2018, 3, 26, 10, 30)),
        ("20180326103000", datetime(2018, 3, 26, 10, 30)),
        ("Mon, 26 Mar 2018 10:30:00 +0000", datetime(2018, 3, 26, 10, 30, tzinfo=UTC)),
        ("1522060200", datetime(2018, 3, 26, 10, 30, tzinfo=UTC)),
        ("1522060200000", datetime(2018, 3, 26, 10, 30, tzinfo=UTC)),
        ("March 26, 2018 at 10:30 p.m. GMT", datetime(2018, 3, 26, 22, 30, tzinfo=UTC)),
        ("26 March 2018, 12:30 am", datetime(2018, 3, 26, 0, 30)),
    ],
)
def test_dates_that_are_understood(value: str, moment: datetime | None) -> None:
    assert parse(value) == (DAY, moment)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2018",
        "soon",
        "03/04/2018",
        "31 February 2018",
        "0001-01-01T00:00:00",
        "12345",
        "20181399",
        "March 2018",
        "²",
    ],
)
def test_dates_that_are_not(value: str) -> None:
    assert parse(value) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Friday, January 4, 2019", date(2019, 1, 4)),
        ("Published: 4 January 2019 10:30 GMT", date(2019, 1, 4)),
        ("January 4, 2019 / Updated January 6, 2019", date(2019, 1, 4)),
        ("Published in The Bugle, January 4th, 2019.", date(2019, 1, 4)),
        ("Last updated: January 4, 2019", None),
        ("03/04/2019", None),
    ],
)
def test_date_lines(line: str, found: date | None) -> None:
    told = date_line(line)
    assert told is not None
    assert (told.found[0] if told.found else None) == found


@pytest.mark.parametrize(
    "line", ["In 2019", "12 dead", "On January 4, 2019 the war ended", "Talks, 4 January 2019 and after"]
)
def test_lines_with_more_than_a_date(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("QUITO, March 26, 2018 (AFP) - The minister", DAY),
        ("LIMA, Peru, 26 March 2018 — The minister", DAY),
        ("LIMA (Reuters) - The minister", None),
        ("On March 26, 2018 - a Monday - the minister", None),
    ],
)
def test_datelines(paragraph: str, found: date | None) -> None:
    assert from_dateline(paragraph) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://paper.example/2018/03/26/a-story", DAY),
        ("https://paper.example/world/2018/mar/26/a-story", DAY),
        ("https://paper.example/20180326/a.html", DAY),
        ("https://paper.example/a-story-2018-03-26", DAY),
        ("https://paper.example/2018/13/26/a-story", None),
        ("https://paper.example/story/1667890", None),
        ("https://2018-03-26.example", None),
    ],
)
def test_url_dates(url: str, found: date | None) -> None:
    assert from_url(url) == found


def test_date_line_at_the_top_is_cut_and_counts_as_text() -> None:
    story = story_from_text(f"Friday, January 4, 2019\xa0\n\n\n{BODY}")
    assert story.text == BODY
    assert [cut.reason for cut in story.cuts] == ["timestamp"]
    assert story.published is not None
    assert (story.published.date, story.published.basis) == (date(2019, 1, 4), "text")


def test_date_line_at_the_bottom() -> None:
    story = story_from_text(f"{BODY}\n\nPublished in The Bugle, March 26th, 2018.")
    assert story.text == BODY
    assert story.published is not None
    assert story.published.date == DAY


def test_dateline_stays_in_the_text_and_tells_the_date() -> None:
    story = story_from_text(f"QUITO, March 26, 2018 (AFP) - {BODY}")
    assert story.text.startswith("QUITO, March 26, 2018")
    assert story.published is not None
    assert (story.published.date, story.published.basis) == (DAY, "text")


def test_no_date_is_none() -> None:
    assert story_from_text(BODY).published is None


def test_given_date_goes_first() -> None:
    story = story_from_text(f"Friday, January 4, 2019\n\n{BODY}", published="2018-03-26")
    assert story.published is not None
    assert (story.published.date, story.published.basis, story.published.instant) == (DAY, "given", None)


def test_given_moment_is_kept() -> None:
    found = given_date("2018-03-26T10:30:00+00:00")
    assert found is not None
    assert found.instant == datetime(2018, 3, 26, 10, 30, tzinfo=UTC)
    assert given_date(datetime(2018, 3, 26, 10, 30)) is not None


@pytest.mark.parametrize("value", ["yesterday", "26.03.2018", "2018-13-01", "", "2018-W13-1x"])
def test_given_date_that_is_none(value: str) -> None:
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        story_from_text(BODY, published=value)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_value_is_a_date_or_none(value: str) -> None:
    found = parse(value)
    assert found is None or 1600 <= found[0].year <= 2100


@settings(deadline=None, derandomize=True)
@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse(day.isoformat()) == (day, None)
    assert parse(f"{day:%B} {day.day}, {day.year}") == (day, None)
    told = date_line(f"{day:%A}, {day.day} {day:%B} {day.year}")
    assert told is not None
    assert told.found == (day, None)
